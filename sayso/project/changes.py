"""The log of everything that a person or a program changes in a project, only ever added to; undo and redo.

To undo a change is to put back what was there before it and to write that down as another entry. So nothing that was
ever in the project is lost, and the log tells how each thing came to be as it is.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal, NamedTuple

from sayso.errors import InputError
from sayso.project import added, appearances, decisions, records
from sayso.project.clock import now
from sayso.project.coding import adjudicated, assigned, coded
from sayso.project.file import ProjectFile, Value
from sayso.project.people import decided
from sayso.project.rows import insert, packed

Way = Literal["do", "undo", "redo"]
State = dict[str, Any] | None
"""What is there as JSON values; None where there is nothing."""


SubjectKind = Literal[
    "article",
    "appearance",
    "decision",
    "statement",
    "relation",
    "person",
    "assignment",
    "coding decision",
    "coding addition",
    "adjudication",
]


class Subject(NamedTuple):
    """What is changed: an article by the hash of its text; in it an appearance by its source, the rest by anchor.

    "statement" and "relation" are those that a person added; "person" is a decision on who is who; "coding decision"
    and "coding addition" are what one coder decided and added, by anchor and name.
    """

    kind: SubjectKind
    sha256: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log. `of` is the number of the entry that an undo takes back or a redo does again.

    `together` says how many changes were taken back, or done again, with this one.
    """

    number: int
    at: str
    who: str
    way: Way
    of: int | None
    what: str
    subject: Subject
    before: State
    after: State
    together: int = 1


def state(project: ProjectFile, subject: Subject) -> State:
    """Return what is there now."""
    number = records.number_of(project, subject.sha256)
    if number is None:
        return None
    if subject.kind == "article":
        return {"number": number, "record": records.record(project, number)}
    if subject.kind == "decision":
        decision = decisions.find(project, number, subject.key)
        return None if decision is None else decisions.decision_object(decision)
    if subject.kind == "person":
        who_is_who = decided.find(project, number, subject.key)
        return None if who_is_who is None else decided.decision_object(who_is_who)
    if subject.kind in ("statement", "relation"):
        there = added.everything(project, number)
        return next((added.added_object(one) for one in there if one.anchor == subject.key), None)
    if subject.kind in _CODING:
        return _CODING[subject.kind](project, number, subject.key)
    every = appearances.appearances(project, number)
    return next((appearances.appearance_object(one) for one in every if one.source == subject.key), None)


def _assignment(project: ProjectFile, number: int, key: str) -> State:
    found = assigned.find(project, number, key)
    return None if found is None else assigned.assignment_object(found)


def _coded(what: coded.What, project: ProjectFile, number: int, key: str) -> State:
    found = coded.find(project, number, what, key)
    return None if found is None else coded.coded_object(found)


def _adjudication(project: ProjectFile, number: int, _: str) -> State:
    found = adjudicated.find(project, number)
    return None if found is None else adjudicated.adjudication_object(found)


_CODING: dict[str, Callable[[ProjectFile, int, str], State]] = {
    "assignment": _assignment,
    "coding decision": partial(_coded, "decision"),
    "coding addition": partial(_coded, "addition"),
    "adjudication": _adjudication,
}


def log(connection: sqlite3.Connection, who: str, what: str, subject: Subject, before: State, after: State) -> int:
    """Write down a change that was made, in the transaction that makes it; return its number."""
    return _entered(connection, (who, "do", None, what), subject, (before, after))


def changes(project: ProjectFile, sha256: str | None = None, key: str | None = None) -> Iterator[Change]:
    """Yield the entries of the log, the newest first; of one article by its hash, of one thing in it by its key."""
    given: dict[str, Value] = {"sha256": sha256, "key": key}
    tests = " AND ".join(f"{name} = :{name}" for name, value in given.items() if value is not None)
    query = f"SELECT * FROM changes WHERE {tests or '1'} ORDER BY id DESC"
    return map(_change, project.rows(query, given))


@contextmanager
def step(project: ProjectFile, what: str) -> Iterator[None]:
    """Make all changes inside one that undo takes back whole; if one of them fails, none is made.

    A step inside another is part of that.
    """
    newest = "SELECT coalesce(max(id), 0) FROM changes"
    outermost = not project.connection.in_transaction
    with project.transaction() as connection:
        before: int = project.one(newest)
        yield
        last: int = project.one(newest)
        if outermost and last > before + 1:
            connection.execute("INSERT INTO steps VALUES (?, ?, ?)", (before + 1, last, what))


