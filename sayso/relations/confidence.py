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
    "model", "said plainly", "words take the stance", "ends between", "holder is the speaker", "ends of the sentence",
    "against",
)  # fmt: skip
"""What speaks for and against a tie."""
ENDS_KNOWN = "ends known"
"""A further ground for a relation: how sure it is who the ends are."""


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
    low, high = (at.end, target.span.start) if at.start <= target.span.start else (target.span.end, at.start)
    between = sum(1 for one in sentence.ends[1:] if one.span and low <= one.span.start and one.span.end <= high)
    good, bad = stance(" ".join(text[slice(*span)] for span in words))
    return np.array([
        math.log(max(chance, 0.001) / max(1 - chance, 0.001)),
        bool(holder.span and plainly(text, holder.span, target.span, sign)),
        good if sign > 0 else bad, math.log1p(between), holder.span is None, math.log(len(sentence.ends)), sign < 0,
    ], np.float64)  # fmt: skip


def confidence(row: NDArray[np.float64], ends_known: float, constants: Mapping[str, float]) -> float:
    """Return the probability, between 0 and 1, that a relation is right.

    `row` are its grounds, `ends_known` the chance that its ends are who they are taken for; `constants` are a weight
    for each ground.
    """
    odds = constants["bias"] + constants[ENDS_KNOWN] * math.log(max(ends_known, 0.01))
    odds += sum(constants[name] * value for name, value in zip(GROUNDS, row.tolist(), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
