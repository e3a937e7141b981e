"""What happens to a project when a program is killed, the disk is full, or the file may not be written."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

import sayso
from sayso import InputError
from sayso.project.file import open_file

from .fake import RALLY, FakeReader, content, write_articles

ROOT = Path(__file__).parents[2]
ADD = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
import sayso.reader
from project.fake import FakeReader
fake = FakeReader(pause=0.004)
sayso.reader.Reader.read_article = lambda self, article: fake.read_article(article)
from sayso.cli import main
sys.argv[1:] = ["add", *sys.argv[1:]]
main()
""".format(root=str(ROOT), tests=str(ROOT / "tests"))
SIDE_BY_SIDE = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
import sayso
from project.fake import FakeReader
with sayso.open_project(sys.argv[1]) as project:
    project.add([sys.argv[2]], workers=int(sys.argv[3]), reader=FakeReader(pause=0.004))
"""


def start(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def add(path, folder):
    """Add the articles of a folder and let it come to its end."""
    process = start(ADD, path, folder)
    _, err = process.communicate(timeout=60)
    assert [process.returncode, err] == [0, ""]


def articles_in(path):
    """Return how many articles are in a project that another program is writing."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0


def children(process):
    """Return the processes that a process has started and that are still there."""
    place = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return place.read_text().split() if place.exists() else []


def is_running(pid):
    place = Path(f"/proc/{pid}/stat")
    return place.exists() and place.read_text().rpartition(")")[2].split()[0] != "Z"


def test_killed_with_workers_it_goes_on_to_the_same_end_and_leaves_no_worker(tmp_path):
    write_articles(tmp_path, 60)
    one, two = tmp_path / "one.sayso", tmp_path / "two.sayso"
    assert start(SIDE_BY_SIDE, one, tmp_path, 1).communicate(timeout=60)[1] == ""
    for enough in (5, 30):
        process = start(SIDE_BY_SIDE, two, tmp_path, 2)
        deadline = time.monotonic() + 30
        while articles_in(two) < enough and time.monotonic() < deadline:
            time.sleep(0.002)
        workers = children(process)
        process.kill()
        process.communicate()
        deadline = time.monotonic() + 10
        while any(map(is_running, workers)) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not any(map(is_running, workers))
        assert enough <= len(content(two)["articles"]) < 60
    assert start(SIDE_BY_SIDE, two, tmp_path, 2).communicate(timeout=60)[1] == ""
    assert content(one) == content(two)


def test_killed_while_it_is_made_a_project_is_made_the_next_time(tmp_path):
    write_articles(tmp_path, 1)
    path = tmp_path / "p.sayso"
    for delay in (0.08, 0.1, 0.12, 0.14, 0.16, 0.18):
        process = start(ADD, path, tmp_path)
        time.sleep(delay)
        process.kill()
        process.communicate()
    add(path, tmp_path)
    assert len(content(path)["articles"]) == 1


def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(tmp_path):
    write_articles(tmp_path, 150)
    path = tmp_path / "p.sayso"
    process = subprocess.Popen(
        [sys.executable, "-c", ADD, path, tmp_path],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while articles_in(path) < 10:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.strip() == "Stopped; what was read is in the project, and the same command goes on from there."
    assert 10 <= len(content(path)["articles"]) < 150


@pytest.mark.parametrize("room", range(0, 24, 3))
def test_a_full_disk_leaves_the_old_state_whole(tmp_path, project, path, room):
    write_articles(tmp_path, 8)
    connection = project._file.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + room}")
    with pytest.raises(InputError, match="the disk is full") as caught:
        for _ in range(40):
            project.add([tmp_path], reader=FakeReader(), who="anna")
            project.decide(1, "s1", "accepted", note="long " * 500)
            write_articles(tmp_path, 8, start=len(list(tmp_path.glob("*.txt"))))
    assert str(caught.value).startswith(f"{path}: ")
    project.close()
    found = content(path)
    assert len(found["changes"]) >= len(found["articles"]) >= 1
    assert len(found["statements"]) == 3 + 6 * (len(found["articles"]) - 1)
    with sayso.open_project(path) as again:
        assert again.add([tmp_path], reader=FakeReader()).failed == ()


@contextmanager
def nobody():
    """Act as a user without rights, where the tests are run by root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that every user may reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_project_that_may_only_be_read_is_read_and_not_changed(open_folder):
    path = open_folder / "p.sayso"
    (open_folder / "rally.txt").write_text(RALLY, encoding="utf-8")
    with sayso.open_project(path) as project:
        project.add([open_folder], reader=FakeReader(), who="anna")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    before = path.read_bytes()
    with nobody():
        with sayso.open_project(path, read_only=True) as project:
            assert len(list(project.find("bridge"))) == 1
            with pytest.raises(InputError, match="it may only be read"):
                project.decide(1, "s1", "accepted")
        with pytest.raises(InputError, match=r"p\.sayso: it (may only be read|cannot be opened)"):  # noqa: SIM117
            with sayso.open_project(path) as project:
                project.decide(1, "s1", "accepted")
        with pytest.raises(InputError, match=r"new\.sayso: it cannot be opened"):
            sayso.open_project(open_folder / "new.sayso")
    assert path.read_bytes() == before
    open_folder.chmod(0o755)


def test_another_that_is_writing_is_waited_for(project, path):
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    project.decide(1, "s1", "accepted")
    assert len(project.decisions(1)) == 1


@pytest.mark.usefixtures("project")
def test_another_that_does_not_end_is_named_and_reading_goes_on(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with sayso.open_project(path, wait=0.2) as impatient:
        with pytest.raises(InputError, match="another program is writing to it and has not let go; wait"):
            impatient.decide(1, "s1", "accepted")
        assert len(list(impatient.find("bridge"))) == 1
    other.close()


def test_a_damaged_file_is_one_sentence(project, path):
    project.close()
    raw = bytearray(path.read_bytes())
    raw[4096:] = bytes(len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(InputError, match="the file is damaged"), sayso.open_project(path) as opened:
        opened.status()


@pytest.mark.usefixtures("project")
def test_nothing_is_left_open(path):
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(50):
        with sayso.open_project(path) as opened:
            opened.status()
            next(opened.find())
            next(opened.exporting())
            opened.add([path.parent / "rally.txt"], reader=FakeReader())
            opened.decide(1, "s1", "accepted")
            opened.undo()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2


def test_the_last_to_close_it_leaves_one_file(project, path):
    reading = open_file(path, write=False)
    project.close()
    reading.close()
    assert sorted(one.name for one in path.parent.iterdir()) == ["rally.txt", "week.sayso"]
