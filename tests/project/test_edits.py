import gzip
import json
import sqlite3
from pathlib import Path

import pytest

import sayso
from sayso import InputError
from sayso.article import Span
from sayso.project.decisions import Correction

from .fake import RALLY, FakeReader, content
from .test_changes import state

FIRST = Span(0, RALLY.index(",”") + 2)
FALL = Span(RALLY.index("It will"), RALLY.index(",” said Tom"))


def shown(project):
    return [(one.statement, one.speaker, one.content) for one in project.find()]


def test_a_statement_that_was_missed_is_added_found_and_taken_back(project, path):
    before = state(project)
    new = project.add_statement(1, [FALL], speaker="Tom Hale", role="engineer", who="anna")
    assert new == "h1"
    (found,) = [one for one in project.find("fall") if one.statement == "h1"]
    assert [found.speaker, found.role, found.kind, found.content] == [
        "Tom Hale",
        "engineer",
        "indirect",
        "It will fall",
    ]
    (added,) = project.added_statements(1)
    assert [added.who, added.content, added.source] == ["anna", (FALL,), ()]
    assert len(project.article(1).statements) == 3
    project.undo()
    assert state(project) == before
    project.redo()
    assert project.added_statements(1) == [added]
    content(path)


def test_what_people_added_outlives_another_reading(project, path):
    project.add_statement(1, [FALL], speaker="Tom Hale", who="anna")
    project.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [FALL], who="anna")
    project.decide(1, "h1", "accepted", who="tom")
    project.read_again(reader=FakeReader("2"))
    assert [one.id for one in project.added_statements(1)] == ["h1"]
    assert [one.id for one in project.added_relations(1)] == ["k1"]
    assert project.status().orphaned == 0
    assert [one.decision for one in project.find() if one.statement == "h1"] == ["accepted"]
    content(path)


def test_an_added_relation_joins_the_speakers_that_the_article_has(project, path):
    project.add_relation(1, "ada reed", "Tom Hale", -1, "criticise", [FIRST], statement="s1", who="anna")
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT from_id, to_id, from_name, words, added_by FROM relations").fetchall()
        assert rows == [("p1", "p2", "ada reed", "“The bridge is safe,”", "anna")]
    connection.close()


def test_a_relation_is_accepted_or_rejected_and_a_person_who_judges_it_is_kept(project, path):
    project.add_relation(1, "Ada Reed", "Tom Hale", -1, "criticise", [FIRST], who="anna")
    project.decide(1, "k1", "rejected", note="she did not", who="tom")
    with sqlite3.connect(path) as connection:
        query = "SELECT decision, decided_by, note, added_by FROM relation_list"
        assert connection.execute(query).fetchall() == [("rejected", "tom", "she did not", "anna")]
    connection.close()
    with pytest.raises(InputError, match="a relation is not corrected"):
        project.decide(1, "k1", "corrected", Correction(speaker="Ida Lorne"))


def test_a_statement_is_split_and_the_parts_keep_who_says_it(project):
    before = state(project)
    middle = RALLY.index("is safe")
    ids = project.split(1, "s1", [[Span(1, middle - 1)], [Span(middle, FIRST.end - 2)]], who="anna")
    assert ids == ["h1", "h2"]
    assert shown(project)[:2] == [("s2", "Ada Reed", "“It stays open,”"), ("s3", "Tom Hale", "“It will fall,”")]
    assert shown(project)[2:] == [("h1", "Ada Reed", "The bridge"), ("h2", "Ada Reed", "is safe")]
    assert project.undo().together == 3
    assert state(project) == before
    assert project.redo().together == 3
    assert [one[0] for one in shown(project)] == ["s2", "s3", "h1", "h2"]


def test_statements_are_joined_with_their_corrections_and_what_was_added_goes(project):
    project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne"), who="anna")
    added = project.add_statement(1, [FALL], speaker="Tom Hale", who="anna")
    before = state(project)
    project.join(1, ["s1", added], who="anna")
    assert project.added_statements(1)[0].content == (FIRST, FALL)
    assert shown(project)[-1] == ("h1", "Ida Lorne", "“The bridge is safe,” … It will fall")
    project.undo()
    assert state(project) == before


def test_many_decisions_are_one_step_or_none(project):
    before = state(project)
    with project.step("3 statements accepted"):
        for statement in ("s1", "s2", "s3"):
            project.decide(1, statement, "accepted", who="anna")
    assert project.undo(who="tom").together == 3
    assert state(project) == before
    with pytest.raises(InputError, match="no statement 's9'"), project.step("two accepted"):
        project.decide(1, "s1", "accepted")
        project.decide(1, "s9", "accepted")
    assert state(project) == before
    project.decide(1, "s1", "accepted")
    assert project.undo().together == 1


