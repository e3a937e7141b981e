"""The article's text for the reading room: every character as it is, cut where a statement begins or ends.

Each run of characters says at which code point it begins (`data-o`) and of which statements it is part (`data-s`, the
innermost first), so that a selection in the browser is a span of the text. In the margin of each paragraph stand the
speakers of the statements that begin in it.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from sayso.output.marked import Numbered, attributes, blocks, classes, tag
from sayso.output.markup import folded, look, raw
from sayso.output.segments import Piece, Segment, pieces_of, segments
from sayso.output.shown import labels, shown_of
from sayso.output.wording import number
from sayso.review.standing import Room, Standing

SIGNS = {"proposed": "", "accepted": "✓", "rejected": "✗", "corrected": "✎", "added": "✚"}
"""What stands beside a statement for what people have said of it."""


def text(room: Room) -> Markup:
    """Return the paragraphs, each with its margin."""
    article = room.article
    found = [
        Numbered(one, label, f"t-{one.id}")
        for one, label in zip(article.statements, labels(article, shown_of(article)), strict=True)
    ]
    paragraphs = list(blocks(article))
    cut = segments((span for span, _ in paragraphs), pieces_of(article.statements))
    out, heading = [], "h1"
    for (span, kind), inside in zip(paragraphs, cut, strict=True):
        element = heading if kind == "headline" else tag(kind)
        heading = "p" if kind == "headline" else heading
        marked = "".join(_run(article.text, one, found, room.statements) for one in inside)
        margin = "".join(_entry(found[of], room.statements[of], room.people) for of in _begun(inside))
        side = f'<ul class="margin ui">{margin}</ul>' if margin else ""
        out.append(
            f'<div class="row">{side}<{element}{attributes(kind)} dir="auto" data-o="{span.start}" '
            f'data-end="{span.end}">{marked}</{element}></div>\n'
        )
    return Markup("".join(out))


def _begun(inside: Sequence[Segment]) -> list[int]:
    """Return the places of the statements whose content begins here, in reading order."""
    return [piece.of for one in inside for piece in one.pieces if _begins(one, piece)]


def _begins(segment: Segment, piece: Piece) -> bool:
    return piece.role == "content" and piece.place == 0 and segment.begins(piece)


def _run(text: str, segment: Segment, found: Sequence[Numbered], every: Sequence[Standing]) -> str:
    characters = raw(text[segment.start : segment.end])
    if not segment.pieces:
        return f'<span data-o="{segment.start}">{characters}</span>'
    begun = [piece for piece in segment.pieces if _begins(segment, piece)]
    badges = "".join(_badge(found[piece.of], every[piece.of]) for piece in begun)
    ordered = sorted(segment.pieces, key=lambda piece: (piece.span.end - piece.span.start, -piece.of))
    of = list(dict.fromkeys(piece.of for piece in ordered))
    states = {every[one].state for one in of}
    names = classes(segment, segment.pieces, found)
    names += " rejected" if states == {"rejected"} else " human" if "proposed" not in states else ""
    element = "mark" if any(piece.role == "content" for piece in segment.pieces) else "span"
    ids = raw(" ".join(every[one].statement.id for one in of))
    return f'{badges}<{element} class="{raw(names)}" data-o="{segment.start}" data-s="{ids}">{characters}</{element}>'


def _badge(one: Numbered, standing: Standing) -> str:
    name = raw(one.statement.id)
    return (
        f'<span class="n {look(one.label.shown)}" data-n="{raw(one.badge)}" data-badge="{name}" '
        f'data-state="{standing.state}" aria-hidden="true"></span>'
    )


def _entry(one: Numbered, standing: Standing, people: Mapping[str, int]) -> str:
    name, state = raw(one.statement.id), standing.state
    sign = one.label.shown.sign if one.label.shown else "?"
    said = one.statement.speaker
    person = people.get(said.id or "") if said else None
    inner = ' <span class="inner">within another’s words</span>' if one.statement.within else ""
    return (
        f'<li><button type="button" class="entry {look(one.label.shown)}" data-go="{name}" data-state="{state}" '
        f'tabindex="-1"><span class="badge">{folded(sign)}</span> <span class="who">{folded(one.label.name)}</span> '
        f'<span class="hidden">, statement {folded(number(one.statement))}, {folded(one.statement.kind)}{inner}, '
        f'<span class="word">{state}</span></span>'
        f'<span class="state" aria-hidden="true">{SIGNS[state]}</span></button>{_link(person, one.label.name)}</li>'
    )


def _link(person: int | None, name: str) -> str:
    if person is None:
        return ""
    called = f"{folded(name)} in all articles"
    return f'<a class="person" href="/people/{person}" tabindex="-1" aria-label="{called}" title="{called}">↗</a>'


def states(room: Room) -> dict[str, dict[str, object]]:
    """Return what a script must know of each statement, in reading order: where its parts stand, and its state."""
    return {one.statement.id: state_of(one) for one in room.statements}


def state_of(one: Standing) -> dict[str, object]:
    """Return what a script must know of a statement."""
    statement, said = one.statement, one.statement.speaker
    sure = min(statement.confidence, said.confidence if said else 1.0)
    return {
        "state": one.state,
        "sure": 1.0 if one.found is None else round(sure, 4),
        "kind": statement.kind,
        "speaker": said.name if said else None,
        **{part: getattr(statement, part) for part in ("source", "cue", "content")},
    }
