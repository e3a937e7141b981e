"""Codings side by side, what is taken of them as the project's decision, and how far coders agree."""

import pytest

import sayso
from sayso import InputError
from sayso.article import Span
from sayso.project.coding.assigned import ADJUDICATED, MACHINE
from sayso.project.decisions import Correction

from .fake import RALLY, FakeReader, content, write_articles
from .test_changes import state

FALL = Span(RALLY.index("It will"), RALLY.index(",” said Tom"))
SAFE = Span(1, RALLY.index(",”"))


@pytest.fixture
def coded(project):
    """anna and tom are done: both accept s1, differ in the speaker of s2, anna rejects s3; tom adds a relation."""
    project.coding.assign(["anna", "tom"], who="lead")
    anna, tom = project.coder("anna"), project.coder("tom")
    anna.decide(1, "s2", "corrected", Correction(speaker="Ida Lorne"), note="look at the byline")
    anna.decide(1, "s3", "rejected")
    tom.decide(1, "s2", "corrected", Correction(role="engineer"))
    tom.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [FALL])
    anna.done(1, rest="accepted")
    tom.done(1, rest="accepted")
    return project


def measures(agreement):
    return {(one.field, one.measure): (one.value, one.agreed, one.of) for one in agreement.measures}


def test_codings_stand_side_by_side_with_what_they_differ_in(coded):
    seen = coded.coding.side_by_side(1, who="lead")
    assert (seen.names, seen.waiting, seen.adjudication) == ((MACHINE, "anna", "tom"), (), None)
    first, second, third, relation = seen.rows
    assert (first.agreed, first.there, set(first.same.values())) == (True, True, {True})
    assert [one.verdict for one in first.versions] == ["found", "accepted", "accepted"]
    assert [field for field, same in second.same.items() if not same] == ["speaker", "role"]
    assert (second.agreed, second.there, second.versions[1].note) == (False, True, "look at the byline")
    assert (third.agreed, third.there, third.same) == (False, False, {})
    assert (relation.about, [one and one.verdict for one in relation.versions]) == ("relation", [None, None, "added"])


def test_only_who_is_done_is_shown(coded):
    coded.coder("tom").reopen(1)
    seen = coded.coding.side_by_side(1, who="lead")
    assert (seen.names, seen.waiting) == ((MACHINE, "anna"), ("tom",))
    with pytest.raises(InputError, match="tom is not done"):
        coded.coding.adjudicate(1, "tom", "s1", who="lead")
    with pytest.raises(InputError, match="tom codes article 1 and is not done"):
        coded.coding.close(1, who="lead")
    with pytest.raises(InputError, match="fewer than two coders"):
        coded.coding.adjudicate_agreed(1, who="lead")


def test_a_coders_version_becomes_the_projects_decision_under_the_name_of_who_took_it(coded):
    mine = coded.coder("anna").coding(1)
    assert coded.coding.adjudicate(1, "anna", "s2", who="lead") == "s2"
    (decision,) = coded.decisions(1)
    assert (decision.verdict, decision.correction.speaker, decision.who) == ("corrected", "Ida Lorne", "lead")
    assert decision.note == "as coded by anna: look at the byline"
    assert coded.coder("anna").coding(1) == mine
    assert coded.coding.side_by_side(1, who="lead").rows[1].project == "corrected"
    coded.undo(who="lead")
    assert coded.decisions(1) == []


def test_a_version_is_taken_with_a_correction_of_it(coded):
    coded.coding.adjudicate(1, "anna", "s2", Correction(role="governor"), who="lead")
    (decision,) = coded.decisions(1)
    assert (decision.correction.speaker, decision.correction.role) == ("Ida Lorne", "governor")
    coded.coding.adjudicate(1, "machine", "s2", who="lead")
    assert [one.verdict for one in coded.decisions(1)] == ["accepted"]


def test_what_a_coder_added_is_added(coded):
    assert coded.coding.adjudicate(1, "tom", "k1", who="lead") == "k1"
    assert [(one.from_, one.who) for one in coded.added_relations(1)] == [("Tom Hale", "lead")]
    coded.coding.adjudicate(1, "tom", "k1", who="lead")
    assert len(coded.added_relations(1)) == 1


def test_what_all_agree_in_is_taken_at_once_and_taken_back_at_once(coded):
    before = state(coded)
    assert coded.coding.adjudicate_agreed(1, who="lead") == 1
    assert [(one.judged["content"], one.verdict) for one in coded.decisions(1)] == [
        ("“The bridge is safe,”", "accepted")
    ]
    assert coded.coding.adjudicate_agreed(1, who="lead") == 0
    coded.undo(who="lead")
    assert state(coded) == before
    assert coded.coding.adjudicate_all(1, "anna", who="lead") == 3
    assert sorted(one.verdict for one in coded.decisions(1)) == ["accepted", "corrected", "rejected"]
    coded.undo(who="lead")
    assert state(coded) == before