def test_a_step_within_a_step_is_part_of_it(project):
    before = state(project)
    with project.step("2 statements split"):
        for statement in ("s1", "s2"):
            start = project.article(1).statements[int(statement[1]) - 1].content[0].start
            project.split(1, statement, [[(start, start + 3)], [(start + 4, start + 7)]], who="anna")
    assert len(project.added_statements(1)) == 4
    assert project.undo().together == 6
    assert state(project) == before


def test_a_step_that_somebody_built_on_is_not_undone_in_part(project):
    with project.step("2 statements accepted"):
        project.decide(1, "s1", "accepted", who="anna")
        project.decide(1, "s2", "accepted", who="anna")
    project.decide(1, "s1", "rejected", who="tom")
    before = state(project)
    with pytest.raises(InputError, match="changed again by tom"):
        project.undo(only="anna")
    assert state(project) == before


def test_what_people_added_goes_from_project_to_project(project, tmp_path):
    project.add_statement(1, [FALL], source=[Span(90, 98)], speaker="Tom Hale", who="anna")
    project.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [FALL], who="anna")
    project.export(tmp_path / "all.jsonl")
    with sayso.open_project(tmp_path / "second.sayso") as second:
        second.add([tmp_path / "all.jsonl"], reader=FakeReader())
        assert list(second.exporting()) == list(project.exporting())
    (tmp_path / "rally-too.txt").write_text(RALLY, encoding="utf-8")
    with sayso.open_project(tmp_path / "third.sayso") as third:
        third.add([tmp_path / "rally-too.txt"], reader=FakeReader())
        third.add_statement(1, [FIRST], speaker="Ida Lorne", who="tom")
        third.add([tmp_path / "all.jsonl"], reader=FakeReader())
        third.add([tmp_path / "all.jsonl"], reader=FakeReader())
        assert [(one.id, one.speaker, one.who) for one in third.added_statements(1)] == [
            ("h1", "Ida Lorne", "tom"),
            ("h2", "Tom Hale", "anna"),
        ]
        assert [one.id for one in third.added_relations(1)] == ["k1"]


@pytest.mark.parametrize(
    ("edit", "wrong"),
    [
        (lambda p: p.add_statement(1, []), "without content"),
        (lambda p: p.add_statement(1, [Span(5, 900)]), "no stretch"),
        (lambda p: p.add_statement(1, [Span(9, 12), Span(3, 5)]), "not after the piece before"),
        (lambda p: p.add_statement(1, [FALL], kind="loud"), "no kind"),
        (lambda p: p.add_statement(7, [FALL]), "no article 7"),
        (lambda p: p.add_relation(1, " ", "Tom Hale", 1, "support", [FALL]), "somebody at either end"),
        (lambda p: p.add_relation(1, "Ada Reed", "Tom Hale", 0, "support", [FALL]), "cannot be said of a relation"),
        (lambda p: p.add_relation(1, "Ada Reed", "Tom Hale", 1, "hug", [FALL]), "cannot be said of a relation"),
        (lambda p: p.add_relation(1, "Ada Reed", "Tom Hale", 1, "support", []), "without words"),
        (lambda p: p.remove_added(1, "s1"), "nobody has added"),
        (lambda p: p.split(1, "s1", [[FALL]]), "one part"),
        (lambda p: p.split(1, "s9", [[FALL], [FIRST]]), "no statement 's9'"),
        (lambda p: p.join(1, ["s1", "s1"]), "cannot be joined"),
        (lambda p: [p.add_statement(1, [FALL], speaker="A"), p.add_statement(1, [FALL], speaker="A")][1], "already"),
    ],
)
def test_what_cannot_be_edited_is_refused_and_changes_nothing(project, edit, wrong):
    with pytest.raises(InputError, match=wrong), project.step("all or nothing"):
        edit(project)
    assert len(list(project.history())) == 1
    assert len(shown(project)) == 3


def test_a_project_of_version_1_keeps_everything(tmp_path):
    """The file was made by the Sayso that wrote version 1; it holds two articles, decisions, an undo."""
    older = Path(__file__).with_name("version-1.sayso.gz")
    (tmp_path / "old.sayso").write_bytes(gzip.decompress(older.read_bytes()))
    expected = json.loads(older.with_name("version-1.json").read_text(encoding="utf-8"))
    with sayso.open_project(tmp_path / "old.sayso") as project:
        assert [(one.article, one.statement, one.speaker, one.decision) for one in project.find()] == [
            tuple(row) for row in expected["found"]
        ]
        assert [[one.number, one.way, one.who, one.what] for one in project.history()] == expected["history"]
        project.redo(only="tom")
        assert [one.verdict for one in project.decisions(2)] == ["accepted"]
        project.add_statement(1, [FALL], speaker="Tom Hale")
        project.decide(1, "r1", "rejected")
    assert (tmp_path / "old.sayso.version-1.backup").exists()
    content(tmp_path / "old.sayso")
