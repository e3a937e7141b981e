"""The figures of an article: each with its voice, and beside it those that other voices give for the same thing."""

from bisect import bisect_right
from dataclasses import replace

from sayso.article import READ, Article, Figure, Span
from sayso.figures.numbers import numbers
from sayso.figures.same import with_differing
from sayso.figures.units import Counted, counted


def with_figures(article: Article) -> Article:
    """Return the article, its voices known, with its figures."""
    text = article.text
    voices = sorted((span.start, span.end, voice.chain) for voice in article.voices for span in voice.spans)
    starts = [start for start, _, _ in voices]
    out: list[Figure] = []
    last: str | None = None
    at = 0
    for number in numbers(text):
        if "\n" in text[at : number.at.start]:
            last = None
        one = counted(text, number, last)
        at = number.at.end
        if one is None or not _is_read(article, one.at):
            continue
        last = one.unit
        place = bisect_right(starts, one.number.at.end) - 1
        chain = voices[place][2] if place >= 0 else ()
        out.append(_figure(f"f{len(out) + 1}", one, chain))
    return replace(article, figures=with_differing(text, out))


def _figure(id_: str, one: Counted, chain: tuple[str, ...]) -> Figure:
    return Figure(id_, one.number.quantity, one.unit, one.of, one.hedge, (one.at,), chain)


def _is_read(article: Article, at: Span) -> bool:
    if not article.passages:
        return True
    return any(one.kind in READ and one.span.start <= at.start < one.span.end for one in article.passages)
