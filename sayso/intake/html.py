"""From a page to the paragraphs of its article. Runs in the child process: it is the part that parses hostile HTML.

trafilatura says what belongs to the article; the page's own blocks then give each paragraph its exact text, its place
and what the markup says it is, and paragraphs that trafilatura lost beside those it kept are taken in again.
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from lxml.etree import ParserError, SubElement
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from sayso.article import PassageKind
from sayso.intake import metadata
from sayso.intake.alignment import align, key
from sayso.intake.blocks import Block, blocks
from sayso.intake.metadata import Metadata
from sayso.intake.passages import Paragraph

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^<>]{1,300}>")
_OF_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
_LEAVES = ("p", "head", "item", "quote", "cell", "ab", "code", "fw")
_FEW = 250  # characters; less is no article
_SENTENCE = 40  # characters; less may be a button or a label
_BETWEEN = 2  # blocks that may stand between the last paragraph and a note that belongs to the article
_SUMMARY, _FEW = 45, 3  # words of a standfirst at most; blocks from which an article can have one
_MOSTLY = 0.35  # a hint that holds for more of the article than this is a wrapper's name, not a label
_LINKED = 0.6  # a paragraph with more of its text in links is a list of links

Hints = set[PassageKind | None]


class Page(NamedTuple):
    """The paragraphs of a page's article, the headline not among them, and what the page says about it."""

    paragraphs: list[Paragraph]
    metadata: Metadata


def extract(html: str) -> Page:
    """Return the article on a page; no paragraphs where the page has none."""
    tree = _parsed(html)
    if tree is None:
        return Page([], Metadata())
    meta = metadata.read(tree)
    paragraphs = _paragraphs(blocks(tree), _kept(tree), meta)
    if _size(paragraphs) < _FEW:
        paragraphs = max(paragraphs, _of_json_ld(meta), key=_size)
    return Page(_without_headline(paragraphs, meta), meta)


def _size(paragraphs: list[Paragraph]) -> int:
    return sum(len(text) for text, _ in paragraphs)


