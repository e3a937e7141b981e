"""Krippendorff's alpha for values of units that several coders share, such as who speaks in a statement.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): nominal data, missing where a coder has no value.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def nominal_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return alpha over the values that coders gave each unit; None where all gave one value or no two gave any."""
    shared = [values for values in units if len(values) > 1]
    margins = Counter(value for values in shared for value in values)
    total = sum(margins.values())
    differing = sum(_differing(values) / (len(values) - 1) for values in shared)
    expected = sum(count * (total - count) for count in margins.values())
    return 1 - (total - 1) * differing / expected if expected else None


def _differing(values: Sequence[Hashable]) -> int:
    """Return how many ordered pairs of values differ."""
    return sum(count * (len(values) - count) for count in Counter(values).values())
