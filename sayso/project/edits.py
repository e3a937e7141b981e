"""What a person does to the statements and relations of an article: decide, add, split, join. Each is in the log.

Where it is written, among the project's own decisions or a coder's, is the ledger's affair.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.article import Article, Attribution, Span, Statement
from sayso.errors import InputError
from sayso.project import added, changes, decisions, stored
from sayso.project.added import Added, AddedRelation, AddedStatement
from sayso.project.clock import now
from sayso.project.decisions import Correction, Judged, Verdict
from sayso.project.file import ProjectFile
from sayso.project.ledger import Ledger, ProjectLedger
from sayso.project.placed import placed as placed_beside
from sayso.project.rows import anchor


@dataclass(frozen=True, slots=True)
class Edited:
    """The article that a person is at work on, its number, who that is, and where what they do is written."""

    project: ProjectFile
    number: int
    article: Article
    who: str
    ledger: Ledger

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements that the machine found and those that were added."""
        more = (as_statement(one) for one in self.ledger.additions() if isinstance(one, AddedStatement))
        return (*self.article.statements, *more)

    @property
    def relations(self) -> tuple[Judged, ...]:
        """Return the relations that the machine found and those that were added."""
        more = (one for one in self.ledger.additions() if isinstance(one, AddedRelation))
        return (*self.article.relations, *more)


def edited(project: ProjectFile, number: int, who: str) -> Edited:
    """Return the article of a number, to be edited for the project. Raises `InputError`."""
    article = stored.article(project, number)
    if article is None:
        raise InputError(project.name, f"it has no article {number}", "look for its number with `sayso find`")
    return for_project(project, number, article, who)


def for_project(project: ProjectFile, number: int, article: Article, who: str) -> Edited:
    """Return an article that has been read, to be edited for the project."""
    return Edited(project, number, article, who, ProjectLedger(project, number, article.sha256, article.text))


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
    subject = edit.ledger.decision_subject(held)
    with edit.project.transaction() as connection:
        before = changes.state(edit.project, subject)
        if verdict is not None:
            by = edit.who, now()
            decision = decisions.decision_on(edit.article, one, verdict, correction or Correction(), note, by)
            edit.ledger.decide(connection, one, decision)
            what = f"{'statement' if isinstance(one, Statement) else 'relation'} {verdict}"
        elif before is not None:
            edit.ledger.undecide(connection, held)
            what = "decision taken back"
        else:
            raise InputError(f"{edit.article.id} {judged}", "nobody has decided about it", "give a verdict")
        changes.log(connection, edit.who, what, subject, before, changes.state(edit.project, subject))


def add(edit: Edited, new: Added) -> str:
    """Add what the machine missed, as this person now; return its id. Raises `InputError`."""
    local_id = take(edit, replace(new, who=edit.who, at=now()))
    if local_id is None:
        raise InputError(edit.article.id, f"it has this {added.what(new)} already", "decide about that one")
    return local_id


def take(edit: Edited, new: Added) -> str | None:
    """Add what somebody found, under a new id, which is returned; None where it is there already."""
    what = added.what(new)
    with edit.project.transaction() as connection:
        if edit.ledger.has(new):
            return None
        new = replace(new, id=edit.ledger.new_id(what))
        added.check(edit.article.id, edit.article.text, new)
        edit.ledger.add(connection, new)
        subject = edit.ledger.addition_subject(new)
        changes.log(connection, edit.who, f"{what} added", subject, None, changes.state(edit.project, subject))
        return new.id


def remove_added(edit: Edited, local_id: str) -> None:
    """Take away a statement or relation that a person added; decisions on it stay, as orphaned ones."""
    with edit.project.transaction() as connection:
        gone = next((one for one in edit.ledger.additions() if one.id == local_id), None)
        if gone is None:
            raise InputError(edit.article.id, f"nobody has added {local_id!r}", "reject what the machine found")
        subject = edit.ledger.addition_subject(gone)
        before = changes.state(edit.project, subject)
        edit.ledger.remove(connection, gone)
        changes.log(connection, edit.who, f"added {added.what(gone)} removed", subject, before, None)


def split(edit: Edited, judged: str, contents: Sequence[Sequence[Span]]) -> list[str]:
    """Put a statement for each content in the place of one, source, cue and speaker the same; return their ids."""
    parts = [added.spans(content) for content in contents]
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
    if any(one.id == judged for one in edit.ledger.additions()):
        remove_added(edit, judged)
    else:
        decide(edit, judged, "rejected", note=why)


def placed(edit: Edited, statement: str, words: str) -> Span:
    """Return where words stand in the article: of several places, the one nearest to a statement."""
    return placed_beside(edit.article, _statement(edit, statement), words)


def _statement(edit: Edited, local_id: str) -> Statement:
    found = next((one for one in edit.statements if one.id == local_id), None)
    if found is None:
        raise _unknown(edit, local_id)
    return found


def _as_stands(edit: Edited, judged: str) -> AddedStatement:
    """Return a statement as it stands after any correction."""
    found = _statement(edit, judged)
    decision = edit.ledger.decision(anchor(found))
    whole = decisions.stands(edit.article, found, decision.correction if decision else Correction())
    assert isinstance(whole, AddedStatement)  # as it was judged on a statement
    return whole


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
    here: tuple[Judged, ...] = (*edit.statements, *edit.relations)
    found = next((one for one in here if one.id == local_id), None)
    if found is None:
        raise _unknown(edit, local_id)
    return found


def _unknown(edit: Edited, local_id: str) -> InputError:
    return InputError(edit.article.id, f"it has no statement {local_id!r}", "give its id, such as s3")
