"""An article as one JSON object, and back. The shape is published as `docs/article.schema.json`."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sayso.article import (
    Affiliation,
    Article,
    Attribution,
    Figure,
    HeadlineCheck,
    Model,
    Passage,
    Relation,
    Role,
    Span,
    Speaker,
    Statement,
    Voice,
)

# Written as \uXXXX: lone surrogates, which UTF-8 cannot hold, and characters that command a terminal, reorder
# what is shown, or that some readers take for the end of a line.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Two surrogates in a row would come back as one character, and every later offset would be wrong.
_PAIRED = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SPAN = re.compile(r"\[\n\s*(\d+),\n\s*(\d+)\n\s*\]")
_SPANS = re.compile(r"\[\n\s*(\[\d+, \d+\](?:,\n\s*\[\d+, \d+\])*)\n\s*\]")
_BETWEEN_SPANS = re.compile(r",\n\s*")


def article_object(article: Article) -> dict[str, Any]:
    """Return the article as a dict of JSON values, keys in the order of the schema."""
    return {
        "id": article.id,
        "url": article.url,
        "sha256": article.sha256,
        "headline": article.headline,
        "byline": list(article.byline),
        "outlet": article.outlet,
        "published": article.published,
        "modified": article.modified,
        "language": article.language,
        "origins": dict(sorted(article.origins.items())),
        "text": article.text,
        "passages": [{"kind": passage.kind, "span": list(passage.span)} for passage in article.passages],
        "statements": [_statement_object(statement) for statement in article.statements],
        "speakers": [_speaker_object(speaker) for speaker in article.speakers],
        "voices": [_voice_object(voice) for voice in article.voices],
        "headline_checks": [_check_object(check) for check in article.headline_checks],
        "figures": [_figure_object(figure) for figure in article.figures],
        "actors": [_speaker_object(actor) for actor in article.actors],
        "relations": [_relation_object(relation) for relation in article.relations],
        "warnings": list(article.warnings),
        "model": _model_object(article.model),
    }


def article_from(value: dict[str, Any]) -> Article:
    """Return the article that `article_object` made the dict from; the dict must follow the schema."""
    return Article(
        id=value["id"],
        text=value["text"],
        sha256=value["sha256"],
        url=value["url"],
        headline=value["headline"],
        byline=tuple(value["byline"]),
        outlet=value["outlet"],
        published=value["published"],
        modified=value["modified"],
        language=value["language"],
        origins=dict(value["origins"]),
        passages=tuple(Passage(Span(*passage["span"]), passage["kind"]) for passage in value["passages"]),
        statements=tuple(_statement_from(statement) for statement in value["statements"]),
        speakers=tuple(_speaker_from(speaker) for speaker in value["speakers"]),
        voices=tuple(_voice_from(voice) for voice in value["voices"]),
        headline_checks=tuple(_check_from(check) for check in value["headline_checks"]),
        figures=tuple(_figure_from(figure) for figure in value["figures"]),
        actors=tuple(_speaker_from(actor) for actor in value["actors"]),
        relations=tuple(_relation_from(relation) for relation in value["relations"]),
        warnings=tuple(value["warnings"]),
        model=None if value["model"] is None else Model(**value["model"]),
    )


def dumps(value: object, *, indent: bool = False) -> str:
    r"""Return a JSON value as text: on one line, or indented with each list of spans on a line of its own.

    The same value always gives the same text, and the text can always be encoded as UTF-8: a lone surrogate is
    written as its escape (`\udc80`) and read back as it was. Of two surrogates in a row, which JSON would join to one
    character, each is written as U+FFFD, so that offsets still hold.
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2 if indent else None)
    if indent:
        written = _SPAN.sub(r"[\1, \2]", written)
        written = _SPANS.sub(lambda match: "[" + _BETWEEN_SPANS.sub(", ", match[1]) + "]", written)
    written = _PAIRED.sub("\ufffd\ufffd", written)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _statement_object(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "source": _pairs(statement.source),
        "cue": _pairs(statement.cue),
        "content": _pairs(statement.content),
        "confidence": statement.confidence,
        "speaker": None if statement.speaker is None else asdict(statement.speaker),
        "within": statement.within,
    }


