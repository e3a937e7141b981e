"""What the sources that a user names hold: files of folders, rows of tables, records of archives, articles of feeds.

Pages are fetched here, by the one process that hands out work, so that no host is asked by two workers at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sayso.errors import InputError
from sayso.intake import MAX_BYTES, watchdog
from sayso.intake.feed import SUFFIXES, FeedItem, is_feed
from sayso.intake.polite import Visitor
from sayso.intake.sources import expand, is_url
from sayso.intake.warc import Captured, captured, is_archive
from sayso.project import tables
from sayso.project.file import ProjectFile
from sayso.project.reading import Item, is_known

Known = Callable[[str], bool]


def items(sources: Iterable[str], project: ProjectFile) -> Iterator[Item | InputError]:
    """Yield what the sources hold; what cannot be opened or fetched is its error. A known address is not fetched."""
    visitor = Visitor()

    def known(url: str) -> bool:
        return is_known(project, url, None)

    for source in sources:
        try:
            for one in expand([source]):
                yield from _held(one, visitor, known)
        except InputError as error:
            yield error


def count(sources: Iterable[str]) -> int | None:
    """Return how many items the sources hold, None where that cannot be told before they are read."""
    total = 0
    for source in sources:
        try:
            for one in expand([source]):
                if is_url(one) or is_archive(one) or _feed_in(one) is not None:
                    return None
                total += tables.count(one) if tables.is_table(one) else 1
        except InputError:
            total += 1
    return total


def _held(source: str, visitor: Visitor, known: Known) -> Iterator[Item | InputError]:
    if is_url(source):
        yield from _at_address(source, visitor, known)
    elif tables.is_table(source):
        yield from _rows(source)
    elif is_archive(source):
        yield from map(_of_archive, captured(source))
    elif (feed := _feed_in(source)) is not None:
        yield from _of_feed(feed, source, None, None, visitor, known)
    else:
        yield Item(source)


def _rows(table: str) -> Iterator[Item | InputError]:
    for row in tables.rows(table):
        yield row if isinstance(row, InputError) else Item(f"{table}#{row.number}", row.cells)


def _of_archive(one: Captured | InputError) -> Item | InputError:
    return one if isinstance(one, InputError) else Item(one.source, page=one.page, captured=one.at)


def _at_address(url: str, visitor: Visitor, known: Known) -> Iterator[Item | InputError]:
    if known(url):
        yield Item(url)
        return
    page = visitor.named(url)
    if is_feed(page.body):
        yield from _of_feed(page.body, url, page.url, page.charset, visitor, known)
    else:
        yield Item(url, page=page)


def _feed_in(source: str) -> bytes | None:
    """Return the feed that a file is, by its content; None where it is none, or cannot be read, as `load` will say."""
    if not source.lower().endswith(SUFFIXES):
        return None
    try:
        with Path(source).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None
    return raw if is_feed(raw) else None


def _of_feed(
    raw: bytes, source: str, url: str | None, charset: str | None, visitor: Visitor, known: Known
) -> Iterator[Item | InputError]:
    """Yield the articles behind the items of a feed, each fetched when its turn comes."""
    if len(raw) > MAX_BYTES:
        raise InputError(
            source, f"the feed is larger than {MAX_BYTES // 1_000_000} MB", "give the addresses of its articles"
        )
    found = watchdog.ask("feed", raw, source, url=url, charset=charset)["items"]
    if not found:
        raise InputError(source, "the feed leads to no article", "give the address of an article")
    for one in found:
        told = FeedItem(**one | {"byline": tuple(one["byline"])})
        if known(told.url):
            yield Item(told.url)
            continue
        try:
            yield Item(told.url, page=visitor.followed(told.url), told=told)
        except InputError as error:
            yield error
