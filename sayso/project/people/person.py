"""Who speaks in a project: its people and bodies, and for each why speakers of several articles are taken for one."""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.article import Span
from sayso.errors import InputError
from sayso.project.file import ProjectFile, Value
from sayso.speakers.names import folded, words_of


@dataclass(frozen=True, slots=True)
class Person:
    """A person, organization or group. `names` are with the number of articles that use each, the most used first.

    `first` and `last` are when the first and last of its articles were published; `renamed`: a person gave the name.
    """

    id: int
    name: str
    kind: str
    names: tuple[tuple[str, int], ...]
    articles: int
    statements: int
    words: int
    first: str | None
    last: str | None
    renamed: bool


Place = tuple[int, int, int]
"""Where a person stands in the list: their statements, articles and number."""


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role or affiliation as an article gives it, where, and when that was published. `tense` is of roles only."""

    what: str
    name: str
    tense: str | None
    article: int
    outlet: str | None
    published: str | None
    at: Span


@dataclass(frozen=True, slots=True)
class Appearing:
    """A speaker of one article who is taken for the person, how sure that is, and on what grounds.

    `confidence` is None for the speaker with whom the person began.
    """

    article: int
    local_id: str
    name: str
    outlet: str | None
    published: str | None
    headline: str | None
    statements: int
    confidence: float | None
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person with dated roles and affiliations and with the articles in which they stand."""

    person: Person
    roles: tuple[DatedRole, ...]
    appearing: tuple[Appearing, ...]


def people(
    project: ProjectFile, words: str | None = None, limit: int | None = None, after: Place | None = None
) -> Iterator[Person]:
    """Yield people, those with the most statements first; only those with all the words in one of their names.

    `after` is the place of the last of the page before.
    """
    left = -1 if limit is None else limit
    # SQLite knows capitals of ASCII alone, so a name with any other letter is read, too.
    likely = [f"%{re.sub('[^a-z0-9]+', '%', word)}%" for word in _asked(words or "")]
    tests = ["(name || names LIKE ? OR name || names GLOB '*[^ -~]*')"] * len(likely)
    values: list[Value] = [*likely]
    if after is not None:
        tests.append("statements <= ? AND (statements, articles, -id) < (?, ?, -?)")
        values += [after[0], *after]
    where = " AND ".join(tests) or "1"
    query = f"SELECT * FROM people WHERE {where} ORDER BY statements DESC, articles DESC, id"
    for row in project.rows(query, values):
        if left == 0:
            return
        one = _person(row)
        if words is None or any(bears(name, words) for name in (one.name, *(name for name, _ in one.names))):
            left -= 1
            yield one


def bears(name: str, words: str) -> bool:
    """Say whether all the words are in a name; `word*` may go on."""
    parts = words_of(name)
    return all(any(_is(word, part) for part in parts) for word in _asked(words))


def _asked(words: str) -> list[str]:
    return [folded(word.removesuffix("*")) + "*" * word.endswith("*") for word in words.replace('"', " ").split()]


def _is(asked: str, part: str) -> bool:
    return part.startswith(asked[:-1]) if asked.endswith("*") else part == asked


def person(project: ProjectFile, number: int) -> Person:
    """Return the person of a number. Raises `InputError`."""
    row = next(project.rows("SELECT * FROM people WHERE id = ?", (number,)), None)
    if row is None:
        raise InputError(project.name, f"it has no person {number}", "look for their number with `sayso people`")
    return _person(row)


def record(project: ProjectFile, number: int) -> PersonRecord:
    """Return all that a project knows of a person. Raises `InputError`."""
    found = person(project, number)
    roles = project.rows("SELECT * FROM person_roles WHERE person_id = ? ORDER BY published, article_id", (number,))
    where = project.rows("SELECT * FROM person_articles WHERE person_id = ? ORDER BY published, article_id", (number,))
    return PersonRecord(found, tuple(map(_role, roles)), tuple(map(appearing_from, where)))


def _person(row: sqlite3.Row) -> Person:
    names = tuple((one["name"], one["articles"]) for one in json.loads(row["names"]))
    counts = (row["articles"], row["statements"], row["words"])
    days = (row["first_published"], row["last_published"])
    return Person(row["id"], row["name"], row["kind"], names, *counts, *days, bool(row["renamed"]))


def _role(row: sqlite3.Row) -> DatedRole:
    at = Span(row["start_char"], row["end_char"])
    place = (row["article_id"], row["outlet"], row["published"])
    return DatedRole(row["what"], row["name"], row["tense"], *place, at)


def appearing_from(row: sqlite3.Row) -> Appearing:
    """Return what a row of `person_articles` says."""
    return Appearing(
        article=row["article_id"],
        local_id=row["local_id"],
        name=row["name"],
        outlet=row["outlet"],
        published=row["published"],
        headline=row["headline"],
        statements=row["statements"],
        confidence=row["confidence"],
        grounds=tuple(json.loads(row["grounds"])),
    )
