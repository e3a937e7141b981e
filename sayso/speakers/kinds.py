"""What kind of name each name is: by what the model says of all its mentions together, and by words that tell."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.speakers.names import folded, initials, is_acronym
from sayso.speakers.places import PEOPLES, PLACES
from sayso.speakers.vocabulary import BODIES, ORGANIZATION_NOUNS, PARTICLES, PARTIES, SUFFIXES, TITLES

NameKind = Literal["person", "organization", "place", "people", "other"]
KINDS: tuple[NameKind, ...] = ("person", "organization", "place", "people", "other")
"""In the order of the model's labels: 2 * kind + 1 begins a name, 2 * kind + 2 goes on with it."""

_PERSON, _ORGANIZATION, _PLACE, _PEOPLE = range(4)
_TELLS, _HINTS = 4.0, 1.5
"""What a word that tells the kind counts beside a mention that the model is sure of; and one that hints at it."""
_GIVEN = re.compile(r" \(([A-Z]{2,8})\)")
"""An acronym behind the name that it is given for."""
_SHORT = 4
"""Letters of an acronym; more may be a surname in capitals."""
_GROUPS = frozenset("republicans democrats democratic republican conservatives liberals tories libertarians".split())
_BODIES = frozenset(BODIES) | ORGANIZATION_NOUNS - {"white", "house", "group", "state", "country", "city", "nation"}
_NEVER_PEOPLE = frozenset("act amendment award cup day game olympics series show tour war prize".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch that the model marks as a name, with how much of it speaks for each kind, and the titles before it."""

    span: Span
    kinds: NDArray[np.float32]
    titled: bool


def kinds_of(text: str, marked: Sequence[Marked], women: Mapping[str, float]) -> list[NameKind]:
    """Return the kind of each name. `women` holds the first names that are known, folded."""
    forms = [tuple(folded(word) for word in text[slice(*one.span)].split()) for one in marked]
    scores: dict[tuple[str, ...], NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(KINDS)))
    for one, form in zip(marked, forms, strict=True):
        scores[form] += one.kinds / max(float(one.kinds.sum()), 1e-9)
        if one.titled:
            scores[form][_PERSON] += _TELLS
        elif is_acronym(text[slice(*one.span)]) and len(form[0]) <= _SHORT:
            scores[form][_ORGANIZATION] += _TELLS if text[one.span.start - 1 : one.span.start] == "(" else _HINTS
        given = _GIVEN.match(text, one.span.end)
        if given and given[1].casefold() in initials(text[slice(*one.span)]):
            scores[form][_ORGANIZATION] += _TELLS
    for form, score in scores.items():
        _weigh(form, score, women)
    kind = {form: KINDS[int(score.argmax())] for form, score in scores.items()}
    surnames = {form[-1] for form, its in kind.items() if its == "person" and len(form) > 1}
    for form in kind:
        if form[-1] in surnames and (len(form) == 1 or any(word in _BODIES for word in form[:-1])):
            kind[form] = "person"  # ("Carrow Post Reed" is Reed.)
    return [kind[form] for form in forms]


def _weigh(form: tuple[str, ...], score: NDArray[np.float64], women: Mapping[str, float]) -> None:
    """Add to the score of a name what its words say."""
    words = [word for word in form if word not in ("the", "a", "of", "for", "and", "&", "on")]
    if not words:
        return
    whole, last = " ".join(words), words[-1]
    several = len(words) > 1
    if words[0] in TITLES and several:
        score[_PERSON] += _HINTS
    if whole in PLACES:
        score[_PLACE] += _TELLS
    elif all(word in PEOPLES | _GROUPS for word in words):
        score[_PEOPLE] += _TELLS
    elif last in _NEVER_PEOPLE and several:
        score[_PERSON] -= _TELLS
    elif last in _BODIES or words[0] in ORGANIZATION_NOUNS or whole == "white house":
        score[_ORGANIZATION] += _TELLS if several or (last in BODIES and len(last) < 6) else _HINTS
    elif several and words[0] in women and last not in PARTIES and last not in PLACES:
        score[_PERSON] += _HINTS if len(words) - sum(w in PARTICLES or w in SUFFIXES for w in words) < 4 else 0
    elif several and any(word in _BODIES for word in words):
        score[_ORGANIZATION] += _HINTS
