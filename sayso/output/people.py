"""People of a project for the terminal and for programs."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sayso.output.terminal import Run, wrapped
from sayso.output.visible import visible
from sayso.project.people.person import Appearing, DatedRole, Person, PersonRecord
from sayso.project.people.regroup import Regrouped

PERSON_COLUMNS = ("id", "name", "kind", "names", "articles", "statements", "words", "first", "last", "renamed")
_NAMES, _ROLES = 4, 12


def person_object(person: Person) -> dict[str, Any]:
    """Return a person as a dict of JSON values."""
    return asdict(person) | {"names": [{"name": name, "articles": count} for name, count in person.names]}


def person_row(person: Person) -> list[str | int | None]:
    """Return a person as the cells of a row, in the order of `PERSON_COLUMNS`."""
    return [
        *(person.id, person.name, person.kind, "; ".join(name for name, _ in person.names)),
        *(person.articles, person.statements, person.words, person.first, person.last, int(person.renamed)),
    ]


def record_object(record: PersonRecord) -> dict[str, Any]:
    """Return all that is known of a person as a dict of JSON values."""
    roles = [asdict(role) | {"at": list(role.at)} for role in record.roles]
    appearing = [asdict(one) | {"grounds": list(one.grounds)} for one in record.appearing]
    return person_object(record.person) | {"roles": roles, "appearing": appearing}


def people_text(people: Iterable[Person]) -> Iterator[str]:
    """Yield a line for each person: number, name, how much, other names."""
    for person in people:
        yield _line(person) + "\n"


def _line(person: Person) -> str:
    others = [name for name, _ in person.names if name != person.name]
    also = ", ".join(others[:_NAMES]) + (", ..." if len(others) > _NAMES else "")
    counts = f"{_counted(person.statements, 'statement')} in {_counted(person.articles, 'article')}"
    line = f"{person.id:>7}  {person.name} ({person.kind}): {counts}" + (f"; also {also}" if also else "")
    return " ".join(visible(line).splitlines())


def record_text(record: PersonRecord, *, width: int, colour: bool) -> str:
    """Return a person as lines: names, roles with where and when, and why each article is taken to be of them."""
    person = record.person
    head = wrapped(
        [Run(f"{person.id}  {person.name}", "headline"), Run(f" · {person.kind}", "faint")], width, colour=colour
    )
    lines = [head, _part("Names", (f"{name} ({_counted(count, 'article')})" for name, count in person.names), width)]
    lines.append(_part("Roles and affiliations", _roles(record.roles), width))
    lines.append(_part("Articles", map(_appearing, record.appearing), width))
    return "".join(lines)


def _part(title: str, lines: Iterable[str], width: int) -> str:
    body = "".join(wrapped([Run(line)], width, first="  ", rest="      ", colour=False) for line in lines)
    return f"{title}\n{body}" if body else ""


def _roles(roles: Iterable[DatedRole]) -> Iterator[str]:
    """Yield each role once, from when to when it is given, with the first place that gives it."""
    of: dict[tuple[str, str], list[DatedRole]] = {}
    for role in roles:
        of.setdefault((role.what, role.name.casefold()), []).append(role)
    for (_, _), same in sorted(of.items(), key=lambda one: -len(one[1]))[:_ROLES]:
        days = sorted(role.published[:10] for role in same if role.published)
        when = "" if not days else days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
        first = same[0]
        where = f"article {first.article}, {first.at.start}-{first.at.end}"
        more = f" and {len(same) - 1} more" if len(same) > 1 else ""
        yield f"{first.name}: " + ", ".join(filter(None, (when, where))) + more


def _appearing(one: Appearing) -> str:
    day = one.published and one.published[:10]
    where = " · ".join(filter(None, (f"article {one.article}", one.outlet, day)))
    sure = "the first" if one.confidence is None else f"{one.confidence:.2f}: {', '.join(one.grounds)}"
    return f"{where} · {one.name}, {_counted(one.statements, 'statement')} · {sure}"


def regrouped_text(regrouped: Regrouped) -> str:
    """Return what was and what comes of it, as lines."""
    said = sum(person.statements for person in regrouped.before)
    articles = sum(person.articles for person in regrouped.before)
    lines = ["Now", *map(_line, regrouped.before), "Then", *map(_line, regrouped.after)]
    concerned = f"Concerned: {_counted(said, 'statement')} in {_counted(articles, 'article')}."
    return "".join(f"{line}\n" for line in (*lines, concerned))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
