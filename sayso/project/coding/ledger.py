"""Where the decisions and additions of one coder on one article are kept."""

import sqlite3
from dataclasses import dataclass, replace

from sayso.article import Article
from sayso.project import decisions
from sayso.project.added import Added
from sayso.project.added import What as Kind
from sayso.project.changes import Subject
from sayso.project.coding import coded
from sayso.project.coding.coded import Coded
from sayso.project.decisions import Decision, Judged
from sayso.project.file import ProjectFile
from sayso.project.rows import anchor


@dataclass(frozen=True, slots=True)
class CoderLedger:
    """The rows of one coder: nobody else's are seen or written. `article` is as it is shown to the coder."""

    project: ProjectFile
    number: int
    article: Article
    coder: str

    def decision_subject(self, anchored: str) -> Subject:
        """Return what the log calls the decision that holds on to an anchor."""
        return Subject("coding decision", self.article.sha256, f"{anchored} {self.coder}")

    def addition_subject(self, one: Added) -> Subject:
        """Return what the log calls an added statement or relation."""
        return Subject("coding addition", self.article.sha256, f"{one.anchor} {self.coder}")

    def decision(self, anchored: str) -> Decision | None:
        """Return the coder's decision that holds on to an anchor."""
        found = coded.find(self.project, self.number, "decision", f"{anchored} {self.coder}")
        return None if found is None else found.decision

    def decide(self, connection: sqlite3.Connection, judged: Judged, decision: Decision) -> None:
        """Write a decision, and what stands after it, in the place of an older one."""
        stands = decisions.stands(self.article, judged, decision.correction)
        stands = replace(stands, who=decision.who, at=decision.at)
        coded.put(connection, self.number, self.article.text, Coded(self.coder, stands, decision))

    def undecide(self, connection: sqlite3.Connection, anchored: str) -> None:
        """Remove the decision that holds on to an anchor."""
        coded.remove("decision", connection, self.number, f"{anchored} {self.coder}")

    def additions(self) -> list[Added]:
        """Return the statements and relations that the coder added, in the order in which they did."""
        return coded.additions(self.project, self.number, self.coder)

    def has(self, one: Added) -> bool:
        """Say whether the coder has added this already, or is shown it by the machine."""
        shown = map(anchor, self.article.statements)
        related = (decisions.held(self.article, relation) for relation in self.article.relations)
        return one.anchor in {*shown, *related, *(mine.anchor for mine in self.additions())}

    def new_id(self, of: Kind) -> str:
        """Return an id that nothing the coder added to the article has."""
        letter = "h" if of == "statement" else "k"
        return f"{letter}{max((int(one.id[1:]) for one in self.additions() if one.id[0] == letter), default=0) + 1}"

    def add(self, connection: sqlite3.Connection, one: Added) -> None:
        """Write what the coder added."""
        coded.put(connection, self.number, self.article.text, Coded(self.coder, one))

    def remove(self, connection: sqlite3.Connection, one: Added) -> None:
        """Remove what the coder added."""
        coded.remove("addition", connection, self.number, Coded(self.coder, one).key)
