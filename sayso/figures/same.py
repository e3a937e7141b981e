"""Figures of one thing: two voices that put different numbers on it.

Only what is surely one thing is set side by side: the same unit and, where either says so, the same "of"; and sentences
that share what else they speak of, since "three people" here and "five people" there are mostly not the same people.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.article import Figure

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘'(]?[A-Z])|\n+")
_WORD = re.compile(r"[A-Za-z]{4,}")
_EMPTY = frozenset(
    "that this with from have been were will would could should they them their there about more than said says told "
    "according also only least most some over under nearly almost around into when which while what whose after before "
    "percent people million billion thousand hundred dollars year years number figure estimate estimated put".split()
)
_BROAD = frozenset(
    "person people men women man woman dollar pound euro percent year month week day hour point time thing state "
    "country share vote case".split()
)
"""Units of so many things that two figures need more in common to be of one."""


def with_differing(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures, each with the ids of those by other voices that put another number on the same thing."""
    around = [_around(text, one) for one in figures]
    keys = [(_stem(one.unit.split()[-1]), _of(one)) for one in figures]
    out = []
    for i, one in enumerate(figures):
        others = (
            other
            for j, other in enumerate(figures)
            if keys[i] == keys[j]
            and one.voice != other.voice
            and one.quantity != other.quantity
            and len(around[i] & around[j]) >= (2 if keys[i][0] in _BROAD else 1)
        )
        # What a voice says twice is one contradiction.
        once = {(other.voice, other.quantity): other.id for other in reversed(list(others))}
        out.append(replace(one, differs=tuple(reversed(once.values()))))
    return tuple(out)


def _of(one: Figure) -> str | None:
    return _stem(one.of.split()[-1]) if one.of else None


def _around(text: str, one: Figure) -> frozenset[str]:
    """Return the stems of what else the figure's sentence speaks of."""
    start, end = one.at[0]
    low = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 400), start)), default=max(0, start - 400))
    after = _SENTENCE_END.search(text, end)
    high = after.start() if after else len(text)
    words = _WORD.findall(text[low:start] + " " + text[end : min(high, end + 400)])
    return frozenset(_stem(word) for word in words if word.casefold() not in _EMPTY)


def _stem(word: str) -> str:
    low = word.casefold()
    for ending in ("ing", "ed", "es", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return low[: -len(ending)]
    return low
