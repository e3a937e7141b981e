"""The project file as SQLite: opened, checked, migrated, written in whole transactions, its errors explained."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sayso.errors import InputError
from sayso.project import schema

WAIT = 10.0
"""Seconds to wait for another program that is writing to the project."""

_MUCH = 4_000_000
"""Bytes in the WAL that are brought into the file: it makes a large WAL slow to read."""

Value = str | int | float | None

_log = logging.getLogger(__name__)
"""What is said goes to standard error, unless the program that uses Sayso has its own place for it."""

_WRITABLE = "copy it to a place where you may write, or ask for the right to write it"
_REASONS = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to it and has not let go",
        "wait for that to end, then try again",
    ),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", "wait for that to end, then try again"),
    sqlite3.SQLITE_READONLY: ("it may only be read", _WRITABLE),
    sqlite3.SQLITE_PERM: ("it may not be opened", _WRITABLE),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "check the path, and that you may write to its folder"),
    sqlite3.SQLITE_FULL: ("the disk is full; what was in the project before is still there", "make room and go on"),
    sqlite3.SQLITE_IOERR: (
        "the disk failed or is full; what was in the project before is still there",
        "check the disk and go on",
    ),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", "take the latest copy of it, such as its backup"),
    sqlite3.SQLITE_NOTADB: ("it is not a Sayso project", "give a project, or a new name to begin one"),
}


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """An open project file; `name` is what the user calls it."""

    name: str
    connection: sqlite3.Connection
    writable: bool

    def rows(self, sql: str, parameters: Sequence[Value] | dict[str, Value] = ()) -> Iterator[sqlite3.Row]:
        """Yield the rows of a query as they are found. Raises `InputError`."""
        with explained(self.name):
            yield from self.connection.execute(sql, parameters)

    def one(self, sql: str, parameters: Sequence[Value] | dict[str, Value] = ()) -> Any:  # noqa: ANN401 (any column)
        """Return the first column of the first row, None where there is no row. Raises `InputError`."""
        row = next(self.rows(sql, parameters), None)
        return None if row is None else row[0]

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all that is done inside, or none of it; one inside another is written with that.

        Raises `InputError` where the file cannot be written.
        """
        if not self.writable:
            raise InputError(self.name, *_REASONS[sqlite3.SQLITE_READONLY])
        before = _waiting(self.name)
        with explained(self.name), _whole(self.connection):
            yield self.connection
        if not self.connection.in_transaction and _waiting(self.name) // _MUCH > before // _MUCH:
            with explained(self.name):
                self._take_over()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state of the project in the block, whatever others write meanwhile."""
        inner = self.connection.in_transaction
        with explained(self.name):
            if not inner:
                self.connection.execute("BEGIN")
            try:
                yield
            finally:
                if not inner and self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def _take_over(self) -> None:
        """Bring what was committed from the WAL into the file itself, with the right to write all the while.

        SQLite's own way does without that right; up to 3.51.2 another writer who begins the WAL anew at that moment can
        lose what was committed (https://sqlite.org/wal.html#walresetbug).
        """
        (wait,) = self.connection.execute("PRAGMA busy_timeout").fetchone()
        self.connection.execute("PRAGMA busy_timeout = 1000")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self.connection.execute(f"PRAGMA busy_timeout = {wait}")

    def close(self) -> None:
        """Close the file; the last to close it leaves everything in the one file."""
        with explained(self.name):
            self.connection.close()


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn an error of SQLite into the sentence that a user needs."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in _REASONS:
            raise
        raise InputError(name, *_REASONS[code]) from error


def open_file(path: str | Path, *, write: bool, create: bool = False, wait: float = WAIT) -> ProjectFile:
    """Open a project file, make it where `create` says so, and bring one of an older version up to date.

    Raises `InputError` for what is no project, is newer than this Sayso, is not there or may not be opened.
    """
    name = str(path)
    _refuse_missing(name, create=create)
    with explained(name):
        opened = _connected(name, write=write, wait=wait)
        try:
            _checked(opened, create=create)
            if schema.version_of(opened.connection) < schema.newest():
                return _brought_up_to_date(opened, wait)
        except BaseException:
            opened.connection.close()
            raise
        return opened


def _refuse_missing(name: str, *, create: bool) -> None:
    place = Path(name)
    if place.is_dir():
        raise InputError(name, "this is a folder, not a project", "give a project file, such as campaign.sayso")
    if not create and not place.exists():
        raise InputError(name, "there is no such project", "check the path, or make one with `sayso add`")
    if create and not place.absolute().parent.is_dir():
        raise InputError(name, "there is no folder to put it in", "make the folder, or give another path")


def _connected(name: str, *, write: bool, wait: float) -> ProjectFile:
    # Only who may write takes the two files of the WAL away again at the end, so readers open it so too where they may.
    mode = "rwc" if write else "rw"
    address = "file:" + quote(os.path.abspath(name))  # noqa: PTH100 (a link stays as it was named)
    connection = sqlite3.connect(f"{address}?mode={mode}", timeout=wait, isolation_level=None, uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # A file in WAL mode needs a second file beside it even to be read; where none can be made, nobody writes.
        if write or error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        connection = sqlite3.connect(f"{address}?mode=ro&immutable=1", isolation_level=None, uri=True)
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
    connection.execute("PRAGMA foreign_keys = ON")
    # FULL: what has been said to be saved outlives a power cut. One article or decision a transaction can afford it.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    return ProjectFile(name, connection, write)


def _waiting(name: str) -> int:
    """Return how many bytes are in the WAL."""
    try:
        return os.stat(os.path.realpath(name) + "-wal").st_size  # noqa: PTH116 (one name, one call)
    except OSError:
        return 0


def _checked(opened: ProjectFile, *, create: bool) -> None:
    empty = schema.is_empty(opened.connection)
    if not (schema.is_project(opened.connection) or (empty and create)):
        raise InputError(opened.name, *_REASONS[sqlite3.SQLITE_NOTADB])
    found = schema.version_of(opened.connection)
    if found > schema.newest():
        wrong = f"it was written by a newer Sayso (project version {found}; this one knows {schema.newest()})"
        raise InputError(opened.name, wrong, "install the newest Sayso")


def _brought_up_to_date(opened: ProjectFile, wait: float) -> ProjectFile:
    """Migrate a new or an older file; of an older one a copy is kept beside it first."""
    if not opened.writable:
        opened.connection.close()
        open_file(opened.name, write=True, wait=wait).close()
        return open_file(opened.name, write=False, wait=wait)
    new = schema.is_empty(opened.connection)
    if new:
        opened.connection.execute("PRAGMA journal_mode = WAL")
    else:
        back_up(opened)
    with opened.transaction():
        schema.migrate(opened.connection)
    return opened


def back_up(opened: ProjectFile) -> Path:
    """Copy the file to `NAME.version-N.backup` beside it, never over an older copy, and say so; return where it is."""
    number = schema.version_of(opened.connection)
    place = Path(f"{opened.name}.version-{number}.backup")
    again = 2
    while place.exists():
        place = Path(f"{opened.name}.version-{number}.backup-{again}")
        again += 1
    told = "%s is being brought to the newest version; the old one stays beside it as %s"
    _log.warning(told, opened.name, place.name)
    unfinished = place.with_name(f".{place.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with explained(opened.name):
        opened.connection.execute("VACUUM INTO ?", (str(unfinished),))
    unfinished.replace(place)
    return place


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    inner = connection.in_transaction
    connection.execute("SAVEPOINT inner" if inner else "BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("RELEASE inner" if inner else "COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK TO inner" if inner else "ROLLBACK")
                if inner:
                    connection.execute("RELEASE inner")
        raise
