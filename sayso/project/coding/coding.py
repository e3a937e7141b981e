"""Coders of a project for who leads it: who codes what, how far they are and agree, and what becomes of it."""

from collections.abc import Sequence

from sayso.project.clock import this_user
from sayso.project.coding import adjudicate, assign
from sayso.project.coding.agreement import Agreement, agreements
from sayso.project.coding.assign import ArticleStatus, CoderStatus, Deal
from sayso.project.coding.side_by_side import SideBySide, side_by_side
from sayso.project.decisions import Correction
from sayso.project.file import ProjectFile


class Coding:
    """The coders of a project and their codings; `Project.coding`. Every method raises `InputError`.

    `who` is the name under which a change is kept; the user's, if None. What is only to be seen side by side or
    adjudicated by somebody who does not code that article blind is refused to others by that name.
    """

    def __init__(self, file: ProjectFile) -> None:
        """Take an open file; use `Project.coding`."""
        self._file = file

    def assign(
        self,
        coders: Sequence[str],
        articles: Sequence[int] | None = None,
        *,
        share: float = 1.0,
        double: float | None = None,
        seed: int = 0,
        blind: bool = True,
        proposals: bool = True,
        who: str | None = None,
    ) -> int:
        """Deal articles out as `sayso.project.coding.assign.Deal` says; return how many assignments are new."""
        chosen = None if articles is None else tuple(articles)
        deal = Deal(tuple(coders), chosen, share, double, seed, blind, proposals)
        return assign.assign(self._file, deal, who or this_user())

    def withdraw(self, coder: str, articles: Sequence[int] | None = None, *, who: str | None = None) -> int:
        """Take back the assignments of a coder that they have not begun, or those named; return how many."""
        return assign.withdraw(self._file, coder, articles, who or this_user())

    def coders(self) -> list[CoderStatus]:
        """Return how far each coder is, by name."""
        return assign.coder_statuses(self._file)

    def articles(self) -> list[ArticleStatus]:
        """Return how far each assigned article is, in the order of the project."""
        return assign.article_statuses(self._file)

    def agreement(self, names: Sequence[str] = ()) -> list[Agreement]:
        """Return how far those named agree; if nobody is named, each two of coders and machine, and all coders.

        "machine" is what the machine found, "adjudicated" what the project has of adjudicated articles.
        """
        return agreements(self._file, names)

    def side_by_side(self, number: int, *, who: str | None = None) -> SideBySide:
        """Return what the machine and the coders who are done have of an article, side by side."""
        return side_by_side(self._file, number, who or this_user())

    def adjudicate(
        self,
        number: int,
        coder: str,
        local_id: str,
        correction: Correction | None = None,
        *,
        who: str | None = None,
    ) -> str:
        """Make a coder's version, or the machine's, the project's decision, corrected or as it is; return its id."""
        return adjudicate.take(self._file, number, coder, local_id, correction, who or this_user())

    def adjudicate_agreed(self, number: int, *, who: str | None = None) -> int:
        """Make everything in which all coders agree the project's decision in one step; return how much that is."""
        return adjudicate.take_agreed(self._file, number, who or this_user())

    def adjudicate_all(self, number: int, coder: str, *, who: str | None = None) -> int:
        """Make all that one coder has of an article the project's decision in one step; return how much that is."""
        return adjudicate.take_all(self._file, number, coder, who or this_user())

    def close(self, number: int, *, who: str | None = None) -> None:
        """Say that an article is adjudicated; what the machine found and nobody has taken is rejected with that."""
        adjudicate.close(self._file, number, who or this_user())

    def reopen(self, number: int, *, who: str | None = None) -> None:
        """Open the adjudication of an article again; what was decided stays."""
        adjudicate.reopen(self._file, number, who or this_user())
