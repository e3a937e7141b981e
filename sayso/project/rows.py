"""From an article to the rows of the tables: everything a machine found, none of what a person decided."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from sayso.article import Article, Figure, Relation, Span, Speaker, Statement
from sayso.project.file import Value

MACHINE_TABLES = ("passages", "statements", "speakers", "voices", "headline_checks", "figures", "relations")
"""What a reading fills, and reading again empties first."""

Row = dict[str, Value]
Spans = Sequence[Sequence[int]]


def packed(value: object) -> str:
    """Return a JSON value on one line; the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def storable(text: str) -> str:
    """Return a name without the half characters that a file name can hold and a database cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def words(text: str, spans: Iterable[Span]) -> str:
    """Return the words at the spans, `…` between two pieces."""
    return " … ".join(text[start:end] for start, end in spans)


def anchor(statement: Statement) -> str:
    """Return what a decision holds on to: the same where source, cue, content and the name of the speaker are."""
    name = statement.speaker.name if statement.speaker else None
    return evidence_anchor(statement.source, statement.cue, statement.content, name)


def evidence_anchor(source: Spans, cue: Spans, content: Spans, speaker: str | None) -> str:
    """Return the anchor of a statement that stands there and is said to be this speaker's."""
    return _hashed([source, cue, content, speaker])


def relation_anchor(from_name: str | None, to_name: str | None, sign: int, act: str, evidence: Spans) -> str:
    """Return the anchor of a relation: the same where its ends, its sign, its act and the words that carry it are."""
    return _hashed(["relation", from_name, to_name, sign, act, evidence])


def end_names(article: Article, relation: Relation) -> tuple[str | None, str | None]:
    """Return the names of the two ends of a relation that was found in an article."""
    names = {speaker.id: speaker.name for speaker in (*article.actors, *article.speakers)}
    return names.get(relation.from_), names.get(relation.to)


def _hashed(evidence: list[object]) -> str:
    return hashlib.sha256(packed(evidence).encode("utf-8")).hexdigest()[:32]


def insert(connection: sqlite3.Connection, table: str, row: Row) -> int:
    """Add one row to a table and return its number."""
    columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    added = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)
    return added.lastrowid or 0


def article_row(article: Article, read_at: str) -> Row:
    """Return the row of `articles`."""
    model = article.model
    return {
        "sha256": article.sha256,
        "name": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "byline": packed(article.byline),
        "published": article.published,
        "modified": article.modified,
        "language": article.language,
        "text": article.text,
        "origins": packed(dict(sorted(article.origins.items()))),
        "warnings": packed(article.warnings),
        "model": model.name if model else None,
        "model_version": model.version if model else None,
        "model_hash": model.hash if model else None,
        "read_at": read_at,
    }


def insert_found(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Add the rows of all that was found in an article, whose number in `articles` is given."""
    tables: dict[str, Iterable[Row]] = {
        "passages": ({"kind": one.kind, **_ends(one.span)} for one in article.passages),
        "voices": (
            {**_packed(chain=one.chain, spans=one.spans), "words": one.words, "quoted": one.quoted, "share": one.share}
            for one in article.voices
        ),
        "headline_checks": (
            {
                "passage": one.passage,
                **_ends(one.span),
                "verdict": one.verdict,
                "statements": packed(one.statements),
                "speaker_id": one.speaker,
                "confidence": one.confidence,
                "message": one.message,
            }
            for one in article.headline_checks
        ),
        "figures": (_figure(article.text, one) for one in article.figures),
        "relations": (_relation(article, one) for one in article.relations),
    }
    for table, rows in tables.items():
        for position, row in enumerate(rows):
            insert(connection, table, {"article_id": number, "position": position, **row})
    for speaks, speakers in ((1, article.speakers), (0, article.actors)):
        for position, speaker in enumerate(speakers):
            row = _speaker(speaker)
            insert(connection, "speakers", {"article_id": number, "speaks": speaks, "position": position, **row})
    for position, statement in enumerate(article.statements):
        _insert_statement(connection, number, position, article.text, statement)


def _insert_statement(
    connection: sqlite3.Connection, number: int, position: int, text: str, statement: Statement
) -> None:
    speaker = statement.speaker
    parts = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    row: Row = {
        "article_id": number,
        "position": position,
        "local_id": statement.id,
        "kind": statement.kind,
        **{part: words(text, spans) for part, spans in parts.items()},
        "confidence": statement.confidence,
        "within": statement.within,
        "anchor": anchor(statement),
    }
    if speaker is not None:
        row |= {
            "speaker_id": speaker.id,
            "speaker": speaker.name,
            "speaker_kind": speaker.kind,
            "role": speaker.role,
            "affiliation": speaker.affiliation,
            "how": speaker.how,
            "speaker_confidence": speaker.confidence,
            "reason": speaker.reason,
        }
    insert_pieces(connection, insert(connection, "statements", row), parts)


def insert_pieces(connection: sqlite3.Connection, statement: int, parts: Mapping[str, Iterable[Span]]) -> None:
    """Add the rows of the pieces of a statement's parts."""
    rows = (
        (statement, part, piece, start, end)
        for part, spans in parts.items()
        for piece, (start, end) in enumerate(spans)
    )
    connection.executemany("INSERT INTO statement_spans VALUES (?, ?, ?, ?, ?)", rows)


def _speaker(speaker: Speaker) -> Row:
    return {
        "local_id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        **_packed(
            names=speaker.names,
            roles=[{"name": one.name, "span": one.at, "tense": one.tense} for one in speaker.roles],
            affiliations=[{"name": one.name, "span": one.at} for one in speaker.affiliations],
            mentions=speaker.mentions,
        ),
        "statements": speaker.statements,
        "words": speaker.words,
        "known": speaker.known,
    }


def _figure(text: str, figure: Figure) -> Row:
    low, high = figure.quantity if isinstance(figure.quantity, tuple) else (figure.quantity, None)
    return {
        "local_id": figure.id,
        "quantity": low,
        "quantity_to": high,
        "unit": figure.unit,
        "of": figure.of,
        "hedge": figure.hedge,
        "words": words(text, figure.at),
        **_packed(voice=figure.voice, differs=figure.differs, spans=figure.at),
    }


def _relation(article: Article, relation: Relation) -> Row:
    from_name, to_name = end_names(article, relation)
    return {
        "local_id": relation.id,
        "from_id": relation.from_,
        "from_name": from_name,
        "to_id": relation.to,
        "to_name": to_name,
        "sign": relation.sign,
        "act": relation.act,
        "plover": relation.plover,
        "manner": relation.manner,
        "words": words(article.text, relation.evidence),
        "statement": relation.statement,
        "confidence": relation.confidence,
        **_ends(relation.from_at, "from_"),
        **_ends(relation.to_at, "to_"),
        **_packed(voice=relation.voice, spans=relation.evidence),
        "anchor": relation_anchor(from_name, to_name, relation.sign, relation.act, relation.evidence),
    }


def _ends(span: Span | None, of: str = "") -> Row:
    start, end = span or (None, None)
    return {f"{of}start_char": start, f"{of}end_char": end}


def _packed(**values: Sequence[object]) -> Row:
    return {name: packed(value) for name, value in values.items()}
