"""What of the log of changes is shown to whom while coders work apart from each other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.project import records
from sayso.project.changes import Change
from sayso.project.coding import adjudicated, assigned
from sayso.project.file import ProjectFile

_SEALED = "coding"


def coder_of(change: Change) -> str | None:
    """Return whose coding a change is about; None where it is about none."""
    return change.subject.key.split(" ", 1)[1] if change.subject.kind.startswith("coding ") else None


def seal(project: ProjectFile, change: Change, viewer: str | None) -> Change:
    """Return the change without what others have coded, until its article is adjudicated."""
    number = records.number_of(project, change.subject.sha256)
    if number is not None and adjudicated.find(project, number) is not None:
        return change
    coder = coder_of(change)
    if coder is None:
        return _without_codings(change, viewer)
    if coder == viewer:
        return change
    return replace(change, what=_SEALED, subject=change.subject._replace(key=coder), before=None, after=None)


def seen_by(project: ProjectFile, coder: str, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes that a coder may see: no codings of others, nothing of others on what they still code blind."""
    apart = set()
    for number, one in assigned.of_coder(project, coder).items():
        if one.blind and one.done_at is None:
            apart.add(records.sha256_of(project, number))
    for change in changes:
        theirs = coder_of(change) or change.who
        if theirs == coder or (coder_of(change) is None and _is_open(change, apart)):
            yield _without_codings(change, coder)


def _is_open(change: Change, apart: set[str]) -> bool:
    return change.subject.sha256 not in apart or change.subject.kind in ("article", "appearance")


def _without_codings(change: Change, viewer: str | None) -> Change:
    """Return the change; of an article that was removed or read again, without what others had coded."""
    record = (change.before or {}).get("record")
    if change.before is None or record is None:
        return change
    codings = [one for one in record["project"].get("codings", ()) if one["coder"] == viewer]
    trimmed = record | {"project": record["project"] | {"codings": codings}}
    return replace(change, before=change.before | {"record": trimmed})
