"""From the rows of the tables back to the article that they were made of, exactly."""

import json
import sqlite3
from collections import defaultdict
from dataclasses import replace
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
from sayso.project.file import ProjectFile

Row = sqlite3.Row


def numbers(project: ProjectFile) -> list[int]:
    """Return the numbers of the articles of a project, in order."""
    return [row[0] for row in project.rows("SELECT id FROM articles ORDER BY id")]


def article(project: ProjectFile, number: int) -> Article | None:
    """Return the article of a number with all that was found in it; None where there is none of that number."""
    row = next(project.rows("SELECT * FROM articles WHERE id = ?", (number,)), None)
    if row is None:
        return None

    def found(table: str, more: str = "") -> list[Row]:
        return list(project.rows(f"SELECT * FROM {table} WHERE article_id = ? {more} ORDER BY position", (number,)))

    return Article(
        id=row["name"],
        text=row["text"],
        sha256=row["sha256"],
        url=row["url"],
        headline=row["headline"],
        byline=_texts(row["byline"]),
        outlet=row["outlet"],
        published=row["published"],
        modified=row["modified"],
        language=row["language"],
        origins=json.loads(row["origins"]),
        passages=tuple(Passage(_span(one), one["kind"]) for one in found("passages")),
        statements=_statements(project, number, found("statements", "AND added_by IS NULL")),
        speakers=tuple(map(_speaker, found("speakers", "AND speaks"))),
        voices=tuple(map(_voice, found("voices"))),
        headline_checks=tuple(map(_check, found("headline_checks"))),
        figures=tuple(map(_figure, found("figures"))),
        actors=tuple(map(_speaker, found("speakers", "AND NOT speaks"))),
        relations=tuple(map(_relation, found("relations", "AND added_by IS NULL"))),
        warnings=_texts(row["warnings"]),
        model=None if row["model"] is None else Model(row["model"], row["model_version"], row["model_hash"]),
    )


def bare(article: Article) -> Article:
    """Return an article as it was before it was read."""
    return replace(
        article,
        statements=(),
        speakers=(),
        voices=(),
        headline_checks=(),
        figures=(),
        actors=(),
        relations=(),
        model=None,
    )


def _statements(project: ProjectFile, number: int, rows: list[Row]) -> tuple[Statement, ...]:
    pieces: dict[tuple[int, str], list[Span]] = defaultdict(list)
    query = """SELECT p.* FROM statements AS s JOIN statement_spans AS p ON p.statement_id = s.id
        WHERE s.article_id = ? ORDER BY p.statement_id, p.part, p.piece"""
    for one in project.rows(query, (number,)):
        pieces[one["statement_id"], one["part"]].append(_span(one))
    return tuple(
        Statement(
            id=row["local_id"],
            kind=row["kind"],
            source=tuple(pieces[row["id"], "source"]),
            cue=tuple(pieces[row["id"], "cue"]),
            content=tuple(pieces[row["id"], "content"]),
            confidence=row["confidence"],
            speaker=_attribution(row),
            within=row["within"],
        )
        for row in rows
    )


def _attribution(row: Row) -> Attribution | None:
    if row["speaker_confidence"] is None:
        return None
    return Attribution(
        id=row["speaker_id"],
        name=row["speaker"],
        kind=row["speaker_kind"],
        role=row["role"],
        affiliation=row["affiliation"],
        how=row["how"],
        confidence=row["speaker_confidence"],
        reason=row["reason"],
    )


def _speaker(row: Row) -> Speaker:
    return Speaker(
        id=row["local_id"],
        name=row["name"],
        kind=row["kind"],
        names=_texts(row["names"]),
        roles=tuple(Role(one["name"], Span(*one["span"]), one["tense"]) for one in json.loads(row["roles"])),
        affiliations=tuple(Affiliation(one["name"], Span(*one["span"])) for one in json.loads(row["affiliations"])),
        mentions=_spans(row["mentions"]),
        statements=row["statements"],
        words=row["words"],
        known=row["known"],
    )


def _voice(row: Row) -> Voice:
    return Voice(_texts(row["chain"]), _spans(row["spans"]), row["words"], row["quoted"], row["share"])


def _check(row: Row) -> HeadlineCheck:
    return HeadlineCheck(
        span=_span(row),
        passage=row["passage"],
        verdict=row["verdict"],
        statements=_texts(row["statements"]),
        speaker=row["speaker_id"],
        confidence=row["confidence"],
        message=row["message"],
    )


def _figure(row: Row) -> Figure:
    low, high = row["quantity"], row["quantity_to"]
    return Figure(
        id=row["local_id"],
        quantity=low if high is None else (low, high),
        unit=row["unit"],
        of=row["of"],
        hedge=row["hedge"],
        at=_spans(row["spans"]),
        voice=_texts(row["voice"]),
        differs=_texts(row["differs"]),
    )


def _relation(row: Row) -> Relation:
    return Relation(
        id=row["local_id"],
        from_=row["from_id"],
        to=row["to_id"],
        sign=row["sign"],
        act=row["act"],
        plover=row["plover"],
        manner=row["manner"],
        from_at=None if row["from_start_char"] is None else _span(row, "from_"),
        to_at=_span(row, "to_"),
        evidence=_spans(row["spans"]),
        voice=_texts(row["voice"]),
        statement=row["statement"],
        confidence=row["confidence"],
    )


def _span(row: Row, of: str = "") -> Span:
    return Span(row[f"{of}start_char"], row[f"{of}end_char"])


def _spans(packed: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(packed))


def _texts(packed: str) -> tuple[str, ...]:
    values: list[Any] = json.loads(packed)
    return tuple(values)
