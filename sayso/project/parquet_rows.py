"""Rows of a Parquet file, read in small batches, never the whole file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sayso.errors import InputError
from sayso.intake import MAX_BYTES

if TYPE_CHECKING:
    from pyarrow import DataType
    from pyarrow.parquet import ParquetFile

_ROWS = 100
"""Rows that are held at a time."""


def parquet_rows(path: str) -> Iterator[tuple[int, dict[str, Any]] | InputError]:
    """Yield each row's number, from 1, and its cells; a row that cannot be read is its error. Raises `InputError`."""
    with _opened(path) as file:
        names = [field.name for field in file.schema_arrow if _is_plain(field.type)]
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=names, use_threads=False):
            for at in range(len(batch)):
                number += 1
                name = f"{path}#{number}"
                try:
                    (cells,) = batch.slice(at, 1).to_pylist()
                except ValueError:
                    yield InputError(name, "a cell of it is no UTF-8", "save the table anew")
                    continue
                if any(isinstance(cell, str) and len(cell) > MAX_BYTES for cell in cells.values()):
                    yield InputError(name, f"a cell is larger than {MAX_BYTES // 1_000_000} MB", "give it as a file")
                    continue
                yield number, {column: _cell(value) for column, value in cells.items()}


def count_parquet(path: str) -> int:
    """Return how many rows a Parquet file says it has. Raises `InputError`."""
    with _opened(path) as file:
        return int(file.metadata.num_rows)


@contextmanager
def _opened(path: str) -> "Iterator[ParquetFile]":
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(path, "reading Parquet needs pyarrow", "pip install 'sayso[parquet]'") from None
    try:
        with ParquetFile(path, pre_buffer=False) as file:
            yield file
    except FileNotFoundError:
        raise InputError(path, "there is no such file", "check the path") from None
    except (ArrowException, OSError) as error:
        reason = " ".join(str(error).split())[:120]
        raise InputError(path, f"it is no Parquet file that can be read ({reason})", "save the table anew") from None


def _is_plain(kind: "DataType") -> bool:
    """Say whether a column can be of an article: text, dates, numbers, lists of text; not, say, vectors."""
    from pyarrow import types

    if types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    if types.is_list(kind) or types.is_large_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_large_string(kind.value_type))
    of_text = (types.is_string, types.is_large_string, types.is_string_view)
    of_else = (types.is_date, types.is_timestamp, types.is_integer, types.is_floating)
    return any(fits(kind) for fits in (*of_text, *of_else))


def _cell(value: object) -> object:
    """Return a cell as tables have it: dates as text, no time where there is only midnight, no not-a-number."""
    if isinstance(value, datetime):
        only_day = value.tzinfo is None and value.time() == time()
        return value.date().isoformat() if only_day else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return None if value != value else value  # not-a-number, by which pandas says nothing
