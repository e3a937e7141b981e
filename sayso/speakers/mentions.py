"""Mentions: the names that the model marks in an article, and its pronouns."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.speakers.kinds import KINDS, Marked, NameKind, kinds_of
from sayso.speakers.names import folded, without_titles
from sayso.speakers.vocabulary import BODIES, PARTICLES, PARTIES, PRONOUNS, ROLE_NOUNS, SUFFIXES, TITLES
from sayso.statements.stream import Stream

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


def names(text: str, tokens: Stream, labels: NDArray[np.float32], women: Mapping[str, float]) -> list[Name]:
    """Return the names of an article in reading order. `labels` are log probabilities, (tokens, 14).

    `women` holds the first names that are known, folded.
    """
    runs = [run for run in _runs(text, tokens, labels) if run.likely > _LIKELY]
    trimmed = [(span, run.kinds) for run in runs if (span := _trimmed(text, run.start, run.end)) is not None]
    titles = [_titles(text, _person(text, span)) for span, _ in trimmed]
    marked = [Marked(span, kinds, bool(said)) for (span, kinds), said in zip(trimmed, titles, strict=True)]
    out: list[Name] = []
    for one, kind, said in zip(marked, kinds_of(text, marked, women), titles, strict=True):
        while out and one.span.start <= out[-1].span.start:
            out.pop()  # a part of this one
        if out and one.span.start < out[-1].span.end:
            continue  # the name before it has been given the rest
        span = _with_surname(text, _person(text, one.span), women) if kind == "person" else one.span
        out.append(Name(span, kind, said if kind == "person" else ""))
    return out


def _runs(text: str, tokens: Stream, labels: NDArray[np.float32]) -> list[_Run]:
    """Return the stretches that the model marks as names."""
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
        joins = joins or (
            bool(runs) and (_goes_on(text, runs[-1], start, kinds[at]) or _one_body(text, runs[-1], start))
        )
        if runs and joins:
            runs[-1] = _Run(runs[-1].start, end, runs[-1].kinds + kinds[at], max(runs[-1].likely, float(total[at])))
        elif not within_word:
            runs.append(_Run(start, end, kinds[at], float(total[at])))
        last = at
    return runs


def _breaks(text: str, at: int) -> bool:
    """Say whether a word ends before a character."""
    return not (text[at - 1].isalnum() and text[at].isalnum())


_INNER = re.compile(r"[ \xa0]?|['’-]|\.[ \xa0]?|[ \xa0](?:of|for|the|a|&|on|de|al)(?: the| a)?[ \xa0]")
_NICKNAME = re.compile(r"(?:[ \xa0][A-Z])?\.?[ \xa0](?:[\"“'‘(][A-Z]\w+[\"”'’)],?[ \xa0])?")
"""Between a given name and a surname: an initial, a nickname in marks."""
_STATE = re.compile(r"[RDI]-[A-Z][\w. ]*")
_PARTY_BRACKET = re.compile(r"[(,]\s?[RDI]-\Z")


def _one_name(text: str, end: int, start: int, total: NDArray[np.float32], last: int, at: int) -> bool:
    """Say whether two pieces of names are one: nothing, a mark or a small word that the model half sees between."""
    if not _INNER.fullmatch(text, end, start) or (start > end + 1 and not text[start].isupper()):
        return False
    if text[end:start] in "'’-" and start > end:
        return text[start].isupper()
    return at == last + 1 or bool(total[last + 1 : at].min() > 0.08)


def _goes_on(text: str, run: _Run, start: int, kinds: NDArray[np.float32]) -> bool:
    """Say whether a person's name goes on at `start` though the model begins another there."""
    both = int(run.kinds.argmax()) == int(kinds.argmax()) == KINDS.index("person")
    return both and text[start].isupper() and bool(_NICKNAME.fullmatch(text, run.end, start))


_REST = re.compile(r"(?:-[A-Z]\w+)+|[ \xa0][\"“'‘(][A-Z]\w+[\"”'’)],?[ \xa0][A-Z]\w+")
"""What goes on with a name that the model cut: "Crouse-Mays", "Marcia “Cia” Price"."""
_BODY_NOUN = re.compile(
    r"\b(?:Association|Department|Commission|Committee|Center|Centre|Court|University|Bureau|Board|Council|Institute"
    r"|Office|School|Federation|Foundation|Agency|Union|Ministry|College|Administration|League|Coalition|Society"
    r"|Conference|Academy|Campaign|Fund)\b"
)
_GOES_ON = re.compile(
    r"(?: (?:of|on|for|and)(?: the| an?)?)? (?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*day\b)([A-Z][\w-]*[a-z]\w*|U\.S\.)"
)
_HEAD_BEFORE = re.compile(r"(?:(?!The\b)[A-Z][\w-]* |U\.S\. ){0,3}(?!The\b)[A-Z][\w-]+ (?:of|on|for)(?: the| an?)? \Z")
_WORDS_BEFORE = re.compile(r"(?:[A-Z][\w-]*[a-z] ){1,3}\Z")


def _whole_body(text: str, start: int, end: int) -> tuple[int, int]:
    """Return all of the name of a body of which a part is marked: "the [Commission] on Presidential Debates"."""
    before = _HEAD_BEFORE.search(text, max(0, start - 60), start)
    if before and _BODY_NOUN.search(before[0]):
        start = before.start()
    elif _BODY_NOUN.match(text, start):
        words = _WORDS_BEFORE.search(text, max(0, start - 50), start)
        for word in reversed(words[0].split() if words else []):
            if folded(word) in _ROLES | {"the", "a", "an"}:
                break
            start -= len(word) + 1
    if _BODY_NOUN.search(text, start, end):
        while (more := _GOES_ON.match(text, end)) and folded(more[1]) not in _ROLES:
            second = more.start(1)
            if " and " in more[0] and (_BODY_NOUN.match(text, second) or not _SECOND_HALF.match(text, second)):
                break
            end = more.end()
    return start, end


