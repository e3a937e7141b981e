"""The tables of a report: each number in them leads to its list."""

from collections.abc import Iterable, Sequence

from sayso.article import Kind, Verdict
from sayso.output.markup import folded
from sayso.output.report_cells import Group, Listed, linked, of_kinds, outlet_name
from sayso.output.voices import percent
from sayso.output.wording import counted, day
from sayso.project.report.parts import Kinds, MonthCount, OutletCount, Pair, Quoted, Report

KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
_SHADES = 5
_LEFT = ' class="name"'


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """Return a table whose first column names its rows; where it is too wide it is scrolled within its place."""
    named = ("Kind", "About whom")
    head = "".join(f'<th scope="col"{_LEFT if one in named else ""}>{one}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(_cell(one) for one in rest)}</tr>\n' for first, *rest in rows
    )
    if not body:
        return '<p class="kind">None.</p>\n'
    return f"""<div class="wide" role="region" aria-label="{caption}" tabindex="0">
<table class="counts{kind}">
<thead><tr>{head}</tr></thead>
<tbody>
{body}</tbody>
</table>
</div>
"""


def _cell(inside: str) -> str:
    return inside if inside.startswith("<td") else f"<td>{inside}</td>"


def quoted_table(rows: Sequence[Quoted], name: str, caption: str) -> tuple[str, list[Group]]:
    """Return who is quoted how much, and the lists that the numbers lead to."""
    most = max((row.kinds.count for row in rows), default=0)
    cells, groups = [], []
    for i, row in enumerate(rows, 1):
        here = f"{name}{i}"
        groups.append(of_kinds(here, row.name, row.kinds))
        parts = (linked(cell.count, f"{here}-{kind}") for kind, cell in row.kinds.cells)
        numbers = (linked(row.kinds.count, here), *parts, f"{row.words:,}", f"{row.articles:,}")
        cells.append((folded(row.name), f'<td class="name">{row.kind}</td>', *numbers, bar(row.kinds, most)))
    heads = ("Name", "Kind", "Statements", *KINDS, "Words", "Articles", '<span class="away">Bar</span>')
    return table(caption, heads, cells), groups


def matrix(rows: Sequence[Quoted], report: Report, name: str) -> tuple[str, list[Group]]:
    """Return speaker by outlet: the darker, the more of what the outlet quotes is this speaker's."""
    totals = {one.name: one.kinds.count for one in report.outlets}
    most = max(
        (cell.count / totals[one] for row in rows for one, cell in zip(report.columns, row.outlets, strict=True)),
        default=1.0,
    )
    cells, groups = [], []
    for i, row in enumerate(rows, 1):
        line, lists = [], []
        for j, (outlet, cell) in enumerate(zip(report.columns, row.outlets, strict=True), 1):
            here = f"{name}{i}o{j}"
            shade = round(_SHADES * cell.count / totals[outlet] / max(most, 1e-9))
            line.append(f'<td class="h{shade}">{linked(cell.count, here)}</td>')
            lists.append(Listed(here, f"{row.name} in {outlet_name(outlet)}", cell))
        cells.append((folded(row.name), *line, linked(row.kinds.count, f"{name}{i}")))
        groups.append(Group(f"{name}{i}outlets", f"{row.name}, by outlet", tuple(lists)))
    heads = ("Name", *(folded(outlet_name(one)) for one in report.columns), "All outlets")
    return table("Speakers by outlet", heads, cells, " matrix"), groups


def outlet_table(rows: Sequence[OutletCount]) -> tuple[str, list[Group]]:
    """Return how each outlet quotes: direct, mixed, indirect, in numbers and shares."""
    cells, groups = [], []
    for i, row in enumerate(rows, 1):
        name, here = outlet_name(row.name), f"o{i}"
        unnamed = Listed(f"{here}-unnamed", f"{name}, no named speaker", row.unnamed)
        groups.append(of_kinds(here, name, row.kinds, (unnamed,)))
        parts = (_shared(cell.count, row.kinds.count, f"{here}-{kind}") for kind, cell in row.kinds.cells)
        numbers = (f"{row.articles:,}", linked(row.kinds.count, here), *parts)
        cells.append((folded(name), *numbers, bar(row.kinds, row.kinds.count)))
    heads = ("Outlet", "Articles", "Statements", *KINDS, '<span class="away">Bar</span>')
    return table("How outlets quote", heads, cells), groups


