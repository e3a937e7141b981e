"""Coders: who codes what, apart from whom, and that nothing of it is seen or lost."""

import json

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

import sayso
from sayso import InputError
from sayso.article import Span
from sayso.project.decisions import Correction

from .fake import RALLY, FakeReader, content, write_articles
from .test_changes import state

FIRST = Span(0, RALLY.index(",”") + 2)
FALL = Span(RALLY.index("It will"), RALLY.index(",” said Tom"))


@pytest.fixture
def blind(project):
    """The project of one article, which anna and tom code blind."""
    project.coding.assign(["anna", "tom"], who="lead")
    return project


@pytest.fixture
def many(tmp_path, reader):
    """A project of twenty articles."""
    with sayso.open_project(tmp_path / "many.sayso") as opened:
        opened.add(write_articles(tmp_path, 20), reader=reader)
        yield opened


def assigned(project, name):
    return list(project.coder(name).assignments())


def test_what_a_coder_decides_blind_is_neither_the_projects_nor_the_other_coders(blind, path):
    before = list(blind.find()), blind.decisions(1), blind.status()
    anna, tom = blind.coder("anna"), blind.coder("tom")
    anna.decide(1, "s1", "rejected", note="no")
    anna.decide(1, "s2", "corrected", Correction(speaker="Ida Lorne"))
    added = anna.add_statement(1, [FALL], speaker="Tom Hale")
    anna.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [FALL])
    assert [one.verdict for one in anna.decisions(1)] == ["rejected", "corrected"]
    assert [one.id for one in anna.added_statements(1)] == [added] == ["h1"]
    assert (tom.decisions(1), tom.added_statements(1), tom.added_relations(1), tom.coding(1)) == ([], [], [], [])
    assert (list(blind.find()), blind.decisions(1), blind.status()) == before
    assert blind.added_statements(1) == []
    assert blind.article(1) == tom.article(1) == anna.article(1)
    content(path)


def test_both_can_add_the_same_and_both_have_it(blind):
    for name in ("anna", "tom"):
        assert blind.coder(name).add_statement(1, [FALL], speaker="Tom Hale") == "h1"
    with pytest.raises(InputError, match="already"):
        blind.coder("tom").add_statement(1, [FALL], speaker="Tom Hale")


def test_splitting_and_joining_are_a_coders_own_too(blind):
    anna = blind.coder("anna")
    middle = RALLY.index("is safe")
    assert anna.split(1, "s1", [[Span(1, middle - 1)], [Span(middle, FIRST.end - 2)]]) == ["h1", "h2"]
    anna.join(1, ["h1", "h2"])
    assert [one.content for one in anna.added_statements(1)] == [(Span(1, middle - 1), Span(middle, FIRST.end - 2))]
    assert anna.undo().together == 3
    assert anna.undo().together == 3
    assert anna.coding(1) == []


def test_who_codes_from_nothing_sees_nothing_that_the_machine_found(project):
    project.coding.assign(["anna"], proposals=False)
    anna = project.coder("anna")
    shown = anna.article(1)
    assert (shown.statements, shown.speakers, shown.voices, shown.model) == ((), (), (), None)
    assert shown.text == RALLY
    with pytest.raises(InputError, match="no statement 's1'"):
        anna.decide(1, "s1", "accepted")
    found = project.article(1).statements[0]
    new = anna.add_statement(1, found.content, source=found.source, cue=found.cue, speaker="Ada Reed", kind="direct")
    assert [one.anchor for one in anna.coding(1)] == [anna.added_statements(1)[0].anchor]
    anna.done(1)
    assert new == "h1"


def test_who_does_not_code_blind_makes_the_projects_decisions(project):
    project.coding.assign(["anna"], blind=False)
    project.coder("anna").decide(1, "s1", "accepted")
    assert [(one.verdict, one.who) for one in project.decisions(1)] == [("accepted", "anna")]
    project.coder("anna").done(1, rest="accepted")
    assert len(project.decisions(1)) == 3


def test_an_article_is_done_when_everything_is_decided_and_can_be_gone_on_with(blind):
    anna = blind.coder("anna")
    anna.decide(1, "s1", "rejected")
    assert anna.undecided(1) == ["s2", "s3"]
    with pytest.raises(InputError, match="not decided about 2 statements of article 1"):
        anna.done(1)
    anna.done(1, rest="accepted")
    assert [one.verdict for one in anna.coding(1)] == ["rejected", "accepted", "accepted"]
    assert anna.to_do() == []
    with pytest.raises(InputError, match="anna is done with article 1"):
        anna.decide(1, "s1", "accepted")
    anna.reopen(1)
    anna.decide(1, "s1", "accepted")
    assert anna.to_do() == [1]
    anna.undo()
    assert anna.undo().what == "article reopened"
    assert anna.undo().together == 3
    assert anna.undecided(1) == ["s2", "s3"]


