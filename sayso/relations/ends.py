"""Ends: what in a sentence may be one end of a relation. A name, a pronoun, a description, or who speaks it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.speakers.mentions import Name
from sayso.speakers.names import folded
from sayso.speakers.vocabulary import (
    FIRST_PERSON,
    GROUP_NOUNS,
    KIN,
    ORGANIZATION_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVE,
    ROLE_NOUNS,
    TITLES,
)
from sayso.statements.stream import Stream

Form = Literal["name", "pronoun", "first person", "description", "speaker"]
_NOUN = 0.3
"""The probability from which a word is the head of a description of somebody."""
_ACTING = frozenset(
    "media man woman boy girl community immigrant migrant force forces leadership movement agent militia politician"
    " corporation gunman gunmen investigator employee victim terrorist warrior consumer smuggler citizen diplomat"
    " establishment associate staffer user billionaire evangelical individual hostage suspect lobbyist regulator thug"
    " opponent president-elect feds school outlet men women".split()
)
_BEINGS = ROLE_NOUNS | GROUP_NOUNS | ORGANIZATION_NOUNS | KIN | _ACTING
_MORE = 7
"""Words of a description before its head, at most."""
_WORD = re.compile(r"[^\W_](?:[\w.’'&-]*[^\W_])?")
_CLOSES = (PREPOSITIONS | RELATIVE | frozenset(PRONOUNS) | FIRST_PERSON) | frozenset(
    "and or but is was are were be been has have had do does did will would could should may might said says told not"
    " if as because when while after before than then so".split()
)
"""Words that no description holds before its head."""
_OWNERS = frozenset("his her its their my our your".split())
_OPENS = QUANTIFIERS | _OWNERS | frozenset("the a an this that these those no".split())
_CONTRACTED = re.compile(r"(he|she|they|it|i|we)['’](?:s|d|ll|ve|re|m)\Z", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\Z")


@dataclass(frozen=True, slots=True)
class End:
    """What may be an end of a relation. `span` is None for the one who speaks and is not in the sentence."""

    form: Form
    span: Span | None


def ends(
    text: str, starts: Sequence[int], names: Sequence[Name], nouns: NDArray[np.float32], tokens: Stream
) -> list[list[End]]:
    """Return the ends in each sentence, in reading order. `starts` are where the sentences begin.

    `nouns` is for each token (tokens,) the probability that it is the head of a description.
    """
    out: list[list[End]] = [[] for _ in starts]
    heads = _heads(text, tokens, nouns)
    acting = [name.span for name in names if name.kind != "other"]
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        words = list(_WORD.finditer(text, start, stop))
        here = acting[bisect_left(acting, (start, 0)) : bisect_left(acting, (stop, 0))]
        out[number] = _sentence(text, words, here, heads)
    return out


def _heads(text: str, tokens: Stream, nouns: NDArray[np.float32]) -> set[int]:
    """Return where words begin that are likely the head of a description."""
    out = set()
    for at in np.flatnonzero(nouns > _NOUN).tolist():
        start = tokens.starts[at]
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        out.add(start)
    return out


def _sentence(text: str, words: list[re.Match[str]], names: list[Span], heads: set[int]) -> list[End]:
    taken: list[tuple[int, int, End]] = []
    plain = [folded(word[0]) for word in words]
    for at, word in enumerate(words):
        cut = _CONTRACTED.match(word[0])
        if cut:  # "he's"
            plain[at] = folded(cut[1])
    for at, word in enumerate(words):
        if plain[at] in PRONOUNS or plain[at] in FIRST_PERSON:
            if word[0] != "US":
                form: Form = "pronoun" if plain[at] in PRONOUNS else "first person"
                span = Span(word.start(), word.start() + len(plain[at]))
                taken.append((*span, End(form, span)))
        elif word.start() in heads or _is_being(plain[at]):
            phrase = _description(text, words, plain, at, names)
            if phrase:
                taken.append((*phrase, End("description", phrase)))
    described = [one.span for _, _, one in taken if one.form == "description" and one.span]
    for name in names:
        if not any(one.start <= name.start and name.end <= one.end and not _owns(text, name, one) for one in described):
            taken.append((*name, End("name", name)))
    return [one for _, _, one in sorted(taken, key=lambda row: row[:2])]


def _is_being(noun: str) -> bool:
    """Say whether a noun is one of somebody who acts, in the singular or the plural."""
    return noun in _BEINGS or (noun.endswith("s") and (noun[:-1] in _BEINGS or noun[:-3] + "y" in _BEINGS))


def _owns(text: str, name: Span, description: Span) -> bool:
    """Say whether a name in a description is somebody else ("Hale's campaign manager"), no mere adjective."""
    return description.end > name.end and text[name.end] in "'’"


def _description(text: str, words: list[re.Match[str]], plain: list[str], at: int, names: list[Span]) -> Span | None:
    """Return the description whose head is a word; None where it belongs to a name or another noun follows."""
    head = words[at]
    if any(span.start <= head.start() < span.end for span in names):
        return None
    if at + 1 < len(words) and text[head.end() : words[at + 1].start()] in (" ", "-"):
        beside = words[at + 1]
        if any(span.start == beside.start() for span in names) and (
            plain[at] in TITLES or head[0][:1].isupper() or plain[at] in ROLE_NOUNS
        ):
            return None  # a title before a name
        if _is_being(plain[at + 1]) and plain[at + 1] not in ("state",):
            return None  # not the head
    return Span(words[_opening(text, words, plain, at)].start(), head.end())


def _opening(text: str, words: list[re.Match[str]], plain: list[str], at: int) -> int:
    """Return the number of the word that opens a description; without an article or owner, of its first capital."""
    first = loose = at
    while first > max(0, at - _MORE):
        before = words[first - 1]
        between = text[before.end() : words[first].start()]
        if between.strip("-’' \xa0s") or (plain[first - 1] in _CLOSES - _OWNERS and before[0] != "US"):
            break
        first -= 1
        if plain[first] in _OPENS or _POSSESSIVE.search(before[0]) or plain[first][0].isdigit():
            return first
        if loose == first + 1 and before[0][0].isupper() and before[0] not in ("I",):
            loose = first
    return loose
