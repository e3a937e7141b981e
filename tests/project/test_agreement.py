"""The statistics, against published data, hand-computed cases and a slow transcription of the definitions."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Span
from sayso.project.added import AddedStatement
from sayso.project.coding.alignment import aligned, dice, extent, statement_likeness
from sayso.project.coding.nominal import nominal_alpha
from sayso.project.coding.unitizing import flat, unit_alpha, whole

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), A and C.
MEG, OWEN = "0100000010", "1110010000"
FOUR = ("123321412***", "1233224125*3", "*3332342251*", "12332441251*")


def test_alpha_of_binary_data_is_as_published():
    assert nominal_alpha(zip(MEG, OWEN, strict=True)) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_four_coders_with_missing_values_is_as_published():
    units = [[value for value in unit if value != "*"] for unit in zip(*FOUR, strict=True)]
    assert nominal_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_the_example_in_wikipedia():
    units = "22 11 33 334 444 13 22 11 11 33 33 34".split()
    assert nominal_alpha(units) == pytest.approx(0.691, abs=0.0005)


@pytest.mark.parametrize("units", [[], ["a"], ["aa", "aa"], ["a", "b"]])
def test_there_is_no_alpha_where_chance_has_no_choice(units):
    assert nominal_alpha(units) is None


def cells(values, gap="*"):
    """Return a unit one character long for each value."""
    return [(at, at + 1, value) for at, value in enumerate(values) if value != gap]


def test_units_of_one_character_are_values_so_the_published_example_holds_for_them_too():
    found = unit_alpha([(10, [cells(MEG, gap="0"), cells(OWEN, gap="0")])])
    assert found.u == pytest.approx(0.095, abs=0.0005)
    assert found.binary == found.u
    assert found.cu is None
    full = unit_alpha([(10, [cells(MEG), cells(OWEN)])])
    assert full.u == full.cu == pytest.approx(0.095, abs=0.0005)
    assert full.covered == 1


def test_cu_is_alpha_of_the_values_where_both_have_units():
    one, other = FOUR[0], FOUR[1]
    both = [pair for pair in zip(one, other, strict=True) if "*" not in pair]
    found = unit_alpha([(12, [cells(one), cells(other)])])
    assert found.cu == pytest.approx(nominal_alpha(both))
    assert found.covered == 9 / 12


def test_the_same_units_agree_wholly():
    units = [(5, 20, "a"), (40, 70, "b")]
    found = unit_alpha([(100, [units, units])])
    assert (found.u, found.binary, found.cu) == (1, 1, 1)
    assert found.covered == 0.45
    assert unit_alpha([(100, [units, units, units])]).u == 1


def test_two_units_that_overlap_by_half_by_hand():
    """10 characters are marked by both, 10 by each alone, which counts from either side; the gaps of each are 80."""
    found = unit_alpha([(100, [[(10, 30, "a")], [(20, 40, "a")]])])
    scale = 200 / (200**2 - 2 * 20**2 - 2 * 80)
    differing, expected = 2 * (10 + 10), 2 * 40 * 160 * scale
    assert found.u == found.binary == pytest.approx(1 - differing / expected)
    assert found.u == pytest.approx(0.3900, abs=0.0001)


def test_one_long_unit_and_its_two_halves_differ_from_three_equal_ones_only_in_what_chance_would_do():
    long, halves = [(0, 20, "a")], [(0, 10, "a"), (10, 20, "a")]
    assert unit_alpha([(100, [long, long])]).u == unit_alpha([(100, [long, halves])]).u == 1
    part = [(0, 10, "a")]
    assert unit_alpha([(100, [long, part])]).u != unit_alpha([(100, [halves, part])]).u


def test_text_that_nobody_marks_does_not_buy_agreement_about_other_places():
    """What is wrong with a kappa over characters: here all units are elsewhere, and alpha is not above 0."""
    for length in (100, 1_000, 100_000):
        assert unit_alpha([(length, [[(10, 30, "a")], [(50, 70, "a")]])]).u < 0


def test_nobody_marked_anything():
    found = unit_alpha([(100, [[], []])])
    assert (found.u, found.binary, found.cu, found.covered) == (None, None, None, 0)


def by_definition(length, of_coders):
    """Return u, |u and cu as equations 1 to 11 of the paper have them, character by character, unit by unit."""
    m = len(of_coders)
    whole_of = [whole(length, units) for units in of_coders]

    def both(one, other):
        return len(set(range(one[0], one[1])) & set(range(other[0], other[1])))

    pairs = [(g, h, both(g, h)) for i, j in permutations(range(m), 2) for g in whole_of[i] for h in whole_of[j]]
    values = {segment[2] for segments in whole_of for segment in segments}
    seen = {(c, k): sum(n for g, h, n in pairs if (g[2], h[2]) == (c, k)) / (m - 1) for c in values for k in values}

    def alpha(seen, values, own, different):
        of = {c: sum(seen[c, k] for k in values) for c in values}
        total = sum(of.values())
        below = total**2 - sum(own.values())  # eq. 4 and 10
        if not total or not below:
            return None
        chance = {(c, k): total * (of[c] * of[k] - (own[c] if c == k else 0)) / below for c in values for k in values}
        expected = sum(n for pair, n in chance.items() if different(*pair))
        return 1 - sum(n for pair, n in seen.items() if different(*pair)) / expected if expected else None

    every = [segment for segments in whole_of for segment in segments]
    own = {c: sum((g[1] - g[0]) ** (1 if c is None else 2) for g in every if g[2] == c) for c in values}
    valued = values - {None}
    inner = dict.fromkeys(valued, 0.0)
    for i, j in permutations(range(m), 2):
        for g in (one for one in whole_of[i] if one[2] is not None):
            inner[g[2]] += sum(both(g, h) for h in whole_of[j] if h[2] is not None) ** 2
    return (
        alpha(seen, values, own, lambda c, k: c != k),
        alpha(seen, values, own, lambda c, k: (c is None) != (k is None)),
        alpha({pair: n for pair, n in seen.items() if None not in pair}, valued, inner, lambda c, k: c != k)
        if m == 2
        else None,
    )


UNITS = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12), st.sampled_from("abc")), max_size=5).map(
    lambda raw: flat([(start, min(40, start + length), value) for start, length, value in raw])
)


@given(st.lists(UNITS, min_size=2, max_size=4))
def test_the_alphas_are_those_of_the_definitions(of_coders):
    found = unit_alpha([(40, of_coders)])
    for mine, defined in zip((found.u, found.binary, found.cu), by_definition(40, of_coders), strict=True):
        assert mine == (None if defined is None else pytest.approx(defined))


@given(st.lists(UNITS, min_size=2, max_size=3))
def test_two_texts_are_one_continuum(of_coders):
    moved = [[(start + 40, end + 40, value) for start, end, value in units] for units in of_coders]
    together = unit_alpha([(80, [a + b for a, b in zip(of_coders, moved, strict=True)])])
    apart = unit_alpha([(40, of_coders), (40, of_coders)])
    assert (apart.u, apart.cu) == (together.u, together.cu)


def test_where_units_overlap_a_character_is_the_innermost_ones():
    assert flat([(0, 30, "outer"), (10, 20, "inner")]) == [(0, 10, "outer"), (10, 20, "inner"), (20, 30, "outer")]
    assert flat([(0, 10, "a"), (10, 20, "a")]) == [(0, 10, "a"), (10, 20, "a")]
    assert flat([]) == []


def statement(start, end, name="s1"):
    return AddedStatement(name, "direct", (), (), (Span(start, end),), None, None, None, "", "")


def test_the_most_alike_are_put_together_and_none_twice():
    one = [statement(0, 10), statement(20, 30)]
    other = [statement(2, 22), statement(0, 9)]
    assert aligned([one, other], statement_likeness, extent) == [(one[0], other[1]), (one[1], other[0])]
    assert aligned([one, []], statement_likeness, extent) == [(one[0], None), (one[1], None)]
    assert dice((Span(0, 10),), (Span(5, 15),)) == 0.5
