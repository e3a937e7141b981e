"""A project for brat: a text and its standoff annotations for each article, and brat's configuration, in a zip."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from sayso.article import Article, Span
from sayso.project.export.archive import archive, list_head, list_line, put, stem, without_returns
from sayso.project.export.standing import Kept, Standing, before, kept, who
from sayso.project.file import ProjectFile

LACKS = "speakers, confidences and what the machine had where a person corrected it are notes; relations are not in it"

_CONFIGURATION = """[entities]
Source
Cue

[relations]
<OVERLAP>	Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Direct	Source?:Source, Cue?:Cue, Within?:<EVENT>
Mixed	Source?:Source, Cue?:Cue, Within?:<EVENT>
Indirect	Source?:Source, Cue?:Cue, Within?:<EVENT>

[attributes]
Decision	Arg:<EVENT>, Value:accepted|corrected|added
"""
_WITHIN_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def write(project: ProjectFile, file: BinaryIO) -> list[str]:
    """Write the zip, an article at a time; return what did not fit, a sentence each."""
    listed, returns = [list_head()], 0
    with archive(file) as opened:
        put(opened, "annotation.conf", _CONFIGURATION)
        for one in kept(project):
            name = stem(one.number, one.article)
            put(opened, f"{name}.txt", without_returns(one.article.text))
            put(opened, f"{name}.ann", "".join(_lines(one)))
            listed.append(list_line(one))
            returns += one.article.text.count("\r")
        put(opened, "articles.csv", "".join(listed))
    return [f"carriage returns, at which brat miscounts, are spaces ({returns:,})"] if returns else []


def _lines(one: Kept) -> Iterator[str]:
    """Yield the lines of an article: text-bound annotations, then events on them, attributes and notes."""
    text = without_returns(one.article.text)
    bound: list[str] = []
    events: list[str] = []
    numbers = {standing.statement.id: number for number, standing in enumerate(one.statements, start=1)}
    for number, standing in enumerate(one.statements, start=1):
        statement = standing.statement
        arguments = []
        for label, spans in (("Source", statement.source), ("Cue", statement.cue)):
            if spans:
                bound.append(_bound(len(bound) + 1, label, text, spans))
                arguments.append(f"{label}:T{len(bound)}")
        kind = statement.kind.capitalize()
        bound.append(_bound(len(bound) + 1, kind, text, statement.content))
        if statement.within in numbers:
            arguments.append(f"Within:E{numbers[statement.within]}")
        events.append(" ".join([f"E{number}\t{kind}:T{len(bound)}", *arguments]) + "\n")
        if standing.verdict is not None:
            events.append(f"A{number}\tDecision E{number} {standing.verdict}\n")
        events.append(f"#{number}\tAnnotatorNotes E{number}\t{_note(one.article, standing)}\n")
    yield from bound
    yield from events


def _bound(number: int, label: str, text: str, spans: tuple[Span, ...]) -> str:
    pieces = fragments(text, spans)
    places = ";".join(f"{start} {end}" for start, end in pieces)
    return f"T{number}\t{label} {places}\t{' '.join(text[start:end] for start, end in pieces)}\n"


def fragments(text: str, spans: tuple[Span, ...]) -> list[Span]:
    """Return the spans as brat can hold them: none over the end of a line, in order, those that touch joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    lines = (Span(*found.span()) for span in joined for found in _WITHIN_LINE.finditer(text, *span))
    return [span for span in lines if not text[span.start : span.end].isspace()] or joined[:1]


def _note(article: Article, standing: Standing) -> str:
    """Return what brat has no place for, on one line."""
    now = standing.statement
    said = [now.id, who(now)]
    if standing.added is None:
        said.append(f"confidence {standing.found.confidence:.2f}")
    if standing.person is not None:
        said.append(f"{standing.verdict} by {', '.join(standing.person)}")
    said += filter(None, (standing.note, before(article, standing)))
    return " ".join(" · ".join(said).split())
