"""What people decide about who is who across articles. A machine never writes here, and linking anew keeps to it.

A decision holds on to mentions: the hash of an article's text, the name there and the place of a mention. Another
reading of the article is held to it by a mention at that place, or else by the name. If neither is there, the decision
waits.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sayso.project.file import ProjectFile
from sayso.project.rows import insert, packed

Verdict = Literal["same", "apart", "named"]
Mention = tuple[str, str, int, int]
"""SHA-256 of an article's text, the name there, the place of a mention; -1 and -1 where it has none."""


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """That mentions are of one person ("same"); that some are not of those of `others` ("apart"); a name ("named").

    Decisions are taken in the order of `at` and `position`, a count of them.
    """

    key: str
    position: int
    verdict: Verdict
    mentions: tuple[Mention, ...]
    others: tuple[Mention, ...]
    name: str | None
    note: str | None
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A decision with the numbers of the speakers it is about; none for a mention that is not there."""

    decision: PersonDecision
    mentions: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def speakers(self) -> tuple[int, ...]:
        """All speakers it is about."""
        return self.mentions + self.others


def key_of(verdict: Verdict, mentions: Sequence[Mention], others: Sequence[Mention], rest: Sequence[object]) -> str:
    """Return the key of a new decision; `rest` are its name, who made it, when, and its position."""
    return hashlib.sha256(packed([verdict, mentions, others, *rest]).encode()).hexdigest()[:32]


def decision_object(decision: PersonDecision) -> dict[str, Any]:
    """Return the decision as a dict of JSON values."""
    return asdict(decision) | {part: [list(one) for one in getattr(decision, part)] for part in ("mentions", "others")}


def decision_from(value: dict[str, Any]) -> PersonDecision:
    """Return the decision that `decision_object` made the dict from."""
    parts = {
        part: tuple((str(sha256), str(name), int(start), int(end)) for sha256, name, start, end in value[part])
        for part in ("mentions", "others")
    }
    return PersonDecision(**value | parts)


def decisions(project: ProjectFile, article: int | None = None) -> list[PersonDecision]:
    """Return the decisions in the order in which they are taken; those kept with an article, if its number is given."""
    query = """SELECT key, position, verdict, mentions, others, name, note, who, at FROM person_decisions
        WHERE ? IS NULL OR article_id = ? ORDER BY at, position, key"""
    rows = project.rows(query, (article, article))
    return [decision_from(dict(row) | {part: json.loads(row[part]) for part in ("mentions", "others")}) for row in rows]


def find(project: ProjectFile, article: int, key: str) -> PersonDecision | None:
    """Return a decision kept with an article by its key."""
    return next((one for one in decisions(project, article) if one.key == key), None)


def put(connection: sqlite3.Connection, article: int, decision: PersonDecision) -> None:
    """Write down a decision, kept with the article of its first mention."""
    value = decision_object(decision)
    row = value | {part: packed(value[part]) for part in ("mentions", "others")}
    insert(connection, "person_decisions", {"article_id": article, **row})
    _due(connection, decision)


def remove(connection: sqlite3.Connection, article: int, key: str) -> None:
    """Remove a decision."""
    query = "SELECT mentions, others FROM person_decisions WHERE article_id = ? AND key = ?"
    for row in connection.execute(query, (article, key)).fetchall():
        _due_mentions(connection, [*json.loads(row[0]), *json.loads(row[1])])
    connection.execute("DELETE FROM person_decisions WHERE article_id = ? AND key = ?", (article, key))


def strike(connection: sqlite3.Connection, article: int) -> None:
    """Note what decisions kept with an article are about, to be done before it goes."""
    for row in connection.execute("SELECT key FROM person_decisions WHERE article_id = ?", (article,)).fetchall():
        remove(connection, article, row[0])


def _due(connection: sqlite3.Connection, decision: PersonDecision) -> None:
    _due_mentions(connection, (*decision.mentions, *decision.others))


def _due_mentions(connection: sqlite3.Connection, mentions: Iterable[Sequence[Any]]) -> None:
    """Note that the blocks of those who are mentioned are to be linked anew."""
    for mention in mentions:
        number = _speaker(connection, mention)
        if number is not None:
            connection.execute(
                "INSERT OR IGNORE INTO people_due SELECT 0, block FROM person_speakers WHERE id = ?", (number,)
            )


def resolved(project: ProjectFile) -> list[Resolved]:
    """Return all decisions with the speakers they are about."""
    return [
        Resolved(one, _speakers(project.connection, one.mentions), _speakers(project.connection, one.others))
        for one in decisions(project)
    ]


def speakers_of(project: ProjectFile, decision: PersonDecision) -> tuple[int, ...]:
    """Return the speakers that a decision is about, those that it holds on to first."""
    return _speakers(project.connection, (*decision.mentions, *decision.others))


def _speakers(connection: sqlite3.Connection, mentions: Iterable[Mention]) -> tuple[int, ...]:
    found = (_speaker(connection, mention) for mention in mentions)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _speaker(connection: sqlite3.Connection, mention: Sequence[Any]) -> int | None:
    """Return the number of the speaker who is mentioned."""
    sha256, name, start, end = mention
    rows = connection.execute(
        """SELECT p.id, p.name, s.mentions FROM person_speakers AS p JOIN articles AS a ON a.id = p.article_id
        JOIN speakers AS s ON s.article_id = p.article_id AND s.local_id = p.local_id WHERE a.sha256 = ?
        ORDER BY p.id""",
        (sha256,),
    ).fetchall()
    there = (row[0] for row in rows if start >= 0 and [start, end] in json.loads(row[2]))
    named = (row[0] for row in rows if row[1] == name)
    return next(there, next(named, None))


def mention_of(project: ProjectFile, speaker: int) -> Mention:
    """Return the mention by which a decision holds on to a speaker: where the name stands."""
    row = next(project.rows(
        """SELECT a.sha256, a.text, s.name, s.mentions FROM person_speakers AS p JOIN articles AS a
        ON a.id = p.article_id JOIN speakers AS s ON s.article_id = p.article_id AND s.local_id = p.local_id
        WHERE p.id = ?""",
        (speaker,),
    ))  # fmt: skip
    spans = json.loads(row["mentions"])
    named = (span for span in spans if row["text"][span[0] : span[1]] == row["name"])
    start, end = next(named, spans[0] if spans else (-1, -1))
    return row["sha256"], row["name"], start, end


def applied(
    clusters: Iterable[Iterable[int]], decisions: Iterable[Resolved]
) -> tuple[list[frozenset[int]], dict[int, str]]:
    """Return the groups of speakers after people's decisions, and the names given to some, by their least number."""
    group_of = {number: group for group in map(set, clusters) for number in group}
    given: list[tuple[int, str]] = []
    for one in decisions:
        mentions = [number for number in one.mentions if number in group_of]
        if one.decision.verdict == "same":
            _unite(group_of, mentions)
        elif one.decision.verdict == "apart":
            rest = [group_of[number] for number in one.others if number in group_of]
            out = {number for number in mentions if any(group_of[number] is group for group in rest)}
            for number in out:
                group_of[number].discard(number)
            for number in out:
                group_of[number] = out
        elif mentions and one.decision.name:
            given.append((mentions[0], one.decision.name))
    groups = {id(group): group for group in group_of.values()}  # one group has many members
    return sorted(map(frozenset, groups.values()), key=min), {min(group_of[number]): name for number, name in given}


def _unite(group_of: dict[int, set[int]], numbers: Sequence[int]) -> None:
    for number in numbers[1:]:
        one, other = group_of[numbers[0]], group_of[number]
        if one is not other:
            one |= other
            for each in other:
                group_of[each] = one
