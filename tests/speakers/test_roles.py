import pytest

from sayso.article import Span
from sayso.speakers.mentions import Name
from sayso.speakers.roles import beside, office_of, party_of


def said(text, name="Ada Reed", **kinds):
    """What stands beside the first mention of a name; `kinds` are other names of the text by their kind."""
    start = text.index(name)
    span = Span(start, start + len(name))
    names = [Name(span, "person", "")]
    for kind, written in kinds.items():
        names.append(Name(Span(text.index(written), text.index(written) + len(written)), kind, ""))
    return beside(text, span, sorted(names))


@pytest.mark.parametrize(
    ("text", "role", "tense"),
    [
        ("At noon Mayor Ada Reed came.", "Mayor", "now"),
        ("After Mayor Ada Reed came, it rained.", "Mayor", "now"),
        ("At noon, Norrick Mayor Ada Reed came.", "Norrick Mayor", "now"),
        ("At noon former Mayor Ada Reed came.", "former Mayor", "former"),
        ("At noon acting Governor Ada Reed came.", "acting Governor", "acting"),
        ("At noon then-Governor Ada Reed came.", "then-Governor", "then"),
        ("At noon incoming Governor Ada Reed came.", "incoming Governor", "elect"),
        ("At noon presidential candidate Ada Reed came.", "presidential candidate", "candidate"),
        ("Ada Reed, the mayor of Norrick, came.", "mayor of Norrick", "now"),
        ("Ada Reed, a former senator, came.", "former senator", "former"),
        ("Ada Reed, 61, the mayor of Norrick, came.", "mayor of Norrick", "now"),
        ("Ada Reed is the mayor of Norrick.", "mayor of Norrick", "now"),
    ],
)
def test_a_role_beside_a_name_has_the_article_s_words_and_a_tense(text, role, tense):
    (found,) = said(text).roles
    assert (found.name, found.tense) == (role, tense)
    assert text[slice(*found.at)] == found.name


def test_roles_before_and_after_a_name_are_both_kept():
    roles = said("Senator Ada Reed, the chairwoman of the ferry committee, came.").roles
    assert [role.name for role in roles] == ["Senator", "chairwoman of the ferry committee"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Reed came.",
        "At noon Ms. Ada Reed came.",
        "He thanked the mayor. Ada Reed came.",
        "He met the mayor.\nAda Reed came.",
        "Ada Reed, in a blue coat, came.",
        "“Mayor” Ada Reed came.",
    ],
)
def test_what_is_no_role_is_none(text):
    assert said(text).roles == ()


def test_party_and_state_in_brackets_tie_a_person():
    text = "Sen. Ada Reed (R-Norrick) came."
    (tie,) = said(text).affiliations
    assert tie.name == "R-Norrick"
    assert text[slice(*tie.at)] == tie.name


def test_organizations_in_a_role_tie_a_person():
    text = "Ada Reed, the president of the Bridge Union, came."
    (tie,) = said(text, organization="Bridge Union").affiliations
    assert tie.name == text[slice(*tie.at)] == "Bridge Union"


def test_an_organization_elsewhere_ties_nobody():
    assert said("Ada Reed came. The Bridge Union left.", organization="Bridge Union").affiliations == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sen.", "the senator"),
        ("the chairwoman", "chairman of the board"),
        ("a spokeswoman", "his spokesman"),
        ("the Republican nominee", "candidate for governor"),
        ("Gov.", "governor"),
    ],
)
def test_words_for_one_office_are_one(one, other):
    assert office_of(one) == office_of(other) is not None


def test_offices_that_differ_differ():
    found = [office_of(words) for words in ("senator", "governor", "mayor", "judge", "professor")]
    assert None not in found
    assert len(set(found)) == len(found)


def test_the_office_is_the_head_of_the_phrase_not_whom_it_serves():
    assert office_of("spokesman for the governor") == office_of("spokesman")
    assert office_of("the adviser to the senator") == office_of("adviser")


@pytest.mark.parametrize("phrase", ["", "the blue coat", "Mr.", "in the office of the mayor"])
def test_a_phrase_without_an_office_at_its_head_has_none(phrase):
    assert office_of(phrase) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Republican senator", "R-Norrick"), ("the Democrat", "Democratic governor"), ("Independent", "(I-Norrick)")],
)
def test_a_party_is_known_by_word_and_by_letter(one, other):
    assert party_of(one) == party_of(other) is not None


@pytest.mark.parametrize("phrase", ["the mayor of Norrick", "Reed", "", "Rina"])
def test_a_phrase_without_a_party_has_none(phrase):
    assert party_of(phrase) is None


def test_a_clause_behind_a_name_is_no_role():
    assert said("In Ada Reed, the mayor also said on Monday, the town had a friend.").roles == ()
