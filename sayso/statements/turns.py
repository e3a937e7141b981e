"""What is said under a name: where the form alone says who speaks.

Turns of a transcript (`REED: We kept our word.`), signed quotations (`“No.” — Tom Vale`), and a speaker who follows in
a sentence of its own (`“No.” These are the words of Tom Vale.`). The model has seen few of them.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from sayso.article import Span
from sayso.statements.links import Link, Links
from sayso.statements.quotation import quotations
from sayso.statements.spans import CONTENT, CUE, SOURCE, TokenSpan
from sayso.statements.stream import Stream

_NAME = r"[^\W\d_][\w.'’-]*(?:[ \xa0][\w.'’-]+){0,4}"
_TURN = re.compile(
    rf"\W{{0,2}}(?P<label>[QA](?=[.:])|{_NAME})(?:[ ]?[(\[][^)\]\n]{{1,60}}[)\]])?[ ]?"
    r"(?P<mark>[:]|(?<=[QA])\.)\s+(?=\S)"
)
_SIGNED = re.compile(
    r"\s*(?P<said>[\"“‘'«].{3,}[\"”’'»])\s*(?P<mark>[―—–]|--?)\s*"
    rf"(?P<label>{_NAME})(?:,[^\n\"“”]{{1,80}})?[.\s]*\Z"
)
_AFTERWARDS = re.compile(
    r"(?P<said>[\"“‘'«„][^\n]{3,}?[\"”’'»“])\s+"
    r"(?P<mark>(?:These|Those|Such) (?:are|were) (?:the |his |her |their )?(?:very |exact |own )?words (?:of|from)"
    r"|(?:This|That) (?:is|was) the (?:message|opinion|verdict|view|warning) (?:of|from)"
    r"|(?:So|Thus) (?:argued|said|says|spoke|writes|wrote)) (?P<label>[^.,;:\n\"“”]{2,60})"
)
_KICKERS = frozenset(
    "also analysis breaking by close correction editor exclusive fact figure listen more note opinion photo photos"
    " ps related read see source sources story topics update updated video warning watch".split()
)
_PARTICLES = frozenset({"al", "bin", "da", "de", "der", "di", "la", "of", "the", "van", "von"})
_FEWEST = 3
"""Turns that make a transcript; two may be a list or a caption."""
_SURE = -0.1


class Turn(NamedTuple):
    """One labelled paragraph: the label, the mark beside it, and what is said."""

    label: Span
    mark: Span
    said: Span


def turns(text: str, parts: list[tuple[int, int]]) -> list[Turn]:
    """Return the turns of an article, where it is a transcript or has one in it, and its signed quotations."""
    found = [turn for start, end in parts if (turn := _turn(text, start, end))]
    labels = [text[slice(*turn.label)] for turn in found]
    spoken = [turn for turn, label in zip(found, labels, strict=True) if label.isupper() or labels.count(label) > 1]
    several = len({text[slice(*turn.label)] for turn in spoken}) > 1
    if len(spoken) < _FEWEST or not several:
        spoken = []
    signed = [turn for start, end in parts if (turn := _signed(text, start, end))]
    afterwards = [turn for part in parts for turn in _named_afterwards(text, *part)]
    return spoken + signed + [turn for turn in afterwards if turn not in signed]


def _turn(text: str, start: int, end: int) -> Turn | None:
    match = _TURN.match(text, start, end)
    if match is None or match["label"].split()[0].lower().strip(".") in _KICKERS:
        return None
    return (
        Turn(Span(*match.span("label")), Span(*match.span("mark")), Span(match.end(), end))
        if _is_name(match["label"])
        else None
    )


def _signed(text: str, start: int, end: int) -> Turn | None:
    match = _SIGNED.match(text[start:end])
    if match is None or not _is_name(match["label"]):
        return None
    return Turn(*(Span(start + match.start(part), start + match.end(part)) for part in ("label", "mark", "said")))


def _named_afterwards(text: str, start: int, end: int) -> list[Turn]:
    """Return the quotations of a paragraph whose speaker follows in a sentence of its own."""
    found = []
    for quotation in quotations(text, start, end):
        match = _AFTERWARDS.match(text, quotation.start, end)
        if match and match.end("said") == quotation.end:
            found.append(Turn(*(Span(*match.span(part)) for part in ("label", "mark", "said"))))
    return found


def _is_name(label: str) -> bool:
    return all(word[0].isupper() or word in _PARTICLES for word in label.split())


def with_turns(
    text: str, parts: list[tuple[int, int]], tokens: Stream, spans: list[TokenSpan], linked: Links
) -> list[TokenSpan]:
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
        low, high = min(source.start, content.start), max(source.end, content.end)
        out = [span for span in out if span.end <= low or span.start >= high]
        out += [source, cue, content]
        linked.cue_of[content] = Link(_SURE, cue)
        linked.source_of[cue] = Link(_SURE, source)
        linked.formal.add(cue)
    return sorted(out, key=lambda span: span.start)


def _tokens(tokens: Stream, role: int, characters: Span) -> TokenSpan | None:
    start, end = (bisect_left(tokens.starts, at) for at in characters)
    while end > start and tokens.starts[end - 1] == tokens.ends[end - 1]:
        end -= 1  # a separator
    return TokenSpan(role, start, end) if end > start else None
