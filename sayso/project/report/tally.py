"""Counting statements under keys, with the first few of each."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from sayso.project.report.parts import Cell, Kinds
from sayso.project.search import Query

Key = tuple[str | int, ...]

ENTRIES = 14_000
"""So many statements are shown in one report, some of them several times; that is a page of about 8 MB."""
_MOST = 1000


@dataclass(slots=True)
class Tally:
    """How many statements were counted under each key, and the ids of the first of them."""

    counts: Counter[Key] = field(default_factory=Counter)
    first: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: Key, statement: int) -> None:
        """Count a statement under a key."""
        self.counts[key] += 1
        if self.counts[key] <= _MOST:
            self.first[key].append(statement)

    def shown(self) -> int:
        """Return how many statements of each key can be shown, the same number of each."""
        low, high = 1, _MOST
        while low < high:
            middle = (low + high + 1) // 2
            fits = sum(min(count, middle) for count in self.counts.values()) <= ENTRIES
            low, high = (middle, high) if fits else (low, middle - 1)
        return low

    def ids(self, shown: int) -> set[int]:
        """Return the first `shown` statements of every key."""
        return {id_ for ids in self.first.values() for id_ in ids[:shown]}

    def cell(self, key: Key, query: Query, shown: int) -> Cell:
        """Return what was counted under a key, with the first `shown` of them."""
        return Cell(query, self.counts[key], tuple(self.first.get(key, ())[:shown]))

    def kinds(self, key: Key, query: Query, shown: int) -> Kinds:
        """Return what was counted under a key with each kind of quoting after it."""
        direct = self.cell((*key, "direct"), replace(query, kind="direct"), shown)
        mixed = self.cell((*key, "mixed"), replace(query, kind="mixed"), shown)
        indirect = self.cell((*key, "indirect"), replace(query, kind="indirect"), shown)
        return Kinds(query, direct, mixed, indirect)
