"""Which articles are adjudicated: of whose codings somebody has made the project's decisions, and who."""

import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from sayso.project.file import ProjectFile
from sayso.project.rows import insert


@dataclass(frozen=True, slots=True)
class Adjudication:
    """Who has finished with the codings of an article, and when."""

    who: str
    at: str


def adjudication_object(one: Adjudication) -> dict[str, Any]:
    """Return it as a dict of JSON values."""
    return asdict(one)


def adjudication_from(value: dict[str, Any]) -> Adjudication:
    """Return what `adjudication_object` made the dict from."""
    return Adjudication(value["who"], value["at"])


def find(project: ProjectFile, number: int) -> Adjudication | None:
    """Return who has adjudicated an article and when; None where it is open."""
    row = next(project.rows("SELECT who, at FROM adjudications WHERE article_id = ?", (number,)), None)
    return None if row is None else Adjudication(row["who"], row["at"])


def every(project: ProjectFile) -> dict[int, Adjudication]:
    """Return the articles that are adjudicated, by number."""
    rows = project.rows("SELECT article_id, who, at FROM adjudications ORDER BY article_id")
    return {row["article_id"]: Adjudication(row["who"], row["at"]) for row in rows}


def put(connection: sqlite3.Connection, number: int, one: Adjudication) -> None:
    """Write that an article is adjudicated."""
    remove(connection, number)
    insert(connection, "adjudications", {"article_id": number, "who": one.who, "at": one.at})


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Make an article open again."""
    connection.execute("DELETE FROM adjudications WHERE article_id = ?", (number,))
