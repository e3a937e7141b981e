"""What became of the words of a quote elsewhere: cut, altered, added, taken out of their quotation marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from sayso.article import Span

What = Literal["same", "unquoted", "cut", "altered", "added"]

_ANCHOR = 2
"""One word alone that two versions share says nothing of what lies around it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A version of a quote: what it says, and for each word its fold and whether it is quoted.

    `starts` are where in the content each word begins with the marks before it, `at` its offsets in the article's text.
    """

    content: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    quoted: bytes
    at: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a version of a quote beside the fullest version.

    `what` is "same", "unquoted" (the same words, but no longer in quotation marks), "cut" (`was` is left out),
    "altered" (`was` became `now`) or "added". `spans` are where `now` stands in the text of the article.
    """

    what: What
    was: str
    now: str
    spans: tuple[Span, ...]


def compared(fullest: Said, version: Said) -> tuple[Piece, ...]:
    """Return a version as pieces beside the fullest one, in order; the words around what both have are left out."""
    return tuple(_pieces(fullest, version))


def _pieces(fullest: Said, version: Said) -> Iterator[Piece]:
    blocks = SequenceMatcher(None, fullest.words, version.words, autojunk=False).get_matching_blocks()
    anchors = [block for block in blocks if block.size >= _ANCHOR] or [block for block in blocks if block.size]
    at_was = 0
    at_now = anchors[0].b if anchors else 0
    for start_was, start_now, size in anchors:
        yield from _between(fullest, version, (at_was, start_was), (at_now, start_now))
        yield from _kept(fullest, version, start_was, start_now, size)
        at_was, at_now = start_was + size, start_now + size
    yield from _between(fullest, version, (at_was, len(fullest.words)), (at_now, at_now))


def _between(fullest: Said, version: Said, was: tuple[int, int], now: tuple[int, int]) -> Iterator[Piece]:
    """Yield what differs between two stretches that both have; words around the quotation marks are nobody's to cut."""
    old = _words(fullest, *was) if any(fullest.quoted[slice(*was)]) else ""
    new = _words(version, *now)
    if old or new:
        what: What = "altered" if old and new else "cut" if old else "added"
        yield Piece(what, old, new, _spans(version, *now))


def _kept(fullest: Said, version: Said, was: int, now: int, size: int) -> Iterator[Piece]:
    """Yield words that both have, cut where they begin or cease to be quoted in the fullest and not in the version."""
    bare = [bool(fullest.quoted[was + at] and not version.quoted[now + at]) for at in range(size)]
    begin = 0
    for at in range(1, size + 1):
        if at == size or bare[at] != bare[begin]:
            what: What = "unquoted" if bare[begin] else "same"
            stretch = now + begin, now + at
            yield Piece(
                what, _words(fullest, was + begin, was + at), _words(version, *stretch), _spans(version, *stretch)
            )
            begin = at


def _words(said: Said, start: int, end: int) -> str:
    """Return the words `start:end` with the marks around them, up to the word that follows."""
    if start >= end:
        return ""
    last = said.starts[end] if end < len(said.starts) else len(said.content)
    return said.content[said.starts[start] : last].strip(" \n…")


def _spans(said: Said, start: int, end: int) -> tuple[Span, ...]:
    """Return where the words stand, as few stretches of the text as there are pieces of the content."""
    spans: list[Span] = []
    for at in range(start, end):
        word = said.at[at]
        apart = at > start and "…" in said.content[said.starts[at - 1] : said.starts[at]]
        if spans and not apart:
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(word)
    return tuple(spans)