def test_another_reading_changes_nothing_about_a_coding(blind):
    anna = blind.coder("anna")
    anna.decide(1, "s2", "corrected", Correction(speaker="Ida Lorne"))
    before = anna.coding(1)
    blind.read_again(reader=FakeReader("2"))
    assert anna.coding(1) == before
    assert before[0].stands.speaker == "Ida Lorne"
    assert before[0].stands.kind == "direct"


def test_a_decision_about_an_addition_takes_its_place_and_goes_with_it(blind):
    anna = blind.coder("anna")
    anna.add_statement(1, [FALL], speaker="Tom Hale")
    anna.decide(1, "h1", "corrected", Correction(speaker="Ida Lorne"))
    assert [(one.stands.id, one.stands.speaker, one.verdict) for one in anna.coding(1)] == [
        ("h1", "Ida Lorne", "corrected")
    ]
    anna.remove_added(1, "h1")
    assert anna.coding(1) == []


def test_names_are_checked(project):
    project.coding.assign(["anna"])
    for name, wrong in (
        ("Anna", "there is a coder 'anna'"),
        ("machine", "no coder can be called"),
        (" tom", "no name"),
        ("", "no name"),
        ("to\nm", "no name"),
    ):
        with pytest.raises(InputError, match=wrong):
            project.coding.assign([name])
    with pytest.raises(InputError, match="not assigned to ida"):
        project.coder("ida").article(1)


def test_a_share_is_drawn_the_same_way_each_time_and_another_seed_draws_another(many):
    assert many.coding.assign(["anna"], share=0.25, seed=7) == 5
    assert many.coding.assign(["tom"], share=0.25, seed=7) == 5
    assert many.coding.assign(["ida"], share=0.25, seed=8) == 5
    assert assigned(many, "anna") == assigned(many, "tom") != assigned(many, "ida")
    assert many.coding.assign(["anna"], share=0.25, seed=7) == 0


def test_a_share_is_coded_twice_and_the_rest_once(many):
    assert many.coding.assign(["anna", "tom", "ida"], double=0.3) == 26
    articles = many.coding.articles()
    assert len(articles) == 20
    twice = [one.coders for one in articles if len(one.coders) == 2]
    assert sorted(twice) == [("anna", "ida")] * 2 + [("anna", "tom")] * 2 + [("ida", "tom")] * 2
    loads = [len(one.assigned) for one in many.coding.coders()]
    assert max(loads) - min(loads) <= 1


def test_a_list_is_assigned_and_what_is_not_begun_is_withdrawn(many):
    many.coding.assign(["anna"], [3, 4, 5], who="lead")
    many.coder("anna").decide(4, "s1", "accepted")
    with pytest.raises(InputError, match="anna has begun article 4"):
        many.coding.withdraw("anna", [4])
    assert many.coding.withdraw("anna") == 2
    (anna,) = many.coding.coders()
    assert (anna.assigned, anna.begun, anna.done, anna.to_do) == ((4,), (4,), (), (4,))
    many.undo()
    assert assigned(many, "anna") == [3, 4, 5]
    assert many.undo(only="anna").what == "coding"


@pytest.mark.parametrize(
    ("given_", "wrong"),
    [
        ({"coders": []}, "nobody is named"),
        ({"coders": ["a", "A"]}, "named twice"),
        ({"coders": ["a"], "share": 0}, "between 0 and 1"),
        ({"coders": ["a"], "double": 0.5}, "cannot code twice"),
        ({"coders": ["a"], "articles": [1, 99]}, "no article 99"),
        ({"coders": ["a"], "blind": False, "proposals": False}, "only who codes blind"),
    ],
)
def test_what_cannot_be_assigned_is_refused_and_nothing_is(many, given_, wrong):
    with pytest.raises(InputError, match=wrong):
        many.coding.assign(**given_)
    assert many.coding.articles() == []


