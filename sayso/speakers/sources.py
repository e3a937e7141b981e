"""What a source is in words: a name, a pronoun, a description, several names joined, or nothing."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from sayso.article import Span
from sayso.speakers.mentions import Name, within
from sayso.speakers.names import folded
from sayso.speakers.vocabulary import (
    DOCUMENT_NOUNS,
    FIRST_PERSON,
    GROUP_NOUNS,
    KIN,
    ORGANIZATION_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVE,
    ROLE_NOUNS,
    SECOND_PERSON,
    THEY,
    TITLES,
    UNNAMED_NOUNS,
    WORDS_OF,
)

Form = Literal["name", "pronoun", "first person", "relative", "description", "joint", "none"]
_WORD = re.compile(r"[^\W_](?:[\w.’'/&-]*\w)?")
_CUT = re.compile(r"\s*(?:[,;:(–—]|--|\b(?:who|whom|whose|which|that|where|when)\b).*\Z", re.DOTALL)
_THAT = re.compile(r"\s*(?:[,;:(–—]|--|\b(?:who|whom|whose|which|where|when)\b).*\Z", re.DOTALL)
_EXAMPLE = re.compile(r",?\s(?:including|such as|among them|led by)\s")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,}(?:, [A-Z][a-z]+\.?)?(?: \([A-Z]\w+\))? ?(?:[–—-]|--) ")


@dataclass(frozen=True, slots=True)
class Source:
    """A source, understood. `span` is what names the speaker: a name's, or the whole description.

    `name`: the name that is the speaker, or whose words these are. `owner`: a name or pronoun in it that is somebody
    else. `noun`: the head of a description, folded; `head` where it stands.
    """

    form: Form
    span: Span
    name: Name | None = None
    pronoun: str | None = None
    noun: str = ""
    words: tuple[str, ...] = ()
    owner: Span | None = None
    plural: bool = False
    definite: bool = False
    head: Span = Span(0, 0)  # noqa: RUF009 (a Span never changes)


_NOTHING = Source("none", Span(0, 0))


def understood(text: str, pieces: tuple[Span, ...], names: list[Name]) -> Source:
    """Return what the pieces of a source say. `names` are those of the article in reading order."""
    for piece in pieces:
        start, end = _trimmed(text, piece)
        begun = names[bisect_left(names, start, key=_start) : bisect_left(names, end, key=_start)]
        end = max([end, *(name.span.end for name in begun)])
        if start < end:
            return _of(text, start, end, names)
    return _NOTHING


def _start(name: Name) -> int:
    return name.span.start


def _trimmed(text: str, piece: Span) -> tuple[int, int]:
    start, end = piece
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():  # a word cut in two
        end += 1
    while start < end and not (text[start].isalnum() or text[start] in '“"‘('):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)”\"’'"):
        end -= 1
    return start, end


def _of(text: str, start: int, end: int, names: list[Name]) -> Source:
    words = [folded(match[0]) for match in _WORD.finditer(text, start, end)]
    span = Span(start, end)
    if not words or all(word in ("the", "a", "an", "of", "and") for word in words):
        return _NOTHING
    simple = [
        word for word in words if word not in ("also", "then", "too", "later", "himself", "herself", "themselves")
    ]
    first = (simple or words)[0]
    if len(simple or words) == 1 or first in ("i", "we"):
        single = _single(first, span)
        if single:
            return single
    if first in RELATIVE or (len(words) > 2 and words[1] == "of" and words[2] in ("whom", "which")):
        return Source("relative", span)
    example = _EXAMPLE.search(text, start, end)  # "Republicans, including Senator Ada Reed": not she
    inside = within(names, start, example.start() if example and example.start() > start else end)
    joint = _joint(text, inside, start)
    if joint:
        return Source("joint", joint, plural=True)
    name = _speaking(text, inside, start, end)
    if name:
        return Source("name", name.span, name=name)
    return _description(text, start, end, words, inside)


def _single(word: str, span: Span) -> Source | None:
    if word in PRONOUNS:
        return Source("pronoun", span, pronoun=PRONOUNS[word])
    if word in FIRST_PERSON:
        return Source("first person", span, plural=word in ("we", "us", "our", "ours"))
    if word in RELATIVE:
        return Source("relative", span)
    if word in ("you", "yours"):
        return Source("description", span, noun=word, words=(word,), plural=True, head=span)
    if word in SECOND_PERSON or word in ("nobody", "none", "there", "this", "these"):
        return Source("none", Span(span.start, span.start))
    if word in ("both", "all", "each"):
        return Source("pronoun", span, pronoun=THEY)
    return None


def _joint(text: str, inside: list[Name], start: int) -> Span | None:
    """Return the stretch from the first to the last of several names that speak together."""
    people = [name for name in inside if name.kind in ("person", "organization", "people")]
    if len(people) < 2 or _preposition_before(text, start, people[0].span.start):
        return None
    last = people[0]
    for name in people[1:]:
        between = text[last.span.end : name.span.start]
        spare = " ".join(w for w in between.split() if folded(w.strip(",()")) not in TITLES and "-" not in w)
        if not re.fullmatch(r",?|(?:,|\([^)]*\),?)?\s*(?:and|or|&)?|\([^)]*\),?(?: and)?", spare.strip()):
            break
        last = name
    joined = text[people[0].span.start : last.span.end]
    if last is people[0] or not re.search(r"\band\b|&", joined):
        return None
    return Span(people[0].span.start, last.span.end)


def _preposition_before(text: str, start: int, at: int) -> bool:
    """Say whether a name hangs on a preposition of the source ("a study by professor Ada Reed")."""
    start = max(start, text.rfind(", ", start, at))  # what an apposition names hangs on nothing
    before = [m[0] for m in _WORD.finditer(text, start, at)]
    while before and (before[-1][0].isupper() or folded(before[-1]) in _LOOSE_BEFORE):
        before.pop()
    return len(before) > 1 and folded(before[-1]) in PREPOSITIONS


_LOOSE_BEFORE = TITLES | ROLE_NOUNS | frozenset("the a an his her their its and".split())


def _speaking(text: str, inside: list[Name], start: int, end: int) -> Name | None:
    """Return the name that is the speaker, or whose own words the source is; None for a description of another."""
    free = [name for name in inside if not _preposition_before(text, start, name.span.start)]
    if len(free) > 1 and free[-1].kind == "person" and _OWNER.match(text, free[-2].span.end, free[-1].span.start):
        return free[-1]  # "the Courier's Ada Reed"
    for number, name in enumerate(free):
        if name.kind != "person":
            continue
        after = text[name.span.end : end]
        later = any(other.kind == "person" for other in free[number + 1 :])
        if _TITLE.match(after):
            continue
        owned = re.match(r"['’]s?\s+(.*)", after, re.DOTALL)
        nouns = _nouns(owned[1] if owned else after) if owned or after[:1] == " " else []
        if not nouns:
            return name
        if later and any(noun in ROLE_NOUNS or noun in TITLES for noun in nouns):
            continue
        if nouns[-1] in WORDS_OF or not any(noun in _BEINGS or noun in DOCUMENT_NOUNS for noun in nouns):
            return name
    return _speaking_body(text, free, end)


def _speaking_body(text: str, free: list[Name], end: int) -> Name | None:
    """Return the body, place or people that speaks, or whose own words the source is."""
    for name in free:
        if name.kind != "person" and not _only_modifies(text, name, end) and not _one_of_them(text, name):
            owned = re.match(r"['’]s?\s+(.*)", text[name.span.end : end], re.DOTALL)
            nouns = _nouns(owned[1]) if owned else []
            if not nouns or nouns[-1] in WORDS_OF:
                return name
    return None


_OWNER = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,4}\Z|\s+(?:(?!and\b|or\b)[a-z][\w-]*\s+){1,4}\Z")
_PARTICIPLE = re.compile(r"[a-z](?:ed|wn|ritten|ing|old)\Z")
"""Ends a word that begins what is told of a head: "an analysis released", "leaders investigating"."""
_TRAILING = frozenset(("himself", "herself", "themselves", "itself", "alike", "also", "both", "all", "each"))
_BEINGS = ROLE_NOUNS | ORGANIZATION_NOUNS | GROUP_NOUNS | UNNAMED_NOUNS | KIN
_TITLE = re.compile(r"['’]s?\s+[\"“‘]")
"""What somebody made, by its title ("Reed's “Salt”")."""


def _one_of_them(text: str, name: Name) -> bool:
    """Say whether a people's name means one of them ("the Republican")."""
    return name.kind == "people" and folded(text[slice(*name.span)]) in ROLE_NOUNS


