import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.speakers.names import (
    end_of_one,
    folded,
    initials,
    is_acronym,
    may_be_same,
    organization_words,
    parsed,
    same_organization,
    without_titles,
    words_of,
)


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


@pytest.mark.parametrize(
    ("written", "given_names", "surname", "titles"),
    [
        ("Sen. Ada B. Reed", ("ada", "b"), ("reed",), ("sen",)),
        ("Tom Vale Jr.", ("tom",), ("vale",), ()),
        ("Omar bin Hadi", ("omar",), ("bin", "hadi"), ()),
        ("Mr. Vale", (), ("vale",), ("mr",)),
        ("Reed", (), ("reed",), ()),
        ("Ida Lorne-Oakes", ("ida",), ("lorne-oakes",), ()),
    ],
)
def test_a_name_has_parts(written, given_names, surname, titles):
    name = parsed(written)
    assert (name.given, name.surname, name.titles) == (given_names, surname, titles)
    assert name.words == given_names + surname


@pytest.mark.parametrize("written", ["Mayor", "Dr.", "Jr."])
def test_a_word_alone_is_a_name_even_where_it_could_be_a_title_or_suffix(written):
    assert parsed(written).words == (written.casefold().rstrip("."),)


@pytest.mark.parametrize("written", ["Reed’s", "Reed's", "Reed.", "REED", "reed"])
def test_a_name_is_compared_without_case_full_stop_and_possessive(written):
    assert folded(written) == "reed"


def test_both_apostrophes_are_one():
    assert words_of("Tom O’Dell") == words_of("Tom O'Dell") == ["tom", "o'dell"]


@pytest.mark.parametrize(
    ("written", "acronym"),
    [("NBU", True), ("N.B.U.", True), ("Nbu", False), ("N", False), ("NORRICKS", False), ("NB1", False)],
)
def test_an_acronym_is_a_few_capitals(written, acronym):
    assert is_acronym(written) is acronym


def test_articles_are_no_part_of_what_organizations_are_compared_by():
    assert (
        organization_words("The Harbour Courier’s") == organization_words("Harbour Courier") == ("harbour", "courier")
    )
    assert not same_organization(organization_words("The"), organization_words("The Harbour Courier"))


NAMES = st.lists(
    st.sampled_from("Ada Tom B. Reed Vale van der al-Hadi Jr. Sen. Mr. O’Dell".split()), min_size=1, max_size=5
)


@given(NAMES, NAMES)
def test_whether_two_names_may_be_one_does_not_depend_on_their_order(one, other):
    a, b = parsed(" ".join(one)), parsed(" ".join(other))
    assert may_be_same(a, a)
    assert may_be_same(a, b) is may_be_same(b, a)


@given(st.text(max_size=40))
def test_whatever_is_written_the_name_lies_within_it(written):
    if written:
        start, end = without_titles(written)
        assert 0 <= start < end <= len(written)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Vale Tom Howard ValeMayor", "Vale"),
        ("Tom Vale Tom Howard ValeMayor", "Tom Vale"),
        ("Tom Vale Vale", "Tom Vale"),
        ("Sirhan Sirhan", "Sirhan Sirhan"),
        ("William Williams", "William Williams"),
        ("Ada Reed", "Ada Reed"),
        ("Mary MacMary", "Mary MacMary"),
        ("Ed EdVale", "Ed EdVale"),
    ],
)
def test_a_name_that_a_page_runs_into_itself_is_taken_once(written, name):
    assert written[: end_of_one(written)] == name
