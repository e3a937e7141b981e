import pytest

from sayso.speakers.names import initials, may_be_same, organization_words, parsed, same_organization, without_titles


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Mr. Vale", "Vale"),
        ("Prime Minister Ida Lorne", "Ida Lorne"),
        ("Sen. Ada B. Reed’s", "Ada B. Reed"),
        ("Ada Reed", "Ada Reed"),
        ("Dr. Omar al-Hadi", "Omar al-Hadi"),
    ],
)
def test_titles_and_possessives_are_no_part_of_a_name(written, name):
    start, end = without_titles(written)
    assert written[start:end] == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Reed", "A. Reed", True),
        ("Bob Vale", "Robert Vale", True),
        ("Ada Reed", "Tom Reed", False),
        ("Ada B. Reed", "Ada Reed", True),
        ("Jan van der Meer", "Piet van der Meer", False),
        ("Ada Reed", "Ada Vale", False),
    ],
)
def test_one_surname_and_given_names_that_agree_may_be_one_person(one, other, same):
    assert may_be_same(parsed(one), parsed(other)) is same


def test_particles_belong_to_the_surname():
    assert parsed("Jan van der Meer").surname == ("van", "der", "meer")


def test_an_acronym_has_the_initials_of_what_it_stands_for():
    assert "nbu" in initials("Norrick Bridge Union")
    assert "drf" in initials("Department of Roads and Ferries")


def test_a_short_name_of_an_organization_stands_in_the_long_one():
    def same(one, other):
        return same_organization(organization_words(one), organization_words(other))

    assert same("The Courier", "The Harbour Courier")
    assert same("Harbour", "Harbour Courier")
    assert not same("The Courier", "The Harbour Post")
