import shutil

import pytest

import sayso
from sayso.project.listing import Named
from tests.project.test_people import Reader, lines

from .conftest import served
from .test_room_by_keys import pressed, said

CAST = [
    (["Ada Reed, mayor of Carrow", "Tom Hale"], "2019-05-01", "Carrow Post"),
    (["Ada Reed, mayor of Carrow", "Ada Reed, mayor of Carrow"], "2019-06-02", "Marle Times"),
    (["Adda Reed, mayor of Carrow"], "2019-06-03", "Marle Times"),
    (["Ida Lorne, head of the board", "Ada Reed, former mayor"], "2020-07-04", "Carrow Post"),
]


@pytest.fixture(scope="session")
def cast(tmp_path_factory):
    """Four articles; Ada Reed is in three of them, and is called Adda in the fourth."""
    folder = tmp_path_factory.mktemp("cast")
    with sayso.open_project(folder / "cast.sayso") as project:
        for number, (speakers, day, outlet) in enumerate(CAST):
            text = f"Number {number}. {lines(*speakers)}"
            (folder / f"{number}.csv").write_text(f'text;date;outlet\n"{text}";{day};{outlet}\n', encoding="utf-8")
            project.add([folder / f"{number}.csv"], reader=Reader(), who="ben")
    return folder / "cast.sayso"


@pytest.fixture
def room(cast, tmp_path):
    with served(shutil.copy(cast, tmp_path)) as running:
        yield running


def people(room):
    """Return the people, who say most first: name, statements, articles."""
    with sayso.open_project(room.path, read_only=True) as project:
        return [(one.name, one.statements, one.articles) for one in project.people()]


def number(room, name):
    with sayso.open_project(room.path, read_only=True) as project:
        return next(one.id for one in project.people() if one.name == name)


def opened(room, visit, name):
    return visit(room, f"/people/{number(room, name)}")


def arrived(tab, words):
    """Wait until the page has changed and says what was done."""
    said(tab, words)
    tab.wait_for_selector("body[data-ready]")


APART = [("Ada Reed", 4, 3), ("Tom Hale", 1, 1), ("Adda Reed", 1, 1), ("Ida Lorne", 1, 1)]
TOGETHER = [("Ada Reed", 5, 4), ("Tom Hale", 1, 1), ("Ida Lorne", 1, 1)]


def test_people_are_listed_searched_and_opened_by_keys(room, visit):
    assert people(room) == APART
    tab = visit(room, "/people")
    rows = tab.locator("tr[data-row]")
    assert [row.split("\t")[1] for row in rows.all_inner_texts()] == [name for name, *_ in APART]
    pressed(tab, "/")
    tab.keyboard.type("reed")
    pressed(tab, "Enter")
    tab.wait_for_url("**/people?words=reed")
    tab.wait_for_selector("body[data-ready]")
    assert rows.count() == 2
    pressed(tab, "j", "j", "k", "Enter")
    tab.wait_for_url(f"**/people/{number(room, 'Ada Reed')}")
    assert tab.locator("h1").inner_text() == "Ada Reed"


def test_merging_shows_first_what_comes_of_it_and_is_undone_and_done_again(room, visit):
    tab = visit(room, "/people?words=reed")
    pressed(tab, "m")
    said(tab, "Choose two people or more first")
    pressed(tab, "j", "x", "j", "x", "m")
    shown = tab.locator(".regrouped section")
    shown.first.wait_for()
    assert [one.split("\n")[0] for one in shown.all_inner_texts()] == ["Now", "Then"]
    assert shown.nth(0).locator("li").count() == 2
    assert "5 statements in 4 articles" in shown.nth(1).inner_text()
    assert people(room) == APART
    tab.get_by_label("Why").fill("a slip of the pen")
    pressed(tab, "Enter")
    arrived(tab, "People merged: Ada Reed")
    assert people(room) == TOGETHER
    assert "merged by anna" in tab.locator(".portrait").inner_text()
    assert "a slip of the pen" in tab.locator(".portrait").inner_text()
    pressed(tab, "z")
    arrived(tab, "undone: people merged")
    assert people(room) == APART
    pressed(tab, "y")
    arrived(tab, "done again: people merged")
    assert people(room) == TOGETHER


def test_a_person_is_merged_with_one_who_is_typed(room, visit):
    tab = opened(room, visit, "Adda Reed")
    pressed(tab, "m")
    tab.keyboard.type("ada re")
    option = tab.locator('[role="option"]')
    option.first.wait_for()
    assert option.all_inner_texts() == ["Ada Reed 4 statements · mayor of Carrow"]
    pressed(tab, "ArrowDown", "Enter", "Enter")
    tab.locator(".regrouped").wait_for()
    pressed(tab, "Escape")
    assert people(room) == APART
    pressed(tab, "m")
    tab.keyboard.type("ada re")
    option.first.wait_for()
    pressed(tab, "ArrowDown", "Enter", "Enter")
    tab.locator(".regrouped").wait_for()
    pressed(tab, "Enter")
    arrived(tab, "People merged")
    assert people(room) == TOGETHER


