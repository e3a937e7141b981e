"""Interviews and transcripts: `REED: We kept our word.`, `Q. And the bridge?`: a label, a mark, and what is said."""

import re
from bisect import bisect_left
from typing import NamedTuple

from sayso.statements.links import Link, Links
from sayso.statements.spans import CONTENT, CUE, SOURCE, TokenSpan
from sayso.statements.stream import Stream

_NAME = r"[^\W\d_][\w.'’-]*(?:[ \xa0][\w.'’-]+){0,4}"
_TURN = re.compile(
    rf"\W{{0,2}}(?P<label>[QA](?=[.:])|{_NAME})(?:[ ]?[(\[][^)\]\n]{{1,60}}[)\]])?[ ]?(?P<mark>[:]|(?<=[QA])\.)\s+(?=\S)"
)
_KICKERS = frozenset(
    "also analysis breaking by close correction editor exclusive fact figure listen more note opinion photo photos"
    " ps related read see source sources story topics update updated video warning watch".split()
)
_FEWEST = 3
"""Turns that make a transcript; two may be a list or a caption."""
_SURE = -0.1


class Turn(NamedTuple):
    """One labelled paragraph, in code points: the label's span, the mark's, and what is said."""

    label: tuple[int, int]
    mark: tuple[int, int]
    said: tuple[int, int]


def turns(text: str, parts: list[tuple[int, int]]) -> list[Turn]:
    """Return the turns of an article; none unless it is a transcript, or has one in it."""
    found = [turn for start, end in parts if (turn := _turn(text, start, end))]
    labels = [text[slice(*turn.label)] for turn in found]
    spoken = [turn for turn, label in zip(found, labels, strict=True) if label.isupper() or labels.count(label) > 1]
    several = len({text[slice(*turn.label)] for turn in spoken}) > 1
    return spoken if len(spoken) >= _FEWEST and several else []


def _turn(text: str, start: int, end: int) -> Turn | None:
    match = _TURN.match(text, start, end)
    if match is None or match["label"].split()[0].lower().strip(".") in _KICKERS:
        return None
    if not all(word[0].isupper() or word in ("of", "the", "de", "van", "von") for word in match["label"].split()):
        return None
    return Turn(match.span("label"), match.span("mark"), (match.end(), end))


def with_turns(text: str, parts: list[tuple[int, int]], tokens: Stream, spans: list[TokenSpan], linked: Links) -> list[TokenSpan]:
    """Return the spans with those of a transcript's turns in place of what the model made of their paragraphs.

    The turns' links are added to `linked`.
    """
    out = spans
    for turn in turns(text, parts):
        source = _tokens(tokens, SOURCE, turn.label)
        cue = _tokens(tokens, CUE, turn.mark)
        content = _tokens(tokens, CONTENT, turn.said)
        if not (source and cue and content):
            continue
        out = [span for span in out if span.end <= source.start or span.start >= content.end]
        out += [source, cue, content]
        linked.cue_of[content] = Link(_SURE, cue)
        linked.source_of[cue] = Link(_SURE, source)
    return sorted(out, key=lambda span: span.start)


def _tokens(tokens: Stream, role: int, characters: tuple[int, int]) -> TokenSpan | None:
    start, end = (bisect_left(tokens.starts, at) for at in characters)
    while end > start and tokens.starts[end - 1] == tokens.ends[end - 1]:
        end -= 1  # a separator
    return TokenSpan(role, start, end) if end > start else None
