"""A table of a project as CSV, in which no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.project.export.columns import TABLES, TableName
from sayso.project.file import ProjectFile

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

LACKS = "text that begins like a formula begins with an apostrophe"


def pieces(project: ProjectFile, table: TableName = "statements") -> Iterator[str]:
    """Yield the head and a row for each row of a table, as it stands after people's decisions."""
    chosen = TABLES[table]
    yield csv_line(column.name for column in chosen.columns)
    for row in project.rows(chosen.query()):
        yield csv_line(row)


def csv_line(cells: Iterable[Any]) -> str:
    """Return a line of CSV in which no cell is a formula to a spreadsheet: `=1+1` is written `'=1+1`."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: Any) -> Any:  # noqa: ANN401 (what a cell can hold)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
