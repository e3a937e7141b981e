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


@contextmanager
def destination(name: str | None) -> Iterator[Callable[[str], None]]:
    """Open standard output (None or "-") or the file of that name; yield what writes a piece of text there, as UTF-8.

    A file is written beside its place and moved there at the end, unless nothing was written or an error came; then
    what was there before stays. Devices and pipes are written straight. Raises InputError, and BrokenPipeError when
    whoever reads the output has gone.
    """
    try:
        with _opened(name) as file:
            yield partial(_write, file, name or "standard output")
    except BrokenPipeError:
        _drop_standard_output()
        raise


@contextmanager
def _opened(name: str | None) -> Iterator[BinaryIO]:
    if name is None or name == "-":
        yield sys.stdout.buffer
        return
    place = Path(os.path.realpath(name))
    if place.is_dir():
        raise InputError(name, "this is a folder", _ELSEWHERE)
    if place.exists() and not os.access(place, os.W_OK):
        raise InputError(name, "the file may not be written", _ELSEWHERE)
    with _beside(name, place) if place.is_file() or not place.exists() else place.open("wb") as file:
        yield file


def _write(file: BinaryIO, name: str, piece: str) -> None:
    try:
        file.write(piece.encode("utf-8"))
        file.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if file is sys.stdout.buffer:
            _drop_standard_output()
        raise _unwritable(name, error) from None


def _drop_standard_output() -> None:
    """Point standard output nowhere, so that Python does not fail again when it flushes at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _unwritable(name: str, error: OSError) -> InputError:
    return InputError(name, f"it cannot be written ({error.strerror})", _ELSEWHERE)


def refuse_to_overwrite(name: str | None, sources: Iterable[str]) -> None:
    """Raise InputError if the output file is one of the sources, however either is spelled."""
    if name is None or not Path(name).is_file():
        return
    place = _identity(name)
    for source in sources:
        if place == _identity(source):
            raise InputError(name, "this is also a source, and would be overwritten", _ELSEWHERE)


@contextmanager
def _beside(name: str, place: Path) -> Iterator[BinaryIO]:
    try:
        handle, unfinished = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:40]}.", suffix=".unfinished")
    except OSError as error:
        raise _unwritable(name, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            empty = file.tell() == 0
        if not empty:
            Path(unfinished).chmod(_mode(place))
            Path(unfinished).replace(place)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def _mode(place: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if place.exists():
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _identity(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name)  # noqa: PTH116 (a URL is no path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
