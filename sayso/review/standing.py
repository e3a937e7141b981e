"""An article as it stands after what people decided and added: what the review room shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sayso.article import Article, Attribution, Speaker, Statement
from sayso.project.added import AddedStatement
from sayso.project.decisions import Correction, Decision, with_pieces
from sayso.project.project import Project
from sayso.project.rows import anchor

State = Literal["proposed", "accepted", "rejected", "corrected", "added"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement as it stands; `found` is what the machine made of it, None for one that a person added."""

    statement: Statement
    anchor: str
    found: Statement | None
    decision: Decision | None
    added: AddedStatement | None

    @property
    def state(self) -> State:
        """Return what people have said of it."""
        if self.decision is not None:
            return self.decision.verdict
        return "added" if self.added else "proposed"


@dataclass(frozen=True, slots=True)
class Room:
    """An article with its statements as they stand, in reading order; those of `article` are these too.

    `people` are the numbers of the people that its speakers are, by the ids of these.
    """

    number: int
    article: Article
    statements: tuple[Standing, ...]
    people: Mapping[str, int]

    def find(self, statement: str) -> Standing | None:
        """Return the statement of an id."""
        return next((one for one in self.statements if one.statement.id == statement), None)


def room(project: Project, number: int) -> Room:
    """Return the article of a number as it stands. Raises `InputError`."""
    article = project.article(number)
    decided = {one.anchor: one for one in project.decisions(number)}
    cast = _Cast(article)
    every = [
        _of_machine(one, held, decided, cast)
        for one, held in zip(article.statements, map(_held, article.statements), strict=True)
    ]
    every += [_of_person(one, decided, cast) for one in project.added_statements(number)]
    every.sort(key=lambda one: min((*one.statement.source, *one.statement.cue, *one.statement.content), default=(0, 0)))
    statements = tuple(one.statement for one in every)
    return Room(
        number, replace(article, statements=statements, speakers=cast.speakers), tuple(every), project.people_in(number)
    )


class _Cast:
    """The speakers of an article and those whom people named besides."""

    def __init__(self, article: Article) -> None:
        self.speakers = article.speakers
        self._by_name = {name.casefold(): one for one in article.speakers for name in (*one.names, one.name)}

    def named(self, name: str) -> Speaker:
        """Return who has this name; whoever is new gets an id that no speaker has."""
        if name.casefold() not in self._by_name:
            new = Speaker(f"x{len(self.speakers)}", name, "person")
            self._by_name[name.casefold()] = new
            self.speakers = (*self.speakers, new)
        return self._by_name[name.casefold()]


@lru_cache(maxsize=5000)
def _held(found: Statement) -> str:
    return anchor(found)


def _of_machine(found: Statement, held: str, decided: Mapping[str, Decision], cast: _Cast) -> Standing:
    decision = decided.get(held)
    stands = corrected(found, decision.correction, cast) if decision else found
    return Standing(stands, held, found, decision, None)


def _of_person(new: AddedStatement, decided: Mapping[str, Decision], cast: _Cast) -> Standing:
    plain = Statement(new.id, new.kind, new.source, new.cue, new.content, 1.0)
    words = Correction(speaker=new.speaker, role=new.role, affiliation=new.affiliation)
    decision = decided.get(new.anchor)
    stands = corrected(plain, words, cast)
    if decision:
        stands = corrected(stands, decision.correction, cast)
    return Standing(stands, new.anchor, None, decision, new)


def corrected(found: Statement, change: Correction, cast: _Cast) -> Statement:
    """Return the statement with a correction put in."""
    said = found.speaker
    if change.speaker is not None:
        one = cast.named(change.speaker)
        role, affiliation = (said.role, said.affiliation) if said else (None, None)
        said = Attribution(one.id, one.name, one.kind, role, affiliation, None, 1.0)
    if said is not None:
        said = replace(
            said,
            role=said.role if change.role is None else change.role or None,
            affiliation=said.affiliation if change.affiliation is None else change.affiliation or None,
        )
    return replace(with_pieces(found, change), speaker=said)
