"""Krippendorff's alpha for units on a continuum: whether coders mark the same stretches of text and say the same there.

After K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, "On the reliability of unitizing textual continua: Further
developments", Quality & Quantity 50 (2016), 2347-2364. Unlike a kappa over characters it does not count the text that
nobody marks as so many agreements: a gap has no units to agree on, so what is expected by chance grows with it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = None
"""The value of what lies between units."""

Segment = tuple[int, int, Hashable]
"""Start, end and value of a unit, or of a gap."""

Coincidences = dict[tuple[Hashable, Hashable], float]


@dataclass(frozen=True, slots=True)
class UnitAlpha:
    """The coefficients; None where there is nothing by which to compute one.

    `u`: units and their values together. `binary`: units against gaps, whatever their values (|u in the paper).
    `cu`: the values of what both of two coders have within units; None for more than two, for whom published programs
    differ in it. `covered`: how much of the continuum several have within units.
    """

    u: float | None
    binary: float | None
    cu: float | None
    covered: float


def unit_alpha(continua: Sequence[tuple[int, Sequence[Sequence[Segment]]]]) -> UnitAlpha:
    """Return the coefficients over texts that the same coders have coded: of each its length and each coder's units.

    The units of one coder must not overlap; see `flat`.
    """
    coders = len(continua[0][1]) if continua else 0
    partitions = [[whole(length, units) for units in of_coders] for length, of_coders in continua]
    observed: Coincidences = defaultdict(float)
    own: dict[Hashable, float] = defaultdict(float)  # pairs of a unit with itself, which chance cannot bring about
    inner: dict[Hashable, float] = defaultdict(float)  # the same, of what is within units of another coder
    for of_coders in partitions:
        for segments in of_coders:
            for start, end, value in segments:
                own[value] += end - start if value is GAP else (end - start) ** 2
        for one, other in _ordered_pairs(of_coders):
            within: dict[Segment, int] = defaultdict(int)
            for segment, value, length in intersections(one, other):
                observed[segment[2], value] += length / (coders - 1)
                if segment[2] is not GAP and value is not GAP:
                    within[segment] += length
            for segment, length in within.items():
                inner[segment[2]] += length**2
    valued = {pair: length for pair, length in observed.items() if GAP not in pair}
    total = sum(observed.values())
    return UnitAlpha(
        u=_alpha(observed, own, lambda value: value),
        binary=_alpha(observed, own, lambda value: value is GAP),
        cu=_alpha(valued, inner, lambda value: value) if coders == 2 else None,
        covered=sum(valued.values()) / total if total else 0.0,
    )


def whole(length: int, units: Iterable[Segment]) -> list[Segment]:
    """Return the units with the gaps between them, from 0 to the length."""
    segments: list[Segment] = []
    reached = 0
    for start, end, value in sorted(units, key=lambda unit: unit[:2]):
        if start > reached:
            segments.append((reached, start, GAP))
        segments.append((start, end, value))
        reached = end
    if length > reached:
        segments.append((reached, length, GAP))
    return segments


def flat(units: Sequence[Segment]) -> list[Segment]:
    """Return units that do not overlap: where some do, a character is the shortest one's, then the later one's."""
    edges = sorted({edge for start, end, _ in units for edge in (start, end)})
    found: list[tuple[int, int, int]] = []
    for start, end in pairwise(edges):
        here = [at for at, unit in enumerate(units) if unit[0] <= start and end <= unit[1]]
        if here:
            best = min(here, key=lambda at: (units[at][1] - units[at][0], -units[at][0], at))
            if found and found[-1][1:] == (start, best):
                found[-1] = (found[-1][0], end, best)
            else:
                found.append((start, end, best))
    return [(start, end, units[at][2]) for start, end, at in found]


def intersections(one: Sequence[Segment], other: Sequence[Segment]) -> Iterator[tuple[Segment, Hashable, int]]:
    """Yield each segment of one with the value of a segment of the other and how long both are together."""
    i = j = 0
    while i < len(one) and j < len(other):
        end = min(one[i][1], other[j][1])
        length = end - max(one[i][0], other[j][0])
        if length > 0:
            yield one[i], other[j][2], length
        i, j = i + (one[i][1] == end), j + (other[j][1] == end)


def _ordered_pairs(of_coders: Sequence[list[Segment]]) -> Iterator[tuple[list[Segment], list[Segment]]]:
    for i, one in enumerate(of_coders):
        yield from ((one, other) for j, other in enumerate(of_coders) if i != j)


def _alpha(observed: Coincidences, own: dict[Hashable, float], group: Callable[[Hashable], Hashable]) -> float | None:
    """Return 1 less the disagreement that was observed by that expected, between values in different groups."""
    margins: dict[Hashable, float] = defaultdict(float)
    for (value, _), length in observed.items():
        margins[value] += length
    total = sum(margins.values())
    if not total:
        return None
    scale = total / (total**2 - sum(own.values())) if total**2 > sum(own.values()) else 0.0
    expected = sum(margins[a] * margins[b] * scale for a in margins for b in margins if group(a) != group(b))
    differing = sum(length for (a, b), length in observed.items() if group(a) != group(b))
    return 1 - differing / expected if expected else None
