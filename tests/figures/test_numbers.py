"""Numbers are found with their characters, and are worth what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.figures.numbers import numbers


@pytest.mark.parametrize(
    ("text", "written", "quantity"),
    [
        ("more than one hundred thousand supporters", "one hundred thousand", 100_000),
        ("a budget of $2.5 million", "$2.5 million", 2_500_000),
        ("£30m for the bridge", "£30m", 30_000_000),
        ("some 1,200 people", "1,200", 1200),
        ("twenty-five lorries", "twenty-five", 25),
        ("one hundred and five seats", "one hundred and five", 105),
        ("two-thirds of the town", "two-thirds", 0.667),
        ("half a million voters", "half a million", 500_000),
        ("a dozen engineers", "a dozen", 12),
        ("between 10 and 20 arrests", "10 and 20", (10, 20)),
        ("2-3 million crowns", "2-3 million", (2_000_000, 3_000_000)),
        ("$2 to $3 billion", "$2 to $3 billion", (2e9, 3e9)),
        ("passed 51-49", "51-49", (51, 49)),
        ("six in ten voters", "six in ten", 0.6),
        ("up 3.5% on the year", "3.5%", 3.5),
    ],
)
def test_a_number_is_worth_what_it_says(text: str, written: str, quantity: object) -> None:
    """Digits, words, scales, shares, ranges and votes."""
    (found,) = numbers(text)
    assert text[slice(*found.at)] == written
    assert found.quantity == quantity


def test_two_numbers_that_are_no_range_stay_two() -> None:
    """Neither "and" nor "to" makes a range where the first is not the smaller or no "between" stands before."""
    assert [n.quantity for n in numbers("12 men and 15 women")] == [12, 15]
    assert [n.quantity for n in numbers("sent 600 to 15 villages")] == [600, 15]
    assert [n.quantity for n in numbers("Lots 4 and 5 were sold")] == [4, 5]


@pytest.mark.parametrize("text", ["an F-35", "COVID-19", "at 10:30", "the 9/11 report", "the 1990s"])
def test_digits_inside_names_and_times_are_no_numbers(text: str) -> None:
    """What is joined to letters, colons or strokes is not a number of its own."""
    assert not numbers(text)


@given(st.text(st.sampled_from("0123456789,.%$ -–abonemilto\n“ hundred"), max_size=60))
def test_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    """Spans are never empty, overlap nowhere and hold the characters of the number."""
    found = numbers(text)
    last = 0
    for one in found:
        assert last <= one.at.start < one.at.end <= len(text)
        last = one.at.end
