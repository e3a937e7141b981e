"""An article's statements as text for a terminal, a pipe or a file: who says it, by what words, what is said.

    2  Ada Reed, the mayor · direct
       │ “The bridge is safe,” ‹said›, “and it will stay open.”

The source is the label of its block. Beside the bar stand the cue, between ‹ and ›, and the content, in the article's
own order, with … for words left out between them. The shapes say the same as the colours.
"""

import re
from collections.abc import Iterator

from sayso.article import Article, Span, Statement
from sayso.output.terminal import Run, Style, wrapped
from sayso.output.wording import (
    LOW_CONFIDENCE,
    NO_SOURCE,
    counted,
    dates,
    leaves_out,
    listed,
    number,
    speaker,
    unread,
)
from sayso.output.words import words

_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?])")
_NARROWEST = 20
WIDEST = 100
"""Lines longer than this are hard to read."""


def text(article: Article, *, width: int = 80, colour: bool = False) -> str:
    """Return the article's head, its statements in reading order and a count of words, each line ended.

    Lines are at most `width` columns, and never more than 100, which is as much as is good to read.
    """
    width = min(max(width, _NARROWEST), WIDEST)
    parts = [_head(article, width, colour)]
    parts.extend(_warnings(article, width, colour))
    indent = max((len(number(one)) for one in article.statements), default=1) + 2
    parts.extend(_block(article, one, indent, width, colour) for one in article.statements)
    if not article.statements:
        parts.append(wrapped([Run("No attributed statements were found.")], width, colour=colour))
    parts.append(_foot(article, width, colour))
    return "\n".join(parts)


def _head(article: Article, width: int, colour: bool) -> str:
    headline = wrapped([Run(article.headline or article.id, "headline")], width, colour=colour)
    by = f"by {listed(article.byline)}" if article.byline else None
    facts = " · ".join(filter(None, (article.outlet, by, dates(article))))
    where = article.url or (article.id if article.headline else None)
    lines = [wrapped([Run(line, "faint")], width, colour=colour) for line in (facts, where) if line]
    return headline + "".join(lines)


def _warnings(article: Article, width: int, colour: bool) -> Iterator[str]:
    for warning in article.warnings:
        yield wrapped([Run("! ", "warning"), Run(warning, "warning")], width, rest="  ", colour=colour)


def _block(article: Article, statement: Statement, indent: int, width: int, colour: bool) -> str:
    name = speaker(article.text, statement)
    who = Run(name, "source") if name else Run(NO_SOURCE, "nobody")
    label = [who, Run(f" · {statement.kind}", "faint")]
    if _in_headline(article, statement):
        label.append(Run(" · headline", "faint"))
    if statement.confidence < LOW_CONFIDENCE:
        label.append(Run(f" · doubtful, confidence {statement.confidence:.2f}", "warning"))
    margin = " " * indent
    head = wrapped(label, width, first=number(statement).rjust(indent - 2) + "  ", rest=margin, colour=colour)
    bar = f"{margin}│ "
    return head + wrapped(_said(article.text, statement), width, first=bar, rest=bar, colour=colour)


def _said(whole: str, statement: Statement) -> Iterator[Run]:
    """Yield cue and content in the article's order. Where the source alone stands between, the label has shown it."""
    pieces: list[tuple[Span, Style]] = [(span, "plain") for span in statement.content]
    pieces += [(span, "cue") for span in statement.cue]
    last: int | None = None
    for (start, end), style in sorted(pieces):
        if last is not None:
            yield Run(_gap(whole, last, start, statement.source))
        last = max(end, last or 0)
        yield Run(f"‹{whole[start:end].strip()}›" if style == "cue" else whole[start:end], style)


def _gap(whole: str, start: int, end: int, source: tuple[Span, ...]) -> str:
    """Return what stands between two pieces, without the source: its punctuation, or an ellipsis for its words."""
    out, at = "", start
    for piece in (*sorted(source), Span(end, end)):
        if start <= piece.start and piece.end <= end:
            out += whole[at : piece.start]
            at = max(at, piece.end)
    if leaves_out(out, 0, len(out)):
        return " … "
    out = _SPACE_BEFORE_MARK.sub("", out)
    return out if out[-1:].isspace() else out + " "


def _in_headline(article: Article, statement: Statement) -> bool:
    at = statement.content[0].start
    return any(one.kind == "headline" and one.span.start <= at < one.span.end for one in article.passages)


def _foot(article: Article, width: int, colour: bool) -> str:
    count = words(article)
    shares = [(count.quoted, "quoted"), (count.paraphrased, "paraphrased"), (count.own, "in the article's own voice")]
    told = ", ".join(f"{part:,} {name} ({count.percent(part)}%)" for part, name in shares)
    lines = [f"{counted(count.total, 'word')}: {told}."]
    if left := unread(article):
        lines.append(f"Not read for statements: {left}.")
    return "".join(wrapped([Run(line)], width, colour=colour) for line in lines)
