"""Which statements of several coders are the same one: those whose contents share most characters."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sayso.article import Span
from sayso.project.added import AddedRelation, AddedStatement

T = TypeVar("T")
Likeness = tuple[float, ...]
"""How alike two are, the weightiest first; empty: not at all."""


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return how many characters are in both."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return twice the characters in both by the characters of each; 1 where there is nothing in either."""
    length = sum(end - start for start, end in (*one, *other))
    return 2 * shared(one, other) / length if length else 1.0


def statement_likeness(one: AddedStatement, other: AddedStatement) -> Likeness:
    """Return how alike two statements are: their contents, then cue and source."""
    content = dice(one.content, other.content)
    return (content, dice(one.cue, other.cue), dice(one.source, other.source)) if content else ()


def relation_likeness(one: AddedRelation, other: AddedRelation) -> Likeness:
    """Return how alike two relations are, if their ends have the same names: their evidence, then their acts."""
    ends = [(two.from_.casefold(), two.to.casefold()) for two in (one, other)]
    evidence = dice(one.evidence, other.evidence)
    return (evidence, float(one.act == other.act)) if evidence and ends[0] == ends[1] else ()


def extent(one: AddedStatement | AddedRelation) -> Span:
    """Return from where to where the content of a statement, or the evidence of a relation, reaches."""
    pieces = one.content if isinstance(one, AddedStatement) else one.evidence
    return Span(pieces[0].start, pieces[-1].end)


def aligned(
    columns: Sequence[Sequence[T]], likeness: Callable[[T, T], Likeness], reach: Callable[[T], Span]
) -> list[tuple[T | None, ...]]:
    """Return rows with at most one of each column, the most alike put together first; those alone are rows, too.

    Only those that reach into each other can be alike.
    """
    row_of = {(i, a): {i: a} for i, column in enumerate(columns) for a in range(len(column))}
    pairs = []
    for (i, a), (j, b) in _meeting({place: reach(columns[place[0]][place[1]]) for place in row_of}):
        alike = likeness(columns[i][a], columns[j][b])
        if alike:
            pairs.append((tuple(-more for more in alike), i, a, j, b))
    for _, i, a, j, b in sorted(pairs):
        one, other = row_of[i, a], row_of[j, b]
        if one is not other and not one.keys() & other.keys():
            one |= other
            for place in other.items():
                row_of[place] = one
    rows = {id(row): row for row in row_of.values()}
    return [tuple(columns[i][row[i]] if i in row else None for i in range(len(columns))) for row in rows.values()]


def _meeting(reaches: dict[tuple[int, int], Span]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each two places of different columns that reach into each other, the earlier column first."""
    begun: list[tuple[int, int]] = []
    for place, (start, _) in sorted(reaches.items(), key=lambda item: (item[1], item[0])):
        begun = [other for other in begun if reaches[other].end > start]
        yield from ((min(place, other), max(place, other)) for other in begun if other[0] != place[0])
        begun.append(place)
