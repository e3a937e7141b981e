import pytest

from sayso.article import Span
from sayso.speakers.mentions import Name
from sayso.speakers.sources import understood


def at(text, part):
    start = text.index(part)
    return Span(start, start + len(part))


def of(source, *names, **kinds):
    """What a source says whose text is all there is; `names` are people, `kinds` other names by their kind."""
    found = [Name(at(source, name), "person", "") for name in names]
    found += [Name(at(source, name), kind, "") for kind, name in kinds.items()]
    return understood(source, (Span(0, len(source)),), sorted(found))


def test_a_name_is_the_speaker_without_title_and_apposition():
    source = of("Mayor Ada Reed, who leads the council", "Ada Reed")
    assert (source.form, source.span) == ("name", Span(6, 14))


def test_the_letter_of_a_person_is_that_person_s_words():
    assert of("Ada Reed’s statement", "Ada Reed").form == "name"


def test_the_aide_of_a_person_is_somebody_else():
    source = of("Ada Reed’s spokeswoman", "Ada Reed")
    assert (source.form, source.noun, source.owner) == ("description", "spokeswoman", Span(0, 8))


def test_an_organization_speaks_for_itself():
    source = of("The Norrick Bridge Union", organization="Norrick Bridge Union")
    assert (source.form, source.span) == ("name", Span(4, 24))


def test_an_organization_before_a_noun_only_says_whose_spokesman_it_is():
    source = of("a Harbour Office spokesman", organization="Harbour Office")
    assert (source.form, source.noun) == ("description", "spokesman")


def test_a_name_on_a_preposition_is_not_the_speaker():
    source = of("a report by Ada Reed", "Ada Reed")
    assert (source.form, source.noun) == ("description", "report")


@pytest.mark.parametrize(
    ("word", "which"), [("he", "he"), ("She", "she"), ("they", "they"), ("it", "it"), ("he also", "he")]
)
def test_a_pronoun_is_known_however_it_is_written(word, which):
    source = of(word)
    assert (source.form, source.pronoun) == ("pronoun", which)


def test_the_letter_of_a_pronoun_is_the_pronoun_s_words():
    source = of("her statement")
    assert (source.form, source.pronoun, source.span) == ("pronoun", "she", Span(0, 3))


def test_the_aide_of_a_pronoun_is_a_description_with_an_owner():
    source = of("his lawyer")
    assert (source.form, source.noun, source.owner) == ("description", "lawyer", Span(0, 3))


@pytest.mark.parametrize(("word", "plural"), [("I", False), ("we", True), ("We", True)])
def test_i_and_we_are_the_first_person(word, plural):
    source = of(word)
    assert (source.form, source.plural) == ("first person", plural)


@pytest.mark.parametrize("word", ["who", "which", "one of whom"])
def test_a_relative_points_back(word):
    assert of(word).form == "relative"


def test_names_joined_by_and_speak_together():
    source = of("Ada Reed and Tom Vale of Norrick", "Ada Reed", "Tom Vale")
    assert (source.form, source.span, source.plural) == ("joint", Span(0, 21), True)


def test_a_name_beside_its_organization_is_not_joint():
    source = of("Ada Reed of the Bridge Union", "Ada Reed", organization="Bridge Union")
    assert (source.form, source.span) == ("name", Span(0, 8))


@pytest.mark.parametrize(
    ("words", "noun", "plural", "definite"),
    [
        ("the senator", "senator", False, True),
        ("a police officer in Norrick", "officer", False, False),
        ("some voters", "voters", True, False),
        ("the lawyers themselves", "lawyers", True, True),
        ("a teacher, who asked for silence", "teacher", False, False),
    ],
)
def test_a_description_has_a_head_and_a_number(words, noun, plural, definite):
    source = of(words)
    assert (source.form, source.noun) == ("description", noun)
    assert (source.plural, source.definite) == (plural, definite)
    assert words[slice(*source.head)].casefold() == noun


@pytest.mark.parametrize("words", ["", "—", "the", "nobody"])
def test_what_names_nobody_is_nothing(words):
    assert of(words).form == "none"


def test_you_are_the_readers_a_group_of_their_own():
    source = of("you")
    assert (source.form, source.plural) == ("description", True)


@pytest.mark.parametrize(
    ("words", "owner", "speaker"),
    [
        ("Ada Reed’s former driver Tom Vale", "Ada Reed", "Tom Vale"),
        ("the Carrow Courier's Tom Vale", "Carrow Courier", "Tom Vale"),
    ],
)
def test_who_is_named_behind_an_owner_speaks_not_the_owner(words, owner, speaker):
    names = [Name(Span(words.index(n), words.index(n) + len(n)), "person", "") for n in (owner, speaker)]
    source = understood(words, (Span(0, len(words)),), names)
    assert source.form == "name"
    assert words[slice(*source.span)] == speaker


def test_an_example_is_not_the_one_who_speaks():
    words = "Harbourites, including the former mayor Ada Reed"
    names = [Name(Span(0, 11), "people", ""), Name(Span(40, 48), "person", "")]
    source = understood(words, (Span(0, len(words)),), names)
    assert words[slice(*source.span)] == "Harbourites"


def test_no_pieces_are_nothing():
    assert understood("It rained.", (), []).form == "none"


def test_marks_around_a_source_change_nothing_and_the_first_piece_that_says_something_counts():
    text = "– he, — Tom Vale"
    source = understood(text, (Span(0, 2), Span(0, 5), Span(8, 16)), [Name(Span(8, 16), "person", "")])
    assert (source.form, source.span) == ("pronoun", Span(2, 4))


def test_names_outside_the_source_do_not_count():
    text = "Ada Reed left. The senator said so."
    source = understood(text, (Span(15, 26),), [Name(Span(0, 8), "person", "")])
    assert (source.form, source.noun) == ("description", "senator")
