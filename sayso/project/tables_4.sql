-- Version 4: what was read before its turn.

-- Filled by `sayso add` with several workers and emptied by it: a reading that waits for a slower article before it.
CREATE TABLE early_readings (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    article TEXT NOT NULL CHECK (json_valid(article))
) STRICT, WITHOUT ROWID;
