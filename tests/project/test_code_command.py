"""`sayso code`, from dealing out articles to what stands in the project."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

import sayso.reader
from sayso.cli import cli

from .fake import FakeReader, write_articles


@pytest.fixture(autouse=True)
def filled(tmp_path, monkeypatch):
    fake = FakeReader()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getuser", lambda: "lead")
    monkeypatch.setattr(sayso.reader.Reader, "read_article", lambda _self, article: fake.read_article(article))
    monkeypatch.setattr(sayso.reader.Reader, "identity", lambda _self: fake.identity())
    write_articles(tmp_path, 3)
    run("add", "week.sayso", "0000.txt", "0001.txt", "0002.txt")


def run(*arguments):
    return CliRunner().invoke(cli, arguments)


def code(*arguments):
    return run("code", "week.sayso", *arguments)


def test_a_study_from_the_first_assignment_to_what_stands():
    assert code("assign", "anna", "tom").stdout.startswith("6 new assignments")
    assert run("decide", "week.sayso", "1", "s1", "rejected", "--coder", "anna").exit_code == 0
    right = ("--speaker", "Ida Lorne", "--source", "Ada", "--coder", "tom")
    assert run("decide", "week.sayso", "1", "s1", "corrected", *right).exit_code == 0
    assert "to decide: s2, s3, s4, s5, s6" in code("show", "tom", "1").stdout
    refused = code("done", "tom", "1")
    assert (refused.exit_code, "has not decided about 5 statements" in refused.stderr) == (2, True)
    for coder in ("anna", "tom"):
        assert code("done", coder, "1", "--rest", "accepted").stdout == f"Article 1, {coder}: done.\n"
    told = code("status").stdout
    assert "anna  3 assigned, 1 begun, 1 done, 2 to do: 2, 3" in told
    assert "article 1 · no headline · anna (done), tom (done) · open" in told
    assert code("status", "anna").stdout.splitlines()[1] == "article 2 · blind · to do"
    seen = code("adjudicate", "1").stdout
    assert "not settled: 6" in seen
    assert "1. statement: not all coders have it" in seen
    assert "   tom: s1 corrected · Ida Lorne, mayor (direct): “The bridge number 0 is safe,” · source “Ada”" in seen
    done = code("adjudicate", "1", "--agreed", "--take", "tom", "s1", "--close")
    assert "adjudicated by lead" in done.stdout
    found = run("find", "week.sayso", "--format", "jsonl").stdout.splitlines()
    assert sum(json.loads(line)["decision"] is not None for line in found) == 6
    assert sum(json.loads(line)["speaker"] == "Ida Lorne" for line in found) == 1
    assert "open" in code("status").stdout
    run("undo", "week.sayso")
    assert "adjudicated by" not in code("status").stdout


def test_agreement_as_text_jsonl_and_csv(tmp_path):
    code("assign", "anna", "tom")
    for coder in ("anna", "tom"):
        code("done", coder, "2", "--rest", "accepted")
    text = code("agreement", "anna", "tom").stdout
    assert text.splitlines()[0] == "anna and tom · 1 article"
    assert "  content    F1 exact      1.000       12       12  fewer than 30: says little" in text
    every = [json.loads(line) for line in code("agreement", "--format", "jsonl").stdout.splitlines()]
    assert [one["coders"] for one in every] == [["anna", "tom"], ["anna", "machine"], ["tom", "machine"]]
    code("agreement", "--format", "csv", "-o", "table.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "table.csv").read_text(encoding="utf-8"))))
    assert {row["coders"] for row in rows} == {"anna, tom", "anna, machine", "tom, machine"}
    assert {(row["field"], row["value"]) for row in rows if row["measure"] == "F1 exact"} == {
        *(("source", "1.0"), ("cue", "1.0"), ("content", "1.0"))
    }


def test_what_is_not_there_is_said_in_a_sentence():
    assert code("agreement").stdout.startswith("No article is done by two coders")
    for arguments, wrong in (
        (("agreement", "anna", "tom"), "it has no coder 'anna'"),
        (("show", "anna", "1"), "article 1 is not assigned to anna"),
        (("done", "anna", "1"), "article 1 is not assigned to anna"),
        (("adjudicate", "1", "--take", "anna", "s1"), "anna is not done with article 1"),
        (("adjudicate", "9"), "it has no article 9"),
        (("withdraw", "anna", "--article", "1"), "article 1 is not assigned to anna"),
    ):
        done = code(*arguments)
        assert (done.exit_code, wrong in done.stderr) == (2, True), arguments
    assert run("code", "other.sayso", "status").exit_code == 2


def test_status_and_adjudication_as_json():
    code("assign", "anna", "--article", "2", "--from-nothing")
    told = json.loads(code("status", "--format", "json").stdout)
    assert told["coders"][0]["to_do"] == [2]
    assert told["articles"][0]["adjudication"] is None
    seen = json.loads(code("adjudicate", "2", "--format", "json").stdout)
    assert (seen["waiting"], seen["rows"][0]["versions"]["machine"]["id"]) == (["anna"], "s1")
    assert "from nothing" in code("status", "anna").stdout
    assert code("withdraw", "anna").stdout == "1 assignments withdrawn.\n"
    assert "assignment withdrawn" in run("history", "week.sayso").stdout
