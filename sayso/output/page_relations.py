"""The part of the page that shows who is for or against whom: a drawing of all of it, and each relation in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.article import Relation
from sayso.output.markup import badge, folded
from sayso.output.network import network
from sayso.output.shown import UNKNOWN, Shown, say_so
from sayso.output.wording import LOW_CONFIDENCE, counted, deed, joined, side


@dataclass(frozen=True, slots=True)
class Tied:
    """A relation and the name it has in the page: the id of the place where the words that carry it begin."""

    relation: Relation
    name: str


def relations(
    text: str, tied: Sequence[Tied], shown: Mapping[str, Shown], cards: Mapping[str, str], name: str, level: int
) -> str:
    """Return the relations under a heading of the given level; nothing if there are none.

    `cards` are the ids, in the page, of what is said of each speaker; `name` is the id of the article.
    """
    if not tied:
        return ""
    rows = "".join(_row(text, one, shown, cards) for one in tied)
    return f"""<h{level}>{counted(len(tied), "relation")}</h{level}>
{network([one.relation for one in tied], shown, name)}<table class="relations">
<thead><tr><th scope="col">Who</th><th scope="col">About whom</th><th scope="col">What</th>\
<th scope="col">Words</th><th scope="col">On whose say-so</th><th scope="col">Confidence</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
"""


def _row(text: str, one: Tied, shown: Mapping[str, Shown], cards: Mapping[str, str]) -> str:
    relation = one.relation
    words = folded(joined(text, relation.evidence)) or "…"
    told = f'“<a href="#{one.name}">{words}</a>”' if relation.evidence else ""
    cells = (
        _signed(relation.to, shown, cards),
        f'<span class="{side(relation.sign)}">{_sign(relation)}</span>: {deed(relation)}',
        told,
        _voice(relation, shown, cards),
        _confidence(relation.confidence),
    )
    rest = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{_signed(relation.from_, shown, cards)}</th>{rest}</tr>\n'


def _sign(relation: Relation) -> str:
    return f"{'+' if relation.sign > 0 else '−'}\N{NO-BREAK SPACE}{side(relation.sign)}"


def _signed(id_: str, shown: Mapping[str, Shown], cards: Mapping[str, str]) -> str:
    who = shown.get(id_, UNKNOWN)
    return f"{badge(who)} {_name(id_, shown, cards)}" if who.sign else _name(id_, shown, cards)


def _name(id_: str, shown: Mapping[str, Shown], cards: Mapping[str, str]) -> str:
    name = folded(shown.get(id_, UNKNOWN).name)
    return f'<a href="#{cards[id_]}">{name}</a>' if id_ in cards else name


def _voice(relation: Relation, shown: Mapping[str, Shown], cards: Mapping[str, str]) -> str:
    if not relation.voice:
        return ""
    *outer, inner = say_so(relation.voice, shown)
    names = "".join(f"{folded(who.name)} ‹ " for who in outer)
    return f"{badge(inner)} {names}{_name(relation.voice[-1], shown, cards)}"


def _confidence(value: float) -> str:
    return f'<span class="low">{value:.2f}</span>' if value < LOW_CONFIDENCE else f"{value:.2f}"
