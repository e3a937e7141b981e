"""A coder at work: the verbs of a project on the articles that are assigned to them, and nothing of other coders."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Literal

from sayso.article import Act, Article, Kind, Manner, Span
from sayso.errors import InputError
from sayso.project import added, changes, decisions, edits, records, stored
from sayso.project.added import AddedRelation, AddedStatement
from sayso.project.changes import Change, Subject
from sayso.project.clock import now
from sayso.project.coding import adjudicated, assigned, coded, sealed
from sayso.project.coding.assigned import Assignment
from sayso.project.coding.coded import Coded
from sayso.project.coding.ledger import CoderLedger
from sayso.project.decisions import Correction, Decision, Verdict
from sayso.project.edits import Edited
from sayso.project.file import ProjectFile


class Coder:
    """One coder of a project. Every method raises `InputError`, as for an article that is not assigned to them.

    On an article that is assigned blind, what they do is a row of their own; on others it is the project's decision.
    """

    def __init__(self, file: ProjectFile, name: str) -> None:
        """Take an open file and the coder's name; use `Project.coder`."""
        self._file = file
        self.name = name

    def assignments(self) -> dict[int, Assignment]:
        """Return what is assigned to them, by the number of the article, in the order of the project."""
        return assigned.of_coder(self._file, self.name)

    def to_do(self) -> list[int]:
        """Return the numbers of the articles that they are not done with."""
        return [number for number, one in self.assignments().items() if one.done_at is None]

    def article(self, number: int) -> Article:
        """Return an article as it is shown to them: without anything found in it, where they code from nothing."""
        return self._at(number).article

    def decisions(self, number: int) -> list[Decision]:
        """Return their decisions about an article; where they do not code it blind, those of the project."""
        if not self._assignment(number).blind:
            return decisions.decisions(self._file, number)
        rows = coded.coded(self._file, number, self.name)
        return [one.decision for one in rows if one.decision is not None]

    def added_statements(self, number: int) -> list[AddedStatement]:
        """Return the statements that they added to an article; where they do not code it blind, all that are added."""
        return [one for one in self._at(number).ledger.additions() if isinstance(one, AddedStatement)]

    def added_relations(self, number: int) -> list[AddedRelation]:
        """Return the relations that they added to an article, likewise."""
        return [one for one in self._at(number).ledger.additions() if isinstance(one, AddedRelation)]

    def coding(self, number: int) -> list[Coded]:
        """Return what they have of an article that they code blind, one for each statement or relation."""
        self._assignment(number)
        return coded.whole(coded.coded(self._file, number, self.name))

    def undecided(self, number: int) -> list[str]:
        """Return the ids of the statements of an article that they have been shown and not decided about."""
        edit = self._at(number)
        shown = edit.article.statements
        return [one.id for one in shown if edit.ledger.decision(decisions.held(edit.article, one)) is None]

    def decide(
        self,
        number: int,
        statement: str,
        verdict: Verdict | None,
        correction: Correction | None = None,
        *,
        note: str | None = None,
    ) -> None:
        """Accept, reject or correct a statement or relation, as `Project.decide` does."""
        edits.decide(self._edited(number), statement, verdict, correction, note)

    def placed(self, number: int, statement: str, words: str) -> Span:
        """Return where words stand in an article: of several places, the one nearest to a statement."""
        return edits.placed(self._at(number), statement, words)

    def add_statement(
        self,
        number: int,
        content: Sequence[Span],
        *,
        source: Sequence[Span] = (),
        cue: Sequence[Span] = (),
        kind: Kind = "indirect",
        speaker: str | None = None,
        role: str | None = None,
        affiliation: str | None = None,
    ) -> str:
        """Add a statement to an article; return its id. Pieces are spans of its text."""
        new = added.new_statement(content, source, cue, kind, speaker, role, affiliation)
        return edits.add(self._edited(number), new)

    def add_relation(
        self,
        number: int,
        from_: str,
        to: str,
        sign: Literal[1, -1],
        act: Act,
        evidence: Sequence[Span],
        *,
        manner: Manner = "actual",
        statement: str | None = None,
    ) -> str:
        """Add a relation to an article; return its id. `from_` and `to` are names."""
        new = added.new_relation(from_, to, sign, act, evidence, manner, statement)
        return edits.add(self._edited(number), new)

    def remove_added(self, number: int, local_id: str) -> None:
        """Take away a statement or relation that they added."""
        edits.remove_added(self._edited(number), local_id)

    def split(self, number: int, statement: str, contents: Sequence[Sequence[Span]]) -> list[str]:
        """Put a statement for each of the contents in the place of one; return their ids."""
        return edits.split(self._edited(number), statement, contents)

    def join(self, number: int, statements: Sequence[str]) -> str:
        """Put one statement with all their pieces in the place of several; return its id."""
        return edits.join(self._edited(number), statements)

    def step(self, what: str) -> AbstractContextManager[None]:
        """Make all changes in the block one that `undo` takes back whole; if one fails, none is made."""
        return changes.step(self._file, what)

    def done(self, number: int, *, rest: Verdict | None = None) -> None:
        """Be done with an article; `rest` is the verdict on the statements not decided about, which must not be left.

        Only what coders are done with is compared and adjudicated.
        """
        assignment = self._open(number)
        with changes.step(self._file, f"article {number} done"):
            left, edit = self.undecided(number), self._at(number)
            if left and rest is None:
                wrong = f"{self.name} has not decided about {len(left)} statements of article {number} ({left[0]} ...)"
                raise InputError(self._file.name, wrong, "decide, or accept or reject the rest")
            for statement in left:
                edits.decide(edit, statement, rest)
            self._assign(number, assignment, now(), "article done")

    def reopen(self, number: int) -> None:
        """Go on with an article that they were done with and that is not adjudicated."""
        assignment = self._assignment(number)
        if assignment.done_at is None:
            raise InputError(self._file.name, f"{self.name} is not done with article {number}", "go on with it")
        if adjudicated.find(self._file, number) is not None:
            raise InputError(self._file.name, f"article {number} is adjudicated", "open its adjudication again first")
        self._assign(number, assignment, None, "article reopened")

    def undo(self) -> Change:
        """Take back their own last change that stands; return it."""
        return changes.undo(self._file, self.name, self.name)

    def redo(self) -> Change:
        """Do again what they undid last, if they have changed nothing since; return it."""
        return changes.redo(self._file, self.name, self.name)

    def history(self, number: int | None = None) -> Iterator[Change]:
        """Yield the log of changes, the newest first, without those that they are not to see."""
        sha256 = None if number is None else self._at(number).article.sha256
        return sealed.seen_by(self._file, self.name, changes.changes(self._file, sha256))

    def _assignment(self, number: int) -> Assignment:
        found = assigned.find(self._file, number, self.name)
        if found is None:
            wrong = f"article {number} is not assigned to {self.name}"
            raise InputError(self._file.name, wrong, "look for those that are with `sayso code PROJECT status`")
        return found

    def _open(self, number: int) -> Assignment:
        found = self._assignment(number)
        if found.done_at is not None:
            wrong = f"{self.name} is done with article {number}"
            raise InputError(self._file.name, wrong, "reopen it to go on")
        return found

    def _at(self, number: int) -> Edited:
        """Return the article as it is shown to them, with where they write."""
        assignment = self._assignment(number)
        edit = edits.edited(self._file, number, self.name)
        if not assignment.blind:
            return edit
        shown = edit.article if assignment.proposals else stored.bare(edit.article)
        return replace(edit, article=shown, ledger=CoderLedger(self._file, number, shown, self.name))

    def _edited(self, number: int) -> Edited:
        self._open(number)
        return self._at(number)

    def _assign(self, number: int, before: Assignment, done_at: str | None, what: str) -> None:
        after = replace(before, done_at=done_at)
        with self._file.transaction() as connection:
            sha256 = records.sha256_of(self._file, number)
            assigned.put(connection, number, after)
            states = map(assigned.assignment_object, (before, after))
            changes.log(connection, self.name, what, Subject("assignment", sha256, self.name), *states)
