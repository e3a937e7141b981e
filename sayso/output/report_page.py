"""A report as one page, complete in itself: tables and drawings, and below them the statements that they count."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import PurePath

from sayso.output import measured
from sayso.output.command import find_command
from sayso.output.html import STRIPES, policy, sheet
from sayso.output.markup import folded, raw
from sayso.output.network import Ties, drawing
from sayso.output.report_cells import Group, Listed, entry, groups_html, linked, of_kinds, outlet_name, place
from sayso.output.report_months import months_drawing
from sayso.output.report_tables import (
    VERDICTS,
    headline_table,
    matrix,
    month_table,
    outlet_table,
    pair_table,
    quoted_table,
    row_note,
    unnamed_table,
)
from sayso.output.shown import Shown
from sayso.output.wording import counted, day
from sayso.project.report.parts import Alarm, Report

_LARGEST = 9_500_000
"""A page of more bytes than this shows fewer statements of each list."""
_ALARMS = 2000
_DRAWN = 12


def report_page(report: Report) -> str:
    """Return the HTML of the page: at most 10 MB, whatever the project."""
    tables, groups = _tables(report)
    shown = report.shown
    while True:
        lists = "".join(groups_html(report, groups, shown))
        if len(lists.encode()) <= _LARGEST - len(tables.encode()) or shown == 1:
            break
        shown = max(1, shown * 4 // 5)
    style = sheet() + _style()
    name = PurePath(report.project).name
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Who is quoted in {folded(name)}</title>
<style>{style}</style>
</head>
<body class="ui">
{STRIPES}<header>
<h1>Who is quoted in {folded(name)}</h1>
{_about(report)}{_checked(report)}</header>
{_CONTENTS}<main>
{tables}{_rules(report, shown)}<section id="statements">
<h2>Statements</h2>
<p class="kind">Of each number, the first {shown:,} statements in the order of the project, and the command that finds \
all of them.</p>
{lists}</section>
</main>
{_footer(report)}</body>
</html>
"""


@cache
def _style() -> str:
    return files("sayso.output").joinpath("report.css").read_text(encoding="utf-8")


_CONTENTS = """<nav aria-label="Parts of the report"><ul>
<li><a href="#quoted">Who is quoted</a></li>
<li><a href="#by-outlet">By which outlet</a></li>
<li><a href="#how">How outlets quote</a></li>
<li><a href="#over-time">Over time</a></li>
<li><a href="#unnamed">No named speaker</a></li>
<li><a href="#headlines">Headlines</a></li>
<li><a href="#relations">Who about whom</a></li>
<li><a href="#rules">What is counted</a></li>
<li><a href="#statements">Statements</a></li>
</ul></nav>
"""
_KEY = """<ul class="kind key"><li><span class="k k-direct"></span>direct: all in quotation marks</li>\
<li><span class="k k-mixed"></span>mixed: in part</li>\
<li><span class="k k-indirect"></span>indirect: paraphrased</li></ul>
"""


def _about(report: Report) -> str:
    totals, scope = report.totals, report.scope
    dates = f", {day(totals.first)} to {day(totals.last)}" if totals.first and totals.last else ""
    facts = f"{counted(totals.articles, 'article')} of {counted(totals.outlets, 'outlet')}{dates}"
    only = [
        f"of {outlet_name(scope.outlet)}" if scope.outlet is not None else "",
        f"from {day(scope.after)}" if scope.after else "",
        f"until {day(scope.before)}" if scope.before else "",
    ]
    left = f'<p class="kind">Only articles {folded(" ".join(filter(None, only)))}.</p>\n' if any(only) else ""
    kinds = totals.kinds
    parts = ", ".join(f"{linked(cell.count, f'all-{kind}')} {kind}" for kind, cell in kinds.cells)
    return f"""<p>{folded(facts)}.</p>
{left}<p>{linked(kinds.count, "all")} statements with {totals.words:,} words: {parts}; \
{linked(totals.unnamed.count, "all-unnamed")} of them have no named speaker.</p>
"""


