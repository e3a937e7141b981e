import io

import pytest

from sayso.output.terminal import Run, colour_wanted, columns, wrapped


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "wanted"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_unless_the_environment_says_otherwise(stream, environment, wanted):
    assert colour_wanted(stream, environment) is wanted


def test_lines_are_filled_to_the_width():
    assert wrapped([Run("one two three four")], 9) == "one two\nthree\nfour\n"


def test_first_and_later_lines_begin_as_told():
    assert wrapped([Run("one two three")], 12, first="1  ", rest="   ") == "1  one two\n   three\n"


def test_runs_that_touch_make_one_word():
    assert wrapped([Run("one ‹two"), Run("›"), Run(", three")], 10) == "one ‹two›,\nthree\n"


def test_a_word_wider_than_the_line_is_cut():
    assert wrapped([Run("a" * 10), Run("b" * 7)], 8) == "aaaaaaaa\naabbbbbb\nb\n"


def test_wide_letters_take_two_columns_and_accents_none():
    assert columns("字字") == 4
    assert columns("e\u0301") == 1
    assert wrapped([Run("字字字字字")], 8) == "字字字字\n字\n"


def test_each_line_ends_its_own_colour():
    out = wrapped([Run("one two", "cue")], 8, colour=True)
    assert out == "\x1b[33mone two\x1b[0m\n"
    assert wrapped([Run("one two three", "cue")], 8, colour=True) == "\x1b[33mone two\x1b[0m\n\x1b[33mthree\x1b[0m\n"


def test_nothing_in_a_run_commands_the_terminal():
    assert wrapped([Run("a\x1b[31mb\x9bc\u202ed")], 40) == "a\ufffd[31mb\ufffdc\ufffdd\n"
