"""A project in formats of other programs, in pieces that are written as they are made."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from sayso.output.json import dumps
from sayso.project.file import ProjectFile
from sayso.project.records import record

Format = Literal["jsonl", "csv"]
FORMATS: tuple[Format, ...] = ("jsonl", "csv")

STATEMENT_COLUMNS = (
    "article_id local_id outlet published headline url speaker role affiliation kind source cue content confidence "
    "speaker_confidence within decision decided_by decided_at note"
).split()
"""The columns of the CSV, as in the view `statement_list`."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def pieces(project: ProjectFile, form: Format) -> Iterator[str]:
    """Yield a project as "jsonl", an article with all that is known of it a line, or "csv", a statement a row."""
    return jsonl(project) if form == "jsonl" else statements_csv(project)


def numbers(project: ProjectFile) -> list[int]:
    """Return the numbers of the articles of a project, in order."""
    return [row[0] for row in project.rows("SELECT id FROM articles ORDER BY id")]


def jsonl(project: ProjectFile) -> Iterator[str]:
    """Yield a line for each article; `sayso add` makes the same project of them again."""
    for number in numbers(project):
        found = record(project, number)
        if found is not None:
            yield dumps(found) + "\n"


def statements_csv(project: ProjectFile) -> Iterator[str]:
    """Yield the head and a row for each statement, as it stands after people's decisions."""
    yield csv_line(STATEMENT_COLUMNS)
    query = f"SELECT {', '.join(STATEMENT_COLUMNS)} FROM statement_list ORDER BY id"
    for row in project.rows(query):
        yield csv_line(row)


def csv_line(cells: Iterable[Any]) -> str:
    """Return a line of CSV in which no cell is a formula to a spreadsheet: `=1+1` is written `'=1+1`."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: Any) -> Any:  # noqa: ANN401 (what a cell can hold)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