def _checked(report: Report) -> str:
    """Return how much of it people have looked at, and what is known of how good the rest is."""
    totals = report.totals
    seen = totals.accepted + totals.corrected + totals.added
    told = (
        f"People have checked {seen:,} of these statements ({totals.accepted:,} accepted, {totals.corrected:,} "
        f"corrected, {totals.added:,} added) and rejected {totals.rejected:,} more, which are not counted. The rest "
        "is what a machine found, with its errors."
    )
    known = {(name, version) for name, version, _ in totals.models} == {measured.MODEL}
    card = measured.TOLD if known else "How often it is right was not measured for all models that read these articles."
    return f'<p>{folded(told)}</p>\n<p class="kind">{folded(card)}</p>\n'


def _tables(report: Report) -> tuple[str, list[Group]]:
    """Return the parts of the page that count, and the lists that their numbers lead to."""
    unnamed = Listed("all-unnamed", "no named speaker", report.totals.unnamed)
    groups = [of_kinds("all", "All", report.totals.kinds, (unnamed,))]
    people, more = quoted_table(report.people, "p", "Persons and organizations")
    groups += more
    others, more = quoted_table(report.others, "g", "Groups and documents")
    groups += more
    by_outlet, more = matrix(report.people, report, "p")
    groups += more
    outlets, more = outlet_table(report.outlets)
    groups += more
    months, more = month_table(report.months)
    groups += more
    pairs, more = pair_table(report.pairs)
    groups += more
    totals = report.totals
    columns = row_note(len(report.columns), totals.outlets, "outlet").replace("row", "column")
    parts = (
        _part(
            "quoted",
            "Who is quoted",
            f"""{_KEY}<h3>Persons and organizations</h3>
{people}<h3>Groups and documents</h3>
{others}<p class="kind">Persons, organizations and groups across articles, under all their names; who is none \
of them under the name that an article gives.\
{row_note(len(report.people) + len(report.others), totals.speakers, "speaker")}</p>
""",
        ),
        _part(
            "by-outlet",
            "Who is quoted by which outlet",
            f"""<p class="kind">The stronger the colour, the larger \
the share of the outlet’s statements.{columns}</p>
{by_outlet}""",
        ),
        _part("how", "How outlets quote", _KEY + outlets + _left_out(len(report.outlets), totals.outlets, "outlet")),
        _part("over-time", "Over time", _KEY + months_drawing(report.months) + months),
        _part("unnamed", "No named speaker", _UNNAMED + unnamed_table(report.outlets)),
        _part("headlines", "Headlines", _HEADLINES + headline_table(report) + _borne(report) + _alarms(report)),
        _part("relations", "Who is for or against whom", _network(report) + pairs + _ties(report)),
    )
    return "".join(parts), groups


def _part(name: str, title: str, inside: str) -> str:
    return f'<section id="{name}">\n<h2>{title}</h2>\n{inside}</section>\n'


def _left_out(rows: int, every: int, noun: str) -> str:
    note = row_note(rows, every, noun)
    return f'<p class="kind">{note.strip()}</p>\n' if note else ""


_UNNAMED = """<p class="kind">No speaker was found, or only a description (“officials”, “a person close to the talks”).
Groups such as “critics” count as named.</p>
"""
_HEADLINES = """<p class="kind">Only headlines that are part of an article’s text are checked. “A claim as fact”: the \
headline states as fact what the text gives as the words of one speaker. “Another’s word”: it names another speaker \
than the text does. “Not in the text”: nothing in the text bears it.</p>
"""


def _borne(report: Report) -> str:
    commands = (find_command(report.project, replace(report.scope, headline=one)) for one in ("claim", "attributed"))
    told = " ".join(f"<code>{raw(one)}</code>" for one in commands)
    return f'<p class="kind">The statements that such headlines are made of: {told}</p>\n'


