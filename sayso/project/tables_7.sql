-- Version 7: who speaks in several articles.

-- What is to be linked: the speakers of an article that is new or was read again, a block of which one went or came.
CREATE TABLE people_due (
    article_id INTEGER NOT NULL,
    block TEXT NOT NULL,
    PRIMARY KEY (article_id, block)
) STRICT, WITHOUT ROWID;
INSERT INTO people_due SELECT id, '' FROM articles;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group')),
    names TEXT NOT NULL CHECK (json_valid(names)),
    articles INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    words INTEGER NOT NULL,
    first_published TEXT,
    last_published TEXT,
    renamed INTEGER NOT NULL CHECK (renamed IN (0, 1))
) STRICT;

CREATE TABLE person_speakers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    local_id TEXT NOT NULL,
    name TEXT NOT NULL,
    person_id INTEGER,
    confidence REAL,
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    block TEXT NOT NULL,
    form TEXT NOT NULL CHECK (json_valid(form)),
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    UNIQUE (article_id, local_id)
) STRICT;
CREATE INDEX person_speakers_by_block ON person_speakers (block);
CREATE INDEX person_speakers_by_person ON person_speakers (person_id, name, article_id, local_id);
CREATE INDEX person_speakers_by_name ON person_speakers (name, person_id);

CREATE TABLE person_decisions (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'apart', 'named')),
    mentions TEXT NOT NULL CHECK (json_valid(mentions)),
    others TEXT NOT NULL CHECK (json_valid(others)),
    name TEXT,
    note TEXT,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX people_by_name ON people (name);
-- From a person to their statements and roles in a project of any size.
CREATE INDEX statements_by_speaker ON statements (article_id, speaker_id, anchor);
CREATE INDEX speakers_by_local_id ON speakers (article_id, local_id);

CREATE VIEW person_list AS
SELECT id, name, kind, names, articles, statements, words, first_published, last_published, renamed FROM people;

-- In which articles, under which name, and why it is taken for them.
CREATE VIEW person_articles AS
SELECT p.person_id, a.id AS article_id, a.outlet, a.published, a.headline, p.local_id, s.name, s.kind,
    s.statements, s.words, p.confidence, p.grounds
FROM person_speakers AS p
JOIN articles AS a ON a.id = p.article_id
JOIN speakers AS s ON s.article_id = p.article_id AND s.local_id = p.local_id;

CREATE VIEW person_roles AS
SELECT p.person_id, 'role' AS what, json_extract(r.value, '$.name') AS name, json_extract(r.value, '$.tense') AS tense,
    p.article_id, a.outlet, a.published,
    json_extract(r.value, '$.span[0]') AS start_char, json_extract(r.value, '$.span[1]') AS end_char
FROM person_speakers AS p
JOIN articles AS a ON a.id = p.article_id
JOIN speakers AS s ON s.article_id = p.article_id AND s.local_id = p.local_id
JOIN json_each(s.roles) AS r
UNION ALL
SELECT p.person_id, 'affiliation', json_extract(f.value, '$.name'), NULL, p.article_id, a.outlet, a.published,
    json_extract(f.value, '$.span[0]'), json_extract(f.value, '$.span[1]')
FROM person_speakers AS p
JOIN articles AS a ON a.id = p.article_id
JOIN speakers AS s ON s.article_id = p.article_id AND s.local_id = p.local_id
JOIN json_each(s.affiliations) AS f;

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
    s.added_at,
    n.id AS person_id,
    n.name AS person
FROM statements AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor
LEFT JOIN person_speakers AS p ON p.article_id = s.article_id AND p.local_id = s.speaker_id
-- Whom a person names as the speaker is the one of that name, where there is only one.
LEFT JOIN people AS n ON n.id = CASE WHEN d.speaker IS NOT NULL OR s.added_by IS NOT NULL
    THEN (
        SELECT min(id) FROM (
            SELECT id FROM people WHERE name = coalesce(d.speaker, s.speaker)
            UNION
            SELECT person_id FROM person_speakers WHERE name = coalesce(d.speaker, s.speaker) AND person_id IS NOT NULL
        ) HAVING count(*) = 1
    )
    ELSE p.person_id END;
