"""How much what is known of a speaker and of a person speaks for or against their being the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

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
    days: list[str] = field(default_factory=list)

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
        if one.day:
            self.days.append(one.day)


def profile_of(every: Iterable[Evidence]) -> Profile:
    """Return what several articles say of one person."""
    out = Profile()
    for one in every:
        out.take(one)
    return out


def likeness(one: Evidence, known: Profile) -> list[float]:
    """Return the evidence in the order of `NAMES`, each from 0 to about 1."""
    weight = {word: 0.3 if word in _COMMON else 1.0 for word in one.role}
    often = max(1.0, known.size * _OFTEN)
    shared = sum(part for word, part in weight.items() if known.role[word] >= often)
    rolled = bool(one.role and known.role)
    ours, theirs = _walks(one.role), _walks(word for word in known.role if known.role[word] >= often)
    party, state = _agreement(one.parties, known.parties), _agreement(one.states, known.states)
    rare = one.company - _EVERYWHERE
    common = one.company & _EVERYWHERE
    beside = sum(min(1.0, known.company[name] / known.size * 5) for name in rare)
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
        min(1.0, _years(one.day, known.days) / 5),
        min(1.0, known.size / 20),
    ]


def _walks(words: Iterable[str]) -> set[int]:
    held = set(words)
    return {number for number, walk in enumerate(_ELSEWHERE) if held & walk}


def _agreement(ours: Iterable[str], theirs: Counter[str]) -> int:
    held = set(ours)
    if not held or not theirs:
        return 0
    return 1 if any(theirs[one] * 5 >= max(theirs.values()) for one in held) else -1


def _years(day: str, days: Iterable[str]) -> float:
    if not day:
        return 0.0
    return min((abs(int(day[:4]) - int(other[:4])) for other in days if other[:4].isdigit()), default=0)
