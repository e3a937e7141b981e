"""What a number counts, and which count nothing."""

import pytest

from sayso.figures.numbers import numbers
from sayso.figures.units import counted


def _only(text: str) -> tuple[str, str | None, str | None, str]:
    found = [one for one in (counted(text, number) for number in numbers(text)) if one is not None]
    assert len(found) == 1
    return found[0].unit, found[0].of, found[0].hedge, text[slice(*found[0].at)]


@pytest.mark.parametrize(
    ("text", "unit", "of", "hedge", "words"),
    [
        ("The union counted more than 200 protesters.", "protesters", None, "more than", "more than 200 protesters"),
        ("It drew over 600 lawmakers.", "lawmakers", None, "over", "over 600 lawmakers"),
        ("Nearly 52 percent of likely voters agree.", "percent", "likely voters", "Nearly", "Nearly 52 percent"),
        ("They want $2.5 million for the bridge.", "dollars", "bridge", None, "$2.5 million"),
        ("Up to three angry shop owners left.", "angry shop owners", None, "Up to", "Up to three angry shop owners"),
        ("He asked for a 90-day review.", "day", None, None, "90-day"),
        ("Ada Reed, 54, spoke.", "years", None, None, "54"),
        ("A 16-year-old was held.", "years", None, None, "16-year-old"),
        ("It rose by 3 percentage points.", "percentage points", None, None, "3 percentage points"),
        ("Three of the bridge's piers moved.", "bridge's piers", None, None, "Three of the bridge's piers"),
        ("The council voted 51-49 to close it.", "votes", None, None, "51-49"),
        ("It stood for nearly a decade.", "decade", None, "nearly", "nearly a decade"),
        ("They have two weeks’ time.", "weeks", None, None, "two weeks"),
        ("Only five Labour MPs came.", "Labour MPs", None, "Only", "Only five Labour MPs"),
        ("I spent 20 or so winters there.", "winters", None, "or so", "20 or so winters"),
        ("They hold a 55-45 edge.", "votes", None, None, "55-45"),
        ("It carries a $1,000/day fine.", "dollars", None, None, "$1,000"),
        ("It lasted one year.", "year", None, None, "one year"),
    ],
)
def test_a_figure_has_its_unit_hedge_and_characters(
    text: str, unit: str, of: str | None, hedge: str | None, words: str
) -> None:
    """As the article writes them."""
    assert _only(text) == (unit, of, hedge, words)


@pytest.mark.parametrize(
    "text",
    [
        "It opened on March 14, 2031.",
        "On 14 March the bridge closed.",
        "They met at 10 a.m. on Friday.",
        "Article 50 was revoked.",
        "She lives at 12 Mill Street.",
        "Nobody knew which one it was.",
        "One of the men left.",
        "Boeing 747 parts lay there.",
        "He went one-on-one with the mayor.",
        "It won by a 2-to-1 margin.",
        "The 2031 race is open.",
        "Thousands of marchers came.",
        "It lasted a decade.",
        "She lost for a third time.",
        "A one-sided plan.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    """Dates, times, addresses, names with numbers, and "one" as a pronoun."""
    assert [one for one in (counted(text, number) for number in numbers(text)) if one is not None] == []
