"""How far coders agree, field by field, with the counts that each number rests on."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

from sayso.article import Article
from sayso.errors import InputError
from sayso.project import edits
from sayso.project.added import AddedRelation, AddedStatement
from sayso.project.coding import assigned
from sayso.project.coding.alignment import aligned, extent, relation_likeness, shared, statement_likeness
from sayso.project.coding.assigned import ADJUDICATED, MACHINE
from sayso.project.coding.nominal import nominal_alpha
from sayso.project.coding.readings import Reading, readable, reading
from sayso.project.coding.unitizing import Segment, flat, unit_alpha
from sayso.project.file import ProjectFile

FEW = 30
"""Of fewer statements than this no number says much: a share of 30 is known to about 18 points at best."""

_PARTS = ("source", "cue", "content")
T = TypeVar("T")
Statements = tuple[AddedStatement | None, ...]
Relations = tuple[AddedRelation | None, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number: `agreed` of `of` what; of an alpha only of how many it is. `value` is None where there is none."""

    field: str
    measure: str
    value: float | None
    agreed: int | None
    of: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree about the articles that all of them are done with.

    `statements` are how many each has, in the order of `coders`; `together` how many more than one of them has.
    """

    coders: tuple[str, ...]
    articles: tuple[int, ...]
    statements: tuple[int, ...]
    together: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """One article as several have it, what is the same put together."""

    article: Article
    readings: tuple[Reading, ...]
    statements: list[Statements]
    relations: list[Relations]


def agreements(project: ProjectFile, names: Sequence[str] = ()) -> list[Agreement]:
    """Return how far those named agree; if nobody is named, each two of coders and machine, and all coders."""
    known = assigned.coders(project)
    for name in names:
        if name not in (*known, MACHINE, ADJUDICATED):
            raise InputError(project.name, f"it has no coder {name!r}", f"name some of {', '.join((*known, MACHINE))}")
    if names:
        if len(set(names)) < 2:
            raise InputError(project.name, "one alone agrees with nobody", "name two or more")
        return [agreement(project, tuple(dict.fromkeys(names)))]
    coders = [name for name in known if readable(project, name)]
    every = [agreement(project, pair) for pair in combinations((*coders, MACHINE), 2)]
    if len(coders) > 2:
        every.append(agreement(project, tuple(coders)))
    return [one for one in every if one.articles]


def agreement(project: ProjectFile, coders: tuple[str, ...]) -> Agreement:
    """Return how far two or more agree about the articles that all are done with."""
    common = sorted(set.intersection(*(readable(project, name) for name in coders)))
    every = [_compared(project, number, coders) for number in common]
    counts = tuple(sum(len(one.readings[at].statements) for one in every) for at in range(len(coders)))
    rows = [row for one in every for row in one.statements]
    together = sum(len(_there(row)) > 1 for row in rows)
    measures = (*_units(every), *(m for part in _PARTS for m in _part(part, rows)), *_fields(every))
    return Agreement(coders, tuple(common), counts, together, measures)


def same_name(article: Article, name: str | None) -> str:
    """Return a name as it is compared: the article's fullest for whoever it is, in small letters; "" for nobody."""
    plain = " ".join((name or "").split()).casefold()
    for one in (*article.speakers, *article.actors):
        if plain and plain in (known.casefold() for known in (one.name, *one.names)):
            return one.name.casefold()
    return plain


def _compared(project: ProjectFile, number: int, coders: tuple[str, ...]) -> _Compared:
    edit = edits.edited(project, number, "")
    readings = tuple(reading(edit, name) for name in coders)
    statements = aligned([one.statements for one in readings], statement_likeness, extent)
    return _Compared(
        edit.article, readings, statements, aligned([one.relations for one in readings], relation_likeness, extent)
    )


def _there(row: Sequence[T | None]) -> list[T]:
    return [one for one in row if one is not None]


def _units(every: Sequence[_Compared]) -> list[Measure]:
    """Return the alphas of units: where statements stand, with who speaks in them, with their kind."""
    number = sum(len(one.content) for article in every for made in article.readings for one in made.statements)
    found = []
    values: dict[str, Callable[[Article, AddedStatement], Hashable]] = {
        "speaker": lambda article, one: same_name(article, one.speaker),
        "kind": lambda _, one: one.kind,
    }
    for field, value in values.items():
        continua = [
            (len(one.article.text), [_flat(one.article, made, value) for made in one.readings]) for one in every
        ]
        alpha = unit_alpha(continua)
        if field == "speaker":
            found.append(Measure("statement", "|u-alpha", alpha.binary, None, number, _note(number, alpha.binary)))
        found.append(Measure(field, "u-alpha", alpha.u, None, number, _note(number, alpha.u)))
        if len(every[0].readings if every else ()) == 2:
            about = f"of {alpha.covered:.1%} of the text, which both have in units"
            note = "; ".join(filter(None, (about, _note(number, alpha.cu))))
            found.append(Measure(field, "cu-alpha", alpha.cu, None, number, note))
    return found


def _flat(article: Article, made: Reading, value: Callable[[Article, AddedStatement], Hashable]) -> list[Segment]:
    return flat([(start, end, value(article, one)) for one in made.statements for start, end in one.content])


def _part(part: str, rows: Sequence[Statements]) -> list[Measure]:
    """Return F1 of a part, exact and by any overlap, over each two coders.

    F1 is the share of positive agreement, which needs no count of what nobody marked (Hripcsak & Rothschild 2005).
    """
    of = exact = touching = 0
    for row in rows:
        for one, other in combinations(row, 2):
            pieces = [getattr(it, part) if it is not None else () for it in (one, other)]
            of += sum(map(bool, pieces))
            if all(pieces):
                exact += 2 * (pieces[0] == pieces[1])
                touching += 2 * bool(shared(*pieces))
    ratios = (("F1 exact", exact), ("F1 overlap", touching))
    return [Measure(part, name, n / of if of else None, n, of, _note(of // 2, n if of else None)) for name, n in ratios]


def _fields(every: Sequence[_Compared]) -> list[Measure]:
    """Return the share of equal values and alpha of each field of what two or more have."""
    statements = [(one.article, row) for one in every for row in one.statements]
    relations = [(one.article, row) for one in every for row in one.relations]
    return [
        *_values("speaker", [[same_name(a, it.speaker) for it in _there(row)] for a, row in statements]),
        *_values("kind", [[it.kind for it in _there(row)] for _, row in statements]),
        *_values("role", [[_plain(it.role) for it in _there(row)] for _, row in statements]),
        *_values("sign", [[it.sign for it in _there(row)] for _, row in relations]),
    ]


def _values(field: str, units: Sequence[Sequence[Any]]) -> list[Measure]:
    pairs = [pair for values in units for pair in combinations(values, 2)]
    agreed = sum(one == other for one, other in pairs)
    alpha = nominal_alpha(units)
    shares = sum(len(values) > 1 for values in units)
    return [
        Measure(field, "same", agreed / len(pairs) if pairs else None, agreed, len(pairs), _note(len(pairs), agreed)),
        Measure(field, "alpha", alpha, None, shares, _note(shares, alpha)),
    ]


def _plain(words: str | None) -> str:
    return " ".join((words or "").split()).casefold()


def _note(count: int, value: float | None) -> str | None:
    """Return what is to be known of a number: that it rests on little, or why there is none."""
    if not count:
        return "nothing to compare"
    if value is None:
        return "none: everybody gave one and the same value, so chance alone would agree"
    return f"fewer than {FEW}: says little" if count < FEW else None
