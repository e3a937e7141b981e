"""Which speakers of a block are one person or body, whatever the order in which their articles came."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.project.people.common import commonness
from sayso.project.people.evidence import evidence_from
from sayso.project.people.forms import Form
from sayso.project.people.likely import ONE_NAME, SOMEBODY_ELSE, by_name, chance, weighed
from sayso.project.people.likeness import NAMES, Profile, likeness, profile_of

SURE_WHOLE, SURE_BARE = 0.5, 0.85
"""The probability from which a whole name, a bare surname is linked: unknown rather than a wrong name."""
_CLEAR = 1.5
"""By how many logits one candidate must be ahead of another who cannot be the same person."""
_TIED = 0.8
"""The share of the articles tying an acronym to a name that must tie it to one."""
_FAME = 0.6
"""How much it speaks for a bearer of a surname that more articles are of them, as a power of their share."""
_TOGETHER = -1.5
"""What an article that names both speaks for their being one, in logits; two articles say no more than that twice."""
_ASKED = 8
"""How many speakers of a person are held against another person."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A speaker of one article: its number, its place in an order that no adding changes, its form and evidence."""

    number: int
    order: str
    article: int
    form: Form
    evidence: str


@dataclass(frozen=True, slots=True)
class Link:
    """Why a speaker is taken for one of those before it: the probability, and what speaks for it."""

    unit: Unit
    confidence: float | None = None
    grounds: tuple[str, ...] = ()


Cluster = list[Link]

_read = lru_cache(maxsize=4096)(evidence_from)


def clusters(units: Iterable[Unit]) -> list[Cluster]:
    """Return the people and bodies of a block, each as its speakers."""
    ordered = sorted(units, key=lambda unit: unit.order)
    if not ordered:
        return []
    return _people(ordered) if ordered[0].form.kind == "person" else _bodies(ordered)


def _bodies(units: Sequence[Unit]) -> list[Cluster]:
    """Link bodies of one name, and an acronym with the name that articles tie it to, where they tie it to one."""
    ties: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        for acronym in unit.form.acronyms if unit.form.kind == "organization" else ():
            ties[acronym][unit.form.key] += 1
    means = {}
    for acronym, names in ties.items():
        name, most = min(names.items(), key=lambda one: (-one[1], one[0]))
        if most >= _TIED * sum(names.values()):
            means[acronym] = name
    out: dict[str, Cluster] = {}
    for unit in units:
        key = means.get(unit.form.key, unit.form.key)
        cluster = out.setdefault(key, [])
        grounds = ("acronym",) if key != unit.form.key else ("name",)
        cluster.append(Link(unit, 0.97, grounds) if cluster else Link(unit))
    return list(out.values())


@dataclass(slots=True)
class _Person:
    links: Cluster
    profile: Profile
    form: Form
    articles: set[int]

    def take(self, link: Link) -> None:
        self.links.append(link)
        self.profile.take(_read(link.unit.evidence))
        self.articles.add(link.unit.article)


def _begun(unit: Unit) -> _Person:
    return _Person([Link(unit)], profile_of([_read(unit.evidence)]), unit.form, {unit.article})


def _people(units: Sequence[Unit]) -> list[Cluster]:
    whole: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.form.given:
            whole[unit.form.key].append(unit)
    people = _united([one for named in whole.values() for one in _of_one_name(named)])
    alone = []
    known = [(one.profile.size, frozenset(one.articles)) for one in people]
    placed: list[tuple[_Person, Link]] = []
    for unit in units:
        if unit.form.given:
            continue
        found = _bearer(unit, people, known)
        if found is None:
            alone.append([Link(unit)])
        else:
            placed.append(found)
    for person, link in placed:
        person.links.append(link)
    return [one.links for one in people] + alone


