"""What one worker does: it takes a source, finds out whether the project knows it, and reads it if not."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from sayso.article import Article, Model
from sayso.errors import InputError
from sayso.intake import MAX_BYTES, load
from sayso.intake.sources import STANDARD_INPUT, expand, is_url
from sayso.project import early, records, stored, tables
from sayso.project.file import ProjectFile, open_file
from sayso.project.rows import storable

_open: dict[str, ProjectFile] = {}
"""The projects that this process reads from; a connection cannot be sent to another."""


class ReadsArticles(Protocol):
    """What finds the statements in an article, such as `sayso.Reader`."""

    def read_article(self, article: Article, /) -> Article:
        """Return the article with what is found in it. Raises `InputError`."""

    def identity(self) -> Model:
        """Return which model it reads with."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file or address, a row of a table (`cells`), or an article of the project (`again`)."""

    source: str
    cells: tables.Cells | None = None
    again: int | None = None

    def __str__(self) -> str:
        """Return what the user named."""
        return self.source


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an item.

    `article` is None where the source itself is known and was not opened. `read` says whether the article was read; it
    is not where the project has its text already. An article that was exported is `imported`, with what was `known` of
    it in that project; an article of this project is read `again`. `key` is what `sayso.project.early` knows a
    reading by; None where nothing was read.
    """

    source: str
    article: Article | None
    read: bool
    source_sha256: str | None = None
    known: dict[str, Any] | None = None
    imported: bool = False
    again: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectReader:
    """Reads what a project does not know. It can be sent to a worker, which opens the project for itself.

    `settings` is what the reader was set to: what was read with others is not taken for its reading.
    """

    project: str
    reader: ReadsArticles
    columns: tables.Columns
    settings: str

    def read(self, item: Item) -> Taken:
        """Take one item. Raises `InputError`."""
        project = _opened(self.project)
        if item.again is not None:
            return self._again(project, item, item.again)
        if item.cells is not None:
            return self._taken(project, item, tables.article_of_row(item.cells, item.source, self.columns), None)
        fingerprint = _fingerprint(item.source)
        if _is_known(project, item.source, fingerprint):
            return Taken(item.source, None, read=False)
        article = load(item.source)
        return self._taken(project, item, replace(article, id=storable(article.id)), fingerprint)

    def close(self) -> None:
        """Close the project in this process."""
        if self.project in _open:
            _open.pop(self.project).close()

    def _taken(self, project: ProjectFile, item: Item, article: Article, fingerprint: str | None) -> Taken:
        imported = tables.is_own(item.cells or {})
        known = item.cells.get("project") if imported and item.cells else None
        known = known if isinstance(known, dict) else None
        unread = records.number_of(project, article.sha256) is None
        key = None
        if unread and not imported:
            article, key = self._read(project, article)
        return Taken(item.source, article, unread, fingerprint, known, imported, key=key)

    def _again(self, project: ProjectFile, item: Item, number: int) -> Taken:
        article = stored.article(project, number)
        if article is None:
            raise InputError(item.source, "it is not in the project any more", "leave it out")
        article, key = self._read(project, _bare(article))
        return Taken(item.source, article, read=True, again=True, key=key)

    def _read(self, project: ProjectFile, article: Article) -> tuple[Article, str]:
        """Read an article, unless a run that was broken off has done so; return it and the key of its reading."""
        key = early.key_of(article, self.reader.identity().hash, self.settings)
        return early.find(project, key) or self.reader.read_article(article), key


def project_reader(project: str, reader: ReadsArticles, columns: tables.Columns) -> ProjectReader:
    """Return what reads for a project with a reader as it is now."""
    return ProjectReader(project, reader, columns, repr(vars(reader)))


def items(sources: Iterable[str]) -> Iterator[Item | InputError]:
    """Yield what the sources hold: files of folders, rows of tables, addresses; what cannot be opened is its error."""
    for source in sources:
        try:
            for one in expand([source]):
                yield from _rows(one) if tables.is_table(one) and not is_url(one) else [Item(one)]
        except InputError as error:
            yield error


def count(sources: Iterable[str]) -> int:
    """Return how many items the sources hold, as far as that can be told before they are read."""
    total = 0
    for source in sources:
        try:
            total += sum(
                tables.count(one) if tables.is_table(one) and not is_url(one) else 1 for one in expand([source])
            )
        except InputError:
            total += 1
    return total


def _rows(table: str) -> Iterator[Item | InputError]:
    for row in tables.rows(table):
        yield row if isinstance(row, InputError) else Item(f"{table}#{row.number}", row.cells)


def _opened(project: str) -> ProjectFile:
    if project not in _open:
        _open[project] = open_file(project, write=False)
    return _open[project]


def _fingerprint(source: str) -> str | None:
    """Return the hash of a file's bytes; None for what is no file, or cannot be read, as `load` will say."""
    if is_url(source) or source == STANDARD_INPUT:
        return None
    try:
        with Path(source).open("rb") as file:
            return hashlib.sha256(file.read(MAX_BYTES + 1)).hexdigest()
    except (OSError, ValueError):
        return None


def _is_known(project: ProjectFile, source: str, fingerprint: str | None) -> bool:
    if fingerprint is None and not is_url(source):
        return False
    query = "SELECT 1 FROM appearances WHERE source = ? AND source_sha256 IS ? LIMIT 1"
    return project.one(query, (storable(source), fingerprint)) is not None


def _bare(article: Article) -> Article:
    """Return the article as it was before it was read."""
    return replace(
        article,
        statements=(),
        speakers=(),
        voices=(),
        headline_checks=(),
        figures=(),
        actors=(),
        relations=(),
        model=None,
    )
