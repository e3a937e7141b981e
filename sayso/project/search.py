"""Finding statements by their words, by who makes them, by where and when they stand."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.article import Span
from sayso.errors import InputError
from sayso.project.file import ProjectFile, Value

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Around what matches: two code points that are no characters, so that no text holds them."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_STRAIGHT = str.maketrans("“”„«»", '"' * 5)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; None: whatever.

    `words` must all be in the content: `"two words"` in quotation marks stand together, `word*` may go on. `speaker`
    and `role` are words of a name and a role. `outlet` is the whole name, capitals or not. `after` and `before` are
    dates such as 2016, 2016-08 or 2016-08-10, both inclusive; what has no date is not found by one.
    """

    words: str | None = None
    speaker: str | None = None
    role: str | None = None
    outlet: str | None = None
    kind: str | None = None
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as it stands after people's decisions, and the article it is in.

    `article` is the number of the article in the project, `statement` the id of the statement in it. `matches` are the
    characters of `content` that were looked for. `decision` is a person's verdict, None where nobody has decided.
    """

    article: int
    statement: str
    outlet: str | None
    published: str | None
    headline: str | None
    url: str | None
    speaker: str | None
    role: str | None
    affiliation: str | None
    kind: str
    source: str
    cue: str
    content: str
    confidence: float
    decision: str | None
    matches: tuple[Span, ...]


def find(project: ProjectFile, query: Query, limit: int | None = None) -> Iterator[Found]:
    """Yield the statements that fit, in the order of the project, as they are found; not those a person rejected.

    Raises `InputError`.
    """
    values: dict[str, Value] = {"limit": -1 if limit is None else limit}
    tests = ["l.decision IS NOT 'rejected'"]
    match = _match(project.name, query)
    if match:
        tests.append("statement_search MATCH :match")
        values["match"] = match
    for name, test in _TESTS.items():
        value = getattr(query, name)
        if value is not None:
            tests.append(test)
            values[name] = _date(name, value) if name in ("after", "before") else value
    table = "statement_search AS f JOIN statement_list AS l ON l.id = f.rowid" if match else "statement_list AS l"
    marked = f"highlight(statement_search, 0, '{_OPEN}', '{_CLOSE}')" if match and query.words else "NULL"
    order = "f.rowid" if match else "l.id"
    sql = f"SELECT l.*, {marked} AS marked FROM {table} WHERE {' AND '.join(tests)} ORDER BY {order} LIMIT :limit"
    return map(_found, project.rows(sql, values))


_TESTS = {
    "outlet": "l.outlet = :outlet COLLATE NOCASE",
    "kind": "l.kind = :kind",
    "after": "substr(l.published, 1, length(:after)) >= :after",
    "before": "substr(l.published, 1, length(:before)) <= :before",
}


def _match(name: str, query: Query) -> str | None:
    """Return what FTS5 is asked; nothing that a user writes is taken for its syntax."""
    names = {"outlet": query.outlet or "", "kind": query.kind or ""}
    asked = [f"{column} : {_phrase(name)}" for column, name in names.items() if re.search(r"\w", name)]
    for column, words in (("content", query.words), ("speaker", query.speaker), ("role", query.role)):
        if words is None:
            continue
        terms = [_term(phrase or word) for phrase, word in _TERM.findall(words.translate(_STRAIGHT))]
        kept = [term for term in terms if re.search(r"\w", term)]
        if not kept:
            raise InputError(name, f"{words!r} holds no word to look for", "give a word of the statement")
        asked.append(f"{column} : ({' AND '.join(kept)})")
    return " AND ".join(asked) or None


def _term(term: str) -> str:
    start = _phrase(term.removesuffix("*"))
    return start + "*" if term.endswith("*") else start


def _phrase(words: str) -> str:
    return '"' + words.replace('"', '""').replace("\0", " ") + '"'


def _date(name: str, value: str) -> str:
    if not _DATE.fullmatch(value):
        raise InputError(f"--{name}", f"{value!r} is no date", "give a year, month or day: 2016, 2016-08 or 2016-08-10")
    return value


def _found(row: sqlite3.Row) -> Found:
    return Found(
        article=row["article_id"],
        statement=row["local_id"],
        outlet=row["outlet"],
        published=row["published"],
        headline=row["headline"],
        url=row["url"],
        speaker=row["speaker"],
        role=row["role"],
        affiliation=row["affiliation"],
        kind=row["kind"],
        source=row["source"],
        cue=row["cue"],
        content=row["content"],
        confidence=row["confidence"],
        decision=row["decision"],
        matches=_matches(row["marked"] or ""),
    )


def _matches(marked: str) -> tuple[Span, ...]:
    """Return where the marks stand, in characters of the text without them."""
    edges = [at for at, character in enumerate(marked) if character in (_OPEN, _CLOSE)]
    plain = [at - number for number, at in enumerate(edges)]
    return tuple(Span(start, end) for start, end in list(pairwise(plain))[::2])
