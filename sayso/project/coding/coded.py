"""What coders have of an article, each in rows of their own, apart from the machine's and the project's.

A coding holds the whole statement or relation as it stands for the coder, so another reading by another model changes
nothing about it.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sayso.project import added, decisions
from sayso.project.added import Added, AddedStatement
from sayso.project.decisions import Decision
from sayso.project.file import ProjectFile
from sayso.project.rows import insert, packed, words

What = Literal["decision", "addition"]


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement or relation as a coder has it.

    `decision` is theirs about one that the machine found or they added, None where this is what they added. `stands` is
    it after that; its id is that of what was judged. A rejected one stands as it was found.
    """

    coder: str
    stands: Added
    decision: Decision | None = None

    @property
    def what(self) -> What:
        """Say whether it is a decision or an addition."""
        return "addition" if self.decision is None else "decision"

    @property
    def anchor(self) -> str:
        """Return what it holds on to."""
        return self.stands.anchor if self.decision is None else self.decision.anchor

    @property
    def verdict(self) -> str:
        """Return what the coder did: accepted, rejected, corrected, added."""
        return "added" if self.decision is None else self.decision.verdict

    @property
    def key(self) -> str:
        """Return what the log calls it within its article."""
        return f"{self.anchor} {self.coder}"


def coded_object(one: Coded) -> dict[str, Any]:
    """Return it as a dict of JSON values."""
    decision = None if one.decision is None else decisions.decision_object(one.decision)
    return {"coder": one.coder, "decision": decision, "stands": asdict(one.stands)}


def coded_from(value: dict[str, Any]) -> Coded:
    """Return what `coded_object` made the dict from."""
    decision, stands = value["decision"], value["stands"]
    return Coded(value["coder"], _added(stands), None if decision is None else decisions.decision_from(decision))


def coded(project: ProjectFile, number: int, coder: str | None = None) -> list[Coded]:
    """Return what a coder has of an article, or all of them, in the order of coder, kind and place in the article."""
    query = "SELECT coder, decision, stands FROM codings WHERE article_id = ? AND (? IS NULL OR coder = ?)"
    every = [_coded(row) for row in project.rows(query, (number, coder, coder))]
    return sorted(every, key=_place)


def additions(project: ProjectFile, number: int, coder: str) -> list[Added]:
    """Return the statements and relations that a coder added to an article, in the order in which they did."""
    query = "SELECT stands FROM codings WHERE article_id = ? AND coder = ? AND what = 'addition'"
    rows = [json.loads(row[0]) for row in project.rows(query, (number, coder))]
    return sorted(map(_added, rows), key=lambda one: (one.id[0], int(one.id[1:])))


def _added(stands: dict[str, Any]) -> Added:
    return added.relation_from(stands) if "evidence" in stands else added.statement_from(stands)


def find(project: ProjectFile, number: int, what: str, key: str) -> Coded | None:
    """Return a coder's decision or addition by its key."""
    anchored, coder = key.split(" ", 1)
    query = """SELECT coder, decision, stands FROM codings
        WHERE article_id = ? AND coder = ? AND what = ? AND anchor = ?"""
    row = next(project.rows(query, (number, coder, what, anchored)), None)
    return None if row is None else _coded(row)


def put(connection: sqlite3.Connection, number: int, text: str, one: Coded) -> None:
    """Write it in the place of an older one."""
    remove(one.what, connection, number, one.key)
    stands = one.stands
    said = stands.content if isinstance(stands, AddedStatement) else stands.evidence
    insert(
        connection,
        "codings",
        {
            "article_id": number,
            "coder": one.coder,
            "what": one.what,
            "anchor": one.anchor,
            "about": added.what(stands),
            "verdict": None if one.decision is None else one.decision.verdict,
            "words": words(text, said),
            "decision": None if one.decision is None else packed(decisions.decision_object(one.decision)),
            "stands": packed(asdict(stands)),
        },
    )


def remove(what: What, connection: sqlite3.Connection, number: int, key: str) -> None:
    """Remove a coder's decision or addition."""
    anchored, coder = key.split(" ", 1)
    which = "article_id = ? AND coder = ? AND what = ? AND anchor = ?"
    connection.execute(f"DELETE FROM codings WHERE {which}", (number, coder, what, anchored))


def whole(every: Iterable[Coded]) -> list[Coded]:
    """Return what a coder's rows come to: one for each statement or relation, rejected ones among them.

    A decision about what the coder added takes the place of that; one about an addition that is gone does not count.
    """
    rows = list(every)
    decided = {one.anchor: one for one in rows if one.decision is not None}
    mine = [decided.get(one.anchor, one) for one in rows if one.decision is None]
    found = [one for one in decided.values() if not _is_added(one)]
    return sorted((*found, *mine), key=_place)


def _is_added(one: Coded) -> bool:
    return one.stands.id[:1] in ("h", "k")


def _place(one: Coded) -> tuple[Any, ...]:
    stands = one.stands
    pieces = stands.content if isinstance(stands, AddedStatement) else stands.evidence
    return one.coder, added.what(stands), pieces, one.what, one.anchor


def _coded(row: sqlite3.Row) -> Coded:
    decision = None if row["decision"] is None else json.loads(row["decision"])
    return coded_from({"coder": row["coder"], "decision": decision, "stands": json.loads(row["stands"])})
