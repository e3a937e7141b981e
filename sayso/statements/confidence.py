"""How likely a statement is right, from how sure the model was of each of its parts."""

import math

import numpy as np

from sayso.article import Kind
from sayso.statements.draft import Draft
from sayso.statements.links import Links
from sayso.statements.spans import Scores, TokenSpan, role_score

FORMAL = 0.9
"""The confidence of turns and signed quotations: 28 of the 29 in PolNeAR dev are right."""


def confidence(draft: Draft, kind: Kind, labels: Scores, found: Links, weights: dict[str, float]) -> float:
    """Return the probability that source and content are right, to two decimals.

    A logistic regression on `evidence`, fitted by training/calibrate.py.
    """
    if draft.formal:
        return FORMAL
    seen = evidence(draft, kind, labels, found)
    score = weights["constant"] + sum(weights[name] * value for name, value in seen.items())
    return round(1 / (1 + math.exp(-score)), 2)


def evidence(draft: Draft, kind: Kind, labels: Scores, found: Links) -> dict[str, float]:
    """Return the log probabilities of a statement's parts, each between -5 and 0, and what kind of quotation it is."""
    link = found.source_of.get(draft.cue[0]) if draft.cue else None
    source_link = link.score if link else -5.0
    if not draft.source:  # no source is surer the less the best one would have done
        source_link = math.log1p(-math.exp(min(source_link, -0.01)))
    seen = {
        "content": min(role_score(labels, piece) for piece in draft.contents),
        "content_edges": min(_edges(labels, piece) for piece in draft.contents),
        "content_link": min(found.cue_of[piece].score for piece in draft.contents) if draft.cue else -5.0,
        "cue": min((role_score(labels, piece) for piece in draft.cue), default=-5.0),
        "source": min((role_score(labels, piece) for piece in draft.source), default=0.0),
        "source_edges": min((_edges(labels, piece) for piece in draft.source), default=0.0),
        "source_link": source_link,
    }
    seen = {name: max(-5.0, value) for name, value in seen.items()}
    return seen | {
        "no_source": float(not draft.source),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "pieces": float(len(draft.contents) - 1),
    }


def _edges(labels: Scores, span: TokenSpan) -> float:
    """Return the log probability that the span begins and ends where it does."""
    begins = float(labels[span.start, 2 * span.role + 1])
    after = float(np.exp(labels[span.end, 2 * span.role + 2])) if span.end < len(labels) else 0.0
    return begins + math.log1p(-min(after, 0.999))
