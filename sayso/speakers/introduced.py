"""Phrases that bring somebody or something into the article without a name: "a web video by the Civic Union"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.article import Span, SpeakerKind
from sayso.speakers.mentions import Name, within
from sayso.speakers.names import folded
from sayso.speakers.vocabulary import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANIZATION_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    ROLE_NOUNS,
    UNNAMED_NOUNS,
)

_KINDS: tuple[tuple[SpeakerKind, frozenset[str]], ...] = (
    ("document", DOCUMENT_NOUNS),
    ("unnamed", ROLE_NOUNS | UNNAMED_NOUNS),
    ("organization", ORGANIZATION_NOUNS),
    ("group", GROUP_NOUNS - QUANTIFIERS),
)
_KIND_OF: dict[str, SpeakerKind] = {noun: kind for kind, nouns in reversed(_KINDS) for noun in nouns}
_WORD = re.compile(r"[^\W_](?:[\w.’'-]*\w)?")
_OPENS = frozenset(
    "a an another some several many few most two three four five six seven eight nine ten dozens hundreds thousands"
    " numerous various certain other".split()
)
_INNER = frozenset("of and or to that who which is was are were has have had be been said says not it he she".split())
_MADE_BY = re.compile(r"\s(?:by|from|of|for)\s(?:the\s|a\s|an\s)?")
_OWNS = re.compile(r"['’]s?\Z")


@dataclass(slots=True)
class Introduced:
    """A phrase that introduces: all of it, its head noun, whom it names as owner or maker."""

    span: Span
    head: Span
    noun: str
    kind: SpeakerKind
    plural: bool
    owner: Span | None


def introduced(text: str, parts: Sequence[tuple[int, int]], names: list[Name]) -> list[Introduced]:
    """Return the phrases of the paragraphs `parts` that introduce, in reading order."""
    named = {name.span.start for name in names} | {name.span.end for name in names}
    out = []
    for start, end in parts:
        words = [(match, folded(match[0])) for match in _WORD.finditer(text, start, end)]
        for number, (match, word) in enumerate(words):
            if word not in _KIND_OF or match.start() in named or match.end() in named:
                continue
            if number + 1 < len(words) and text[match.end()] in " -" and words[number + 1][1] in _KIND_OF:
                continue  # not the head
            phrase = _phrase(text, words, number, names)
            if phrase is not None:
                out.append(phrase)
    return out


def _phrase(text: str, words: list[tuple[re.Match[str], str]], number: int, names: list[Name]) -> Introduced | None:
    """Return the phrase whose head is a word, if a determiner or an owner opens it a few words before."""
    head, noun = words[number]
    kind = _KIND_OF[noun]
    at = number - 1
    while at >= max(0, number - 7):
        match, word = words[at]
        between = text[match.end() : words[at + 1][0].start()]
        if between not in (" ", "-", "\xa0") or word in _INNER or word in PREPOSITIONS:
            return None
        owns = bool(_OWNS.search(match[0])) or text[match.end() : match.end() + 1] in ("'", "’")
        if owns or word in PRONOUNS or word in _OPENS or word[0].isdigit() or word == "the":
            break
        at -= 1
    else:
        return None
    opener, word = words[at]
    first = opener.start()
    owner = next((name.span for name in within(names, first, head.start())), None)
    if _OWNS.search(opener[0]) and owner is None:  # "Hillary Clinton's": the name begins before
        owner = next(
            (name.span for name in within(names, max(0, first - 40), opener.end()) if name.span.end >= first), None
        )
        first = owner.start if owner else first
    if word in PRONOUNS:
        owner = Span(*opener.span())
    if word == "the" and owner is None:
        return None
    if owner is None and word not in _OPENS and not word[0].isdigit():
        return None
    plural = kind == "group" or (noun.endswith("s") and noun[:-1] in _KIND_OF)
    end = head.end()
    by = _MADE_BY.match(text, end)
    maker = next((n.span for n in _names_at(names, by.end())), None) if by and kind != "unnamed" else None
    return Introduced(
        Span(first, maker.end if maker else end), Span(*head.span()), noun,
        "group" if plural and kind == "unnamed" else kind, plural, owner or maker,
    )  # fmt: skip


def _names_at(names: list[Name], start: int) -> list[Name]:
    """Return the names that begin at a character."""
    return [name for name in within(names, start, start + 80) if name.span.start == start]
