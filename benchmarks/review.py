"""How quick the review room is: `python -m benchmarks.review`. Needs Chromium, and the extra `review`.

An invented article of some 6,000 words and 300 statements is decided on by keys alone, one thousand times. "Shown" is
the first frame in which the margin has the new verdict and the panel the next statement.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import sayso
from tests.project.fake import FakeReader

DECISIONS, STATEMENTS = 1000, 300
TEXT = "\n\n".join(
    f"“The bridge number {number} is safe and sound and will stay open for as long as it is paid for,” said Ada Reed."
    for number in range(STATEMENTS)
)
WATCH = """() => {
    window.taken = [];
    addEventListener("keydown", (event) => {
        const from = performance.now(), panel = document.getElementById("panel");
        const before = document.querySelector(".entry[aria-current]");
        const look = () => {
            const now = document.querySelector(".entry[aria-current]");
            const moved = now !== before && panel.dataset.shows === now.dataset.go;
            if (moved && before.dataset.state !== "proposed") window.taken.push(performance.now() - from);
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, true);
}"""


def measure() -> dict[str, float]:
    """Return milliseconds, and how many decisions were lost."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = Path(scratch, "bench.sayso")
        Path(scratch, "long.txt").write_text(TEXT, encoding="utf-8")
        with sayso.open_project(path) as project:
            project.add([Path(scratch, "long.txt")], reader=FakeReader())
        command = [sys.executable, "-m", "sayso", "review", str(path), "--no-browser"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
            try:
                link = running.stderr.readline().strip() if running.stderr else ""
                assert re.match(r"http://127\.0\.0\.1:\d+/\?token=", link), "the room did not open"
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--disable-gpu"], chromium_sandbox=False
                )
                tab = browser.new_page(viewport={"width": 1280, "height": 900})
                tab.goto(link)
                out = _painted(tab, link.partition("/?")[0]) | _decided(tab)
                browser.close()
            finally:
                running.terminate()
        with sayso.open_project(path, read_only=True) as project:
            out["decisions in the log"] = sum(change.what.startswith("statement ") for change in project.history())
    return out


def _painted(tab: Any, base: str) -> dict[str, float]:  # noqa: ANN401 (a page of Playwright, which need not be there)
    paints = []
    for _ in range(5):
        tab.goto(base + "/article/1")
        tab.wait_for_selector("body[data-ready]")
        paints.append(tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    return {"first paint, ms (median of 5)": statistics.median(paints), "first paint, ms (worst)": max(paints)}


def _decided(tab: Any) -> dict[str, float]:  # noqa: ANN401
    tab.evaluate(WATCH)
    for number in range(DECISIONS):
        if number % (STATEMENTS - 1) == 0:
            tab.locator('.entry[data-go="s1"]').click()
        tab.keyboard.press("ar"[number // (STATEMENTS - 1) % 2])
        while tab.evaluate("window.taken.length") <= number:
            time.sleep(0.002)
    begun = time.perf_counter()
    tab.wait_for_selector('body[data-waiting="0"]', timeout=120_000)
    behind = 1000 * (time.perf_counter() - begun)
    assert tab.locator("#failed").is_hidden()
    taken = sorted(tab.evaluate("window.taken"))
    return {
        "key to shown, ms (median)": statistics.median(taken),
        "key to shown, ms (95th of 100)": taken[len(taken) * 95 // 100],
        "saved after the last key, ms": behind,
        "decisions": len(taken),
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name}: {value:.1f}")
