"""The page in a real browser. Skipped where Playwright or Chromium is not installed."""

import shutil
from dataclasses import replace

import pytest

from sayso.output.html import page

from .articles import bridge, resolved
from .test_relations import of, related

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the PATH: apt-get install chromium")

QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update"]  # fmt: skip
EVIL = '</section><script>document.title = "owned"</script><img src="https://evil.example/x.png" onerror="alert(1)">'


def several():
    long_word = replace(bridge(), headline="W" * 400, url="https://courier.example/" + "path/" * 60, passages=())
    text = EVIL + bridge().text[len(EVIL) :]
    evil = replace(bridge(), text=text, warnings=("Unbroken" * 50,), outlet=EVIL)
    names = tuple(replace(one, name=one.name * 30, names=(one.name * 30,)) for one in resolved().speakers)
    return [bridge(), long_word, evil, resolved(), replace(resolved(), speakers=names), *tied()]


def tied():
    """Return articles with relations: of two actors, of many whose names are wide, of more than are drawn."""
    wide = ("W" * 60, "Harbour Board of the City of Westerhaven", "字" * 30, EVIL, "MMMM " * 9)
    many = [f"Board {i} of the Northern Districts" for i in range(1, 23)]
    pairs = [(f"a{i}", f"a{i % 22 + 1}", 1 if i % 2 else -1) for i in range(1, 23)]
    four = [(*ends, sign) for ends in (("a1", "a2"), ("a2", "a1")) for sign in (1, -1)]
    return [related(), of(*pairs[:4], *four, names=wide), of(*four, *pairs, names=many)]


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, chromium_sandbox=False)
        yield running
        running.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Open articles as a page; what the browser complains of or asks of the network fails the test at its end."""
    complaints, requests, contexts = [], [], []

    def open_page(articles, width, scheme="light", after=""):
        file = tmp_path / "page.html"
        file.write_text(page(articles), encoding="utf-8", newline="")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        tab = contexts[-1].new_page()
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(file.as_uri() + after)
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert {url.split("#")[0] for url in requests} == {(tmp_path / "page.html").as_uri()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1400])
def test_nothing_is_wider_than_the_window(opened, width, scheme):
    tab = opened(several(), width, scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    for part in (".text", ".list", ".about", ".summary", ".people", ".ties"):
        over = f"[...document.querySelectorAll('{part}')].map(e => e.scrollWidth - e.clientWidth)"
        assert max(tab.evaluate(over)) == 0, part


@pytest.mark.parametrize("width", [320, 1400])
def test_the_text_column_shows_the_articles_text(opened, width):
    articles = several()
    tab = opened(articles, width)
    texts = tab.evaluate("[...document.querySelectorAll('.text')].map(e => e.textContent)")
    assert texts == [article.text for article in articles]
    assert "owned" not in tab.title()


def test_text_and_list_stand_side_by_side_when_there_is_room(opened):
    tab = opened([bridge()], 1400)
    text, entries = (tab.locator(part).bounding_box() for part in (".text", ".list"))
    assert text["x"] + text["width"] <= entries["x"]


@pytest.mark.parametrize("height", [600, 2400])
def test_the_list_stays_beside_the_text_and_covers_nothing(opened, height):
    tab = opened([replace(resolved(), passages=resolved().passages[:3]), resolved()], 1400)
    tab.set_viewport_size({"width": 1400, "height": height})
    for part in (".people", "footer", "#a2"):
        for end in (0, 1e6):
            tab.evaluate("y => window.scrollTo(0, y)", end)
            below, entries = tab.locator(part).first.bounding_box(), tab.locator("#a1 .list").bounding_box()
            beside = below["x"] + below["width"] <= entries["x"]
            assert beside or entries["y"] + entries["height"] <= below["y"]


def test_a_mention_is_lit_up_when_it_is_jumped_to(opened):
    tab = opened([resolved()], 1400)
    tab.click("#a1p1 summary")
    tab.click("#a1p1 details a >> nth=1")
    assert tab.url.endswith("#a1p1m2")
    ground = "e => getComputedStyle(e).backgroundColor"
    assert tab.locator("#a1p1m2 + *").evaluate(ground) == "rgb(255, 232, 154)"
    assert tab.locator("#a1p1m1 + *").evaluate(ground) != "rgb(255, 232, 154)"


def test_what_is_a_speakers_has_one_colour_everywhere(opened):
    tab = opened([resolved()], 1400)
    blue = {
        tab.locator(f"{part} >> nth=0").evaluate(f"e => getComputedStyle(e, '{pseudo}').{style}")
        for part, pseudo, style in (
            ("#a1s2", "::before", "backgroundColor"),
            (".text .cue.a1s2", "", "color"),
            (".text .source.a1s2", "", "borderTopColor"),
            ("#a1s2-entry .n", "::before", "backgroundColor"),
            ("rect.v0", "", "fill"),
            (".voices .badge.v0", "", "backgroundColor"),
            ("#a1p1 .badge", "", "backgroundColor"),
        )
    }
    assert blue == {"rgb(3, 106, 182)"}


def test_list_entries_jump_to_the_statement_and_back(opened):
    tab = opened([bridge()], 320)
    links = tab.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))")
    assert len(links) == 22
    assert tab.evaluate("links => links.every(link => document.querySelector(link))", links)
    tab.click("#a1s10-entry a")
    assert tab.url.endswith("#a1s10")
    assert 0 <= tab.locator("#a1s10").bounding_box()["y"] <= 900
    tab.click("#a1s10")
    assert tab.url.endswith("#a1s10-entry")


def test_the_statement_that_was_jumped_to_is_lit_up_in_all_its_pieces(opened):
    tab = opened([bridge()], 1400, after="#a1s3")
    ground = "e => getComputedStyle(e).backgroundColor"
    lit = {tab.locator(".text .a1s3").nth(i).evaluate(ground) for i in range(4)}
    assert lit == {"rgb(255, 232, 154)"}
    assert tab.locator(".text .a1s4").first.evaluate(ground) not in lit


def test_every_statement_can_be_reached_with_the_keyboard(opened):
    tab = opened([bridge()], 1400)
    seen = set()
    for _ in range(30):
        tab.keyboard.press("Tab")
        seen.add(tab.evaluate("document.activeElement.getAttribute('href')"))
    assert {f"#a1s{i}" for i in range(1, 12)} | {f"#a1s{i}-entry" for i in range(1, 12)} <= seen


def test_the_style_sheet_is_applied_although_the_policy_is_strict(opened):
    assert opened([bridge()], 1400).evaluate("getComputedStyle(document.querySelector('.report')).display") == "grid"


APART = """() => [...document.querySelectorAll('.network')].map(drawing => {
  const edge = drawing.getBoundingClientRect();
  const boxes = [...drawing.querySelectorAll('text:not(.sign), circle, path')].map(e => e.getBoundingClientRect());
  const labels = [...drawing.querySelectorAll('text:not(.sign)')].map(e => e.getBoundingClientRect());
  // Boxes of lines are higher than their letters.
  const aside = b => b.left >= edge.left && b.right <= edge.right;
  const within = b => aside(b) && b.top >= edge.top - 1 && b.bottom <= edge.bottom + 1;
  const over = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
  const names = labels.length;
  return {names, beyond: boxes.filter(b => !within(b)).length,
          over: labels.filter((a, i) => labels.some((b, j) => i < j && over(a, b))).length};
})"""


@pytest.mark.parametrize("width", [320, 1400])
def test_in_a_network_nothing_is_cut_off_and_no_label_covers_another(opened, width):
    found = opened(tied(), width).evaluate(APART)
    assert len(found) == 3
    for drawing in found:
        assert drawing["names"] >= 2
        assert (drawing["beyond"], drawing["over"]) == (0, 0)


def test_the_words_of_a_relation_are_lit_up_when_they_are_jumped_to(opened):
    tab = opened([related()], 1400)
    tab.click(".relations a >> text=entirely safe")
    assert tab.url.endswith("#a1r2")
    assert tab.locator("#a1r2 + *").inner_text() == "entirely safe"
    assert tab.locator("#a1r2 + *").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 232, 154)"
