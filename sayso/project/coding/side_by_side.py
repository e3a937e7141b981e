"""The codings of an article side by side, where they agree and where they differ, to be adjudicated."""

from dataclasses import dataclass
from typing import Any, Literal

from sayso.article import Article
from sayso.project import added, decisions, edits
from sayso.project.added import Added, AddedRelation, AddedStatement
from sayso.project.coding import adjudicated, assigned, coded
from sayso.project.coding.adjudicated import Adjudication
from sayso.project.coding.agreement import same_name
from sayso.project.coding.alignment import Likeness, aligned, extent, relation_likeness, statement_likeness
from sayso.project.coding.assigned import MACHINE
from sayso.project.decisions import Correction, Judged
from sayso.project.edits import Edited
from sayso.project.file import ProjectFile

_FIELDS = {
    "statement": ("source", "cue", "content", "kind", "speaker", "role", "affiliation"),
    "relation": ("from_", "to", "sign", "act", "manner", "evidence"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """A statement or relation as a coder or the machine has it; `verdict`: accepted, corrected, rejected, added, found.

    Its id is that by which `adjudicate` takes it.
    """

    coder: str
    stands: Added
    verdict: str
    note: str | None

    @property
    def id(self) -> str:
        """Return its id in the coder's article."""
        return self.stands.id


@dataclass(frozen=True, slots=True)
class Row:
    """One statement or relation as each of `SideBySide.names` has it, None where they have none.

    `there` says whether all coders have it or none has. `same` says of each field whether all coders who have it say
    the same; it is empty where fewer than two have. `agreed`: all have the same, or all have rejected it.
    `project` is what became of it in the project: accepted, corrected, rejected, added; None: nothing yet.
    """

    about: Literal["statement", "relation"]
    versions: tuple[Version | None, ...]
    there: bool
    same: dict[str, bool]
    agreed: bool
    project: str | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """An article as the machine and the coders who are done have it; `waiting` are those who are not done."""

    number: int
    article: Article
    names: tuple[str, ...]
    waiting: tuple[str, ...]
    rows: tuple[Row, ...]
    adjudication: Adjudication | None

    @property
    def unsettled(self) -> tuple[Row, ...]:
        """Return what coders have, or disagree about, and the project has no decision on."""
        return tuple(row for row in self.rows if row.project is None and any(row.versions[1:]))


def side_by_side(project: ProjectFile, number: int, who: str) -> SideBySide:
    """Return the codings of an article. Raises `InputError` for who still codes it blind."""
    edit = edits.edited(project, number, who)
    assigned.refuse_blind(project, number, who)
    every = [one for one in assigned.assignments(project, number) if one.blind]
    done = [one.coder for one in every if one.done_at is not None]
    columns = [_machine(edit), *(_versions(edit, coder) for coder in done)]
    became, held = _became(edit), _held(edit)
    rows = [
        _row(edit, versions, became, held) for versions in aligned(columns, _likeness, lambda one: extent(one.stands))
    ]
    return SideBySide(
        number,
        edit.article,
        (MACHINE, *done),
        tuple(one.coder for one in every if one.done_at is None),
        tuple(sorted(rows, key=_place)),
        adjudicated.find(project, number),
    )


def _machine(edit: Edited) -> list[Version]:
    found: tuple[Judged, ...] = (*edit.article.statements, *edit.article.relations)
    return [Version(MACHINE, decisions.stands(edit.article, one, Correction()), "found", None) for one in found]


def _versions(edit: Edited, coder: str) -> list[Version]:
    rows = coded.whole(coded.coded(edit.project, edit.number, coder))
    return [Version(coder, one.stands, one.verdict, one.decision.note if one.decision else None) for one in rows]


def _likeness(one: Version, other: Version) -> Likeness:
    a, b = one.stands, other.stands
    if isinstance(a, AddedStatement) and isinstance(b, AddedStatement):
        return statement_likeness(a, b)
    if isinstance(a, AddedRelation) and isinstance(b, AddedRelation):
        return relation_likeness(a, b)
    return ()


def _row(edit: Edited, versions: tuple[Version | None, ...], became: dict[str, str], held: dict[str, str]) -> Row:
    first = next(one for one in versions if one is not None)
    about = added.what(first.stands)
    coders = versions[1:]
    having = [one for one in coders if one is not None and one.verdict != "rejected"]
    fields = _FIELDS[about] if len(having) > 1 else ()
    same = {field: len({_value(edit, one.stands, field) for one in having}) == 1 for field in fields}
    there = len(having) in (0, len(coders))
    agreed = any(coders) and there and all(same.values())  # what no coder has touched is not agreed on
    there_now = [one for one in versions if one is not None]
    anchors = [*(held.get(one.id) for one in there_now), *(one.stands.anchor for one in there_now)]
    project = next((became[anchored] for anchored in anchors if anchored in became), None)
    return Row(about, versions, there, same, agreed, project)


def _value(edit: Edited, stands: Added, field: str) -> Any:  # noqa: ANN401 (any field)
    value = getattr(stands, field)
    if field in ("speaker", "from_", "to"):
        return same_name(edit.article, value)
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _became(edit: Edited) -> dict[str, str]:
    """Return what became of statements and relations in the project, by what decisions on them hold on to."""
    decided = {one.anchor: one.verdict for one in decisions.decisions(edit.project, edit.number)}
    return dict.fromkeys((one.anchor for one in edit.ledger.additions()), "added") | decided


def _held(edit: Edited) -> dict[str, str]:
    """Return what decisions on the machine's statements and relations hold on to, by id."""
    here: tuple[Judged, ...] = (*edit.article.statements, *edit.article.relations)
    return {one.id: decisions.held(edit.article, one) for one in here}


def _place(row: Row) -> tuple[Any, ...]:
    stands = next(one.stands for one in row.versions if one is not None)
    pieces = stands.content if isinstance(stands, AddedStatement) else stands.evidence
    return row.about == "relation", pieces, stands.id
