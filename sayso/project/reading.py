"""What one worker does: it takes a source, finds out whether the project knows it, and reads it if not."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from sayso.article import Article, Model
from sayso.errors import InputError
from sayso.intake import MAX_PDF_BYTES, from_page, load
from sayso.intake.feed import FeedItem, filled
from sayso.intake.fetch import Fetched
from sayso.intake.sources import STANDARD_INPUT, is_url
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
    """One thing to read: a file or address, a row of a table (`cells`), a `page`, an article of the project (`again`).

    A page was fetched, and `told` is what a feed says of it, or it comes from an archive, `captured` at that time.
    """

    source: str
    cells: tables.Cells | None = None
    again: int | None = None
    page: Fetched | None = None
    told: FeedItem | None = None
    captured: str | None = None

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
        fingerprint = _fingerprint(item)
        if is_known(project, item.source, fingerprint):
            return Taken(item.source, None, read=False)
        article = load(item.source) if item.page is None else _of_page(item, item.page)
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
        article, key = self._read(project, stored.bare(article))
        return Taken(item.source, article, read=True, again=True, key=key)

    def _read(self, project: ProjectFile, article: Article) -> tuple[Article, str]:
        """Read an article, unless a run that was broken off has done so; return it and the key of its reading."""
        key = early.key_of(article, self.reader.identity().hash, self.settings)
        return early.find(project, key) or self.reader.read_article(article), key


def project_reader(project: str, reader: ReadsArticles, columns: tables.Columns) -> ProjectReader:
    """Return what reads for a project with a reader as it is now."""
    return ProjectReader(project, reader, columns, repr(vars(reader)))


def _opened(project: str) -> ProjectFile:
    if project not in _open:
        _open[project] = open_file(project, write=False)
    return _open[project]


def _of_page(item: Item, page: Fetched) -> Article:
    """Return the article of a page that was fetched or captured. Raises `InputError`."""
    article = from_page(page, item.source)
    if item.told is not None:
        article = filled(article, item.told)
    if item.captured is None:
        return article
    note = f"The page is as it was captured at {item.captured}." if item.captured else "The page comes from an archive."
    return replace(article, id=page.url, warnings=(*article.warnings, note))


def _fingerprint(item: Item) -> str | None:
    """Return the hash of a file's bytes; None for what is no file, or cannot be read, as `load` will say."""
    if item.page is not None and item.captured is not None:
        return hashlib.sha256(item.page.body).hexdigest()
    if is_url(item.source) or item.source == STANDARD_INPUT:
        return None
    try:
        with Path(item.source).open("rb") as file:
            return hashlib.sha256(file.read(MAX_PDF_BYTES + 1)).hexdigest()
    except (OSError, ValueError):
        return None


def is_known(project: ProjectFile, source: str, fingerprint: str | None) -> bool:
    """Say whether the project has the article of a source: of an address, or of a file while it is the same."""
    if fingerprint is None and not is_url(source):
        return False
    query = "SELECT 1 FROM appearances WHERE source = ? AND source_sha256 IS ? LIMIT 1"
    return project.one(query, (storable(source), fingerprint)) is not None
