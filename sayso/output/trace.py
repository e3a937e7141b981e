"""An utterance in all the places where it appears, for the terminal and for programs: what each made of its words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sayso.output.terminal import Run, columns, wrapped
from sayso.output.visible import visible
from sayso.output.wording import counted
from sayso.project.stories.compared import Piece
from sayso.project.stories.trace import Place, Trace

KEY = "[-cut-]  {+added or in its place+}  ~taken out of its quotation marks~"
"""What the marks around words mean."""

TRACE_COLUMNS = (
    "words",
    "speaker",
    "articles",
    "outlets",
    "changed",
    "first_outlet",
    "first_published",
    "first_article",
)
"""The columns of a row about an utterance."""

PLACE_COLUMNS = (
    *("utterance", "article", "statement", "outlet", "published", "headline", "url", "story", "speaker", "kind"),
    *("changed", "compared", "content", "spans"),
)
"""The columns of a row about one place of an utterance."""


def trace_object(trace: Trace) -> dict[str, Any]:
    """Return an utterance with all its places as a dict of JSON values."""
    return {
        "words": trace.words,
        "speaker": trace.speaker,
        "articles": trace.articles,
        "outlets": trace.outlets,
        "changed": trace.changed,
        "places": [asdict(place) | {"changed": place.changed} for place in trace.places],
    }


def trace_row(trace: Trace) -> tuple[object, ...]:
    """Return an utterance as a row of `TRACE_COLUMNS`."""
    first, counts = trace.places[0], (trace.articles, len(trace.outlets), trace.changed)
    return (trace.words, trace.speaker, *counts, first.outlet, first.published, first.article)


def place_rows(number: int, trace: Trace) -> Iterator[tuple[object, ...]]:
    """Yield the places of an utterance as rows of `PLACE_COLUMNS`."""
    for place in trace.places:
        at = (place.article, place.statement, place.outlet, place.published, place.headline, place.url, place.story)
        spans = " ".join(f"{start}-{end}" for start, end in place.spans)
        shown = " ".join(run.text for run in _runs(place.pieces))
        yield (number, *at, place.speaker, place.kind, " ".join(place.changed), shown, place.content, spans)


def trace_text(trace: Trace, *, width: int, colour: bool) -> str:
    """Return an utterance as lines: its fullest version, then every place with what became of the words."""
    head = wrapped([Run(trace.words, "headline")], width, colour=colour)
    in_all = f"{counted(trace.articles, 'article')} in {counted(len(trace.outlets), 'outlet')}"
    who = f"{trace.speaker or 'unknown'} · {in_all} · {trace.changed} of {len(trace.places)} places change it"
    lines = [head, wrapped([Run(who, "faint")], width, colour=colour)]
    for number, place in enumerate(trace.places):
        lines.append(
            wrapped([Run(_where(place, first=not number), "faint")], width, first="  ", rest="  ", colour=colour)
        )
        lines.append(wrapped(_spaced(_runs(place.pieces)), width, first="  │ ", rest="  │ ", colour=colour))
    return "".join(lines) + "\n"


def table_text(traces: Sequence[Trace], *, width: int) -> str:
    """Return utterances as a table: how many outlets and articles, how many places change it, first use, who, words."""
    rows: list[tuple[str, ...]] = [("outlets", "articles", "changed", "first use", "who", "words")]
    room = width - sum(len(f"{name}  ") for name in rows[0][:3])
    rows += [_cells(trace, room) for trace in traces]
    widths = [max(columns(row[at]) for row in rows) for at in range(5)]
    lines = []
    for row in rows:
        numbers = [cell.rjust(size) for cell, size in zip(row[:3], widths[:3], strict=True)]
        texts = [cell + " " * (size - columns(cell)) for cell, size in zip(row[3:5], widths[3:], strict=True)]
        lines.append(_fitted("  ".join((*numbers, *texts, row[5])), width))
    return "".join(f"{line}\n" for line in lines)


def _cells(trace: Trace, room: int) -> tuple[str, ...]:
    """Return a row of the table; first use and who take about half of the room, so that there is some for the words."""
    first = trace.places[0]
    use = " ".join(filter(None, ((first.published or "")[:10], first.outlet)))
    counts = (f"{len(trace.outlets):,}", f"{trace.articles:,}", f"{trace.changed:,}")
    sizes = (min(30, max(11, room // 3)), min(22, max(8, room // 4)))
    texts = (_fitted(_plain(use), sizes[0]), _fitted(_plain(trace.speaker or "unknown"), sizes[1]), _plain(trace.words))
    return (*counts, *texts)


def _where(place: Place, *, first: bool) -> str:
    parts = [place.published and place.published[:10], place.outlet, place.speaker]
    story = f"story {place.story}" if place.story is not None else None
    ends = (f"article {place.article}, {place.statement}", story, ", ".join(place.changed) or "unchanged")
    return ("First: " if first else "") + " · ".join(filter(None, (*parts, *ends)))


def _runs(pieces: Sequence[Piece]) -> Iterator[Run]:
    for piece in pieces:
        if piece.what in ("cut", "altered"):
            yield Run(f"[-{piece.was}-]", "warning")
        if piece.what in ("added", "altered"):
            yield Run(f"{{+{piece.now}+}}", "green")
        if piece.what == "unquoted":
            yield Run(f"~{piece.now}~", "cue")
        if piece.what == "same":
            yield Run(piece.now)


def _spaced(runs: Iterator[Run]) -> Iterator[Run]:
    for at, run in enumerate(runs):
        if at:
            yield Run(" ")
        yield run


def _plain(text: str) -> str:
    return " ".join(visible(text).split())


def _fitted(text: str, width: int) -> str:
    if columns(text) <= width:
        return text.rstrip()
    while columns(text) >= width:
        text = text[: -max(1, (columns(text) - width) // 2)]
    return text.rstrip() + "…"
