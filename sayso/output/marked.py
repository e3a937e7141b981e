"""The article's own text as HTML: every character as it is, its statements marked around it.

Colour says who, shape says what. Numbers and labels are attributes that the style sheet shows, so that the text content
is the article's text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.article import READ, Article, Passage, PassageKind, Span, Statement
from sayso.output.markup import look, raw
from sayso.output.page_relations import Tied
from sayso.output.page_speakers import Person
from sayso.output.segments import Piece, Segment, pieces_of, segments
from sayso.output.shown import Label
from sayso.output.wording import LOW_CONFIDENCE, number, possessive
from sayso.statements.stream import paragraphs


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement, its label, and the name it has in the page: the id of its mark, and the class of all its pieces."""

    statement: Statement
    label: Label
    name: str

    @property
    def badge(self) -> str:
        """Return the number, with the sign of the speaker before it."""
        sign = f"{self.label.shown.sign}\N{NO-BREAK SPACE}" if self.label.shown else ""
        return sign + number(self.statement)


def passages(article: Article) -> tuple[Passage, ...]:
    """Return the article's passages; one that has none is all body."""
    return article.passages or (Passage(Span(0, len(article.text)), "body"),)


def marked_text(
    article: Article, found: Sequence[Numbered], people: Sequence[Person], tied: Sequence[Tied], level: int
) -> str:
    """Return the article's text as HTML blocks; the first headline is a heading of the given level.

    The blocks' text content, with what stands between them, is `visible(article.text)`.
    """
    paragraphs_of = list(blocks(article))
    cut = segments(
        (span for span, _ in paragraphs_of), pieces_of(article.statements, article.speakers, article.relations)
    )
    out, at, heading = [], 0, f"h{level}"
    for ((start, end), kind), inside in zip(paragraphs_of, cut, strict=True):
        out.append(raw(article.text[at:start]))
        element = heading if kind == "headline" else tag(kind)
        heading = "p" if kind == "headline" else heading
        marked = "".join(_segment(article.text, one, found, _anchors(one, people, tied)) for one in inside)
        out.append(f'<{element}{attributes(kind)} dir="auto">{marked}</{element}>')
        at = end
    return "".join(out) + raw(article.text[at:])


def blocks(article: Article) -> Iterator[tuple[Span, PassageKind]]:
    """Yield the paragraphs of each passage."""
    lines = paragraphs(article.text)
    for passage in passages(article):
        first = bisect_right(lines, passage.span.start, key=lambda line: line[1])
        for i in range(first, len(lines)):
            start, end = lines[i]
            if start >= passage.span.end:
                break
            yield Span(max(start, passage.span.start), min(end, passage.span.end)), passage.kind


def tag(kind: PassageKind) -> str:
    """Return the element of a block; the first headline has another."""
    return "blockquote" if kind == "block quote" else "p"


def attributes(kind: PassageKind) -> str:
    """Return the attributes that say what a block is."""
    if kind == "headline":
        return ' class="headline"'
    return "" if kind in READ else f' class="unread" data-kind="{raw(kind)}"'


def _anchors(segment: Segment, people: Sequence[Person], tied: Sequence[Tied]) -> str:
    """Return the places to jump to where a mention begins, or the words that carry a relation."""
    begun = [piece for piece in segment.pieces if segment.begins(piece)]
    names = [people[piece.of].mention(piece.place) for piece in begun if piece.role == "mention"]
    names += [tied[piece.of].name for piece in begun if piece.role == "evidence" and piece.place == 0]
    return "".join(f'<span class="at" id="{name}"></span>' for name in names)


def _segment(text: str, segment: Segment, found: Sequence[Numbered], anchors: str) -> str:
    shown = raw(text[segment.start : segment.end])
    pieces = [piece for piece in segment.pieces if piece.role not in ("mention", "evidence")]
    if not pieces:
        return f"{anchors}<span>{shown}</span>" if anchors else shown
    starts = [piece for piece in pieces if piece.role == "content" and piece.place == 0 and segment.begins(piece)]
    links = "".join(_link(found[piece.of]) for piece in starts)
    element = "mark" if any(piece.role == "content" for piece in pieces) else "span"
    names = classes(segment, pieces, found)
    return f'{links}{anchors}<{element} class="{names}"{_speaks_for(segment, found)}>{shown}</{element}>'


def _link(one: Numbered) -> str:
    statement, label = one.statement, one.label
    classes = " ".join(["n"] + ["doubtful"] * (statement.confidence < LOW_CONFIDENCE) + look(label.shown).split())
    told = f", on {possessive(label.teller)} say-so" if label.chain else ""
    words = f"Statement {number(statement)}, {statement.kind}, source: {label.name}{told}; to the list"
    return (
        f'<a class="{classes}" id="{one.name}" href="#{one.name}-entry" '
        f'data-n="{raw(one.badge)}" aria-label="{raw(words)}"></a>'
    )


def classes(segment: Segment, pieces: Sequence[Piece], found: Sequence[Numbered]) -> str:
    """Return the classes of a segment: what it is in each of its statements, the statements, and whose it is."""
    names = ["m"]
    for piece in pieces:
        names += _role_classes(segment, piece, found[piece.of].statement)
        names.append(found[piece.of].name)
    return " ".join(dict.fromkeys([*names, *_looks(pieces, found)]))


def _looks(pieces: Sequence[Piece], found: Sequence[Numbered]) -> list[str]:
    """Return the classes of the innermost statement's speaker, and of the one whose words that is part of."""
    inner, *others = sorted(pieces, key=lambda piece: (piece.span.end - piece.span.start, -piece.of))
    out = look(found[inner.of].label.shown).split()
    for piece in others:
        if piece.role == "content" and piece.of != inner.of:
            shown = found[piece.of].label.shown
            hue = look(shown).split()[:1] if shown and shown.place is not None else []
            return [*out, "deep", *(f"in-{name}" for name in hue)]
    return out


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
    numbers = " ".join(number(found[piece.of].statement) for piece in ending)
    return f' data-of="{raw(numbers)}"' if ending else ""
