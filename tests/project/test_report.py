import re
import sqlite3
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

import sayso
from sayso.article import HeadlineCheck, Relation, Span, Speaker
from sayso.cli import cli
from sayso.output import measured
from sayso.output.command import find_command
from sayso.output.report_page import report_page
from sayso.project import search
from sayso.project.decisions import Correction
from sayso.project.report.count import in_month
from sayso.project.report.tally import Tally
from sayso.project.search import Query

from .fake import FakeReader

TABLE = (
    "text;outlet;date;title\n"
    "“The bridge is safe,” said Ada Reed. “It will fall,” said Tom Hale.;Post;2016-08-10;Bridge is safe\n"
    "“I never said so,” said Ada Reed. “Nonsense, Ada Reed,” said Tom Hale.;post;2016-09-02;Dispute\n"
    "“We shall see,” said Ada Reed.;The Times;2016-09-30;<script>alert(1)</script>\n"
    "“No date here,” said Tom Hale.;;;\n"
)


class Telling(FakeReader):
    """Sees Tom Hale against Ada Reed wherever he speaks second, and a claim in the headline of what is safe."""

    def read_article(self, article):
        from dataclasses import replace

        read = super().read_article(article)
        if len(read.statements) < 2:
            return read
        evidence = read.statements[1].content
        at = Span(*evidence[0])
        relation = Relation("r1", "p2", "p1", -1, "accuse", None, "actual", None, at, evidence, ("p2",), "s2", 0.8)
        check = HeadlineCheck(Span(0, 5), "headline", "claim", ("s1",), "p1", 0.9, "It says as fact what Reed claims.")
        more = {"headline_checks": (check,)} if "safe" in article.text else {}
        return replace(read, relations=(relation,), actors=(Speaker("a1", "Nobody", "person"),), **more)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    with sayso.open_project(tmp_path / "week.sayso") as opened:
        opened.add([tmp_path / "a.csv"], reader=Telling(), who="anna")
        yield opened


def every_cell(report):
    """Return every number of a report that has a list."""
    kinds = [report.totals.kinds]
    kinds += [row.kinds for rows in (report.people, report.others, report.outlets, report.months) for row in rows]
    cells = [cell for one in kinds for _, cell in one.cells]
    cells += [cell for row in (*report.people, *report.others) for cell in row.outlets]
    cells += [row.unnamed for row in report.outlets] + [report.totals.unnamed]
    return cells + [cell for pair in report.pairs for cell in (pair.favourable, pair.adverse)]


def counted(rows):
    return {row.name: row.kinds.count for row in rows}


def test_a_person_has_one_row_under_all_names(project):
    ada, tom = (next(project.people(name)).id for name in ("Ada Reed", "Tom Hale"))
    project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne"))
    assert counted(project.report().people) == {"Ada Reed": 2, "Tom Hale": 3, "Ida Lorne": 1}
    project.decide(1, "s1", "corrected", Correction(speaker="Tom Hale"))
    assert counted(project.report().people) == {"Ada Reed": 2, "Tom Hale": 4}
    project.add_statement(3, [Span(1, 13)], speaker="Tom Hale")
    report = project.report()
    assert counted(report.people) == {"Ada Reed": 2, "Tom Hale": 5}
    assert len(list(project.find(person=tom))) == 5
    project.merge_people([ada, tom])
    (both,) = project.report().people
    assert both.kinds.count == 7
    assert [sum(1 for _ in project.find(person=one.query.person)) for one in (both.kinds,)] == [7]


def test_who_is_quoted_how_much_and_by_whom(project):
    report = project.report()
    assert counted(report.people) == {"Ada Reed": 3, "Tom Hale": 3}
    assert [report.columns, report.people[0].outlets[0].count] == [("Post", "", "The Times"), 2]
    assert [(row.name, row.articles, row.kinds.count) for row in report.outlets] == [
        *(("Post", 2, 4), ("", 1, 1), ("The Times", 1, 1)),
    ]
    assert [(row.month, row.kinds.count) for row in report.months] == [("2016-08", 2), ("2016-09", 3), ("", 1)]
    assert [row.words for row in report.people] == [4 + 4 + 3, 3 + 3 + 3]


def test_each_number_is_what_its_query_finds(project):
    project.decide(1, "s2", "rejected")
    project.decide(2, "s1", "corrected", Correction(speaker="Ida Lorne"))
    for scope in ({}, {"after": "2016-08-11"}, {"outlet": "POST", "before": "2016-09-15"}):
        report = project.report(**scope)
        for cell in every_cell(report):
            found = list(search.find(project._file, cell.query))
            assert len(found) == cell.count, cell.query
            shown = [report.excerpts[id_] for id_ in cell.first]
            assert [(one.article, one.statement) for one in shown] == [(one.article, one.statement) for one in found]


def test_what_people_decide_counts(project):
    project.decide(1, "s2", "rejected")
    project.decide(2, "s1", "corrected", Correction(speaker="Ida Lorne"))
    report = project.report()
    assert counted(report.people) == {"Ada Reed": 2, "Tom Hale": 2, "Ida Lorne": 1}
    assert [report.totals.accepted, report.totals.corrected, report.totals.rejected] == [0, 1, 1]
    assert "People have checked 1 of these statements (0 accepted, 1 corrected, 0 added) and rejected 1 more" in page(
        project
    )


