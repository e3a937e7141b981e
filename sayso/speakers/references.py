"""What the model says a mention refers to: for each token around it, a probability."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.statements.links import buckets
from sayso.statements.stream import Stream


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where a mention points: probabilities of the tokens from `start` on; `nothing` is what is left for none."""

    start: int
    probabilities: NDArray[np.float32]
    nothing: float


_BACK, _ON = 900, 120
"""Tokens before a mention, and after it, among which it may find what it refers to."""


class References:
    """The reference vectors of one article."""

    def __init__(self, tokens: Stream, vectors: NDArray[np.float32], nearness: NDArray[np.float32]) -> None:
        self.tokens = tokens
        self._sought = np.ascontiguousarray(vectors[:, 0])
        self._seeking = vectors[:, 1]
        # The cost of every distance that can occur, worked out once.
        self._far = nearness[buckets(np.arange(-_BACK, _ON + 1), len(nearness))]

    def pointed(self, span: Span) -> Pointed | None:
        """Return where the mention at `span` points; None where it has no token of its own."""
        first, end = self.tokens.tokens_of(span)
        if end <= first:
            return None
        at = end - 1
        start, stop = max(0, at - _BACK), min(len(self._sought), at + _ON + 1)
        seeking = self._seeking[at]
        score = self._sought[start:stop] @ seeking / np.float32(seeking.shape[0] ** 0.5)
        score += self._far[start - at + _BACK : stop - at + _BACK]
        score[first - start : end - start] = -np.inf
        top = max(0.0, float(score.max()))
        weight = np.exp(score - top)
        total = float(weight.sum()) + float(np.exp(-top))
        return Pointed(start, np.asarray(weight / total, np.float32), float(np.exp(-top)) / total)