def undo(project: ProjectFile, who: str, only: str | None = None, *, edits: bool = False) -> Change:
    """Take back the last change that stands, of everybody or `only` of one; return it. Raises `InputError`.

    Of everybody: but what another coder codes is theirs to take back. With `edits` it is the last of what people
    decided and added to articles, not of what was read into the project.
    """
    with project.transaction() as connection:
        change = _last_standing(project, only, who, edits=edits)
        if change is None:
            raise InputError(project.name, "there is nothing to undo", "change something first")
        rest = project.rows(
            f"""SELECT c.* FROM changes AS c JOIN {_STEP_OF}
            WHERE way = 'do' AND id NOT IN (SELECT change_id FROM undone) ORDER BY id DESC""",
            {"change": change.number},
        )
        together = [_change(row) for row in rest] or [change]
        for one in together:
            _refuse_if_built_on(project, one, "undone was changed again")
            _replace(project, connection, who, "undo", one, _latest_before(project, one))
        return replace(change, together=len(together))


def redo(project: ProjectFile, who: str, only: str | None = None, *, edits: bool = False) -> Change:
    """Do again what was undone last, if nothing was changed since; return it. Raises `InputError`.

    What others code is no change since.
    """
    undone = "SELECT c.*, u.before AS then_there FROM undone JOIN changes AS c ON c.id = undone.change_id"
    query = f"""{undone} JOIN changes AS u ON u.id = undone.undo_id
        WHERE {_MINE} AND {_edit("c", edits)} AND undone.undo_id > coalesce(
            (SELECT max(c.id) FROM changes AS c WHERE way = 'do' AND {_MINE} AND {_edit("c", edits)}), 0)
        ORDER BY c.id LIMIT 1"""
    with project.transaction() as connection:
        row = next(project.rows(query, {"only": only, "by": who}), None)
        if row is None:
            raise InputError(project.name, "there is nothing to redo", "undo something first")
        rest = f"{undone} JOIN changes AS u ON u.id = undone.undo_id JOIN {_STEP_OF} ORDER BY c.id"
        together = list(project.rows(rest, {"change": row["id"]})) or [row]
        for one in together:
            change = _change(one)
            _refuse_if_built_on(project, change, "done again was changed")
            _replace(project, connection, who, "redo", change, _unpacked(one["then_there"]))
        return replace(_change(row), together=len(together))


_MINE = """(:only IS NULL OR c.who = :only)
    AND (:only IS NOT NULL OR :by IS NULL OR c.who = :by OR c.subject NOT LIKE 'coding %')"""
"""Of `changes AS c`: those of whom is asked for; of everybody, but for what other coders code than `by`."""

_STEP_OF = """(SELECT first_change, last_change FROM steps
    WHERE first_change <= :change ORDER BY first_change DESC LIMIT 1) AS of_step
    ON c.id BETWEEN of_step.first_change AND of_step.last_change
    AND :change BETWEEN of_step.first_change AND of_step.last_change"""
"""Joined to `changes AS c`: those of the step that a change is of; nothing, where it is of none."""


def _refuse_if_built_on(project: ProjectFile, change: Change, what: str) -> None:
    later = _built_on(project, change)
    if later is not None:
        wrong = f"what is to be {what} by {later.who} ({_shown(later)}, {later.at})"
        raise InputError(project.name, wrong, "undo that first")


def _shown(change: Change) -> str:
    return "coding" if change.subject.kind.startswith("coding ") else change.what


def _last_standing(project: ProjectFile, only: str | None, by: str | None, *, edits: bool) -> Change | None:
    """Return the last change that is not undone, of everybody or `only` of one, as `by` may take back."""
    query = f"""SELECT * FROM changes AS c WHERE way = 'do' AND {_MINE} AND {_edit("c", edits)}
        AND id NOT IN (SELECT change_id FROM undone) ORDER BY id DESC LIMIT 1"""
    row = next(project.rows(query, {"only": only, "by": by}), None)
    return None if row is None else _change(row)


def _built_on(project: ProjectFile, change: Change) -> Change | None:
    """Return the last change after a change that touches the same thing and is not undone."""
    # The + keeps SQLite from walking through the whole log in its order: of an article there are only some.
    query = """SELECT * FROM changes WHERE sha256 = :sha256 AND +id > :after AND +way = 'do'
        AND (key = :key OR key = '' OR :key = '') AND +id NOT IN (SELECT change_id FROM undone)
        ORDER BY +id DESC LIMIT 1"""
    values: dict[str, Value] = {"after": change.number, "sha256": change.subject.sha256, "key": change.subject.key}
    row = next(project.rows(query, values), None)
    return None if row is None else _change(row)


