import re

import pytest

from sayso.article import Span
from sayso.speakers.actors import Actor, actors, in_order, joined
from sayso.speakers.mentions import Name

WOMEN = {"ada": 1.0, "ida": 0.99, "tom": 0.0, "robin": 0.5}


def marked(text, *written, kind="person"):
    """The names as the model would mark them: each form written, everywhere it stands, with the titles before it."""
    found = []
    for form in written:
        titles, _, name = form.rpartition("|")
        for match in re.finditer(rf"\b{re.escape((titles + ' ' + name).strip())}(?!\w)", text):
            found.append(Name(Span(match.end() - len(name), match.end()), kind, titles))
    return sorted(found)


def cast(text, names):
    """The forms by which each actor is named, in reading order of the actors."""
    of = actors(text, names, WOMEN)
    return [[text[slice(*span)] for span in actor.names] for actor in in_order(of.values())]


def test_a_surname_alone_is_the_one_who_bears_it():
    text = "Ada Reed spoke. Reed sat down. Tom Vale stood up."
    names = [n for n in marked(text, "Ada Reed", "Tom Vale", "Reed") if text[n.span.start - 4 : n.span.start] != "Ada "]
    assert cast(text, names) == [["Ada Reed", "Reed"], ["Tom Vale"]]


def test_a_surname_before_the_full_name_is_the_same_person():
    text = "Reed wins. On Monday Ada Reed thanked Norrick."
    names = [Name(Span(0, 4), "person", ""), *marked(text, "Ada Reed")]
    assert cast(text, names) == [["Reed", "Ada Reed"]]


def test_a_first_name_alone_is_the_one_who_bears_it():
    text = "Ada Reed came with Tom Vale. Later Ada left."
    names = [*marked(text, "Ada Reed", "Tom Vale"), Name(Span(35, 38), "person", "")]
    assert cast(text, names) == [["Ada Reed", "Ada"], ["Tom Vale"]]


def test_two_people_of_one_surname_are_two_actors():
    text = "Ada Reed came. Tom Reed came."
    assert cast(text, marked(text, "Ada Reed", "Tom Reed")) == [["Ada Reed"], ["Tom Reed"]]


def longest(text, *written):
    """The forms where they stand alone: a shorter one is not taken inside a longer."""
    found = sorted((n for form in written for n in marked(text, form)), key=lambda n: n.span.start - n.span.end)
    kept = []
    for name in found:
        if not any(name.span.start < one.span.end and one.span.start < name.span.end for one in kept):
            kept.append(name)
    return sorted(kept)


@pytest.mark.parametrize(
    "text",
    [
        "Tom Vale won. Tom Vale Jr. ran the campaign, Vale said. “We knew,” Vale Jr. said. Vale thanked voters.",
        "Tom Vale Jr. ran it for his father, Tom Vale. Vale won. Vale Jr. said so.",
    ],
)
def test_father_and_son_of_one_name_are_two(text):
    named = longest(text, "Tom Vale Jr", "Tom Vale", "Vale Jr", "Vale")
    father, son = sorted(cast(text, named), key=lambda forms: any("Jr" in form for form in forms))
    assert set(father) == {"Tom Vale", "Vale"}
    assert set(son) == {"Tom Vale Jr", "Vale Jr"}


def test_who_is_named_beside_one_called_jr_is_another():
    text = "Tom Vale Jr. met the envoy. Vale defended Vale Jr. on Monday."
    assert cast(text, longest(text, "Tom Vale Jr", "Vale Jr", "Vale")) == [["Tom Vale Jr", "Vale Jr"], ["Vale"]]


def test_a_name_that_is_later_written_without_jr_is_one_persons():
    text = (
        "Norrick honours Tom Vale\nThe bridge is named after Tom Vale Jr., who fell there. Tom Vale was 30. Vale wrote."
    )
    named = longest(text, "Tom Vale Jr", "Tom Vale", "Vale")
    of = actors(text, named, WOMEN, text.index("\n"))
    assert len(in_order(of.values())) == 1


def test_a_title_tells_two_of_one_surname_apart():
    text = "Ada Reed met Tom Reed. Mrs. Reed laughed. Mr. Reed did not. Mrs. Reed left."
    names = marked(text, "Ada Reed", "Tom Reed", "Mrs.|Reed", "Mr.|Reed")
    assert len(names) == 5
    of = actors(text, names, WOMEN)
    ada, tom, mrs, mr, mrs_again = (of[name.span] for name in names)
    assert mrs is ada
    assert mrs_again is ada
    assert mr is tom
    assert ada is not tom


def test_a_bare_surname_means_the_one_of_its_bearers_just_named():
    text = "Ada Reed came. " + "It rained for hours on the old town. " * 20 + "Tom Reed came. Reed spoke."
    names = [*marked(text, "Ada Reed", "Tom Reed"), Name(Span(len(text) - 11, len(text) - 7), "person", "")]
    assert cast(text, names) == [["Ada Reed"], ["Tom Reed", "Reed"]]


