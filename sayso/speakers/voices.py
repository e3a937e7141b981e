"""The voices of an article: on whose say-so each of its words stands."""

import re
from collections import defaultdict
from dataclasses import replace

from sayso.article import READ, Article, Span, Speaker, Statement, Voice
from sayso.speakers.nesting import chain
from sayso.speakers.words import WORD
from sayso.statements.quotation import INSIDE, states
from sayso.statements.stream import paragraphs

UNKNOWN = "unknown"
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|my|we|our)\b")
_OPINION = 2
"""First-person words outside quotations from which an article with a byline is read as its author's own."""


def with_voices(article: Article) -> Article:
    """Return the article with its voices, and with its author and outlet among the speakers where they have words."""
    words = [match.span() for match in WORD.finditer(article.text)]
    if not words:
        return article
    owner = _owners(article)
    inside = _quoted(article)
    article, author, outlet = _narrated(article, owner, inside)
    statements = {one.id: one for one in article.statements}
    chains: dict[str, tuple[str, ...]] = {}
    for one in article.statements:
        links = chain(one, article.statements)
        ids = [s.speaker.id if s.speaker and s.speaker.id else UNKNOWN for s in links]
        narrator = author or outlet
        chains[one.id] = (narrator, *(i for n, i in enumerate(ids) if i != (ids[n - 1] if n else narrator)))
    read = _read(article)
    spans: dict[tuple[str, ...], list[list[int]]] = defaultdict(list)
    quoted: dict[tuple[str, ...], int] = defaultdict(int)
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    last: tuple[str, ...] | None = None
    own, others = (author or outlet,), (outlet,)
    for start, end in words:
        id_ = owner.get(start)
        voice = chains[id_] if id_ else own if read[start] else others
        if voice == last:
            spans[voice][-1][1] = end
        else:
            spans[voice].append([start, end])
        last = voice
        counts[voice] += 1
        if id_ and (inside[start] or statements[id_].kind == "direct"):
            quoted[voice] += 1
    return replace(article, voices=tuple(
        Voice(who, tuple(Span(*at) for at in spans[who]), counts[who], quoted[who], round(counts[who] / len(words), 4))
        for who in sorted(counts, key=lambda who: (len(who) > 1, -counts[who], who))
    ))  # fmt: skip


def _owners(article: Article) -> dict[int, str]:
    """Return for the first character of each word that stands in a content the id of the innermost statement."""
    depth = {one.id: len(chain(one, article.statements)) for one in article.statements}

    def outer_first(one: Statement) -> tuple[int, int]:
        return depth[one.id], -sum(end - start for start, end in one.content)

    owner: dict[int, str] = {}
    for one in sorted(article.statements, key=outer_first):
        for start, end in one.content:
            owner.update((match.start(), one.id) for match in WORD.finditer(article.text, start, end))
    return owner


def _quoted(article: Article) -> bytearray:
    return states(article.text, paragraphs(article.text)).translate(_ONLY_INSIDE)


_ONLY_INSIDE = bytes(state == INSIDE for state in range(256))


def _read(article: Article) -> bytearray:
    """Return for each character 1 where it is headline or body, 0 where it is a notice, a caption and the like."""
    if not article.passages:
        return bytearray(b"\1" * len(article.text))
    out = bytearray(len(article.text))
    for passage in article.passages:
        if passage.kind in READ and passage.kind != "headline":
            out[passage.span.start : passage.span.end] = b"\1" * (passage.span.end - passage.span.start)
    return out


def _narrated(article: Article, owner: dict[int, str], inside: bytearray) -> tuple[Article, str, str]:
    """Return the article with author and outlet among its speakers, and their ids; no author where none speaks as I."""
    speakers = list(article.speakers)
    author = next((one.id for one in speakers if one.kind == "author"), "")
    own = sum(
        1 for match in _FIRST_PERSON.finditer(article.text) if match.start() not in owner and not inside[match.start()]
    )
    if own >= _OPINION and article.byline:
        if not author:
            author = f"p{len(speakers) + 1}"
            speakers.append(Speaker(author, " and ".join(article.byline), "author", words=0))
    elif own < _OPINION:
        author = ""
    outlet = f"p{len(speakers) + 1}"
    speakers.append(Speaker(outlet, article.outlet or "the outlet", "outlet"))
    return replace(article, speakers=tuple(speakers)), author, outlet
