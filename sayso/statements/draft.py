"""Which spans make a statement together."""

from collections.abc import Callable
from dataclasses import dataclass

from sayso.statements.links import Links
from sayso.statements.spans import CONTENT, Scores, TokenSpan, role_score

_CONTENT_LINK, _SOURCE_LINK = -3.0, -2.0
"""The least link score with which a content takes a cue, a cue a source; chosen on PolNeAR dev."""
_PLAIN = -0.1
"""The mean log probability from which a paraphrase without a cue is believed to be somebody's words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in tokens: the pieces of its cue, its source and its content, each in reading order.

    `formal` says that the form alone says who speaks: a turn of a transcript, a signed quotation.
    """

    cue: tuple[TokenSpan, ...]
    source: tuple[TokenSpan, ...]
    contents: tuple[TokenSpan, ...]
    formal: bool = False


def drafts(spans: list[TokenSpan], found: Links, labels: Scores, quoted: Callable[[TokenSpan], bool]) -> list[Draft]:
    """Gather contents by their cue, in reading order.

    A content that no cue claims stands alone if it is `quoted`, or plain to the model; else it was a slip.
    """
    owned: dict[TokenSpan, list[TokenSpan]] = {}
    out: list[Draft] = []
    for span in spans:
        if span.role != CONTENT:
            continue
        link = found.cue_of.get(span)
        if link is None or link.score < _CONTENT_LINK:
            if quoted(span) or role_score(labels, span) > _PLAIN:
                out.append(Draft((), (), (span,)))
        else:
            owned.setdefault(link.partner, []).append(span)
    for cue, pieces in owned.items():
        link = found.source_of.get(cue)
        named = link is not None and link.score >= _SOURCE_LINK
        source = (link.partner,) if link and named else ()
        out.append(Draft((cue,), source, tuple(pieces), cue in found.formal))
    return sorted(out, key=lambda draft: draft.contents[0].start)
