import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.names import byline


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["Ada Reed"], ("Ada Reed",)),
        (["By Ada Reed and Tom Hale"], ("Ada Reed", "Tom Hale")),
        (["BY ADA REED"], ("ADA REED",)),
        (["Ada Reed, Tom Hale & Nell Marsh"], ("Ada Reed", "Tom Hale", "Nell Marsh")),
        (["Ada Reed, Political Editor"], ("Ada Reed",)),
        (["Political correspondent Ada Reed"], ("Ada Reed",)),
        (["Ada Reed", "ada reed", "By Ada Reed"], ("Ada Reed",)),
        (["Ada Reed in Harrow"], ("Ada Reed",)),
        (["Ada Reed (ada@courier.example)"], ("Ada Reed",)),
        (["Ada Reed | Harrow Courier"], ("Ada Reed",)),
        (["John Marsh, Jr."], ("John Marsh, Jr",)),
        (["Fouad van der Velde"], ("Fouad van der Velde",)),
        (["Seán O’Dowd"], ("Seán O’Dowd",)),
        (["https://courier.example/ada", "Ada Reed"], ("Ada Reed",)),
        (["ada-reed"], ("ada-reed",)),
        (["Ada Reed &amp; Tom Hale"], ("Ada Reed", "Tom Hale")),
        (["Staff and agencies"], ("Staff and agencies",)),
        (["Harrow Courier"], ("Harrow Courier",)),
        (["Harrow Courier", "Ada Reed"], ("Ada Reed",)),
        ([""], ()),
        ([], ()),
    ],
)
def test_bylines_become_lists_of_names(values, expected):
    assert byline(values, "Harrow Courier") == expected


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_byline_is_a_list_of_different_names_without_blanks_around(values):
    names = byline(values)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name and name == name.strip() for name in names)
