"""Web archives (.warc, .warc.gz): the pages in them, whatever is damaged beside them.

FastWARC takes a record apart. Where records begin and end is found out here, for it takes a file that breaks off for a
whole one, gives up at the first damage, and lets a wrong length swallow the records that follow.
"""

import io
import re
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from sayso.errors import InputError
from sayso.intake import MAX_BYTES
from sayso.intake.fetch import Fetched

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SUFFIXES = (".warc", ".warc.gz")
_GZIP, _VERSION, _BETWEEN = b"\x1f\x8b\x08", b"WARC/", b"\r\n\r\n"
_BEGINNING = re.compile(rb"\x1f\x8b\x08|WARC/1\.\d\r?\n")
_HEAD = 32_768  # bytes of a header
_BLOCK = 2 * MAX_BYTES  # bytes of a record that are held: the page as it was sent, packed or not
_LONGEST = 1_000_000_000  # bytes that are unpacked to get past a record
_PART = 65_536
_DAMAGES = 100
"""Places at which a file is damaged; after these it is left, for a hostile one would take for ever."""
_HTML = ("text/html", "application/xhtml+xml")


class Captured(NamedTuple):
    """A page of an archive: `crawl.warc.gz#offset` (of its record in the file), the page, when it was captured.

    Where a gzip member holds several records, the place in the unpacked member comes after a plus sign.
    """

    source: str
    page: Fetched
    at: str


Read = Generator[Captured | InputError, None, int | None]


class _Damage(Exception):  # noqa: N818 (it never leaves this module)
    """What is wrong with a record."""


def is_archive(source: str) -> bool:
    """Say whether a source is a web archive, by its name."""
    return source.lower().endswith(_SUFFIXES)


