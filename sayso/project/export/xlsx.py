"""The tables of a project as an Excel workbook, a row at a time. Needs `sayso[xlsx]`."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

from sayso.project.export.columns import TABLES, Column, TableName
from sayso.project.export.csv import FORMULA
from sayso.project.export.extra import library
from sayso.project.file import ProjectFile

LACKS = "the texts of the articles are not in it"
ROWS = 1_048_576
"""The rows of a sheet."""
CHARACTERS = 32_767
"""The UTF-16 code units of a cell."""

_FIRST_DAY = date(1900, 3, 1)  # Excel has a 29 February 1900.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_WIDTHS = {"content": 60, "headline": 40, "words": 40, "machine_content": 40, "note": 30, "means": 80}


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook being written, the formats of its cells, and how often something did not fit."""

    book: Any
    bold: Any
    as_text: Any
    day: Any
    time: Any
    unfit: Counter[str] = field(default_factory=Counter)


def write(project: ProjectFile, file: BinaryIO) -> list[str]:
    """Write the workbook; return what did not fit, a sentence each."""
    opened = library("xlsxwriter", "xlsx", "xlsx").Workbook(file, {"constant_memory": True})
    book = _Book(
        opened,
        opened.add_format({"bold": True}),
        # What begins like a formula is text to Excel even after somebody has been in the cell.
        opened.add_format({"quote_prefix": True, "num_format": "@"}),
        opened.add_format({"num_format": "yyyy-mm-dd"}),
        opened.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    )
    latest = project.one("SELECT max(read_at) FROM articles")
    if latest is not None:
        opened.set_properties({"created": _moment(latest)})
    for name in TABLES:
        _table(book, project, name)
    _explanation(book)
    opened.close()
    return [_sentence(what, count) for what, count in sorted(book.unfit.items()) if count]


def _table(book: _Book, project: ProjectFile, name: TableName) -> None:
    columns = [column for column in TABLES[name].columns if column.name != "text"]
    sheet, at, sheets = _begun(book, name, columns), 1, 1
    for row in project.rows(TABLES[name].query(without="text")):
        if at == ROWS:
            sheets += 1
            book.unfit[f"sheet {name}"] += 1
            sheet, at = _begun(book, f"{name} {sheets}", columns), 1
        _row(book, sheet, at, columns, row)
        at += 1


def _begun(book: _Book, name: str, columns: Sequence[Column]) -> Any:  # noqa: ANN401 (XlsxWriter's sheet)
    sheet = book.book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, ROWS - 1, len(columns) - 1)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 14))
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.name, book.bold)
    return sheet


def _row(book: _Book, sheet: Any, at: int, columns: Sequence[Column], row: Sequence[Any]) -> None:  # noqa: ANN401
    for place, (column, value) in enumerate(zip(columns, row, strict=True)):
        if value is None:
            continue
        if column.holds in ("whole", "number"):
            sheet.write_number(at, place, value)
        elif column.holds == "date" and date.fromisoformat(value) >= _FIRST_DAY:
            sheet.write_datetime(at, place, date.fromisoformat(value), book.day)
        elif column.holds == "time":
            sheet.write_datetime(at, place, _moment(value), book.time)
        else:
            _text(book, sheet, (at, place), "; ".join(json.loads(value)) if column.holds == "texts" else value)


def _text(book: _Book, sheet: Any, cell: tuple[int, int], value: str) -> None:  # noqa: ANN401
    text, illegal = _ILLEGAL.subn("\ufffd", _LINE_END.sub("\n", value))
    book.unfit["characters"] += illegal
    units = text.encode("utf-16-le")
    if len(units) > 2 * CHARACTERS:
        text = units[: 2 * (CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
        book.unfit["cells"] += 1
    sheet.write_string(*cell, text, book.as_text if value.startswith(FORMULA) else None)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _explanation(book: _Book) -> None:
    head = [Column(name, "text", "", "") for name in ("sheet", "column", "means")]
    sheet = _begun(book, "columns", head)
    for at, cells in enumerate(_explained(), start=1):
        _row(book, sheet, at, head, cells)


def _explained() -> Iterator[tuple[str, str, str]]:
    for name, table in TABLES.items():
        for column in table.columns:
            if column.name != "text":
                yield name, column.name, column.means


def _sentence(what: str, count: int) -> str:
    if what == "cells":
        cut = f"longer than the {CHARACTERS:,} characters of a cell"
        return f"cells are cut, … at the end, where they are {cut} ({count:,})"
    if what == "characters":
        return f"control characters, which Excel cannot hold, are written \ufffd ({count:,})"
    return f"{what.removeprefix('sheet ')} go on in further sheets, for one has {ROWS:,} rows ({count:,})"
