import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

import sayso
import sayso.reader
from sayso import InputError
from sayso.cli import cli

from .fake import FakeReader

PLAIN = re.compile(r"([A-Z]\w+ [A-Z]\w+) (said) (that [^.“”]+)\.")


class Paraphrasing(FakeReader):
    """Finds also: Ada Reed said that ... ."""

    def read_article(self, article):
        from dataclasses import replace

        from sayso.article import Attribution, Span, Statement

        read = super().read_article(article)
        more = tuple(
            Statement(
                f"s{number}",
                "indirect",
                *((Span(*found.span(part)),) for part in (1, 2, 3)),
                0.5,
                Attribution("p9", found[1], "person", None, None, "name", 0.9),
            )
            for number, found in enumerate(PLAIN.finditer(article.text), start=len(read.statements) + 1)
        )
        return replace(read, statements=(*read.statements, *more))


FULL = "“The old bridge will be closed for the winter, and nobody needs to worry about the ferry”"
ARTICLES = [
    ("Post", "2016-08-11", f"{FULL} said Ada Reed."),
    ("Times", "2016-08-10", "“The old bridge will be closed for the winter” said Ada Reed."),
    ("Gazette", "2016-08-12", "Ada Reed said that the old bridge will be closed for the winter."),
    (
        "Herald",
        "",
        "“The old bridge will be shut for the winter, and nobody needs to worry about the ferry” said Ada Reed.",
    ),
    ("Echo", "2016-08-11", "“Taxes are far too high in this town” said Ada Reed."),
    ("Mail", "2016-08-11", "“No comment at all” said Tom Hale."),
    ("Star", "2016-08-11", "“No comment at all” said Ida Lorne."),
    ("Sun", "2019-08-11", "“No comment at all” said Tom Hale. It rained."),
]


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trace")
    rows = "".join(f"{text};{outlet};{date}\n" for outlet, date, text in ARTICLES)
    (folder / "a.csv").write_text("text;outlet;date\n" + rows, encoding="utf-8")
    with sayso.open_project(folder / "t.sayso") as project:
        project.add([folder / "a.csv"], reader=Paraphrasing())
    return folder / "t.sayso"


@pytest.fixture
def project(traced):
    with sayso.open_project(traced, read_only=True) as opened:
        yield opened


def made_of(place):
    return [(piece.what, piece.was, piece.now) for piece in place.pieces]


def test_an_utterance_is_found_in_every_outlet_its_first_use_first(project):
    (found,) = project.trace("the old bridge will be closed")
    assert found.speaker == "Ada Reed"
    assert [place.outlet for place in found.places] == ["Times", "Post", "Gazette", "Herald"]
    assert found.outlets == ["Times", "Post", "Gazette", "Herald"]
    assert [found.words, found.articles, found.changed] == [FULL, 4, 3]


def test_what_each_made_of_the_words_is_told(project):
    (found,) = project.trace("the old bridge will be closed")
    times, post, gazette, herald = map(made_of, found.places)
    cut = ("cut", "and nobody needs to worry about the ferry”", "")
    assert times == [
        ("same", *["“The old bridge will be closed for the winter,", "“The old bridge will be closed for the winter”"]),
        cut,
    ]
    assert [what for what, *_ in post] == ["same"]
    assert gazette[0] == (
        "unquoted",
        "“The old bridge will be closed for the winter,",
        "the old bridge will be closed for the winter",
    )
    assert gazette[1] == cut
    assert herald[1] == ("altered", "closed", "shut")
    assert [place.changed for place in found.places] == [["cut"], [], ["cut", "unquoted"], ["altered"]]


def test_every_piece_stands_where_it_is_said_to(project):
    for found in project.trace():
        for place in found.places:
            text = project.article(place.article).text
            assert [text[start:end] for start, end in place.spans] == [place.content]
            for piece in place.pieces:
                for start, end in piece.spans:
                    assert text[start:end] in piece.now
                assert bool(piece.spans) == bool(piece.now)


def test_the_same_few_words_of_others_or_of_another_time_are_other_utterances(project):
    assert [[place.outlet for place in one.places] for one in project.trace("no comment")] == [
        ["Mail"],
        ["Star"],
        ["Sun"],
    ]


def test_the_table_has_what_several_articles_report(project):
    assert [(one.words, one.articles) for one in project.trace()] == [(FULL, 4)]


