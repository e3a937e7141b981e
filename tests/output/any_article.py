"""Articles of random text with random spans, for properties that hold of any article."""

import hashlib
from itertools import pairwise
from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sayso.article import (
    Act,
    Affiliation,
    Article,
    Attribution,
    Figure,
    HeadlineCheck,
    How,
    Kind,
    Manner,
    Model,
    Passage,
    PassageKind,
    Relation,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Tense,
    Verdict,
    Voice,
)

ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""

NASTY = "\x1b[31m\x07\x9b2J\r\n\t\u202e\u2066\u2028\x00\ud800\udc00<script>&\"'“”‘’‹›…\u200d字\u0301é .:!?"
TEXT = st.text(st.one_of(st.characters(), st.sampled_from(NASTY), st.sampled_from("abc \n“”")), max_size=80)
LINE = st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=20)
MAYBE = st.none() | LINE
LINES = st.lists(LINE, max_size=2).map(tuple)
PROBABILITY = st.floats(0, 1)
COUNT = st.integers(0, 10**6)
# More than there are speakers or statements: what an id names may have been left out.
SPEAKER_IDS = st.sampled_from(("p1", "p2", "p3", "p9"))
STATEMENT_IDS = st.sampled_from(("s1", "s2", "s3", "s9"))


def one_of(literal):
    """Draw one of the values of a Literal."""
    return st.sampled_from(get_args(literal))


@st.composite
def spans(draw, length, least):
    """Return pieces that are in order and do not overlap."""
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    found = tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False))
    return found or ((Span(0, length),) if least else ())


@st.composite
def passages(draw, length):
    """Return passages that do not overlap; sometimes none."""
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=5)) | {0, length})
    whole = [Passage(Span(a, b), draw(one_of(PassageKind))) for a, b in pairwise(edges)]
    return tuple(draw(st.sampled_from((whole, []))))


def span(length):
    """Draw one span, which may be empty."""
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: Span(*sorted(pair)))


ATTRIBUTIONS = st.builds(
    Attribution,
    id=st.none() | SPEAKER_IDS,
    name=MAYBE,
    kind=st.none() | one_of(SpeakerKind),
    role=MAYBE,
    affiliation=MAYBE,
    how=st.none() | one_of(How),
    confidence=PROBABILITY,
    reason=MAYBE,
)


def statements(length, number):
    """Draw the statement of a number; it may be within itself, or within one that is not there."""
    return st.builds(
        Statement,
        id=st.just(f"s{number}"),
        kind=one_of(Kind),
        source=spans(length, 0),
        cue=spans(length, 0),
        content=spans(length, 1),
        confidence=PROBABILITY,
        speaker=st.none() | ATTRIBUTIONS,
        within=st.none() | STATEMENT_IDS,
    )


def speakers(length, number, letter="p"):
    """Draw the speaker of a number."""
    at = span(length)
    return st.builds(
        Speaker,
        id=st.just(f"{letter}{number}"),
        name=LINE,
        kind=one_of(SpeakerKind),
        names=LINES,
        roles=st.lists(st.builds(Role, name=LINE, at=at, tense=one_of(Tense)), max_size=2).map(tuple),
        affiliations=st.lists(st.builds(Affiliation, name=LINE, at=at), max_size=2).map(tuple),
        mentions=spans(length, 0),
        statements=COUNT,
        words=COUNT,
        known=MAYBE,
    )


def voices(length):
    """Draw a voice, whatever the others are."""
    chain = st.lists(SPEAKER_IDS | st.just("unknown"), min_size=1, max_size=3).map(tuple)
    return st.builds(Voice, chain=chain, spans=spans(length, 1), words=COUNT, quoted=COUNT, share=PROBABILITY)


def checks(length):
    """Draw a check of a headline or standfirst."""
    return st.builds(
        HeadlineCheck,
        span=span(length),
        passage=st.sampled_from(("headline", "standfirst")),
        verdict=one_of(Verdict),
        statements=st.lists(STATEMENT_IDS, max_size=2).map(tuple),
        speaker=st.none() | SPEAKER_IDS,
        confidence=PROBABILITY,
        message=LINE,
    )


def figures(length, number):
    """Draw a figure, whatever the others are."""
    end = st.floats(0, 1e12, allow_nan=False)
    return st.builds(
        Figure,
        id=st.just(f"f{number}"),
        quantity=end | st.tuples(end, end),
        unit=LINE.filter(bool),
        of=MAYBE,
        hedge=MAYBE,
        at=spans(length, 1),
        voice=st.lists(SPEAKER_IDS | st.just("unknown"), max_size=3).map(tuple),
        differs=st.lists(st.sampled_from(("f1", "f2")), max_size=2, unique=True).map(tuple),
    )


def relations(length, number):
    """Draw a relation, whatever the others are; it may be of somebody with themselves, or of one who is not there."""
    actors = SPEAKER_IDS | st.sampled_from(("a1", "a2"))
    return st.builds(
        Relation,
        id=st.just(f"r{number}"),
        from_=actors,
        to=actors,
        sign=st.sampled_from((1, -1)),
        act=one_of(Act),
        plover=st.sampled_from((None, "ACCUSE", "SUPPORT")),
        manner=one_of(Manner),
        from_at=st.none() | span(length),
        to_at=span(length),
        evidence=spans(length, 1),
        voice=st.lists(SPEAKER_IDS | st.just("unknown"), max_size=3).map(tuple),
        statement=st.none() | STATEMENT_IDS,
        confidence=PROBABILITY,
    )


@st.composite
def articles(draw):
    text = draw(TEXT.filter(bool))
    length = len(text)
    return Article(
        id=draw(LINE),
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        url=draw(MAYBE | LINE.map("https://".__add__)),
        headline=draw(MAYBE),
        byline=draw(LINES),
        outlet=draw(MAYBE),
        published=draw(MAYBE),
        modified=draw(MAYBE),
        language=draw(st.none() | st.sampled_from(("en", "de", 'en" onload="x'))),
        origins=draw(st.dictionaries(st.sampled_from(("headline", "byline")), st.sampled_from(("json-ld", "meta")))),
        passages=draw(passages(length)),
        statements=tuple(draw(statements(length, number)) for number in range(1, 1 + draw(st.integers(0, 3)))),
        speakers=tuple(draw(speakers(length, number)) for number in range(1, 1 + draw(st.integers(0, 3)))),
        voices=tuple(draw(st.lists(voices(length), max_size=3))),
        headline_checks=tuple(draw(st.lists(checks(length), max_size=2))),
        figures=tuple(draw(figures(length, number)) for number in range(1, 1 + draw(st.integers(0, 2)))),
        actors=tuple(draw(speakers(length, number, "a")) for number in range(1, 1 + draw(st.integers(0, 2)))),
        relations=tuple(draw(relations(length, number)) for number in range(1, 1 + draw(st.integers(0, 3)))),
        warnings=tuple(draw(st.lists(LINE, max_size=1))),
        model=draw(st.none() | st.just(Model("sayso", "0.1.0", "0" * 64))),
    )
