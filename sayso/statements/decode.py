"""From an article to its statements: token stream, model, spans, links, and what quotation marks say of them."""

import numpy as np

from sayso.article import Article, Span, Statement
from sayso.statements.confidence import confidence
from sayso.statements.draft import Draft, drafts
from sayso.statements.links import links
from sayso.statements.model import Scored, StatementModel
from sayso.statements.quoted import kind_of, quoted_at
from sayso.statements.spans import Scores, TokenSpan, label_spans
from sayso.statements.stream import Stream, paragraphs, stream

_READ = frozenset({"headline", "body", "block quote"})


def statements(article: Article, model: StatementModel) -> tuple[Statement, ...]:
    """Return the statements of an article in reading order, numbered s1, s2, ..."""
    parts = readable(article)
    tokens = stream(article.text, model.wordpiece, parts)
    if not tokens.ids:
        return ()
    scored = model.score(tokens)
    labels = own_labels(scored)
    spans = label_spans(labels, tokens)
    found = links(spans, scored, np.array(model.constants["distance"], np.float32))
    quoted = quoted_at(article.text, parts)
    out = []
    for draft in sorted(drafts(spans, found, model.constants), key=lambda d: d.contents[0].start):
        content = tuple(_characters(tokens, span) for span in draft.contents)
        kind = kind_of(article.text, content, quoted)
        chance = confidence(draft, kind, labels, found, model.constants["confidence"])
        source = (_characters(tokens, draft.source),) if draft.source else ()
        cue = (_characters(tokens, draft.cue),) if draft.cue else ()
        out.append(Statement(f"s{len(out) + 1}", kind, source, cue, content, chance))
    return tuple(out)


def readable(article: Article) -> list[tuple[int, int]]:
    """Return the paragraphs that are read: those of headline, body and block quotes."""
    parts = paragraphs(article.text)
    if not article.passages:
        return parts
    out: list[tuple[int, int]] = []
    passages = iter(p.span for p in article.passages if p.kind in _READ)
    span = next(passages, None)
    for start, end in parts:
        while span is not None and span.start < end:
            if span.end > start:
                out.append((max(start, span.start), min(end, span.end)))
            if span.end > end:
                break
            span = next(passages, None)
    return out


def own_labels(scored: list[Scored]) -> Scores:
    """Return the label log probabilities of the whole stream, each token's from the window that owns it."""
    own = [part.labels[part.window.own_start - part.window.start :][: part.window.own_end - part.window.own_start]
           for part in scored]  # fmt: skip
    return np.concatenate(own)


def _characters(tokens: Stream, span: TokenSpan) -> Span:
    return Span(tokens.starts[span.start], tokens.ends[span.end - 1])
