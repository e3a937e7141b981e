"""Which spans make a statement together."""

from dataclasses import dataclass

from sayso.statements.links import Links
from sayso.statements.spans import CONTENT, CUE, TokenSpan


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in tokens: its cue, its source, and its contents in reading order."""

    cue: TokenSpan | None
    source: TokenSpan | None
    contents: tuple[TokenSpan, ...]


def drafts(spans: list[TokenSpan], found: Links, constants: dict[str, float]) -> list[Draft]:
    """Gather contents by their cue; a content that no cue claims stands alone."""
    contents: dict[TokenSpan | None, list[TokenSpan]] = {span: [] for span in spans if span.role == CUE}
    alone: list[Draft] = []
    for span in spans:
        if span.role != CONTENT:
            continue
        link = found.cue_of.get(span)
        if link is None or link.score < constants["content_link"]:
            alone.append(Draft(None, None, (span,)))
        else:
            contents[link.partner].append(span)
    out = []
    for cue, pieces in contents.items():
        if pieces:
            assert cue is not None
            link = found.source_of.get(cue)
            named = link is not None and link.score >= constants["source_link"]
            out.append(Draft(cue, link.partner if link and named else None, tuple(pieces)))
    return out + alone
