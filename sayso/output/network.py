"""The relations of an article as a drawing: an arrow from whoever is for or against somebody to that one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sayso.article import Relation
from sayso.output.layout import FONT, RADIUS, arrow, bends, box, label_at, lines, nodes, room
from sayso.output.markup import folded, look
from sayso.output.shown import UNKNOWN, Shown
from sayso.output.visible import visible
from sayso.output.wording import counted, side

MOST = 20
"""More actors than these would be a thicket; the table has them all."""
_TOLD = 12
"""So many arrows are told in words to who cannot see them; the table has them all."""
_THICKEST = 4


@dataclass(frozen=True, slots=True)
class Ties:
    """All relations of one sign from one actor to another: the arrow that is drawn for them."""

    from_: str
    to: str
    sign: int
    count: int


def network(relations: Sequence[Relation], shown: Mapping[str, Shown], name: str) -> str:
    """Return the drawing of an article's relations; `name` is the id of the article in the page."""
    return drawing(ties_of(relations), shown, name, "relation")


def drawing(every: Sequence[Ties], shown: Mapping[str, Shown], name: str, noun: str) -> str:
    """Return a drawing of ties with a note on how to read it; nothing if there is nothing to draw.

    `name` is for the ids of its parts, `noun` is what the ties count.
    """
    everyone = _tied(every)
    actors = everyone[:MOST]
    ties = [one for one in every if one.from_ in actors and one.to in actors]
    if not ties:
        return ""
    # In the order of reading: so two who are told of together mostly face each other.
    met = dict.fromkeys(chain.from_iterable((one.from_, one.to) for one in ties))
    where = dict(zip(met, nodes(len(met)), strict=True))
    inside = "".join(_arrow(one, bend, where, _in_words(one, shown, noun)) for one, bend in _bent(ties, where))
    inside += "".join(_node(shown.get(id_, UNKNOWN), at) for id_, at in where.items())
    most = f" Drawn are the {len(met)} of {len(everyone)} with the most {noun}s." if len(everyone) > len(met) else ""
    size = f"{counted(len(met), 'actor')}, {counted(sum(one.count for one in ties), noun)}"
    return f"""<svg class="network" viewBox="{box(len(met))}" role="img" \
aria-labelledby="{name}-network" aria-describedby="{name}-ties">\
<title id="{name}-network">Who is for or against whom: {size}</title>
<desc id="{name}-ties">{_told(ties, shown, noun)}</desc>
{inside}</svg>
<p class="kind"><span class="for">Solid: for.</span> <span class="against">Dashed: against.</span> \
The thicker, the more {noun}s.{most}</p>
"""


def _tied(ties: Iterable[Ties]) -> list[str]:
    """Return those who have to do with somebody else, by how much, then in the order of reading."""
    count: Counter[str] = Counter()
    for one in ties:
        count[one.from_] += one.count
        count[one.to] += one.count
    return [id_ for id_, _ in count.most_common()]


def ties_of(relations: Iterable[Relation]) -> list[Ties]:
    """Return the arrows for the relations of an article."""
    count = Counter((one.from_, one.to, one.sign) for one in relations if one.from_ != one.to)
    return [Ties(*key, number) for key, number in count.items()]


def _bent(ties: Sequence[Ties], where: Mapping[str, complex]) -> Iterable[tuple[Ties, complex]]:
    """Give each arrow a way of its own among those that join the same two."""
    between: dict[frozenset[str], list[Ties]] = {}
    for one in ties:
        between.setdefault(frozenset((one.from_, one.to)), []).append(one)
    for alike in between.values():
        ways = bends(where[alike[0].from_], where[alike[0].to], len(alike))
        yield from zip(alike, ways, strict=True)


def _arrow(one: Ties, bend: complex, where: Mapping[str, complex], told: str) -> str:
    thick = min(0.8 + 0.6 * one.count, _THICKEST)
    line, head = arrow(where[one.from_], bend, where[one.to], thick)
    return (
        f'<g class="{side(one.sign)}"><title>{told}</title>'
        f'<path class="line" stroke-width="{thick:.1f}" d="{line}"/><path class="head" d="{head}"/></g>'
    )


def _in_words(one: Ties, shown: Mapping[str, Shown], noun: str) -> str:
    who, whom = (folded(shown.get(id_, UNKNOWN).name) for id_ in (one.from_, one.to))
    return f"{who} {side(one.sign)} {whom}, {counted(one.count, noun)}"


def _told(ties: Sequence[Ties], shown: Mapping[str, Shown], noun: str) -> str:
    told = [_in_words(one, shown, noun) for one in sorted(ties, key=lambda one: -one.count)[:_TOLD]]
    return "; ".join(told) + (f"; and {counted(len(ties) - _TOLD, 'arrow')} more." if len(ties) > _TOLD else ".")


def _node(who: Shown, at: complex) -> str:
    x, half = label_at(at)
    name = lines(visible(who.name).split(), room(at))
    first = at.imag + FONT * (0.36 - 0.55 * (len(name) - 1))
    label = "".join(
        f'<text class="{half}" x="{x:.1f}" y="{first + FONT * 1.1 * i:.1f}">{folded(line)}</text>'
        for i, line in enumerate(name)
    )
    sign = f'<text class="sign" x="{at.real:.1f}" y="{at.imag + 3.2:.1f}">{folded(who.sign)}</text>' if who.sign else ""
    kind = look(who) if who.sign else "silent"
    return (
        f'<g><title>{folded(who.name)}</title><circle class="{kind}" cx="{at.real:.1f}" cy="{at.imag:.1f}" '
        f'r="{RADIUS if who.sign else RADIUS - 3}"/>{sign}{label}</g>'
    )
