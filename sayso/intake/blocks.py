"""The blocks of text of a parsed page in document order, and what the page's own markup says each is."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from sayso.article import PassageKind

_SKIPPED = frozenset(
    "script style noscript template svg iframe object canvas video audio select option button input textarea "
    "form head map math dialog".split()
)
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
_BREAK = "\0"  # a <br>; no text of a parsed page can hold this character
_TWO_BREAKS = re.compile("\0\\s*\0[\0\\s]*")
_OUTSIDE = frozenset(["nav", "footer"])
_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]+")
_HINTS: tuple[tuple[PassageKind, re.Pattern[str]], ...] = (
    ("caption", re.compile(r"\b(?:caption|photo ?credit|image ?credit|credit|credits|attribution)\b")),
    (
        "biography",
        re.compile(
            r"\b(?:bio|biography|about (?:the )?author|author (?:box|info|card|description|about)"
            r"|contributor (?:bio|info))\b"
        ),
    ),
    (
        "share bar",
        re.compile(
            r"\b(?:share|sharing|sharebar|sharedaddy|social|related|readmore|read more|recommended|recommendations"
            r"|also read|most read|trending|taboola|outbrain|breadcrumbs?|tags?|toolbar)\b"
        ),
    ),
    (
        "notice",
        re.compile(
            r"\b(?:newsletter|newsletters|signup|sign up|disclaimer|promo|promos|advert|advertisement|"
            r"cookie|consent|comments?|commenting|copyright|correction|corrections|editors note|donate|donation)\b"
        ),
    ),
    (
        "byline",
        re.compile(
            r"\b(?:byline|bylines|timestamp|publish date|published date|pub date|post meta|entry meta|author name)\b"
        ),
    ),
)
_FOREIGN = re.compile(
    r"\b(?:comments?|commenting|advert|advertisement|cookie|consent|promo|promos)\b"
)  # of other hands
_NEAR = 4  # elements around a block by which it is told whether two stand in one container
_MAX_REGION = {"caption": 800, "biography": 2500, "share bar": 1500, "notice": 1500, "byline": 500}


@dataclass(slots=True)
class Block:
    """A stretch of text with no block element inside: its tag, its parent's signature, the share of it in links.

    `within` numbers the elements nearest around it; it is empty for comments, advertisements and the like.
    """

    text: str
    tag: str
    parent: str
    hint: PassageKind | None
    outside: bool
    links: float
    within: tuple[int, ...] = ()


@dataclass(slots=True)
class _Region:
    """An open element that says what its text is; void once it holds more text than such a thing has."""

    hint: PassageKind
    size: int = 0


class _Walk:
    """One pass over the tree, holding the text of the block that is open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._of_block: list[tuple[_Region, ...]] = []
        self._regions: list[_Region | None] = []
        self._signatures: list[tuple[str, str]] = []
        self._texts: list[str] = []
        self._linked = 0
        self._links = 0
        self._outside = 0
        self._open: list[int] = []
        self._foreign: list[bool] = []
        self._entered = 0

    def text(self, value: str | None) -> None:
        if value:
            self._texts.append(value)
            if self._links:
                self._linked += len(value)

    def enter(self, element: HtmlElement, tag: str) -> None:
        self._links += tag == "a"
        if tag not in _BLOCK:
            return
        self._flush()
        names = element.get("class") or ""
        self._signatures.append((tag, f"{tag}.{names}"))
        self._outside += tag in _OUTSIDE
        self._entered += 1
        self._open.append(self._entered if tag != "body" else 0)
        words = _words(f"{names} {element.get('id') or ''}")
        self._foreign.append(_FOREIGN.search(words) is not None or (bool(self._foreign) and self._foreign[-1]))
        hint = _hint(tag, words)
        self._regions.append(_Region(hint) if hint else None)

    def leave(self, tag: str) -> None:
        self._links -= tag == "a"
        if tag not in _BLOCK:
            return
        self._flush()
        self._signatures.pop()
        self._outside -= tag in _OUTSIDE
        self._regions.pop()
        self._open.pop()
        self._foreign.pop()

    def _flush(self) -> None:
        whole = "".join(self._texts)
        links = min(1.0, self._linked / max(1, len(whole)))
        self._texts, self._linked = [], 0
        for part in _TWO_BREAKS.split(whole):
            text = "\n".join(filter(None, (" ".join(line.split()) for line in part.split(_BREAK))))
            if text:
                self._add(text, links)

    def _add(self, text: str, links: float) -> None:
        tag = self._signatures[-1][0] if self._signatures else "body"
        parent = " > ".join(signature for _, signature in self._signatures[-3:-1])
        regions = tuple(region for region in self._regions if region)
        for region in regions:
            region.size += len(text)
        self._of_block.append(regions)
        foreign = bool(self._foreign) and self._foreign[-1]
        within = () if foreign else tuple(number for number in self._open[-_NEAR:] if number)
        self.blocks.append(Block(text, tag, parent, None, self._outside > 0, links, within))

    def hinted(self) -> list[Block]:
        """Give each block the hint of the innermost region around it that is no larger than such a thing may be."""
        for block, regions in zip(self.blocks, self._of_block, strict=True):
            for region in regions:
                if region.size <= _MAX_REGION.get(region.hint, region.size):
                    block.hint = region.hint
            if block.hint == "share bar" and block.links < 0.5 and len(block.text) > 25:
                block.hint = None  # what is shared has a link; this is prose in a box of that name
            if block.hint is None and block.links > 0.9 and len(block.text) < 200:
                block.hint = "share bar"
        return self.blocks


def _words(names: str) -> str:
    return " ".join(_WORD.findall(names[:300])).lower()


def _hint(tag: str, words: str) -> PassageKind | None:
    if tag == "figcaption":
        return "caption"
    if tag == "blockquote":
        return "block quote"
    return next((hint for hint, pattern in _HINTS if pattern.search(words)), None)


def blocks(tree: HtmlElement) -> list[Block]:
    """Return the blocks of text of a page, in document order.

    White space in them is single blanks, a line break where the page has a <br>; two of these end a block.
    """
    walk = _Walk()
    steps = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in steps:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and tag in _SKIPPED:
            steps.skip_subtree()
        elif event == "start":
            walk.enter(element, tag)
            walk.text(_BREAK if tag == "br" else element.text)
        if event == "end" and tag not in _SKIPPED:
            walk.leave(tag)
        if event != "start":
            walk.text(element.tail)
    return walk.hinted()
