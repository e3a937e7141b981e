"""The article's own text as HTML: every character as it is, its statements marked around it.

Numbers and labels are attributes that the style sheet shows, so that the text content is the article's text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from sayso.article import READ, Article, PassageKind, Span, Statement
from sayso.output.segments import Piece, Segment, pieces_of, segments
from sayso.output.visible import visible
from sayso.output.wording import LOW_CONFIDENCE, NO_SOURCE, number, speaker
from sayso.output.words import passages
from sayso.statements.stream import paragraphs


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement and the name it has in the page: the id of its mark, and the class of all its pieces."""

    statement: Statement
    name: str


def numbered(article: Article, place: int) -> list[Numbered]:
    """Name the statements of the article that stands at `place` in the page."""
    return [Numbered(statement, f"a{place}s{i}") for i, statement in enumerate(article.statements, 1)]


def marked_text(article: Article, found: Sequence[Numbered], level: int) -> str:
    """Return the article's text as HTML blocks; the first headline is a heading of the given level.

    The blocks' text content, with what stands between them, is `visible(article.text)`.
    """
    blocks = list(_blocks(article))
    cut = segments((span for span, _ in blocks), pieces_of(article.statements))
    out, at, heading = [], 0, f"h{level}"
    for ((start, end), kind), inside in zip(blocks, cut, strict=True):
        out.append(_raw(article.text[at:start]))
        tag = heading if kind == "headline" else _tag(kind)
        heading = "p" if kind == "headline" else heading
        marked = "".join(_segment(article.text, one, found) for one in inside)
        out.append(f'<{tag}{_attributes(kind)} dir="auto">{marked}</{tag}>')
        at = end
    return "".join(out) + _raw(article.text[at:])


def _blocks(article: Article) -> Iterator[tuple[Span, PassageKind]]:
    """Yield the paragraphs of each passage."""
    lines = paragraphs(article.text)
    for passage in passages(article):
        first = bisect_right(lines, passage.span.start, key=lambda line: line[1])
        for i in range(first, len(lines)):
            start, end = lines[i]
            if start >= passage.span.end:
                break
            yield Span(max(start, passage.span.start), min(end, passage.span.end)), passage.kind


def _tag(kind: PassageKind) -> str:
    return "blockquote" if kind == "block quote" else "p"


def _attributes(kind: PassageKind) -> str:
    if kind == "headline":
        return ' class="headline"'
    return "" if kind in READ else f' class="unread" data-kind="{kind}"'


def _segment(text: str, segment: Segment, found: Sequence[Numbered]) -> str:
    shown = _raw(text[segment.start : segment.end])
    if not segment.pieces:
        return shown
    starts = [piece for piece in segment.pieces if piece.role == "content" and piece.first and segment.begins(piece)]
    links = "".join(_link(text, found[piece.statement]) for piece in starts)
    tag = "mark" if any(piece.role == "content" for piece in segment.pieces) else "span"
    return f'{links}<{tag} class="{_classes(segment, found)}"{_speaks_for(segment, found)}>{shown}</{tag}>'


def _link(text: str, one: Numbered) -> str:
    statement = one.statement
    low = " doubtful" if statement.confidence < LOW_CONFIDENCE else ""
    said_by = speaker(text, statement) or NO_SOURCE
    label = f"Statement {number(statement)}, {statement.kind}, source: {said_by}; to the list"
    return (
        f'<a class="n{low}" id="{one.name}" href="#{one.name}-entry" data-n="{_raw(number(statement))}" '
        f'aria-label="{_raw(label)}"></a>'
    )


def _classes(segment: Segment, found: Sequence[Numbered]) -> str:
    names = ["m"]
    for piece in segment.pieces:
        names += _role_classes(segment, piece, found[piece.statement].statement)
        names.append(found[piece.statement].name)
    return " ".join(dict.fromkeys(names))


def _role_classes(segment: Segment, piece: Piece, statement: Statement) -> list[str]:
    names: list[str] = [piece.role]
    if piece.role == "content":
        names.append(statement.kind)
    else:
        prefix = "c" if piece.role == "cue" else ""
        names += [f"{prefix}b"] * segment.begins(piece) + [f"{prefix}e"] * segment.ends(piece)
    return names


def _speaks_for(segment: Segment, found: Sequence[Numbered]) -> str:
    """Return the attribute that names the statements whose source ends here."""
    ending = [piece for piece in segment.pieces if piece.role == "source" and segment.ends(piece)]
    numbers = " ".join(number(found[piece.statement].statement) for piece in ending)
    return f' data-of="{_raw(numbers)}"' if ending else ""


def _raw(text: str) -> str:
    # A bare carriage return would be read back as a line feed.
    return escape(visible(text)).replace("\r", "&#13;")
