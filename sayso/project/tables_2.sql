-- Version 2 of a project: which articles are near-copies of one text, and so one story.

CREATE TABLE text_samples (
    hash INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_samples_by_article ON text_samples (article_id);

CREATE TABLE near_copies (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    share_of_shorter REAL NOT NULL,
    share_of_longer REAL NOT NULL,
    PRIMARY KEY (article_id, other_id),
    CHECK (article_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_copies_by_other ON near_copies (other_id);

-- A story is all that near-copies join, and has the number of its first article.
CREATE VIEW story_list AS
WITH RECURSIVE
near (id, other) AS (
    SELECT article_id, other_id FROM near_copies
    UNION ALL
    SELECT other_id, article_id FROM near_copies
),
reached (id, other) AS (
    SELECT id, other FROM near
    UNION
    SELECT reached.id, near.other FROM reached JOIN near ON near.id = reached.other
)
SELECT min(r.other) AS story, a.id AS article_id, a.outlet, a.published, a.headline, a.url
FROM reached AS r
JOIN articles AS a ON a.id = r.id
GROUP BY a.id
ORDER BY story, a.id;
