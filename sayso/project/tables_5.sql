-- Version 5: who is for or against whom is found by name, at once.

CREATE INDEX relations_by_holder ON relations (from_name, sign);
CREATE INDEX relations_by_target ON relations (to_name, sign);
CREATE INDEX statements_by_local_id ON statements (article_id, local_id);
