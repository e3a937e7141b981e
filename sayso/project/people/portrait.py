"""A person for who looks closely: what they are called where, in which words, and the articles a page at a time."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sayso.article import Span
from sayso.project.file import ProjectFile
from sayso.project.people import decided
from sayso.project.people.decided import PersonDecision
from sayso.project.people.person import Appearing, Person, appearing_from, person

_AROUND = 60
"""How many characters of the article stand before and behind the words of a role."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an article gives a role or affiliation: its words, and some before and behind them."""

    article: int
    outlet: str | None
    published: str | None
    at: Span
    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class Held:
    """A role or affiliation that articles give a person, how often, from when to when, and in which words.

    `evidence` is of its first two places and of its last.
    """

    what: str
    name: str
    places: int
    first: str | None
    last: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A person in one article, and there their first statement, or else a place that names them."""

    appearing: Appearing
    statement: str | None
    mention: Span | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person with what they are said to be, some of the articles they stand in, and what people decided on them."""

    person: Person
    held: tuple[Held, ...]
    seen: tuple[Seen, ...]
    decisions: tuple[PersonDecision, ...]


def portrait(project: ProjectFile, number: int, skip: int, limit: int) -> Portrait:
    """Return a person with so many articles after so many. Raises `InputError`."""
    one = person(project, number)
    articles = tuple(seen(project, number, skip, limit))
    return Portrait(one, tuple(held(project, number)), articles, tuple(decisions_on(project, number)))


def held(project: ProjectFile, number: int, limit: int = 40) -> list[Held]:
    """Return what a person is said to be, what most places say first."""
    query = """SELECT r.*,
            substr(a.text, max(1, start_char + 1 - :around), min(:around, start_char)) AS before,
            substr(a.text, start_char + 1, end_char - start_char) AS words,
            substr(a.text, end_char + 1, :around) AS behind
        FROM (SELECT *, lower(name) AS folded, count(*) OVER same AS places, min(published) OVER same AS first,
                max(published) OVER same AS last,
                row_number() OVER (same ORDER BY published IS NULL, published, article_id, start_char) AS place,
                row_number() OVER (same ORDER BY published DESC, article_id DESC, start_char DESC) AS from_last
            FROM person_roles WHERE person_id = :number WINDOW same AS (PARTITION BY what, lower(name))) AS r
        JOIN articles AS a ON a.id = r.article_id
        WHERE place <= 2 OR from_last = 1 ORDER BY places DESC, what DESC, folded, place"""
    rows = project.rows(query, {"number": number, "around": _AROUND})
    found = []
    for _, same in groupby(rows, key=lambda row: (row["what"], row["folded"])):
        every = list(same)
        head = every[0]
        given = (head["what"], head["name"], head["places"], head["first"], head["last"])
        found.append(Held(*given, tuple(map(_evidence, every))))
        if len(found) == limit:
            break
    return found


def _evidence(row: sqlite3.Row) -> Evidence:
    at = Span(row["start_char"], row["end_char"])
    place = (row["article_id"], row["outlet"], row["published"], at)
    return Evidence(*place, _whole_words(row["before"][::-1])[::-1], row["words"], _whole_words(row["behind"]))


def _whole_words(cut: str) -> str:
    """Return characters of a text without the word at their end that may be cut off."""
    return cut.rpartition(" ")[0] + " …" if len(cut) == _AROUND and " " in cut else cut


def seen(project: ProjectFile, number: int, skip: int, limit: int) -> Iterator[Seen]:
    """Yield the articles in which a person stands, in the order of publication, after so many."""
    query = """SELECT w.*, s.mentions, (SELECT local_id FROM statements AS t
            WHERE t.article_id = w.article_id AND t.speaker_id = w.local_id ORDER BY position LIMIT 1) AS statement
        FROM (SELECT * FROM person_articles WHERE person_id = ?
            ORDER BY published IS NULL, published, article_id, local_id
            LIMIT ? OFFSET ?) AS w
        JOIN speakers AS s ON s.article_id = w.article_id AND s.local_id = w.local_id
        ORDER BY w.published IS NULL, w.published, w.article_id, w.local_id"""
    for row in project.rows(query, (number, limit, skip)):
        mentions = json.loads(row["mentions"])
        yield Seen(appearing_from(row), row["statement"], Span(*mentions[0]) if mentions else None)


def usual_role(project: ProjectFile, number: int) -> str | None:
    """Return the role that the articles added last give a person most often."""
    query = """SELECT json_extract(r.value, '$.name') AS name FROM (SELECT article_id, local_id FROM person_speakers
            WHERE person_id = ? ORDER BY id DESC LIMIT 50) AS p
        JOIN speakers AS s ON s.article_id = p.article_id AND s.local_id = p.local_id
        JOIN json_each(s.roles) AS r GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"""
    role: str | None = project.one(query, (number,))
    return role


def of_article(project: ProjectFile, article: int) -> dict[str, int]:
    """Return the numbers of the people that the speakers of an article are, by the ids of these."""
    query = "SELECT local_id, person_id FROM person_speakers WHERE article_id = ? AND person_id IS NOT NULL"
    return dict(map(tuple, project.rows(query, (article,))))


def decisions_on(project: ProjectFile, number: int) -> list[PersonDecision]:
    """Return what people have decided about who a person is, in the order in which it is taken."""
    of = {row[0] for row in project.rows("SELECT id FROM person_speakers WHERE person_id = ?", (number,))}
    return [one.decision for one in decided.resolved(project) if of.intersection(one.speakers)]


def people_of(project: ProjectFile, decision: dict[str, Any]) -> list[int]:
    """Return the numbers of the people that a decision, as the log has it, is about; of those held on to first."""
    speakers = decided.speakers_of(project, decided.decision_from(decision))
    query = "SELECT person_id FROM person_speakers WHERE id = ? AND person_id IS NOT NULL"
    found = (project.one(query, (one,)) for one in speakers)
    return list(dict.fromkeys(one for one in found if one is not None))
