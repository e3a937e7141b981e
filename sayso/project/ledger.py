"""Where the decisions and additions on an article are kept: those of the project here, those of a coder in `coding`."""

import sqlite3
from dataclasses import dataclass
from typing import Protocol

from sayso.project import added, decisions
from sayso.project.added import Added, What
from sayso.project.changes import Subject
from sayso.project.decisions import Decision, Judged
from sayso.project.file import ProjectFile


class Ledger(Protocol):
    """What whoever edits an article writes into, and sees of what was written before."""

    def decision_subject(self, anchored: str) -> Subject:
        """Return what the log calls the decision that holds on to an anchor."""

    def addition_subject(self, one: Added) -> Subject:
        """Return what the log calls an added statement or relation."""

    def decision(self, anchored: str) -> Decision | None:
        """Return the decision that holds on to an anchor."""

    def decide(self, connection: sqlite3.Connection, judged: Judged, decision: Decision) -> None:
        """Write a decision in the place of an older one on the same thing."""

    def undecide(self, connection: sqlite3.Connection, anchored: str) -> None:
        """Remove the decision that holds on to an anchor."""

    def additions(self) -> list[Added]:
        """Return the statements and relations that were added."""

    def has(self, one: Added) -> bool:
        """Say whether the article has this statement or relation, whoever found it."""

    def new_id(self, of: What) -> str:
        """Return an id that nothing added to the article has: h1, h2 ... for statements, k1, k2 ... for relations."""

    def add(self, connection: sqlite3.Connection, one: Added) -> None:
        """Write what was added."""

    def remove(self, connection: sqlite3.Connection, one: Added) -> None:
        """Remove what was added."""


@dataclass(frozen=True, slots=True)
class ProjectLedger:
    """The decisions and additions that stand in the project, for everybody to see."""

    project: ProjectFile
    number: int
    sha256: str
    text: str

    def decision_subject(self, anchored: str) -> Subject:
        """Return what the log calls the decision that holds on to an anchor."""
        return Subject("decision", self.sha256, anchored)

    def addition_subject(self, one: Added) -> Subject:
        """Return what the log calls an added statement or relation."""
        return Subject(added.what(one), self.sha256, one.anchor)

    def decision(self, anchored: str) -> Decision | None:
        """Return the decision that holds on to an anchor."""
        return decisions.find(self.project, self.number, anchored)

    def decide(self, connection: sqlite3.Connection, judged: Judged, decision: Decision) -> None:  # noqa: ARG002
        """Write a decision in the place of an older one on the same thing."""
        decisions.put(connection, self.number, self.text, decision)

    def undecide(self, connection: sqlite3.Connection, anchored: str) -> None:
        """Remove the decision that holds on to an anchor."""
        decisions.remove(connection, self.number, anchored)

    def additions(self) -> list[Added]:
        """Return the statements and relations that people added."""
        return added.everything(self.project, self.number)

    def has(self, one: Added) -> bool:
        """Say whether the article has this statement or relation, whoever found it."""
        there = f"SELECT 1 FROM {added.what(one)}s WHERE article_id = ? AND anchor = ?"
        return self.project.one(there, (self.number, one.anchor)) is not None

    def new_id(self, of: What) -> str:
        """Return an id that nothing added to the article has."""
        return added.new_id(self.project, self.number, of)

    def add(self, connection: sqlite3.Connection, one: Added) -> None:
        """Write what was added."""
        added.put(connection, self.number, self.text, one)

    def remove(self, connection: sqlite3.Connection, one: Added) -> None:
        """Remove what was added."""
        added.remove(added.what(one), connection, self.number, one.anchor)
