"""What a person does to the statements and relations of an article: decide, add, split, join. Each is in the log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.article import Article, Attribution, Span, Statement
from sayso.errors import InputError
from sayso.project import added, changes, decisions
from sayso.project.added import Added, AddedStatement
from sayso.project.changes import Subject
from sayso.project.clock import now
from sayso.project.decisions import Correction, Judged, Verdict
from sayso.project.file import ProjectFile
from sayso.project.rows import anchor


@dataclass(frozen=True, slots=True)
class Edited:
    """The article that a person is at work on, its number, and who that is."""

    project: ProjectFile
    number: int
    article: Article
    who: str

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements that the machine found and those that people added."""
        more = map(as_statement, added.statements(self.project, self.number))
        return (*self.article.statements, *more)


def as_statement(new: AddedStatement) -> Statement:
    """Return an added statement in the form that the machine's have; whose it is is certain."""
    said = None
    if new.speaker is not None:
        said = Attribution(None, new.speaker, None, new.role, new.affiliation, None, 1.0)
    return Statement(new.id, new.kind, new.source, new.cue, new.content, 1.0, said)


def decide(
    edit: Edited, judged: str, verdict: Verdict | None, correction: Correction | None = None, note: str | None = None
) -> None:
    """Accept, reject or correct a statement or relation in place of any older decision; None takes it back."""
    one = _judged(edit, judged)
    held = decisions.held(edit.article, one)
    after = None
    with edit.project.transaction() as connection:
        before = decisions.find(edit.project, edit.number, held)
        if verdict is not None:
            by = edit.who, now()
            after = decisions.decision_on(edit.article, one, verdict, correction or Correction(), note, by)
            decisions.put(connection, edit.number, edit.article.text, after)
            what = f"{'statement' if isinstance(one, Statement) else 'relation'} {verdict}"
        elif before is not None:
            decisions.remove(connection, edit.number, held)
            what = "decision taken back"
        else:
            raise InputError(f"{edit.article.id} {judged}", "nobody has decided about it", "give a verdict")
        states = [None if one is None else decisions.decision_object(one) for one in (before, after)]
        changes.log(connection, edit.who, what, Subject("decision", edit.article.sha256, held), *states)


def add(edit: Edited, new: Added) -> str:
    """Add what the machine missed, as this person now; return its id. Raises `InputError`."""
    local_id = take(edit, replace(new, who=edit.who, at=now()))
    if local_id is None:
        raise InputError(edit.article.id, f"it has this {added.what(new)} already", "decide about that one")
    return local_id


def take(edit: Edited, new: Added) -> str | None:
    """Add what somebody found, under a new id, which is returned; None where it is there already."""
    what = added.what(new)
    there = f"SELECT 1 FROM {what}s WHERE article_id = ? AND anchor = ?"
    with edit.project.transaction() as connection:
        if edit.project.one(there, (edit.number, new.anchor)):
            return None
        new = replace(new, id=added.new_id(edit.project, edit.number, what))
        added.check(edit.article.id, edit.article.text, new)
        added.put(connection, edit.number, edit.article.text, new)
        subject = Subject(what, edit.article.sha256, new.anchor)
        changes.log(connection, edit.who, f"{what} added", subject, None, added.added_object(new))
        return new.id


def remove_added(edit: Edited, local_id: str) -> None:
    """Take away a statement or relation that a person added; decisions on it stay, as orphaned ones."""
    with edit.project.transaction() as connection:
        here = added.everything(edit.project, edit.number)
        gone = next((one for one in here if one.id == local_id), None)
        if gone is None:
            raise InputError(edit.article.id, f"nobody has added {local_id!r}", "reject what the machine found")
        what = added.what(gone)
        added.remove(what, connection, edit.number, gone.anchor)
        subject = Subject(what, edit.article.sha256, gone.anchor)
        changes.log(connection, edit.who, f"added {what} removed", subject, added.added_object(gone), None)


def split(edit: Edited, judged: str, parts: Sequence[tuple[Span, ...]]) -> list[str]:
    """Put a statement for each content in the place of one, source, cue and speaker the same; return their ids."""
    whole = _as_stands(edit, judged)
    if len(parts) < 2:
        raise InputError(f"{edit.article.id} {judged}", "it is split into one part", "give two contents or more")
    with changes.step(edit.project, f"statement split in {len(parts)}"):
        _withdraw(edit, judged, "split")
        return [add(edit, replace(whole, content=content)) for content in parts]


def join(edit: Edited, judged: Sequence[str]) -> str:
    """Put one statement in the place of several: all their pieces, the speaker of the first; return its id."""
    several = [_as_stands(edit, one) for one in judged]
    if len(set(judged)) < 2:
        raise InputError(edit.article.id, "one statement cannot be joined", "name two or more")
    kinds = {one.kind for one in several}
    new = replace(
        several[0],
        kind=several[0].kind if len(kinds) == 1 else "mixed",
        source=_merged([one.source for one in several]),
        cue=_merged([one.cue for one in several]),
        content=_merged([one.content for one in several]),
    )
    with changes.step(edit.project, f"{len(judged)} statements joined"):
        for one in judged:
            _withdraw(edit, one, "joined")
        return add(edit, new)


def _withdraw(edit: Edited, judged: str, why: str) -> None:
    """Take a statement away in favour of others: a person's goes, the machine's is rejected with the reason as note."""
    if any(one.id == judged for one in added.statements(edit.project, edit.number)):
        remove_added(edit, judged)
    else:
        decide(edit, judged, "rejected", note=why)


def _as_stands(edit: Edited, judged: str) -> AddedStatement:
    """Return a statement as it stands after any correction."""
    found = next((one for one in edit.statements if one.id == judged), None)
    if found is None:
        raise _unknown(edit, judged)
    decision = decisions.find(edit.project, edit.number, anchor(found))
    change = decision.correction if decision else Correction()
    speaker = found.speaker
    return AddedStatement(
        id="",
        kind=change.kind or found.kind,
        source=found.source if change.source is None else change.source,
        cue=found.cue if change.cue is None else change.cue,
        content=found.content if change.content is None else change.content,
        speaker=change.speaker or (speaker.name if speaker else None),
        role=change.role or (speaker.role if speaker else None),
        affiliation=change.affiliation or (speaker.affiliation if speaker else None),
        who="",
        at="",
    )


def _merged(pieces: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    """Return the pieces in order, those that overlap or touch as one."""
    merged: list[Span] = []
    for start, end in sorted(span for spans in pieces for span in spans):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return tuple(merged)


def _judged(edit: Edited, local_id: str) -> Judged:
    here: list[Judged] = [*edit.statements, *edit.article.relations, *added.relations(edit.project, edit.number)]
    found = next((one for one in here if one.id == local_id), None)
    if found is None:
        raise _unknown(edit, local_id)
    return found


def _unknown(edit: Edited, local_id: str) -> InputError:
    return InputError(edit.article.id, f"it has no statement {local_id!r}", "give its id, such as s3")
