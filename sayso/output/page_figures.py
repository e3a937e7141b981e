"""The part of the page that shows the figures: each with its words, its voice, and what other voices give instead."""

from collections.abc import Mapping

from sayso.article import Article, Figure
from sayso.output.markup import badge, folded
from sayso.output.shown import UNKNOWN, Shown
from sayso.output.wording import amount, counted


def figures(article: Article, shown: Mapping[str, Shown], cards: Mapping[str, str], level: int) -> str:
    """Return the figures of the article under a heading of the given level; nothing if there are none.

    `cards` are the ids, in the page, of what is said of each speaker.
    """
    if not article.figures:
        return ""
    by_id = {one.id: one for one in article.figures}
    rows = "".join(_row(article, one, by_id, shown, cards) for one in article.figures)
    return f"""<h{level}>{counted(len(article.figures), "figure")}</h{level}>
<table class="figures">
<thead><tr><th scope="col">Figure</th><th scope="col">Of</th><th scope="col">On whose say-so</th>\
<th scope="col">Others say</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
"""


def _row(
    article: Article, one: Figure, by_id: Mapping[str, Figure], shown: Mapping[str, Shown], cards: Mapping[str, str]
) -> str:
    others = "<br>".join(
        f"{_words(article, by_id[id_])} {_voice(by_id[id_], shown, cards)}" for id_ in one.differs if id_ in by_id
    )
    return (
        f'<tr><th scope="row">{_words(article, one)}</th><td>{folded(one.of or "")}</td>'
        f"<td>{_voice(one, shown, cards)}</td><td>{others}</td></tr>\n"
    )


def _words(article: Article, one: Figure) -> str:
    return folded(amount(article.text, one))


def _voice(one: Figure, shown: Mapping[str, Shown], cards: Mapping[str, str]) -> str:
    if not one.voice:
        return ""
    who = shown.get(one.voice[-1], UNKNOWN)
    card = cards.get(one.voice[-1])
    name = f'<a href="#{card}">{folded(who.name)}</a>' if card else folded(who.name)
    return f"{badge(who)} {name}"
