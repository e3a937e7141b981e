import io

from sayso.cli.progress import Progress
from sayso.errors import InputError


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_many_articles_show_count_and_rate_on_a_terminal():
    stream = Terminal()
    progress = Progress(1200, stream)
    progress.succeeded(500)
    assert stream.getvalue().startswith("\r\x1b[K1 of 1,200 articles, ")
    assert stream.getvalue().endswith(" words)")
    progress.summary()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_few_articles_or_a_pipe_show_nothing():
    for total, stream in ((3, Terminal()), (1200, io.StringIO())):
        progress = Progress(total, stream)
        progress.succeeded(500)
        progress.summary()
        assert stream.getvalue() == ""


def test_a_failure_takes_the_count_off_the_line_first():
    stream = Terminal()
    progress = Progress(10, stream)
    progress.succeeded(500)
    progress.fail(InputError("a.html", "it is empty", "give a file with text"))
    assert "\r\x1b[Ka.html: it is empty; give a file with text.\n" in stream.getvalue()


def test_the_summary_names_twenty_and_counts_the_rest():
    stream = io.StringIO()
    progress = Progress(2000, stream)
    for i in range(1500):
        progress.fail(InputError(f"{i}.txt", "it is empty", "give a file with text"))
    progress.summary()
    last = stream.getvalue().splitlines()[-1]
    assert last.startswith("1,500 of 2,000 sources were not read: 0.txt, 1.txt")
    assert last.endswith("19.txt and 1,480 more, each named above.")


def test_the_time_left_is_told_once_the_rate_has_settled(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("sayso.cli.progress.time.monotonic", lambda: clock[0])
    stream = Terminal()
    progress = Progress(1000, stream)
    for _ in range(600):
        progress.passed()
    clock[0] += 10
    progress.succeeded(500)
    assert stream.getvalue().endswith("601 of 1,000 articles, 6 a minute (3,000 words), about 1 h 6 min left")
    clock[0] += 10
    for _ in range(10):
        progress.succeeded(500)
        clock[0] += 0.2
    assert stream.getvalue().endswith("611 of 1,000 articles, 30 a minute (15,138 words), about 13 min left")


def test_where_the_total_is_not_known_the_count_and_the_rate_are_shown_and_no_time_left(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("sayso.cli.progress.time.monotonic", lambda: clock[0])
    stream = Terminal()
    progress = Progress(None, stream)
    for _ in range(3):
        progress.succeeded(500)
    assert stream.getvalue() == ""
    clock[0] += 60
    progress.fail(InputError("a.html", "it is empty", "give a file with text"))
    assert stream.getvalue().endswith("\r\x1b[K4 articles, 4 a minute (1,500 words)")
    progress.summary()
    assert stream.getvalue().endswith("1 of 4 sources was not read: a.html.\n")
