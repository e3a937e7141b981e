"""The measurements of `benchmarks` that kill and starve a project, in small: the same command with other numbers."""

import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import sayso

from .fake import FakeReader, content, write_articles

ROOT = Path(__file__).parents[2]


def run(module, *options):
    """Run a measurement; it ends with 1 and says what was wrong if anything was."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_killed_at_random_moments_nothing_acknowledged_is_lost_and_the_end_is_the_same():
    assert "| wrong | 0 |" in run("killed", "--kills", "3", "--articles", "30", "--edits", "40")


@pytest.mark.skipif(
    not shutil.which("gcc") or sys.platform != "linux", reason="needs gcc and Linux to make writes fail"
)
def test_a_write_that_fails_leaves_the_old_state_whole_and_is_one_sentence():
    told = run("faults", "--every", "37").splitlines()[2:]
    assert len(told) == 6
    assert [line.split("|")[-2].strip() for line in told] == ["0"] * 6


SLOW_FIRST = f"""
import sys, time
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
import sayso
from project.fake import FakeReader

class Reader(FakeReader):
    def read_article(self, article):
        time.sleep(60 if "number 0 is" in article.text else 0)
        return super().read_article(article)

if __name__ == "__main__":
    with sayso.open_project(sys.argv[1]) as project:
        project.add([sys.argv[2]], workers=2, reader=Reader(), who="anna")
"""


@pytest.fixture
def killed(tmp_path):
    """A project of eight articles, killed while the first was still being read and the others were done."""
    articles = tmp_path / "articles"
    articles.mkdir()
    write_articles(articles, 8)
    (tmp_path / "slow.py").write_text(SLOW_FIRST)
    path = tmp_path / "killed.sayso"
    sayso.open_project(path).close()
    process = subprocess.Popen([sys.executable, tmp_path / "slow.py", path, articles])
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            (kept,) = connection.execute("SELECT count(*) FROM early_readings").fetchone()
            if kept == 7:
                break
            time.sleep(0.01)
    process.kill()
    process.wait()
    return path, articles


def finished(path, articles, reader):
    """Add the articles with one worker; return whom it read and what is in the project."""
    with sayso.open_project(path) as project:
        project.add([articles], reader=reader, who="anna")
    return [Path(name).stem for name in reader.read], content(path)


def test_what_was_read_before_its_turn_is_not_read_again_after_a_kill(killed, tmp_path):
    path, articles = killed
    _, unbroken = finished(tmp_path / "unbroken.sayso", articles, FakeReader())
    assert finished(path, articles, FakeReader()) == (["0000"], unbroken)


def test_what_another_model_has_read_before_its_turn_is_read_again(killed, tmp_path):
    path, articles = killed
    _, unbroken = finished(tmp_path / "unbroken.sayso", articles, FakeReader("2"))
    read, found = finished(path, articles, FakeReader("2"))
    assert len(read) == 8
    assert found == unbroken