def captured(path: str) -> Iterator[Captured | InputError]:
    """Yield the HTML pages that an archive has of answers with status 200, and what is damaged in it.

    Raises InputError where the file cannot be opened.
    """
    try:
        import fastwarc  # noqa: F401 (said before anything is read)
    except ImportError:
        raise InputError(path, "reading web archives needs FastWARC", "pip install 'sayso[warc]'") from None
    with _opened(path) as file:
        if not _at(file, 0, 1):
            raise InputError(path, "it is empty", "get the archive again")
        start: int | None = 0
        damages = 0
        while start is not None:
            at = start
            read = _member if _at(file, at, len(_GZIP)) == _GZIP else _plain
            try:
                start = yield from read(path, file, at)
            except (_Damage, zlib.error) as error:
                damages += 1
                reason = "it cannot be unpacked" if isinstance(error, zlib.error) else str(error)
                rest = "what is whole beside it was taken" if damages < _DAMAGES else "what comes after it was left"
                wrong = f"the archive is damaged at byte {at:,} ({reason})"
                yield InputError(f"{path}#{at}", wrong, f"get the archive again; {rest}")
                start = _next_record(file, at + 1) if damages < _DAMAGES else None


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    try:
        with Path(path).open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputError(path, "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(path, f"it cannot be read ({reason})", "check the file") from None


def _at(file: IO[bytes], place: int, count: int) -> bytes:
    file.seek(place)
    return file.read(count)


def _member(path: str, file: IO[bytes], start: int) -> Read:
    """Yield the pages of a gzip member, mostly one; return where the next member begins, None at the end."""
    member = _Member(file, start)
    stream = io.BufferedReader(member, _PART)
    place = 0
    while True:
        size, page = _record(f"{path}#{start}" + (f"+{place}" if place else ""), stream)
        stream.peek(1)  # the last record is whole when the checksum after it is right
        if page is not None:
            yield page
        if not size:
            return member.end if _at(file, member.end, 1) else None
        place += size


def _plain(path: str, file: IO[bytes], start: int) -> Read:
    """Yield the page of a record, if it has one; return where the next record begins, None at the end."""
    file.seek(start)
    size, page = _record(f"{path}#{start}", file)
    if page is not None:
        yield page
    return start + size if _at(file, start + size, 1) else None


class _Member(io.RawIOBase):
    """One member of a gzip file, unpacked as it is read."""

    def __init__(self, file: IO[bytes], start: int) -> None:
        file.seek(start)
        self._file = file
        self._place = start
        self._left = _LONGEST
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def end(self) -> int:
        """Return the byte after the member, once all of it was read."""
        return self._place - len(self._unpacker.unused_data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        while not self._unpacker.eof:
            part = self._unpacker.unconsumed_tail
            if not part:
                self._file.seek(self._place)
                part = self._file.read(_PART)
                self._place += len(part)
            out = self._unpacker.decompress(part, len(view))
            if not part and not out and not self._unpacker.eof:
                raise _Damage("it breaks off")
            self._left -= len(out)
            if self._left < 0:
                raise _Damage(f"it holds more than {_LONGEST // 1_000_000_000} GB")
            if out:
                view[: len(out)] = out
                return len(out)
        return 0


def _record(source: str, stream: IO[bytes] | io.BufferedReader) -> tuple[int, Captured | InputError | None]:
    """Return how many bytes the next record has, 0 at the end, and the page in it, or why it cannot be had."""
    head = _head(stream)
    if not head:
        return 0, None
    lines = (line.partition(b":") for line in head.splitlines()[1:])
    fields = {name.strip().lower(): value.strip() for name, _, value in lines}
    said = fields.get(b"content-length", b"")
    if not said.isdigit() or len(said) > 15:
        raise _Damage("it does not say how long it is")
    length = int(said)
    block = stream.read(min(length, _BLOCK))
    left = length - len(block)
    while left and (part := stream.read(min(left, _PART))):
        left -= len(part)
    if stream.read(len(_BETWEEN)) != _BETWEEN:
        raise _Damage("it breaks off, or its length is wrong")
    size = len(head) + length + len(_BETWEEN)
    if fields.get(b"warc-type") != b"response":
        return size, None
    return size, _page(source, head + block + _BETWEEN, fields.get(b"warc-date", b"").decode("ascii", "replace"))


def _head(stream: IO[bytes] | io.BufferedReader) -> bytes:
    """Return the header of a record with the empty line after it, nothing at the end."""
    head = bytearray(stream.readline(_HEAD))
    if head and not head.startswith(_VERSION):
        raise _Damage("no record begins there")
    while head and not head.endswith((b"\r\n\r\n", b"\n\n")):
        line = stream.readline(_HEAD)
        head += line
        if not line or len(head) > _HEAD:
            raise _Damage("its header has no end")
    return bytes(head)


def _page(source: str, record: bytes, at: str) -> Captured | InputError | None:
    """Return the page in a response, None where it is something else."""
    from fastwarc.warc import ArchiveIterator

    try:
        one = next(iter(ArchiveIterator(io.BytesIO(record), parse_http=True, auto_decode="all")), None)
        if one is None or not one.is_http_parsed or one.http_headers.status_code != 200:
            return None
        kind = one.http_content_type or ""
        if kind not in _HTML:
            return None
        body = one.reader.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return InputError(source, f"the page in it is damaged ({error})", "fetch it again")
    if len(body) > MAX_BYTES:
        return InputError(
            source, f"the page in it is larger than {MAX_BYTES // 1_000_000} MB", "give the article alone"
        )
    address = (one.headers.get("WARC-Target-URI") or source).strip("<>")
    return Captured(source, Fetched(body, address, one.http_charset, kind), at)


def _next_record(file: IO[bytes], start: int) -> int | None:
    """Return where the next record begins after damage, None where there is none."""
    kept, at = b"", start
    while part := _at(file, at, _PART):
        window = kept + part
        for found in _BEGINNING.finditer(window):
            place = at - len(kept) + found.start()
            if not found[0].startswith(_GZIP) or _unpacked(_at(file, place, 512)).startswith(_VERSION):
                return place
        at += len(part)
        kept = window[-16:]
    return None


def _unpacked(start: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, len(_VERSION))
    except zlib.error:
        return b""
