import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.intake.extractor import framed
from sayso.intake.watchdog import Watchdog

from .pages import PARAGRAPHS, page

ROOT = str(Path(__file__).parents[2])


@pytest.fixture
def watchdog():
    dog = Watchdog(seconds=30)
    yield dog
    dog.close()


def first_texts(answer):
    return [text for text, _ in answer["paragraphs"]][: len(PARAGRAPHS)]


def test_a_child_is_started_with_the_first_page_and_kept_for_the_next(watchdog):
    assert watchdog._child is None
    assert first_texts(watchdog.extract(page(), "a")) == list(PARAGRAPHS)
    child = watchdog._child.pid
    watchdog.extract(page(), "b")
    assert watchdog._child.pid == child


def test_the_child_starts_afresh_after_so_many_pages():
    dog = Watchdog(seconds=30, pages=1)
    dog.extract(page(), "a")
    child = dog._child.pid
    dog.extract(page(), "b")
    assert dog._child.pid != child
    dog.close()


def test_a_page_that_takes_too_long_is_refused_and_the_next_is_read():
    dog = Watchdog(seconds=0.01)
    with pytest.raises(InputError, match=r"slow\.html: the page took over 0.01 seconds"):
        dog.extract(page(), "slow.html")
    dog._seconds = 30
    assert first_texts(dog.extract(page(), "b")) == list(PARAGRAPHS)
    dog.close()


def test_a_child_that_dies_costs_its_page_only(watchdog):
    watchdog.extract(page(), "a")
    watchdog._child.kill()
    watchdog._child.wait()
    with pytest.raises(InputError, match="broke the HTML parser"):
        watchdog.extract(page(), "b")
    assert first_texts(watchdog.extract(page(), "c")) == list(PARAGRAPHS)


def test_a_closed_child_is_gone_and_no_zombie(watchdog):
    watchdog.extract(page(), "a")
    child = watchdog._child.pid
    watchdog.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_characters_no_parser_takes_do_not_break_the_exchange(watchdog):
    found = watchdog.extract(page(body="<p>\ud800\0\x1b" + "</p><p>".join(PARAGRAPHS) + "</p>"), "a")
    assert "nine days" in first_texts(found)[0]


@pytest.mark.parametrize("way", ["file", "piped"])
def test_a_script_without_a_main_guard_reads_pages_and_leaves_no_warning(tmp_path, way):
    (tmp_path / "page.html").write_text(page(), encoding="utf-8")
    code = f"import sys; sys.path.append({ROOT!r})\nfrom sayso.intake import load\nprint(load('page.html').headline)\n"
    (tmp_path / "script.py").write_text(code, encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('a module of the folder was imported')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-P", "script.py" if way == "file" else "-"],
        input="" if way == "file" else code, cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("Harrow footbridge is safe, mayor says", "")


def test_the_child_may_not_take_more_memory_than_allowed():
    code = (
        f"import sys; sys.path.append({ROOT!r})\nfrom unittest import mock\nimport sayso.intake.html as html\n"
        "html.extract = lambda page: bytearray(2_000_000_000)\nfrom sayso.intake.extractor import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=framed(b'{"what": "page"}\n<p>'),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert b"MemoryError" in done.stderr
    assert done.stdout == b""


def test_many_pages_do_not_pile_up_open_files(watchdog):
    watchdog.extract(page(), "a")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(2):
        watchdog.extract(page(), "a")
        watchdog.close()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before
