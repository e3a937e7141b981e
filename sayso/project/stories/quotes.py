"""The quotes of a project: the contents of its statements as they stand after people's decisions."""

import json
from collections.abc import Iterator

from sayso.project.file import ProjectFile
from sayso.project.stories.utterance import Quote, tells
from sayso.project.stories.words import words_at
from sayso.statements.quotation import INSIDE, states

_NAMED = ("person", "organization", "document", "author", "outlet")
"""The kinds of speakers whose name says who it is; others are described, as "officials" are."""

_SHORTEST = 3
"""A quote of fewer words cannot be told from any other of them."""

_QUERY = f"""SELECT l.id, l.article_id, l.content, l.published, l.kind,
    CASE WHEN l.speaker IS NOT s.speaker OR s.speaker_kind IN ({", ".join(f"'{one}'" for one in _NAMED)})
        THEN l.speaker END AS speaker
    FROM statement_list AS l JOIN statements AS s ON s.id = l.id
    WHERE l.decision IS NOT 'rejected' AND (:ids IS NULL OR l.id IN (SELECT value FROM json_each(:ids)))
    ORDER BY l.id"""


def quotes(project: ProjectFile, ids: list[int] | None = None) -> Iterator[Quote]:
    """Yield the quotes of a project, or those of some statements by their numbers, in the order of the project."""
    for row in project.rows(_QUERY, {"ids": None if ids is None else json.dumps(ids)}):
        one = quote(row["content"], row["kind"], row["speaker"], row["published"], (row["id"], row["article_id"]))
        if len(one.words) >= _SHORTEST:
            yield one


def quote(content: str, kind: str, speaker: str | None, published: str | None, which: tuple[int, int]) -> Quote:
    """Return the quote that the content of a statement is, with the numbers of the statement and of its article."""
    words = words_at(content)
    if kind == "mixed":
        inside = states(content, [(0, len(content))])
        quoted = bytes(inside[word.start] == INSIDE for word in words)
    else:
        quoted = bytes([kind == "direct"]) * len(words)
    telling = tells(content[word.start : word.end] for word in words)
    return Quote(*which, tuple(word.folded for word in words), quoted, telling, speaker, published)
