"""A plain text as an article: its paragraphs, and the headline, byline, outlet and date that stand at its top."""

import re
from typing import NamedTuple

from sayso.article import Passage, Span
from sayso.intake.dates import written
from sayso.intake.names import byline, names_people
from sayso.intake.passages import Paragraph, is_byline, label
from sayso.statements.stream import paragraphs

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_TOP = 6
_HEADLINE = 160  # characters
_FEWEST_WORDS, _WORDS_WITH_STOP = 3, 14
_DATELINE = re.compile(r"^\W*[A-Z][A-Z .,/'’-]{2,60}(?:,[^.—–-]{1,40})?\s*(?:\([A-Za-z /]{2,30}\))?\s*(?:—|–|--|-)\s")
_NAMES_OUTLET = re.compile(r"^[A-Z][\w&.'’ -]{2,50}$")


class Top(NamedTuple):
    """What the first lines of a text say about it; None and () where they say nothing."""

    headline: str | None
    byline: tuple[str, ...]
    outlet: str | None
    published: str | None


def passages(text: str) -> tuple[Passage, ...]:
    """Return the labelled paragraphs of a text, in order, together all its characters that are not white space."""
    spans = [_trimmed(text, start, end) for start, end in _split_top(text, paragraphs(text))]
    spans = [span for span in spans if span.start < span.end]
    first = _headline_at(text, spans)
    kinds = label(
        [Paragraph(text[start:end], "headline" if at == first else None) for at, (start, end) in enumerate(spans)]
    )
    return tuple(Passage(span, kind) for span, kind in zip(spans, kinds, strict=True))


def top(text: str, labelled: tuple[Passage, ...]) -> Top:
    """Return what the labelled lines at the top of a text say."""
    named = [(part.kind, text[part.span.start : part.span.end]) for part in labelled[: _TOP + 2]]
    headline = next((line for kind, line in named if kind == "headline"), None)
    lines = [line for kind, line in named if kind == "byline"]
    published = next(filter(None, map(written, lines)), None)
    people: tuple[str, ...] = ()
    outlet = None
    for line in lines:
        names, rest = _people_and_rest(line)
        people = people or names
        outlet = outlet or rest
    return Top(" ".join(headline.split()) if headline else None, people, outlet, published)


def _people_and_rest(line: str) -> tuple[tuple[str, ...], str | None]:
    """Read "By Ada Reed, Harrow Courier | 3 May 2025": the people after "By", and a name set apart that is no date."""
    parts = [part.strip() for part in re.split(r"\s*[|•·\n\t]\s*|\s[–—]\s", line) if part.strip()]
    people: tuple[str, ...] = ()
    outlet = None
    for part in parts:
        names = byline([part]) if re.match(r"\W*(?:written |posted |story )?by\b", part, re.I) else ()
        if names and names_people(names) and not people:
            people = names
            tail = part.rpartition(",")[2].strip()
            if "," in part and byline([tail]) and not set(byline([tail])) & set(names) and _NAMES_OUTLET.match(tail):
                outlet = outlet or (None if written(tail) or tail[0].islower() else tail)
        elif len(parts) > 1 and written(part) is None and _NAMES_OUTLET.match(part):
            outlet = outlet or part
    return people, outlet


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))


def _split_top(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give headline and byline lines that stand in one block of a hard-wrapped text a paragraph each."""
    out: list[tuple[int, int]] = []
    for at, (start, end) in enumerate(spans):
        lines = _LINE_BREAK.split(text[start:end]) if at < 2 else []
        if len(lines) > 1 and any(is_byline(line) for line in lines[1:]):
            ends = [start + found.start() for found in _LINE_BREAK.finditer(text, start, end)] + [end]
            out.extend(zip([start, *ends[:-1]], ends, strict=True))
        else:
            out.append((start, end))
    return out


def _headline_at(text: str, spans: list[Span]) -> int | None:
    """Return the number of the paragraph that is the headline: the first but for byline lines, if it looks like one."""
    for at, (start, end) in enumerate(spans[:3]):
        line = text[start:end]
        if is_byline(line):
            continue
        alone = label([Paragraph(line)])[0] == "body"
        return at if alone and len(spans) > at + 1 and _looks_like_headline(line) else None
    return None


def _looks_like_headline(line: str) -> bool:
    """Say whether a first line is a headline: short, and one sentence at most if it ends in a full stop."""
    if len(line) > _HEADLINE or len(line.split()) < _FEWEST_WORDS or _DATELINE.match(line):
        return False
    if line.endswith((",", ":", "”", '"')) and (line[0] not in "\"“‘'" or line.count("“") > 1):
        return False
    if not line.endswith("."):
        return True
    words = line.split()
    return len(words) <= _WORDS_WITH_STOP and re.search(r"[.!?][\"”’']?\s+[A-Z]", line) is None
