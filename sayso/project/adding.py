"""Adding to a project: workers read, this process alone writes, one transaction for each article.

An article is in the project whole or not at all, whenever the power goes; what was not read is read the next time.
Articles are written in the order given; one that is read before its turn is kept in the project until then.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.article import Article
from sayso.errors import InputError
from sayso.project import appearances, changes, decisions, early, edits, records
from sayso.project.added import relation_from, statement_from
from sayso.project.appearances import Appearance
from sayso.project.changes import Subject
from sayso.project.clock import now
from sayso.project.coding import merge
from sayso.project.file import ProjectFile
from sayso.project.people import decided, linking
from sayso.project.reading import Item, ProjectReader, Taken
from sayso.project.rows import storable

_UNFIT = (
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
)
"""What is raised when an imported article cannot be an article."""

What = Literal["added", "appeared", "known", "read again", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its article added, a known text's new appearance, nothing new, or an error.

    `words` is how many words were read for it.
    """

    source: str
    what: What
    error: InputError | None = None
    words: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """How many sources came to what, and the errors of those that failed."""

    added: int
    appeared: int
    known: int
    read_again: int
    failed: tuple[InputError, ...]


def summed(outcomes: Iterable[Outcome]) -> Added:
    """Count outcomes."""
    counts: dict[What, int] = dict.fromkeys(("added", "appeared", "known", "read again"), 0)
    failed = []
    for outcome in outcomes:
        if outcome.error is not None:
            failed.append(outcome.error)
        else:
            counts[outcome.what] += 1
    return Added(counts["added"], counts["appeared"], counts["known"], counts["read again"], tuple(failed))


def add(
    project: ProjectFile, given: Iterable[Item | InputError], reader: ProjectReader, workers: int, who: str
) -> Iterator[Outcome]:
    """Read what the project does not know, in the order given, and yield what became of each.

    Raises `InputError` where the project itself fails; all that was yielded before is in it.
    """
    handed: deque[Item] = deque()
    broken: deque[InputError] = deque()

    def keep(taken: Taken) -> None:
        if taken.key is not None and taken.article is not None:
            early.keep(project, taken.key, taken.source, taken.article)

    for result in _read(_readable(given, handed, broken), reader, workers, keep):
        while broken:
            yield _failed(project, broken[0].name, broken.popleft())
        item = handed.popleft()
        if isinstance(result, InputError):
            if result.name == project.name:
                raise result
            yield _failed(project, item.source, result)
            continue
        try:
            read = result.article if result.read and not result.imported else None
            words = len(read.text.split()) if read else 0
            outcome = Outcome(item.source, _write(project, result, who), words=words)
        except InputError as error:
            if error.name == project.name:
                raise
            outcome = _failed(project, item.source, error)
        yield outcome
    while broken:
        yield _failed(project, broken[0].name, broken.popleft())
    early.drop_all(project)
    linking.catch_up(project)


def _readable(given: Iterable[Item | InputError], handed: deque[Item], broken: deque[InputError]) -> Iterator[Item]:
    for one in given:
        if isinstance(one, InputError):
            broken.append(one)
        else:
            handed.append(one)
            yield one


def _read(
    items: Iterable[Item], reader: ProjectReader, workers: int, keep: Callable[[Taken], None]
) -> Iterator[Taken | InputError]:
    try:
        if workers > 1:
            from sayso.workers import read_side_by_side

            yield from read_side_by_side(items, workers, reader, keep)
            return
        for item in items:
            try:
                yield reader.read(item)
            except InputError as error:
                yield error
    finally:
        reader.close()


def _write(project: ProjectFile, taken: Taken, who: str) -> What:
    """Write what was taken, all of it or nothing. Raises `InputError`."""
    if taken.article is None:
        _forget_failure(project, taken.source)
        return "known"
    with project.transaction() as connection:
        connection.execute("DELETE FROM failures WHERE source = ?", (storable(taken.source),))
        if taken.key is not None:
            early.drop(connection, taken.key)
        try:
            return _written(project, connection, taken, taken.article, who)
        except UnicodeEncodeError:
            wrong = "it holds half a character (a lone surrogate)"
            raise InputError(taken.source, wrong, "save it again as UTF-8") from None
        except _UNFIT as error:
            if not taken.imported:
                raise
            wrong = f"it does not follow docs/article.schema.json ({error})"
            raise InputError(taken.source, wrong, "export it again") from None


