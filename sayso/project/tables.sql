-- Version 1 of a project. What each table and column means stands in docs/project.md.
-- Offsets count Unicode code points of articles.text from 0, start inclusive, end exclusive.

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    headline TEXT,
    byline TEXT NOT NULL CHECK (json_valid(byline)),
    published TEXT,
    modified TEXT,
    language TEXT,
    text TEXT NOT NULL,
    origins TEXT NOT NULL CHECK (json_valid(origins)),
    warnings TEXT NOT NULL CHECK (json_valid(warnings)),
    model TEXT,
    model_version TEXT,
    model_hash TEXT,
    read_at TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_outlet ON articles (outlet COLLATE NOCASE);
CREATE INDEX articles_by_date ON articles (published);

CREATE TRIGGER text_never_changes BEFORE UPDATE OF sha256, text ON articles
WHEN new.sha256 IS NOT old.sha256 OR new.text IS NOT old.text
BEGIN SELECT raise(ABORT, 'the text of an article never changes'); END;

CREATE TABLE appearances (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    source_sha256 TEXT,
    name TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    headline TEXT,
    byline TEXT NOT NULL CHECK (json_valid(byline)),
    published TEXT,
    added_at TEXT NOT NULL,
    UNIQUE (article_id, source)
) STRICT;
CREATE INDEX appearances_by_source ON appearances (source);

CREATE TABLE passages (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    local_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    confidence REAL NOT NULL,
    speaker_id TEXT,
    speaker TEXT,
    speaker_kind TEXT,
    role TEXT,
    affiliation TEXT,
    how TEXT,
    speaker_confidence REAL,
    reason TEXT,
    within TEXT,
    anchor TEXT NOT NULL,
    UNIQUE (article_id, position)
) STRICT;
CREATE INDEX statements_by_anchor ON statements (article_id, anchor);

CREATE TABLE statement_spans (
    statement_id INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')),
    piece INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (statement_id, part, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE speakers (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    speaks INTEGER NOT NULL CHECK (speaks IN (0, 1)),
    position INTEGER NOT NULL,
    local_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    names TEXT NOT NULL CHECK (json_valid(names)),
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    affiliations TEXT NOT NULL CHECK (json_valid(affiliations)),
    mentions TEXT NOT NULL CHECK (json_valid(mentions)),
    statements INTEGER NOT NULL,
    words INTEGER NOT NULL,
    known TEXT,
    PRIMARY KEY (article_id, speaks, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_name ON speakers (name COLLATE NOCASE);

CREATE TABLE voices (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    chain TEXT NOT NULL CHECK (json_valid(chain)),
    words INTEGER NOT NULL,
    quoted INTEGER NOT NULL,
    share REAL NOT NULL,
    spans TEXT NOT NULL CHECK (json_valid(spans)),
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE headline_checks (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    passage TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    statements TEXT NOT NULL CHECK (json_valid(statements)),
    speaker_id TEXT,
    confidence REAL NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    local_id TEXT NOT NULL,
    quantity REAL NOT NULL,
    quantity_to REAL,
    unit TEXT NOT NULL,
    of TEXT,
    hedge TEXT,
    words TEXT NOT NULL,
    voice TEXT NOT NULL CHECK (json_valid(voice)),
    differs TEXT NOT NULL CHECK (json_valid(differs)),
    spans TEXT NOT NULL CHECK (json_valid(spans)),
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    local_id TEXT NOT NULL,
    from_id TEXT NOT NULL,
    from_name TEXT,
    to_id TEXT NOT NULL,
    to_name TEXT,
    sign INTEGER NOT NULL CHECK (sign IN (1, -1)),
    act TEXT NOT NULL,
    plover TEXT,
    manner TEXT NOT NULL,
    words TEXT NOT NULL,
    voice TEXT NOT NULL CHECK (json_valid(voice)),
    statement TEXT,
    confidence REAL NOT NULL,
    from_start_char INTEGER,
    from_end_char INTEGER,
    to_start_char INTEGER NOT NULL,
    to_end_char INTEGER NOT NULL,
    spans TEXT NOT NULL CHECK (json_valid(spans)),
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    anchor TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'corrected')),
    speaker TEXT,
    role TEXT,
    affiliation TEXT,
    kind TEXT CHECK (kind IN ('direct', 'mixed', 'indirect')),
    source TEXT,
    cue TEXT,
    content TEXT,
    spans TEXT NOT NULL CHECK (json_valid(spans)),
    note TEXT,
    judged TEXT NOT NULL CHECK (json_valid(judged)),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (article_id, anchor)
) STRICT, WITHOUT ROWID;

CREATE TABLE failures (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    tries INTEGER NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('do', 'undo', 'redo')),
    of_change INTEGER REFERENCES changes (id),
    what TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('article', 'appearance', 'decision')),
    sha256 TEXT NOT NULL,
    key TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after)),
    CHECK ((way = 'do') = (of_change IS NULL))
) STRICT;
CREATE INDEX changes_by_subject ON changes (sha256, key);
CREATE INDEX changes_by_way ON changes (way, who);
CREATE INDEX changes_by_of_change ON changes (of_change);

CREATE TRIGGER changes_are_never_altered BEFORE UPDATE ON changes
BEGIN SELECT raise(ABORT, 'the log of changes is only added to'); END;
CREATE TRIGGER changes_are_never_deleted BEFORE DELETE ON changes
BEGIN SELECT raise(ABORT, 'the log of changes is only added to'); END;

CREATE TABLE undone (
    change_id INTEGER PRIMARY KEY REFERENCES changes (id),
    undo_id INTEGER NOT NULL REFERENCES changes (id)
) STRICT;

-- What stands after people's decisions: a person's word before the machine's.
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
    d.note
FROM statements AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor;

CREATE VIEW article_list AS
SELECT
    a.id,
    a.outlet,
    a.published,
    a.headline,
    a.byline,
    a.url,
    a.language,
    (SELECT count(*) FROM statements AS s WHERE s.article_id = a.id) AS statements,
    (SELECT count(*) FROM appearances AS p WHERE p.article_id = a.id) AS appearances,
    a.model,
    a.model_version,
    a.read_at
FROM articles AS a;

CREATE VIEW speaker_list AS
SELECT
    name,
    kind,
    count(*) AS articles,
    sum(statements) AS statements,
    sum(words) AS words
FROM speakers
WHERE speaks
GROUP BY name, kind;

CREATE VIEW relation_list AS
SELECT r.article_id, r.local_id, a.outlet, a.published, r.from_name, r.to_name, r.sign, r.act, r.plover, r.manner,
    r.words, r.statement, r.confidence
FROM relations AS r
JOIN articles AS a ON a.id = r.article_id;

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
WHERE NOT EXISTS (SELECT 1 FROM statements AS s WHERE s.article_id = d.article_id AND s.anchor = d.anchor);

-- The words that `sayso find` looks through; the text itself stays in the tables above.
CREATE VIEW searched_statements AS
SELECT s.id, coalesce(d.content, s.content) AS content, coalesce(d.speaker, s.speaker) AS speaker,
    coalesce(d.role, s.role) AS role, a.outlet, coalesce(d.kind, s.kind) AS kind
FROM statements AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor;

CREATE VIRTUAL TABLE statement_search USING fts5 (
    content, speaker, role, outlet, kind,
    content = 'searched_statements', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
