import csv
import io
import json

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import cli

from .test_people import Corpus


@pytest.fixture(autouse=True)
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    made = Corpus(tmp_path)
    made.add("Ada Quarrel, mayor of Carrow", "Ada Quarrel")
    made.add("Ada J. Quarrel, mayor of Carrow", outlet="Ledger")
    made.add("Mira Lorne, judge")
    made.project.close()


def run(*arguments, answer=None):
    return CliRunner().invoke(cli, ["people", "p.sayso", *arguments], input=answer)


def listed():
    with sayso.open_project("p.sayso", read_only=True) as project:
        return [(person.name, person.articles) for person in project.people()]


def test_people_are_listed_who_say_most_first():
    done = run()
    assert [done.exit_code, done.stderr] == [0, ""]
    assert done.stdout == (
        "      1  Ada Quarrel (person): 3 statements in 2 articles; also Ada J. Quarrel\n"
        "      3  Mira Lorne (person): 1 statement in 1 article\n"
    )
    assert run("lorne").stdout.startswith("      3  Mira Lorne")


def test_people_are_written_for_programs():
    first, second = map(json.loads, run("--format", "jsonl").stdout.splitlines())
    assert [first["names"][0], second["id"]] == [{"name": "Ada J. Quarrel", "articles": 1}, 3]
    assert json.loads(run("--format", "json").stdout) == [first, second]
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv").stdout)))
    assert [row["name"] for row in rows] == ["Ada Quarrel", "Mira Lorne"]


def test_a_person_is_shown_with_evidence():
    text = run("--show", "1").stdout
    assert "mayor of Carrow: 2019-05-01, article 1, " in text
    assert "article 2 · Ledger · 2019-05-01 · Ada J. Quarrel, 1 statement · " in text
    record = json.loads(run("--show", "1", "--format", "json").stdout)
    assert [one["article"] for one in record["appearing"]] == [1, 2]


def test_a_merge_asks_and_does_nothing_on_no():
    done = run("--merge", "1", "3", answer="n\n")
    assert "Now\n      1  Ada Quarrel" in done.stdout
    assert "Then\n      1  Ada Quarrel (person): 4 statements in 3 articles" in done.stdout
    assert "Concerned: 4 statements in 3 articles." in done.stdout
    assert listed() == [("Ada Quarrel", 2), ("Mira Lorne", 1)]
    assert "Done" in run("--merge", "1", "3", answer="y\n").stdout
    assert listed() == [("Ada Quarrel", 3)]


def test_split_and_rename():
    run("--split", "1", "--article", "2", "--yes")
    run("--rename", "3", "Mira of Lorne", "--yes")
    assert sorted(listed()) == [("Ada J. Quarrel", 1), ("Ada Quarrel", 1), ("Mira of Lorne", 1)]


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["--merge", "1", "1"], "there is nothing to merge"),
        (["--merge", "1", "9"], "it has no person 9"),
        (["--article", "2"], "--article and --name go with --split"),
        (["--merge", "1", "3", "--rename", "1", "x"], "one at a time"),
        (["--show", "9"], "it has no person 9"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments, wrong):
    done = run(*arguments, "--yes")
    assert [done.exit_code, done.stdout] == [2, ""]
    assert wrong in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_project_that_is_not_there_is_not_begun(tmp_path):
    done = CliRunner().invoke(cli, ["people", "none.sayso", "--merge", "1", "2"])
    assert [done.exit_code, done.stdout] == [2, ""]
    assert not (tmp_path / "none.sayso").exists()
