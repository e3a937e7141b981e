"""Headline, byline, outlet, dates, language of a page, each with where it was found."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from sayso.intake import json_ld
from sayso.intake.dates import iso
from sayso.intake.names import byline, names_people
from sayso.intake.shown_byline import further_authors

_OPENGRAPH = ("og:", "article:", "twitter:")
_META_AUTHORS = (
    "author article:author article:author_name parsely-author mrf:authors cxenseparse:author sailthru.author "
    "dc.creator dcterms.creator byl citation_author"
).split()
_META_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time datepublished date pubdate "
    "publishdate pub_date publish-date parsely-pub-date sailthru.date dc.date.issued dc.date dcterms.created "
    "dcterms.date cxenseparse:publishtime citation_publication_date article.published datecreated"
).split()
_META_MODIFIED = (
    "article:modified_time og:article:modified_time og:updated_time datemodified lastmod last-modified "
    "last_updated_date dcterms.modified article.updated"
).split()
_META_OUTLETS = "og:site_name application-name publisher dc.publisher apple-mobile-web-app-title".split()
_META_HEADLINES = "og:title twitter:title title dc.title dcterms.title sailthru.title parsely-title".split()
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST = 30  # of anything a page says more than once
_SITE_SUFFIX = re.compile(r"\s+[|\u2013\u2014-]\s+[^|\u2013\u2014]{2,40}$|\s+[|]\s+.{2,60}$")


@dataclass(slots=True)
class Metadata:
    """What a page says about its article.

    `origins` tells where each field came from, in the words of `Article.origins`; `body` is `articleBody` of the
    JSON-LD.
    """

    headline: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None
    origins: dict[str, str] = field(default_factory=dict)
    other_headlines: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()
    body: str | None = None


Found = Iterator[tuple[str, Any]]


def read(tree: HtmlElement) -> Metadata:
    """Read the metadata of a parsed page: JSON-LD first, then OpenGraph and other meta elements, then what it shows."""
    page = _Page(tree)
    meta = page.found
    for name, find in _FIELDS.items():
        for origin, value in find(page):
            if value:
                setattr(meta, name, value)
                meta.origins[name] = origin
                break
    further = further_authors(tree, meta.byline, meta.outlet)
    if further:
        meta.byline += further
        meta.origins["byline"] = "html"
    meta.other_headlines = tuple(dict.fromkeys(filter(None, (clean(str(value)) for _, value in page.headlines()))))
    summaries = [*json_ld.texts(page.article.get("description")), *page.metas(["og:description", "description"])]
    meta.summaries = tuple(dict.fromkeys(filter(None, map(clean, summaries))))
    meta.body = next(iter(json_ld.texts(page.article.get("articleBody"))), None)
    return meta


def clean(value: str) -> str:
    """Return a value with character references resolved and white space made single blanks."""
    return " ".join(_CONTROL.sub(" ", html.unescape(value[:2000])).split())


class _Page:
    """A parsed page, asked for its metadata."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.found = Metadata()
        scripts = tree.xpath('//script[contains(@type, "ld+json")]')
        self.article = json_ld.article(script.text or "" for script in scripts)
        self.meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = element.get("content")
            if name and content and content.strip():
                values = self.meta.setdefault(name.strip().lower(), [])
                values += [content][: _MOST - len(values)]

    def metas(self, names: list[str]) -> list[str]:
        return [value for name in names for value in self.meta.get(name, [])]

    def from_meta(self, names: list[str]) -> Found:
        for name in names:
            for value in self.meta.get(name, []):
                yield "opengraph" if name.startswith(_OPENGRAPH) else "meta", value

    def headlines(self) -> Found:
        for value in json_ld.texts(self.article.get("headline")):
            yield "json-ld", value
        for heading in islice(self.tree.iter("h1"), _MOST):
            yield "html", heading.text_content()
        yield from self.from_meta(_META_HEADLINES)
        yield "html", self.tree.findtext(".//title") or ""


def _headline(page: _Page) -> Found:
    """Yield headlines. A lone h1 comes before OpenGraph, which holds what was written for sharing."""
    headings = [clean(heading.text_content()) for heading in islice(page.tree.iter("h1"), _MOST)]
    for origin, value in page.headlines():
        text = clean(value)
        if origin == "html" and text in headings and len(headings) > 1 and not _agrees(text, page):
            continue  # one of several: a logo or a list of other articles
        if origin != "json-ld" and text not in headings:
            text = _SITE_SUFFIX.sub("", text)
        yield origin, text


