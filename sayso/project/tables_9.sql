-- Version 9: coders, what each of them codes apart from the others, and which articles are adjudicated.

CREATE TABLE assignments (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    coder TEXT NOT NULL,
    blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
    proposals INTEGER NOT NULL CHECK (proposals IN (0, 1)),
    assigned_by TEXT NOT NULL,
    assigned_at TEXT NOT NULL,
    done_at TEXT,
    PRIMARY KEY (article_id, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignments_by_coder ON assignments (coder);

CREATE TABLE codings (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    coder TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('decision', 'addition')),
    anchor TEXT NOT NULL,
    about TEXT NOT NULL CHECK (about IN ('statement', 'relation')),
    verdict TEXT CHECK (verdict IN ('accepted', 'rejected', 'corrected')),
    words TEXT NOT NULL,
    decision TEXT CHECK (decision IS NULL OR json_valid(decision)),
    stands TEXT NOT NULL CHECK (json_valid(stands)),
    PRIMARY KEY (article_id, coder, what, anchor),
    CHECK ((what = 'decision') = (decision IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE adjudications (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- What each coder has of each article: what they added, and what they decided about the machine's.
CREATE VIEW coding_list AS
SELECT
    c.article_id,
    a.outlet,
    a.published,
    a.headline,
    c.coder,
    c.about,
    json_extract(c.stands, '$.id') AS local_id,
    coalesce(c.verdict, 'added') AS verdict,
    c.words,
    json_extract(c.stands, '$.speaker') AS speaker,
    json_extract(c.stands, '$.role') AS role,
    json_extract(c.stands, '$.affiliation') AS affiliation,
    json_extract(c.stands, '$.kind') AS kind,
    json_extract(c.stands, '$.from_') AS from_name,
    json_extract(c.stands, '$.to') AS to_name,
    json_extract(c.stands, '$.sign') AS sign,
    json_extract(c.decision, '$.note') AS note,
    s.done_at
FROM codings AS c
JOIN articles AS a ON a.id = c.article_id
LEFT JOIN assignments AS s ON s.article_id = c.article_id AND s.coder = c.coder;