def _parsed(html: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(_NOT_XML.sub("", html).encode("utf-8"), parser=parser)
    except ParserError:
        return None
    _end_head(tree)
    return tree


def _end_head(tree: HtmlElement) -> None:
    """Move what cannot stand in a head to the start of the body.

    libxml2 does not know that <header>, <main> or <article> end a head whose end tag is left out, as HTML has it, and
    takes a whole page for its head.
    """
    head = tree.find("head")
    children = [] if head is None else list(head)
    first = next(
        (at for at, child in enumerate(children) if isinstance(child.tag, str) and child.tag not in _OF_HEAD), -1
    )
    if first < 0:
        return
    body = tree.find("body")
    if body is None:
        body = SubElement(tree, "body")
    moved = children[first:]
    if body.text:
        moved[-1].tail = (moved[-1].tail or "") + body.text
        body.text = None
    body[0:0] = moved


def _kept(tree: HtmlElement) -> list[str]:
    """Return the texts of the paragraphs that trafilatura holds to be the article."""
    from trafilatura.core import bare_extraction

    try:
        document = bare_extraction(tree, fast=True, include_comments=False, include_tables=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []  # a broken page; its JSON-LD may still hold the article
    if document is None or isinstance(document, dict):
        return []
    out: list[str] = []
    for element in document.body.iter(*_LEAVES):
        parts = [element.text or ""]
        if not any(child.tag in _LEAVES for child in element):
            parts = [str(part) for part in element.itertext()]
        text = " ".join("".join(parts).split())
        if text:
            out.append(text)
    return out


def _paragraphs(page: list[Block], kept: list[str], meta: Metadata) -> list[Paragraph]:
    """Return the article's paragraphs in the order of the page."""
    keys = [key(block.text) for block in page]
    places = align([key(text) for text in kept], keys)
    chosen = {number for place in places for number in place}
    if not chosen:
        return _of_json_ld(meta) or [Paragraph(text) for text in kept]
    void = _void_hints(page, chosen)
    chosen |= _lost(page, keys, chosen, void, meta)
    chosen |= _captions(page, keys, chosen) | _notes(page, keys, chosen, void)
    unplaced = _unplaced(kept, places)
    out = [Paragraph(text) for text in unplaced.get(-1, [])]
    summary = _summary(page, keys, chosen, meta)
    for number in sorted(chosen):
        hint = "standfirst" if number == summary else page[number].hint
        out.append(Paragraph(page[number].text, None if hint in void else hint))
        out.extend(Paragraph(text) for text in unplaced.get(number, []))
    return out


def _summary(page: list[Block], keys: list[str], chosen: Collection[int], meta: Metadata) -> int | None:
    """Return the block that is the article's standfirst: the page's own summary, before and apart from the body."""
    containers = Counter(page[number].parent for number in chosen if page[number].tag == "p")
    body = containers.most_common(1)
    headlines = {key(headline) for headline in (meta.headline or "", *meta.other_headlines)}
    summaries = {key(summary) for summary in meta.summaries}
    first = next((n for n in sorted(chosen) if page[n].hint is None and keys[n] not in headlines), None)
    if first is None or keys[first] not in summaries or len(page[first].text.split()) > _SUMMARY:
        return None
    apart = page[first].tag != "p" or not body or page[first].parent != body[0][0]
    return first if apart and len(chosen) > _FEW else None


def _unplaced(kept: list[str], places: list[list[int]]) -> dict[int, list[str]]:
    """Return the kept texts that no block holds as they are, by the block after which they came (-1: before all)."""
    out: dict[int, list[str]] = {}
    last = -1
    for text, place in zip(kept, places, strict=True):
        if place:
            last = place[-1]
        elif key(text):
            out.setdefault(last, []).append(text)
    return out


def _void_hints(page: list[Block], chosen: Collection[int]) -> Hints:
    sizes: Counter[PassageKind | None] = Counter()
    for number in chosen:
        sizes[page[number].hint] += len(page[number].text)
    limit = _MOSTLY * sizes.total()
    return {hint for hint, size in sizes.items() if size > limit and hint != "block quote"}


def _lost(page: list[Block], keys: list[str], chosen: Collection[int], void: Hints, meta: Metadata) -> set[int]:
    """Return blocks that belong to the article although trafilatura left them out.

    These are paragraphs in the same kind of container as three it kept, paragraphs that the page's JSON-LD gives as
    the article's body, and the summary between headline and first paragraph.
    """
    containers = Counter(page[number].parent for number in chosen if page[number].tag == "p")
    body = key(meta.body or "")
    summaries = {key(summary) for summary in meta.summaries}
    standfirst = _standfirst(keys, chosen, meta)
    have = {keys[number] for number in chosen}
    out: set[int] = set()
    for number, block in enumerate(page):
        free = block.hint is None or block.hint == "block quote" or block.hint in void
        if block.outside or not free or block.links > _LINKED or len(block.text) < _SENTENCE or keys[number] in have:
            continue
        beside = block.tag == "p" and number > min(chosen) and containers[block.parent] >= 3
        if beside or number == standfirst or keys[number] in summaries or (body and keys[number] in body):
            out.add(number)
            have.add(keys[number])
    return out


def _standfirst(keys: list[str], chosen: Collection[int], meta: Metadata) -> int | None:
    """Return the block right after the headline, where a page summarises the article."""
    headlines = {key(headline) for headline in (meta.headline or "", *meta.other_headlines)}
    limit = next((number for number in sorted(chosen) if keys[number] not in headlines), 0)
    at = next((number for number in range(limit, -1, -1) if keys[number] in headlines), None)
    return None if at is None else at + 1


def _captions(page: list[Block], keys: list[str], chosen: Collection[int]) -> set[int]:
    """Return the captions that stand among the article's paragraphs, each once."""
    have = {keys[number] for number in chosen}
    out: set[int] = set()
    for number in range(min(chosen), max(chosen)):
        block = page[number]
        if number not in chosen and block.hint == "caption" and len(keys[number]) > 10 and keys[number] not in have:
            out.add(number)
            have.add(keys[number])
    return out


def _notes(page: list[Block], keys: list[str], chosen: Collection[int], void: Hints) -> set[int]:
    """Return the biographies and notices among the article's paragraphs and shortly after them, each once.

    They stand in a container with one of its paragraphs, and what the article says of itself is never left out.
    """
    containers = {number for at in chosen if page[at].hint not in ("caption", "byline") for number in page[at].within}
    have = {keys[number] for number in chosen}
    last, between = max(chosen), 0
    out: set[int] = set()
    for number in range(min(chosen), len(page)):
        block = page[number]
        between += number > last and block.hint is None
        if between > _BETWEEN:
            break
        note = block.hint in ("biography", "notice") and block.hint not in void
        prose = not block.outside and block.links <= _LINKED and len(block.text) >= _SENTENCE
        if note and prose and keys[number] not in have and not containers.isdisjoint(block.within):
            out.add(number)
            have.add(keys[number])
    return out


def _of_json_ld(meta: Metadata) -> list[Paragraph]:
    """Return the body that the page's JSON-LD holds, for pages that are only filled in by a script."""
    lines = _TAG.sub("\n", meta.body or "").splitlines()
    return [Paragraph(text) for text in map(metadata.clean, lines) if text]


def _without_headline(paragraphs: list[Paragraph], meta: Metadata) -> list[Paragraph]:
    """Drop the headline's repetitions; a second headline the page shows is kept as one."""
    headline = key(meta.headline or "")
    others = {key(other) for other in meta.other_headlines}
    out: list[Paragraph] = []
    for at, paragraph in enumerate(paragraphs):
        own = key(paragraph.text)
        if own and own == headline:
            continue
        out.append(Paragraph(paragraph.text, "headline") if own in others and at < 8 else paragraph)
    return out
