"""The versions of a project file: one numbered function brings a file from each version to the next."""

import json
import sqlite3
from collections.abc import Callable
from importlib.resources import files

from sayso.project.stories import near_copies

APPLICATION = int.from_bytes(b"Says")
"""The `application_id` by which a project file is told from any other SQLite file."""


def version_1(connection: sqlite3.Connection) -> None:
    """Make the tables and views of `tables.sql` in an empty file."""
    _run(connection, "tables.sql")


def version_2(connection: sqlite3.Connection) -> None:
    """Make the tables and views of `tables_2.sql` and join the articles that are there to their near-copies."""
    _run(connection, "tables_2.sql")
    for number, text in connection.execute("SELECT id, text FROM articles ORDER BY id"):
        near_copies.enter(connection, number, text)


def version_3(connection: sqlite3.Connection) -> None:
    """Make room for what people add, give relations anchors for decisions, and let changes be of more kinds."""
    from sayso.project.rows import relation_anchor  # which needs the file, which needs this module

    _run(connection, "tables_3.sql")
    query = "SELECT article_id, position, from_name, to_name, sign, act, spans FROM relations"
    anchored = [
        (relation_anchor(from_name, to_name, sign, act, json.loads(spans)), article, position)
        for article, position, from_name, to_name, sign, act, spans in connection.execute(query)
    ]
    connection.executemany("UPDATE relations SET anchor = ? WHERE article_id = ? AND position = ?", anchored)


def version_4(connection: sqlite3.Connection) -> None:
    """Make room for readings that wait for their turn."""
    _run(connection, "tables_4.sql")


def version_5(connection: sqlite3.Connection) -> None:
    """Let relations be found by the names of their ends."""
    _run(connection, "tables_5.sql")


def version_6(connection: sqlite3.Connection) -> None:
    """Put dates into the index of words."""
    _run(connection, "tables_6.sql")


def version_7(connection: sqlite3.Connection) -> None:
    """Make room for people; the speakers that are there are linked when they are first asked for."""
    _run(connection, "tables_7.sql")


def version_8(connection: sqlite3.Connection) -> None:
    """Make the indexes by which the review room pages through statements."""
    _run(connection, "tables_8.sql")


def version_9(connection: sqlite3.Connection) -> None:
    """Make room for coders, what each of them codes, and what is adjudicated."""
    _run(connection, "tables_9.sql")


MIGRATIONS: list[Callable[[sqlite3.Connection], None]] = [
    version_1,
    version_2,
    version_3,
    version_4,
    version_5,
    version_6,
    version_7,
    version_8,
    version_9,
]
"""The function at place n brings a file from version n to version n + 1."""


def newest() -> int:
    """Return the version of project files that this Sayso writes."""
    return len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a project file: 0 where it is empty."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_empty(connection: sqlite3.Connection) -> bool:
    """Say whether nothing has been written to the file, as where its making was broken off."""
    return not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() and not _application(connection)


def is_project(connection: sqlite3.Connection) -> bool:
    """Say whether the SQLite file is a project of Sayso."""
    return _application(connection) == APPLICATION


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the newest version, inside the caller's transaction: all of it or nothing."""
    for number, step in enumerate(MIGRATIONS[version_of(connection) :], start=version_of(connection) + 1):
        step(connection)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _application(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in _statements((files("sayso.project") / script).read_text(encoding="utf-8")):
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    """Cut a script into statements: `executescript` would commit the transaction that is open."""
    found, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            found.append(begun)
            begun = ""
    return found
