import json

import pytest
from click.testing import CliRunner

import sayso.reader
from sayso.cli import cli

from .fake import RALLY, FakeReader


@pytest.fixture(autouse=True)
def filled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getuser", lambda: "anna")
    the_reader(monkeypatch, FakeReader())
    (tmp_path / "rally.txt").write_text(RALLY, encoding="utf-8")
    run("add", "week.sayso", "rally.txt")


def the_reader(monkeypatch, fake):
    monkeypatch.setattr(sayso.reader.Reader, "read_article", lambda _self, article: fake.read_article(article))
    monkeypatch.setattr(sayso.reader.Reader, "identity", lambda _self: fake.identity())


def run(*arguments):
    return CliRunner().invoke(cli, arguments)


def found(*options):
    lines = run("find", "week.sayso", *options, "--format", "jsonl").stdout.splitlines()
    return [(one["speaker"], one["content"], one["decision"]) for one in map(json.loads, lines)]


def test_a_rejected_statement_is_gone_until_the_decision_is_undone():
    assert run("decide", "week.sayso", "1", "s3", "rejected", "--note", "irony").stdout == "Article 1, s3: rejected.\n"
    assert len(found()) == 2
    done = run("undo", "week.sayso").stdout
    assert done.startswith("Undone: ")
    assert done.endswith("statement rejected · article 1 · Tom Hale: “It will fall,” · irony\n")
    assert len(found()) == 3
    assert run("redo", "week.sayso").stdout.startswith("Done again: ")
    assert len(found()) == 2


def test_a_correction_is_given_in_words_of_the_article():
    right = ("--speaker", "Ida Lorne", "--content", "stays open", "--source", "Reed", "--cue", "")
    assert run("decide", "week.sayso", "1", "s2", "corrected", *right).exit_code == 0
    assert ("Ida Lorne", "stays open", "corrected") in found()
    text = RALLY.rstrip()
    with sayso.open_project("week.sayso", read_only=True) as opened:
        (decision,) = opened.decisions(1)
    (source,) = decision.correction.source
    assert decision.correction.cue == ()
    # “Reed” stands there twice: meant is the one beside the statement.
    assert [text[slice(*source)], source.start] == ["Reed", text.rindex("Reed")]


def test_a_decision_is_taken_back():
    run("decide", "week.sayso", "1", "s1", "accepted")
    assert run("decide", "week.sayso", "1", "s1", "none").stdout == "Article 1, s1: the decision is taken back.\n"
    assert {decision for _, _, decision in found()} == {None}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("decide", "week.sayso", "1", "s9", "accepted"), "rally: it has no statement 's9'; give its id, such as s3."),
        (("decide", "week.sayso", "7", "s1", "accepted"), "week.sayso: it has no article 7; "),
        (
            ("decide", "week.sayso", "1", "s1", "corrected", "--content", "never there"),
            "rally: 'never there' does not stand in its text; copy the words as they stand there.",
        ),
        (("decide", "week.sayso", "1", "s1", "corrected"), "rally s1: only a corrected statement has corrections"),
        (("redo", "week.sayso"), "week.sayso: there is nothing to redo; undo something first."),
        (("remove", "week.sayso", "3"), "week.sayso: it has no article 3; "),
        (("undo", "none.sayso"), "none.sayso: there is no such project; "),
        (("decide", "none.sayso", "1", "s1", "accepted"), "none.sayso: there is no such project; "),
        (("read-again", "none.sayso"), "none.sayso: there is no such project; "),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(tmp_path, arguments, sentence):
    before = found()
    done = run(*arguments)
    assert [done.exit_code, done.stdout] == [2, ""]
    assert done.stderr.startswith(sentence)
    assert found() == before
    assert not (tmp_path / "none.sayso").exists()


def test_an_article_is_removed_and_comes_back():
    assert run("remove", "week.sayso", "1").stdout == "Removed article 1: rally\n"
    assert found() == []
    assert "article removed · an article that is not there now · rally" in run("history", "week.sayso").stdout
    run("undo", "week.sayso")
    assert len(found()) == 3


def test_the_history_says_who_did_what_and_when():
    run("decide", "week.sayso", "1", "s1", "accepted")
    run("undo", "week.sayso")
    lines = run("history", "week.sayso", "1").stdout.splitlines()
    assert [line.split(" · ")[2:4] for line in lines] == [
        *(["anna", "undone: statement accepted"], ["anna", "statement accepted"], ["anna", "article added"]),
    ]
    assert lines[1].endswith("article 1 · Ada Reed: “The bridge is safe,”")
    (last,) = run("history", "week.sayso", "--limit", "1", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(last)[name] for name in ("way", "of", "after")] == ["undo", 2, None]


def test_a_newer_model_reads_again_and_decisions_stay(monkeypatch):
    run("decide", "week.sayso", "1", "s1", "accepted")
    assert run("read-again", "week.sayso").stdout == "0 read again, 0 failed.\n"
    the_reader(monkeypatch, FakeReader("2"))
    done = run("read-again", "week.sayso")
    assert [done.stdout, done.exit_code] == ["1 read again, 0 failed.\n", 0]
    assert ("Ada Reed", "“The bridge is safe,”", "accepted") in found()
    assert "article read again" in run("history", "week.sayso").stdout
