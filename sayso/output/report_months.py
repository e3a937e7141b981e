"""The months of a report as a drawing: a column for each, what is direct below, what is indirect on top."""

from collections.abc import Iterator, Sequence

from sayso.output.markup import folded
from sayso.output.wording import counted, day
from sayso.project.report.parts import MonthCount

_WIDE, _HIGH, _LEFT, _ABOVE, _BELOW = 400, 160, 52, 12, 24


def months_drawing(rows: Sequence[MonthCount]) -> str:
    """Return the drawing; nothing where fewer than two months are known."""
    counts = {row.month: row for row in rows if row.month}
    if len(counts) < 2:
        return ""
    months = list(_from_to(min(counts), max(counts)))
    step = (_WIDE - _LEFT) / len(months)
    most = max(row.kinds.count for row in counts.values())
    top = _round_up(most)
    columns = "".join(
        _column(counts[month], _LEFT + i * step, step, top) for i, month in enumerate(months) if month in counts
    )
    busiest = max(counts.values(), key=lambda row: row.kinds.count)
    told = (
        f"{day(months[0])} to {day(months[-1])}. The most in a month are {counted(most, 'statement')}, in "
        f"{day(busiest.month)}. The table below has all numbers."
    )
    return f"""<svg class="months" viewBox="0 0 {_WIDE} {_ABOVE + _HIGH + _BELOW}" role="img" \
aria-labelledby="months-title" aria-describedby="months-told">\
<title id="months-title">Statements by month of publication</title><desc id="months-told">{folded(told)}</desc>
{_scale(top)}{columns}{_years(months, step)}</svg>
"""


def _column(row: MonthCount, x: float, step: float, top: int) -> str:
    out, y = "", float(_ABOVE + _HIGH)
    for kind, cell in row.kinds.cells:
        tall = _HIGH * cell.count / top
        y -= tall
        if cell.count:
            out += (
                f'<rect class="k-{kind}" x="{x + step * 0.08:.2f}" y="{y:.2f}" width="{step * 0.84:.2f}" '
                f'height="{tall:.2f}"/>'
            )
    told = ", ".join(f"{cell.count:,} {kind}" for kind, cell in row.kinds.cells)
    return f"<g><title>{folded(day(row.month))}: {told}</title>{out}</g>"


def _scale(top: int) -> str:
    out = ""
    for part in (0, top // 2, top):
        y = _ABOVE + _HIGH - _HIGH * part / top
        out += f'<path class="line" d="M{_LEFT} {y:.1f}H{_WIDE}"/>'
        out += f'<text class="left" x="{_LEFT - 6}" y="{y + 5:.1f}">{part:,}</text>'
    return out


def _years(months: Sequence[str], step: float) -> str:
    """Return the years below the columns, as many as there is room for; the first month where no year begins."""
    starts = [(i, month[:4]) for i, month in enumerate(months) if month.endswith("-01")] or [(0, months[0])]
    apart = max(1, -(-55 * len(starts) // (_WIDE - _LEFT)))
    return "".join(
        f'<text x="{min(_LEFT + i * step, _WIDE - 60):.1f}" y="{_ABOVE + _HIGH + 18}">{folded(year)}</text>'
        for i, year in starts[::apart]
    )


def _from_to(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (now := f"{year:04}-{month:02}") <= last:
        yield now
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _round_up(number: int) -> int:
    """Return the next even number with one digit and zeros after it, or two digits where that is much too high."""
    unit: int = 10 ** max(len(str(number)) - 2, 0)
    return max(2, -(-number // (unit * 2)) * unit * 2)
