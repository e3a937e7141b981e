"""Where the paragraphs that an extractor kept stand among the blocks of their page."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_NOT_WORD = re.compile(r"[\W_]+")
_LONG = 25  # letters; a shorter text must begin where a block begins, or it is found inside other words


def key(text: str) -> str:
    """Reduce a text to its letters and digits, by which two readings of a page are compared."""
    return _NOT_WORD.sub("", text).lower()


def align(kept: Sequence[str], blocks: Sequence[str]) -> list[list[int]]:
    """Return for each kept text the numbers of the blocks it is made of, [] where they cannot be found.

    Both are given as keys. A text may be several blocks, or one of several in a block; later texts are sought after
    earlier ones first.
    """
    numbers = [number for number, block in enumerate(blocks) if block]
    starts: list[int] = []
    at = 0
    for number in numbers:
        starts.append(at)
        at += len(blocks[number])
    stream = "".join(blocks)
    cursor = 0
    out: list[list[int]] = []
    for text in kept:
        begin = _find(stream, text, cursor, starts)
        if begin < 0:
            out.append([])
            continue
        cursor = begin + len(text)
        out.append(_covered(begin, cursor, starts, numbers, blocks))
    return out


def _find(stream: str, text: str, cursor: int, starts: list[int]) -> int:
    if not text:
        return -1
    for begin in (cursor, 0):
        at = stream.find(text, begin)
        while at >= 0 and len(text) < _LONG and starts[bisect_right(starts, at) - 1] != at:
            at = stream.find(text, at + 1)
        if at >= 0:
            return at
    return -1


def _covered(begin: int, end: int, starts: list[int], numbers: list[int], blocks: Sequence[str]) -> list[int]:
    """Return the blocks of which begin:end of the stream covers at least half."""
    out = []
    at = bisect_right(starts, begin) - 1
    while at < len(starts) and starts[at] < end:
        size = len(blocks[numbers[at]])
        if 2 * (min(end, starts[at] + size) - max(begin, starts[at])) >= size:
            out.append(numbers[at])
        at += 1
    return out
