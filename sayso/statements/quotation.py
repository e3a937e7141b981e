"""Which marks open and close quotations, however they are typed: straight, curly, single, missing, turned wrong."""

import re
from dataclasses import dataclass
from typing import NamedTuple

_DOUBLE = re.compile("[\"“”„‟«»\u201f＂]|''|``")
_SINGLE = re.compile("['‘’‚‛`]")
_OPENING, _CLOSING = frozenset("“„«‘‚`"), frozenset("”»’")
_BEFORE_OPENING = frozenset("([{—–-―/…") | _OPENING
_SINGLE_CLOSING = re.compile(r"[.,!?…]['’](?=\s|$)")
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


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool
    closes: bool


def single_marks(text: str) -> bool:
    """Say whether the article quotes in single marks, as much of the British press does."""
    doubles = len(_DOUBLE.findall(text))
    opened = len(re.findall(r"(?:^|(?<=[\s(—–]))['‘](?=\w)", text))
    closed = len(_SINGLE_CLOSING.findall(text))
    # Quotations inside quotations are in the other kind, and fewer.
    return opened > 0 and closed > 0 and (doubles < 2 or doubles < min(opened, closed))


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
    last_closing = max((m.start() for m in _SINGLE_CLOSING.finditer(text, start, end)), default=-1) if single else -1
    for match in pattern.finditer(text, start, end):
        at, after = match.span()
        left = text[at - 1] if at > start else " "
        right = text[after] if after < end else " "
        if left.isdigit() and match.group() in "\"'" and not open_now:
            continue  # inches, minutes, '90s
        if single and left.isalnum() and right.isalnum():
            continue  # an apostrophe
        typed_apart = right in ".,;:!?" and (after + 1 >= end or text[after + 1].isspace())  # `twice ".`
        can_open = not right.isspace() and not typed_apart and (left.isspace() or left in _BEFORE_OPENING)
        can_close = (not left.isspace() or typed_apart) and not right.isalnum()
        if single and can_close and left.isalnum() and right.isspace() and not (open_now and last_closing < after):
            continue  # `the voters' will` closes nothing while a mark after a full stop or comma follows
        if can_open == can_close:
            char = match.group()[0]
            can_open = char in _OPENING or (char not in _CLOSING and not open_now)
            can_close = not can_open
        out.append(_Mark(at, after, can_open, can_close))
        open_now = can_open or (open_now and not can_close)
    return out


def _sentence_start(text: str, low: int, at: int) -> int:
    start = low
    for match in _SENTENCE_END.finditer(text, low, at):
        start = match.end()
    while start < at and text[start].isspace():
        start += 1
    return start