def _agrees(heading: str, page: _Page) -> bool:
    """Say whether a heading shares half its words with what the page calls itself."""
    words = set(heading.lower().split())
    titles = " ".join([*page.metas(_META_HEADLINES), page.tree.findtext(".//title") or ""]).lower().split()
    return bool(words) and len(words & set(titles)) * 2 >= len(words)


def _byline(page: _Page) -> Found:
    groups = [("json-ld", json_ld.texts(page.article.get(role))) for role in ("author", "creator")]
    groups += [(origin, [value]) for origin, value in page.from_meta(_META_AUTHORS[:1])]
    rest = _META_AUTHORS[1:]
    groups += [("opengraph" if name.startswith(_OPENGRAPH) else "meta", page.meta.get(name, [])) for name in rest]
    groups += [("html", values) for values in _visible_authors(page.tree)]
    cleaned = [(origin, byline(values, page.found.outlet)) for origin, values in groups]
    yield from (entry for entry in cleaned if names_people(entry[1]))
    yield from cleaned


def _visible_authors(tree: HtmlElement) -> Iterator[list[str]]:
    for path in (
        '//*[contains(concat(" ", @rel, " "), " author ")]',
        '//*[@itemprop="author"]//*[@itemprop="name"] | //*[@itemprop="author"][not(.//*[@itemprop="name"])]',
        '//*[contains(@class, "byline") or contains(@class, "Byline") or contains(@data-testid, "byline")]',
        '//*[contains(@class, "author-name") or contains(@class, "author_name") or contains(@class, "authorName")]',
    ):
        values = [element.text_content().strip() for element in tree.xpath(path)[:10]]
        yield [value for value in values if 2 < len(value) < 150]


def _outlet(page: _Page) -> Found:
    for value in json_ld.texts(page.article.get("publisher")):
        yield "json-ld", clean(value)
    for origin, value in page.from_meta(_META_OUTLETS):
        yield origin, clean(value)
    if page.found.url:
        host = urlsplit(page.found.url).hostname or ""
        yield "url", host.removeprefix("www.")


def _dates(key: str, names: list[str], itemprop: str) -> Callable[[_Page], Found]:
    def find(page: _Page) -> Found:
        for value in json_ld.texts(page.article.get(key)):
            yield "json-ld", iso(value)
        for origin, value in page.from_meta(names):
            yield origin, iso(value)
        for element in page.tree.xpath(f'//*[@itemprop="{itemprop}"]')[:5]:
            yield "html", iso(element.get("datetime") or element.get("content") or element.text_content()[:100])
        if key == "datePublished":
            for element in page.tree.xpath("//time[@datetime]")[:1]:
                yield "html", iso(element.get("datetime") or "")

    return find


def _language(page: _Page) -> Found:
    for value in json_ld.texts(page.article.get("inLanguage")):
        yield "json-ld", _primary(value)
    yield "html", _primary(page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    for origin, value in page.from_meta(["og:locale", "content-language", "language", "dc.language"]):
        yield origin, _primary(value)


def _primary(tag: str) -> str | None:
    found = re.match(r"[a-z]{2}(?=$|[-_])", tag.strip().lower())
    return found.group() if found else None


def _url(page: _Page) -> Found:
    for link in page.tree.xpath('//link[@rel="canonical"]/@href')[:1]:
        yield "html", _web_address(link)
    for origin, value in page.from_meta(["og:url"]):
        yield origin, _web_address(value)


def _web_address(value: str) -> str | None:
    value = value.strip()
    return value if value.startswith(("http://", "https://")) and len(value) < 2000 and " " not in value else None


_FIELDS: dict[str, Callable[[_Page], Found]] = {
    "url": _url,
    "outlet": _outlet,
    "headline": _headline,
    "byline": _byline,
    "published": _dates("datePublished", _META_PUBLISHED, "datePublished"),
    "modified": _dates("dateModified", _META_MODIFIED, "dateModified"),
    "language": _language,
}