def test_who_is_not_in_the_list_is_merged_with_nobody(room, visit):
    tab = opened(room, visit, "Adda Reed")
    pressed(tab, "m")
    tab.keyboard.type("nobody at all")
    pressed(tab, "Enter")
    said(tab, "Nobody was chosen from the list")
    assert people(room) == APART


def test_those_of_an_article_are_split_off_and_a_name_is_given(room, visit):
    tab = opened(room, visit, "Ada Reed")
    pressed(tab, "s")
    said(tab, "Choose names or articles first")
    pressed(tab, "k", "x", "s")
    tab.locator(".regrouped").wait_for()
    assert tab.locator(".regrouped section").nth(1).locator("li").count() == 2
    pressed(tab, "Enter")
    arrived(tab, "Person split: Ada Reed and Ada Reed")
    assert {("Ada Reed", 3, 2), ("Ada Reed", 1, 1)} <= set(people(room))
    pressed(tab, "r")
    tab.locator("dialog input").first.fill("Ada Reed the Elder")
    pressed(tab, "Enter")
    tab.locator(".regrouped", has_text="Ada Reed the Elder").wait_for()
    pressed(tab, "Enter")
    arrived(tab, "Person renamed: Ada Reed the Elder")
    assert tab.locator("h1").inner_text() == "Ada Reed the Elder"
    assert {("Ada Reed the Elder", 3, 2), ("Ada Reed", 1, 1)} <= set(people(room))
    pressed(tab, "z")
    arrived(tab, "undone: person renamed")
    pressed(tab, "z")
    arrived(tab, "undone: person split")
    assert people(room) == APART


def test_undo_goes_across_pages_between_people_and_articles(room, visit):
    tab = visit(room, "/article/1")
    pressed(tab, "a")
    said(tab, "Statement 1 accepted")
    tab.goto(f"{room.base}/people/{number(room, 'Tom Hale')}")
    tab.wait_for_selector("body[data-ready]")
    pressed(tab, "r")
    tab.locator("dialog input").first.fill("Thomas Hale")
    pressed(tab, "Enter")
    tab.locator(".regrouped").wait_for()
    pressed(tab, "Enter")
    arrived(tab, "Person renamed")
    tab.goto(room.base + "/article/2")
    tab.wait_for_selector("body[data-ready]")
    pressed(tab, "z")
    tab.wait_for_url("**/people/*")
    arrived(tab, "undone: person renamed")
    pressed(tab, "z")
    tab.wait_for_url("**/article/1?at=s1")
    arrived(tab, "undone: statement accepted")
    with sayso.open_project(room.path, read_only=True) as project:
        assert project.decisions(1) == []
    assert people(room) == APART


def test_what_somebody_changed_meanwhile_is_not_merged_unseen(room, visit):
    tab = visit(room, "/people?words=reed", allowed=["400 (Bad Request)"])
    pressed(tab, "j", "x", "j", "x", "m")
    tab.locator(".regrouped").wait_for()
    with sayso.open_project(room.path) as project:
        project.rename_person(number(room, "Adda Reed"), "Adda Reed-Lorne", who="ben")
    pressed(tab, "Enter")
    tab.locator("#failed", has_text="somebody has changed this meanwhile").wait_for()
    assert len(people(room)) == len(APART)


def test_a_person_shows_dated_roles_in_the_words_that_give_them_and_leads_there(room, visit):
    tab = opened(room, visit, "Ada Reed")
    roles = tab.locator(".roles > li")
    assert roles.first.locator("strong").inner_text() == "mayor of Carrow"
    assert "role · 3 places · 1 May 2019 to 2 June 2019" in roles.first.inner_text()
    assert "said Ada Reed, mayor of Carrow." in roles.first.locator("q").first.inner_text()
    assert "former mayor" in roles.nth(1).inner_text()
    roles.nth(1).get_by_role("link").click()
    tab.wait_for_url("**/article/4?mark=*")
    tab.wait_for_selector("body[data-ready]")
    assert tab.evaluate("[...CSS.highlights.get('marked')].map(String)") == ["former mayor"]


def test_articles_and_statements_of_a_person_are_a_key_or_click_away(room, visit):
    tab = opened(room, visit, "Ada Reed")
    assert [row.split("\t")[2:6] for row in tab.locator("tr[data-row]").all_inner_texts()] == [
        ["Carrow Post", "2019-05-01", "Ada Reed", "1"],
        ["Marle Times", "2019-06-02", "Ada Reed", "2"],
        ["Carrow Post", "2020-07-04", "Ada Reed", "1"],
    ]
    pressed(tab, "k", "Enter")
    tab.wait_for_url("**/article/4?at=s2")
    tab.go_back()
    tab.get_by_role("link", name="Statements", exact=True).nth(1).click()
    tab.wait_for_url("**/statements?person=*")
    assert tab.locator("tbody tr").count() == 4