def test_an_adjudicated_article_is_what_was_taken_and_no_more(coded, path):
    before = state(coded)
    coded.coding.adjudicate(1, "tom", "s2", who="lead")
    coded.coding.close(1, who="lead")
    assert [(one.statement, one.role) for one in coded.find()] == [("s2", "engineer")]
    assert len(coded.coding.side_by_side(1, who="lead").unsettled) == 1  # the relation that tom added
    (article,) = coded.coding.articles()
    assert (article.done, article.adjudication.who) == (("anna", "tom"), "lead")
    for refused in (
        lambda: coded.coding.close(1, who="lead"),
        lambda: coded.coding.adjudicate(1, "tom", "s1", who="lead"),
        lambda: coded.coder("tom").reopen(1),
    ):
        with pytest.raises(InputError, match="article 1 is adjudicated"):
            refused()
    content(path)
    coded.coding.reopen(1, who="lead")
    coded.coding.adjudicate(1, "tom", "s1", who="lead")
    for _ in range(4):
        coded.undo(who="lead")
    assert state(coded) == before


def test_the_log_tells_everything_once_it_is_adjudicated(coded):
    assert "look at the byline" not in repr(list(coded.history()))
    coded.coding.close(1, who="lead")
    assert "look at the byline" in repr(list(coded.history()))


def test_what_is_taken_from_a_coding_from_nothing_meets_what_the_machine_found(project):
    project.coding.assign(["anna"], proposals=False)
    anna, found = project.coder("anna"), project.article(1).statements[0]
    same = {"source": found.source, "cue": found.cue, "speaker": "Ada Reed", "kind": "direct"}
    anna.add_statement(1, found.content, **same)
    anna.add_statement(1, [FALL], speaker="Tom Hale")
    anna.done(1)
    assert project.coding.adjudicate_all(1, "anna", who="lead") == 2
    project.coding.close(1, who="lead")
    assert [(one.statement, one.content) for one in project.find()] == [
        ("s1", "“The bridge is safe,”"),
        ("h1", "It will fall"),
    ]


def test_agreement_has_every_field_with_its_counts(coded):
    (found,) = coded.coding.agreement(["anna", "tom"])
    assert (found.articles, found.statements, found.together) == ((1,), (2, 3), 2)
    told = measures(found)
    assert told["content", "F1 exact"] == (4 / 5, 4, 5)
    assert told["source", "F1 overlap"] == (4 / 5, 4, 5)
    assert told["speaker", "same"] == (1 / 2, 1, 2)
    assert told["role", "same"] == (1 / 2, 1, 2)
    assert told["kind", "same"] == (1, 2, 2)
    assert told["kind", "alpha"] == (None, None, 2)
    assert told["sign", "same"] == (None, 0, 0)
    assert 0 < told["statement", "|u-alpha"][0] < 1
    notes = {(one.field, one.measure): one.note for one in found.measures}
    assert notes["speaker", "same"] == "fewer than 30: says little"
    assert notes["sign", "same"] == "nothing to compare"
    assert "chance alone" in notes["kind", "alpha"]


def test_a_name_in_the_articles_other_words_is_the_same_speaker(project):
    project.coding.assign(["anna", "tom"])
    project.coder("anna").decide(1, "s1", "corrected", Correction(speaker="ADA  reed"))
    for name in ("anna", "tom"):
        project.coder(name).done(1, rest="accepted")
    assert measures(project.coding.agreement(["anna", "tom"])[0])["speaker", "same"] == (1, 3, 3)


def test_each_two_and_all_are_compared_and_the_machine_is_one_of_them(coded):
    coded.coding.assign(["ida"], who="lead")
    coded.coder("ida").done(1, rest="accepted")
    every = coded.coding.agreement()
    assert [one.coders for one in every] == [
        ("anna", "ida"),
        ("anna", "tom"),
        ("anna", MACHINE),
        ("ida", "tom"),
        ("ida", MACHINE),
        ("tom", MACHINE),
        ("anna", "ida", "tom"),
    ]
    assert measures(every[4])["content", "F1 exact"] == (1, 6, 6)
    together = measures(every[-1])
    assert together["content", "F1 exact"] == (7 * 2 / 16, 14, 16)
    assert together["speaker", "same"] == (5 / 7, 5, 7)
    assert ("kind", "cu-alpha") not in together


def test_the_machine_is_compared_with_what_was_adjudicated(coded):
    coded.coding.adjudicate(1, "anna", "s1", who="lead")
    coded.coding.close(1, who="lead")
    (found,) = coded.coding.agreement([MACHINE, ADJUDICATED])
    assert found.statements == (3, 1)
    assert measures(found)["content", "F1 exact"] == (2 / 4, 2, 4)


def test_what_is_not_done_or_not_blind_is_not_compared(coded):
    coded.coder("tom").reopen(1)
    (found,) = coded.coding.agreement(["anna", "tom"])
    assert (found.articles, found.statements) == ((), (0, 0))
    assert {one.value for one in found.measures} == {None}
    for names, wrong in ((["anna"], "with nobody"), (["anna", "anna"], "with nobody"), (["anna", "x"], "no coder 'x'")):
        with pytest.raises(InputError, match=wrong):
            coded.coding.agreement(names)


def test_agreement_over_several_articles_is_that_of_all_their_text(tmp_path):
    with sayso.open_project(tmp_path / "many.sayso") as many:
        many.add(write_articles(tmp_path, 6), reader=FakeReader())
        many.coding.assign(["anna", "tom"])
        for name in ("anna", "tom"):
            for number in range(1, 7):
                many.coder(name).done(number, rest="accepted")
        (found, *_) = many.coding.agreement()
        told = measures(found)
        assert told["statement", "|u-alpha"] == (1, None, 72)
        assert told["speaker", "alpha"] == (1, None, 36)
        assert told["content", "F1 exact"] == (1, 72, 72)
