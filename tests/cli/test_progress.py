import io

from sayso.cli.progress import Progress
from sayso.errors import InputError


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_many_articles_show_count_and_rate_on_a_terminal():
    stream = Terminal()
    progress = Progress(1200, stream)
    progress.succeeded()
    assert stream.getvalue().startswith("\r\x1b[K1 of 1,200 articles, ")
    assert stream.getvalue().endswith(" a second")
    progress.summary()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_few_articles_or_a_pipe_show_nothing():
    for total, stream in ((3, Terminal()), (1200, io.StringIO())):
        progress = Progress(total, stream)
        progress.succeeded()
        progress.summary()
        assert stream.getvalue() == ""


def test_a_failure_takes_the_count_off_the_line_first():
    stream = Terminal()
    progress = Progress(10, stream)
    progress.succeeded()
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
