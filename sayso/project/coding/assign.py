"""Who codes which articles: dealing them out, and how far everybody is."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.project import changes, records
from sayso.project.changes import Subject
from sayso.project.clock import now
from sayso.project.coding import adjudicated, assigned
from sayso.project.coding.adjudicated import Adjudication
from sayso.project.coding.assigned import Assignment
from sayso.project.file import ProjectFile


@dataclass(frozen=True, slots=True)
class Deal:
    """How articles are dealt out to coders.

    Of `articles` (None: all) a random `share` is coded, drawn with `seed`. Of these `double` go to two coders, in turn
    to each pair of them, and the rest to one; None: every coder gets every article.
    """

    coders: tuple[str, ...]
    articles: tuple[int, ...] | None = None
    share: float = 1.0
    double: float | None = None
    seed: int = 0
    blind: bool = True
    proposals: bool = True


@dataclass(frozen=True, slots=True)
class CoderStatus:
    """How far a coder is, in numbers of articles: what is assigned, has been begun, is done, is still to do."""

    coder: str
    assigned: tuple[int, ...]
    begun: tuple[int, ...]
    done: tuple[int, ...]
    to_do: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """Who codes an article, who is done with it, and who has adjudicated it; None: it is open."""

    article: int
    headline: str | None
    coders: tuple[str, ...]
    done: tuple[str, ...]
    adjudication: Adjudication | None


def assign(project: ProjectFile, deal: Deal, who: str) -> int:
    """Deal articles out in one step; return how many assignments are new. Those that are there stay as they are."""
    _check(project, deal)
    new = 0
    what = f"articles assigned to {', '.join(deal.coders)}"
    with changes.step(project, what), project.transaction() as connection:
        for number, coder in ((number, coder) for number, coders in dealt(project, deal).items() for coder in coders):
            if assigned.find(project, number, coder) is None:
                one = Assignment(coder, deal.blind, deal.proposals, who, now())
                assigned.put(connection, number, one)
                subject = Subject("assignment", records.sha256_of(project, number), coder)
                changes.log(connection, who, "article assigned", subject, None, assigned.assignment_object(one))
                new += 1
    return new


def dealt(project: ProjectFile, deal: Deal) -> dict[int, tuple[str, ...]]:
    """Return who gets which article. The same seed draws the same articles, whatever else is in the project."""
    chosen = _drawn(project, deal)
    if deal.double is None or len(deal.coders) == 1:
        return dict.fromkeys(sorted(chosen), deal.coders)
    twice = round(deal.double * len(chosen))
    pairs = [(one, other) for at, one in enumerate(deal.coders) for other in deal.coders[at + 1 :]]
    given: dict[int, tuple[str, ...]] = {}
    for place, number in enumerate(chosen):
        given[number] = pairs[place % len(pairs)] if place < twice else (deal.coders[place % len(deal.coders)],)
    return dict(sorted(given.items()))


def _drawn(project: ProjectFile, deal: Deal) -> list[int]:
    """Return the articles that are coded, in an order that the seed alone decides."""
    query = "SELECT id, sha256 FROM articles ORDER BY id"
    known = {row["id"]: row["sha256"] for row in project.rows(query)}
    wanted = dict.fromkeys(known if deal.articles is None else deal.articles)
    for number in wanted:
        if number not in known:
            raise InputError(project.name, f"it has no article {number}", "look for its number with `sayso find`")
    drawn = sorted(wanted, key=lambda number: hashlib.sha256(f"{deal.seed} {known[number]}".encode()).digest())
    return drawn[: round(deal.share * len(drawn))]


def withdraw(project: ProjectFile, coder: str, articles: Sequence[int] | None, who: str) -> int:
    """Take assignments back in one step, all that are not begun or those named; return how many."""
    there = assigned.of_coder(project, coder)
    begun = _begun(project, coder)
    for number in articles or ():
        if number not in there:
            raise InputError(project.name, f"article {number} is not assigned to {coder}", "leave it out")
        if number in begun:
            raise InputError(project.name, f"{coder} has begun article {number}", "undo that first, or let it stay")
    gone = [number for number in (there if articles is None else articles) if number not in begun]
    with changes.step(project, f"{len(gone)} assignments withdrawn"), project.transaction() as connection:
        for number in gone:
            assigned.remove(connection, number, coder)
            subject = Subject("assignment", records.sha256_of(project, number), coder)
            before = assigned.assignment_object(there[number])
            changes.log(connection, who, "assignment withdrawn", subject, before, None)
    return len(gone)


def coder_statuses(project: ProjectFile) -> list[CoderStatus]:
    """Return how far each coder is, by name."""
    found = []
    for coder in assigned.coders(project):
        every = assigned.of_coder(project, coder)
        done = tuple(number for number, one in every.items() if one.done_at is not None)
        begun = tuple(sorted(_begun(project, coder) & every.keys()))
        to_do = tuple(number for number in every if number not in done)
        found.append(CoderStatus(coder, tuple(every), begun, done, to_do))
    return found


def article_statuses(project: ProjectFile) -> list[ArticleStatus]:
    """Return how far each article is that is assigned to anybody, in the order of the project."""
    query = "SELECT id, headline FROM articles WHERE id IN (SELECT article_id FROM assignments) ORDER BY id"
    settled = adjudicated.every(project)
    found = []
    for row in project.rows(query):
        every = assigned.assignments(project, row["id"])
        done = tuple(one.coder for one in every if one.done_at is not None)
        names = tuple(one.coder for one in every)
        found.append(ArticleStatus(row["id"], row["headline"], names, done, settled.get(row["id"])))
    return found


def _begun(project: ProjectFile, coder: str) -> set[int]:
    query = "SELECT DISTINCT article_id FROM codings WHERE coder = ?"
    return {row[0] for row in project.rows(query, (coder,))}


def _check(project: ProjectFile, deal: Deal) -> None:
    if not deal.coders:
        raise InputError(project.name, "nobody is named to code", "name one coder or more")
    if len({coder.casefold() for coder in deal.coders}) < len(deal.coders):
        raise InputError(project.name, "a coder is named twice", "name each once")
    for coder in deal.coders:
        assigned.check_name(project, coder)
    if not 0 < deal.share <= 1 or not 0 <= (deal.double or 0) <= 1:
        raise InputError(project.name, "a share is not between 0 and 1", "give one, such as 0.2")
    if not deal.blind and not deal.proposals:
        raise InputError(project.name, "only who codes blind can code from nothing", "leave out one of the two")
    if deal.double and len(deal.coders) == 1:
        raise InputError(project.name, "one coder alone cannot code twice", "name two coders or more")