def test_a_speaker_leads_to_the_person_from_margin_panel_and_by_key(room, visit):
    tab = visit(room, "/article/1")
    hale, reed = (f"/people/{number(room, name)}" for name in ("Tom Hale", "Ada Reed"))
    assert tab.locator("a.person").evaluate_all("all => all.map(one => one.getAttribute('href'))") == [reed, hale]
    assert tab.locator("a.person").first.get_attribute("aria-label") == "Ada Reed in all articles"
    pressed(tab, "j")
    tab.locator(f'#panel a[href="{hale}"]').wait_for()
    pressed(tab, "p")
    tab.wait_for_url(f"**{hale}")


def test_who_is_typed_as_a_speaker_is_a_person_first_then_another_name(room, visit):
    with sayso.open_project(room.path, read_only=True) as project:
        assert project.speakers("re") == [
            Named("Ada Reed", 4, number(room, "Ada Reed"), "mayor of Carrow"),
            Named("Adda Reed", 1, number(room, "Adda Reed"), "mayor of Carrow"),
        ]
        assert project.speakers("…") == project.speakers('"*') == []
    tab = visit(room, "/article/4")
    pressed(tab, "s")
    tab.locator("dialog input").first.fill("re")
    options = tab.locator('[role="option"]')
    tab.locator('[role="option"]', has_text="Adda").wait_for()
    assert options.all_inner_texts() == [
        "Ada Reed here · 4 statements · mayor of Carrow",
        "Adda Reed 1 statement · mayor of Carrow",
    ]
    tab.locator("dialog input").first.fill("hale")
    tab.locator('[role="option"]', has_text="Tom Hale 1 statement").wait_for()
    pressed(tab, "ArrowDown", "Enter", "Enter")
    said(tab, "speaker and role corrected")
    tab.keyboard.press("s")
    tab.locator("dialog input").first.fill("Tomasina Quill")
    pressed(tab, "Enter")
    said(tab, "speaker and role corrected")
    tab.goto(room.base + "/article/1")
    tab.wait_for_selector("body[data-ready]")
    pressed(tab, "s")
    tab.locator("dialog input").first.fill("quil")
    tab.locator('[role="option"]', has_text="Tomasina Quill 1 statement, as written").wait_for()


def test_new_speakers_are_linked_while_the_room_is_open(cast, tmp_path, visit):
    path = shutil.copy(cast, tmp_path)
    with sayso.open_project(path) as project:
        connection = project._file.connection
        connection.execute("DELETE FROM people")
        connection.execute("UPDATE person_speakers SET person_id = NULL")
        connection.execute("INSERT INTO people_due SELECT id, '' FROM articles")
        connection.commit()
    with served(path) as running:
        tab = visit(running, "/people")
        for _ in range(50):
            if tab.locator(".warning").count() == 0:
                break
            tab.reload()
        assert tab.locator("tr[data-row]").count() == len(APART)
        assert people(running) == APART


def test_a_long_list_goes_on_on_the_next_page(tmp_path, visit):
    text = " ".join(f"“It is {n},” said {chr(65 + n // 26)}da {chr(65 + n % 26)}orne." for n in range(130))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with sayso.open_project(tmp_path / "p.sayso") as project:
        project.add([tmp_path / "a.txt"], reader=Reader())
        every = [one.name for one in project.people()]
    with served(tmp_path / "p.sayso") as running:
        tab = visit(running, "/people")
        names = tab.locator("[data-at]").all_inner_texts()
        tab.get_by_role("link", name="Next page").click()
        tab.wait_for_url("**after=*")
        assert names + tab.locator("[data-at]").all_inner_texts() == every
        for given in ("after=1", "after=x-1-2", "after=1-2-3-4"):
            assert running.ask("GET", f"/people?{given}")[0] == 400


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_pages_of_people(room, visit, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = visit(room, "/people", scheme=scheme)

    def serious():
        found = axe.run(tab).response["violations"]
        return [
            (one["id"], [node["html"][:150] for node in one["nodes"]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]

    assert serious() == []
    pressed(tab, "j", "x", "j", "x")
    assert serious() == []
    pressed(tab, "m")
    tab.locator(".regrouped").wait_for()
    assert serious() == []
    tab.goto(f"{room.base}/people/{number(room, 'Ada Reed')}")
    tab.wait_for_selector("body[data-ready]")
    pressed(tab, "j", "x")
    assert serious() == []
    pressed(tab, "m")
    tab.keyboard.type("hale")
    tab.locator('[role="option"]').first.wait_for()
    pressed(tab, "ArrowDown")
    assert serious() == []


@pytest.mark.parametrize("width", [320, 1000, 3840])
def test_no_page_of_people_is_wider_than_its_window(room, visit, width):
    tab = visit(room, width=width)
    for path in ("/people", f"/people/{number(room, 'Ada Reed')}"):
        tab.goto(room.base + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_name_that_is_marked_stays_marked_when_more_names_come(room, visit):
    tab = visit(room, "/article/1")
    tab.route("**/speakers?*", lambda route: (tab.wait_for_timeout(600), route.continue_()))
    pressed(tab, "s")
    tab.keyboard.type("hale")
    pressed(tab, "ArrowDown")
    tab.locator('[role="option"]', has_text="here · 1 statement").wait_for()
    assert tab.locator('[aria-selected="true"]').inner_text() == "Tom Hale here · 1 statement"
