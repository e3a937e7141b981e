import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner

import sayso.reader
from sayso.cli import cli

from .fake import RALLY, FakeReader


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    fake = FakeReader()
    monkeypatch.setattr(sayso.reader.Reader, "read_article", lambda _self, article: fake.read_article(article))
    (tmp_path / "rally.txt").write_text(RALLY, encoding="utf-8")
    (tmp_path / "a.csv").write_text("words;title\n“It fell,” said Ida Lorne.;Fallen\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def filled():
    run("add", "week.sayso", "rally.txt", "a.csv", "--text", "words")


def test_add_says_what_came_of_it(folder):
    done = run("add", "week.sayso", "rally.txt", "a.csv", "--text", "words")
    assert [done.exit_code, done.stderr] == [0, ""]
    assert done.stdout == "2 added, 0 more appearances, 0 known, 0 failed.\n"
    assert (folder / "week.sayso").exists()


def test_add_names_what_failed_and_status_keeps_it():
    done = run("add", "week.sayso", "rally.txt", "empty.txt", "a.csv")
    assert done.exit_code == 2
    assert done.stdout == "1 added, 0 more appearances, 0 known, 2 failed.\n"
    assert done.stderr.splitlines()[-1] == "2 of 3 sources were not read: empty.txt, a.csv#1."
    assert "no column of it holds the text; it has words, title; name the column with --text" in done.stderr
    assert "  empty.txt: it is empty; give a file with text (tried 1×)\n" in run("status", "week.sayso").stdout


def test_add_that_is_stopped_says_in_one_sentence_that_it_goes_on(monkeypatch):
    def read(_, article):
        if article.id == "rally":
            return FakeReader().read_article(article)
        raise KeyboardInterrupt

    monkeypatch.setattr(sayso.reader.Reader, "read_article", read)
    done = run("add", "week.sayso", "rally.txt", "a.csv", "--text", "words")
    assert [done.exit_code, done.stdout] == [130, ""]
    assert done.stderr == "Stopped; what was read is in the project, and the same command goes on from there.\n"
    monkeypatch.setattr(sayso.reader.Reader, "read_article", lambda _, article: FakeReader().read_article(article))
    done = run("add", "week.sayso", "rally.txt", "a.csv", "--text", "words")
    assert done.stdout == "1 added, 0 more appearances, 1 known, 0 failed.\n"


@pytest.mark.parametrize("command", [["status"], ["find"], ["export"]])
def test_a_project_that_is_not_there_is_one_sentence(folder, command):
    done = run(*command, "none.sayso")
    assert [done.exit_code, done.stdout] == [2, ""]
    assert done.stderr == "none.sayso: there is no such project; check the path, or make one with `sayso add`.\n"
    assert not (folder / "none.sayso").exists()


@pytest.mark.parametrize("command", [["add", "rally.txt", "rally.txt"], ["status", "rally.txt"]])
def test_an_article_is_no_project(folder, command):
    done = run(*command)
    assert [done.exit_code, done.stdout] == [2, ""]
    assert done.stderr.startswith("rally.txt: it is not a Sayso project; ")
    assert (folder / "rally.txt").read_text(encoding="utf-8") == RALLY


@pytest.mark.usefixtures("filled")
def test_status_counts():
    text = run("status", "week.sayso").stdout
    assert text.startswith("2 articles (2 appearances)\n4 statements: 4 direct, 0 mixed, 0 indirect\n")
    value = json.loads(run("status", "week.sayso", "--format", "json").stdout)
    assert [value["articles"], value["undated"], value["failures"]] == [2, 2, []]
    assert value["models"] == [{"name": "fake", "version": "1", "hash": FakeReader().identity().hash, "articles": 2}]


@pytest.mark.usefixtures("filled")
def test_find_shows_who_says_what_where(monkeypatch):
    done = run("find", "week.sayso", "bridge")
    assert done.stdout == "Ada Reed, mayor · direct\n  │ “The bridge is safe,”\n  article 1, s1\n\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31mbridge\x1b[0m" in run("find", "week.sayso", "bridge").stdout


@pytest.mark.usefixtures("filled")
def test_find_writes_for_programs():
    (line,) = run("find", "week.sayso", "bridge", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["matches"] == [[5, 11]]
    found = json.loads(run("find", "week.sayso", "--format", "json").stdout)
    assert [one["speaker"] for one in found] == ["Ada Reed", "Ada Reed", "Tom Hale", "Ida Lorne"]
    assert json.loads(run("find", "week.sayso", "nothing", "--format", "json").stdout) == []
    rows = list(csv.DictReader(io.StringIO(run("find", "week.sayso", "--speaker", "hale", "--format", "csv").stdout)))
    assert [row["content"] for row in rows] == ["“It will fall,”"]


@pytest.mark.usefixtures("filled")
def test_an_export_can_be_added_again(folder):
    assert run("export", "week.sayso", "-o", "a.jsonl").exit_code == 0
    assert run("add", "other.sayso", "a.jsonl").stdout.startswith("2 added")
    run("export", "other.sayso", "-o", "b.jsonl")
    assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()
    assert run("export", "week.sayso", "--format", "csv").stdout.startswith("article_id,local_id,outlet,")


@pytest.mark.usefixtures("filled")
def test_an_export_does_not_overwrite_its_project():
    done = run("export", "week.sayso", "-o", "./week.sayso")
    assert done.exit_code == 2
    assert "this is also a source, and would be overwritten" in done.stderr


@pytest.mark.usefixtures("filled")
def test_an_export_says_in_one_line_what_it_does_not_hold(folder):
    with sayso.open_project("week.sayso") as project:
        project.decide(1, "s1", "rejected")
    done = run("export", "week.sayso", "--format", "brat", "-o", "week.zip")
    assert [done.exit_code, done.stdout] == [0, ""]
    assert re.fullmatch(r"brat: .*; relations are not in it; rejected statements are left out \(1\)\.\n", done.stderr)
    assert zipfile.is_zipfile(folder / "week.zip")
    assert not list(folder.glob(".*"))


@pytest.mark.usefixtures("filled")
def test_a_table_can_be_chosen_and_what_is_no_text_goes_through_a_pipe():
    assert run("export", "week.sayso", "--format", "csv", "--table", "articles").stdout.startswith("id,name,outlet,")
    for form in ("parquet", "xlsx", "brat", "inception", "label-studio"):
        assert run("export", "week.sayso", "--format", form).stdout_bytes[:2] in (b"PA", b"PK")
    done = run("export", "week.sayso", "--format", "xlsx", "--table", "articles", "-o", "a.xlsx")
    assert [done.exit_code, done.stderr] == [*(2, "xlsx: it has no table to choose; choose one with csv or parquet.\n")]


@pytest.mark.usefixtures("filled")
def test_a_terminal_does_not_get_what_is_no_text(folder):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sayso", "export", "week.sayso", "--format", "xlsx"]
    done = subprocess.run(command, cwd=folder, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert [done.returncode, done.stderr] == [
        *(2, "xlsx: it is no text that a terminal can show; name a file with -o.\n")
    ]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("form", "module", "extra"), [("xlsx", "xlsxwriter", "xlsx"), ("parquet", "pyarrow", "parquet")]
)
def test_what_a_format_needs_and_is_not_installed_is_one_sentence(folder, monkeypatch, form, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    done = run("export", "week.sayso", "--format", form, "-o", "out")
    assert [done.exit_code, done.stderr] == [
        *(2, f"{form}: what writes it is not installed; run: pip install 'sayso[{extra}]'.\n")
    ]
    assert not (folder / "out").exists()


@pytest.mark.usefixtures("filled")
def test_a_bad_date_is_one_sentence():
    done = run("find", "week.sayso", "--after", "yesterday")
    assert [done.exit_code, done.stderr] == [
        *(2, "--after: 'yesterday' is no date; give a year, month or day: 2016, 2016-08 or 2016-08-10.\n")
    ]


def test_names_cannot_command_the_terminal(folder):
    (folder / "a.csv").write_text("text;outlet\n“\x1b[2J,” said Ida Lorne.;\x1b[2J\n", encoding="utf-8")
    run("add", "week.sayso", "a.csv", "\x1b[2J.txt")
    for command in (["status"], ["find"], ["find", "--format", "jsonl"]):
        assert "\x1b" not in run(command[0], "week.sayso", *command[1:]).stdout
