"""What a person does to the statements and relations of an article: decide, add, split, join. Each is in the log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.article import Article, Attribution, Relation, Span, Statement
from sayso.errors import InputError
from sayso.project import added, changes, decisions, stored
from sayso.project.added import AddedRelation, AddedStatement
from sayso.project.changes import Subject
from sayso.project.clock import now
from sayso.project.decisions import Correction, Decision, Verdict
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

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Return the relations that the machine found."""
        return self.article.relations


def edited(project: ProjectFile, number: int, who: str) -> Edited:
    """Return the article of a number. Raises `InputError`."""
    article = stored.article(project, number)
    if article is None:
        raise InputError(project.name, f"it has no article {number}", "look for its number with `sayso find`")
    return Edited(project, number, article, who)


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
    by = edit.who, now()
    statement = next((one for one in edit.statements if one.id == judged), None)
    change = correction or Correction()
    with edit.project.transaction() as connection:
        if statement is None:
            after = decisions.on_relation(
                edit.article, _relation(edit, judged), verdict or "accepted", change, note, by
            )
        else:
            after = decisions.decision_on(
                edit.article, statement, verdict or "accepted", _none(change, verdict), note, by
            )
        before = decisions.find(edit.project, edit.number, after.anchor)
        if before is None and verdict is None:
            raise InputError(f"{edit.article.id} {judged}", "nobody has decided about it", "give a verdict")
        if verdict is None:
            decisions.remove(connection, edit.number, after.anchor)
        else:
            decisions.put(connection, edit.number, edit.article.text, after)
        of = "relation" if statement is None else "statement"
        what = f"{of} {verdict}" if verdict else "decision taken back"
        states = _objects(before, None if verdict is None else after)
        changes.log(connection, edit.who, what, Subject("decision", edit.article.sha256, after.anchor), *states)


def add_statement(edit: Edited, new: AddedStatement) -> str:
    """Add a statement that the machine missed, as this person now; return its id. Raises `InputError`."""
    number = take_statement(edit, replace(new, who=edit.who, at=now()))
    if number is None:
        raise InputError(edit.article.id, "it has this statement already", "accept or correct that one")
    return number


def add_relation(edit: Edited, new: AddedRelation) -> str:
    """Add a relation that the machine missed, as this person now; return its id. Raises `InputError`."""
    number = take_relation(edit, replace(new, who=edit.who, at=now()))
    if number is None:
        raise InputError(edit.article.id, "it has this relation already", "accept that one")
    return number


def take_statement(edit: Edited, new: AddedStatement) -> str | None:
    """Add a statement that somebody found, under a new id, which is returned; None where it is there already."""
    name = edit.article.id
    with edit.project.transaction() as connection:
        if _there(edit, "statements", new.anchor):
            return None
        number = added.new_id(edit.project, edit.number, "statements")
        checked = added.checked_statement(name, edit.article.text, replace(new, id=number))
        added.put_statement(connection, edit.number, edit.article.text, checked)
        subject = Subject("statement", edit.article.sha256, checked.anchor)
        changes.log(connection, edit.who, "statement added", subject, None, added.added_object(checked))
        return number


def take_relation(edit: Edited, new: AddedRelation) -> str | None:
    """Add a relation that somebody found, under a new id, which is returned; None where it is there already."""
    name = edit.article.id
    with edit.project.transaction() as connection:
        if _there(edit, "relations", new.anchor):
            return None
        number = added.new_id(edit.project, edit.number, "relations")
        checked = added.checked_relation(name, edit.article.text, replace(new, id=number))
        added.put_relation(connection, edit.number, edit.article.text, checked)
        subject = Subject("relation", edit.article.sha256, checked.anchor)
        changes.log(connection, edit.who, "relation added", subject, None, added.added_object(checked))
        return number


def remove_added(edit: Edited, local_id: str) -> None:
    """Take away a statement or relation that a person added; decisions on it stay, as orphaned ones."""
    with edit.project.transaction() as connection:
        here: list[AddedStatement | AddedRelation] = [
            *added.statements(edit.project, edit.number),
            *added.relations(edit.project, edit.number),
        ]
        gone = next((one for one in here if one.id == local_id), None)
        if gone is None:
            raise InputError(edit.article.id, f"nobody has added {local_id!r}", "reject what the machine found")
        if isinstance(gone, AddedStatement):
            added.remove_statement(connection, edit.number, gone.anchor)
            subject, what = Subject("statement", edit.article.sha256, gone.anchor), "added statement removed"
        else:
            added.remove_relation(connection, edit.number, gone.anchor)
            subject, what = Subject("relation", edit.article.sha256, gone.anchor), "added relation removed"
        changes.log(connection, edit.who, what, subject, added.added_object(gone), None)


def split(edit: Edited, judged: str, parts: Sequence[tuple[Span, ...]]) -> list[str]:
    """Put a statement for each content in the place of one, source, cue and speaker the same; return their ids."""
    whole = _as_stands(edit, judged)
    if len(parts) < 2:
        raise InputError(f"{edit.article.id} {judged}", "it is split into one part", "give two contents or more")
    with changes.step(edit.project, f"statement split in {len(parts)}"):
        _withdraw(edit, judged, "split")
        return [add_statement(edit, replace(whole, content=content)) for content in parts]


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
        return add_statement(edit, new)


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


def _relation(edit: Edited, judged: str) -> Relation | AddedRelation:
    here: list[Relation | AddedRelation] = [*edit.relations, *added.relations(edit.project, edit.number)]
    found = next((one for one in here if one.id == judged), None)
    if found is None:
        raise _unknown(edit, judged)
    return found


def _unknown(edit: Edited, judged: str) -> InputError:
    return InputError(edit.article.id, f"it has no statement {judged!r}", "give its id, such as s3")


def _there(edit: Edited, table: str, anchored: str) -> bool:
    query = f"SELECT 1 FROM {table} WHERE article_id = ? AND anchor = ?"
    return edit.project.one(query, (edit.number, anchored)) is not None


def _none(change: Correction, verdict: Verdict | None) -> Correction:
    return Correction() if verdict is None else change


def _objects(*states: Decision | None) -> list[dict[str, object] | None]:
    return [None if one is None else decisions.decision_object(one) for one in states]
