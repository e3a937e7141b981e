"""Readings that wait: with several workers an article can be read before a slower one whose turn is earlier.

They are in the project at once, beside the articles, so that a kill does not cost them: the next `add` takes them from
there instead of reading again, and the project becomes the same as one whose making was never broken off.
"""

import hashlib
import json
import sqlite3

from sayso.article import Article
from sayso.output.json import article_from, article_object, dumps
from sayso.project.file import ProjectFile
from sayso.project.rows import storable


def key_of(unread: Article, *reader: str) -> str:
    """Return by what a reading is known again: all of the article as it was before, and what reads it."""
    return hashlib.sha256("\n".join((dumps(article_object(unread)), *reader)).encode("utf-8", "replace")).hexdigest()


def keep(project: ProjectFile, key: str, source: str, article: Article) -> None:
    """Keep a reading until its turn comes. Raises `InputError`."""
    try:
        row = (key, storable(source), dumps(article_object(article)))
        with project.transaction() as connection:
            connection.execute("INSERT INTO early_readings VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)
    except UnicodeEncodeError:
        return  # It holds half a character, as will be said when its turn comes.


def find(project: ProjectFile, key: str) -> Article | None:
    """Return the reading that was kept, None where there is none."""
    kept: str | None = project.one("SELECT article FROM early_readings WHERE key = ?", (key,))
    return None if kept is None else article_from(json.loads(kept))


def drop(connection: sqlite3.Connection, key: str) -> None:
    """Drop a reading whose turn has come, in the transaction that writes the article."""
    connection.execute("DELETE FROM early_readings WHERE key = ?", (key,))


def drop_all(project: ProjectFile) -> None:
    """Drop what is left when nothing waits any more, as where a source was not given again. Raises `InputError`."""
    if project.one("SELECT 1 FROM early_readings"):
        with project.transaction() as connection:
            connection.execute("DELETE FROM early_readings")