def test_gender_comes_from_the_title_before_the_first_name():
    text = "Ms. Robin Oakes met Tom Vale, Ada Reed and Robin Lorne."
    names = marked(text, "Ms.|Robin Oakes", "Tom Vale", "Ada Reed", "Robin Lorne")
    of = actors(text, names, WOMEN)
    told = {text[slice(*span)]: actor.gender for span, actor in of.items()}
    assert told == {"Robin Oakes": "she", "Tom Vale": "he", "Ada Reed": "she", "Robin Lorne": None}


def test_an_acronym_in_brackets_stands_for_the_name_before_it_though_its_letters_do_not():
    text = "The Norrick Roads Office (NORO) met. NORO agreed."
    names = marked(text, "Norrick Roads Office", "NORO", kind="organization")
    assert cast(text, names) == [["Norrick Roads Office", "NORO", "NORO"]]


def test_an_acronym_is_what_its_initials_spell_before_or_after_it():
    text = "NBU voted. The Norrick Bridge Union rested. N.B.U. won."
    names = marked(text, "NBU", "Norrick Bridge Union", "N.B.U.", kind="organization")
    assert cast(text, names) == [["NBU", "Norrick Bridge Union", "N.B.U."]]


def test_an_acronym_of_another_is_no_part_of_it():
    text = "The Norrick Bridge Union met the HFC."
    names = marked(text, "Norrick Bridge Union", "HFC", kind="organization")
    assert cast(text, names) == [["Norrick Bridge Union"], ["HFC"]]


def test_a_place_is_not_the_organization_that_bears_its_name():
    text = "Norrick slept. The Norrick Bridge Union met."
    names = [*marked(text, "Norrick Bridge Union", kind="organization"), Name(Span(0, 7), "place", "")]
    assert cast(text, names) == [["Norrick"], ["Norrick Bridge Union"]]


def test_the_adjective_of_a_people_is_no_one_who_speaks():
    text = "Harbourite votes. The Harbourites said no."
    names = marked(text, "Harbourite", "Harbourites", kind="people")
    of = actors(text, names, WOMEN)
    assert {text[slice(*span)]: actor.adjective for span, actor in of.items()} == {
        "Harbourite": True,
        "Harbourites": False,
    }


def test_the_name_is_the_fullest_of_the_body_not_the_headline_s():
    text = "Ada Reed Wins Vote\n\nReed won. Ada B. Reed smiled."
    actor = Actor("person", names=[Span(0, 8), Span(20, 24), Span(30, 41)])
    assert actor.name(text, headline_end=18) == "Ada B. Reed"
    assert Actor("person", names=[Span(0, 8), Span(20, 24)]).name(text, headline_end=18) == "Reed"
    assert Actor("person", names=[Span(0, 8)]).name(text, headline_end=18) == "Ada Reed"


def test_mentions_are_in_reading_order_each_once():
    actor = Actor("person", names=[Span(20, 24)], pronouns=[Span(30, 33), Span(5, 8)], descriptions=[Span(20, 24)])
    assert actor.mentions() == [Span(5, 8), Span(20, 24), Span(30, 33)]
    assert actor.first() == 5


def test_every_name_of_one_who_can_speak_has_an_actor():
    text = "Ada Reed met Vale and the HFC in Norrick."
    names = [*marked(text, "Ada Reed", "Vale"), *marked(text, "HFC", kind="organization")]
    assert set(actors(text, names, WOMEN)) == {name.span for name in names}


def test_no_names_no_actors():
    assert actors("It rained.", [], WOMEN) == {}


def test_people_named_together_are_a_group_and_know_their_members():
    text = "Ada Reed, R-Norrick, and Tom Vale met. Tom Vale left."
    of = actors(text, marked(text, "Ada Reed", "Tom Vale"), WOMEN)
    [(span, members)] = joined(text, of)
    assert text[slice(*span)] == "Ada Reed, R-Norrick, and Tom Vale"
    assert [text[slice(*one.names[0])] for one in members] == ["Ada Reed", "Tom Vale"]


def test_a_list_without_and_is_no_group():
    text = "Ada Reed, Tom Vale. Later they met."
    assert joined(text, actors(text, marked(text, "Ada Reed", "Tom Vale"), WOMEN)) == []


def test_a_particle_belongs_to_the_surname():
    text = "De Vale spoke. Mayor Tom de Vale left."
    names = [Name(Span(0, 7), "person", ""), *marked(text, "Tom de Vale")]
    assert cast(text, names) == [["De Vale", "Tom de Vale"]]


def test_two_bodies_of_one_town_are_two():
    text = "Osk paid. Osk City Council voted. The Osk Evening News told it."
    names = marked(text, "Osk City Council", "Osk Evening News", kind="organization")
    assert len(cast(text, [Name(Span(0, 3), "organization", ""), *names])) == 2
