"""What Sayso knows of an article: its text, where that came from, and the statements found in it.

Every offset in Sayso counts Unicode code points of `Article.text`, start inclusive, end exclusive.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
PassageKind = Literal[
    "headline",
    "body",
    "block quote",
    "caption",
    "byline",
    "notice",
    "biography",
    "share bar",
    "short code",
]


READ: frozenset[PassageKind] = frozenset(("headline", "body", "block quote"))
"""The kinds of passage that are read for statements."""


class Span(NamedTuple):
    """The characters `text[start:end]` of an article, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement: who says it, the words that say so, what is said.

    Each role is a tuple of pieces in reading order; `source` and `cue` may be empty, `content` never is.
    `kind` says how the content is quoted: all of it inside quotation marks (or set as a turn of a transcript), some of
    it, or none.
    `confidence` is the probability, between 0 and 1, that source and content are right.
    """

    id: str
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text and what it is. Only those in `READ` are read for statements."""

    span: Span
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Model:
    """Which model read an article: its name, the version of Sayso it came with, the SHA-256 of its weights."""

    name: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article, never changed after it is made.

    `passages` are in reading order, do not overlap, and together hold every character of `text` that is not white
    space. `origins` names, for each metadata field that has a value, where it was found: "json-ld", "opengraph",
    "meta", "html", "url", "text", "file name" or "given". `published` and `modified` are ISO 8601, as precise as the
    page was.
    """

    id: str
    text: str
    sha256: str
    url: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    origins: dict[str, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[str, ...] = ()
    model: Model | None = None
