import re
import shutil

import pytest

import sayso
from sayso.article import Attribution, HeadlineCheck, Span
from sayso.project.decisions import Correction
from sayso.project.listing import Selection
from tests.project.fake import FakeReader

from .conftest import NEWS, make_project, served


@pytest.fixture
def tab(room, visit):
    return visit(room, "/queue")


def said(tab, words):
    tab.locator("#said", has_text=words).wait_for()


def verdicts(room):
    with sayso.open_project(room.path, read_only=True) as project:
        return [(one.article, one.statement, one.decision) for one in project.listed(Selection())]


def test_the_overview_says_what_is_there_and_how_far_the_review_has_come(room, visit):
    with sayso.open_project(room.path) as project:
        project.decide(1, "s1", "accepted")
        project.decide(2, "s1", "rejected")
    tab = visit(room)
    told = tab.inner_text("main")
    assert "2 of 12" in told
    assert "2 of 3" in told
    assert "✓ accepted\n1" in told
    tab.get_by_role("link", name="Least sure first").click()
    assert tab.locator("h1").inner_text() == "Least sure first"
    assert tab.locator(".found li").count() == 10


def test_a_queue_is_gone_through_from_article_to_article_by_the_same_keys(room, tab):
    tab.goto(room.base + "/queue?decided=none&speaker=Ida+Lorne")
    tab.get_by_role("link", name="Go through them").click()
    tab.wait_for_selector("body[data-ready]")
    for number in (1, 2, 3):
        tab.wait_for_url(re.compile(f"/article/{number}.*at=s4"))
        tab.wait_for_selector("body[data-ready]")
        tab.keyboard.press("a")
    said(tab, "end of the queue")
    assert [one for one in verdicts(room) if one[2]] == [(number, "s4", "accepted") for number in (1, 2, 3)]
    tab.keyboard.press("k")
    tab.wait_for_url(re.compile("/article/2.*at=s4|/article/3"))


def test_all_that_a_queue_shows_is_decided_as_one_step_of_undo(room, tab):
    tab.goto(room.base + "/queue?decided=none&speaker=Tom+Hale")
    tab.get_by_role("button", name="Reject all 3 undecided shown").click()
    tab.get_by_role("button", name="Reject", exact=True).click()
    said(tab, "3 statements rejected")
    assert "Nothing is left here" in tab.inner_text("main")
    assert sum(one[2] == "rejected" for one in verdicts(room)) == 3
    tab.keyboard.press("z")
    said(tab, "undone: statement rejected and 2 more")
    assert tab.locator(".found li").count() == 3
    assert not any(one[2] for one in verdicts(room))


def test_nothing_is_decided_when_somebody_else_was_quicker(room, visit):
    tab = visit(room, "/queue?decided=none&speaker=Tom+Hale", allowed=["400 (Bad Request)"])
    with sayso.open_project(room.path) as project:
        project.decide(2, "s3", "accepted", who="ben")
    tab.get_by_role("button", name="Reject all 3 undecided shown").click()
    tab.get_by_role("button", name="Reject", exact=True).click()
    tab.locator("#failed", has_text="has decided on statement s3 of article 2").wait_for()
    assert [one for one in verdicts(room) if one[2]] == [(2, "s3", "accepted")]


class Varied(FakeReader):
    """Gives each statement another confidence, Tom Hale no name, and the first article a headline that claims."""

    def read_article(self, article):
        from dataclasses import replace

        found = super().read_article(article)
        statements = []
        for number, one in enumerate(found.statements):
            said = one.speaker
            if said.name == "Tom Hale":
                said = Attribution(None, None, None, None, None, "description", 0.2, "the source has no name")
            statements.append(replace(one, confidence=0.9 - number / 10, speaker=said))
        check = HeadlineCheck(Span(0, 5), "headline", "claim", ("s2",), "p1", 0.8, "States as fact what Ada Reed says.")
        alarmed = "bridge" in article.text
        return replace(
            found,
            statements=tuple(statements),
            headline_checks=(check,) if alarmed else (),
            outlet="Courier" if alarmed else "Argus",
            published="2026-11-02" if alarmed else None,
        )


@pytest.fixture(scope="module")
def varied(tmp_path_factory):
    texts = [NEWS, NEWS.replace("bridge", "tunnel")]
    with served(make_project(tmp_path_factory.mktemp("varied"), texts, Varied())) as running:
        yield running


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("decided=none&order=unsure", ["1/s3", "2/s3", "1/s4", "2/s4", "1/s2", "2/s2", "1/s1", "2/s1"]),
        ("decided=none&only=alarms", ["1/s2"]),
        ("decided=none&unnamed=1", ["1/s3", "2/s3"]),
        ("only=unseen&order=newest", ["1/s4", "1/s3", "1/s2", "1/s1", "2/s4", "2/s3", "2/s2", "2/s1"]),
        ("speaker=Ida+Lorne&order=outlet", ["2/s4", "1/s4"]),
        ("words=bridge", ["1/s1"]),
        ("outlet=courier&order=speaker", ["1/s3", "1/s1", "1/s2", "1/s4"]),
        ("after=2026&order=sure", ["1/s1", "1/s2", "1/s4", "1/s3"]),
    ],
)
def test_a_selection_shows_what_it_says_in_its_order(varied, visit, query, found):
    tab = visit(varied, f"/queue?{query}")
    seen = tab.locator("[data-seen]").evaluate_all("all => all.map(one => one.dataset.seen)")
    assert seen == found