_ACRONYM = re.compile(r" \(([A-Z]{3,8})\)")
_SMALL_WORDS = frozenset("and of the for on in".split())


def _from_initials(text: str, start: int, end: int) -> int:
    """Return where the words begin whose initials an acronym behind a name has (Schwartz and Hearst 2003, simplified).

    ("Roads, Rivers and Ferries Norrick (RRFN)".)
    """
    acronym = _ACRONYM.match(text, end)
    left = list(acronym[1]) if acronym else []
    for word in reversed(list(re.finditer(r"[\w’'-]+", text[max(0, start - 90) : end])) if left else []):
        if word[0] in _SMALL_WORDS:
            continue
        if word[0][0] != left.pop():
            return start
        if not left:
            return min(start, max(0, start - 90) + word.start())
    return start


_SECOND_HALF = re.compile(
    r"(?:[A-Z][\w-]+ ){0,3}(?:Committee|Commission|Department|Agency|Administration|Council|Board|Office|Bureau"
    r"|Services?|Association|Institute|Center|Ministry|Protection|Relations|Affairs|Medicine|Policy)\b"
)
_BODY = re.compile(r"\b(?:Committee|Commission|Council|Agency|Association|Party|Board|Inc)\Z")


def _one_body(text: str, run: _Run, start: int) -> bool:
    """Say whether a body's name goes on behind "and" ("the House Oversight and Reform Committee")."""
    if text[run.end : start] != " and " or int(run.kinds.argmax()) == KINDS.index("person"):
        return False
    first = text[run.start : run.end]
    return not _BODY.search(first) and " " in first and bool(_SECOND_HALF.match(text, start))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the rest of the words that the model cut, without marks and a possessive at its end."""
    while end < len(text) and text[end].isalnum():  # the rest of a word that the model cut
        end += 1
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    if end - start > 2 and text[end - 2] in "'’" and text[end - 1] == "s":
        end -= 2
    return start, end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a stretch marked as a name, in whole words and without what is no part of a name; None if nothing is."""
    start, end = _whole_words(text, start, end)
    start, end = _without_small_words(text, start, end)
    while (
        start > 1 and text[start - 1] == "." and text[start - 2].isupper() and not text[start - 3 : start - 2].isalnum()
    ):
        start -= 2
    whole = _LETTERS.match(text, start)
    rest = _REST.match(text, end)
    if whole:
        end = max(end, whole.end())
    elif rest:
        end = rest.end()
    elif text[start:end].endswith((".", ")")) and "(" not in text[start:end] and len(text[start:end].split()[-1]) > 4:
        end -= 1
    if _BODY_NOUN.search(text, max(0, start - 40), end):
        start, end = _whole_body(text, start, end)
    start = _from_initials(text, start, end)
    words = [word.casefold().strip(".,") for word in text[start:end].split()]
    if end <= start or not text[start].isalnum() or all(word in TITLES for word in words):
        return None
    in_bracket = _PARTY_BRACKET.search(text, max(0, start - 4), start)
    if text[start:end].islower() or _STATE.fullmatch(text, start, end) or in_bracket:
        return None
    return Span(start, end)


def _person(text: str, span: Span) -> Span:
    """Return where in a stretch the name of a person stands: without titles, roles, bodies."""
    start, end = span
    of = text.find(" of ", start, end)  # "Lena Marsh of Land and Labour"
    end = of if of > 0 else end
    bracket = text.find(" (", start, end)
    end = bracket if bracket > 0 else end
    start = _after_roles(text, start, end)
    low, high = without_titles(text[start:end])
    return Span(start + low, start + high)


_SURNAME = re.compile(r"[ \xa0]([A-Z][a-z]+(?:[A-Z][a-z]+)?)\b")


def _with_surname(text: str, span: Span, women: Mapping[str, float]) -> Span:
    """Return a person's name with the surname behind a first name that stands alone ("Theresa May")."""
    after = _SURNAME.match(text, span.end)
    if after is None or folded(text[slice(*span)]) not in women or folded(after[1]) in _BESIDE_NAMES | PARTIES.keys():
        return span
    return Span(span.start, after.end(1))


def _titles(text: str, inner: Span) -> str:
    """Return the titles before a person's name."""
    before = _TITLE_BEFORE.search(text, max(0, inner.start - 40), inner.start)
    titles = before[1].split() if before else []
    kept: list[str] = []
    while titles and titles[-1].casefold().rstrip(".") in TITLES:
        kept.insert(0, titles.pop())
    return " ".join(kept)


_WRITTEN = re.compile(r"\S+")
_ROLES = (TITLES | ROLE_NOUNS) - {"state"}
_BESIDE_NAMES = _ROLES | frozenset(BODIES)


_NO_FIRST_NAME = frozenset("rival house senate activist actress comedian".split())


def _after_roles(text: str, start: int, end: int) -> int:
    """Return where a person's name begins behind the role or the body that the model took with it.

    ("Vermont Sen. Ada Reed", "Democrat Ada Reed", "Carrow Post Reed".)
    """
    words = list(_WRITTEN.finditer(text, start, end))
    while len(words) > 1 and folded(words[-1][0]) in SUFFIXES:
        words.pop()
    for number in range(len(words) - 2, -1, -1):
        word = folded(words[number][0])
        if word in PARTIES or word in _NO_FIRST_NAME or (number > 0 and word in _BESIDE_NAMES):
            return words[number + 1].start()
    return start


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
