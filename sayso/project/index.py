"""The index of words that `sayso find` looks through, kept in step with the statements and the decisions on them."""

import sqlite3

_COLUMNS = "rowid, content, speaker, role, outlet, kind, dates"
_WHICH = """SELECT w.id, w.content, w.speaker, w.role, w.outlet, w.kind, w.dates
    FROM statements AS s JOIN searched_statements AS w ON w.id = s.id
    WHERE s.article_id = :article AND (:anchor IS NULL OR s.anchor = :anchor)"""


def enter(connection: sqlite3.Connection, article: int, anchor: str | None = None) -> None:
    """Enter the statements of an article, or those with one anchor, as they now stand."""
    sql = f"INSERT INTO statement_search ({_COLUMNS}) {_WHICH}"
    connection.execute(sql, {"article": article, "anchor": anchor})


def strike(connection: sqlite3.Connection, article: int, anchor: str | None = None) -> None:
    """Take them out; to be done before anything about them changes, for FTS5 must be told what it had entered."""
    sql = f"""INSERT INTO statement_search (statement_search, {_COLUMNS})
        SELECT 'delete', * FROM ({_WHICH})"""
    connection.execute(sql, {"article": article, "anchor": anchor})
