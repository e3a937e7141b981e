"""The words of a text as they are compared: folded, with the place where each stands."""

import re
from sys import intern
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:['’‘`]\w+)*")
_APOSTROPHES = str.maketrans("’‘`", "'''")


class Word(NamedTuple):
    """A word, folded, and where it stands in its text."""

    folded: str
    start: int
    end: int


def words_at(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of a text, with offsets in that text."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(folded(match[0]), *match.span()) for match in found]


def folded_words(text: str) -> list[str]:
    """Return only the folded words, which is quicker."""
    return list(map(folded, _WORD.findall(text)))


def folded(word: str) -> str:
    """Return a word in lower case, its apostrophes straight; the same object each time, for there are millions."""
    return intern(word.lower().translate(_APOSTROPHES))
