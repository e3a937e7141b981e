import json
import math

import pytest
from click.testing import CliRunner

import sayso.reader
from sayso.cli import cli

RALLY = "Reed: bridge is safe\n\n“The bridge is safe,” said the mayor, Ada Reed. “It will stay open.”\n"
VOTE = "Council to vote\n\nOpposition leader Femi Okonjo said the council would vote on Friday.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "rally.txt").write_text(RALLY, encoding="utf-8")
    (tmp_path / "vote.txt").write_text(VOTE, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / "vote.txt").write_text(VOTE, encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    return tmp_path


def read(*arguments, **more):
    return CliRunner().invoke(cli, ["read", *arguments], **more)


def test_without_arguments_it_shows_how_it_is_used():
    result = read()
    assert result.exit_code == 2
    assert "Usage: cli read [OPTIONS] SOURCE..." in result.output


def test_text_is_what_it_writes_unless_asked_otherwise():
    result = read("vote.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("Council to vote\n")
    assert "‹said› the council would vote on Friday" in result.stdout
    assert result.stderr == ""


def test_two_articles_as_text_have_a_line_between_them():
    assert f"\n{'─' * 80}\n\nCouncil to vote\n" in read("rally.txt", "vote.txt").stdout


def test_one_source_is_an_object_whose_spans_give_its_words():
    value = json.loads(read("vote.txt", "--format", "json").stdout)
    assert value["text"] == VOTE
    ((start, end),) = value["statements"][-1]["source"]
    assert VOTE[start:end] == "Opposition leader Femi Okonjo"


@pytest.mark.parametrize("sources", [["rally.txt", "vote.txt"], ["week"], ["vote.txt", "empty.txt"]])
def test_several_sources_or_a_folder_are_an_array(sources):
    values = json.loads(read(*sources, "--format", "json").stdout)
    assert [value["id"] for value in values][-1] == "vote"


def test_jsonl_is_one_object_a_line_in_the_order_given():
    lines = read("vote.txt", "rally.txt", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["vote", "rally"]


def test_jsonl_writes_each_article_before_the_next_is_read(monkeypatch):
    out = []

    def read_many(self, sources, workers):  # noqa: ARG001
        for source in sources:
            yield self.read(source)
            out.append(f"{source} done")

    monkeypatch.setattr("sayso.cli.destination._write", lambda _file, _name, piece: out.append(json.loads(piece)["id"]))
    monkeypatch.setattr(sayso.reader.Reader, "read_many", read_many)
    read("vote.txt", "rally.txt", "--format", "jsonl")
    assert out == ["vote", "vote.txt done", "rally", "rally.txt done"]


def test_html_is_one_page_for_all():
    page = read("rally.txt", "vote.txt", "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert page.count('<article class="report"') == 2


def test_standard_input_is_read():
    assert "Council to vote" in read("-", input=VOTE.encode()).stdout


def test_a_source_that_fails_is_named_and_the_others_go_on():
    result = read("empty.txt", "vote.txt", "absent.html", "nothing")
    assert result.exit_code == 2
    assert "Council to vote" in result.stdout
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == ["nothing", "empty.txt", "absent.html"]
    assert lines[-1] == "3 of 4 sources were not read: nothing, empty.txt, absent.html."


def test_one_source_that_fails_needs_no_summary():
    result = read("absent.html")
    assert [result.exit_code, result.stdout] == [2, ""]
    assert result.stderr == "absent.html: there is no such file; check the path.\n"


def test_a_name_cannot_command_the_terminal():
    assert "\x1b" not in read("\x1b[2J.html", "vote.txt").stderr


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html"])
def test_a_file_holds_what_standard_output_would(folder, form):
    result = read("vote.txt", "rally.txt", "--format", form, "-o", "out")
    assert [result.exit_code, result.stdout] == [0, ""]
    assert (folder / "out").read_text(encoding="utf-8") == read("vote.txt", "rally.txt", "--format", form).stdout


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html"])
def test_when_nothing_is_read_nothing_is_written_and_an_older_file_stays(folder, form):
    (folder / "out").write_text("older")
    result = read("empty.txt", "absent.txt", "--format", form, "-o", "out")
    assert result.exit_code == 2
    assert (folder / "out").read_text() == "older"
    assert read("empty.txt", "--format", form).stdout == ""


def test_an_output_that_is_an_input_is_refused_however_it_is_spelled(folder):
    (folder / "link.txt").symlink_to(folder / "vote.txt")
    for output in ("vote.txt", "./week/../vote.txt", "link.txt"):
        result = read("rally.txt", "vote.txt", "-o", output)
        assert result.exit_code == 2
        assert f"{output}: this is also a source, and would be overwritten" in result.stderr
    assert read("week", "-o", "week/vote.txt").exit_code == 2
    assert (folder / "vote.txt").read_text(encoding="utf-8") == VOTE


@pytest.mark.parametrize(("output", "wrong"), [("no/such/file", "No such file or directory"), ("week", "a folder")])
def test_an_output_that_cannot_be_written_is_refused_before_anything_is_read(monkeypatch, output, wrong):
    monkeypatch.setattr(sayso.reader.Reader, "read_many", lambda *_: pytest.fail("it was read"))
    result = read("vote.txt", "-o", output)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{output}: ")
    assert wrong in result.stderr


@pytest.mark.parametrize(
    "option",
    [
        ["--format", "xml"],
        ["--workers", "0"],
        ["--workers", "two"],
        ["--min-confidence", "1.01"],
        ["--min-confidence", "-0.1"],
        ["--min-confidence", "nan"],
    ],
)
def test_a_bad_value_is_refused(option):
    result = read("vote.txt", *option)
    assert [result.exit_code, result.stdout] == [2, ""]
    assert f"Invalid value for '{option[0]}'" in result.stderr


def test_statements_below_the_confidence_asked_for_are_left_out():
    statements = json.loads(read("vote.txt", "--format", "json").stdout)["statements"]
    highest = max(statement["confidence"] for statement in statements)
    assert statements
    above = str(math.nextafter(highest, 1))
    assert json.loads(read("vote.txt", "--format", "json", "--min-confidence", above).stdout)["statements"] == []


def test_two_workers_give_what_one_gives():
    arguments = ["vote.txt", "rally.txt", "empty.txt", "week", "--format", "jsonl"]
    one, two = read(*arguments), read(*arguments, "--workers", "2")
    assert [one.stdout, one.stderr, one.exit_code] == [two.stdout, two.stderr, two.exit_code]


def test_no_more_workers_are_started_than_there_are_sources(monkeypatch):
    asked = []
    monkeypatch.setattr(sayso.reader.Reader, "read_many", lambda _self, _sources, workers: asked.append(workers) or [])
    read("vote.txt", "rally.txt", "--workers", "50")
    assert asked == [2]


def test_colour_is_forced_by_the_environment_alone(monkeypatch):
    assert "\x1b" not in read("vote.txt").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in read("vote.txt").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in read("vote.txt").stdout
