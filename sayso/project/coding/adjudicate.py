"""From several codings of an article to the project's decision, by somebody who has looked at all of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sayso.errors import InputError
from sayso.project import changes, decisions, edits
from sayso.project.added import Added, AddedStatement
from sayso.project.changes import Subject
from sayso.project.clock import now
from sayso.project.coding import adjudicated, assigned, coded
from sayso.project.coding.adjudicated import Adjudication
from sayso.project.coding.assigned import MACHINE
from sayso.project.coding.coded import Coded
from sayso.project.coding.side_by_side import side_by_side
from sayso.project.decisions import Correction
from sayso.project.edits import Edited
from sayso.project.file import ProjectFile

_NOT_TAKEN = "not taken in adjudication"


def take(
    project: ProjectFile,
    number: int,
    coder: str,
    local_id: str,
    correction: Correction | None,
    who: str,
) -> str:
    """Make a coder's version of a statement or relation the project's; return its id there.

    With a correction, what it says comes before the coder's word.
    """
    edit = _open(project, number, who)
    if coder == MACHINE:
        verdict: decisions.Verdict = "accepted" if correction is None else "corrected"
        edits.decide(edit, local_id, verdict, correction, f"as found by the {MACHINE}")
        return local_id
    found = next((one for one in _whole(edit, coder) if one.stands.id == local_id), None)
    if found is None:
        raise InputError(edit.article.id, f"{coder} has no statement {local_id!r}", "give its id in their coding")
    with changes.step(project, f"coding of {coder} taken"):
        return _take(edit, _machines(edit), found, correction or Correction())


def take_agreed(project: ProjectFile, number: int, who: str) -> int:
    """Make of everything in which all coders agree the project's decision, in one step; return how much that is."""
    edit = _open(project, number, who)
    seen = side_by_side(project, number, who)
    if len(seen.names) < 3:  # the machine is one of them
        raise InputError(project.name, f"fewer than two coders are done with article {number}", "wait for another")
    agreed = [next(filter(None, row.versions[1:])) for row in seen.rows if row.agreed and row.project is None]
    codings = {(one.coder, one.stands.id): one for coder in seen.names[1:] for one in _whole(edit, coder)}
    return _take_each(edit, [codings[one.coder, one.id] for one in agreed])


def take_all(project: ProjectFile, number: int, coder: str, who: str) -> int:
    """Make everything that one coder has of an article the project's decision, in one step; return how much."""
    edit = _open(project, number, who)
    return _take_each(edit, _whole(edit, coder))


def _take_each(edit: Edited, codings: Sequence[Coded]) -> int:
    machines = _machines(edit)
    with changes.step(edit.project, f"{len(codings)} codings taken"):
        for one in codings:
            _take(edit, machines, one, Correction())
    return len(codings)


def close(project: ProjectFile, number: int, who: str) -> None:
    """Say that an article is adjudicated; what the machine found and nobody has taken is rejected, in the same step."""
    edit = _open(project, number, who)
    waiting = side_by_side(project, number, who).waiting
    if waiting:
        wrong = f"{', '.join(waiting)} codes article {number} and is not done"
        raise InputError(project.name, wrong, "wait for that, or withdraw the assignment")
    with changes.step(project, f"article {number} adjudicated"), project.transaction() as connection:
        for one in edit.article.statements:
            if edit.ledger.decision(decisions.held(edit.article, one)) is None:
                edits.decide(edit, one.id, "rejected", note=_NOT_TAKEN)
        done = Adjudication(who, now())
        adjudicated.put(connection, number, done)
        subject = Subject("adjudication", edit.article.sha256)
        changes.log(connection, who, "article adjudicated", subject, None, adjudicated.adjudication_object(done))


def reopen(project: ProjectFile, number: int, who: str) -> None:
    """Open the adjudication of an article again; what was decided stays."""
    found = adjudicated.find(project, number)
    if found is None:
        raise InputError(project.name, f"article {number} is not adjudicated", "go on with it")
    edit = edits.edited(project, number, who)
    with project.transaction() as connection:
        adjudicated.remove(connection, number)
        subject = Subject("adjudication", edit.article.sha256)
        before = adjudicated.adjudication_object(found)
        changes.log(connection, who, "adjudication opened again", subject, before, None)


def _open(project: ProjectFile, number: int, who: str) -> Edited:
    assigned.refuse_blind(project, number, who)
    if adjudicated.find(project, number) is not None:
        raise InputError(project.name, f"article {number} is adjudicated", "open its adjudication again first")
    return edits.edited(project, number, who)


def _whole(edit: Edited, coder: str) -> list[Coded]:
    one = assigned.find(edit.project, edit.number, coder)
    if one is None or one.done_at is None:
        raise InputError(edit.project.name, f"{coder} is not done with article {edit.number}", "wait for that")
    return coded.whole(coded.coded(edit.project, edit.number, coder))


def _machines(edit: Edited) -> dict[str, str]:
    """Return the ids of what the machine found, by what decisions on it hold on to."""
    here: tuple[decisions.Judged, ...] = (*edit.article.statements, *edit.article.relations)
    return {decisions.held(edit.article, one): one.id for one in here}


def _take(edit: Edited, machines: dict[str, str], found: Coded, more: Correction) -> str:
    """Write a coder's version among the project's decisions: on the statement it is about, or as an addition."""
    note = f"as coded by {found.coder}"
    given = found.decision.correction if found.decision else Correction()
    if found.decision is not None and found.anchor in machines:
        change = _merged(given, more)
        verdict: decisions.Verdict = found.decision.verdict
        if more != Correction():
            verdict = "corrected"
        edits.decide(edit, machines[found.anchor], verdict, change, _noted(note, found))
        return machines[found.anchor]
    if found.verdict == "rejected":
        raise InputError(edit.article.id, f"{found.coder} has rejected it, and it is not there", "take another version")
    new = replace(_corrected(found.stands, more), who=edit.who, at=now())
    local_id = edits.take(edit, new)
    if local_id is None:
        added = {one.anchor: one.id for one in edit.ledger.additions()}
        local_id = (machines | added)[new.anchor]
        edits.decide(edit, local_id, "accepted", None, _noted(note, found))
    return local_id


def _merged(given: Correction, more: Correction) -> Correction:
    return replace(given, **_said(more))


def _corrected(stands: Added, more: Correction) -> Added:
    return replace(stands, **_said(more)) if isinstance(stands, AddedStatement) else stands


def _said(more: Correction) -> dict[str, Any]:
    """Return the fields of a correction that say something."""
    fields = {name: getattr(more, name) for name in Correction.__dataclass_fields__}
    return {name: value for name, value in fields.items() if value is not None}


def _noted(note: str, found: Coded) -> str:
    own = found.decision.note if found.decision else None
    return f"{note}: {own}" if own else note