def test_what_others_code_is_in_no_log_that_a_coder_sees_until_it_is_adjudicated(blind):
    anna, tom = blind.coder("anna"), blind.coder("tom")
    anna.decide(1, "s1", "rejected", note="a secret note")
    anna.add_statement(1, [FALL], speaker="Secret Speaker")
    blind.decide(1, "s2", "rejected", note="a secret note", who="lead")
    logs = [list(tom.history()), list(tom.history(1)), [*blind.history()][1:], [blind.undo(who="tom")]]
    assert "secret" not in json.dumps(logs[0], default=repr).lower() + json.dumps(logs[1], default=repr).lower()
    sealed = [one for one in logs[2] if one.subject.kind.startswith("coding ")]
    assert [(one.who, one.what, one.before, one.after) for one in sealed] == [("anna", "coding", None, None)] * 2
    assert "Secret Speaker" in repr(list(anna.history()))
    assert logs[3][0].who == "lead"
    assert [one.verdict for one in anna.decisions(1)] == ["rejected"]


def test_an_article_that_was_removed_comes_back_with_its_codings_and_its_log_keeps_them_from_others(blind):
    blind.coder("anna").decide(1, "s1", "rejected", note="a secret note")
    before = state(blind)
    blind.remove(1, who="lead")
    assert "secret" not in repr(list(blind.history())) + repr(list(blind.coder("tom").history()))
    blind.undo()
    assert state(blind) == before


def test_who_codes_an_article_blind_does_not_decide_for_the_project_meanwhile(blind):
    with pytest.raises(InputError, match="anna codes article 1 blind"):
        blind.decide(1, "s1", "accepted", who="anna")
    with pytest.raises(InputError, match="anna codes article 1 blind"):
        blind.coding.side_by_side(1, who="anna")
    blind.coder("anna").done(1, rest="accepted")
    blind.decide(1, "s1", "accepted", who="anna")


def test_nobody_takes_back_what_another_codes_unless_they_say_so(blind):
    blind.coder("anna").decide(1, "s1", "rejected")
    assert blind.undo(who="tom").what == "article assigned"
    blind.redo(who="tom")
    assert blind.undo(who="lead", only="anna").what == "coding"
    assert blind.coder("anna").decisions(1) == []
    blind.coder("tom").decide(1, "s1", "accepted")
    blind.coder("anna").redo()
    assert len(blind.coder("anna").decisions(1)) == 1


def test_codings_go_from_project_to_project(blind, tmp_path):
    anna = blind.coder("anna")
    anna.decide(1, "s1", "corrected", Correction(content=(FALL,)), note="why")
    anna.add_statement(1, [FIRST], speaker="Ida Lorne")
    anna.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [FALL])
    anna.done(1, rest="accepted")
    blind.export(tmp_path / "all.jsonl")
    with sayso.open_project(tmp_path / "second.sayso") as second:
        second.add([tmp_path / "all.jsonl"], reader=FakeReader())
        assert list(second.exporting()) == list(blind.exporting())
        assert second.coder("anna").coding(1) == anna.coding(1)


def test_coders_who_work_on_copies_are_brought_together(blind, tmp_path):
    blind.export(tmp_path / "begin.jsonl")
    for name in ("anna", "tom"):
        with sayso.open_project(tmp_path / f"{name}.sayso") as own:
            own.add([tmp_path / "begin.jsonl"], reader=FakeReader())
            own.coder(name).add_statement(1, [FALL], speaker=f"{name}'s")
            own.coder(name).done(1, rest="accepted")
            own.export(tmp_path / f"{name}.jsonl")
        blind.add([tmp_path / f"{name}.jsonl"], reader=FakeReader(), who="lead")
    assert [one.done for one in blind.coding.articles()] == [("anna", "tom")]
    assert [one.speaker for one in blind.coder("tom").added_statements(1)] == ["tom's"]
    before = state(blind)
    blind.add([tmp_path / "anna.jsonl"], reader=FakeReader())
    assert state(blind) == before
    blind.undo(who="lead")
    assert [one.done for one in blind.coding.articles()] == [("anna",)]


