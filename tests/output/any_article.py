"""Articles of random text with random spans, for properties that hold of any article."""

import hashlib
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sayso.article import Article, Model, Passage, Span, Statement

ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""

NASTY = "\x1b[31m\x07\x9b2J\r\n\t\u202e\u2066\u2028\x00\ud800\udc00<script>&\"'“”‘’‹›…\u200d字\u0301é .:!?"
TEXT = st.text(st.one_of(st.characters(), st.sampled_from(NASTY), st.sampled_from("abc \n“”")), max_size=80)
LINE = st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=20)
KINDS = ("headline", "body", "block quote", "caption", "byline", "notice", "biography", "share bar", "short code")


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
    kinds = st.sampled_from(KINDS)
    whole = [Passage(Span(a, b), draw(kinds)) for a, b in pairwise(edges)]
    return tuple(draw(st.sampled_from((whole, []))))


@st.composite
def articles(draw):
    text = draw(TEXT.filter(bool))
    statements = [
        Statement(
            id=f"s{number}",
            kind=draw(st.sampled_from(("direct", "mixed", "indirect"))),
            source=draw(spans(len(text), 0)),
            cue=draw(spans(len(text), 0)),
            content=draw(spans(len(text), 1)),
            confidence=draw(st.floats(0, 1)),
        )
        for number in range(1, 1 + draw(st.integers(0, 3)))
    ]
    maybe = st.none() | LINE
    return Article(
        id=draw(LINE),
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        url=draw(maybe | LINE.map("https://".__add__)),
        headline=draw(maybe),
        byline=tuple(draw(st.lists(LINE, max_size=2))),
        outlet=draw(maybe),
        published=draw(maybe),
        modified=draw(maybe),
        language=draw(st.none() | st.sampled_from(("en", "de", 'en" onload="x'))),
        origins=draw(st.dictionaries(st.sampled_from(("headline", "byline")), st.sampled_from(("json-ld", "meta")))),
        passages=draw(passages(len(text))),
        statements=tuple(statements),
        warnings=tuple(draw(st.lists(LINE, max_size=1))),
        model=draw(st.none() | st.just(Model("sayso", "0.1.0", "0" * 64))),
    )
