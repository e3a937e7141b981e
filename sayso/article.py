"""What Sayso knows of an article: its text, where that came from, the statements found in it, and who speaks.

Every offset in Sayso counts Unicode code points of `Article.text`, start inclusive, end exclusive.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
PassageKind = Literal[
    "headline",
    "standfirst",
    "body",
    "block quote",
    "caption",
    "byline",
    "notice",
    "biography",
    "share bar",
    "short code",
]


SpeakerKind = Literal["person", "organization", "group", "document", "unnamed", "author", "outlet"]
How = Literal["name", "pronoun", "description", "shared subject", "quote goes on", "turn", "byline"]
Tense = Literal["now", "former", "acting", "then", "elect", "candidate"]
Act = Literal[
    "accuse",
    "criticise",
    "oppose",
    "threaten",
    "demand",
    "appeal",
    "support",
    "defend",
    "cooperate",
    "promise",
    "investigate",
    "force",
]
Manner = Literal["actual", "negated", "hypothetical", "future", "past"]
Verdict = Literal["claim", "attributed", "misattributed", "unsupported", "own"]

READ: frozenset[PassageKind] = frozenset(("headline", "standfirst", "body", "block quote"))
"""The kinds of passage that are read for statements."""


class Span(NamedTuple):
    """The characters `text[start:end]` of an article, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks in a statement, and on what ground that is said.

    `id` and `name` are those of a speaker of the article (`Article.speakers`); both are None where it is not known who
    speaks, and `reason` then says why. `role` and `affiliation` are words of the article, or None. `confidence` is the
    probability, between 0 and 1, that it is this speaker.
    """

    id: str | None
    name: str | None
    kind: SpeakerKind | None
    role: str | None
    affiliation: str | None
    how: How | None
    confidence: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement: who says it, the words that say so, what is said.

    Each role is a tuple of pieces in reading order; `source` and `cue` may be empty, `content` never is.
    `kind` says how the content is quoted: all of it inside quotation marks (or set as a turn of a transcript), some of
    it, or none.
    `confidence` is the probability, between 0 and 1, that source and content are right. `speaker` is who the source
    is. `within` is the id of the statement that this one is part of: who says that somebody said so.
    """

    id: str
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    speaker: Attribution | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a speaker is or does ("campaign manager"), and when, as the article says at `at`."""

    name: str
    at: Span
    tense: Tense


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A party, state, organization or outlet that the article ties a speaker to at `at`."""

    name: str
    at: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks in the article, numbered p1, p2, ... in order of first mention; the author, the outlet likewise.

    `name` is the fullest name the article gives, in its own characters; `names` are the others. `mentions` are in
    reading order: names, pronouns and descriptions. `statements` and `words` count what is theirs. `known` is the id
    in the user's own list of names, where one was given and fits.
    """

    id: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    mentions: tuple[Span, ...] = ()
    statements: int = 0
    words: int = 0
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """The words that stand on one chain of say-so.

    `chain` holds speaker ids from the outermost in: it begins with that of the author or the outlet; "unknown" stands
    for a speaker who is not known. `spans` are in reading order; the spans of all voices are disjoint and hold every
    word of the text. `words` of them, `quoted` inside quotation marks or turns; `share` of all words, 0 to 1.
    """

    chain: tuple[str, ...]
    spans: tuple[Span, ...]
    words: int
    quoted: int
    share: float


@dataclass(frozen=True, slots=True)
class HeadlineCheck:
    """On whose say-so a headline or standfirst stands.

    `verdict`: "claim" states as fact what the body gives only as the words of `speaker` in `statements`; "attributed"
    says itself whose word it is, and the body agrees; "misattributed" names another than the body does; "unsupported"
    is borne by nothing in the body; "own" is the outlet's own statement. `message` says it in a sentence.
    """

    span: Span
    passage: PassageKind
    verdict: Verdict
    statements: tuple[str, ...]
    speaker: str | None
    confidence: float
    message: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What one actor does or says for or against another, and on whose say-so.

    `from_` and `to` are ids of `Article.speakers` or `Article.actors`; `from_at` and `to_at` are the words that mean
    them in the sentence, `from_at` None where whoever speaks the sentence is not named in it. `sign` is 1 for, -1
    against. `plover` is a root code of PLOVER, where one fits. `manner` says whether it is told as done ("actual"), as
    not done, as what might be, will be, or once was. `evidence` are the words that carry it. `voice` is the chain of
    speaker ids, as in `Voice`; `statement` the innermost statement it stands in. `confidence` is the probability,
    between 0 and 1, that it holds between these two with this sign.
    """

    id: str
    from_: str
    to: str
    sign: Literal[1, -1]
    act: Act
    plover: str | None
    manner: Manner
    from_at: Span | None
    to_at: Span
    evidence: tuple[Span, ...]
    voice: tuple[str, ...]
    statement: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, a sum of money, a percentage or a measure that the article gives, and on whose say-so.

    `quantity` is the number as a value, or the two ends of a range or a vote; a share ("two-thirds") is between 0 and
    1. `unit` is what is counted or measured, `of` what it is a figure of, `hedge` the words that say how exact it is
    ("more than"), each in the article's own words or None; units of money and "percent" are spelled out. `at` holds
    number, hedge and unit. `voice` is the chain of speaker ids, as in `Voice`. `differs` are the ids of figures that
    other voices give for the same thing.
    """

    id: str
    quantity: float | tuple[float, float]
    unit: str
    of: str | None
    hedge: str | None
    at: tuple[Span, ...]
    voice: tuple[str, ...]
    differs: tuple[str, ...] = ()


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
    "meta", "html", "url", "text", "file name", "feed" or "given". `published` and `modified` are ISO 8601, as precise
    as the page was. `actors` are those at an end of a relation who do not speak, numbered a1, a2, ...
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
    speakers: tuple[Speaker, ...] = ()
    voices: tuple[Voice, ...] = ()
    headline_checks: tuple[HeadlineCheck, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Speaker, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[str, ...] = ()
    model: Model | None = None
