"""Quotes put together that report one utterance, around the one that most articles have the words of."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sayso.project.stories.candidates import likely
from sayso.project.stories.utterance import Quote, enough, shared


class Group(NamedTuple):
    """Quotes of one utterance, by their places in the list: the one that others are compared with, and all of them."""

    fullest: int
    members: tuple[int, ...]


def groups(quotes: Sequence[Quote]) -> list[Group]:
    """Return the utterances that more than one article reports, those that most report first.

    The fullest of a group is the quote of whose words most articles have half; each member shares words with it. A long
    speech can so be in several groups, one for each passage that is quoted from it.
    """
    near, having = _linked(quotes)
    order = sorted(near, key=lambda at: (-len(having[at]), -len(quotes[at].words), quotes[at].id))
    taken: set[int] = set()
    found = []
    for at in order:
        if at not in taken:
            members = tuple(sorted({at, *near[at]}))
            taken.update(members)
            found.append(Group(at, members))
    return sorted(found, key=lambda group: (-len({quotes[at].article for at in group.members}), group.fullest))


def _linked(quotes: Sequence[Quote]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return with which others each quote reports one utterance, and which articles have half of its words."""
    near: dict[int, set[int]] = defaultdict(set)
    having: dict[int, set[int]] = defaultdict(set)
    for a, b in likely(quotes):
        found = shared(quotes[a], quotes[b])
        if enough(quotes[a], quotes[b], found):
            for one, other in ((a, b), (b, a)):
                near[one].add(other)
                if 2 * found.words >= len(quotes[one].words) and 2 * sum(quotes[one].quoted) >= len(quotes[one].words):
                    having[one].add(quotes[other].article)
    return near, having
