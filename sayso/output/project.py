"""What a project holds, for the terminal and for programs: its numbers, and the statements that were looked for."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from sayso.article import Span
from sayso.output.terminal import Run, wrapped
from sayso.output.visible import visible
from sayso.output.wording import counted
from sayso.project.search import Found
from sayso.project.status import Status


def found_columns() -> list[str]:
    """Return the names of the columns in which a found statement is given as a row."""
    return [one.name for one in fields(Found) if one.name != "matches"]


def found_object(found: Found) -> dict[str, Any]:
    """Return a found statement as a dict of JSON values."""
    return asdict(found) | {"matches": [list(span) for span in found.matches]}


def found_text(found: Found, *, width: int, colour: bool) -> str:
    """Return a found statement as lines: who says it, what, where; what was looked for stands out in colour."""
    who = ", ".join(filter(None, (found.speaker or "unknown", found.role)))
    decided = f" · {found.decision}" if found.decision else ""
    place = [found.outlet, found.published and found.published[:10], found.headline]
    where = " · ".join(filter(None, (*place, f"article {found.article}, {found.statement}")))
    head = wrapped([Run(who, "headline"), Run(f" · {found.kind}{decided}", "faint")], width, colour=colour)
    said = wrapped(_runs(found.content, found.matches), width, first="  │ ", rest="  │ ", colour=colour)
    return head + said + wrapped([Run(where, "faint")], width, first="  ", rest="  ", colour=colour) + "\n"


def _runs(content: str, matches: tuple[Span, ...]) -> Iterator[Run]:
    at = 0
    for start, end in matches:
        yield Run(content[at:start])
        yield Run(content[start:end], "warning")
        at = end
    yield Run(content[at:])


def status_text(status: Status) -> str:
    """Return the numbers of a project as lines."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in status.statements.items())
    lines = [
        f"{counted(status.articles, 'article')} ({counted(status.appearances, 'appearance')})",
        f"{counted(sum(status.statements.values()), 'statement')}: {kinds}",
        ", ".join(
            (
                f"{counted(status.speakers, 'speaker name')}",
                f"{counted(status.figures, 'figure')}",
                f"{counted(status.relations, 'relation')}",
            )
        ),
        f"Decided: {status.accepted:,} accepted, {status.rejected:,} rejected, {status.corrected:,} corrected"
        + (f"; {status.orphaned:,} of them fit no statement any more" if status.orphaned else ""),
        _dates(status),
        "",
        "Outlets",
        *(f"  {one.articles:>7,}  {one.name or 'not known'}" for one in status.outlets),
        "Models",
        *(f"  {one.articles:>7,}  {_model(one.name, one.version, one.hash)}" for one in status.models),
    ]
    if status.failures:
        lines += ["", f"{counted(len(status.failures), 'source')} could not be read; `sayso add` tries them again"]
        lines += [f"  {one.source}: {one.reason}; {one.remedy} (tried {one.tries:,}×)" for one in status.failures]
    return "".join(f"{' '.join(visible(line).splitlines())}\n" for line in lines)


def _dates(status: Status) -> str:
    undated = f"{status.undated:,} without a date" if status.undated else ""
    span = f"{status.first[:10]} to {status.last[:10]}" if status.first and status.last else ""
    return "Published: " + (", ".join(filter(None, (span, undated))) or "nothing yet")


def _model(name: str | None, version: str | None, hash_: str | None) -> str:
    return f"{name} {version} ({(hash_ or '')[:12]})" if name else "not read"