@pytest.mark.parametrize("order", ["article", "unsure", "sure", "newest", "oldest", "outlet", "speaker"])
def test_pages_of_every_order_join_without_a_gap(varied, tmp_path, order):
    with sayso.open_project(shutil.copy(varied.path, tmp_path)) as project:
        project.decide(1, "s1", "corrected", Correction(speaker="ida lorne"))
        project.decide(2, "s4", "corrected", Correction(speaker="Zoe Abt"))
        whole = list(project.listed(Selection(order=order)))
        assert len(whole) == 8
        paged, after = [], None
        while page := list(project.listed(Selection(order=order), after, 3)):
            paged += page
            after = page[-1].key
        assert paged == whole
        if order == "speaker":
            names = [(one.speaker or "").casefold() for one in whole]
            assert names == sorted(names)
        back = list(project.listed(Selection(order=order), whole[5].key, backwards=True))
        assert back == whole[4::-1]


def test_the_table_is_filtered_and_exported_as_it_is_shown(room, visit):
    with sayso.open_project(room.path) as project:
        project.decide(1, "s3", "rejected", who="ben")
    tab = visit(room, "/statements")
    tab.get_by_label("Speaker").first.fill("hale")
    tab.get_by_label("Decided").select_option("rejected")
    tab.get_by_role("button", name="Show").click()
    assert tab.locator("tbody tr").count() == 1
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Export").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("article_id,local_id,outlet")
    assert "Tom Hale" in lines[1]
    tab.locator("tbody a").click()
    tab.wait_for_url(re.compile(r"/article/1\?at=s3"))


def test_the_table_goes_on_page_by_page(tmp_path, visit):
    from tests.project.fake import write_articles

    (tmp_path / "texts").mkdir()
    names = write_articles(tmp_path / "texts", 12)
    with sayso.open_project(tmp_path / "many.sayso") as project:
        project.add(names, reader=FakeReader())
    with served(tmp_path / "many.sayso") as running:
        tab = visit(running, "/statements")
        seen = tab.locator("tbody a").evaluate_all("all => all.map(one => one.href)")
        tab.get_by_role("link", name="Next page").click()
        seen += tab.locator("tbody a").evaluate_all("all => all.map(one => one.href)")
        assert len(set(seen)) == 72
        assert tab.get_by_role("link", name="Next page").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(room, visit, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with sayso.open_project(room.path) as project:
        project.decide(1, "s1", "accepted", note="yes")
        project.decide(1, "s2", "rejected")
        project.decide(1, "s3", "corrected", Correction(speaker="Femi Okonjo"))
        project.add_statement(1, [Span(170, 174)], speaker="Ida Lorne")
    tab = visit(room, scheme=scheme)

    def serious():
        found = axe.run(tab).response["violations"]
        return [
            (one["id"], [node["html"][:150] for node in one["nodes"]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]

    for path in ("/", "/queue", "/queue?speaker=Ada+Reed", "/statements?unnamed=1", "/article/2", "/article/1"):
        tab.goto(room.base + path)
        assert serious() == [], path
    tab.locator('.entry[data-go="s1"]').click()
    tab.locator("details#voices summary").click() if tab.locator("details#voices").count() else None
    for key in "?scdelmx":
        tab.keyboard.press(key)
        tab.locator("dialog[open], #fixing:not([hidden])").first.wait_for()
        assert serious() == [], key
        tab.keyboard.press("Escape")


@pytest.mark.parametrize("width", [320, 1000, 3840])
def test_no_page_is_wider_than_its_window(room, visit, width):
    tab = visit(room, width=width)
    for path in ("/", "/queue", "/statements", "/article/1"):
        tab.goto(room.base + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
    tab.keyboard.press("e")
    tab.locator("#fixing").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_right_to_left_text_is_shown_right_and_selected_right(tmp_path, visit):
    text = "“السلام” قالت المتحدثة 😀 اليوم.\n\n“The bridge is safe,” said Ada Reed.\n"
    with served(make_project(tmp_path, [text])) as running:
        tab = visit(running, "/article/1")
        shown = tab.locator("#text [data-end]").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
        assert shown == ["rtl", "ltr"]
        tab.evaluate(
            """() => { const node = document.querySelector("#text [data-end] span").firstChild, range = new Range();
            range.setStart(node, node.data.indexOf("اليوم"));
            range.setEnd(node, node.data.indexOf("."));
            getSelection().addRange(range) }"""
        )
        tab.keyboard.press("m")
        tab.keyboard.press("Enter")
        said(tab, "added")
        with sayso.open_project(running.path, read_only=True) as project:
            [new] = project.added_statements(1)
            assert project.article(1).text[slice(*new.content[0])] == "اليوم"


def test_every_character_of_the_text_is_on_the_page_at_its_offset(tmp_path, visit):
    text = "A tab\there, two  spaces, <b>&amp; 😀 é\n\n  “The bridge is safe,” said Ada Reed.\n\n\nEnd\u00a0here."
    with served(make_project(tmp_path, [text])) as running:
        tab = visit(running, "/article/1")
        runs = tab.locator("#text [data-end] [data-o]").evaluate_all(
            "all => all.map(one => [+one.dataset.o, one.textContent])"
        )
        with sayso.open_project(running.path, read_only=True) as project:
            text = project.article(1).text
        assert all(text[start : start + len(words)] == words for start, words in runs)
        assert "".join("".join(words for _, words in runs).split()) == "".join(text.split())
