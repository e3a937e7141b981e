"""A paragraph cut where any span begins or ends, so that spans that nest or touch become runs side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from sayso.article import Span, Statement

Role = Literal["source", "cue", "content"]


class Piece(NamedTuple):
    """One piece of one role of a statement (its place among the others); `first` for the first of the role's pieces."""

    span: Span
    role: Role
    statement: int
    first: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """The characters `start:end` and the pieces that all of them belong to."""

    start: int
    end: int
    pieces: tuple[Piece, ...]

    def begins(self, piece: Piece) -> bool:
        """Say whether the piece begins with this segment."""
        return piece.span.start == self.start

    def ends(self, piece: Piece) -> bool:
        """Say whether the piece ends with this segment."""
        return piece.span.end == self.end


def pieces_of(statements: Sequence[Statement]) -> list[Piece]:
    """Return every piece of every statement by where it begins, the longest first."""
    out: list[Piece] = []
    for index, statement in enumerate(statements):
        roles: tuple[tuple[Role, tuple[Span, ...]], ...] = (
            ("source", statement.source),
            ("cue", statement.cue),
            ("content", statement.content),
        )
        for role, spans in roles:
            out.extend(Piece(span, role, index, i == 0) for i, span in enumerate(sorted(spans)))
    return sorted(out, key=lambda piece: (piece.span.start, -piece.span.end, piece.statement))


def segments(blocks: Iterable[tuple[int, int]], pieces: Sequence[Piece]) -> Iterator[list[Segment]]:
    """Cut each block, (start, end), at the edges of the pieces; blocks in order, pieces in that of `pieces_of`."""
    live: list[Piece] = []
    following = 0
    for start, end in blocks:
        out: list[Segment] = []
        beginning = following
        while following < len(pieces) and pieces[following].span.start < end:
            following += 1
        inside = [*live, *pieces[beginning:following]]
        cuts = sorted({start, end, *(edge for piece in inside for edge in piece.span if start < edge < end)})
        for at, after in pairwise(cuts):
            while beginning < following and pieces[beginning].span.start <= at:
                live.append(pieces[beginning])
                beginning += 1
            live = [piece for piece in live if piece.span.end > at]
            out.append(Segment(at, after, tuple(live)))
        yield out
