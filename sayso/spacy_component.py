"""Sayso in a spaCy pipeline: `nlp.add_pipe("sayso")`. Needs `pip install 'sayso[spacy]'`."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from sayso.article import Span as Characters
from sayso.article import Statement
from sayso.reader import Reader

ROLES = ("source", "cue", "content")

if not Doc.has_extension("statements"):
    Doc.set_extension("statements", default=())


class StatementFinder:
    """Writes `doc._.statements` and, for each role, the span group `doc.spans["sayso.<role>"]`.

    `doc._.statements` holds `sayso.Statement`s, offsets in characters of `doc.text`. The span groups hold the pieces
    widened to whole tokens, labelled with the statement's kind, `span.id_` the statement's id.
    """

    def __init__(self, min_confidence: float) -> None:
        self._reader = Reader(min_confidence)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        found = self._reader.read_text(doc.text).statements if doc.text.strip() else ()
        doc._.statements = found
        put_groups(doc, found)
        return doc


def put_groups(doc: Doc, statements: tuple[Statement, ...]) -> None:
    """Write the span groups of the statements of a document."""
    for role in ROLES:
        spans = [span for statement in statements for span in _spans(doc, statement, role)]
        doc.spans[f"sayso.{role}"] = SpanGroup(doc, name=f"sayso.{role}", spans=spans)


def _spans(doc: Doc, statement: Statement, role: str) -> list[Span]:
    pieces: tuple[Characters, ...] = getattr(statement, role)
    out = []
    for start, end in pieces:
        span = doc.char_span(start, end, label=statement.kind, alignment_mode="expand", span_id=statement.id)
        if span is not None:
            out.append(span)
    return out


@Language.factory("sayso", default_config={"min_confidence": 0.0}, assigns=["doc._.statements", "doc.spans"])
def factory(nlp: Language, name: str, min_confidence: float) -> Any:  # noqa: ANN401, ARG001 (spaCy's signature)
    """Make the pipeline component."""
    return StatementFinder(min_confidence)
