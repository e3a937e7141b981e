"""A project for Python: `sayso.open_project` and the verbs of the command line."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from sayso.article import Act, Article, Kind, Manner, Model, Span
from sayso.article import Verdict as HeadlineVerdict
from sayso.errors import InputError
from sayso.project import added, changes, decisions, edits, listing, records, search, stored
from sayso.project.added import AddedRelation, AddedStatement
from sayso.project.changes import Change, Subject
from sayso.project.clock import this_user
from sayso.project.coding import assigned, sealed
from sayso.project.decisions import Correction, Decision, Verdict
from sayso.project.export.columns import TableName
from sayso.project.export.formats import Format, TextFormat, pieces, write
from sayso.project.file import WAIT, ProjectFile, Value, open_file
from sayso.project.listing import Key, Listed, Named, Progress, Selection
from sayso.project.people import linking
from sayso.project.report.count import report
from sayso.project.report.parts import Report
from sayso.project.search import Found, Query, Sign
from sayso.project.status import Status, status

if TYPE_CHECKING:
    from sayso.project.adding import Added, Outcome
    from sayso.project.coding.coder import Coder
    from sayso.project.coding.coding import Coding
    from sayso.project.people.person import Person, PersonRecord, Place
    from sayso.project.people.portrait import Portrait
    from sayso.project.people.regroup import Regrouped, Wanted
    from sayso.project.reading import Item, ReadsArticles
    from sayso.project.stories.story import Story
    from sayso.project.stories.trace import Trace
    from sayso.project.tables import Columns


def open_project(path: str | Path, *, read_only: bool = False, create: bool = True, wait: float = WAIT) -> "Project":
    """Open a project, or begin one where there is none, unless `create` is false or it is only to be read.

    `wait` so many seconds for another that is writing.

    An older project is brought up to date, a copy of it kept beside it. Raises `InputError`.
    """
    return Project(open_file(path, write=not read_only, create=create and not read_only, wait=wait))


class Project:
    """An open project. Every method raises `InputError` where the file cannot be read or written."""

    def __init__(self, file: ProjectFile) -> None:
        """Take an open file; use `open_project`."""
        self._file = file
        self._last_read: tuple[sqlite3.Row, Article] | None = None

    def __enter__(self) -> "Project":
        """Return the project, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the project."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def add(
        self,
        sources: Iterable[str | Path],
        *,
        workers: int = 1,
        columns: "Columns | None" = None,
        reader: "ReadsArticles | None" = None,
        who: str | None = None,
    ) -> "Added":
        """Read files, folders, addresses, feeds, archives and tables into the project; what is known is not read."""
        from sayso.project.adding import summed

        return summed(self.adding(sources, workers=workers, columns=columns, reader=reader, who=who))

    def adding(
        self,
        sources: Iterable[str | Path],
        *,
        workers: int = 1,
        columns: "Columns | None" = None,
        reader: "ReadsArticles | None" = None,
        who: str | None = None,
    ) -> "Iterator[Outcome]":
        """Do what `add` does and yield what became of each source; what was yielded is in the project for good."""
        from sayso.project.items import items

        return self._adding(items(map(str, sources), self._file), workers, columns, reader, who)

    def read_again(self, *, workers: int = 1, reader: "ReadsArticles | None" = None, who: str | None = None) -> "Added":
        """Read again every article that another model has read than this Sayso's; people's decisions stay."""
        from sayso.project.adding import summed

        return summed(self.reading_again(workers=workers, reader=reader, who=who))

    def reading_again(
        self, *, workers: int = 1, reader: "ReadsArticles | None" = None, who: str | None = None
    ) -> "Iterator[Outcome]":
        """Do what `read_again` does and yield what became of each article."""
        from sayso.project.reading import Item

        query = "SELECT id, name FROM articles WHERE model_hash IS NOT ? ORDER BY id"
        older = [Item(row["name"], again=row["id"]) for row in self._file.rows(query, (_identity(reader).hash,))]
        return self._adding(older, workers, None, reader, who)

    def older(self, *, reader: "ReadsArticles | None" = None) -> int:
        """Return how many articles another model has read than this Sayso's."""
        query = "SELECT count(*) FROM articles WHERE model_hash IS NOT ?"
        return int(self._file.one(query, (_identity(reader).hash,)))

    def _adding(
        self,
        items: "Iterable[Item | InputError]",
        workers: int,
        columns: "Columns | None",
        reader: "ReadsArticles | None",
        who: str | None,
    ) -> "Iterator[Outcome]":
        from sayso.project.adding import add
        from sayso.project.reading import project_reader
        from sayso.project.tables import Columns
        from sayso.reader import Reader

        reads = project_reader(self._file.name, reader or Reader(), columns or Columns())
        return add(self._file, items, reads, workers, who or this_user())

    def status(self) -> Status:
        """Count what is in the project, and say what could not be taken in."""
        return status(self._file)

    def find(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        role: str | None = None,
        outlet: str | None = None,
        kind: Kind | None = None,
        after: str | None = None,
        before: str | None = None,
        holder: str | None = None,
        target: str | None = None,
        sign: Sign | None = None,
        headline: HeadlineVerdict | None = None,
        person: int | None = None,
        unnamed: bool = False,
        undated: bool = False,
        limit: int | None = None,
    ) -> Iterator[Found]:
        """Yield the statements that fit, as `sayso.project.search.Query` says, in the order of the project."""
        where = (speaker, role, outlet, kind, after, before)
        query = Query(words, *where, holder, target, sign, headline, person, unnamed, undated)
        return search.find(self._file, query, limit)

    def report(self, *, outlet: str | None = None, after: str | None = None, before: str | None = None) -> Report:
        """Count who is quoted how much, by whom, when and how, as `sayso.project.report.parts.Report` says."""
        return report(self._file, Query(outlet=outlet, after=after, before=before))

    def trace(self, words: str | None = None) -> "list[Trace]":
        """Return the utterances that have the words, wherever they are; if None, all that several articles report."""
        from sayso.project.stories import trace

        return trace.every_trace(self._file) if words is None else trace.trace(self._file, words)

    def stories(self) -> "list[Story]":
        """Return the stories that several articles tell in nearly the same words, in the order of the project."""
        from sayso.project.stories.story import stories

        return stories(self._file)

    def people(
        self, words: str | None = None, *, limit: int | None = None, after: "Place | None" = None
    ) -> "Iterator[Person]":
        """Yield the people, organizations and groups of the project, who say most first; with words of a name.

        `after` is the place of the last of the page before.
        """
        from sayso.project.people.person import people

        self._link()
        return people(self._file, words, limit, after)

    def person(self, number: int) -> "PersonRecord":
        """Return a person with dated roles and affiliations and the articles in which they stand."""
        from sayso.project.people.person import record

        self._link()
        return record(self._file, number)

    def portrait(self, number: int, skip: int = 0, limit: int = 100) -> "Portrait":
        """Return a person with roles in the words that give them, and some of the articles, after so many."""
        from sayso.project.people.portrait import portrait

        self._link()
        return portrait(self._file, number, skip, limit)

    def people_in(self, number: int) -> dict[str, int]:
        """Return the numbers of the people that the speakers of an article are, by the ids of these."""
        from sayso.project.people.portrait import of_article

        return of_article(self._file, number)

    def people_of(self, change: Change) -> list[int]:
        """Return the numbers of the people that a change in who is who is about now; [] for any other change."""
        from sayso.project.people.portrait import people_of

        decision = change.after or change.before
        return [] if decision is None or change.subject.kind != "person" else people_of(self._file, decision)

    def merge_people(
        self, numbers: Sequence[int], *, note: str | None = None, who: str | None = None, rehearse: bool = False
    ) -> "Regrouped":
        """Make one person of several and return what came of it; `rehearse`: only what would come of it."""
        from sayso.project.people import regroup

        return regroup.merge(self._wanted(numbers, note, who, rehearse=rehearse))

    def split_person(
        self,
        number: int,
        *,
        articles: Iterable[int] = (),
        names: Iterable[str] = (),
        note: str | None = None,
        who: str | None = None,
        rehearse: bool = False,
    ) -> "Regrouped":
        """Make a person of their own of those of a person in some articles or with some names."""
        from sayso.project.people import regroup

        wanted = self._wanted((number,), note, who, rehearse=rehearse)
        return regroup.split(wanted, frozenset(articles), frozenset(names))

    def rename_person(
        self, number: int, name: str, *, note: str | None = None, who: str | None = None, rehearse: bool = False
    ) -> "Regrouped":
        """Give a person a name."""
        from sayso.project.people import regroup

        return regroup.rename(self._wanted((number,), note, who, rehearse=rehearse), name)

    def _wanted(self, numbers: Sequence[int], note: str | None, who: str | None, *, rehearse: bool) -> "Wanted":
        from sayso.project.people.regroup import Wanted

        return Wanted(self._file, tuple(numbers), who or this_user(), rehearse, note)

    def people_are_linked(self) -> bool:
        """Say whether no speakers wait to be linked: `people` does it, where the file may be written."""
        return not linking.is_due(self._file)

    def link_some(self, limit: int = 50) -> bool:
        """Link a part of the speakers that wait, so that others can write in between; say whether more wait."""
        return linking.link_some(self._file, limit)

    def _link_after(self, change: Change) -> None:
        if change.subject.kind in ("article", "person"):
            self._link()

    def _link(self) -> None:
        if self._file.writable:
            linking.catch_up(self._file)

    def export(self, path: str | Path, form: Format = "jsonl", table: TableName | None = None) -> list[str]:
        """Write the project to a file, as `docs/project.md` says; return what the format does not hold of it.

        "jsonl" is what `add` takes back. "csv" and "parquet" hold one table, statements unless another is named.
        """
        place = Path(path)
        unfinished = place.with_name(f".{place.name}.unfinished")
        try:
            with unfinished.open("wb") as file:
                lacks = write(self._file, file, form, table)
            unfinished.replace(place)
        except OSError as error:
            raise InputError(str(path), f"it cannot be written ({error.strerror})", "name another file") from None
        finally:
            unfinished.unlink(missing_ok=True)
        return lacks

    def exporting(self, form: TextFormat = "jsonl", table: TableName | None = None) -> Iterator[str]:
        """Yield what `export` writes, a piece at a time, of a format that is text."""
        return pieces(self._file, form, table)

    def write(self, file: BinaryIO, form: Format, table: TableName | None = None) -> list[str]:
        """Write to an open file what `export` writes to a path; return what the format does not hold of it."""
        return write(self._file, file, form, table)

    def articles(self) -> Iterator[tuple[int, Article]]:
        """Yield every article with its number, in the order in which they were added."""
        for number in stored.numbers(self._file):
            article = stored.article(self._file, number)
            if article is not None:
                yield number, article

    def article(self, number: int) -> Article:
        """Return the article of a number, as it was read."""
        # Who decides does so many times in one article; it is the same as long as nothing read it again.
        stamp = next(self._file.rows("SELECT id, read_at, model_hash FROM articles WHERE id = ?", (number,)), None)
        if stamp is not None and self._last_read is not None and self._last_read[0] == stamp:
            return self._last_read[1]
        article = stored.article(self._file, number)
        if article is None or stamp is None:
            raise InputError(self._file.name, f"it has no article {number}", "look for its number with `sayso find`")
        self._last_read = stamp, article
        return article

    def article_after(self, number: int) -> int | None:
        """Return the number of the article that was added next, None after the last."""
        return listing.article_after(self._file, number)

    def decisions(self, number: int) -> list[Decision]:
        """Return what people have decided about the statements of an article."""
        return decisions.decisions(self._file, number)

    def decide(
        self,
        number: int,
        statement: str,
        verdict: Verdict | None,
        correction: Correction | None = None,
        *,
        note: str | None = None,
        who: str | None = None,
    ) -> None:
        """Accept, reject or correct a statement of an article, in place of any older decision; None takes it back.

        `statement` is its id; that of a relation will do too, which is accepted or rejected.
        """
        edits.decide(self._edited(number, who), statement, verdict, correction, note)

    def placed(self, number: int, statement: str, words: str) -> Span:
        """Return where words stand in an article: of several places, the one nearest to a statement."""
        return edits.placed(self._edited(number, None), statement, words)

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
        who: str | None = None,
    ) -> str:
        """Add a statement that the machine missed to an article; return its id. Pieces are spans of its text."""
        new = added.new_statement(content, source, cue, kind, speaker, role, affiliation)
        return edits.add(self._edited(number, who), new)

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
        who: str | None = None,
    ) -> str:
        """Add a relation that the machine missed to an article; return its id. `from_` and `to` are names."""
        new = added.new_relation(from_, to, sign, act, evidence, manner, statement)
        return edits.add(self._edited(number, who), new)

    def added_statements(self, number: int) -> list[AddedStatement]:
        """Return the statements that people added to an article."""
        return added.statements(self._file, number)

    def added_relations(self, number: int) -> list[AddedRelation]:
        """Return the relations that people added to an article."""
        return added.relations(self._file, number)

    def remove_added(self, number: int, local_id: str, *, who: str | None = None) -> None:
        """Take away a statement or relation that a person added."""
        edits.remove_added(self._edited(number, who), local_id)

    def split(
        self, number: int, statement: str, contents: Sequence[Sequence[Span]], *, who: str | None = None
    ) -> list[str]:
        """Put a statement for each of the contents in the place of one; return their ids."""
        return edits.split(self._edited(number, who), statement, contents)

    def join(self, number: int, statements: Sequence[str], *, who: str | None = None) -> str:
        """Put one statement with all their pieces in the place of several; return its id."""
        return edits.join(self._edited(number, who), statements)

    def step(self, what: str) -> AbstractContextManager[None]:
        """Make all changes in the block one that `undo` takes back whole; if one fails, none is made."""
        return changes.step(self._file, what)

    def _edited(self, number: int, who: str | None) -> edits.Edited:
        assigned.refuse_blind(self._file, number, who or this_user())
        return edits.for_project(self._file, number, self.article(number), who or this_user())

    @property
    def coding(self) -> "Coding":
        """Return the coders of the project: who codes what, how far they agree, what is adjudicated."""
        from sayso.project.coding.coding import Coding

        return Coding(self._file)

    def coder(self, name: str) -> "Coder":
        """Return a coder at work: the verbs for the articles assigned to them, with what they may see."""
        from sayso.project.coding.coder import Coder

        return Coder(self._file, name)

    def remove(self, number: int, *, who: str | None = None) -> None:
        """Remove an article with all that hangs on it; `undo` brings it back."""
        with self._file.transaction() as connection:
            subject = Subject("article", self.article(number).sha256)
            before = changes.state(self._file, subject)
            records.remove(connection, number)
            changes.log(connection, who or this_user(), "article removed", subject, before, None)
        self._link()

    def undo(self, *, who: str | None = None, only: str | None = None, edits: bool = False) -> Change:
        """Take back the last change that stands, of everybody or `only` of one person; return it.

        With `edits` it is the last of what people decided or added, however much was read into the project since.
        """
        done = changes.undo(self._file, who or this_user(), only, edits=edits)
        self._link_after(done)
        return sealed.seal(self._file, done, who or this_user())

    def redo(self, *, who: str | None = None, only: str | None = None, edits: bool = False) -> Change:
        """Do again what was undone last, if nothing was changed since; return it."""
        done = changes.redo(self._file, who or this_user(), only, edits=edits)
        self._link_after(done)
        return sealed.seal(self._file, done, who or this_user())

    def number_of(self, change: Change) -> int | None:
        """Return the number of the article that a change is about; None where it is not in the project now."""
        return records.number_of(self._file, change.subject.sha256)

    def place_of(self, change: Change) -> tuple[int, str | None] | None:
        """Return the number of the article that a change is about, and the id of the statement or relation."""
        return listing.place_of(self._file, change.subject.sha256, change.subject.key)

    def listed(
        self,
        selection: Selection,
        after: Sequence[Value] | None = None,
        limit: int | None = None,
        *,
        backwards: bool = False,
    ) -> Iterator[Listed]:
        """Yield the statements of a selection in its order, those after a key (or before it), the rejected too."""
        return listing.listed(self._file, selection, after, limit, backwards=backwards)

    def verdict_on(self, number: int, statement: str) -> str | None:
        """Return people's verdict on a statement, None where there is none."""
        return listing.verdict_on(self._file, number, statement)

    def key_of(self, selection: Selection, number: int, statement: str) -> Key | None:
        """Return where a statement stands in the order of a selection, to go on from there."""
        return listing.key_of(self._file, selection, number, statement)

    def speakers(self, begun: str) -> list[Named]:
        """Return people with words in a name that begin so, then other speakers' names; each with its statements."""
        return listing.speakers(self._file, begun)

    def progress(self) -> Progress:
        """Count the articles and statements and what people have decided; quick however large the project is."""
        return listing.progress(self._file)

    def history(self, number: int | None = None, anchor: str | None = None) -> Iterator[Change]:
        """Yield the log of changes, the newest first; of one article, or of what an anchor holds on to in it.

        What coders coded blind is in it once the article is adjudicated, before that only that they did.
        """
        sha256 = None if number is None else self.article(number).sha256
        return (sealed.seal(self._file, one, None) for one in changes.changes(self._file, sha256, anchor))


def _identity(reader: "ReadsArticles | None") -> Model:
    from sayso.reader import Reader

    return (reader or Reader()).identity()
