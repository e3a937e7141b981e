"""Paragraphs, the token stream, and the windows in which it is read."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.statements.quotation import INSIDE, MARK, OUTSIDE
from sayso.statements.stream import Stream, paragraphs, stream, windows
from sayso.statements.wordpiece import WordPiece

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
WORDPIECE = WordPiece(Path(sayso.__file__).parent / "weights" / "vocab.txt")

WIRE = """Rates held

CARROW, April 3 (Veldmark Wire) - The central bank left its main
rate unchanged on Thursday and warned that a second rise in fuel
prices could push inflation up.

The board had voted five to two to hold, with two members in
favour of an increase of a quarter point, it said.
"""


def parts(text):
    return [text[start:end] for start, end in paragraphs(text)]


def test_each_line_is_a_paragraph():
    assert parts("One.\n\nTwo.\nThree.\r\nFour.") == ["One.", "Two.", "Three.", "Four."]


def test_lines_of_white_space_are_no_paragraphs():
    assert parts("\n \t\nOne.\n   \n\u00a0\nTwo.\n") == ["One.", "Two."]
    assert parts("") == parts(" \n\n") == []


def test_hard_wrapped_wire_copy_is_read_block_by_block():
    found = parts(WIRE)
    assert [block.split()[0] for block in found] == ["Rates", "CARROW,", "The"]
    assert found[1].endswith("prices could push inflation up.")


def test_hard_wrapped_wire_copy_with_line_ends_of_windows_is_read_block_by_block():
    assert [block.replace("\r\n", "\n") for block in parts(WIRE.replace("\n", "\r\n"))] == parts(WIRE)


def test_the_wire_example_has_a_paragraph_for_each_block():
    text = (EXAMPLES[0].parent / "wire.txt").read_text(encoding="utf-8")
    assert parts(text) == [block.strip() for block in text.split("\n\n")]


def test_short_lines_that_end_their_sentences_stay_paragraphs():
    text = "A talk\n\nQ. Did you go?\nA. To one.\nQ. And?\nA. The soup was good.\n\nShe left.\n"
    assert len(parts(text)) == 6


def test_quotation_states_of_hard_wrapped_copy_run_over_line_ends():
    text = WIRE.replace("The board had voted", '"The board had voted').replace("point, it said", 'point," it said')
    tokens = stream(text, WORDPIECE)
    at = text.index("favour of")
    assert tokens.quotes[tokens.starts.index(at)] == INSIDE


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_article_is_its_paragraphs_each_with_a_separator(path):
    text = path.read_text(encoding="utf-8")
    tokens = stream(text, WORDPIECE)
    spans = paragraphs(text)
    assert len(tokens.breaks) == len(spans) + 1
    for (first, after), (start, end) in zip(pairwise(tokens.breaks), spans, strict=True):
        pieces = WORDPIECE.pieces(text, start, end)
        assert tokens.ids[first:after] == [*pieces.ids, WORDPIECE.sep]
        assert tokens.starts[first : after - 1] == pieces.starts
        assert tokens.starts[after - 1] == tokens.ends[after - 1] == end


def test_a_token_has_the_state_of_its_first_character():
    tokens = stream('He said "yes".', WORDPIECE)
    assert tokens.quotes == [OUTSIDE, OUTSIDE, MARK, INSIDE, MARK, OUTSIDE, OUTSIDE]


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=120) | st.text(alphabet="ab .\n\r\"“”'", max_size=200))
def test_the_stream_of_any_text_is_in_order_and_inside_it(text):
    tokens = stream(text, WORDPIECE)
    count = len(tokens.ids)
    assert count == len(tokens.starts) == len(tokens.ends) == len(tokens.shapes) == len(tokens.quotes)
    assert tokens.starts == sorted(tokens.starts)
    assert all(0 <= start <= end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert tokens.breaks[0] == 0
    assert tokens.breaks[-1] == count
    assert all(tokens.ids[at - 1] == WORDPIECE.sep for at in tokens.breaks[1:])


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=120) | st.text(alphabet="ab .\n\r", max_size=200))
def test_paragraphs_hold_every_character_that_is_not_white_space(text):
    spans = paragraphs(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    left = "".join(text[a[1] : b[0]] for a, b in pairwise([(0, 0), *spans, (len(text), len(text))]))
    assert left.strip() == ""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(1, 900), max_size=30), st.integers(3, 400))
def test_windows_hold_every_token_once_and_are_bounded(lengths, longest):
    breaks = [0]
    for length in lengths:
        breaks.append(breaks[-1] + length)
    zeros = [0] * breaks[-1]
    found = list(windows(Stream(zeros, zeros, zeros, zeros, zeros, breaks), longest))
    at = 0
    for window in found:
        assert window.start == at
        assert 0 < window.end - window.start <= longest
        at = window.end
    assert at == breaks[-1]


def test_a_window_ends_with_a_paragraph_where_one_ends_in_its_last_two_thirds():
    zeros = [0] * 300
    tokens = Stream(zeros, zeros, zeros, zeros, zeros, [0, 20, 70, 300])
    assert list(windows(tokens, 100)) == [(0, 70), (70, 170), (170, 270), (270, 300)]
