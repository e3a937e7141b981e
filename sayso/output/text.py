"""An article's statements as text for a terminal, a pipe or a file: who says it, by what words, what is said.

    2  A Ada Reed, mayor · “she” (pronoun) · direct
       │ “The bridge is safe,” ‹said›, “and it will stay open.”

The speaker is the label of its block, with the letter that stands for the same speaker everywhere. Beside the bar stand
the cue, between ‹ and ›, and the content, in the article's own order, with … for words left out between them. At the
end come the voices, who has how many of the words, the figures, and who is for or against whom. The shapes and letters
say the same as the colours.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.article import Article, Figure, HeadlineCheck, Relation, Span, Statement
from sayso.output.shown import UNKNOWN, Label, Shown, labels, say_so, shown_of
from sayso.output.terminal import Run, Style, columns, wrapped
from sayso.output.voices import Line, counted_words, percent, voice_lines
from sayso.output.wording import (
    LOW_CONFIDENCE,
    amount,
    counted,
    dates,
    deed,
    joined,
    leaves_out,
    listed,
    number,
    possessive,
    shortened,
    unread,
)

_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?])")
_NARROWEST = 20
_ROOM_FOR_COLUMNS = 40
_SHORT = 100
_COLOURS: tuple[Style, ...] = ("cyan", "magenta", "green", "blue", "white")
WIDEST = 100
"""Lines longer than this are hard to read."""


def text(article: Article, *, width: int = 80, colour: bool = False) -> str:
    """Return the article's head, its statements in reading order and its voices, each line ended.

    Lines are at most `width` columns, and never more than 100, which is as much as is good to read.
    """
    width = min(max(width, _NARROWEST), WIDEST)
    shown = shown_of(article)
    parts = [_head(article, width, colour)]
    parts.extend(_warnings(article, width, colour))
    parts.extend(_checks(article, width, colour))
    indent = max((len(number(one)) for one in article.statements), default=1) + 2
    for one, label in zip(article.statements, labels(article, shown), strict=True):
        parts.append(_block(article, one, label, indent, width, colour))
    if not article.statements:
        parts.append(wrapped([Run("No attributed statements were found.")], width, colour=colour))
    if lines := voice_lines(article, shown):
        parts.append(_voices(lines, width, colour))
    if article.figures:
        parts.append(_figures(article, shown, width, colour))
    if article.relations:
        parts.append(_relations(article, shown, width, colour))
    if left := unread(article):
        parts.append(wrapped([Run(f"Not read for statements: {left}.")], width, colour=colour))
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


def _checks(article: Article, width: int, colour: bool) -> Iterator[str]:
    """Yield what is to be said of the headline and the standfirst, with the statements that it is said of."""
    for check in article.headline_checks:
        if check.verdict != "own":
            borne = [one for one in article.statements if one.id in check.statements]
            yield _check(check, width, colour) + "".join(_short(article, one, width) for one in borne)


def _check(check: HeadlineCheck, width: int, colour: bool) -> str:
    fine = check.verdict == "attributed"
    said = Run(("✓ " if fine else "! ") + check.message, "plain" if fine else "warning")
    return wrapped([said, *_doubt(check.confidence, "")], width, rest="  ", colour=colour)


def _short(article: Article, statement: Statement, width: int) -> str:
    first = f"  {number(statement)}  "
    said = shortened(joined(article.text, statement.content), _SHORT)
    return wrapped([Run(said)], width, first=first, rest=" " * columns(first))


def _doubt(confidence: float | None, what: str) -> list[Run]:
    if confidence is None or confidence >= LOW_CONFIDENCE:
        return []
    return [Run(f" · {what}doubtful, confidence {confidence:.2f}", "warning")]


def _block(article: Article, statement: Statement, label: Label, indent: int, width: int, colour: bool) -> str:
    runs = [*_who(label), Run(f" · {statement.kind}{_place(article, statement)}", "faint")]
    runs += _doubt(statement.confidence, "") + _doubt(label.doubt, "speaker ")
    margin = " " * indent
    head = wrapped(runs, width, first=number(statement).rjust(indent - 2) + "  ", rest=margin, colour=colour)
    if label.chain:
        told = f"on {possessive(label.teller)} say-so: {' ‹ '.join(label.chain)}"
        head += wrapped([Run(told, "faint")], width, first=margin, rest=margin + "  ", colour=colour)
    bar = f"{margin}│ "
    return head + wrapped(_said(article.text, statement), width, first=bar, rest=bar, colour=colour)


def _who(label: Label) -> list[Run]:
    runs = [*_sign(label.shown), Run(label.name, _style(label.shown)), Run(label.about)]
    if label.words:
        runs.append(Run(f" · “{label.words}”"))
    return [*runs, Run(f" ({label.how})", "faint")] if label.how else runs


def _sign(shown: Shown | None) -> list[Run]:
    return [Run(f"{shown.sign} ", _style(shown))] if shown and shown.sign else []


def _style(shown: Shown | None) -> Style:
    if shown is None or shown.place is None:
        return "nobody" if shown is None or shown.sign else "plain"
    return _COLOURS[shown.place % len(_COLOURS)]


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


def _place(article: Article, statement: Statement) -> str:
    at = statement.content[0].start
    kinds = [one.kind for one in article.passages if one.span.start <= at < one.span.end]
    return "".join(f" · {kind}" for kind in kinds if kind in ("headline", "standfirst"))


def _voices(lines: Sequence[Line], width: int, colour: bool) -> str:
    """Return the shares: first in all, then a line for each voice, the numbers in columns."""
    count = counted_words(lines)
    parts = ((count.quoted, "quoted"), (count.paraphrased, "paraphrased"), (count.own, "in the article's own voice"))
    told = ", ".join(f"{part:,} {name} ({percent(part, count.total)})" for part, name in parts)
    out = wrapped(
        [Run("Voices", "headline"), Run(f" in {counted(count.total, 'word')}: {told}.")], width, colour=colour
    )
    wide = max(len(f"{line.words:,}") for line in lines)
    for line in lines:
        numbers = f"{percent(line.words, count.total):>4}  {line.words:>{wide},}  "
        if width < _ROOM_FOR_COLUMNS:
            out += wrapped([Run(numbers), *_voice(line)], width, rest="  ", colour=colour)
        else:
            out += wrapped(_voice(line), width, first=numbers, rest=" " * (len(numbers) + 2), colour=colour)
    return out


def _figures(article: Article, shown: Mapping[str, Shown], width: int, colour: bool) -> str:
    """Return a line for each figure: its words, what it is of, whose say-so; beside it those that others give."""
    out = wrapped([Run("Figures", "headline"), Run(f": {len(article.figures)}.")], width, colour=colour)
    by_id = {one.id: one for one in article.figures}
    for one in article.figures:
        said = amount(article.text, one)
        runs = [Run(said), *([Run(f" ({one.of})")] if one.of else []), *_on_say_so(one, shown)]
        for other in (by_id[id_] for id_ in one.differs if id_ in by_id):
            words = amount(article.text, other)
            runs += [Run(" · but ", "warning"), Run(words), *_on_say_so(other, shown)]
        out += wrapped(runs, width, first="  ", rest="      ", colour=colour)
    return out


def _on_say_so(one: Figure, shown: Mapping[str, Shown]) -> list[Run]:
    if not one.voice:
        return []
    who = shown.get(one.voice[-1], UNKNOWN)
    return [Run(" · ", "faint"), *_sign(who), Run(who.name, _style(who))]


def _relations(article: Article, shown: Mapping[str, Shown], width: int, colour: bool) -> str:
    """Return a line for each relation: who about whom, for or against, by what words, on whose say-so."""
    told = f": {counted(len(article.relations), 'relation')}."
    out = wrapped([Run("Who about whom", "headline"), Run(told)], width, colour=colour)
    for one in article.relations:
        out += wrapped(_relation(article, one, shown), width, first="  ", rest="      ", colour=colour)
    return out


def _relation(article: Article, one: Relation, shown: Mapping[str, Shown]) -> Iterator[Run]:
    holder, target = shown.get(one.from_, UNKNOWN), shown.get(one.to, UNKNOWN)
    yield from (*_name(holder), Run(" → ", "faint"), *_name(target), Run(" · ", "faint"))
    yield Run(f"{'+' if one.sign > 0 else '−'} {deed(one)} “{joined(article.text, one.evidence)}”")
    if one.voice:
        yield from (Run(" · ", "faint"), *_chain(say_so(one.voice, shown)))
    yield from _doubt(one.confidence, "")


def _name(shown: Shown) -> list[Run]:
    return [*_sign(shown), Run(shown.name, _style(shown))]


def _chain(chain: Sequence[Shown]) -> list[Run]:
    inner = chain[-1]
    outer = [Run(f"{one.name} ‹ ") for one in chain[:-1]]
    return [*_sign(inner), *outer, Run(inner.name, _style(inner))]


def _voice(line: Line) -> list[Run]:
    runs = _chain(line.chain)
    if line.own:
        return [*runs, Run(" · own voice", "faint")]
    kinds = ((line.quoted, "quoted"), (line.paraphrased, "paraphrased"))
    return [*runs, Run(" · " + ", ".join(f"{count:,} {kind}" for count, kind in kinds if count), "faint")]
