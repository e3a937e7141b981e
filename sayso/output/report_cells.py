"""The numbers of a report and what each leads to: a list of its statements, and the command that finds all of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.article import Span
from sayso.output.command import find_command
from sayso.output.markup import folded, raw
from sayso.output.wording import counted, day
from sayso.project.report.parts import Cell, Excerpt, Kinds, Report
from sayso.project.search import Query

NO_OUTLET = "outlet not known"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of statements: its name in the page, its heading, and what it shows."""

    name: str
    title: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Group:
    """Lists that belong together, under a heading; `query` finds all that is in them, if they hold one number each."""

    name: str
    title: str
    lists: tuple[Listed, ...]
    query: Query | None = None


def linked(count: int, name: str) -> str:
    """Return a number that leads to its list; a bare 0, which has none."""
    return f'<a href="#{name}">{count:,}</a>' if count else "0"


def outlet_name(outlet: str | None) -> str:
    """Return what an outlet is called."""
    return outlet or NO_OUTLET


def of_kinds(name: str, title: str, kinds: Kinds, more: Iterable[Listed] = ()) -> Group:
    """Return the lists of a number that is made up of kinds, and more lists of parts of it."""
    lists = [Listed(f"{name}-{kind}", f"{title}, {kind}", cell) for kind, cell in kinds.cells]
    return Group(name, f"{title}: {counted(kinds.count, 'statement')}", (*lists, *more), kinds.query)


def groups_html(report: Report, groups: Iterable[Group], shown: int) -> Iterator[str]:
    """Yield the lists of groups, each with at most so many statements."""
    entries: dict[int, str] = {}
    for group in groups:
        lists = [one for one in group.lists if one.cell.count]
        if not lists:
            continue
        command = _command(report.project, group.query) if group.query else ""
        inside = "".join(_list(report, one, shown, entries) for one in lists)
        title = f"<h3>{folded(group.title)}</h3>"
        yield f'<section class="group" id="{group.name}">\n{title}\n{command}{inside}</section>\n'


def _list(report: Report, one: Listed, shown: int, entries: dict[int, str]) -> str:
    ids = one.cell.first[:shown]
    if one.cell.count > len(ids):
        told = f"{len(ids)} of {counted(one.cell.count, 'statement')}. All of them:"
    else:
        told = f"{counted(one.cell.count, 'statement')}."
    rows = "".join(entry(report.excerpts, id_, entries) for id_ in ids)
    return f"""<section id="{one.name}">
<h4>{folded(one.title)}</h4>
<p class="kind">{told}</p>
{_command(report.project, one.cell.query)}<ol>
{rows}</ol>
</section>
"""


def _command(project: str, query: Query) -> str:
    return f"<p><code>{raw(find_command(project, query))}</code></p>\n"


def entry(excerpts: Mapping[int, Excerpt], id_: int, entries: dict[int, str]) -> str:
    """Return a statement as an item of a list; `entries` keeps those that were made before."""
    if id_ not in entries:
        entries[id_] = _entry(excerpts[id_])
    return entries[id_]


def _entry(one: Excerpt) -> str:
    who = ", ".join(filter(None, (one.speaker or "no speaker found", one.role)))
    decided = f" · {one.decision}" if one.decision else ""
    return (
        f'<li><p>{_marked(one)}</p><p class="kind"><b>{folded(who)}</b> · {one.kind}{decided} · '
        f"{place(one.outlet, one.published, one.headline, one.url)} · article {one.article}, {folded(one.statement)}"
        "</p></li>\n"
    )


def place(outlet: str | None, published: str | None, headline: str | None, url: str | None) -> str:
    """Return where a statement stands: outlet, date, and the headline, which leads to the article on the web."""
    told = [folded(outlet_name(outlet)), folded(day(published)) if published else "no date"]
    if headline:
        named = f"“{folded(headline)}”"
        link = url is not None and _is_web(url)
        told.append(f'<a href="{folded(url or "")}" rel="noopener noreferrer">{named}</a>' if link else named)
    return " · ".join(told)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _marked(one: Excerpt) -> str:
    marks: list[tuple[Span, str, str]] = [(span, "span", "m source b e") for span in one.source]
    marks += [(span, "span", "m cue cb ce") for span in one.cue]
    marks += [(span, "mark", f"content {one.kind}") for span in one.content]
    out, at = "", 0
    for (start, end), tag, names in sorted(marks):
        out += f'{raw(one.text[at:start])}<{tag} class="{names}">{raw(one.text[start:end])}</{tag}>'
        at = end
    return out + raw(one.text[at:])
