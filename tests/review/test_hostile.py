"""What articles, tables and people can supply is shown as what it is: nothing of it runs, loads or leads astray."""

from dataclasses import replace

import pytest

import sayso
from sayso.article import Affiliation, Attribution, HeadlineCheck, Relation, Role, Span, Speaker, Statement, Voice
from sayso.project.decisions import Correction
from tests.project.fake import FakeReader

from .conftest import make_project, served

BREAKS = (
    "",
    '"',
    "'",
    '">',
    "-->",
    "</script>",
    "</title></style></textarea>",
    "]]>",
    "\\u003c/script>",
    "{{7*7}}{%raw%}",
    "&quot;",
)
VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://evil.example/x.png>",
    "<svg onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    " onmouseover=alert(1) autofocus onfocus=alert(1) x=",
    "<a href=javascript:alert(1) id=data data-go=s1 data-do=accept>x</a>",
    "<base href=https://evil.example/><form action=https://evil.example/><button>x",
    "<style>@import 'https://evil.example/'; * { display: none }</style>",
)
PAYLOADS = [before + vector for before in BREAKS for vector in VECTORS]
URLS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://[evil",
    'https://evil.example/"onclick=alert(1)',
)


class HostileReader(FakeReader):
    """Finds a statement in every line, and has payloads in all that it says."""

    def __init__(self, payloads):
        super().__init__()
        self.payloads = payloads

    def read_article(self, article):
        evil = dict(enumerate(self.payloads))
        text, at, statements, speakers = article.text, 0, [], []
        for number, line in enumerate(text.split("\n")):
            if line and number < len(self.payloads):
                span, name = Span(at, at + len(line)), f"{number}{evil[number]}"
                said = Attribution(
                    f"p{name}", name, "person", evil[number], evil[number], evil[number], 0.4, evil[number]
                )
                statements.append(Statement(f"s{name}", f"direct{evil[number]}", (), (), (span,), 0.4, said))
                at_ = (Role(evil[number], span, "now"),)
                speakers.append(
                    Speaker(f"p{name}", name, "person", (name,), at_, (Affiliation(evil[number], span),), (span,), 1, 3)
                )
            at += len(line) + 1
        ids = tuple(one.id for one in statements)
        check = HeadlineCheck(statements[0].content[0], "headline", "claim", ids, speakers[0].id, 0.9, evil[0])
        voices = tuple(Voice(("p0", one.id), one.mentions, 3, 1, 0.1) for one in speakers)
        tie = Relation(
            "r1",
            speakers[0].id,
            speakers[1].id,
            1,
            "support",
            None,
            "actual",
            None,
            Span(0, 3),
            (Span(0, 5),),
            (),
            ids[0],
            0.9,
        )
        return replace(
            article,
            statements=tuple(statements),
            speakers=tuple(speakers),
            voices=voices,
            relations=(tie,),
            headline_checks=(check,),
            headline=evil[0],
            outlet=evil[1],
            byline=tuple(self.payloads),
            published=evil[2],
            language=evil[3],
            url=evil[4],
            warnings=tuple(self.payloads),
            model=self.identity(),
        )


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for number in range(0, len(PAYLOADS), 10):
        some = PAYLOADS[number : number + 10]
        some[4] = URLS[number // 10 % len(URLS)] if number // 10 < len(URLS) else some[4]
        (folder / "text.txt").write_text(f"{number} " + "\n\n".join(some), encoding="utf-8")
        with sayso.open_project(folder / "evil.sayso") as project:
            project.add([folder / "text.txt"], reader=HostileReader(some), who=some[0])
            last = number // 10 + 1
            for statement, evil in zip(project.article(last).statements, some, strict=False):
                project.decide(
                    last, statement.id, "corrected", Correction(speaker=evil + "X", role=evil), note=evil, who=evil
                )
            project.add_statement(last, [Span(0, 2)], speaker=some[1], role=some[2], who=some[3])
            project.add_relation(last, some[0], some[1], -1, "accuse", [Span(0, 2)], who=some[3])
    with served(folder / "evil.sayso", who=PAYLOADS[0]) as running:
        yield running


EACH = """async () => {
    const entries = [...document.querySelectorAll(".entry")], panel = document.getElementById("panel");
    for (const entry of entries) {
        entry.click();
        while (panel.dataset.shows !== entry.dataset.go) await new Promise((done) => setTimeout(done, 5));
    }
    return entries.length;
}"""
"""Shows the panel of each statement of an article."""


def test_there_are_a_hundred_payloads():
    assert len(set(PAYLOADS)) >= 100


def test_no_payload_runs_or_loads_anything_on_any_page(room, visit):
    tab = visit(room, "/")
    with sayso.open_project(room.path, read_only=True) as project:
        somebody = [one.id for one in project.people(limit=20)]
        articles = {number: [one.id for one in article.statements] for number, article in project.articles()}
    for path in (
        "/queue?decided=corrected",
        "/statements",
        "/queue?speaker=%3Cscript%3Ealert(1)%3C/script%3E",
        "/statements?words=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/nothing/%3Cscript%3Ealert(1)%3C/script%3E",
        "/people",
        "/people?words=%3Cscript%3Ealert(1)%3C/script%3E",
        *(f"/people/{number}" for number in somebody),
        "/article/1?at=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ):
        if "nothing" not in path:
            tab.goto(room.base + path)
    shown = 0
    for number, statements in articles.items():
        tab.goto(f"{room.base}/article/{number}")
        tab.wait_for_selector("body[data-ready]")
        shown += tab.evaluate(EACH)
        assert tab.locator("#panel script, #text script, #text img, #panel img, iframe, style, base").count() == 0
        links = tab.locator("a[href]").evaluate_all("all => all.map(one => one.protocol + (one.rel || ''))")
        assert set(links) <= {"http:", "http:noopener noreferrer", "https:noopener noreferrer"}
        assert len(statements) >= 5
    assert shown >= 60


def test_the_names_that_are_typed_ahead_are_text(room, visit):
    tab = visit(room, "/article/1")
    tab.keyboard.press("s")
    tab.locator("dialog input").first.fill("script")
    tab.locator('[role="option"]').first.wait_for()
    assert tab.locator("dialog script, dialog img, dialog svg").count() == 0


def test_a_cell_of_the_table_is_no_formula(tmp_path):
    class Formula(FakeReader):
        def read_article(self, article):
            return replace(super().read_article(article), outlet="=cmd|'/c calc'!A1")

    path = make_project(tmp_path, ["“It is safe,” said Ada Reed.\n"], Formula())
    with served(path) as running:
        status, headers, body = running.ask("GET", "/statements.csv")
    assert status == 200
    assert headers["content-disposition"] == 'attachment; filename="statements.csv"'
    assert b",'=cmd|" in body
