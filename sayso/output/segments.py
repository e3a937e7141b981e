"""A paragraph cut where any span begins or ends, so that spans that nest or touch become runs side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from sayso.article import Relation, Span, Speaker, Statement

Role = Literal["source", "cue", "content", "mention", "evidence"]


class Piece(NamedTuple):
    """A piece of one role of a statement, a mention of a speaker, or words that carry a relation.

    `of` is the place of the statement, speaker or relation among the others, `place` that of the piece among those of
    its role.
    """

    span: Span
    role: Role
    of: int
    place: int


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


def pieces_of(
    statements: Sequence[Statement], speakers: Sequence[Speaker] = (), relations: Sequence[Relation] = ()
) -> list[Piece]:
    """Return every piece of every statement, mention and relation, by where it begins, the longest first."""
    out: list[Piece] = []
    for of, statement in enumerate(statements):
        out += _pieces(statement.source, "source", of)
        out += _pieces(statement.cue, "cue", of)
        out += _pieces(statement.content, "content", of)
    for of, speaker in enumerate(speakers):
        out += _pieces(speaker.mentions, "mention", of)
    for of, relation in enumerate(relations):
        out += _pieces(relation.evidence, "evidence", of)
    return sorted(out, key=lambda piece: (piece.span.start, -piece.span.end, piece.of))


def _pieces(spans: tuple[Span, ...], role: Role, of: int) -> list[Piece]:
    return [Piece(span, role, of, place) for place, span in enumerate(sorted(spans))]


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