def _statement_from(value: dict[str, Any]) -> Statement:
    return Statement(
        id=value["id"],
        kind=value["kind"],
        source=_spans(value["source"]),
        cue=_spans(value["cue"]),
        content=_spans(value["content"]),
        confidence=value["confidence"],
        speaker=None if value["speaker"] is None else Attribution(**value["speaker"]),
        within=value["within"],
    )


def _speaker_object(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "names": list(speaker.names),
        "roles": [{"name": role.name, "span": list(role.at), "tense": role.tense} for role in speaker.roles],
        "affiliations": [{"name": one.name, "span": list(one.at)} for one in speaker.affiliations],
        "mentions": _pairs(speaker.mentions),
        "statements": speaker.statements,
        "words": speaker.words,
        "known": speaker.known,
    }


def _speaker_from(value: dict[str, Any]) -> Speaker:
    return Speaker(
        id=value["id"],
        name=value["name"],
        kind=value["kind"],
        names=tuple(value["names"]),
        roles=tuple(Role(role["name"], Span(*role["span"]), role["tense"]) for role in value["roles"]),
        affiliations=tuple(Affiliation(one["name"], Span(*one["span"])) for one in value["affiliations"]),
        mentions=_spans(value["mentions"]),
        statements=value["statements"],
        words=value["words"],
        known=value["known"],
    )


def _voice_object(voice: Voice) -> dict[str, Any]:
    return {
        "chain": list(voice.chain),
        "spans": _pairs(voice.spans),
        "words": voice.words,
        "quoted": voice.quoted,
        "share": voice.share,
    }


def _voice_from(value: dict[str, Any]) -> Voice:
    return Voice(**value | {"chain": tuple(value["chain"]), "spans": _spans(value["spans"])})


def _check_object(check: HeadlineCheck) -> dict[str, Any]:
    return {
        "passage": check.passage,
        "span": list(check.span),
        "verdict": check.verdict,
        "statements": list(check.statements),
        "speaker": check.speaker,
        "confidence": check.confidence,
        "message": check.message,
    }


def _check_from(value: dict[str, Any]) -> HeadlineCheck:
    return HeadlineCheck(**value | {"span": Span(*value["span"]), "statements": tuple(value["statements"])})


def _figure_object(figure: Figure) -> dict[str, Any]:
    quantity = figure.quantity
    return {
        "id": figure.id,
        "quantity": [_plain(end) for end in quantity] if isinstance(quantity, tuple) else _plain(quantity),
        "unit": figure.unit,
        "of": figure.of,
        "hedge": figure.hedge,
        "at": _pairs(figure.at),
        "voice": list(figure.voice),
        "differs": list(figure.differs),
    }


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _figure_from(value: dict[str, Any]) -> Figure:
    quantity = value["quantity"]
    return Figure(
        id=value["id"],
        quantity=(quantity[0], quantity[1]) if isinstance(quantity, list) else quantity,
        unit=value["unit"],
        of=value["of"],
        hedge=value["hedge"],
        at=_spans(value["at"]),
        voice=tuple(value["voice"]),
        differs=tuple(value["differs"]),
    )


def _relation_object(relation: Relation) -> dict[str, Any]:
    return {
        "id": relation.id,
        "from": relation.from_,
        "to": relation.to,
        "sign": relation.sign,
        "act": relation.act,
        "plover": relation.plover,
        "manner": relation.manner,
        "from_at": None if relation.from_at is None else list(relation.from_at),
        "to_at": list(relation.to_at),
        "evidence": _pairs(relation.evidence),
        "voice": list(relation.voice),
        "statement": relation.statement,
        "confidence": relation.confidence,
    }


def _relation_from(value: dict[str, Any]) -> Relation:
    return Relation(
        id=value["id"],
        from_=value["from"],
        to=value["to"],
        sign=value["sign"],
        act=value["act"],
        plover=value["plover"],
        manner=value["manner"],
        from_at=None if value["from_at"] is None else Span(*value["from_at"]),
        to_at=Span(*value["to_at"]),
        evidence=_spans(value["evidence"]),
        voice=tuple(value["voice"]),
        statement=value["statement"],
        confidence=value["confidence"],
    )


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _spans(pairs: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _model_object(model: Model | None) -> dict[str, str] | None:
    return None if model is None else {"name": model.name, "version": model.version, "hash": model.hash}