def _of_one_name(units: Sequence[Unit]) -> list[_Person]:
    """Part the bearers of one whole name: those of whom articles tell most first."""
    form = units[0].form
    prior = ONE_NAME[commonness(form.given[0], form.surname)]
    people: list[_Person] = []
    for unit in sorted(units, key=lambda one: (-_told(one), one.order)):
        scored = [(prior + weighed(found := _likeness(unit, one)), -number, found) for number, one in enumerate(people)]
        best = max(scored, default=None, key=lambda one: one[:2])
        if best is not None and chance(best[0]) >= SURE_WHOLE:
            people[-best[1]].take(Link(unit, chance(best[0]), ("name", *_grounds(best[2]))))
        else:
            people.append(_begun(unit))
    return people


def _told(unit: Unit) -> int:
    found = _read(unit.evidence)
    return len(found.role) + 3 * len(found.parties) + 3 * len(found.states)


def _likeness(unit: Unit, person: _Person) -> list[float]:
    return likeness(_read(unit.evidence), person.profile)


def _united(people: Sequence[_Person]) -> list[_Person]:
    """Unite people whose names differ but may be one person's: the smaller with the likeliest larger."""
    kept: list[_Person] = []
    for one in sorted(people, key=lambda one: (-one.profile.size, one.links[0].unit.order)):
        scored = []
        for number, other in enumerate(kept):
            named = None if one.form.key == other.form.key else by_name(one.form, other.form)
            if named is not None:
                beside = _beside(one, other)
                scored.append((named + beside + _held_against(one, other), -number))
        scored.sort(reverse=True)
        if scored and chance(scored[0][0]) >= SURE_WHOLE and _is_clear(scored, kept):
            other = kept[-scored[0][1]]
            for link in one.links:
                sure = min(chance(scored[0][0]), link.confidence or 1.0)
                other.take(Link(link.unit, sure, ("other name", *link.grounds)))
        else:
            kept.append(one)
    return kept


def _is_clear(scored: Sequence[tuple[float, int]], kept: Sequence[_Person]) -> bool:
    """Say whether the best is ahead of every other who cannot be the same person."""
    best = kept[-scored[0][1]]
    return all(
        scored[0][0] - score >= _CLEAR or by_name(best.form, kept[-number].form) is not None
        for score, number in scored[1:]
    )


def _beside(one: _Person, other: _Person) -> float:
    """Return what it speaks against two being one that articles name them side by side: father and son, above all."""
    shared = len(one.articles & other.articles)
    return _TOGETHER * min(2, shared) * (4 if one.form.suffix != other.form.suffix else 1)


def _held_against(one: _Person, other: _Person) -> float:
    asked = [link.unit for link in one.links[:_ASKED]]
    return sum(weighed(_likeness(unit, other)) for unit in asked) / len(asked)


def _bearer(
    unit: Unit, people: Sequence[_Person], known: Sequence[tuple[int, frozenset[int]]]
) -> tuple[_Person, Link] | None:
    """Return whose bare surname it is, None where it could be that of another: also of somebody not named in whole.

    Who stands in the same article under a whole name is somebody else there.
    """
    nobody = SOMEBODY_ELSE[commonness("", unit.form.surname)]
    total = sum(size for size, _ in known) or 1
    scored = []
    for number, (size, articles) in enumerate(known):
        if unit.article not in articles:
            found = _likeness(unit, people[number])
            scored.append((math.log((1 - nobody) * (size / total) ** _FAME) + weighed(found[:-1]), -number, found))
    if not scored:
        return None
    best = max(scored, key=lambda one: one[:2])
    weight = sum(math.exp(min(30.0, score)) for score, *_ in scored) + nobody
    share = math.exp(min(30.0, best[0])) / weight
    if share < SURE_BARE:
        return None
    grounds = ("surname", *(("nobody else of it",) if len(known) == 1 else ()), *_grounds(best[2]))
    return people[-best[1]], Link(unit, share, grounds)


_SHOWN = frozenset(("role", "walk", "party", "state", "company", "outlet"))


def _grounds(found: Sequence[float]) -> tuple[str, ...]:
    return tuple(name for name, value in zip(NAMES, found, strict=True) if name in _SHOWN and value > 0.2)
