"""What the model says a mention refers to: for each token of the window and the one before it, a probability."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.statements.links import buckets
from sayso.statements.model import Scored
from sayso.statements.stream import Stream

Owners = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where a mention points: probabilities of the tokens from `start` on; `nothing` is what is left for none."""

    start: int
    probabilities: NDArray[np.float32]
    nothing: float


class References:
    """The reference vectors of one article."""

    def __init__(self, tokens: Stream, scored: list[Scored], nearness: NDArray[np.float32]) -> None:
        self.tokens = tokens
        self._scored = scored
        self._starts = [part.window.start for part in scored]
        self._nearness = nearness

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the tokens `start:end` of a stretch of the text."""
        return bisect_right(self.tokens.ends, span.start), bisect_left(self.tokens.starts, span.end)

    def pointed(self, span: Span) -> Pointed | None:
        """Return where the mention at `span` points; None where it has no token of its own."""
        first, end = self.tokens_of(span)
        if end <= first:
            return None
        at = end - 1
        own = bisect_right(self._starts, at) - 1
        parts = self._scored[max(0, own - 1) : own + 1]
        start = parts[0].window.start
        seeking = self._scored[own].references[at - self._scored[own].window.start, 1]
        sought = np.concatenate([part.references[:, 0] for part in parts])
        score = sought @ seeking / np.float32(seeking.shape[0] ** 0.5)
        score += self._nearness[buckets(np.arange(start, start + len(score)) - at, len(self._nearness))]
        score[first - start : end - start] = -np.inf
        top = max(0.0, float(score.max()))
        weight = np.exp(score - top)
        total = float(weight.sum()) + float(np.exp(-top))
        return Pointed(start, np.asarray(weight / total, np.float32), float(np.exp(-top)) / total)
