"""Where the text of an article was found: one row for each source, outlet and date under which it appeared."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from sayso.article import Article
from sayso.project.file import ProjectFile
from sayso.project.rows import insert, packed, storable

_FIELDS = ("source", "source_sha256", "name", "url", "outlet", "headline", "byline", "published", "added_at")


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a text appeared.

    `source` is what the user named: a file, an address, or `articles.csv#12`, the twelfth row of a table.
    `source_sha256` is the hash of that file's bytes, by which it is known again without being opened as a page.
    """

    source: str
    source_sha256: str | None
    name: str
    url: str | None
    outlet: str | None
    headline: str | None
    byline: tuple[str, ...]
    published: str | None
    added_at: str


def appearance_of(article: Article, source: str, source_sha256: str | None, added_at: str) -> Appearance:
    """Return the appearance that an article, as intake gave it, is."""
    return Appearance(
        storable(source),
        source_sha256,
        storable(article.id),
        article.url,
        article.outlet,
        article.headline,
        article.byline,
        article.published,
        added_at,
    )


def appearance_from(value: dict[str, Any]) -> Appearance:
    """Return the appearance that `appearance_object` made the dict from."""
    fields = {name: value[name] for name in _FIELDS}
    return Appearance(**fields | {"byline": tuple(value["byline"])})


def appearance_object(appearance: Appearance) -> dict[str, Any]:
    """Return the appearance as a dict of JSON values."""
    return {name: getattr(appearance, name) for name in _FIELDS} | {"byline": list(appearance.byline)}


def appearances(project: ProjectFile, number: int) -> list[Appearance]:
    """Return the appearances of an article in the order in which they were added."""
    rows = project.rows("SELECT * FROM appearances WHERE article_id = ? ORDER BY id", (number,))
    return [appearance_from({**row, "byline": json.loads(row["byline"])}) for row in rows]


def find(project: ProjectFile, number: int, new: Appearance) -> sqlite3.Row | None:
    """Return the row of an appearance that is already there.

    It is the same when its source is, or when it is a row of the same table that says the same of the article: rows
    move when a table is sorted or added to.
    """
    table, mark, _ = new.source.rpartition("#")
    of_table = f"{table}#" if mark else None
    query = """SELECT * FROM appearances WHERE article_id = :article AND (source = :source OR (
        substr(source, 1, length(:table)) = :table AND (name = :name OR (name = source AND :name = :source))
        AND url IS :url AND outlet IS :outlet AND headline IS :headline AND byline IS :byline
        AND published IS :published)) LIMIT 1"""
    values = appearance_object(new) | {"byline": packed(new.byline), "article": number, "table": of_table}
    return next(project.rows(query, values), None)


def add(connection: sqlite3.Connection, number: int, appearance: Appearance) -> None:
    """Add an appearance to an article."""
    insert(
        connection,
        "appearances",
        {"article_id": number, **appearance_object(appearance), "byline": packed(appearance.byline)},
    )


def remove(connection: sqlite3.Connection, number: int, source: str) -> None:
    """Remove the appearance of an article in a source."""
    connection.execute("DELETE FROM appearances WHERE article_id = ? AND source = ?", (number, source))
