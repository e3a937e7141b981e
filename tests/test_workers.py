import io
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso import Article, Reader
from sayso.workers import read_side_by_side

EXAMPLES = sorted(map(str, (Path(__file__).parent.parent / "examples").glob("*.txt")))


def test_a_worker_that_dies_costs_no_article():
    sources = EXAMPLES * 3
    found = []
    for item in read_side_by_side(sources, workers=2, reader=Reader()):
        found.append(item)
        if len(found) == 2:
            os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    assert [Path(source).stem for source in sources] == [article.id for article in found]
    assert found == [Reader().read(source) for source in sources]


def test_no_worker_is_left_behind_when_the_caller_stops_early():
    reading = read_side_by_side(EXAMPLES * 2, workers=2, reader=Reader())
    next(reading)
    children = multiprocessing.active_children()
    assert children
    reading.close()
    assert not any(child.is_alive() for child in children)


class Endless:
    """Reads "long" for ever."""

    def read(self, source):
        while source == "long":
            time.sleep(1)
        return source


def test_ctrl_c_does_not_wait_for_what_is_being_read():
    reading = read_side_by_side(["short", "long", "long"], workers=2, reader=Endless())
    assert next(reading) == "short"
    with pytest.raises(KeyboardInterrupt):
        reading.throw(KeyboardInterrupt)
    assert not multiprocessing.active_children()


class Hearing:
    """Says whether Ctrl-C would reach the process that reads."""

    def read(self, _):
        return signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_ctrl_c_is_for_the_parent_alone():
    assert list(read_side_by_side(["a", "b", "c"], workers=2, reader=Hearing())) == [False] * 3
    assert Hearing().read("a")


def test_standard_input_is_read_by_the_parent(monkeypatch):
    class Input:
        buffer = io.BytesIO(b'"We kept our word," Ada Reed said.\n')

    monkeypatch.setattr(sys, "stdin", Input())
    first, second = read_side_by_side(["-", EXAMPLES[0]], workers=2, reader=Reader())
    assert isinstance(first, Article)
    assert first.text.startswith('"We kept')
    assert len(first.statements) == 1
    assert second.statements


def test_nothing_is_fetched_or_looked_up_while_reading():
    """Reading a file needs no network: not one socket is opened in the whole process."""
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket.connect = refuse\n"
        "import sayso\n"
        f"print(len(sayso.read({EXAMPLES[0]!r}).statements))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