def _nouns(after: str) -> list[str]:
    """Return the words that follow a name up to where its phrase ends."""
    words = []
    for word in _CUT.sub("", after).split():
        plain = folded(word.strip(',.;:"“”()'))
        if plain in PREPOSITIONS or not plain:
            break
        words.append(plain)
    return words


def _only_modifies(text: str, name: Name, end: int) -> bool:
    """Say whether a name stands before a noun that is the speaker ("State Department spokesman")."""
    after = text[name.span.end : end]
    if not re.match(r"[ /-]\w", after):
        return False
    nouns = _nouns(after)
    return bool(nouns) and any(noun in _BEINGS or noun in DOCUMENT_NOUNS or noun.endswith("s") for noun in nouns)


def _description(text: str, start: int, end: int, words: list[str], inside: list[Name]) -> Source:
    head_end = start + len(_CUT.sub("", text[start:end])) or end
    whole = start + len(_THAT.sub("", text[start:end])) or end
    if head_end <= start:
        head_end = end
    chunk: list[re.Match[str]] = []
    for match in _WORD.finditer(text, start, head_end):
        if chunk and folded(match[0]) in PREPOSITIONS:
            break
        chunk.append(match)
    while len(chunk) > 1 and (folded(chunk[-1][0]) in _TRAILING or _PARTICIPLE.search(text, *chunk[-1].span())):
        chunk.pop()
    noun = folded(chunk[-1][0]) if chunk else words[-1]
    head = Span(*chunk[-1].span()) if chunk else Span(start, end)
    first = words[0]
    if first in PRONOUNS and len(chunk) > 1 and noun in WORDS_OF:
        return Source("pronoun", Span(start, start + len(first)), pronoun=PRONOUNS[first], noun=noun)
    if first in FIRST_PERSON and noun in WORDS_OF:
        return Source("first person", Span(start, start + len(first)), plural=first == "our")
    owner = next((name.span for name in inside if name.span.end <= head_end), None)
    if first in PRONOUNS:
        owner = Span(start, start + len(first))
    if text[head_end - 1 : head_end] in ("’", "'") or text[max(start, head_end - 2) : head_end] in ("’s", "'s"):
        head_end -= 2 if text[head_end - 1] == "s" else 1
    if text[head_end : head_end + 6] == " that ":
        head_end = max(head_end, whole)
    plural = noun in GROUP_NOUNS or (noun.endswith("s") and noun[:-1] in _BEINGS) or first in QUANTIFIERS
    definite = first in ("the", "this", "that", "these", "those")
    return Source(
        "description", Span(start, max(head_end, start + 1)), noun=noun, words=tuple(words), owner=owner,
        plural=plural, definite=definite, head=head,
    )  # fmt: skip
