"""From label scores to spans: the best sequence of labels in which every span is whole."""

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.statements.stream import Stream

Scores = NDArray[np.float32]

SOURCE, CUE, CONTENT = 0, 1, 2
"""Roles. Label 0 is none; 2 * role + 1 begins a span of the role, 2 * role + 2 goes on with it."""
_BEGIN, _INSIDE = np.array([1, 3, 5]), np.array([2, 4, 6])
_EAGER = np.float32(0.4)
"""What is added to the log probabilities of source and cue, which else are found late: chosen on PolNeAR dev."""
_NEVER = np.float32(-1e9)


class TokenSpan(NamedTuple):
    """Tokens `start:end` of a stream, with one role."""

    role: int
    start: int
    end: int


def label_spans(scores: Scores, tokens: Stream) -> list[TokenSpan]:
    """Return the spans of the likeliest labelling, in reading order.

    `scores` are log probabilities, (tokens, 7). Spans end with their paragraph, so paragraphs are solved side by side.
    """
    edges = np.array(tokens.breaks)
    lengths = np.diff(edges)
    grid = np.full((len(lengths), int(lengths.max(initial=0)), 7), _NEVER, dtype=np.float32)
    grid[:, :, 0] = 0.0
    for row, (start, end) in enumerate(itertools.pairwise(edges)):
        grid[row, : end - start] = scores[start:end]
        grid[row, : end - start, 1:5] += _EAGER
        grid[row, end - start - 1, 1:] = _NEVER  # the separator
    labels = _best_path(grid)
    out: list[TokenSpan] = []
    for row, start in enumerate(edges[:-1].tolist()):
        out.extend(_spans_of(labels[row, : lengths[row]].tolist(), start))
    return out


def role_score(labels: Scores, span: TokenSpan) -> float:
    """Return the mean log probability that the tokens of a span have its role; `labels` as in `label_spans`."""
    part = labels[span.start : span.end, 2 * span.role + 1 : 2 * span.role + 3]
    return float(np.logaddexp(part[:, 0], part[:, 1]).mean())


def _best_path(grid: Scores) -> NDArray[np.int64]:
    """Viterbi (1967) over (rows, length, 7): a label may go on with a span only where one of its role is open."""
    rows, length, _ = grid.shape
    back = np.zeros((rows, length, 7), dtype=np.int64)
    if length == 0:
        return back[:, :, 0]
    best = grid[:, 0].copy()
    best[:, _INSIDE] = _NEVER
    for at in range(1, length):
        top = best.argmax(axis=1)
        back[:, at] = top[:, None]
        value = np.repeat(best[np.arange(rows), top][:, None], 7, axis=1)
        begun = best[:, _BEGIN] >= best[:, _INSIDE]
        back[:, at, 2::2] = np.where(begun, _BEGIN, _INSIDE)
        value[:, 2::2] = np.where(begun, best[:, _BEGIN], best[:, _INSIDE])
        best = value + grid[:, at]
    path = np.zeros((rows, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[np.arange(rows), at, path[:, at]]
    return path


def _spans_of(labels: list[int], offset: int) -> list[TokenSpan]:
    out: list[TokenSpan] = []
    start = role = -1
    for at, label in enumerate([*labels, 0]):
        if role >= 0 and label != 2 * role + 2:
            out.append(TokenSpan(role, offset + start, offset + at))
            role = -1
        if label % 2:
            start, role = at, label // 2
    return out
