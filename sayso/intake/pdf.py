"""From a PDF file to the paragraphs of its text. Runs in the child process: it is the part that parses hostile PDFs.

A PDF has characters at places, no paragraphs. Lines are joined where their places say that one goes on in the next:
no gap, no indent, no short last line of a sentence. What repeats at the edges of its pages is left out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from sayso.errors import InputError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_PAGES = 300
_LETTERS = 25
"""Letters on a page, on the average; with fewer it is a picture of a page."""
_READABLE = 0.7  # of the characters must be known ones
_EDGE = 2  # lines at the top and bottom of a page that may be its running head and foot
_GAP, _INDENT, _SHORT = 1.3, 0.7, 0.85  # of the usual distance; of the size of type; of the width of the column
_OTHER_SIZE = 1.1
_LOCKED = 4  # PDFium's FPDF_ERR_PASSWORD
_BROKEN_WORD = 2  # the character that PDFium puts for a hyphen at the end of a line
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_UNKNOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")
_SENTENCE_ENDS = re.compile(r"[.!?…:][\"'”’)\]]*$")
_NEW_SENTENCE = re.compile(r"[\"'“‘(\[]*[A-Z0-9•–—-]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD, _TAIL = re.compile(r"([^\W\d_]+)-$"), re.compile(r"[^\W\d_]+")
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*", re.I)


class Line(NamedTuple):
    """A line of a page: its words, where it begins and ends, its baseline (from the bottom), its size of type."""

    text: str
    left: float
    right: float
    base: float
    size: float


def paragraphs(raw: bytes) -> list[str]:
    """Return the paragraphs of a PDF file in the order of its pages. Raises InputError."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        raise InputError("", "reading PDF files needs pypdfium2", "pip install 'sayso[pdf]'") from None
    try:
        document = PdfDocument(raw)
        count = len(document)
        if count > MAX_PAGES:
            raise InputError("", f"it has {count:,} pages, over {MAX_PAGES}", "give the article's pages as a file")
        pages = [_lines(page) for page in document]
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _LOCKED:
            raise InputError("", "it is locked with a password", "save a copy without one") from None
        raise InputError("", "it is a damaged PDF file", "save it anew, or its text as a .txt file") from None
    _refuse_pictures(pages)
    running = _running(pages)
    return joined([_body(page, running) for page in pages])


def _lines(page: "PdfPage") -> list[Line]:
    """Return the lines of a page in the order in which the page was written."""
    from pypdfium2 import raw

    text = page.get_textpage()
    codes = [raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars())]
    out, start = [], 0
    for at, code in enumerate([*codes, 10]):
        if code not in (10, 13, _BROKEN_WORD):
            continue
        units = b"".join((one & 0xFFFF).to_bytes(2, "little") for one in codes[start:at])
        words = units.decode("utf-16-le", "replace") + ("-" if code == _BROKEN_WORD else "")
        shown = [place for place in range(start, at) if not chr(codes[place]).isspace()]
        if shown:
            first, last = text.get_charbox(shown[0]), text.get_charbox(shown[-1])
            size = raw.FPDFText_GetFontSize(text, shown[0])
            out.append(Line(" ".join(words.split()), first[0], last[2], _baseline(text, shown[0]), size))
        start = at + 1
    return out


def _baseline(text: object, at: int) -> float:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
    return y.value


def _refuse_pictures(pages: Sequence[Sequence[Line]]) -> None:
    text = "".join(line.text for page in pages for line in page)
    if sum(map(str.isalpha, text)) < _LETTERS * max(1, len(pages)):
        raise InputError("", "its pages are pictures without text", "run it through text recognition (OCR) first")
    if len(_UNKNOWN.findall(text)) > (1 - _READABLE) * len(text):
        raise InputError("", "its fonts do not say which letters they show", "run it through text recognition (OCR)")


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the heads and feet, numbers aside, that stand at the edges of half of the pages."""
    seen = Counter(masked for page in pages for masked in {_masked(line) for line in _edges(page)})
    return frozenset(masked for masked, count in seen.items() if count >= max(2, len(pages) / 2))


def _edges(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: line.base)
    deep = min(_EDGE, len(ordered) // 4)
    return ordered[:deep] + ordered[len(ordered) - deep :]


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _body(page: Sequence[Line], running: frozenset[str]) -> list[Line]:
    """Return the lines of a page without its running head and foot and its number."""
    edges = {line for line in _edges(page) if _masked(line) in running or _PAGE_NUMBER.fullmatch(line.text) is not None}
    return [line for line in page if line not in edges]


def joined(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs that the lines of the pages are."""
    words = Counter(word.casefold() for page in pages for line in page for word in _WORD.findall(line.text))
    out: list[str] = []
    before: Line | None = None
    for page in pages:
        layout = _Layout(page)
        for at, line in enumerate(page):
            if before is None or (layout.begins(before, line) if at else _begins_after_break(before, line)):
                out.append(line.text)
            else:
                out[-1] = _on(out[-1], line.text, words)
            before = line
    return [text for text in (" ".join(_CONTROL.sub("", text).split()) for text in out) if text]


class _Layout:
    """How the lines of a page usually stand: how far apart, where their columns begin and end."""

    def __init__(self, page: Sequence[Line]) -> None:
        steps = [a.base - b.base for a, b in pairwise(page)]
        self._step = median([step for step, line in zip(steps, page, strict=False) if 0 < step < 3 * line.size] or [0])
        self._lefts = Counter(round(line.left) for line in page)
        self._ends: dict[int, float] = {}
        for line in page:
            self._ends[round(line.left)] = max(self._ends.get(round(line.left), 0.0), line.right)

    def begins(self, before: Line, line: Line) -> bool:
        """Say whether a line begins a paragraph, after the line before it on the page."""
        step = before.base - line.base
        if step < -line.size / 2:  # the next column
            return _begins_after_break(before, line)
        if step < line.size / 4:  # the same line goes on
            return False
        other = max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size)
        return other or step > _GAP * self._step or self._is_indented(line, before) or self._ends_paragraph(before)

    def _is_indented(self, line: Line, before: Line) -> bool:
        if line.left - before.left > _INDENT * line.size:
            return True
        here = self._lefts[round(line.left)]
        edges = (left for left, count in self._lefts.items() if count > here)
        return any(_INDENT * line.size < line.left - left < 4 * line.size for left in edges)

    def _ends_paragraph(self, line: Line) -> bool:
        """Say whether a line ends a sentence well before the end of its column."""
        near = [end for left, end in self._ends.items() if abs(left - line.left) < 4 * line.size]
        width = max(near, default=line.right) - line.left
        return line.right - line.left < _SHORT * width and _SENTENCE_ENDS.search(line.text) is not None


def _begins_after_break(before: Line, line: Line) -> bool:
    """Say whether a paragraph begins with a column or page: what was before has ended, and this begins anew."""
    other = max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size)
    return other or (_SENTENCE_ENDS.search(before.text) is not None and _NEW_SENTENCE.match(line.text) is not None)


def _on(text: str, line: str, words: Counter[str]) -> str:
    """Go on with a line. A hyphen at the end of a line goes only if the document has the word without it elsewhere."""
    if not text.endswith("-") or not line[:1].isalnum() or not text[-2:-1].isalnum():
        return f"{text} {line}"
    head, tail = _HEAD.search(text), _TAIL.match(line)
    if head is None or tail is None:
        return text + line
    whole, hyphened = f"{head[1]}{tail[0]}".casefold(), f"{head[1]}-{tail[0]}".casefold()
    return (text[:-1] if words[whole] and not words[hyphened] else text) + line
