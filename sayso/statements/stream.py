"""An article as one stream of tokens, and the windows in which the model reads it."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.article import Span
from sayso.statements.quotation import OUTSIDE, states
from sayso.statements.wordpiece import WordPiece

_LINE = re.compile(r"[^\n\r]+")
_BLOCK = re.compile(r"[^\n\r][\s\S]*?(?=\r?\n[ \t]*\r?\n|\s*\Z)")


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of an article, a separator after each paragraph; five parallel lists.

    `starts` and `ends` are code points of the article's text (a separator is empty: start == end).
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]
    shapes: list[int]
    quotes: list[int]
    breaks: list[int]
    """Index after each separator: where a paragraph may begin."""

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the tokens `start:end` that share characters with a stretch of the text."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


class Window(NamedTuple):
    """Tokens `start:end` of a stream, read together and alone."""

    start: int
    end: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each paragraph: each line, or each block of lines where the text is hard-wrapped."""
    lines = [match.span() for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if not text[start:end].isspace()]
    if not _hard_wrapped(text, lines):
        return lines
    blocks = (match.span() for match in _BLOCK.finditer(text))
    return [(start, end) for start, end in blocks if not text[start:end].isspace()]


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Say whether single line breaks fall in mid-sentence, as in wire copy set to a width."""
    if len(lines) < 4 or "\n\n" not in text.replace("\r", ""):
        return False
    inner = [(a, b) for a, b in itertools.pairwise(lines) if text[a[1] : b[0]].count("\n") == 1]
    if len(inner) * 2 < len(lines) or max(end - start for start, end in lines) > 100:
        return False
    running = sum(1 for a, b in inner if text[a[1] - 1] not in ".!?:\"”'’" and text[b[0]].islower())
    return running * 3 > len(inner)


def stream(text: str, wordpiece: WordPiece, parts: list[tuple[int, int]] | None = None) -> Stream:
    """Return the token stream of a text, or of the paragraphs `parts` of it alone."""
    parts = paragraphs(text) if parts is None else parts
    inside = states(text, parts)
    out = Stream([], [], [], [], [], [0])
    for start, end in parts:
        pieces = wordpiece.pieces(text, start, end)
        out.ids.extend(pieces.ids)
        out.starts.extend(pieces.starts)
        out.ends.extend(pieces.ends)
        out.shapes.extend(pieces.shapes)
        out.quotes.extend([inside[at] for at in pieces.starts])
        out.ids.append(wordpiece.sep)
        out.starts.append(end)
        out.ends.append(end)
        out.shapes.append(0)
        out.quotes.append(OUTSIDE)
        out.breaks.append(len(out.ids))
    return out


def windows(tokens: Stream, longest: int) -> Iterator[Window]:
    """Cut a stream into windows of at most `longest` tokens, at paragraph breaks where that leaves a third of them."""
    breaks = set(tokens.breaks)
    total = len(tokens.ids)
    start = 0
    while start < total:
        end = min(start + longest, total)
        if end < total:
            end = next((at for at in range(end, start + longest // 3, -1) if at in breaks), end)
        yield Window(start, end)
        start = end
