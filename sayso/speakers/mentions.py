"""Mentions: the names that the model marks in an article, and its pronouns."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.speakers.names import without_titles
from sayso.speakers.vocabulary import PARTICLES, PRONOUNS, TITLES
from sayso.statements.stream import Stream

NameKind = Literal["person", "organization", "place", "people", "other"]
KINDS: tuple[NameKind, ...] = ("person", "organization", "place", "people", "other")
"""In the order of the model's labels: 2 * kind + 1 begins a name, 2 * kind + 2 goes on with it."""

_LIKELY, _BESIDE = 0.5, 0.22
"""The probability from which a word is part of a name; and from which one beside such a word is."""
_PRONOUN = re.compile(r"\b(?:" + "|".join(sorted(PRONOUNS)) + r")\b", re.IGNORECASE)
_LETTERS = re.compile(r"(?:[A-Z]\.){2,}(?![a-z])")
_TITLE_BEFORE = re.compile(r"(?:(?<=\s)|^)((?:[^\W\d_][\w.’'-]*[ \xa0]){1,3})\Z")


class Name(NamedTuple):
    """A name as it stands in the text; for people `span` is without titles and `titles` the words before it."""

    span: Span
    kind: NameKind
    titles: str


class Pronoun(NamedTuple):
    """A third-person pronoun and which: "he", "she", "it" or "they"."""

    span: Span
    which: str


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    kinds: NDArray[np.float32]
    likely: float


def names(text: str, tokens: Stream, labels: NDArray[np.float32]) -> list[Name]:
    """Return the names of an article in reading order. `labels` are log probabilities, (tokens, 14)."""
    probability = np.exp(labels[:, 1:11])
    kinds = probability[:, 0::2] + probability[:, 1::2]
    total = kinds.sum(1)
    begins = probability[:, 0::2].sum(1) > 2 * probability[:, 1::2].sum(1)
    runs: list[_Run] = []
    last = -1  # the last token of the run that is open
    for at in np.flatnonzero(total > _BESIDE).tolist():
        start, end = tokens.starts[at], tokens.ends[at]
        if start == end:
            continue
        within_word = at == last + 1 and at > 0 and tokens.ends[at - 1] == start and not _breaks(text, start)
        joins = within_word or (runs and not begins[at] and _one_name(text, runs[-1].end, start, total, last, at))
        if runs and joins:
            runs[-1] = _Run(runs[-1].start, end, runs[-1].kinds + kinds[at], max(runs[-1].likely, float(total[at])))
        elif not within_word:
            runs.append(_Run(start, end, kinds[at], float(total[at])))
        last = at
    found = [_name(text, run) for run in runs if run.likely > _LIKELY]
    return [name for name in found if name is not None]


def _breaks(text: str, at: int) -> bool:
    """Say whether a word ends before a character."""
    return not (text[at - 1].isalnum() and text[at].isalnum())


_INNER = re.compile(r"[ \xa0]?|['’-]|\.[ \xa0]?|[ \xa0](?:of|for|the|a|&|on|de|al)(?: the| a)?[ \xa0]")


def _one_name(text: str, end: int, start: int, total: NDArray[np.float32], last: int, at: int) -> bool:
    """Say whether two pieces of names are one: nothing, a mark or a small word that the model half sees between."""
    if not _INNER.fullmatch(text, end, start) or (start > end + 1 and not text[start].isupper()):
        return False
    if text[end:start] in "'’-" and start > end:
        return text[start].isupper()
    return at == last + 1 or bool(total[last + 1 : at].min() > 0.08)


def _name(text: str, run: _Run) -> Name | None:
    start, end = run.start, run.end
    while end < len(text) and text[end].isalnum():  # the rest of a word that the model cut
        end += 1
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    if end - start > 2 and text[end - 2] in "'’" and text[end - 1] == "s":
        end -= 2
    start, end = _without_small_words(text, start, end)
    whole = _LETTERS.match(text, start)
    if whole:
        end = max(end, whole.end())
    words = [word.casefold().strip(".,") for word in text[start:end].split()]
    if end <= start or not text[start].isalnum() or all(word in TITLES for word in words):
        return None
    kind = KINDS[int(run.kinds.argmax())]
    if kind != "person":
        return Name(Span(start, end), kind, "")
    of = text.find(" of ", start, end)  # "Lena Marsh of Land and Labour"
    end = of if of > 0 else end
    low, high = without_titles(text[start:end])
    inner = Span(start + low, start + high)
    before = _TITLE_BEFORE.search(text, max(0, inner.start - 40), inner.start)
    titles = before[1].split() if before else []
    kept: list[str] = []
    while titles and titles[-1].casefold().rstrip(".") in TITLES:
        kept.insert(0, titles.pop())
    return Name(inner, kind, " ".join(kept))


def _without_small_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a name without words in lower case at its edges ("Larry King and")."""
    words = [m.span() for m in re.finditer(r"\S+", text[start:end])]
    while len(words) > 1 and text[start + words[-1][0]].islower():
        words.pop()
    while len(words) > 1 and text[start + words[0][0]].islower() and text[start : start + words[0][1]] not in PARTICLES:
        words.pop(0)
    return (start + words[0][0], start + words[-1][1]) if words else (start, end)


def pronouns(text: str, parts: list[tuple[int, int]]) -> list[Pronoun]:
    """Return the third-person pronouns of the paragraphs `parts` in reading order."""
    return [
        Pronoun(Span(*match.span()), PRONOUNS[match[0].casefold()])
        for start, end in parts
        for match in _PRONOUN.finditer(text, start, end)
    ]


def within(names_: list[Name], start: int, end: int) -> list[Name]:
    """Return the names that lie in `text[start:end]`; `names_` are in reading order."""
    low = bisect_left(names_, start, key=lambda name: name.span.start)
    return [name for name in names_[low : low + 40] if name.span.end <= end]
