"""An article with all that a project knows of it as one JSON object: what is exported, and what an undo brings back."""

import sqlite3
from typing import Any

from sayso.article import Article
from sayso.errors import InputError
from sayso.output.json import article_from, article_object
from sayso.project import added, appearances, decisions, index, stored
from sayso.project.coding import adjudicated, assigned, coded
from sayso.project.file import ProjectFile
from sayso.project.people import decided, linking
from sayso.project.rows import MACHINE_TABLES, article_row, insert, insert_found
from sayso.project.stories import near_copies

Record = dict[str, Any]
"""`docs/article.schema.json`, and under "project" when it was read, where it appeared, what people decided, coded."""


def number_of(project: ProjectFile, sha256: str) -> int | None:
    """Return the number of the article whose text has this hash."""
    number: int | None = project.one("SELECT id FROM articles WHERE sha256 = ?", (sha256,))
    return number


def sha256_of(project: ProjectFile, number: int) -> str:
    """Return the hash of the text of an article. Raises `InputError` where there is none of that number."""
    found: str | None = project.one("SELECT sha256 FROM articles WHERE id = ?", (number,))
    if found is None:
        raise InputError(project.name, f"it has no article {number}", "look for its number with `sayso find`")
    return found


def exported(article: Article, known: dict[str, Any]) -> Record:
    """Return the record of an article from what is found in it and what the project knows of it."""
    return article_object(article) | {"project": known}


def record(project: ProjectFile, number: int) -> Record | None:
    """Return the record of an article, None where there is none of that number."""
    article = stored.article(project, number)
    if article is None:
        return None
    known = {
        "read_at": project.one("SELECT read_at FROM articles WHERE id = ?", (number,)),
        "appearances": list(map(appearances.appearance_object, appearances.appearances(project, number))),
        "decisions": list(map(decisions.decision_object, decisions.decisions(project, number))),
        "added_statements": list(map(added.added_object, added.statements(project, number))),
        "added_relations": list(map(added.added_object, added.relations(project, number))),
        "people": list(map(decided.decision_object, decided.decisions(project, number))),
    }
    done = adjudicated.find(project, number)
    known |= {
        "assignments": list(map(assigned.assignment_object, assigned.assignments(project, number))),
        "codings": list(map(coded.coded_object, coded.coded(project, number))),
        "adjudication": None if done is None else adjudicated.adjudication_object(done),
    }
    return exported(article, known)


def add(connection: sqlite3.Connection, article: Article, read_at: str, number: int | None = None) -> int:
    """Add an article that is not there yet, under a number of its own or the one it had; return the number."""
    given = article_row(article, read_at) | ({} if number is None else {"id": number})
    number = insert(connection, "articles", given)
    insert_found(connection, number, article)
    index.enter(connection, number)
    near_copies.enter(connection, number, article.text)
    linking.enter(connection, number)
    return number


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Remove an article with all that hangs on it."""
    index.strike(connection, number)
    linking.strike(connection, number)
    connection.execute("DELETE FROM articles WHERE id = ?", (number,))


def read_anew(connection: sqlite3.Connection, number: int, article: Article, read_at: str) -> None:
    """Put a new reading of an article in the place of the old one; what people decided or added stays."""
    index.strike(connection, number)
    for table in MACHINE_TABLES:
        machines = "AND added_by IS NULL" if table in ("statements", "relations") else ""
        connection.execute(f"DELETE FROM {table} WHERE article_id = ? {machines}", (number,))
    row = article_row(article, read_at)
    columns = ", ".join(f"{name} = :{name}" for name in row)
    connection.execute(f"UPDATE articles SET {columns} WHERE id = :number", row | {"number": number})
    insert_found(connection, number, article)
    index.enter(connection, number)
    linking.enter(connection, number)


def restore(connection: sqlite3.Connection, value: Record, number: int | None = None) -> int:
    """Add the article of a record with all that the project knew of it; return its number."""
    article, known = article_from(value), value["project"]
    number = add(connection, article, known["read_at"], number)
    for one in known["appearances"]:
        appearances.add(connection, number, appearances.appearance_from(one))
    for one in known.get("added_statements", ()):
        added.put(connection, number, article.text, added.statement_from(one))
    for one in known.get("added_relations", ()):
        added.put(connection, number, article.text, added.relation_from(one))
    for one in known["decisions"]:
        decisions.put(connection, number, article.text, decisions.decision_from(one))
    for one in known.get("people", ()):
        decided.put(connection, number, decided.decision_from(one))
    for one in known.get("assignments", ()):
        assigned.put(connection, number, assigned.assignment_from(one))
    for one in known.get("codings", ()):
        coded.put(connection, number, article.text, coded.coded_from(one))
    if known.get("adjudication"):
        adjudicated.put(connection, number, adjudicated.adjudication_from(known["adjudication"]))
    return number
