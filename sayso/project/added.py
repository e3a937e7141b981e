"""What people add to an article: statements and relations that the machine did not find. Reading again keeps them.

They stand in the tables of statements and relations with the name of who added them, so that whatever looks through
those finds them too; their positions are below 0, where no reading puts anything.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from sayso.article import Act, Kind, Manner, Span
from sayso.errors import InputError
from sayso.project import index
from sayso.project.file import ProjectFile
from sayso.project.rows import Row, evidence_anchor, insert, insert_pieces, packed, relation_anchor, words

_PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class AddedStatement:
    """A statement that a person found: its pieces in code points of the text, who speaks in that person's own words."""

    id: str
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None
    role: str | None
    affiliation: str | None
    who: str
    at: str

    @property
    def anchor(self) -> str:
        """Return what decisions on it hold on to."""
        return evidence_anchor(self.source, self.cue, self.content, self.speaker)


@dataclass(frozen=True, slots=True)
class AddedRelation:
    """A relation that a person found; `from_` and `to` are names, `evidence` the words that carry it."""

    id: str
    from_: str
    to: str
    sign: Literal[1, -1]
    act: Act
    manner: Manner
    evidence: tuple[Span, ...]
    statement: str | None
    who: str
    at: str

    @property
    def anchor(self) -> str:
        """Return what decisions on it hold on to."""
        return relation_anchor(self.from_, self.to, self.sign, self.act, self.evidence)


Added = AddedStatement | AddedRelation
What = Literal["statement", "relation"]


def new_statement(
    content: Sequence[Span],
    source: Sequence[Span],
    cue: Sequence[Span],
    kind: Kind,
    speaker: str | None,
    role: str | None,
    affiliation: str | None,
) -> AddedStatement:
    """Return a statement that is to be added: it gets its id, and who adds it when, from `edits.add`."""
    return AddedStatement("", kind, spans(source), spans(cue), spans(content), speaker, role, affiliation, "", "")


def new_relation(
    from_: str,
    to: str,
    sign: Literal[1, -1],
    act: Act,
    evidence: Sequence[Span],
    manner: Manner,
    statement: str | None,
) -> AddedRelation:
    """Return a relation that is to be added: it gets its id, and who adds it when, from `edits.add`."""
    return AddedRelation("", from_, to, sign, act, manner, spans(evidence), statement, "", "")


def check(name: str, text: str, new: Added) -> None:
    """Raise `InputError` unless it can be a statement or relation of the text."""
    if isinstance(new, AddedStatement):
        _check_statement(name, text, new)
    else:
        _check_relation(name, text, new)


def _check_statement(name: str, text: str, new: AddedStatement) -> None:
    if not new.content:
        raise InputError(name, "a statement without content is none", "say where its content stands")
    check_kind(name, new.kind)
    for part in _PARTS:
        check_pieces(name, text, getattr(new, part))


def _check_relation(name: str, text: str, new: AddedRelation) -> None:
    if not new.from_.strip() or not new.to.strip():
        raise InputError(name, "a relation has somebody at either end", "name both")
    if not new.evidence:
        raise InputError(name, "a relation without words that carry it is none", "say where they stand")
    for value, values in ((new.sign, (1, -1)), (new.act, get_args(Act)), (new.manner, get_args(Manner))):
        if value not in values:
            raise InputError(name, f"{value!r} cannot be said of a relation", f"give one of {values}")
    check_pieces(name, text, new.evidence)


def check_kind(name: str, kind: str) -> None:
    """Raise `InputError` unless it is a kind of statement."""
    if kind not in get_args(Kind):
        raise InputError(name, f"{kind!r} is no kind", "give direct, mixed or indirect")


def check_pieces(name: str, text: str, pieces: Iterable[Span]) -> None:
    """Raise `InputError` unless the pieces are stretches of the text, in order, that do not overlap."""
    reached = 0
    for start, end in pieces:
        if not 0 <= start < end <= len(text):
            raise InputError(name, f"{start} to {end} is no stretch of its text", "give offsets in code points")
        if start < reached:
            raise InputError(name, f"{start} to {end} is not after the piece before it", "give pieces in order")
        reached = end


def added_object(added: Added) -> dict[str, Any]:
    """Return it as a dict of JSON values."""
    return asdict(added)


def statement_from(value: dict[str, Any]) -> AddedStatement:
    """Return the statement that `added_object` made the dict from."""
    return AddedStatement(**value | {part: spans(value[part]) for part in _PARTS})


def relation_from(value: dict[str, Any]) -> AddedRelation:
    """Return the relation that `added_object` made the dict from."""
    return AddedRelation(**value | {"evidence": spans(value["evidence"])})


def statements(project: ProjectFile, number: int) -> list[AddedStatement]:
    """Return the statements that people added to an article, in the order in which they did."""
    query = "SELECT * FROM statements WHERE article_id = ? AND added_by IS NOT NULL ORDER BY position DESC"
    return [_statement(project, row) for row in project.rows(query, (number,))]


