-- Version 3: what people add, verdicts on relations, several changes taken back as one.

ALTER TABLE statements ADD COLUMN added_by TEXT;
ALTER TABLE statements ADD COLUMN added_at TEXT;
ALTER TABLE relations ADD COLUMN added_by TEXT;
ALTER TABLE relations ADD COLUMN added_at TEXT;
ALTER TABLE relations ADD COLUMN anchor TEXT NOT NULL DEFAULT '';
CREATE INDEX relations_by_anchor ON relations (article_id, anchor);

CREATE TABLE steps (
    first_change INTEGER PRIMARY KEY REFERENCES changes (id),
    last_change INTEGER NOT NULL REFERENCES changes (id),
    what TEXT NOT NULL,
    CHECK (last_change > first_change)
) STRICT;

DROP VIEW statement_list;
CREATE VIEW statement_list AS
SELECT
    s.id,
    s.article_id,
    s.local_id,
    a.outlet,
    a.published,
    a.headline,
    a.url,
    coalesce(d.speaker, s.speaker) AS speaker,
    coalesce(d.role, s.role) AS role,
    coalesce(d.affiliation, s.affiliation) AS affiliation,
    coalesce(d.kind, s.kind) AS kind,
    coalesce(d.source, s.source) AS source,
    coalesce(d.cue, s.cue) AS cue,
    coalesce(d.content, s.content) AS content,
    s.confidence,
    s.speaker_confidence,
    s.within,
    d.verdict AS decision,
    d.who AS decided_by,
    d.at AS decided_at,
    d.note,
    s.added_by,
    s.added_at
FROM statements AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor;

DROP VIEW relation_list;
CREATE VIEW relation_list AS
SELECT r.article_id, r.local_id, a.outlet, a.published, r.from_name, r.to_name, r.sign, r.act, r.plover, r.manner,
    r.words, r.statement, r.confidence, d.verdict AS decision, d.who AS decided_by, d.at AS decided_at, d.note,
    r.added_by, r.added_at
FROM relations AS r
JOIN articles AS a ON a.id = r.article_id
LEFT JOIN decisions AS d ON d.article_id = r.article_id AND d.anchor = r.anchor;

DROP VIEW orphaned_decisions;
CREATE VIEW orphaned_decisions AS
SELECT
    d.article_id,
    d.verdict,
    json_extract(d.judged, '$.speaker') AS judged_speaker,
    json_extract(d.judged, '$.content') AS judged_content,
    d.note,
    d.who,
    d.at
FROM decisions AS d
WHERE NOT EXISTS (SELECT 1 FROM statements AS s WHERE s.article_id = d.article_id AND s.anchor = d.anchor)
    AND NOT EXISTS (SELECT 1 FROM relations AS r WHERE r.article_id = d.article_id AND r.anchor = d.anchor);

-- The log may be about statements and relations that people add, and whatever comes after them.
CREATE TABLE changes_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('do', 'undo', 'redo')),
    of_change INTEGER REFERENCES changes_new (id),
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    key TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after)),
    CHECK ((way = 'do') = (of_change IS NULL))
) STRICT;
INSERT INTO changes_new SELECT * FROM changes ORDER BY id;
CREATE TABLE undone_new (
    change_id INTEGER PRIMARY KEY REFERENCES changes_new (id),
    undo_id INTEGER NOT NULL REFERENCES changes_new (id)
) STRICT;
INSERT INTO undone_new SELECT * FROM undone;
DROP TABLE undone;
DROP TRIGGER changes_are_never_altered;
DROP TRIGGER changes_are_never_deleted;
UPDATE changes SET of_change = NULL, way = 'do';
DROP TABLE changes;
ALTER TABLE changes_new RENAME TO changes;
ALTER TABLE undone_new RENAME TO undone;
CREATE INDEX changes_by_subject ON changes (sha256, key);
CREATE INDEX changes_by_way ON changes (way, who);
CREATE INDEX changes_by_of_change ON changes (of_change);
CREATE TRIGGER changes_are_never_altered BEFORE UPDATE ON changes
BEGIN SELECT raise(ABORT, 'the log of changes is only added to'); END;
CREATE TRIGGER changes_are_never_deleted BEFORE DELETE ON changes
BEGIN SELECT raise(ABORT, 'the log of changes is only added to'); END;
