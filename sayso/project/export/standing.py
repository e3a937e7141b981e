"""The articles of a project with their statements as they stand after people's decisions, one article at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.article import Article, Attribution, Statement
from sayso.project import added, appearances, decisions, stored
from sayso.project.added import AddedStatement
from sayso.project.appearances import Appearance
from sayso.project.decisions import Correction, Decision
from sayso.project.edits import as_statement
from sayso.project.file import ProjectFile
from sayso.project.rows import anchor, words


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement as it stands, as it was found, by whom if a person `added` it, and what a person decided about it."""

    statement: Statement
    found: Statement
    added: AddedStatement | None
    decision: Decision | None

    @property
    def verdict(self) -> str | None:
        """Return what people did with it: accepted, rejected, corrected or added; None where nobody did anything."""
        return self.decision.verdict if self.decision else "added" if self.added else None

    @property
    def person(self) -> tuple[str, str] | None:
        """Return who did so and when."""
        by = self.decision or self.added
        return (by.who, by.at) if by else None

    @property
    def note(self) -> str | None:
        """Return why."""
        return self.decision.note if self.decision else None


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as a project keeps it. `rejected` are not among `statements`, nor is one of those within them."""

    number: int
    article: Article
    read_at: str
    appearances: tuple[Appearance, ...]
    statements: tuple[Standing, ...]
    rejected: tuple[Standing, ...]


def kept(project: ProjectFile) -> Iterator[Kept]:
    """Yield every article, in the order of the project."""
    for number in stored.numbers(project):
        article = stored.article(project, number)
        if article is not None:
            held = {one.anchor: one for one in decisions.decisions(project, number)}
            found = [(one, None) for one in article.statements]
            people = [(as_statement(one), one) for one in added.statements(project, number)]
            every = [_standing(article, one, by, held.get(anchor(one))) for one, by in (*found, *people)]
            no = tuple(one for one in every if one.verdict == "rejected")
            yield Kept(
                number,
                article,
                project.one("SELECT read_at FROM articles WHERE id = ?", (number,)),
                tuple(appearances.appearances(project, number)),
                tuple(_outside(one, no) for one in every if one not in no),
                no,
            )


def _standing(article: Article, found: Statement, by: AddedStatement | None, decision: Decision | None) -> Standing:
    if decision is None or decision.verdict != "corrected":
        return Standing(found, found, by, decision)
    said = decision.correction
    corrected = replace(decisions.with_pieces(found, said), speaker=_speaker(article, found, said))
    return Standing(corrected, found, by, decision)


def _speaker(article: Article, found: Statement, said: Correction) -> Attribution | None:
    speaker = found.speaker
    words = {name: getattr(said, name) for name in ("role", "affiliation") if getattr(said, name) is not None}
    if said.speaker is not None:
        same = next((one for one in (*article.speakers, *article.actors) if one.name == said.speaker), None)
        known = {"id": same.id if same else None, "name": said.speaker, "kind": same.kind if same else None}
        words |= known | {"how": None, "reason": None}
    if not words:
        return speaker
    return replace(speaker or Attribution(None, None, None, None, None, None, 1.0), **words)


def _outside(one: Standing, rejected: tuple[Standing, ...]) -> Standing:
    """Take a statement out of the rejected ones that it is part of."""
    outer = {no.found.id: no.found.within for no in rejected}
    within = one.statement.within
    while within in outer:
        within = outer[within]
    return one if within == one.statement.within else replace(one, statement=replace(one.statement, within=within))


def who(statement: Statement) -> str:
    """Return who speaks in a statement, with role and affiliation, in words."""
    speaker = statement.speaker
    named = (speaker.name, speaker.role, speaker.affiliation) if speaker else ()
    return ", ".join(filter(None, named)) or "unknown"


def before(article: Article, standing: Standing) -> str | None:
    """Return in words what stood there before a person corrected it; None where nobody did."""
    found = standing.found
    if found == replace(standing.statement, within=found.within):
        return None
    parts = ((part, words(article.text, getattr(found, part))) for part in ("source", "cue", "content"))
    return "; ".join((f"before: {who(found)}", found.kind, *(f"{part} {said}" for part, said in parts if said)))
