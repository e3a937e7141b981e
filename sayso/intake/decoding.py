"""From bytes to text: which encoding a file or page is in."""

import codecs
import re
from typing import NamedTuple

from sayso.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its first half
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BINARY = (
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip file"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """Text, and a sentence of warning where the encoding was a guess."""

    text: str
    warnings: tuple[str, ...]


def decode(raw: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text file or page, changing nothing else: line ends stay as they are.

    In this order: a byte order mark, UTF-8, the `declared` encoding (of the HTTP header, else of the page's own head),
    Windows-1252. A byte order mark says which encoding follows; it is no character of the text, and offsets count from
    the character after it. Raises InputError for empty and for binary input.
    """
    encoding, body = _marked(raw)
    if not body.strip():
        raise InputError(name, "it is empty", "give a file with text")
    if encoding is None:
        _refuse_binary(raw, name)
        encoding = _without_loss(raw, declared or _declared_in(raw))
    if encoding is None:
        return _with_loss(raw)
    text = body.decode(encoding, "replace")
    return Decoded(text, _lost(text))


def _marked(raw: bytes) -> tuple[str | None, bytes]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding, raw[len(mark) :]
    even, odd = raw[:2000:2], raw[1:2000:2]
    if len(odd) > 8 and odd.count(0) > 0.8 * len(odd) and 0 not in even:
        return "utf-16-le", raw
    if len(odd) > 8 and even.count(0) > 0.8 * len(even) and 0 not in odd:
        return "utf-16-be", raw
    return None, raw


def _refuse_binary(raw: bytes, name: str) -> None:
    for magic, what in _KNOWN_BINARY:
        if raw.startswith(magic):
            raise InputError(name, f"it is {what}, not text or HTML", "save the article as a .txt or .html file")
    sample = raw[:100_000]
    if b"\0" in raw or len(_CONTROLS.findall(sample)) > len(sample) / 50:
        raise InputError(name, "it is a binary file, not text or HTML", "save the article as a .txt or .html file")


def _declared_in(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:4096])
    return found.group(1).decode("ascii") if found else None


def _without_loss(raw: bytes, declared: str | None) -> str | None:
    """Return the first encoding that decodes every byte.

    UTF-8 is tried before the declared encoding because bytes that are valid UTF-8 by chance hardly exist and wrong
    declarations do; only encodings that hide in plain ASCII behind escapes must come first.
    """
    candidates = ["utf-8"]
    known = _codec(declared)
    if known is not None:
        candidates.insert(0 if known.startswith(("iso2022", "hz")) else 1, known)
    for encoding in candidates:
        try:
            raw.decode(encoding)
        except (UnicodeError, ValueError):
            continue
        return encoding
    return None


def _codec(label: str | None) -> str | None:
    """Return Python's name of a declared encoding, None where it is unknown or not one of text."""
    try:
        known = codecs.lookup(label or "").name
        b"a".decode(known)
    except (LookupError, ValueError):
        return None
    if known == "utf-7":
        return None
    # What the web calls Latin-1 and ASCII is Windows-1252 (WHATWG Encoding Standard).
    return "cp1252" if known in {"iso8859-1", "ascii"} else known


def _with_loss(raw: bytes) -> Decoded:
    """Decode as UTF-8 where that is plainly meant and a few bytes are broken, else as Windows-1252."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 4 < sum(1 for character in text if character > "\x7f"):
        return Decoded(text, _lost(text))
    text = raw.decode("cp1252", "replace")
    return Decoded(text, ("The text is not in UTF-8; it was read as Windows-1252.", *_lost(text)))


def _lost(text: str) -> tuple[str, ...]:
    broken = text.count("\ufffd")
    if not broken:
        return ()
    places = "one place" if broken == 1 else f"{broken} places"
    return (f"The text could not be decoded in {places}, marked with \ufffd.",)
