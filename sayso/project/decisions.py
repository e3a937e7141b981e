"""What people decide about statements and relations; a machine never writes here, reading again leaves it be."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sayso.article import Article, Kind, Relation, Span, Statement
from sayso.errors import InputError
from sayso.project import index
from sayso.project.added import Added, AddedRelation, AddedStatement, check_kind, check_pieces
from sayso.project.file import ProjectFile
from sayso.project.rows import anchor, end_names, insert, packed, relation_anchor, words

Verdict = Literal["accepted", "rejected", "corrected"]
Pieces = tuple[Span, ...] | None
Judged = Statement | Relation | AddedRelation

_PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a statement should say instead; None where the machine's word stands."""

    speaker: str | None = None
    role: str | None = None
    affiliation: str | None = None
    kind: Kind | None = None
    source: Pieces = None
    cue: Pieces = None
    content: Pieces = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's verdict on a statement or relation, and what they saw when they gave it.

    `anchor` ties it to every reading of the article that has a statement of the same source, cue, content and speaker.
    """

    anchor: str
    verdict: Verdict
    correction: Correction
    note: str | None
    judged: dict[str, Any]
    who: str
    at: str


def held(article: Article, judged: Judged) -> str:
    """Return what a decision on a statement or relation of an article holds on to."""
    if isinstance(judged, Statement):
        return anchor(judged)
    return relation_anchor(*_ends(article, judged), judged.sign, judged.act, judged.evidence)


def decision_on(
    article: Article,
    judged: Judged,
    verdict: Verdict,
    correction: Correction,
    note: str | None,
    by: tuple[str, str],
) -> Decision:
    """Return a decision on a statement or relation, made by whom and when. Raises `InputError`."""
    name = f"{article.id} {judged.id}"
    seen: dict[str, Any]
    if isinstance(judged, Statement):
        _check(name, article.text, verdict, correction)
        speaker = judged.speaker.name if judged.speaker else None
        seen = {part: words(article.text, getattr(judged, part)) for part in _PARTS} | {"speaker": speaker}
    else:
        if verdict not in ("accepted", "rejected") or correction != Correction():
            raise InputError(name, "a relation is not corrected", "accept it, or reject it and add another")
        from_, to = _ends(article, judged)
        seen = {"from": from_, "to": to, "sign": judged.sign, "act": judged.act}
        seen |= {"speaker": from_, "content": words(article.text, judged.evidence)}
    return Decision(held(article, judged), verdict, correction, note, seen, *by)


def _check(name: str, text: str, verdict: Verdict, correction: Correction) -> None:
    if verdict not in ("accepted", "rejected", "corrected"):
        raise InputError(name, f"{verdict!r} is no verdict", "give accepted, rejected or corrected")
    if (correction != Correction()) != (verdict == "corrected"):
        raise InputError(name, "only a corrected statement has corrections, and it has at least one", "give both")
    if correction.kind is not None:
        check_kind(name, correction.kind)
    for part in _PARTS:
        check_pieces(name, text, getattr(correction, part) or ())
    if correction.content == ():
        raise InputError(name, "a statement without content is none", "reject it, or say where its content stands")


def _ends(article: Article, relation: Relation | AddedRelation) -> tuple[str | None, str | None]:
    return (relation.from_, relation.to) if isinstance(relation, AddedRelation) else end_names(article, relation)


def with_pieces(found: Statement, change: Correction) -> Statement:
    """Return a statement with the kind and the pieces that a correction gives; the speaker is as it was."""
    given = {part: getattr(change, part) for part in ("kind", *_PARTS)}
    return replace(found, **{part: value for part, value in given.items() if value is not None})


def stands(article: Article, judged: Judged, change: Correction) -> Added:
    """Return a statement or relation of an article as it stands after a correction, in the form of one that is added.

    Its id is that of what was judged; nobody has added it yet.
    """
    if isinstance(judged, AddedRelation):
        return judged
    if isinstance(judged, Relation):
        from_, to = _ends(article, judged)
        what = judged.sign, judged.act, judged.manner, judged.evidence, judged.statement
        return AddedRelation(judged.id, from_ or "", to or "", *what, "", "")
    whole, speaker = with_pieces(judged, change), judged.speaker
    return AddedStatement(
        id=whole.id,
        kind=whole.kind,
        source=whole.source,
        cue=whole.cue,
        content=whole.content,
        speaker=change.speaker or (speaker.name if speaker else None),
        role=change.role or (speaker.role if speaker else None),
        affiliation=change.affiliation or (speaker.affiliation if speaker else None),
        who="",
        at="",
    )


def decision_object(decision: Decision) -> dict[str, Any]:
    """Return the decision as a dict of JSON values."""
    return asdict(decision)


def decision_from(value: dict[str, Any]) -> Decision:
    """Return the decision that `decision_object` made the dict from."""
    correction = value["correction"]
    pieces = {part: _pieces(correction[part]) for part in _PARTS}
    return Decision(**value | {"correction": Correction(**correction | pieces)})


def decisions(project: ProjectFile, number: int) -> list[Decision]:
    """Return the decisions on the statements of an article."""
    rows = project.rows("SELECT * FROM decisions WHERE article_id = ? ORDER BY anchor", (number,))
    return [_decision(row) for row in rows]


def find(project: ProjectFile, number: int, anchored: str) -> Decision | None:
    """Return the decision that holds on to an anchor."""
    query = "SELECT * FROM decisions WHERE article_id = ? AND anchor = ?"
    row = next(project.rows(query, (number, anchored)), None)
    return None if row is None else _decision(row)


def put(connection: sqlite3.Connection, number: int, text: str, decision: Decision) -> None:
    """Write a decision in the place of an older one on the same statement."""
    index.strike(connection, number, decision.anchor)
    connection.execute("DELETE FROM decisions WHERE article_id = ? AND anchor = ?", (number, decision.anchor))
    correction = decision.correction
    pieces: dict[str, Pieces] = {part: getattr(correction, part) for part in _PARTS}
    insert(
        connection,
        "decisions",
        {
            "article_id": number,
            "anchor": decision.anchor,
            "verdict": decision.verdict,
            "speaker": correction.speaker,
            "role": correction.role,
            "affiliation": correction.affiliation,
            "kind": correction.kind,
            **{part: None if found is None else words(text, found) for part, found in pieces.items()},
            "spans": packed(pieces),
            "note": decision.note,
            "judged": packed(decision.judged),
            "who": decision.who,
            "at": decision.at,
        },
    )
    index.enter(connection, number, decision.anchor)


def remove(connection: sqlite3.Connection, number: int, anchored: str) -> None:
    """Remove the decision that holds on to an anchor."""
    index.strike(connection, number, anchored)
    connection.execute("DELETE FROM decisions WHERE article_id = ? AND anchor = ?", (number, anchored))
    index.enter(connection, number, anchored)


def _decision(row: sqlite3.Row) -> Decision:
    pieces = {part: _pieces(found) for part, found in json.loads(row["spans"]).items()}
    correction = Correction(row["speaker"], row["role"], row["affiliation"], row["kind"], **pieces)
    judged = json.loads(row["judged"])
    return Decision(row["anchor"], row["verdict"], correction, row["note"], judged, row["who"], row["at"])


def _pieces(found: Iterable[Iterable[int]] | None) -> Pieces:
    return None if found is None else tuple(Span(*pair) for pair in found)
