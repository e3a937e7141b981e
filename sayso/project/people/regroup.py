"""Merging, splitting and renaming people: what would come of it, and doing it."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.project import changes
from sayso.project.changes import Subject
from sayso.project.clock import now
from sayso.project.file import ProjectFile
from sayso.project.people import decided, linking
from sayso.project.people.decided import Mention, PersonDecision, Verdict
from sayso.project.people.person import Person, person

_HELD = 20
"""To how many of those who stay a split holds on: one of them is enough."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The people before a decision and after it. What they say is counted in them."""

    before: tuple[Person, ...]
    after: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision that is to be made: which people it is about, who makes it, and whether it is only tried."""

    project: ProjectFile
    people: tuple[int, ...]
    who: str
    rehearse: bool
    note: str | None = None


class _RehearsedError(Exception):
    """Ends the transaction of a decision that was only tried."""


def merge(wanted: Wanted) -> Regrouped:
    """Make one person of several."""
    if len(set(wanted.people)) < 2:
        raise InputError(wanted.project.name, "there is nothing to merge", "name two people or more by their numbers")

    def decision() -> tuple[Verdict, list[Mention], list[Mention], str | None]:
        return "same", [decided.mention_of(wanted.project, number) for number in wanted.people], [], None

    return _decide(wanted, "people merged", decision)


def rename(wanted: Wanted, name: str) -> Regrouped:
    """Give a person a name."""
    given = " ".join(name.split())
    if not given:
        raise InputError(wanted.project.name, "a name has at least one letter", "give the name")

    def decision() -> tuple[Verdict, list[Mention], list[Mention], str | None]:
        return "named", [decided.mention_of(wanted.project, wanted.people[0])], [], given

    return _decide(wanted, "person renamed", decision)


def split(wanted: Wanted, articles: Collection[int], names: Collection[str]) -> Regrouped:
    """Make a person of their own of those in some articles or with some names."""

    def decision() -> tuple[Verdict, list[Mention], list[Mention], str | None]:
        rows = list(wanted.project.rows(
            "SELECT id, article_id, name FROM person_speakers WHERE person_id = ? ORDER BY id", (wanted.people[0],)
        ))  # fmt: skip
        out = [row["id"] for row in rows if row["article_id"] in articles or row["name"] in names]
        rest = [row["id"] for row in rows if row["id"] not in out]
        if not out or not rest:
            wrong = "none of them is in those articles or has that name" if not out else "nobody would be left"
            raise InputError(f"{wanted.project.name} {wanted.people[0]}", wrong, "look with `sayso people --show`")
        held = [[decided.mention_of(wanted.project, one) for one in part] for part in (out, rest[:_HELD])]
        return "apart", held[0], held[1], None

    return _decide(wanted, "person split", decision)


def _decide(
    wanted: Wanted, what: str, made: Callable[[], tuple[Verdict, list[Mention], list[Mention], str | None]]
) -> Regrouped:
    project = wanted.project
    linking.catch_up(project)
    outcome: list[Regrouped] = []
    try:
        with project.transaction() as connection:
            before = tuple(person(project, number) for number in wanted.people)
            about = _speakers(connection, wanted.people)
            verdict, mentions, others, name = made()
            position = 1 + (project.one("SELECT max(position) FROM person_decisions") or 0)
            at = now()
            key = decided.key_of(verdict, mentions, others, (name, wanted.who, at, position))
            decision = PersonDecision(
                key, position, verdict, tuple(mentions), tuple(others), name, wanted.note, wanted.who, at
            )
            sha256 = mentions[0][0]
            home: int = project.one("SELECT id FROM articles WHERE sha256 = ?", (sha256,))
            decided.put(connection, home, decision)
            subject = Subject("person", sha256, key)
            changes.log(connection, wanted.who, what, subject, None, decided.decision_object(decision))
            linking.link_all_due(project, connection)
            after = tuple(person(project, number) for number in _people(connection, about))
            outcome.append(Regrouped(before, after))
            if wanted.rehearse:
                raise _RehearsedError
    except _RehearsedError:
        pass
    return outcome[0]


def _speakers(connection: sqlite3.Connection, people: Sequence[int]) -> list[int]:
    query = "SELECT id FROM person_speakers WHERE person_id = ?"
    return [row[0] for number in people for row in connection.execute(query, (number,))]


def _people(connection: sqlite3.Connection, speakers: Sequence[int]) -> list[int]:
    query = "SELECT person_id FROM person_speakers WHERE id = ?"
    found = {row[0] for number in speakers for row in connection.execute(query, (number,))}
    return sorted(found)
