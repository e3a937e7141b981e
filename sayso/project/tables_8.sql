-- Version 8: pages of statements in each order that the review room offers, however many there are.

CREATE INDEX statements_by_sureness ON statements (min(confidence, coalesce(speaker_confidence, 1.0)));
CREATE INDEX articles_by_day ON articles (coalesce(published, ''));
CREATE INDEX articles_by_paper ON articles (coalesce(outlet, '') COLLATE NOCASE);
CREATE INDEX statements_added ON statements (article_id) WHERE added_by IS NOT NULL;
CREATE INDEX statements_by_speaker_name ON statements (coalesce(speaker, '') COLLATE NOCASE, article_id, position);
CREATE INDEX statements_unnamed ON statements (article_id, position) WHERE speaker IS NULL OR speaker_kind = 'unnamed';
CREATE INDEX decisions_by_verdict ON decisions (verdict, article_id);
CREATE INDEX decisions_on_speaker ON decisions (article_id, anchor) WHERE speaker IS NOT NULL;
CREATE INDEX people_by_statements ON people (statements DESC, articles DESC, id);
CREATE INDEX headline_alarms ON headline_checks (article_id)
WHERE verdict IN ('claim', 'misattributed', 'unsupported');
