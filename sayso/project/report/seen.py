"""Which speakers, outlets and months have a row or a column in a report: those with the most statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from sqlite3 import Row

from sayso.article import SpeakerKind

PEOPLE: dict[SpeakerKind, int] = {"person": 40, "organization": 40}
"""Persons and organizations: so many of both together have a row."""
GROUPS: dict[SpeakerKind, int] = {"group": 20, "document": 20}
Who = int | str
"""A person across articles by number; who is none, by the name that the article gives."""
_COLUMNS, _OUTLETS, _MONTHS = 12, 60, 120
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass
class Seen:
    """How many statements there are of each speaker, outlet and month."""

    speakers: Counter[Who] = field(default_factory=Counter)
    names: dict[Who, str] = field(default_factory=dict)
    kinds: dict[Who, Counter[SpeakerKind]] = field(default_factory=lambda: defaultdict(Counter))
    outlets: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    spelling: dict[str, str] = field(default_factory=dict)

    def kind(self, who: Who) -> SpeakerKind:
        """Return of what kind a speaker is most often."""
        return self.kinds[who].most_common(1)[0][0]

    def spelled(self, outlet: str) -> str:
        """Return an outlet as it is spelled first, for capitals do not tell two apart, in SQLite neither."""
        return self.spelling.setdefault(outlet.translate(_LOWER), outlet)

    def named(self, kinds: dict[SpeakerKind, int]) -> list[Who]:
        """Return the speakers of these kinds that have a row."""
        among = (who for who in self.kinds if self.kind(who) in kinds)
        return sorted(among, key=lambda who: (-self.speakers[who], self.names[who]))[: max(kinds.values())]

    @cached_property
    def speaker_rows(self) -> set[Who]:
        """Return all speakers that have a row."""
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
    """Count the statements by speaker, outlet and month."""
    out = Seen()
    for row in rows:
        if row["speaker"] is not None:
            who = who_of(row)
            out.speakers[who] += 1
            out.names[who] = row["speaker"]
            out.kinds[who][row["speaker_kind"]] += 1
        out.outlets[out.spelled(row["outlet"])] += 1
        out.months[row["month"]] += 1
    return out


def who_of(row: Row) -> Who:
    """Return who a statement is counted for."""
    number: int | None = row["person_id"]
    return str(row["speaker"]) if number is None else number


def _most(counts: Counter[str], among: Iterable[str], number: int) -> list[str]:
    return sorted(among, key=lambda name: (-counts[name], name))[:number]
