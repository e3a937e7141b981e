"""Which coder codes which article, whether apart from the others and from the machine, and whether that is done."""

import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from sayso.errors import InputError
from sayso.project.file import ProjectFile
from sayso.project.rows import insert

MACHINE, ADJUDICATED = "machine", "adjudicated"
"""What agreement calls the machine and the project's own decisions: no coder has these names."""

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Assignment:
    """An article that a coder is to code.

    `blind`: what they decide is a row of their own that no other coder sees, not yet the project's decision.
    `proposals`: they see what the machine found. `done_at` is None until they are done.
    """

    coder: str
    blind: bool
    proposals: bool
    assigned_by: str
    assigned_at: str
    done_at: str | None = None


def assignment_object(one: Assignment) -> dict[str, Any]:
    """Return the assignment as a dict of JSON values."""
    return asdict(one)


def assignment_from(value: dict[str, Any]) -> Assignment:
    """Return the assignment that `assignment_object` made the dict from."""
    flags = {name: bool(value[name]) for name in ("blind", "proposals")}
    return Assignment(**value | flags)


def assignments(project: ProjectFile, number: int) -> list[Assignment]:
    """Return who is to code an article, by name."""
    query = f"SELECT {_COLUMNS} FROM assignments WHERE article_id = ? ORDER BY coder"
    return [assignment_from(dict(row)) for row in project.rows(query, (number,))]


def of_coder(project: ProjectFile, coder: str) -> dict[int, Assignment]:
    """Return what a coder is to code, by the number of the article, in the order of the project."""
    query = f"SELECT article_id, {_COLUMNS} FROM assignments WHERE coder = ? ORDER BY article_id"
    rows = [dict(row) for row in project.rows(query, (coder,))]
    return {row.pop("article_id"): assignment_from(row) for row in rows}


def find(project: ProjectFile, number: int, coder: str) -> Assignment | None:
    """Return the assignment of an article to a coder."""
    query = f"SELECT {_COLUMNS} FROM assignments WHERE article_id = ? AND coder = ?"
    row = next(project.rows(query, (number, coder)), None)
    return None if row is None else assignment_from(dict(row))


def coders(project: ProjectFile) -> list[str]:
    """Return the names of all who are or were to code something."""
    query = "SELECT coder FROM assignments UNION SELECT coder FROM codings ORDER BY coder"
    return [row[0] for row in project.rows(query)]


def put(connection: sqlite3.Connection, number: int, one: Assignment) -> None:
    """Write an assignment in the place of an older one to the same coder."""
    remove(connection, number, one.coder)
    value = assignment_object(one) | {"blind": int(one.blind), "proposals": int(one.proposals)}
    insert(connection, "assignments", {"article_id": number, **value})


def remove(connection: sqlite3.Connection, number: int, coder: str) -> None:
    """Remove the assignment of an article to a coder; what they coded stays."""
    connection.execute("DELETE FROM assignments WHERE article_id = ? AND coder = ?", (number, coder))


def check_name(project: ProjectFile, coder: str) -> None:
    """Raise `InputError` unless it can be the name of a coder, and is not one of them in other letters."""
    if not coder or coder != " ".join(coder.split()) or not coder.isprintable() or len(coder) > _LONGEST:
        raise InputError(project.name, f"{coder!r} is no name for a coder", "give a short name without odd spaces")
    if coder.casefold() in (MACHINE, ADJUDICATED):
        raise InputError(
            project.name, f"no coder can be called {coder!r}", "it means something else; give another name"
        )
    for known in coders(project):
        if known != coder and known.casefold() == coder.casefold():
            raise InputError(
                project.name, f"there is a coder {known!r}", f"write the name so, or another than {coder!r}"
            )


def refuse_blind(project: ProjectFile, number: int, who: str) -> None:
    """Raise `InputError` where somebody is still to code an article apart from what the project has of it."""
    one = find(project, number, who)
    if one is not None and one.blind and one.done_at is None:
        wrong = f"{who} codes article {number} blind and is not done"
        raise InputError(project.name, wrong, f"work on it as that coder (--coder {who}), or be done with it first")


_COLUMNS = "coder, blind, proposals, assigned_by, assigned_at, done_at"
