"""The words that carry a relation: those on which the model's attention rests."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.relations.sentences import Sentence
from sayso.statements.stream import Stream

_BESIDE = 0.2
"""The share of the highest attention from which the token beside is part of the words."""
_MORE = 8
"""Tokens that the words may have on either side of the one looked at most."""


def evidence(
    text: str, tokens: Stream, sentence: Sentence, attention: NDArray[np.float32], ends: Sequence[Span]
) -> tuple[Span, ...]:
    """Return the words of a sentence that carry a relation. `attention` is (1 + tokens,), the speaker's place first.

    They are not those of the ends, unless the sentence has no others.
    """
    weight = attention[1:].copy()
    for span in ends:
        first, stop = tokens.tokens_of(span)
        weight[max(0, first - sentence.first) : max(0, stop - sentence.first)] = 0
    for at in range(len(weight)):
        start, end = tokens.starts[sentence.first + at], tokens.ends[sentence.first + at]
        if not any(letter.isalnum() for letter in text[start:end]):
            weight[at] = 0
    if not weight.any():
        weight = attention[1:]
    low = high = int(weight.argmax())
    least = _BESIDE * float(weight[low])
    top = low
    while low > max(0, top - _MORE) and weight[low - 1] >= least:
        low -= 1
    while high < min(len(weight) - 1, top + _MORE) and weight[high + 1] >= least:
        high += 1
    start, end = tokens.starts[sentence.first + low], tokens.ends[sentence.first + high]
    while start > sentence.start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < sentence.end and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return (Span(start, end),)
