"""What each piece of evidence weighs, in logits, and how likely names alone make it that two speakers are one.

The weights are a logistic regression fitted by `training/people.py` on articles that are not measured on:
bearers of one rare name in two articles against bearers of one surname with different first names.
"""

import math
from collections.abc import Sequence

from sayso.project.people.common import commonness
from sayso.project.people.forms import Form
from sayso.project.people.likeness import NAMES
from sayso.speakers.vocabulary import NICKNAMES

WEIGHTS: dict[str, float] = {
    "role": 4.238,
    "role unlike": -0.968,
    "walk": 0.879,
    "walk unlike": -0.635,
    "party": 1.696,
    "party unlike": -2.321,
    "state": 0.312,
    "state unlike": -4.579,
    "sex unlike": -3.637,
    "company": 1.027,
    "company common": 0.583,
    "company none": -0.677,
    "outlet": 0.691,
    "years": -0.853,
    "article size": 2.046,
}
BIAS = 0.376

ONE_NAME = (6.0, 4.0, 0.5)
"""What one whole name speaks for one person where none, one or both of its parts are common."""
MIDDLE, NICKNAME, SPELLING, INITIAL, SUFFIX = -0.5, -1.0, -2.5, -3.0, -4.0
"""What a difference of names takes from that."""
SOMEBODY_ELSE = (0.03, 0.3)
"""How likely a bare surname is of somebody whom no article names in whole: a rare, a common surname."""


def weighed(evidence: Sequence[float]) -> float:
    """Return what evidence, in the order of `likeness.NAMES`, speaks for one person, in logits.

    What is left out at its end counts nothing.
    """
    return BIAS + sum(WEIGHTS[name] * value for name, value in zip(NAMES, evidence, strict=False))


def chance(logit: float) -> float:
    """Return the probability of a logit."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def by_name(a: Form, b: Form) -> float | None:
    """Return what two whole names speak for one person, in logits; None where they cannot be one person's."""
    if a.surname.split()[-1] != b.surname.split()[-1]:
        return None
    first, differs = _first(a.given[0], b.given[0])
    if not first:
        return None
    out = ONE_NAME[commonness(a.given[0], a.surname)] + differs
    if a.given[1:] != b.given[1:]:
        if a.given[1:] and b.given[1:] and not _middles_agree(a.given[1:], b.given[1:]):
            return None
        out += MIDDLE
    return out + (SUFFIX if a.suffix != b.suffix else 0.0)


def _first(a: str, b: str) -> tuple[bool, float]:
    if a == b:
        return True, 0.0
    if NICKNAMES.get(a, a) == NICKNAMES.get(b, b):
        return True, NICKNAME
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return long.startswith(short), INITIAL
    return (_one_letter_off(a, b), SPELLING) if len(short) > 4 else (False, 0.0)


def _middles_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    return any(one == other or _short_for(*sorted((one, other), key=len)) for one in a for other in b)


def _short_for(short: str, long: str) -> bool:
    return short[0] == long[0] and (len(short) == 1 or short[:4] == long[:4])


def _one_letter_off(a: str, b: str) -> bool:
    """Say whether one letter too many, too few or another makes one word of the other."""
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]
