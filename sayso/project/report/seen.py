"""Which names, outlets and months have a row or a column in a report: those with the most statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from sqlite3 import Row

from sayso.article import SpeakerKind

PEOPLE: dict[SpeakerKind, int] = {"person": 40, "organization": 40}
"""Persons and organizations: so many of both together have a row."""
GROUPS: dict[SpeakerKind, int] = {"group": 20, "document": 20}
_COLUMNS, _OUTLETS, _MONTHS = 12, 60, 120
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass
class Seen:
    """How many statements there are of each name, outlet and month."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[SpeakerKind]] = field(default_factory=lambda: defaultdict(Counter))
    outlets: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    spelling: dict[str, str] = field(default_factory=dict)

    def kind(self, name: str) -> SpeakerKind:
        """Return of what kind a name is most often."""
        return self.kinds[name].most_common(1)[0][0]

    def spelled(self, outlet: str) -> str:
        """Return an outlet as it is spelled first, for capitals do not tell two apart, in SQLite neither."""
        return self.spelling.setdefault(outlet.translate(_LOWER), outlet)

    def named(self, kinds: dict[SpeakerKind, int]) -> list[str]:
        """Return the names of these kinds that have a row."""
        return _most(self.names, (name for name in self.kinds if self.kind(name) in kinds), max(kinds.values()))

    @cached_property
    def name_rows(self) -> set[str]:
        """Return all names that have a row."""
        return {*self.named(PEOPLE), *self.named(GROUPS)}

    @cached_property
    def columns(self) -> list[str]:
        """Return the outlets that have a column."""
        return self.outlet_rows[:_COLUMNS]

    @cached_property
    def outlet_rows(self) -> list[str]:
        """Return the outlets that have a row."""
        return _most(self.outlets, self.outlets, _OUTLETS)

    @cached_property
    def month_rows(self) -> list[str]:
        """Return the months that have a row, what has none last: the latest where they are too many."""
        dated = sorted(month for month in self.months if month)[-_MONTHS:]
        return dated + [""] * ("" in self.months)


def seen_in(rows: Iterable[Row]) -> Seen:
    """Count the statements by name, outlet and month."""
    out = Seen()
    for row in rows:
        if row["speaker"] is not None:
            out.names[row["speaker"]] += 1
            out.kinds[row["speaker"]][row["speaker_kind"]] += 1
        out.outlets[out.spelled(row["outlet"])] += 1
        out.months[row["month"]] += 1
    return out


def _most(counts: Counter[str], among: Iterable[str], number: int) -> list[str]:
    return sorted(among, key=lambda name: (-counts[name], name))[:number]
