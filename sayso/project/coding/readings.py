"""What each coder, the machine and the project have of an article, in one form, to be compared."""

from dataclasses import dataclass

from sayso.article import Article
from sayso.project import decisions, edits
from sayso.project.added import Added, AddedRelation, AddedStatement
from sayso.project.coding import adjudicated, assigned, coded
from sayso.project.coding.assigned import ADJUDICATED, MACHINE
from sayso.project.decisions import Correction
from sayso.project.edits import Edited
from sayso.project.file import ProjectFile


@dataclass(frozen=True, slots=True)
class Reading:
    """The statements and relations that somebody has of an article, rejected ones not among them."""

    statements: tuple[AddedStatement, ...]
    relations: tuple[AddedRelation, ...]


def readable(project: ProjectFile, who: str) -> set[int]:
    """Return the numbers of the articles that a coder has coded blind and is done with; or the machine, the project."""
    if who == MACHINE:
        return {row[0] for row in project.rows("SELECT id FROM articles WHERE model IS NOT NULL")}
    if who == ADJUDICATED:
        return set(adjudicated.every(project))
    every = assigned.of_coder(project, who)
    return {number for number, one in every.items() if one.blind and one.done_at is not None}


def reading(edit: Edited, who: str) -> Reading:
    """Return what somebody has of an article."""
    if who == MACHINE:
        return _split([decisions.stands(edit.article, one, Correction()) for one in _found(edit.article)])
    if who == ADJUDICATED:
        return _split(_standing(edit))
    rows = coded.whole(coded.coded(edit.project, edit.number, who))
    return _split([one.stands for one in rows if one.verdict != "rejected"])


def reading_of(project: ProjectFile, number: int, who: str) -> Reading:
    """Return what somebody has of the article of a number."""
    return reading(edits.edited(project, number, who), who)


def _found(article: Article) -> list[decisions.Judged]:
    return [*article.statements, *article.relations]


def _standing(edit: Edited) -> list[Added]:
    """Return what stands in the project; relations only where somebody has accepted or added them."""
    standing = []
    for one in (*edit.statements, *edit.relations):
        decision = edit.ledger.decision(decisions.held(edit.article, one))
        verdict = decision.verdict if decision else None
        unseen = verdict is None and one in edit.article.relations
        if verdict != "rejected" and not unseen:
            standing.append(decisions.stands(edit.article, one, decision.correction if decision else Correction()))
    return standing


def _split(every: list[Added]) -> Reading:
    return Reading(
        tuple(one for one in every if isinstance(one, AddedStatement)),
        tuple(one for one in every if isinstance(one, AddedRelation)),
    )
