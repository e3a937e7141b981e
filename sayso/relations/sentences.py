"""The sentences of an article with the ends in each, and the pairs of ends that may have to do with each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span, Statement
from sayso.relations.ends import End, ends
from sayso.speakers.resolve import Resolved
from sayso.statements.model import Who
from sayso.statements.stream import Stream

LONGEST = 160
"""Tokens of a sentence that are read."""
_NOUNS = 11
"""From here on the mention labels are those of the heads of descriptions."""
MOST = 12
"""Ends of a sentence that are looked at."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence `text[start:end]`, its tokens `first:stop`, and its ends: the first is who speaks the sentence."""

    start: int
    end: int
    first: int
    stop: int
    ends: tuple[End, ...]

    def shares(self, tokens: Stream) -> NDArray[np.float32]:
        """Return for each end the share of each token in it: (ends, 1 + tokens). The first token is the speaker."""
        out = np.zeros((len(self.ends), 1 + self.stop - self.first), np.float32)
        out[0, 0] = 1
        for row, one in zip(out[1:], self.ends[1:], strict=True):
            assert one.span is not None
            at, after = tokens.tokens_of(one.span)
            row[1 + max(at, self.first) - self.first : 1 + max(0, min(after, self.stop) - self.first)] = 1
        out /= np.maximum(out.sum(1, keepdims=True), 1)
        return out


def sentences(resolved: Resolved, tokens: Stream, who: Who) -> list[Sentence]:
    """Return the sentences in which somebody is named or described."""
    text, starts = resolved.article.text, resolved.state.reading.sentences
    nouns = np.exp(who.mentions[:, _NOUNS:]).sum(1)
    out = []
    for number, here in enumerate(ends(text, starts, resolved.names, nouns, tokens)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        first, stop = tokens.tokens_of(Span(starts[number], end))
        stop = min(stop, first + LONGEST)
        seen = [one for one in here if one.span and _is_read(tokens, one.span, first, stop)]
        if seen:
            out.append(Sentence(starts[number], end, first, stop, (End("speaker", None), *seen[: MOST - 1])))
    return out


def _is_read(tokens: Stream, span: Span, first: int, stop: int) -> bool:
    at, after = tokens.tokens_of(span)
    return first <= at < after <= stop


def pairs(sentence: Sentence, statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return the pairs of ends, as their numbers, that may have to do with each other.

    The one who speaks is an end only where the sentence itself does not name its source.
    """
    out = []
    for second in range(1, len(sentence.ends)):
        end = sentence.ends[second].span
        assert end is not None
        statement = innermost(statements, end)
        named = statement and any(sentence.start <= span.start < sentence.end for span in statement.source)
        if not named:
            out.append((0, second))
        for first in range(1, second):
            other = sentence.ends[first].span
            assert other is not None
            if other.end <= end.start:
                out.append((first, second))
    return out


def innermost(statements: Sequence[Statement], at: Span) -> Statement | None:
    """Return the statement with the shortest content that holds a stretch."""
    holding = [one for one in statements if any(c.start <= at.start and at.end <= c.end for c in one.content)]
    return min(holding, key=lambda one: sum(c.end - c.start for c in one.content), default=None)
