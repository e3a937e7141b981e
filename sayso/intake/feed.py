"""Feeds (RSS, Atom, JSON Feed): which articles they lead to, and what they say of each.

`items` runs in the child process: it parses what may be hostile.
"""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.article import Article
from sayso.errors import InputError
from sayso.intake.dates import iso
from sayso.intake.names import byline

SUFFIXES = (".xml", ".rss", ".atom", ".json")
_HEAD = 100_000  # bytes; what may stand before the first element
_ROOT = re.compile(r"<(?:\w{1,30}:)?(?:rss|feed|RDF)[\s>]")
_MARKS = "\xff\xfe\xef\xbb\xbf \t\r\n"  # what byte order marks look like in Latin-1
_ENDS = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_TAG = re.compile(r"<[^<>]{1,300}>")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An article that a feed leads to, and what it says of it; None and () where it says nothing."""

    url: str
    headline: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None


def is_feed(raw: bytes) -> bool:
    """Say whether a file or page is a feed, by its content: what its first element is."""
    # Without its zero bytes, UTF-16 reads as Latin-1 as far as markup goes.
    head = raw[:_HEAD].replace(b"\0", b"").decode("latin-1").lstrip(_MARKS)
    if head.startswith("{"):
        return '"https://jsonfeed.org/version/' in head.replace("\\/", "/")
    return _ROOT.match(head, _first_element(head)) is not None


def _first_element(head: str) -> int:
    """Return where the first element begins: after declarations, comments and a document type; the end if none does."""
    at = 0
    while at < len(head):
        if head[at].isspace():
            at += 1
            continue
        end = next((end for start, end in _ENDS if head.startswith(start, at)), None)
        if end is None:
            return at
        inside = head.find("[", at)
        if end == ">" and 0 <= inside < head.find(">", at):  # <!DOCTYPE rss [...]>
            end = "]"
        at = head.find(end, at) + len(end)
        if at < len(end):
            break
        at += end == "]" and head.startswith(">", at)
    return len(head)


def items(raw: bytes, url: str | None, charset: str | None) -> list[FeedItem]:
    """Return what a feed leads to, each address once, in its order. Raises InputError."""
    found = _of_json(raw) if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _of_xml(raw, url, charset)
    out: dict[str, FeedItem] = {}
    for item in found:
        if item.url:
            out.setdefault(item.url, item)
    return list(out.values())


def filled(article: Article, item: FeedItem) -> Article:
    """Return the article with what its page does not say and the feed does."""
    said = {"headline": item.headline, "byline": item.byline, "published": item.published}
    new: dict[str, Any] = {field: value for field, value in said.items() if value and not getattr(article, field)}
    return replace(article, origins=article.origins | dict.fromkeys(new, "feed"), **new)


def _of_xml(raw: bytes, url: str | None, charset: str | None) -> Iterator[FeedItem]:
    try:
        import feedparser
    except ImportError:
        raise InputError("", "reading feeds needs feedparser", "pip install 'sayso[feeds]'") from None
    kind = f"application/xml; charset={charset}" if charset else "application/xml"
    headers = {"content-type": kind} | ({"content-location": url} if url else {})
    parsed = feedparser.parse(io.BytesIO(raw), response_headers=headers, sanitize_html=False)
    for entry in parsed.entries:
        authors = [author.get("name") or "" for author in entry.get("authors", [])] or [entry.get("author") or ""]
        # dict.get, for feedparser's own takes one date for the other. dc:date, in RSS, is when it was published.
        date = dict.get(entry, "published")
        if not date and parsed.version.startswith("rss"):
            date = dict.get(entry, "updated")
        link = entry.get("feedburner_origlink") or entry.get("link")
        yield _item(link, entry.get("title"), authors, date)


def _of_json(raw: bytes) -> Iterator[FeedItem]:
    try:
        feed = json.loads(raw.decode("utf-8-sig"))
        entries = [one for one in feed["items"] if isinstance(one, dict)]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InputError("", "it is no whole JSON Feed", "look at the file") from None
    for entry in entries:
        authors = entry.get("authors")
        people = [one.get("name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
        yield _item(entry.get("url"), entry.get("title"), people, entry.get("date_published"))


def _item(link: object, title: object, authors: list[Any], date: object) -> FeedItem:
    headline = " ".join(_TAG.sub("", title[:_LONGEST]).split()) if isinstance(title, str) else ""
    return FeedItem(
        link.strip()[:_LONGEST] if isinstance(link, str) else "",
        headline or None,
        byline(name for name in authors[:20] if isinstance(name, str)),
        iso(date) if isinstance(date, str) else None,
    )