IDS = st.sampled_from(("s1", "s2", "s3", "h1", "h2"))
WORDS = st.sampled_from((FALL, FIRST, Span(3, 9), Span(40, 60)))
CHANGE = Correction(speaker="Ida Lorne")
VERDICTS = st.sampled_from(("accepted", "rejected", "corrected", None))
ACTS = st.one_of(
    st.tuples(st.just("decide"), IDS, VERDICTS),
    st.tuples(st.just("add"), WORDS, st.sampled_from(("Ada Reed", "Ida Lorne"))),
    st.tuples(st.just("remove"), IDS),
    st.tuples(st.just("split"), IDS),
    st.tuples(st.just("join"), IDS, IDS),
    st.tuples(st.just("done")),
    st.tuples(st.just("reopen")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("adjudicate"), st.sampled_from(("anna", "tom", "machine")), IDS),
    st.tuples(st.just("agreed")),
    st.tuples(st.just("close")),
    st.tuples(st.just("open")),
)
CODING = st.lists(st.tuples(st.sampled_from(("anna", "tom", "lead")), ACTS), max_size=15)
DONE = [("anna", ("done",)), ("tom", ("done",))]
STEPS = st.builds(lambda before, done, after: before + done + after, CODING, st.sampled_from(([], DONE)), CODING)


DO = {
    "decide": lambda at, _, by, one, verdict: at.decide(
        1, one, verdict, CHANGE if verdict == "corrected" else None, **by
    ),
    "add": lambda at, _, by, words, speaker: at.add_statement(1, [words], speaker=speaker, **by),
    "remove": lambda at, _, by, one: at.remove_added(1, one, **by),
    "split": lambda at, _, by, one: at.split(1, one, [[Span(2, 4)], [Span(5, 8)]], **by),
    "join": lambda at, _, by, *several: at.join(1, several, **by),
    "done": lambda at, _, __: at.done(1, rest="accepted"),
    "reopen": lambda at, _, __: at.reopen(1),
    "undo": lambda _, lead, by: lead.undo(**by, only=by["who"]),
    "redo": lambda _, lead, by: lead.redo(**by, only=by["who"]),
    "adjudicate": lambda _, lead, by, coder, one: lead.coding.adjudicate(1, coder, one, **by),
    "agreed": lambda _, lead, by: lead.coding.adjudicate_agreed(1, **by),
    "close": lambda _, lead, by: lead.coding.close(1, **by),
    "open": lambda _, lead, by: lead.coding.reopen(1, **by),
}
OF_THE_LEAD = ("adjudicate", "agreed", "close", "open", "undo", "redo")


def act(project, who, what, *given_):
    """Do one thing, as a coder or, the lead, to the project itself; return whether it could be done."""
    at = project if who == "lead" else project.coder(who)
    by = {"who": who} if who == "lead" or what in OF_THE_LEAD else {}
    if who == "lead" and what in ("done", "reopen"):
        return False
    try:
        DO[what](at, project, by, *given_)
    except InputError:
        return False
    event(f"{what} by {'the lead' if who == 'lead' else 'a coder'}")
    return True


def undo_all(project):
    """Undo until nothing is left; return whose each change was, in the order in which they were made."""
    undone = []
    while True:
        for who in ("anna", "tom", "lead"):
            try:
                project.undo(who="nobody", only=who)
            except InputError:
                continue
            undone.insert(0, who)
            break
        else:
            return undone


def state_of_the_project(project):
    return project.decisions(1), project.added_statements(1), list(project.find())


def rows_of(project, name):
    """Return everything that a coder sees of an article through their verbs, without the log."""
    at = project.coder(name)
    return [at.article(1), at.decisions(1), at.added_statements(1), at.added_relations(1), at.coding(1)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_two_coders_and_a_lead_at_work_see_only_their_own_and_undo_all_restores_the_first_state(tmp_path, steps):
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sayso"
    (tmp_path / "rally.txt").write_text(RALLY, encoding="utf-8")
    with sayso.open_project(path) as project:
        project.add([tmp_path / "rally.txt"], reader=FakeReader(), who="nobody")
        project.coding.assign(["anna", "tom"], who="nobody")
        before = state(project)
        for who, (what, *given_) in steps:
            others = [name for name in ("anna", "tom") if name != who]
            seen = [rows_of(project, name) for name in others]
            standing = state_of_the_project(project)
            if not act(project, who, what, *given_):
                continue
            assert [rows_of(project, name) for name in others] == seen
            assert who == "lead" or what in OF_THE_LEAD or state_of_the_project(project) == standing
            for name in (name for name in others if project.coder(name).to_do()):
                assert {one.who for one in project.coder(name).history()} <= {"nobody", name}
        last = state(project)
        undone = undo_all(project)
        assert state(project) == before
        for who in undone:
            project.redo(who="nobody", only=who)
        assert state(project) == last
    content(path)
