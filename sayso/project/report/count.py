"""The counts of a report: which speakers, outlets and months have a row, and one pass over all statements."""

from dataclasses import dataclass, replace
from typing import cast

from sayso.project.file import ProjectFile
from sayso.project.report.counted import Counted, count, counted_rows
from sayso.project.report.excerpts import excerpts
from sayso.project.report.headlines import checked
from sayso.project.report.pairs import Ties, pairs, ties
from sayso.project.report.parts import Kinds, MonthCount, OutletCount, Quoted, Report, Totals
from sayso.project.report.seen import GROUPS, PEOPLE, Seen, Who, seen_in
from sayso.project.report.tally import Key, Tally
from sayso.project.search import STANDS, Query, narrowed


@dataclass(frozen=True, slots=True)
class _Counting:
    """What every row is made from."""

    scope: Query
    seen: Seen
    counted: Counted
    shown: int

    @property
    def tally(self) -> Tally:
        return self.counted.tally

    def kinds(self, key: Key, query: Query) -> Kinds:
        return self.tally.kinds(key, query, self.shown)


def report(project: ProjectFile, scope: Query) -> Report:
    """Count a project, or what an outlet and dates leave of it. Raises `InputError`."""
    seen = seen_in(counted_rows(project, scope))
    counted = count(counted_rows(project, scope), seen)
    tied = ties(project, scope)
    tied.enter(counted.tally)
    made = _Counting(scope, seen, counted, counted.tally.shown())
    headlines, alarms = checked(project, scope)
    shown = {*counted.tally.ids(made.shown), *(id_ for alarm in alarms for id_ in alarm.statements)}
    return Report(
        project=project.name,
        scope=scope,
        shown=made.shown,
        totals=_totals(project, made, tied),
        columns=tuple(seen.columns),
        people=tuple(_quoted(made, who) for who in seen.named(PEOPLE)),
        others=tuple(_quoted(made, who) for who in seen.named(GROUPS)),
        outlets=_by_outlet(project, made),
        months=_by_month(project, made),
        headlines=headlines,
        alarms=alarms,
        pairs=pairs(tied, scope, counted.tally, made.shown),
        excerpts=excerpts(project, sorted(shown)),
    )


def in_month(scope: Query, month: str) -> Query:
    """Return what finds the statements of a month, within the dates asked for; "" is no month."""
    if not month:
        return replace(scope, undated=True)
    after = scope.after if scope.after and scope.after.startswith(month) else month
    before = scope.before if scope.before and scope.before.startswith(month) else month
    return replace(scope, after=after, before=before)


def _quoted(made: _Counting, who: Who) -> Quoted:
    query = replace(made.scope, person=who) if isinstance(who, int) else replace(made.scope, speaker=f"={who}")
    cells = (made.tally.cell(("column", who, one), replace(query, outlet=one), made.shown) for one in made.seen.columns)
    kinds = made.kinds(("speaker", who), query)
    articles = len(made.counted.articles[who])
    return Quoted(made.seen.names[who], made.seen.kind(who), kinds, made.counted.words[who], articles, tuple(cells))


def _by_outlet(project: ProjectFile, made: _Counting) -> tuple[OutletCount, ...]:
    articles = _articles(project, made, "coalesce(l.outlet, '') COLLATE NOCASE")
    rows = []
    for name in made.seen.outlet_rows:
        query = replace(made.scope, outlet=name)
        unnamed = made.tally.cell(("unnamed", name), replace(query, unnamed=True), made.shown)
        rows.append(OutletCount(name, articles.get(name.lower(), 0), made.kinds(("outlet", name), query), unnamed))
    return tuple(rows)


def _by_month(project: ProjectFile, made: _Counting) -> tuple[MonthCount, ...]:
    articles = _articles(project, made, "CASE WHEN length(l.published) >= 7 THEN substr(l.published, 1, 7) ELSE '' END")
    rows = []
    for month in made.seen.month_rows:
        kinds = made.kinds(("month", month), in_month(made.scope, month))
        rows.append(MonthCount(month, articles.get(month, 0), kinds))
    return tuple(rows)


def _articles(project: ProjectFile, made: _Counting, by: str) -> dict[str, int]:
    where, values = _where(made.scope)
    rows = project.rows(f"SELECT {by} AS part, count(*) AS articles FROM articles AS l {where} GROUP BY part", values)
    return {row["part"].lower(): row["articles"] for row in rows}


def _where(scope: Query) -> tuple[str, dict[str, str | int | float | None]]:
    tests, values = narrowed(scope)
    return (f"WHERE {' AND '.join(tests)}" if tests else ""), values


def _totals(project: ProjectFile, made: _Counting, tied: Ties) -> Totals:
    where, values = _where(made.scope)
    (articles,) = project.rows(
        f"""SELECT count(*) AS number, min(l.published) AS first, max(l.published) AS last,
        (SELECT count(*) FROM appearances AS p JOIN articles AS l ON l.id = p.article_id {where}) AS appearances
        FROM articles AS l {where}""",
        values,
    )
    verdicts = dict(
        map(tuple, project.rows(f"SELECT l.decision, count(*) FROM statement_list AS l {where} GROUP BY 1", values))
    )
    stands = " AND ".join([STANDS, *narrowed(made.scope)[0]])
    added = project.one(f"SELECT count(l.added_by) FROM statement_list AS l WHERE {stands}", values)
    models = project.rows(
        f"SELECT DISTINCT l.model, l.model_version, l.model_hash FROM articles AS l {where} ORDER BY 1, 2, 3", values
    )
    return Totals(
        articles=articles["number"],
        appearances=articles["appearances"],
        outlets=len([name for name in made.seen.outlets if name]),
        months=len([month for month in made.seen.months if month]),
        speakers=len(made.seen.speakers),
        words=made.counted.all_words,
        kinds=made.kinds(("all",), made.scope),
        unnamed=made.tally.cell(("all unnamed",), replace(made.scope, unnamed=True), made.shown),
        first=articles["first"],
        last=articles["last"],
        accepted=verdicts.get("accepted", 0),
        corrected=verdicts.get("corrected", 0),
        added=added,
        rejected=verdicts.get("rejected", 0),
        ties=tied.number,
        own_ties=tied.own,
        models=tuple(cast("tuple[str, str, str]", tuple(row)) for row in models if row["model"]),
    )
