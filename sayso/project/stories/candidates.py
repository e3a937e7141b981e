"""Which quotes of a project are worth comparing: those of different articles with some words in a row in common."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.project.stories.utterance import Quote
from sayso.speakers.names import parsed

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

_RUN, _MANY = 5, 300
"""So many words in a row; those that stand in more quotes than `_MANY` are an idiom."""

_STOCK = 4
"""From so many speakers and months on, words that mostly different people say are nobody's."""

_MONTH = re.compile(r"\d{4}-\d\d")

_SHORT, _SHORT_RUN, _SHORT_MANY = 6, 3, 100
"""In a quote of at most `_SHORT` words fewer are enough where the last names of the speakers are the same too."""


def likely(quotes: Sequence[Quote]) -> Iterator[tuple[int, int]]:
    """Yield the places in the list of two quotes that may report one utterance, each pair once."""
    import numpy as np

    numbers: dict[str, int] = {}
    lengths = np.array([len(one.words) for one in quotes], np.int64)
    every_word = (numbers.setdefault(word, len(numbers)) for one in quotes for word in one.words)
    flat = np.fromiter(every_word, np.int64, int(lengths.sum()))
    owner = np.repeat(np.arange(len(quotes)), lengths)
    names = np.array([_last_name(one, numbers) for one in quotes], np.int64)
    months = np.array([_month(one) for one in quotes], np.int64)
    short = lengths <= _SHORT

    run, at = _runs(flat, owner, _RUN)
    own = ~_stock(run, names[owner[at]], months[owner[at]])
    pairs = _pairs(run[own], owner[at][own], _MANY, len(quotes))
    run, at = _runs(flat, owner, _SHORT_RUN)
    named = names[owner[at]] >= 0
    run, at = run[named], at[named]
    few = _pairs(run * 1_000_003 + names[owner[at]], owner[at], _SHORT_MANY, len(quotes))
    a, b = np.divmod(few, len(quotes) or 1)
    every = np.union1d(pairs, few[short[a] | short[b]])

    articles = np.array([one.article for one in quotes], np.int64)
    quoted = np.array([any(one.quoted) for one in quotes], bool)
    a, b = np.divmod(every, len(quotes) or 1)
    kept = (articles[a] != articles[b]) & (quoted[a] | quoted[b])
    yield from zip(a[kept].tolist(), b[kept].tolist(), strict=True)


def _last_name(quote: Quote, numbers: dict[str, int]) -> int:
    surname = parsed(quote.speaker).surname if quote.speaker else ()
    return numbers.setdefault(surname[-1], len(numbers)) if surname else -1


def _runs(flat: "Numbers", owner: "Numbers", size: int) -> "tuple[Numbers, Numbers]":
    """Return a hash of each run of so many words within one quote that stands elsewhere too, and where it begins."""
    import numpy as np

    if len(flat) < size:
        return flat[:0], flat[:0]
    at = np.flatnonzero(owner[: len(owner) - size + 1] == owner[size - 1 :])
    run = np.zeros(len(at), np.int64)
    for place in range(size):
        run = run * 6_364_136_223_846_793_005 + flat[at + place] * 2_862_933_555_777_941_757 + 1
    return _repeated(run, at)


def _repeated(run: "Numbers", at: "Numbers") -> "tuple[Numbers, Numbers]":
    """Return the runs that stand in more than one place: few of all, and only they are of use."""
    import numpy as np

    ordered = np.sort(run)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    del ordered
    if not len(twice):
        return run[:0], at[:0]
    kept = twice[np.minimum(np.searchsorted(twice, run), len(twice) - 1)] == run
    return run[kept], at[kept]


def _month(quote: Quote) -> int:
    date = (quote.published or "")[:7]
    return int(date.replace("-", "")) if _MONTH.fullmatch(date) else -1


def _stock(run: "Numbers", names: "Numbers", months: "Numbers") -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Say of each run whether it is a stock phrase: mostly different people are named for it, in different months."""
    import numpy as np

    _, kind = np.unique(run, return_inverse=True)
    named = np.bincount(kind[names >= 0], minlength=len(run))
    different, spread = (_different(kind, values, len(run)) for values in (names, months))
    stock: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (
        (different >= _STOCK) & (spread >= _STOCK) & (2 * different >= named)
    )
    return stock[kind]


def _different(kind: "Numbers", values: "Numbers", size: int) -> "Numbers":
    """Return how many different values that are known each kind has."""
    import numpy as np

    known = values >= 0
    pairs = np.unique(kind[known].astype(np.int64) * (1 << 32) + values[known])
    return np.bincount(pairs >> 32, minlength=size)


def _pairs(run: "Numbers", owner: "Numbers", many: int, of: int) -> "Numbers":
    """Return every two owners of one run, as first * how many + second: sorted, each once."""
    import numpy as np

    order = np.lexsort((owner, run))
    run, owner = run[order], owner[order]
    new = np.ones(len(run), bool)
    new[1:] = (run[1:] != run[:-1]) | (owner[1:] != owner[:-1])
    run, owner = run[new], owner[new]
    _, counts = np.unique(run, return_counts=True)
    kept = np.repeat((counts > 1) & (counts <= many), counts)
    run, owner = run[kept], owner[kept]
    found = [np.zeros(0, np.int64)]
    for step in range(1, many):
        equal = np.flatnonzero(run[step:] == run[: len(run) - step]) if len(run) > step else run[:0]
        if not len(equal):
            break
        found.append(np.unique(owner[equal] * of + owner[equal + step]))
    return np.unique(np.concatenate(found))