def _edit(table: str, edits: bool) -> str:
    """Return the test that a change is of what people decide and add, if that is asked; a file can bring decisions."""
    if not edits:
        return "1"
    return f"{table}.subject NOT IN ('article', 'appearance') AND {table}.what <> 'decision imported'"


def _latest_before(project: ProjectFile, change: Change) -> State:
    query = "SELECT before FROM changes WHERE id = ? OR (of_change = ? AND way = 'redo') ORDER BY id DESC LIMIT 1"
    return _unpacked(project.one(query, (change.number, change.number)))


def _replace(
    project: ProjectFile, connection: sqlite3.Connection, who: str, way: Way, change: Change, new: State
) -> None:
    """Put `new` in the place of what is there, and write that down."""
    now_there = state(project, change.subject)
    _put(project, connection, change.subject, new)
    head = (who, way, change.number, change.what)
    number = _entered(connection, head, change.subject, (now_there, _told(change.subject, new)))
    if way == "undo":
        connection.execute("INSERT INTO undone VALUES (?, ?)", (change.number, number))
    else:
        connection.execute("DELETE FROM undone WHERE change_id = ?", (change.number,))


def _put(project: ProjectFile, connection: sqlite3.Connection, subject: Subject, new: State) -> None:
    number = records.number_of(project, subject.sha256)
    if subject.kind == "article":
        if number is not None:
            records.remove(connection, number)
        if new is not None:
            records.restore(connection, new["record"], new["number"])
        return
    if number is None:
        raise InputError(project.name, "the article that this belongs to is not there", "undo its removal first")
    _REMOVE[subject.kind](connection, number, subject.key)
    if new is not None:
        text: str = project.one("SELECT text FROM articles WHERE id = ?", (number,))
        _ADD[subject.kind](connection, number, text, new)


_REMOVE: dict[str, Callable[[sqlite3.Connection, int, str], None]] = {
    "appearance": appearances.remove,
    "decision": decisions.remove,
    "statement": partial(added.remove, "statement"),
    "relation": partial(added.remove, "relation"),
    "person": decided.remove,
    "assignment": assigned.remove,
    "coding decision": partial(coded.remove, "decision"),
    "coding addition": partial(coded.remove, "addition"),
    "adjudication": lambda to, number, _: adjudicated.remove(to, number),
}
_ADD: dict[str, Callable[[sqlite3.Connection, int, str, dict[str, Any]], None]] = {
    "appearance": lambda to, number, _, new: appearances.add(to, number, appearances.appearance_from(new)),
    "decision": lambda to, number, text, new: decisions.put(to, number, text, decisions.decision_from(new)),
    "statement": lambda to, number, text, new: added.put(to, number, text, added.statement_from(new)),
    "relation": lambda to, number, text, new: added.put(to, number, text, added.relation_from(new)),
    "person": lambda to, number, _, new: decided.put(to, number, decided.decision_from(new)),
    "assignment": lambda to, number, _, new: assigned.put(to, number, assigned.assignment_from(new)),
    "coding decision": lambda to, number, text, new: coded.put(to, number, text, coded.coded_from(new)),
    "coding addition": lambda to, number, text, new: coded.put(to, number, text, coded.coded_from(new)),
    "adjudication": lambda to, number, _, new: adjudicated.put(to, number, adjudicated.adjudication_from(new)),
}


def _told(subject: Subject, new: State) -> State:
    """Return what the log says is there after a change: of an article only which it is, for it can be long."""
    if new is None or subject.kind != "article":
        return new
    return told_of_article(new["number"], new["record"])


def told_of_article(number: int, record: records.Record) -> dict[str, Any]:
    """Return which article an entry of the log is about."""
    return {"number": number} | {name: record[name] for name in ("id", "headline", "outlet", "url", "model")}


def _entered(
    connection: sqlite3.Connection,
    head: tuple[str, Way, int | None, str],
    subject: Subject,
    states: tuple[State, State],
) -> int:
    who, way, of_change, what = head
    before, after = (None if one is None else packed(one) for one in states)
    row: dict[str, Value] = {
        "at": now(),
        "who": who,
        "way": way,
        "of_change": of_change,
        "what": what,
        "subject": subject.kind,
        "sha256": subject.sha256,
        "key": subject.key,
        "before": before,
        "after": after,
    }
    return insert(connection, "changes", row)


def _change(row: sqlite3.Row) -> Change:
    subject = Subject(row["subject"], row["sha256"], row["key"])
    before, after = _unpacked(row["before"]), _unpacked(row["after"])
    return Change(row["id"], row["at"], row["who"], row["way"], row["of_change"], row["what"], subject, before, after)


def _unpacked(packed_state: str | None) -> State:
    value: State = None if packed_state is None else json.loads(packed_state)
    return value
