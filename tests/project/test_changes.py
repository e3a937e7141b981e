import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from output.any_article import ANY_MACHINE

import sayso
from sayso import InputError
from sayso.project.decisions import Correction
from sayso.project.file import open_file

from .fake import RALLY, FakeReader, content

NOBODY = {"who": None}


def state(project):
    """Return a hash of everything but the log of changes."""
    return hashlib.sha256("".join(project.exporting()).encode()).hexdigest()


def verdicts(project, number=1):
    return {one.judged["content"]: one.verdict for one in project.decisions(number)}


def test_a_decision_is_kept_apart_from_what_the_machine_found(project):
    before = project.article(1)
    project.decide(1, "s1", "rejected", note="not a statement", who="anna")
    assert project.article(1) == before
    (decision,) = project.decisions(1)
    assert [decision.verdict, decision.who, decision.note] == ["rejected", "anna", "not a statement"]
    assert decision.judged["content"] == "“The bridge is safe,”"


def test_a_correction_is_what_find_and_the_views_show(project):
    end = RALLY.index("”")
    project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne", content=((1, end),)), who="anna")
    (found,) = project.find(speaker="lorne")
    assert [found.speaker, found.role, found.content, found.decision] == [
        *("Ida Lorne", "mayor", "The bridge is safe,", "corrected")
    ]
    assert [one.statement for one in project.find(speaker="reed")] == ["s2"]
    project.undo()
    assert [one.statement for one in project.find(speaker="reed")] == ["s1", "s2"]
    assert list(project.find(speaker="lorne")) == []


def test_a_newer_model_never_overwrites_a_person(project, path):
    project.decide(1, "s1", "accepted", who="anna")
    project.decide(1, "s3", "rejected", who="anna")
    decided = project.decisions(1)
    assert project.read_again(reader=FakeReader("2")).read_again == 1
    assert project.read_again(reader=FakeReader("2")).read_again == 0
    assert {one.confidence for one in project.article(1).statements} == {0.52}
    assert project.decisions(1) == decided
    assert [one.decision for one in project.find()] == ["accepted", None]
    content(path)


def test_a_decision_that_fits_no_statement_any_more_is_shown_as_orphaned(project):
    project.decide(1, "s3", "accepted", who="anna")

    class Renames(FakeReader):
        def read_article(self, article):
            return (
                super()
                .read_article(article)
                .__class__(
                    **{name: getattr(article, name) for name in ("id", "text", "sha256", "passages")},
                    model=self.identity(),
                )
            )

    project.read_again(reader=Renames("3"))
    assert project.status().orphaned == 1
    assert verdicts(project) == {"“It will fall,”": "accepted"}
    project.undo()
    assert project.status().orphaned == 0
    assert len(project.article(1).statements) == 3


def test_a_removed_article_comes_back_with_everything(project):
    project.decide(1, "s1", "accepted", who="anna")
    before = state(project)
    project.remove(1, who="tom")
    assert [list(project.articles()), list(project.find("bridge"))] == [[], []]
    change = project.undo()
    assert [change.what, change.who, state(project)] == ["article removed", "tom", before]
    assert [one.statement for one in project.find("bridge")] == ["s1"]


def test_an_added_article_is_taken_back_and_added_again(project):
    before = state(project)
    project.undo()
    assert project.status().articles == 0
    project.redo()
    assert state(project) == before


def test_one_person_can_undo_their_own_unless_somebody_built_on_it(project):
    project.decide(1, "s1", "accepted", who="anna")
    project.decide(1, "s2", "accepted", who="tom")
    assert project.undo(only="anna").who == "anna"
    assert verdicts(project) == {"“It stays open,”": "accepted"}
    project.redo(only="anna")
    project.decide(1, "s1", "rejected", who="tom")
    with pytest.raises(InputError, match=r"changed again by tom \(statement rejected"):
        project.undo(only="anna")


def test_a_new_change_ends_what_could_be_done_again(project):
    project.decide(1, "s1", "accepted")
    project.undo()
    project.decide(1, "s2", "accepted")
    with pytest.raises(InputError, match="nothing to redo"):
        project.redo()


