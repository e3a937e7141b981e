"""The formats in which a project is exported, and the way from the name of one to what writes it."""

from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO, Literal, get_args

from sayso.errors import InputError
from sayso.project.export.columns import TableName
from sayso.project.file import ProjectFile

TextFormat = Literal["jsonl", "csv", "web-annotation", "quotation"]
Format = Literal[TextFormat, "parquet", "xlsx", "brat", "inception", "label-studio", "spacy"]

TEXT_FORMATS: tuple[TextFormat, ...] = get_args(TextFormat)
FORMATS: tuple[Format, ...] = get_args(Format)
TABLE_FORMATS: tuple[Format, ...] = ("csv", "parquet")
"""The formats that hold one table, so that one has to be chosen."""

_WITH_REJECTED = ("jsonl", "csv", "parquet", "xlsx", "quotation", "label-studio")


def pieces(project: ProjectFile, form: Format, table: TableName | None = None) -> Iterator[str]:
    """Yield a project as text, in pieces that are written as they are made. Raises `InputError`."""
    if form not in TEXT_FORMATS:
        raise InputError(form, "it is no text", "export it to a file")
    chosen = _table(form, table)
    made: Iterator[str] = import_module(_module(form)).pieces(project, *chosen)
    return made


def write(project: ProjectFile, file: BinaryIO, form: Format, table: TableName | None = None) -> list[str]:
    """Write a project, as it is at this moment; return what the format does not hold of it. Raises `InputError`."""
    with project.snapshot():
        if form in TEXT_FORMATS:
            for piece in pieces(project, form, table):
                file.write(piece.encode("utf-8"))
            unfit: list[str] = []
        else:
            chosen = _table(form, table)
            unfit = import_module(_module(form)).write(project, file, *chosen)
        return [*filter(None, (import_module(_module(form)).LACKS,)), *_left_out(project, form), *unfit]


def _left_out(project: ProjectFile, form: Format) -> Iterator[str]:
    """Say of which decisions nothing is to be seen."""
    rejected = """SELECT count(*) FROM decisions AS d JOIN statements AS s ON s.article_id = d.article_id
        AND s.anchor = d.anchor WHERE d.verdict = 'rejected'"""
    if form not in _WITH_REJECTED and (count := project.one(rejected)):
        yield f"rejected statements are left out ({count:,})"
    if form != "jsonl" and (count := project.one("SELECT count(*) FROM orphaned_decisions")):
        yield f"decisions that fit no statement any more are left out ({count:,})"


def _table(form: Format, table: TableName | None) -> tuple[TableName, ...]:
    if form in TABLE_FORMATS:
        return (table or "statements",)
    if table is not None:
        raise InputError(form, "it has no table to choose", f"choose one with {' or '.join(TABLE_FORMATS)}")
    return ()


def _module(form: Format) -> str:
    return f"sayso.project.export.{form.replace('-', '_')}"
