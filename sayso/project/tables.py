"""Tables of articles: CSV files, JSON lines and Parquet files, one article a row, the first two also gzipped."""

import codecs
import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, NamedTuple

from sayso.article import Article, Span
from sayso.errors import InputError
from sayso.intake import MAX_BYTES, from_text
from sayso.intake.dates import iso
from sayso.intake.names import byline
from sayso.output.json import article_from

CSV_SUFFIXES = (".csv", ".tsv")
JSONL_SUFFIXES = (".jsonl", ".ndjson")
PARQUET_SUFFIX = ".parquet"

Cells = dict[str, Any]

_USUAL = {
    "text": ("text", "full_text", "body", "content", "article_text"),
    "headline": ("headline", "title"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper"),
    "date": ("date", "published", "publication_date", "publish_date", "datetime"),
    "url": ("url", "link"),
    "byline": ("byline", "author", "authors"),
    "id": ("id", "article_id"),
}
_OF_SAYSO = frozenset(("sha256", "passages", "statements", "speakers", "model"))
_SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; None: the first whose name is one of the usual."""

    text: str | None = None
    headline: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    byline: str | None = None
    id: str | None = None


class TableRow(NamedTuple):
    """A row of a table: its number, from 1, and its cells by the name of their column."""

    number: int
    cells: Cells


def is_table(source: str) -> bool:
    """Say whether a source is a table of articles, by its name."""
    return _kind(source) in (*CSV_SUFFIXES, *JSONL_SUFFIXES) or source.lower().endswith(PARQUET_SUFFIX)


def rows(path: str) -> Iterator[TableRow | InputError]:
    """Yield the rows of a table as they are read; a row that is none is its error. Raises `InputError`."""
    if path.lower().endswith(PARQUET_SUFFIX):
        from sayso.project.parquet_rows import parquet_rows

        yield from (row if isinstance(row, InputError) else TableRow(*row) for row in parquet_rows(path))
        return
    read = _json_rows if _kind(path) in JSONL_SUFFIXES else _csv_rows
    yield from read(path)


def count(path: str) -> int:
    """Return how many rows a table has, 0 where that cannot be found out."""
    try:
        if path.lower().endswith(PARQUET_SUFFIX):
            from sayso.project.parquet_rows import count_parquet

            return count_parquet(path)
        with _opened(path) as file:
            if _kind(path) in JSONL_SUFFIXES:
                return sum(1 for line in file if line.strip())
        return sum(1 for _ in _csv_rows(path))
    except InputError:
        return 0


def is_own(cells: Cells) -> bool:
    """Say whether a row is an article that Sayso has read and written."""
    return cells.keys() >= _OF_SAYSO


def article_of_row(cells: Cells, source: str, columns: Columns) -> Article:
    """Return the article in a row: one that Sayso has written, as it was, or one still to be read.

    Raises `InputError`.
    """
    if is_own(cells):
        return _own(cells, source)
    named = {field: _column(cells, source, field, getattr(columns, field)) for field in _USUAL}
    if named["text"] is None:
        wrong = f"no column of it holds the text; it has {', '.join(map(str, cells)) or 'none'}"
        raise InputError(source, wrong, "name the column with --text")
    values = {field: _text(cells[name]) for field, name in named.items() if name is not None}
    article = from_text(values["text"], source)
    given: dict[str, Any] = {field: values[field] for field in ("headline", "outlet", "url") if values.get(field)}
    if values.get("byline"):
        given["byline"] = byline([values["byline"]])
    date = values.get("date") or ""
    if published := iso(date):
        given["published"] = published
    elif date:
        note = f"The date {date[:40]!r} was not understood."
        article = replace(article, warnings=(*article.warnings, note))
    origins = article.origins | dict.fromkeys(given, "given")
    return replace(article, id=values.get("id") or source, origins=origins, **given)


def _own(cells: Cells, source: str) -> Article:
    """Return an article that Sayso has written, if it is whole."""
    import hashlib

    remedy = "export it again, or leave out this line"
    try:
        article = article_from(cells)
        same = hashlib.sha256(article.text.encode("utf-8")).hexdigest() == article.sha256
        pieces = [piece for one in article.statements for piece in (*one.source, *one.cue, *one.content)]
        inside = all(_is_inside(span, article.text) for span in (*pieces, *(one.span for one in article.passages)))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InputError(source, "it does not follow docs/article.schema.json", remedy) from None
    if not same or not inside:
        raise InputError(source, "its text is not the one that was read", remedy)
    return article


def _is_inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _column(cells: Cells, source: str, field: str, asked: str | None) -> str | None:
    """Return the name of the column that holds a field, None where there is none."""
    if asked is not None:
        if asked not in cells:
            wrong = f"it has no column {asked!r}; it has {', '.join(map(str, cells))}"
            raise InputError(source, wrong, f"name another with --{field}")
        return asked
    plain = {str(name).strip().lower(): name for name in reversed(cells)}
    return next((plain[name] for name in _USUAL[field] if name in plain), None)


def _text(value: object) -> str:
    """Return a cell as text; a list, such as one of authors, with commas between."""
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)


def _kind(source: str) -> str:
    name = source.lower().removesuffix(".gz")
    return Path(name).suffix


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    try:
        with Path(path).open("rb") as raw:
            yield io.BufferedReader(gzip.GzipFile(fileobj=raw)) if path.lower().endswith(".gz") else raw
    except FileNotFoundError:
        raise InputError(path, "there is no such file", "check the path") from None
    except (OSError, EOFError, UnicodeError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(path, f"it cannot be read ({reason})", "check the file") from None


def _json_rows(path: str) -> Iterator[TableRow | InputError]:
    with _opened(path) as file:
        for number, line in enumerate(_lines(file), start=1):
            name = f"{path}#{number}"
            try:
                cells = None if line is None else json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError):
                cells = 0
            if line is not None and not line.strip():
                continue
            if isinstance(cells, dict):
                yield TableRow(number, cells)
            elif line is None:
                yield InputError(name, f"the line is longer than {_limit()} MB", "give that article as a file")
            else:
                yield InputError(name, "the line is no JSON object", "give one object a line")


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines; None for one that is too long to be held."""
    most = 4 * MAX_BYTES
    while line := file.readline(most):
        if line.endswith(b"\n") or len(line) < most:
            yield line
            continue
        while (rest := file.readline(most)) and not rest.endswith(b"\n"):
            pass
        yield None


def _limit() -> int:
    return 4 * MAX_BYTES // 1_000_000


def _csv_rows(path: str) -> Iterator[TableRow | InputError]:
    encoding = _encoding(path)
    csv.field_size_limit(MAX_BYTES)
    with _opened(path) as raw, io.TextIOWrapper(raw, encoding=encoding, newline="") as file:
        first = file.readline(MAX_BYTES)
        separator = max(_SEPARATORS, key=first.count)
        table = csv.reader(_again(first, file), delimiter=separator)
        try:
            names = [name.strip() for name in next(table, [])]
            if not any(names):
                raise InputError(path, "it is empty", "give a table whose first row names its columns")
            for number, cells in enumerate(filter(None, table), start=1):
                if len(cells) > len(names):
                    wrong = f"the row has {len(cells)} cells, the table {len(names)} columns"
                    yield InputError(f"{path}#{number}", wrong, "put quotation marks around cells with commas")
                else:
                    yield TableRow(number, dict(zip(names, cells, strict=False)))
        except csv.Error as error:
            raise InputError(path, f"it is no CSV from line {table.line_num} on ({error})", "save it anew") from None


def _again(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _encoding(path: str) -> str:
    """Return the encoding of a table: what its first bytes say, else UTF-8, else what Excel writes on Windows."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(path) as file:
        part = file.read(1_000_000)
        if part.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            while part:
                decoder.decode(part)
                part = file.read(1_000_000)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