def test_the_history_says_who_did_what(project):
    project.decide(1, "s1", "accepted", who="tom")
    project.undo(who="ida")
    told = [(change.who, change.way, change.what) for change in project.history(1)]
    assert told == [
        ("ida", "undo", "statement accepted"),
        ("tom", "do", "statement accepted"),
        ("anna", "do", "article added"),
    ]
    assert next(project.history()).before["verdict"] == "accepted"


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        ((9, "s1", "accepted"), "no article 9"),
        ((1, "s9", "accepted"), "no statement 's9'"),
        ((1, "s1", "maybe"), "no verdict"),
        ((1, "s1", "corrected"), "corrections"),
        ((1, "s1", "accepted", Correction(role="mayor")), "corrections"),
        ((1, "s1", "corrected", Correction(kind="loud")), "no kind"),
        ((1, "s1", "corrected", Correction(content=((5, 5000),))), "no stretch"),
        ((1, "s1", "corrected", Correction(content=())), "without content"),
        ((1, "s1", None), "nobody has decided"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_changes_nothing(project, arguments, wrong):
    before = state(project)
    with pytest.raises(InputError, match=wrong):
        project.decide(*arguments)
    assert state(project) == before
    assert len(list(project.history())) == 1


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("decide"), st.sampled_from(("s1", "s2", "s3")), st.sampled_from(("accepted", "rejected", None))
        ),
        st.tuples(st.just("correct"), st.sampled_from(("s1", "s2")), st.sampled_from(("Ida Lorne", "Tom Hale"))),
        st.tuples(st.just("remove")),
        st.tuples(st.just("add"), st.integers(0, 40)),
        st.tuples(st.just("take away"), st.sampled_from(("h1", "h2"))),
        st.tuples(st.just("split"), st.sampled_from(("s1", "h1"))),
        st.tuples(st.just("join"), st.sampled_from((("s1", "s2"), ("s3", "h1")))),
        st.tuples(st.just("decide both"), st.sampled_from(("accepted", "rejected"))),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=25,
)


def take(project, step):  # noqa: C901 (one case a step)
    """Take a step; one that cannot be taken changes nothing."""
    try:
        match step:
            case ("decide", statement, verdict):
                project.decide(1, statement, verdict, who="anna")
            case ("correct", statement, speaker):
                project.decide(1, statement, "corrected", Correction(speaker=speaker), who="anna")
            case ("add", start):
                project.add_statement(1, [(start, start + 20)], speaker="Tom Hale", who="anna")
            case ("take away", statement):
                project.remove_added(1, statement, who="anna")
            case ("split", statement):
                project.split(1, statement, [[(1, 4)], [(5, 9)]], who="anna")
            case ("join", statements):
                project.join(1, statements, who="anna")
            case ("decide both", verdict):
                with project.step(f"2 statements {verdict}"):
                    project.decide(1, "s1", verdict, who="anna")
                    project.decide(1, "s2", verdict, who="anna")
            case ("remove",):
                project.remove(1, who="anna")
            case ("undo",):
                project.undo(who="anna", only="anna")
            case ("redo",):
                project.redo(who="anna", only="anna")
    except InputError:
        pass


@settings(ANY_MACHINE, max_examples=40)
@given(STEPS)
def test_undoing_everything_returns_to_the_first_state_and_redoing_to_the_last(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("undo")
    (folder / "rally.txt").write_text(RALLY, encoding="utf-8")
    with sayso.open_project(folder / "p.sayso") as project:
        project._file.connection.execute("PRAGMA synchronous = OFF")
        project.add([folder / "rally.txt"], reader=FakeReader(), who="sayso")
        first = state(project)
        for step in steps:
            take(project, step)
        last, undone = state(project), 0
        while True:
            try:
                project.undo(only="anna")
            except InputError:
                break
            undone += 1
        assert state(project) == first
        for _ in range(undone):
            project.redo(only="anna")
        assert state(project) == last
    content(folder / "p.sayso")


def test_changes_by_two_connections_at_once_are_all_kept(project, path):
    other = sayso.open_project(path)
    for verdict in ("accepted", "rejected", "accepted"):
        project.decide(1, "s1", verdict, who="anna")
        other.decide(1, "s2", verdict, who="tom")
    assert verdicts(other) == {"“The bridge is safe,”": "accepted", "“It stays open,”": "accepted"}
    assert len(list(other.history())) == 7
    other.close()
    assert open_file(path, write=False).one("SELECT count(*) FROM decisions") == 2