def _alarms(report: Report) -> str:
    entries: dict[int, str] = {}
    parts = []
    for verdict, title in list(VERDICTS.items())[:3]:
        every = [(i, one) for i, one in enumerate(report.alarms, 1) if one.verdict == verdict]
        every.sort(key=lambda pair: pair[1].outlet.lower())
        rows = "".join(_alarm(report, i, one, entries) for i, one in every[:_ALARMS])
        left = f'<p class="kind">{len(every) - _ALARMS:,} more are left out.</p>\n' if len(every) > _ALARMS else ""
        parts.append(f'<h3>{title}: {len(every):,}</h3>\n<ul class="alarms">\n{rows}</ul>\n{left}' if every else "")
    return "".join(parts)


def _alarm(report: Report, place_in_all: int, one: Alarm, entries: dict[int, str]) -> str:
    rows = "".join(entry(report.excerpts, id_, entries) for id_ in one.statements)
    said = f"<ol>\n{rows}</ol>" if rows else ""
    return f"""<li id="{one.verdict}-{place_in_all}"><p><b>{folded(one.headline)}</b></p>
<p>{folded(one.message)}</p>
<p class="kind">{place(one.outlet, one.published, None, None)} · article {one.article} · confidence \
{one.confidence:.2f}</p>{said}</li>
"""


def _network(report: Report) -> str:
    ties = [
        Ties(row.holder, row.target, sign, cell.count)
        for row in report.pairs[:_DRAWN]
        for sign, cell in ((1, row.favourable), (-1, row.adverse))
        if cell.count and row.holder != row.target
    ]
    names = {name for one in ties for name in (one.from_, one.to)}
    return drawing(ties, {name: Shown(name, "") for name in names}, "pairs", "statement")


def _ties(report: Report) -> str:
    totals = report.totals
    return f"""<p class="kind">Counted are statements on whose say-so one is for or against the other. \
{len(report.pairs)} pairs have a row, those with the most statements. Of {counted(totals.ties, "relation")}, \
{totals.own_ties:,} are in the articles’ own words and not counted here; the view relation_list \
of the project has all.</p>
"""


_RULES = (
    """A statement is one source, one cue and one content, as far as they are there. One that stands within another is a
    statement too: its words count for both.""",
    "A statement that a person has rejected is not counted; one that a person has corrected counts as corrected.",
    """A speaker is counted as the person, organization or group that Sayso or a person takes it for across articles,
    whatever name or pronoun stands in the sentence; `sayso people` shows and corrects them. Persons and
    organizations have one table, groups and documents another; authors and outlets that speak for themselves are in
    the totals only. Who is for or against whom goes by the names in the articles.""",
    "Words are those of the content.",
    "Articles are all those in the project, also those without a statement.",
)


def _twice(articles: int, appearances: int) -> str:
    return (
        "A text that appears several times counts once, in the outlet and month where it was added first; these "
        f"{articles:,} articles have {appearances:,} appearances. Texts that differ in one character are two articles."
    )


def _left(shown: int) -> str:
    return (
        "Left out, to keep the page under 10 MB: names, outlets and months without a row, and of each list what comes "
        f"after the first {shown:,} statements. The command above a list finds all of it."
    )


def _rules(report: Report, shown: int) -> str:
    totals = report.totals
    rules = (*_RULES, _twice(totals.articles, totals.appearances), _left(shown))
    items = "".join(f"<li>{folded(rule)}</li>\n" for rule in rules)
    command = raw(find_command(report.project, report.scope))
    return _part("rules", "What is counted", f"<ul>\n{items}</ul>\n<p>Every statement: <code>{command}</code></p>\n")


def _footer(report: Report) -> str:
    told = "; ".join(f"{name} {version}, weights {digest[:12]}" for name, version, digest in report.totals.models)
    return f"<footer>Read by {folded(told)}.</footer>\n" if told else ""
