"""How likely a relation is right: what the model says of it, and what its words and ends say for and against it."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.relations.ends import End
from sayso.relations.plain import plainly
from sayso.relations.sentences import Sentence
from sayso.relations.stance import stance

GROUNDS = (
    "model", "words take the stance", "words take the other", "stance between", "other between",
    "stance close before", "ends between", "words between", "holder first", "holder is the speaker",
    "holder a pronoun", "holder described", "holder first person", "target a pronoun", "target described",
    "ends of the sentence", "stance anywhere", "against", "said plainly",
)  # fmt: skip
"""What speaks for and against a tie."""
ENDS_KNOWN = "ends known"
"""A further ground for a relation: how sure it is who the ends are."""
_CLOSE = 25
"""Characters before a target in which the word that takes the stance is close to it."""


def grounds(
    text: str,
    sentence: Sentence,
    holder: End,
    target: End,
    sign: int,
    words: Sequence[Span],
    chance: float,
) -> NDArray[np.float64]:  # fmt: skip
    """Return what speaks for a relation, (len(GROUNDS),). `chance` is that which the model gives it."""
    assert target.span is not None
    at = holder.span or Span(sentence.start, sentence.start)
    first = at.start <= target.span.start
    low, high = (at.end, target.span.start) if first else (target.span.end, at.start)
    between = text[low : max(low, high)]
    takes, takes_other = _takes(" ".join(text[slice(*span)] for span in words), sign)
    lies, lies_other = _takes(between, sign)
    inside = [e for e in sentence.ends[1:] if e.span and low <= e.span.start and e.span.end <= high]
    close = text[max(at.end if first else sentence.start, target.span.start - _CLOSE) : target.span.start]
    return np.array([
        _odds(chance), takes, takes_other, lies, lies_other, _takes(close, sign)[0],
        math.log1p(len(inside)), math.log1p(len(between.split())),
        first, holder.span is None, holder.form == "pronoun", holder.form == "description",
        holder.form == "first person", target.form in ("pronoun", "first person"), target.form == "description",
        math.log(len(sentence.ends)), _takes(text[sentence.start : sentence.end], sign)[0], sign < 0,
        bool(holder.span and plainly(text, holder.span, target.span, sign)),
    ], np.float64)  # fmt: skip


def confidence(row: NDArray[np.float64], ends_known: float, constants: Mapping[str, float]) -> float:
    """Return the probability, between 0 and 1, that a relation is right.

    `row` are its grounds, `ends_known` the chance that its ends are who they are taken for; `constants` are a weight
    for each ground.
    """
    odds = constants["bias"] + constants[ENDS_KNOWN] * math.log(max(ends_known, 0.01))
    odds += sum(constants[name] * value for name, value in zip(GROUNDS, row.tolist(), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _takes(said: str, sign: int) -> tuple[bool, bool]:
    """Return whether words take the stance of a sign, and whether they take the other."""
    good, bad = stance(said)
    return (good, bad) if sign > 0 else (bad, good)


def _odds(chance: float) -> float:
    return math.log(max(chance, 0.001) / max(1 - chance, 0.001))