def test_a_text_that_appears_twice_counts_once(project, tmp_path):
    (tmp_path / "b.csv").write_text(TABLE.replace("The Times", "The Herald"), encoding="utf-8")
    project.add([tmp_path / "b.csv"], reader=Telling())
    report = project.report()
    assert [report.totals.articles, report.totals.appearances, report.totals.kinds.count] == [4, 8, 6]
    assert "The Herald" not in counted(report.outlets)


def test_who_is_against_whom_is_counted_by_statement(project):
    (pair,) = project.report().pairs
    assert [pair.holder, pair.target, pair.favourable.count, pair.adverse.count] == ["Tom Hale", "Ada Reed", 0, 2]
    project.decide(1, "s2", "rejected")
    assert project.report().pairs[0].adverse.count == 1


def test_a_headline_alarm_goes_with_the_statement_it_rests_on(project):
    (alarm,) = project.report().alarms
    assert [alarm.outlet, alarm.verdict, len(alarm.statements)] == ["Post", "claim", 1]
    project.decide(1, "s1", "rejected")
    assert project.report().alarms == ()


def page(project, **scope):
    return report_page(project.report(**scope))


class Parsed(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.ids, self.links, self.tags = [], [], set()
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.tags.add(tag)
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if "href" in known else []


def test_each_number_of_the_page_leads_somewhere_and_nothing_runs(project):
    parsed = Parsed(page(project))
    inside = [link[1:] for link in parsed.links if link.startswith("#")]
    assert len(parsed.ids) == len(set(parsed.ids))
    assert set(inside) <= set(parsed.ids)
    assert {"p1", "p1-direct", "p1o1", "o1-direct", "m1-direct", "r1-against", "claim-1"} <= set(inside)
    assert not parsed.tags & {"script", "img", "link", "iframe", "form", "input"}
    assert "&lt;script&gt;alert(1)" in page(project)


def test_a_statement_is_shown_in_the_words_of_its_article(project):
    marked = '<mark class="content direct">“The bridge is safe,”</mark> <span class="m cue cb ce">said</span> '
    assert marked + '<span class="m source b e">Ada Reed</span>' in page(project)
    assert "Post · 10 August 2016 · “Bridge is safe” · article 1, s1" in page(project)


def test_a_corrected_content_is_shown_where_it_stands(project):
    project.decide(1, "s1", "corrected", Correction(content=(Span(5, 11),)))
    assert '<mark class="content direct">bridge</mark>' in page(project)


@pytest.mark.usefixtures("project")
def test_the_command_above_a_list_finds_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with sayso.open_project("week.sayso", read_only=True) as opened:
        source = page(opened)
        ada = next(opened.people("Ada Reed")).id
    commands = re.findall(r"<code>(sayso find .*?)</code>", source)
    assert f"sayso find week.sayso --kind direct --person {ada}" in commands
    assert "sayso find week.sayso --outlet &quot;&quot; --kind direct" in commands


@pytest.mark.parametrize(
    ("query", "command"),
    [
        (Query("the bridge", outlet=""), 'sayso find p.sayso "the bridge" --outlet ""'),
        (Query(speaker='=Ada "Ace" $x'), "sayso find p.sayso --speaker '=Ada \"Ace\" $x'"),
        (Query(target="=Reed", sign="-", undated=True), 'sayso find p.sayso --target "=Reed" --sign - --undated'),
    ],
)
def test_a_command_can_be_copied_into_a_shell(query, command):
    assert find_command("p.sayso", query) == command


def test_a_month_stays_within_the_dates_asked_for():
    scope = Query(after="2016-08-10", before="2016-09")
    assert in_month(scope, "2016-08") == Query(after="2016-08-10", before="2016-08")
    assert in_month(scope, "2016-09") == Query(after="2016-09", before="2016-09")


def test_lists_are_cut_so_that_all_fit():
    tally = Tally()
    for key in range(100):
        for statement in range(1000):
            tally.add((str(key),), statement)
    shown = tally.shown()
    assert shown == 140
    assert len(tally.cell(("3",), Query(), shown).first) == 140
    assert tally.cell(("3",), Query(), shown).count == 1000


def test_an_empty_project_has_a_page(tmp_path):
    with sayso.open_project(tmp_path / "empty.sayso") as opened:
        assert "0 articles of 0 outlets" in page(opened)


def test_what_is_said_to_be_measured_stands_in_the_model_card():
    from importlib.resources import files

    card = (files("sayso.weights") / "CARD.md").read_text(encoding="utf-8")
    assert card.startswith(f"# Model card: {' '.join(measured.MODEL)}\n")
    assert "| **77.9** | 75.3 |" in card
    assert "| 93.5 / 87.3 / 72.5 |" in card
    assert "| 85.2 | 75.2 | 88.3 |" in card
    assert "12 alarms, 10 right" in card
    assert "17 right of 20; 376 labelled" in card


def test_the_command_writes_the_page(tmp_path, monkeypatch, project):
    project.close()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["report", "week.sayso", "--outlet", "Post", "-o", "report.html"])
    assert [done.exit_code, done.output] == [0, ""]
    source = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Only articles of Post." in source
    refused = CliRunner().invoke(cli, ["report", "week.sayso", "-o", "week.sayso"])
    assert refused.exit_code == 2
    assert sqlite3.connect("week.sayso").execute("PRAGMA integrity_check").fetchone() == ("ok",)
