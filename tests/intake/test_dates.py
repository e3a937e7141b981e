import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.dates import iso, without_date, written


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-05-03", "2025-05-03"),
        ("2025-05-03T09:15:00Z", "2025-05-03T09:15:00+00:00"),
        ("2025-05-03T09:15:00.123+0200", "2025-05-03T09:15:00+02:00"),
        ("2025-05-03 09:15:00 +02:00", "2025-05-03T09:15:00+02:00"),
        ("2025-05-03T09:15", "2025-05-03T09:15:00"),
        ("Sat, 03 May 2025 09:15:00 +0000", "2025-05-03T09:15:00+00:00"),
        ("1746263700000", "2025-05-03T09:15:00+00:00"),
        ("May 3, 2025 9:15 am", "2025-05-03"),
        ("Updated 3rd of May 2025", "2025-05-03"),
        ("", None),
        ("yesterday", None),
        ("0001-01-01", None),
        ("2025-13-45", None),
        ("03/05/2025", None),
    ],
)
def test_dates_of_metadata_become_iso_8601_as_precise_as_they_were(value, expected):
    assert iso(value) == expected


@pytest.mark.parametrize(
    "line", ["3 May 2025", "May 3, 2025", "3 May, 2025", "Harrow Courier | 2025-05-03", "Sat. May 3rd 2025, 10:00"]
)
def test_a_date_written_out_in_a_line_is_found(line):
    assert written(line) == "2025-05-03"


def test_a_september_is_found_long_short_and_shorter():
    assert {written(f"{month} 9, 2025") for month in ("September", "Sept.", "Sep", "sep.")} == {"2025-09-09"}


@pytest.mark.parametrize("line", ["3/5/2025", "May 2025", "31 February 2025", "room 2025"])
def test_what_is_no_plain_date_is_not_guessed_at(line):
    assert written(line) is None


def test_a_line_can_be_had_without_its_date():
    assert without_date("By Ada Reed, May 3, 2025").split() == ["By", "Ada", "Reed,"]


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(value):
    assert iso(value) is None or iso(value)[:2].isdigit()
