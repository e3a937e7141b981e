"""From an article to its statements: token stream, model, spans, links, and what quotation marks say of them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sayso.article import READ, Article, Kind, Span, Statement
from sayso.statements.confidence import confidence
from sayso.statements.draft import Draft, drafts
from sayso.statements.links import Links, links
from sayso.statements.model import Scored, StatementModel
from sayso.statements.quoted import kind_of, quoted_at
from sayso.statements.spans import Scores, TokenSpan, label_spans
from sayso.statements.stream import Stream, paragraphs, stream
from sayso.statements.turns import with_turns


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in an article, in tokens, with what the model said of it."""

    tokens: Stream
    scored: list[Scored]
    labels: Scores
    links: Links
    drafts: list[Draft]
    kinds: list[Kind]

    def characters(self, spans: Iterable[TokenSpan]) -> tuple[Span, ...]:
        """Return token spans as code points of the text."""
        return _characters(self.tokens, spans)


def statements(found: Found, model: StatementModel) -> tuple[Statement, ...]:
    """Return the statements that were found in an article, in reading order, numbered s1, s2, ..."""
    weights = model.constants["confidence"]
    return tuple(
        Statement(
            id=f"s{number}",
            kind=kind,
            source=found.characters(draft.source),
            cue=found.characters(draft.cue),
            content=found.characters(draft.contents),
            confidence=confidence(draft, kind, found.labels, found.links, weights),
        )
        for number, (draft, kind) in enumerate(zip(found.drafts, found.kinds, strict=True), 1)
    )


def find(article: Article, model: StatementModel) -> Found | None:
    """Return the drafts of an article's statements in reading order; None where there is nothing to read."""
    parts = readable(article)
    tokens = stream(article.text, model.wordpiece, parts)
    if not tokens.ids:
        return None
    scored = model.score(tokens)
    labels = np.concatenate([part.labels for part in scored])
    spans = label_spans(labels, tokens)
    linked = links(spans, scored, np.array(model.constants["distance"], np.float32))
    spans = with_turns(article.text, parts, tokens, spans, linked)
    quoted = quoted_at(article.text, parts)

    def kind(contents: Iterable[TokenSpan]) -> Kind:
        return kind_of(article.text, _characters(tokens, contents), quoted)

    gathered = drafts(spans, linked, labels, lambda span: kind([span]) == "direct")
    kinds: list[Kind] = ["direct" if draft.formal else kind(draft.contents) for draft in gathered]
    return Found(tokens, scored, labels, linked, gathered, kinds)


def readable(article: Article) -> list[tuple[int, int]]:
    """Return the paragraphs that are read: those of headline, body and block quotes."""
    parts = paragraphs(article.text)
    if not article.passages:
        return parts
    out: list[tuple[int, int]] = []
    passages = iter(p.span for p in article.passages if p.kind in READ)
    span = next(passages, None)
    for start, end in parts:
        while span is not None and span.start < end:
            if span.end > start:
                out.append((max(start, span.start), min(end, span.end)))
            if span.end > end:
                break
            span = next(passages, None)
    return out


def _characters(tokens: Stream, spans: Iterable[TokenSpan]) -> tuple[Span, ...]:
    return tuple(Span(tokens.starts[span.start], tokens.ends[span.end - 1]) for span in spans)