def _written(project: ProjectFile, connection: sqlite3.Connection, taken: Taken, article: Article, who: str) -> What:
    number = records.number_of(project, article.sha256)
    if taken.again:
        return _read_again(project, connection, number, article, who)
    if number is not None:
        return _appeared(project, connection, number, taken, article, who)
    if not taken.read:
        raise InputError(taken.source, "its article was removed while it was read", "add it again")
    at = now()
    if taken.known is None:
        number = records.add(connection, article, at)
        seen = appearances.appearance_of(article, taken.source, taken.source_sha256, at)
        appearances.add(connection, number, seen)
    else:
        number = records.restore(connection, records.exported(article, taken.known))
    told = changes.told_of_article(number, records.exported(article, {}))
    changes.log(connection, who, "article added", Subject("article", article.sha256), None, told)
    return "added"


def _read_again(
    project: ProjectFile, connection: sqlite3.Connection, number: int | None, article: Article, who: str
) -> What:
    if number is None:
        raise InputError(article.id, "it was removed while it was read", "leave it out")
    subject = Subject("article", article.sha256)
    before = changes.state(project, subject)
    records.read_anew(connection, number, article, now())
    told = changes.told_of_article(number, records.exported(article, {}))
    changes.log(connection, who, "article read again", subject, before, told)
    return "read again"


def _appeared(
    project: ProjectFile, connection: sqlite3.Connection, number: int, taken: Taken, article: Article, who: str
) -> What:
    """Add to a known article what is new: where else it appeared, decisions where nobody has decided, statements."""
    known = taken.known or {}
    given = [appearances.appearance_from(one) for one in known.get("appearances", ())]
    seen = given or [appearances.appearance_of(article, taken.source, taken.source_sha256, now())]
    new = [one for one in seen if not _seen(project, connection, number, one)]
    for one in new:
        appearances.add(connection, number, one)
        subject = Subject("appearance", article.sha256, one.source)
        changes.log(connection, who, "appearance added", subject, None, appearances.appearance_object(one))
    for decision in map(decisions.decision_from, known.get("decisions", ())):
        if decisions.find(project, number, decision.anchor) is None:
            decisions.put(connection, number, article.text, decision)
            subject = Subject("decision", article.sha256, decision.anchor)
            changes.log(connection, who, "decision imported", subject, None, decisions.decision_object(decision))
    for ruled in map(decided.decision_from, known.get("people", ())):
        if decided.find(project, number, ruled.key) is None:
            decided.put(connection, number, ruled)
            subject = Subject("person", article.sha256, ruled.key)
            changes.log(connection, who, "decision imported", subject, None, decided.decision_object(ruled))
    merge.merge(project, connection, number, article, known, who)
    edit = edits.for_project(project, number, article, who)
    for statement in map(statement_from, known.get("added_statements", ())):
        edits.take(edit, statement)
    for relation in map(relation_from, known.get("added_relations", ())):
        edits.take(edit, relation)
    return "appeared" if new else "known"


def _seen(project: ProjectFile, connection: sqlite3.Connection, number: int, new: Appearance) -> bool:
    """Say whether an appearance is known, and note the bytes its file has now."""
    found = appearances.find(project, number, new)
    if found is None:
        return False
    if found["source"] == new.source and found["source_sha256"] != new.source_sha256:
        connection.execute("UPDATE appearances SET source_sha256 = ? WHERE id = ?", (new.source_sha256, found["id"]))
    return True


def _failed(project: ProjectFile, source: str, error: InputError) -> Outcome:
    """Write down why a source was not read; it is tried again whenever it is given again."""
    reason, remedy, at = error.wrong, error.remedy, now()
    with project.transaction() as connection:
        connection.execute(
            """INSERT INTO failures VALUES (:source, :reason, :remedy, 1, :at, :at) ON CONFLICT (source) DO UPDATE
            SET reason = :reason, remedy = :remedy, tries = tries + 1, last_at = :at""",
            {"source": storable(source), "reason": storable(reason), "remedy": storable(remedy), "at": at},
        )
    return Outcome(source, "failed", error)


def _forget_failure(project: ProjectFile, source: str) -> None:
    name = storable(source)
    if project.one("SELECT 1 FROM failures WHERE source = ?", (name,)):
        with project.transaction() as connection:
            connection.execute("DELETE FROM failures WHERE source = ?", (name,))
