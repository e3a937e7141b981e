"""Where output goes: standard output, or a file that appears only when it is whole."""

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError

_ELSEWHERE = "name another file with -o"
_STANDARD = "standard output"


@contextmanager
def destination(name: str | None) -> Iterator[Callable[[str], None]]:
    """Open standard output (None or "-") or the file of that name; yield what writes a piece of text there, as UTF-8.

    A file is written beside its place and moved there at the end, unless nothing was written or an error came; then
    what was there before stays. Devices and pipes are written straight. Raises InputError, and BrokenPipeError when
    whoever reads the output has gone.
    """
    with _opened(name) as file:
        yield partial(_write, file, name or _STANDARD)


@contextmanager
def binary_destination(name: str | None) -> Iterator[BinaryIO]:
    """Do what `destination` does, and yield the file itself, for what is no text."""
    with _opened(name) as file:
        try:
            yield file
            file.flush()
        except OSError as error:
            raise _failed(file, name or _STANDARD, error) from None


@contextmanager
def _opened(name: str | None) -> Iterator[BinaryIO]:
    if name is None or name == "-":
        yield sys.stdout.buffer
        return
    place = Path(os.path.realpath(name))
    try:
        straight = _is_straight(place, name)
        handle, written = (os.open(place, os.O_WRONLY), None) if straight else _beside(place)
    except OSError as error:
        raise _unwritable(name, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            empty = not straight and file.tell() == 0
        if written and not empty:
            _move(written, place, name)
    finally:
        if written:
            written.unlink(missing_ok=True)


def refuse_to_overwrite(name: str | None, sources: Iterable[str]) -> None:
    """Raise InputError if the output file is one of the sources, however either is spelled."""
    place = _identity(name) if name is not None else None
    if name is not None and place is not None and place in map(_identity, sources):
        raise InputError(name, "this is also a source, and would be overwritten", _ELSEWHERE)


def _is_straight(place: Path, name: str) -> bool:
    """Say whether the place is a device or a pipe; refuse a folder, and a file that may not be written."""
    if place.is_dir():
        raise InputError(name, "this is a folder", _ELSEWHERE)
    if place.exists() and not os.access(place, os.W_OK):
        raise InputError(name, "the file may not be written", _ELSEWHERE)
    return place.exists() and not place.is_file()


def _beside(place: Path) -> tuple[int, Path]:
    handle, unfinished = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:40]}.", suffix=".unfinished")
    return handle, Path(unfinished)


def _write(file: BinaryIO, name: str, piece: str) -> None:
    try:
        file.write(piece.encode("utf-8"))
        file.flush()
    except OSError as error:
        raise _failed(file, name, error) from None


def _failed(file: BinaryIO, name: str, error: OSError) -> Exception:
    # What is left in the buffer would fail once more when Python flushes it at the end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), file.fileno())
    return error if isinstance(error, BrokenPipeError) else _unwritable(name, error)


def _move(written: Path, place: Path, name: str) -> None:
    try:
        written.chmod(_mode(place))
        written.replace(place)
    except OSError as error:
        raise _unwritable(name, error) from None


def _mode(place: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if place.exists():
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _identity(name: str) -> tuple[int, int] | None:
    """Return what tells a regular file from all others, whatever it is called; None if there is no such file."""
    try:
        found = os.stat(name)  # noqa: PTH116 (a URL is no path)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _unwritable(name: str, error: OSError) -> InputError:
    return InputError(name, f"it cannot be written ({error.strerror})", _ELSEWHERE)