def test_a_text_that_appeared_twice_is_two_places(tmp_path):
    rows = [("Times", "2016-08-10", ARTICLES[1][2]), ("Post", "2016-08-09", ARTICLES[1][2])]
    lines = "".join(f"{text};{outlet};{date}\n" for outlet, date, text in rows)
    (tmp_path / "a.csv").write_text("text;outlet;date\n" + lines, encoding="utf-8")
    with sayso.open_project(tmp_path / "t.sayso") as project:
        project.add([tmp_path / "a.csv"], reader=FakeReader())
        (found,) = project.trace("the old bridge")
        assert [(place.outlet, place.article) for place in found.places] == [("Post", 1), ("Times", 1)]


def test_peoples_decisions_count(tmp_path):
    rows = "".join(f"{text};{outlet};{date}\n" for outlet, date, text in ARTICLES[:3])
    (tmp_path / "a.csv").write_text("text;outlet;date\n" + rows, encoding="utf-8")
    with sayso.open_project(tmp_path / "t.sayso") as project:
        project.add([tmp_path / "a.csv"], reader=Paraphrasing())
        project.decide(3, "s1", "rejected")
        (found,) = project.trace("the old bridge")
        assert found.outlets == ["Times", "Post"]
        project.undo()
        assert len(project.trace("the old bridge")[0].places) == 3


@pytest.mark.parametrize("words", ["", " …", "“”"])
def test_what_holds_no_word_cannot_be_traced(project, words):
    with pytest.raises(InputError, match="holds no word"):
        project.trace(words)


@pytest.mark.parametrize("words", ["nothing of the kind", 'a"b" OR c', "NEAR(bridge)", "bridge*"])
def test_nothing_in_a_quote_is_syntax(project, words):
    assert isinstance(project.trace(words), list)


def run(*arguments):
    return CliRunner().invoke(cli, arguments)


def test_the_command_marks_what_became_of_the_words(traced, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    lines = run("trace", str(traced), "old bridge will be closed").stdout.splitlines()
    assert lines[0] == "[-cut-]  {+added or in its place+}  ~taken out of its quotation marks~"
    assert lines[3] == "Ada Reed · 4 articles in 4 outlets · 3 of 4 places change it"
    assert lines[4] == "  First: 2016-08-10 · Times · Ada Reed · article 2, s1 · cut"
    assert (
        lines[5] == "  │ “The old bridge will be closed for the winter” [-and nobody needs to worry about the ferry”-]"
    )
    assert "{+shut+}" in lines[11]
    assert "~the old bridge will be closed for the winter~" in lines[9]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;32m{+shut+}\x1b[0m" in run("trace", str(traced), "old bridge will be closed").stdout


def test_the_command_lists_all(traced, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    head, row = run("trace", str(traced)).stdout.splitlines()
    assert head.split() == "outlets articles changed first use who words".split()
    assert row.split()[:6] == ["4", "4", "3", "2016-08-10", "Times", "Ada"]
    assert len(row) <= 80
    assert row.endswith("…")


def test_long_names_leave_room_for_the_words(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    outlet, who = "The Upper and Lower Courier of the Marches", "Bartholomew Featherstonehaugh"
    said = f"“Nobody who has seen the old bridge will cross it again,” said {who}."
    rows = f"{said};{outlet};2016-08-10\n{said} He left.;The Other {outlet};2016-08-11\n"
    (tmp_path / "a.csv").write_text(f"text;outlet;date\n{rows}", encoding="utf-8")
    with sayso.open_project(tmp_path / "t.sayso") as project:
        project.add([tmp_path / "a.csv"], reader=FakeReader())
    _, row = run("trace", str(tmp_path / "t.sayso")).stdout.splitlines()
    assert "Nobody who has" in row
    assert len(row) <= 80


def test_the_command_writes_for_programs(traced):
    (found,) = json.loads(run("trace", str(traced), "old bridge", "--format", "json").stdout)
    assert found["places"][0]["pieces"][0]["spans"] == [[1, 45]]
    (line,) = run("trace", str(traced), "--format", "jsonl").stdout.splitlines()
    assert json.loads(line) == found
    rows = list(csv.DictReader(io.StringIO(run("trace", str(traced), "old bridge", "--format", "csv").stdout)))
    assert [row["changed"] for row in rows] == ["cut", "", "cut unquoted", "altered"]
    (row,) = csv.DictReader(io.StringIO(run("trace", str(traced), "--format", "csv").stdout))
    assert [row["first_outlet"], row["articles"]] == ["Times", "4"]


def test_the_command_refuses_in_one_sentence(traced):
    done = run("trace", str(traced), "…")
    assert [done.exit_code, done.stdout] == [2, ""]
    assert done.stderr.endswith("'…' holds no word to look for; give words of the quote.\n")
    done = run("trace", str(traced), "bridge", "-o", str(traced))
    assert "this is also a source, and would be overwritten" in done.stderr
    assert run("trace", "none.sayso").exit_code == 2
