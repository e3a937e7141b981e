"""The report in a real browser. Skipped where Playwright or Chromium is not installed."""

import pytest

from sayso.article import Span
from sayso.output.report_page import report_page
from sayso.project.report.parts import (
    Alarm,
    Cell,
    Excerpt,
    HeadlineCount,
    Kinds,
    MonthCount,
    OutletCount,
    Pair,
    Quoted,
    Report,
    Totals,
)
from sayso.project.search import Query

from .test_page_in_browser import CHROMIUM, browser, sync_api  # noqa: F401 (the fixture)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the PATH: apt-get install chromium")

WIDE = "W" * 300
EVIL = '</code></section><script>document.title = "owned"</script>'
CELL = Cell(Query(speaker=f"={EVIL}"), 3, (1,))
KINDS = Kinds(Query(), CELL, CELL, CELL)


def crowded():
    """Return a report of long names, many outlets and hostile words."""
    names = (WIDE, EVIL, "Ada Reed")
    people = tuple(Quoted(name, "person", KINDS, 99_999, 999, (CELL,) * 12) for name in names)
    outlets = tuple(OutletCount(f"{name}{i}", 9, KINDS, CELL) for i in range(4) for name in names)
    said = Excerpt(1, "s1", WIDE, "2016-08-10", EVIL, "https://p.example/" + WIDE, EVIL, WIDE, "direct", "accepted",
                   f"{EVIL} {WIDE}", (Span(0, 4),), (Span(5, 9),), (Span(10, 90),))  # fmt: skip
    totals = Totals(9, 9, 12, 2, 3, 99, KINDS, CELL, "2016-08-10", "2016-09-10", 1, 1, 1, 1, 9, 2, ())
    return Report(
        project=f"{WIDE}.sayso",
        scope=Query(),
        shown=1,
        totals=totals,
        columns=tuple(one.name for one in outlets),
        people=people,
        others=people,
        outlets=outlets,
        months=(MonthCount("2016-08", 5, KINDS), MonthCount("2016-12", 5, KINDS), MonthCount("", 1, KINDS)),
        headlines=(HeadlineCount(WIDE, 3, {"claim": 1, "own": 2}),),
        alarms=(Alarm(WIDE, None, 1, EVIL, "claim", 0.9, WIDE, (1,)),),
        pairs=(Pair(WIDE, EVIL, CELL, CELL), Pair("Ada Reed", WIDE, CELL, CELL)),
        excerpts={1: said},
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1400])
def test_the_report_fits_the_window_and_runs_nothing(browser, tmp_path, width, scheme):  # noqa: F811
    file = tmp_path / "report.html"
    file.write_text(report_page(crowded()), encoding="utf-8", newline="")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    complaints, requests = [], []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(file.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.evaluate("getComputedStyle(document.querySelector('.wide')).overflowX") == "auto"
    tab.click("#quoted td a >> nth=1")
    assert tab.url.endswith("#p1-direct")
    assert -1 <= tab.locator("#p1-direct").bounding_box()["y"] <= 900
    ground = "getComputedStyle(document.querySelector('#p1-direct h4')).backgroundColor"
    assert tab.evaluate(ground) == {"light": "rgb(255, 232, 154)", "dark": "rgb(66, 55, 4)"}[scheme]
    assert "owned" not in tab.title()
    assert [complaints, requests] == [[], [file.as_uri()]]
    context.close()
