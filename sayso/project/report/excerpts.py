"""Statements in the words of their articles, with the source, the cue and the content where they stand."""

import json
import sqlite3
from collections.abc import Iterable

from sayso.article import Span
from sayso.project.file import ProjectFile
from sayso.project.pieces import pieces
from sayso.project.report.parts import Excerpt

_GAP = 200
"""What is longer than this between two parts is left out."""
_LONGEST = 1500

_PARTS = ("source", "cue", "content")
Parts = dict[str, list[Span]]


def excerpts(project: ProjectFile, ids: Iterable[int]) -> dict[int, Excerpt]:
    """Return the statements of these ids. Raises `InputError`."""
    spans = ", ".join(f"{pieces(part)} AS {part}_spans" for part in _PARTS)
    query = f"""SELECT l.*, {spans} FROM json_each(?) AS of JOIN statement_list AS l ON l.id = of.value
        JOIN statements AS s ON s.id = l.id
        LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor ORDER BY l.id"""
    out: dict[int, Excerpt] = {}
    text, of = "", None
    for row in project.rows(query, (json.dumps(list(ids)),)):
        if row["article_id"] != of:
            of = row["article_id"]
            text = project.one("SELECT text FROM articles WHERE id = ?", (of,))
        out[row["id"]] = _excerpt(row, *_cut(text, _parts(row)))
    return out


def _parts(row: sqlite3.Row) -> Parts:
    return {part: [Span(*piece) for piece in json.loads(row[f"{part}_spans"])] for part in _PARTS}


def _cut(text: str, parts: Parts) -> tuple[str, Parts]:
    """Return the stretch of text that holds the parts, without what is long between them, and the parts in it."""
    out, moved = "", {part: list[Span]() for part in parts}
    last: int | None = None
    for (start, end), part in sorted((span, part) for part, spans in parts.items() for span in spans):
        if last is not None:
            start = max(start, last)
            out += text[last:start] if start - last <= _GAP else " … "
        if end <= start or len(out) >= _LONGEST:
            continue
        words = text[start:end][: _LONGEST - len(out)]
        moved[part].append(Span(len(out), len(out) + len(words)))
        out += words if len(words) == end - start else words + " …"
        last = end
    return out, moved


def _excerpt(row: sqlite3.Row, text: str, parts: Parts) -> Excerpt:
    return Excerpt(
        article=row["article_id"],
        statement=row["local_id"],
        outlet=row["outlet"],
        published=row["published"],
        headline=row["headline"],
        url=row["url"],
        speaker=row["speaker"],
        role=row["role"],
        kind=row["kind"],
        decision=row["decision"],
        text=text,
        source=tuple(parts["source"]),
        cue=tuple(parts["cue"]),
        content=tuple(parts["content"]),
    )
