"""The part of the page that shows the voices: a bar of shares, and the same in a table."""

from collections.abc import Mapping, Sequence

from sayso.article import Article
from sayso.output.markup import badge, folded, look
from sayso.output.shown import Shown
from sayso.output.voices import Line, Words, counted_words, percent, voice_lines
from sayso.output.wording import counted

_ROOM_FOR_SIGN = 0.035
"""A share of the bar below this has no room for its speaker's sign; the table has it."""


def voices(article: Article, shown: Mapping[str, Shown], cards: Mapping[str, str], level: int) -> str:
    """Return the voices of the article under a heading of the given level; nothing if they were not found.

    `cards` are the ids, in the page, of what is said of each speaker.
    """
    lines = voice_lines(article, shown)
    if not lines:
        return ""
    count = counted_words(lines)
    rows = "".join(_row(one, count.total, cards) for one in lines)
    return f"""<h{level}>Voices in {counted(count.total, "word")}</h{level}>
{_bar(lines, count)}<p class="kind">{_shares(count)}</p>
<table class="voices">
<thead><tr><th scope="col">Voice</th><th scope="col">Words</th><th scope="col">Share</th>\
<th scope="col">Quoted</th><th scope="col">Para&shy;phrased</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
"""


def _shares(count: Words) -> str:
    parts = ((count.quoted, "quoted"), (count.paraphrased, "paraphrased"), (count.own, "in the article’s own voice"))
    return ", ".join(f"{part:,} {name} ({folded(percent(part, count.total))})" for part, name in parts) + "."


def _bar(lines: Sequence[Line], count: Words) -> str:
    """Return a bar with a stretch for each voice, what is paraphrased paler, and the speakers' signs below it."""
    drawn, at, total = "", 0.0, max(count.total, 1)
    for one in lines:
        middle = at + one.words / total / 2
        parts = ((one.words, ""),) if one.own else ((one.quoted, ""), (one.paraphrased, " pale"))
        for words, pale in parts:
            drawn += (
                f'<rect class="{look(one.chain[-1])}{pale}" x="{100 * at:.2f}%" width="{100 * words / total:.2f}%" '
                'height="55%"/>'
            )
            at += words / total
        if one.words / total >= _ROOM_FOR_SIGN:
            drawn += f'<text x="{100 * middle:.2f}%" y="95%">{folded(one.chain[-1].sign)}</text>'
    told = "; ".join(f"{_names(one)} {percent(one.words, count.total)}" for one in lines)
    return f'<svg class="bar" role="img" aria-label="Shares of the words: {folded(told)}">{drawn}</svg>\n'


def _names(one: Line) -> str:
    return " ‹ ".join(shown.name for shown in one.chain)


def _row(one: Line, total: int, cards: Mapping[str, str]) -> str:
    inner = one.chain[-1]
    card = cards.get(one.speaker)
    name = f'<a href="#{card}">{folded(inner.name)}</a>' if card else folded(inner.name)
    outer = "".join(f"{folded(shown.name)} ‹ " for shown in one.chain[:-1])
    note = ' <span class="kind">· own voice</span>' if one.own else ""
    parts = ("–", "–") if one.own else (f"{one.quoted:,}", f"{one.paraphrased:,}")
    cells = (f"{one.words:,}", folded(percent(one.words, total)), *parts)
    told = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{badge(inner)} <span>{outer}{name}{note}</span></th>{told}</tr>\n'
