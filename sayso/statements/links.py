"""Whose is it: which cue a content belongs to, and which source a cue names."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.statements.model import Scored
from sayso.statements.spans import CONTENT, CUE, SOURCE, TokenSpan

_SEEKS = (SOURCE, CONTENT)
"""What a cue looks for, in the order of the link vectors."""
_GROWTH = 0.6
"""Buckets of distance grow by this in the logarithm, as in training/network.py."""


class Link(NamedTuple):
    """A span's likeliest partner, and the mean log probability over a content's or source's tokens that it is."""

    score: float
    partner: TokenSpan


class Links(NamedTuple):
    """The cue of each content, the source of each cue, and the cues whose form alone says who speaks (`turns`)."""

    cue_of: dict[TokenSpan, Link]
    source_of: dict[TokenSpan, Link]
    formal: set[TokenSpan]


def links(spans: list[TokenSpan], scored: list[Scored], distance: NDArray[np.float32]) -> Links:
    """Link the spans of an article.

    A cue is asked in the window of its first token. `distance` is the learned bias, (2, buckets).
    """
    out = Links({}, {}, set())
    starts, ends = [span.start for span in spans], [span.end for span in spans]  # both rise: spans do not overlap
    for part in scored:
        window = part.window
        near = spans[bisect_right(ends, window.start) : bisect_left(starts, window.end)]
        cues = [span for span in near if span.role == CUE and span.start >= window.start]
        if not cues:
            continue
        totals = np.cumsum(_log_probabilities(part, cues, distance), axis=1, dtype=np.float64)
        totals = np.concatenate([np.zeros_like(totals[:, :1]), totals], axis=1)
        for span in near:
            start, end = max(span.start, window.start) - window.start, min(span.end, window.end) - window.start
            if span.role != CUE:
                sought = _SEEKS.index(span.role)
                mean = (totals[:, end, sought] - totals[:, start, sought]) / (end - start)
                _keep_best(out, span, cues, mean.tolist())
    return out


def _keep_best(out: Links, span: TokenSpan, cues: list[TokenSpan], scores: list[float]) -> None:
    for cue, score in zip(cues, scores, strict=True):
        if span.role == CONTENT and (span not in out.cue_of or score > out.cue_of[span].score):
            out.cue_of[span] = Link(score, cue)
        if span.role == SOURCE and (cue not in out.source_of or score > out.source_of[cue].score):
            out.source_of[cue] = Link(score, span)


def _log_probabilities(part: Scored, cues: list[TokenSpan], distance: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return for each cue and each token of the window the log probability of being its source, its content."""
    sought, as_first, as_last = part.links[:, 0], part.links[:, 1], part.links[:, 2]
    n = len(sought)
    first = np.array([cue.start for cue in cues]) - part.window.start
    last = np.minimum([cue.end - 1 - part.window.start for cue in cues], n - 1)
    seeking = as_first[first] + as_last[last]
    score = np.matmul(sought.transpose(1, 0, 2), seeking.transpose(1, 2, 0)).transpose(2, 1, 0)
    score = score / np.float32(sought.shape[-1] ** 0.5)
    score = score + distance.T[buckets(np.arange(n)[None] - first[:, None], distance.shape[1])]
    neither = np.logaddexp(0, np.logaddexp(score[..., 0], score[..., 1]))
    return np.asarray(score - neither[..., None], np.float32)


def buckets(offset: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the bucket, 0 to `count` - 1, of each signed distance in tokens."""
    half = count // 2
    size = np.minimum(np.log(np.maximum(np.abs(offset), 1)) // _GROWTH, half - 1).astype(np.int64)
    return np.where(offset < 0, half - 1 - size, half + size)
