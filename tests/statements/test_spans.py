import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.statements.spans import _EAGER, CONTENT, CUE, SOURCE, TokenSpan, label_spans
from sayso.statements.stream import Stream

NONE = 0
BEGIN = {SOURCE: 1, CUE: 3, CONTENT: 5}


def tokens(*paragraph_lengths: int) -> Stream:
    total = sum(paragraph_lengths)
    breaks = [0, *np.cumsum(paragraph_lengths).tolist()]
    blank = [0] * total
    return Stream(blank, blank, blank, blank, blank, breaks)


def scores(labels: list[int], sure: float = 0.9) -> np.ndarray:
    out = np.full((len(labels), 7), np.log((1 - sure) / 6), dtype=np.float32)
    out[np.arange(len(labels)), labels] = np.log(sure)
    return out


def test_spans_are_read_off_their_first_and_following_labels():
    found = label_spans(scores([1, 2, 3, 5, 6, 6, 0, 0]), tokens(8))
    assert found == [TokenSpan(SOURCE, 0, 2), TokenSpan(CUE, 2, 3), TokenSpan(CONTENT, 3, 6)]


def test_two_contents_side_by_side_stay_two():
    assert label_spans(scores([5, 6, 5, 6, 0]), tokens(5)) == [TokenSpan(CONTENT, 0, 2), TokenSpan(CONTENT, 2, 4)]


def test_no_span_runs_over_the_end_of_a_paragraph():
    found = label_spans(scores([5, 6, 6, 6, 6, 0]), tokens(3, 3))
    assert all(span.end <= 2 or span.start >= 3 for span in found)
    assert TokenSpan(CONTENT, 0, 2) in found


def test_a_label_that_goes_on_with_nothing_is_made_sense_of():
    """The likeliest whole labelling wins: a lone 'inside' becomes a beginning, or nothing."""
    found = label_spans(scores([0, 6, 6, 0, 0]), tokens(5))
    assert found in ([TokenSpan(CONTENT, 1, 3)], [TokenSpan(CONTENT, 0, 3)])


def test_an_article_without_tokens_has_no_spans():
    assert label_spans(np.zeros((0, 7), np.float32), tokens()) == []


@given(st.lists(st.lists(st.lists(st.floats(-20, 0), min_size=7, max_size=7), min_size=1, max_size=12), max_size=5))
def test_spans_are_in_order_apart_and_inside_their_paragraph(paragraphs):
    lengths = [len(rows) for rows in paragraphs]
    flat = np.array([row for rows in paragraphs for row in rows], np.float32).reshape(-1, 7)
    stream = tokens(*lengths)
    found = label_spans(flat, stream)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    separators = {end - 1 for end in stream.breaks[1:]}
    assert not any(separators & set(range(span.start, span.end)) for span in found)
    assert all(span.start < span.end for span in found)


@given(st.lists(st.integers(0, 6), min_size=2, max_size=5))
@settings(deadline=None)
def test_the_labelling_found_is_the_best_of_all(labels):
    """Against a search through everything, on short stretches."""
    rng = np.random.default_rng(labels)
    grid = np.log(rng.dirichlet(np.ones(7), len(labels))).astype(np.float32)
    tuned = grid + _EAGER * np.isin(np.arange(7), (1, 2, 3, 4))
    best = max(_whole_labellings(len(labels)), key=lambda path: sum(tuned[i, label] for i, label in enumerate(path)))
    expected = label_spans(scores(list(best)), tokens(len(labels)))
    assert label_spans(grid, tokens(len(labels))) == expected


def _whole_labellings(length: int) -> list[tuple[int, ...]]:
    """Every labelling in which each 'inside' follows its role, the last token (a separator) being none."""
    paths: list[tuple[int, ...]] = [()]
    for at in range(length):
        allowed = range(7) if at < length - 1 else (NONE,)
        paths = [
            (*path, label)
            for path in paths
            for label in allowed
            if label % 2 or label == 0 or (path and path[-1] in (label - 1, label))
        ]
    return paths