def relations(project: ProjectFile, number: int) -> list[AddedRelation]:
    """Return the relations that people added to an article, in the order in which they did."""
    query = "SELECT * FROM relations WHERE article_id = ? AND added_by IS NOT NULL ORDER BY position DESC"
    return [_relation(row) for row in project.rows(query, (number,))]


def everything(project: ProjectFile, number: int) -> list[Added]:
    """Return the statements and the relations that people added to an article."""
    return [*statements(project, number), *relations(project, number)]


def what(new: Added) -> What:
    """Say which of the two it is."""
    return "statement" if isinstance(new, AddedStatement) else "relation"


def new_id(project: ProjectFile, number: int, of: What) -> str:
    """Return an id that nothing added to the article has: h1, h2 ... for statements, k1, k2 ... for relations."""
    lowest: int = project.one(f"SELECT min(position) FROM {of}s WHERE article_id = ?", (number,)) or 0
    return f"{'h' if of == 'statement' else 'k'}{max(0, -lowest) + 1}"


def put(connection: sqlite3.Connection, number: int, text: str, new: Added) -> None:
    """Write what was added; its id says its position."""
    if isinstance(new, AddedStatement):
        _put_statement(connection, number, text, new)
    else:
        _put_relation(connection, number, text, new)


def remove(of: What, connection: sqlite3.Connection, number: int, anchored: str) -> None:
    """Remove an added statement or relation."""
    index.strike(connection, number, anchored)
    which = "article_id = ? AND anchor = ? AND added_by IS NOT NULL"
    connection.execute(f"DELETE FROM {of}s WHERE {which}", (number, anchored))
    index.enter(connection, number, anchored)


def _put_statement(connection: sqlite3.Connection, number: int, text: str, new: AddedStatement) -> None:
    parts = {part: getattr(new, part) for part in _PARTS}
    row: Row = {
        "article_id": number,
        "position": _position(new.id),
        "local_id": new.id,
        "kind": new.kind,
        **{part: words(text, spans) for part, spans in parts.items()},
        "confidence": 1.0,
        "speaker": new.speaker,
        "role": new.role,
        "affiliation": new.affiliation,
        "anchor": new.anchor,
        "added_by": new.who,
        "added_at": new.at,
    }
    insert_pieces(connection, insert(connection, "statements", row), parts)
    index.enter(connection, number, new.anchor)


def _put_relation(connection: sqlite3.Connection, number: int, text: str, new: AddedRelation) -> None:
    """Write an added relation; the ends are the article's speakers or actors where those have the names."""
    first, last = new.evidence[0].start, new.evidence[-1].end
    row: Row = {
        "article_id": number,
        "position": _position(new.id),
        "local_id": new.id,
        "from_id": _speaker_id(connection, number, new.from_),
        "from_name": new.from_,
        "to_id": _speaker_id(connection, number, new.to),
        "to_name": new.to,
        "sign": new.sign,
        "act": new.act,
        "manner": new.manner,
        "words": words(text, new.evidence),
        "voice": packed([]),
        "statement": new.statement,
        "confidence": 1.0,
        "to_start_char": first,
        "to_end_char": last,
        "spans": packed(new.evidence),
        "anchor": new.anchor,
        "added_by": new.who,
        "added_at": new.at,
    }
    insert(connection, "relations", row)


def _position(local_id: str) -> int:
    return -int(local_id[1:])


def _speaker_id(connection: sqlite3.Connection, number: int, name: str) -> str:
    query = "SELECT local_id FROM speakers WHERE article_id = ? AND name = ? COLLATE NOCASE ORDER BY speaks DESC"
    row = connection.execute(query, (number, name)).fetchone()
    return "" if row is None else str(row[0])


def _statement(project: ProjectFile, row: sqlite3.Row) -> AddedStatement:
    pieces: dict[str, list[Span]] = {part: [] for part in _PARTS}
    query = "SELECT part, start_char, end_char FROM statement_spans WHERE statement_id = ? ORDER BY part, piece"
    for part, start, end in project.rows(query, (row["id"],)):
        pieces[part].append(Span(start, end))
    return AddedStatement(
        id=row["local_id"],
        kind=row["kind"],
        source=tuple(pieces["source"]),
        cue=tuple(pieces["cue"]),
        content=tuple(pieces["content"]),
        speaker=row["speaker"],
        role=row["role"],
        affiliation=row["affiliation"],
        who=row["added_by"],
        at=row["added_at"],
    )


def _relation(row: sqlite3.Row) -> AddedRelation:
    return AddedRelation(
        id=row["local_id"],
        from_=row["from_name"],
        to=row["to_name"],
        sign=row["sign"],
        act=row["act"],
        manner=row["manner"],
        evidence=spans(json.loads(row["spans"])),
        statement=row["statement"],
        who=row["added_by"],
        at=row["added_at"],
    )


def spans(pieces: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    """Return pieces, each a start and an end, as spans."""
    return tuple(Span(*pair) for pair in pieces)
