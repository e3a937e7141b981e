"""A project as W3C Web Annotations: a collection with an annotation for each statement.

TextPositionSelector counts code points, as Sayso does.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.article import Article, Span, Statement
from sayso.output.json import dumps
from sayso.project.export.linked import Node, address, document, known, made_name, statement_name, text_name
from sayso.project.export.standing import Kept, Standing, kept, who
from sayso.project.file import ProjectFile
from sayso.project.rows import words

LACKS = "relations and figures are not in it"

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sayso": "urn:sayso:"}]
_AROUND = 32


def pieces(project: ProjectFile) -> Iterator[str]:
    """Yield the collection, an annotation at a time."""
    name = made_name("collection", project.name)
    annotations = (annotation(one, standing) for one in kept(project) for standing in one.statements)
    head = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Statements",
        "total": _total(project),
    }
    yield dumps(head)[:-1] + ', "first": '
    page = {"id": f"{name}#page1", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    yield from document(page, "items", annotations, "]}}\n")


def _total(project: ProjectFile) -> int:
    query = """SELECT count(*) FROM statements AS s LEFT JOIN decisions AS d
        ON d.article_id = s.article_id AND d.anchor = s.anchor WHERE d.verdict IS NOT 'rejected'"""
    return int(project.one(query))


def annotation(one: Kept, standing: Standing) -> Node:
    """Return the annotation of a statement: who says it, and where."""
    article, statement = one.article, standing.statement
    software = _software(article)
    by, at = standing.person or (None, None)
    person = {"id": made_name("person", by), "type": "Person", "name": by} if by else None
    return {
        "id": statement_name(article, standing),
        "type": "Annotation",
        "motivation": "identifying",
        **known(creator=person or software, created=at or one.read_at, generator=software, generated=one.read_at),
        "body": [*_bodies(article, standing)],
        "target": [_target(one, span) for span in statement.content],
    }


def _bodies(article: Article, standing: Standing) -> Iterator[Node]:
    """Yield who says it and how, in words for people, then with all that is known, for programs."""
    statement = standing.statement
    yield {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": who(statement)}
    yield {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": statement.kind}
    more = known(
        confidence=standing.found.confidence if standing.added is None else None,
        within=statement.within,
        sourceAt=_positions(article, statement.source),
        cueAt=_positions(article, statement.cue),
        verdict=standing.verdict,
        note=standing.note,
    )
    found = standing.found
    if standing.decision is not None and standing.decision.verdict == "corrected":
        more["before"] = {"sayso:content": words(article.text, found.content), **_said(article, found)}
    named = {f"sayso:{name}": value for name, value in more.items()}
    yield {"type": "sayso:Statement", "sayso:localId": statement.id, **_said(article, statement), **named}


def _said(article: Article, statement: Statement) -> Node:
    speaker = statement.speaker
    person = known(name=speaker.name, role=speaker.role, affiliation=speaker.affiliation) if speaker else {}
    return {
        "sayso:kind": statement.kind,
        "sayso:source": words(article.text, statement.source),
        "sayso:cue": words(article.text, statement.cue),
        **({"sayso:speaker": {f"sayso:{name}": value for name, value in person.items()}} if person else {}),
    }


def _positions(article: Article, spans: Iterable[Span]) -> list[Node]:
    exact = ((span, article.text[span.start : span.end]) for span in spans)
    return [{"type": "TextPositionSelector", **span._asdict(), "sayso:exact": text} for span, text in exact]


def _target(one: Kept, span: Span) -> Node:
    text = one.article.text
    quote = known(prefix=text[max(0, span.start - _AROUND) : span.start], suffix=text[span.end : span.end + _AROUND])
    exact = {"type": "TextQuoteSelector", "exact": text[span.start : span.end]}
    return {
        "type": "SpecificResource",
        "source": address(one.article.url) or text_name(one.article),
        "selector": [exact | quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}],
        # The position holds in the text that was read, whose hash this is; a page may change.
        "state": {"type": "TimeState", "sourceDate": one.read_at, "cached": text_name(one.article)},
    }


def _software(article: Article) -> dict[str, Any] | None:
    model = article.model
    if model is None:
        return None
    return {
        "id": f"urn:sayso:model:{model.hash}",
        "type": "Software",
        "name": f"Sayso {model.version}",
        "sayso:model": model.name,
    }
