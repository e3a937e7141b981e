"""Whether two articles report the same utterance: one act of speaking or writing, told by the words they share.

Words in a row are the evidence. How many are needed depends on what else agrees: who speaks, and when it was published.
Few words that anybody may say anywhere ("no comment") prove nothing; the fewer there are, the more else must agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from sayso.project.stories.words import folded
from sayso.speakers.names import may_be_same, parsed

_SMALL = frozenset(
    """a an the and or but if of to in on at by for with from as is are was were be been being am it its it's this
    that these those there he she they we you i his her their our your my me him them us who which what when where how
    not no do does did done don't have has had will would can could should may might so than then too very just about
    into over up out all any more most some one that's we're i'm they're you're""".split()
)
"""Words that say little of what an utterance is about."""

_NEAR, _AT_ONCE = 30, 3
"""Days within which an utterance is mostly reported, and within which a few words are."""

_LONG, _MIDDLE = 8, 5
"""So many words in a row hardly anybody says twice; so many the same person seldom does."""

_RUN = 2
"""Fewer words in a row than this are no evidence."""

_TELLING = 3
"""So many of the shared words must tell something."""

_QUOTED = 0.6
"""What share of the shared words must be quoted."""

_HALF, _WHOLE = 0.5, 0.8
"""What share of the shorter quote stands in the other for it to stand there as a half, as a whole."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody in an article: the content of a statement.

    `quoted` and `telling` have a byte for each of the words: 1 where it stands in quotation marks, and where it tells
    something, as names and small words do not. `speaker` is a name, None where nobody is named. `published` is the date
    of the article. `id` is the number of the statement in the project.
    """

    id: int
    article: int
    words: tuple[str, ...]
    quoted: bytes
    telling: bytes
    speaker: str | None
    published: str | None


class Shared(NamedTuple):
    """How many words two quotes share: in the longest run; in all; telling ones; in quotation marks in one, in both."""

    run: int
    words: int
    telling: int
    quoted_once: int
    quoted_twice: int


def tells(words: Iterable[str]) -> bytes:
    """Return for each word as it is written whether it tells something: no small word, and no name."""
    return bytes((not at or not word[0].isupper()) and folded(word) not in _SMALL for at, word in enumerate(words))


def same_utterance(a: Quote, b: Quote) -> bool:
    """Say whether two quotes report the same utterance, which at least one of them puts in quotation marks."""
    return enough(a, b, shared(a, b))


def enough(a: Quote, b: Quote, found: Shared) -> bool:
    """Say whether what two quotes share is enough for who speaks in them, and when they were published."""
    if found.run < 3 or found.quoted_once < _QUOTED * found.words:
        return False
    share = found.words / min(len(a.words), len(b.words))
    agree, apart = same_speaker(a.speaker, b.speaker), days_between(a.published, b.published)
    near = apart is None or apart <= _NEAR
    both = found.quoted_twice >= _QUOTED * found.words
    whole = share >= _WHOLE
    if found.run >= _LONG and found.telling >= _TELLING:
        if agree or (agree is None and near):
            return True
        return both and (near or whole or found.run >= 2 * _LONG)
    if found.run >= _MIDDLE and (apart is None or apart <= _AT_ONCE or (near and not agree)):
        if found.telling > _TELLING and both and whole:
            return True  # a whole quote of its own words, even if somebody has the wrong speaker
        if agree is None:
            return found.telling >= _TELLING and whole
        part = found.telling >= _TELLING and (found.words > _LONG or (both and share >= _HALF))
        return agree and (part or (both and whole and found.telling >= _TELLING - 1))
    if not agree or not both or not whole:
        return False
    if found.run >= _MIDDLE:
        return found.telling >= _TELLING
    return apart is not None and (apart <= 1 or (apart <= _AT_ONCE and found.telling > 1)) and found.telling > 0


def shared(a: Quote, b: Quote) -> Shared:
    """Return what two quotes share, in the same order in both."""
    run = words = telling = in_a = in_b = 0
    for at_a, at_b, size in SequenceMatcher(None, a.words, b.words, autojunk=False).get_matching_blocks():
        if size < _RUN:
            continue
        part_a, part_b = slice(at_a, at_a + size), slice(at_b, at_b + size)
        run, words = max(run, size), words + size
        telling += sum(map(int.__or__, a.telling[part_a], b.telling[part_b]))
        in_a, in_b = in_a + sum(a.quoted[part_a]), in_b + sum(b.quoted[part_b])
    return Shared(run, words, telling, max(in_a, in_b), min(in_a, in_b))


@lru_cache(maxsize=100_000)
def same_speaker(a: str | None, b: str | None) -> bool | None:
    """Say whether two names can be those of one speaker; None where one is not known."""
    if not a or not b:
        return None
    return may_be_same(parsed(a), parsed(b))


def days_between(a: str | None, b: str | None) -> int | None:
    """Return how many days lie between two dates, None where one is not known to the day."""
    try:
        return abs(date.fromisoformat((a or "")[:10]).toordinal() - date.fromisoformat((b or "")[:10]).toordinal())
    except ValueError:
        return None