def unnamed_table(rows: Sequence[OutletCount]) -> str:
    """Return how many statements have no named speaker, by outlet; the lists are those of the outlets."""
    cells = [
        (
            folded(outlet_name(row.name)),
            linked(row.kinds.count, f"o{i}"),
            linked(row.unnamed.count, f"o{i}-unnamed"),
            percent(row.unnamed.count, row.kinds.count).replace("<", "&lt;"),
        )
        for i, row in enumerate(rows, 1)
    ]
    return table("No named speaker, by outlet", ("Outlet", "Statements", "No named speaker", "Share"), cells)


def month_table(rows: Sequence[MonthCount]) -> tuple[str, list[Group]]:
    """Return the statements of each month by kind."""
    cells, groups = [], []
    for i, row in enumerate(rows, 1):
        name, here = day(row.month) if row.month else "month not known", f"m{i}"
        groups.append(of_kinds(here, name, row.kinds))
        parts = (_shared(cell.count, row.kinds.count, f"{here}-{kind}") for kind, cell in row.kinds.cells)
        cells.append((folded(name), f"{row.articles:,}", linked(row.kinds.count, here), *parts))
    return table("Statements by month", ("Month", "Articles", "Statements", *KINDS), cells), groups


VERDICTS: dict[Verdict, str] = {
    "claim": "A claim as fact",
    "misattributed": "Another’s word",
    "unsupported": "Not in the text",
    "attributed": "Attributed",
    "own": "The outlet’s own",
}
"""What the head of a column says of headlines with this verdict."""


def headline_table(report: Report) -> str:
    """Return how many headlines of each outlet got which verdict; the first three lead to the headlines."""
    cells = []
    for row in report.headlines:
        places = {verdict: f"{verdict}-{_first(report, row.outlet, verdict)}" for verdict in VERDICTS}
        alarms = {one.verdict for one in report.alarms if one.outlet == row.outlet}
        counts = ((verdict, row.verdicts.get(verdict, 0)) for verdict in VERDICTS)
        told = (linked(count, places[verdict]) if verdict in alarms else f"{count:,}" for verdict, count in counts)
        cells.append((folded(outlet_name(row.outlet)), f"{row.checked:,}", *told))
    return table("Headline checks by outlet", ("Outlet", "Headlines", *VERDICTS.values()), cells)


def _first(report: Report, outlet: str, verdict: Verdict) -> int:
    return next((i for i, one in enumerate(report.alarms, 1) if (one.outlet, one.verdict) == (outlet, verdict)), 0)


def pair_table(rows: Sequence[Pair]) -> tuple[str, list[Group]]:
    """Return who is for or against whom, in how many statements."""
    cells, groups = [], []
    for i, row in enumerate(rows, 1):
        lists = (
            Listed(f"r{i}-for", f"{row.holder} for {row.target}", row.favourable),
            Listed(f"r{i}-against", f"{row.holder} against {row.target}", row.adverse),
        )
        groups.append(Group(f"r{i}", f"{row.holder} about {row.target}", lists))
        numbers = (linked(one.cell.count, one.name) for one in lists)
        cells.append((folded(row.holder), f'<td class="name">{folded(row.target)}</td>', *numbers))
    return table("Who is for or against whom", ("Who", "About whom", "For", "Against"), cells), groups


def bar(kinds: Kinds, most: int) -> str:
    """Return a drawing of a row's numbers by kind for those who see it; the row has the numbers."""
    drawn, at = "", 0.0
    for kind, cell in kinds.cells:
        wide = 100 * cell.count / max(most, 1)
        if wide:
            drawn += f'<rect class="k-{kind}" x="{at:.2f}%" width="{wide:.2f}%" height="100%"/>'
        at += wide
    return f'<td class="drawn"><svg class="shares" aria-hidden="true">{drawn}</svg></td>'


def _shared(count: int, of: int, name: str) -> str:
    share = f' <span class="kind share">{percent(count, of).replace("<", "&lt;")}</span>' if count else ""
    return linked(count, name) + share


def row_note(rows: int, every: int, noun: str) -> str:
    """Return how many of all there are have a row."""
    return "" if rows >= every else f" The {rows} with the most statements of {counted(every, noun)} have a row."
