"""Which candidate: a conditional logit (McFadden 1974) on the evidence, with weights for each form of source."""

from collections.abc import Mapping, Sequence

import numpy as np

from sayso.speakers.evidence import Numbers

FORMS = ("pronoun", "description", "none")
"""The forms of source that leave a choice."""


def chances(rows: Numbers, weights: Sequence[float]) -> Numbers:
    """Return the probability of each candidate; they add up to 1."""
    score = rows @ np.asarray(weights)
    score -= score.max()
    weight = np.exp(score)
    return np.asarray(weight / weight.sum())


def weights_of(constants: Mapping[str, Mapping[str, float]], form: str, names: Sequence[str]) -> list[float]:
    """Return the weights of a form in the order of `names`; evidence that it does not weigh counts nothing."""
    own = constants.get(form, {})
    return [own.get(name, 0.0) for name in names]
