"""Which marks open and close quotations, however they are typed: straight, curly, single, missing, turned wrong."""

import re
from dataclasses import dataclass

_DOUBLE = re.compile("[\"“”„‟«»\u201f＂]|''|``")
_SINGLE = re.compile("['‘’‚‛`]")
_OPENING, _CLOSING = frozenset("“„«‘‚`"), frozenset("”»’")
_BEFORE_OPENING = frozenset("([{—–-―/…") | _OPENING
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+")

OUTSIDE, INSIDE, MARK = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage between quotation marks, the marks included.

    `opened` and `closed` say whether the mark is there: a quotation that runs on into the next paragraph is opened
    and not closed; one whose opening mark was lost is closed and not opened.
    """

    start: int
    end: int
    opened: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool


def single_marks(text: str) -> bool:
    """Say whether the article quotes in single marks, as much of the British press does."""
    if len(_DOUBLE.findall(text)) >= 2:
        return False
    opened = len(re.findall(r"(?:^|(?<=[\s(—–]))['‘](?=\w)", text))
    closed = len(re.findall(r"[.,!?…]['’](?=\s|$)", text))
    return opened > 0 and closed > 0


def quotations(text: str, start: int, end: int, *, single: bool = False) -> list[Quotation]:
    """Pair the marks of one paragraph, `text[start:end]`; a paragraph's open quotation ends with it."""
    marks = _marks(text, start, end, _SINGLE if single else _DOUBLE, single=single)
    out: list[Quotation] = []
    opened: _Mark | None = None
    for i, mark in enumerate(marks):
        following = marks[i + 1] if i + 1 < len(marks) else None
        if opened is not None:
            if mark.closes:
                out.append(Quotation(opened.start, mark.end, opened=True, closed=True))
                opened = None
        elif mark.opens:
            opened = mark
        elif following is not None and not following.opens:
            opened = mark  # two closing marks in a row: the first was turned the wrong way
        else:
            lost = _sentence_start(text, out[-1].end if out else start, mark.start)
            out.append(Quotation(lost, mark.end, opened=False, closed=True))
    if opened is not None:
        out.append(Quotation(opened.start, end, opened=True, closed=False))
    return out


def states(text: str, paragraphs: list[tuple[int, int]]) -> bytearray:
    """Return OUTSIDE, INSIDE or MARK for each code point of the text."""
    out = bytearray(len(text))
    single = single_marks(text)
    for start, end in paragraphs:
        for quotation in quotations(text, start, end, single=single):
            inner = quotation.end - quotation.start
            out[quotation.start : quotation.end] = bytes([INSIDE]) * inner
            if quotation.opened:
                out[quotation.start] = MARK
            if quotation.closed:
                out[quotation.end - 1] = MARK
    return out


def _marks(text: str, start: int, end: int, pattern: re.Pattern[str], *, single: bool) -> list[_Mark]:
    out: list[_Mark] = []
    open_now = False
    for match in pattern.finditer(text, start, end):
        at, after = match.span()
        left = text[at - 1] if at > start else " "
        right = text[after] if after < end else " "
        if left.isdigit() and match.group() in "\"'" and not open_now:
            continue  # inches, minutes, '90s
        if single and left.isalnum() and right.isalnum():
            continue  # an apostrophe
        can_open = not right.isspace() and (left.isspace() or left in _BEFORE_OPENING)
        can_close = not left.isspace() and not right.isalnum()
        if single and can_close and left.isalnum() and right.isspace() and not _closed_later(text, after, end, open_now):
            continue
        if can_open == can_close:
            char = match.group()[0]
            can_open = char in _OPENING or (char not in _CLOSING and not open_now)
            can_close = not can_open
        out.append(_Mark(at, after, can_open, can_close))
        open_now = can_open or (open_now and not can_close)
    return out


def _closed_later(text: str, at: int, end: int, open_now: bool) -> bool:
    """Say whether a single mark after a letter closes: `the voters' will` does not while a better one follows."""
    return open_now and re.search(r"[.,!?…]['’](?=\s|$)", text[at:end]) is None


def _sentence_start(text: str, low: int, at: int) -> int:
    start = low
    for match in _SENTENCE_END.finditer(text, low, at):
        start = match.end()
    while start < at and text[start].isspace():
        start += 1
    return start
