"""How much what is known of a speaker and of a person speaks for or against their being the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum

from sayso.project.people.evidence import Evidence
from sayso.speakers.vocabulary import PARTIES, ROLE_NOUNS, SAME_OFFICE, TITLES

_EVERYWHERE = frozenset(
    "trump obama clinton biden bush romney democrats republicans democratic republican gop congress senate house"
    " washington america americans american".split()
) | {"white house", "united states", "supreme court", "trump administration", "obama administration"}
"""Whom half of all articles name: company that says little."""
_COMMON = (
    ROLE_NOUNS
    | TITLES
    | PARTIES.keys()
    | frozenset(SAME_OFFICE.values())
    | frozenset(
        "us united states house senate white who former national democratic republican party new top state".split()
    )
)
_ELSEWHERE = (
    frozenset("senator representative legislator governor president vice congress".split()),
    frozenset("journalist host anchor editor reporter columnist commentator producer".split()),
    frozenset("professor scientist researcher fellow historian economist political".split()),
    frozenset("lawyer judge prosecutor".split()),
    frozenset("actor actress comedian singer star player coach quarterback".split()),
    frozenset("officer police detective sergeant capt captain sheriff patrol".split()),
    frozenset("resident voter teacher student mother father neighbor pastor farmer owner".split()),
    frozenset("strategist spokesperson adviser aide consultant pollster secretary director chief".split()),
)
"""Walks of life: who is of one is seldom of another."""
_OF_A_WALK = frozenset().union(*_ELSEWHERE)

_OFTEN = 0.03
"""The share of a person's articles that must use a word of office for it to be theirs."""

NAMES = (
    "role", "role unlike", "walk", "walk unlike", "party", "party unlike", "state", "state unlike", "sex unlike",
    "company", "company common", "company none", "outlet", "years", "article size",
)  # fmt: skip
"""The evidence in the order of the numbers that `likeness` returns."""


@dataclass(slots=True)
class Profile:
    """What is known of a person from all articles that are taken to be of them."""

    size: int = 0
    role: Counter[str] = field(default_factory=Counter)
    parties: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    sex: Counter[str] = field(default_factory=Counter)
    company: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    years: set[int] = field(default_factory=set)
    _walks: tuple[int, frozenset[int]] = (0, frozenset())

    def take(self, one: Evidence) -> None:
        """Add what an article says."""
        self.size += 1
        self.role.update(one.role)
        self.parties.update(one.parties)
        self.states.update(one.states)
        self.company.update(one.company)
        self.outlets[one.outlet] += 1
        if one.sex:
            self.sex[one.sex] += 1
        if (year := one.day[:4]).isdigit():
            self.years.add(int(year))

    def walks(self) -> frozenset[int]:
        """Return the walks of life of which enough articles say that they are of one; anew when there are more."""
        if self._walks[0] != self.size:
            often = self.often()
            self._walks = self.size, _walks(frozenset(word for word in _OF_A_WALK if self.role[word] >= often))
        return self._walks[1]

    def often(self) -> float:
        """Return how many articles must use a word of office for it to be theirs."""
        return max(1.0, self.size * _OFTEN)


def profile_of(every: Iterable[Evidence]) -> Profile:
    """Return what several articles say of one person."""
    out = Profile()
    for one in every:
        out.take(one)
    return out


def likeness(one: Evidence, known: Profile) -> list[float]:
    """Return the evidence in the order of `NAMES`, each from 0 to about 1.

    Sums are exact, so that the order of a set, another in every process, decides nothing.
    """
    weight = {word: 0.3 if word in _COMMON else 1.0 for word in one.role}
    often = known.often()
    shared = fsum(part for word, part in weight.items() if known.role[word] >= often)
    rolled = bool(one.role and known.role)
    ours, theirs = _walks(one.role), known.walks()
    party, state = _agreement(one.parties, known.parties), _agreement(one.states, known.states)
    rare = one.company - _EVERYWHERE
    common = one.company & _EVERYWHERE
    beside = fsum(min(1.0, known.company[name] / known.size * 5) for name in rare)
    sex = known.sex.most_common(1)[0][0] if known.sex else ""
    return [
        min(1.0, shared / 2) if rolled else 0.0,
        float(rolled and shared == 0),
        float(bool(ours & theirs)),
        float(bool(ours and theirs and not ours & theirs)),
        float(party > 0),
        float(party < 0),
        float(state > 0),
        float(state < 0),
        float(bool(one.sex and sex and one.sex != sex)),
        min(1.0, beside / 3),
        sum(name in known.company for name in common) / len(common) if common else 0.0,
        float(bool(rare) and beside == 0),
        min(1.0, 3 * known.outlets[one.outlet] / known.size) if one.outlet else 0.0,
        min(1.0, _years(one.day, known.years) / 5),
        min(1.0, known.size / 20),
    ]


@lru_cache(maxsize=4096)
def _walks(words: frozenset[str]) -> frozenset[int]:
    return frozenset(number for number, walk in enumerate(_ELSEWHERE) if not walk.isdisjoint(words))


def _agreement(ours: Iterable[str], theirs: Counter[str]) -> int:
    held = set(ours)
    if not held or not theirs:
        return 0
    return 1 if any(theirs[one] * 5 >= max(theirs.values()) for one in held) else -1


def _years(day: str, years: Iterable[int]) -> float:
    if not day:
        return 0.0
    return min((abs(int(day[:4]) - year) for year in years), default=0)
