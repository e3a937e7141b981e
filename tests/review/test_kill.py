"""The room is killed while somebody decides: what it acknowledged is in the project, the rest is said loudly."""

import random
import re
import signal
import subprocess
import sys

import sayso

from .conftest import make_project

LONG = "\n\n".join(
    f"“The bridge number {number} is safe and sound and will stay open for as long as it is paid for,” said Ada Reed."
    for number in range(300)
)


def start(path):
    command = [sys.executable, "-m", "sayso", "review", str(path), "--no-browser", "--who", "anna"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    link = running.stderr.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=\S{22,}", link)
    return running, link


def test_no_decision_that_was_acknowledged_is_lost(tmp_path, browser):
    path = make_project(tmp_path, [LONG])
    choose = random.Random(6)
    expected = {}
    for round_ in range(2):
        running, link = start(path)
        context = browser.new_context()
        tab = context.new_page()
        acknowledged = []
        tab.on(
            "response", lambda answer, to=acknowledged: to.append(answer) if answer.url.endswith("/decide") else None
        )
        tab.goto(link)
        tab.goto(link.partition("/?")[0] + f"/article/1?at=s{1 + 100 * round_}")
        tab.wait_for_selector("body[data-ready]")
        while len(acknowledged) < 12:
            tab.keyboard.press(choose.choice("aar"))
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stderr.close()
        for _ in range(5):
            tab.keyboard.press("a")
        tab.locator("#failed", has_text="Not saved").wait_for()
        for answer in acknowledged:
            if answer.status == 200:
                sent = answer.request.post_data_json
                expected[sent["statement"]] = sent["verdict"]
        context.close()
    assert len(expected) >= 20
    with sayso.open_project(path, read_only=True) as project:
        kept = {
            one.statement: one.decision for one in project.listed(sayso.project.listing.Selection()) if one.decision
        }
    assert {name: kept.get(name) for name in expected} == expected
