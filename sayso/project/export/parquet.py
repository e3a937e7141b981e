"""A table of a project as Parquet, with dates, numbers and lists as what they are. Needs `sayso[parquet]`."""

import json
from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from sayso.project.export.columns import TABLES, Holds, TableName
from sayso.project.export.extra import library
from sayso.project.file import ProjectFile

LACKS = ""
ROWS = 2_000
"""Rows of a row group: what is in memory at a time."""

_VALUE: dict[Holds, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "time": datetime.fromisoformat,
    "texts": json.loads,
    "spans": lambda packed: [{"start": start, "end": end} for start, end in json.loads(packed)],
}


def write(project: ProjectFile, file: BinaryIO, table: TableName = "statements") -> list[str]:
    """Write a table, a row group at a time."""
    arrow = library("pyarrow", "parquet", "parquet")
    parquet = library("pyarrow.parquet", "parquet", "parquet")
    chosen = TABLES[table]
    schema = _schema(arrow, table)
    values = [_VALUE.get(column.holds, lambda value: value) for column in chosen.columns]
    rows = project.rows(chosen.query())
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS if table != "articles" else ROWS // 10)):
            columns = [
                [None if row[at] is None else value(row[at]) for row in group] for at, value in enumerate(values)
            ]
            arrays = [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))
    return []


def _schema(arrow: Any, table: TableName) -> Any:  # noqa: ANN401 (pyarrow is imported only here)
    types = {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
        "time": arrow.timestamp("s", tz="UTC"),
        "texts": arrow.list_(arrow.string()),
        "spans": arrow.list_(arrow.struct([("start", arrow.int32()), ("end", arrow.int32())])),
    }
    return arrow.schema(
        [
            arrow.field(column.name, types[column.holds], metadata={"description": column.means})
            for column in TABLES[table].columns
        ]
    )
