"""The tables of a project in CSV, Parquet and Excel, opened with what their users open them with."""

import csv
import datetime
import io
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.utils.escape import unescape

from sayso import InputError
from sayso.article import Span, Speaker
from sayso.project.decisions import Correction
from sayso.project.export import parquet, xlsx
from sayso.project.export.columns import TABLES

from .exported import READ_AT, article, hard_articles, project_of, statement, written

TEXT = "“The bridge is safe,” said Ada Reed. It will fall, said Tom Hale."
hard = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def week(tmp_path):
    """Two articles: three statements, one of them corrected, one rejected; one added; a relation that was added."""
    one = article(
        "rally",
        TEXT,
        [statement(1, [(27, 35)], [(22, 26)], [(0, 21)]), statement(2, [], [], [(37, 49)], name=None)],
        [Speaker("p1", "Ada Reed", "person", names=("Reed", "she"), mentions=(Span(27, 35),))],
        headline="=HYPERLINK(1)",
        outlet="The Courier",
        published="2016-08-10T12:00:00+02:00",
        byline=("A. Writer", "B. Writer"),
    )
    two = article("old", "“Yes.”", [statement(1, [], [], [(0, 6)])], published="1899-01-02", headline="2016-02-30")
    with project_of(tmp_path / "week.sayso", [one, two]) as project:
        project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne", content=((0, 4), (5, 11))), who="anna")
        project.decide(1, "s2", "rejected", note="irony", who="tom")
        project.add_statement(1, [Span(37, 49)], speaker="Tom Hale", who="anna")
        project.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [Span(37, 49)], who="anna")
        assert [person.name for person in project.people()] == ["Ada Reed"]
        yield project


def frame(project, table="statements"):
    """Return the rows of a Parquet export."""
    return pyarrow.parquet.read_table(io.BytesIO(written(project, "parquet", table))).to_pylist()


def sheets(project):
    """Return the rows of each sheet of an Excel export, as openpyxl reads them.

    A text that has what Excel takes for an escape, `_x0041_`, is escaped itself; openpyxl leaves that to the caller.
    """
    book = openpyxl.load_workbook(io.BytesIO(written(project, "xlsx")))
    return {
        sheet.title: [tuple(unescape(cell) if isinstance(cell, str) else cell for cell in row) for row in sheet.values]
        for sheet in book
    }


def test_csv_has_the_tables(week):
    for name, table in TABLES.items():
        rows = list(csv.DictReader(io.StringIO(written(week, "csv", name).decode(), newline="")))
        assert rows, name
        assert list(rows[0]) == [column.name for column in table.columns]
    (first, *_) = csv.DictReader(io.StringIO("".join(week.exporting("csv")), newline=""))
    assert first["headline"] == "'=HYPERLINK(1)"
    assert [first["speaker"], first["machine_speaker"], json.loads(first["content_spans"])] == [
        *("Ida Lorne", "Ada Reed", [[0, 4], [5, 11]])
    ]


def test_parquet_has_dates_numbers_and_lists(week):
    rows = {(row["article_id"], row["local_id"]): row for row in frame(week)}
    first = rows[1, "s1"]
    assert first["published_date"] == datetime.date(2016, 8, 10)
    assert first["decided_at"].tzinfo is not None
    assert [first["confidence"], first["speaker"], first["machine_speaker"]] == [0.75, "Ida Lorne", "Ada Reed"]
    assert [first["content"], first["machine_content"]] == ["“The … bridge", "“The bridge is safe,”"]
    assert first["content_spans"] == [{"start": 0, "end": 4}, {"start": 5, "end": 11}]
    assert first["cue_spans"] == [{"start": 22, "end": 26}]
    assert first["headline"] == "=HYPERLINK(1)"
    assert [rows[1, "s2"]["decision"], rows[1, "h1"]["added_by"], rows[1, "h1"]["decision"]] == [
        *("rejected", "anna", None)
    ]
    (relation,) = frame(week, "relations")
    assert [relation["sign"], relation["to_name"], relation["added_by"]] == [-1, "the bridge", "anna"]
    (one, two) = frame(week, "articles")
    assert [one["byline"], one["text"], one["statements"]] == [["A. Writer", "B. Writer"], TEXT, 3]
    assert two["published_date"] == datetime.date(1899, 1, 2)


def test_parquet_is_written_in_groups_and_says_what_its_columns_are(week, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 2)
    file = pyarrow.parquet.ParquetFile(io.BytesIO(written(week, "parquet")))
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [2, 2]
    assert file.schema_arrow.field("cue").metadata[b"description"] == b"the words that attribute"


@pytest.mark.parametrize("table", list(TABLES))
def test_an_empty_project_has_its_columns(tmp_path, table):
    with project_of(tmp_path / "empty.sayso", []) as project:
        assert pyarrow.parquet.read_table(io.BytesIO(written(project, "parquet", table))).num_rows == 0
        assert len(sheets(project)[table]) == 1


@hard
@given(hard_articles())
def test_spans_are_those_of_the_text_in_every_row(tmp_path_factory, articles):
    with project_of(tmp_path_factory.mktemp("hard") / "a.sayso", articles) as project:
        texts = {row["id"]: row["text"] for row in frame(project, "articles")}
        assert list(texts.values()) == [one.text for one in articles]
        for row in frame(project):
            text = texts[row["article_id"]]
            for part in ("source", "cue", "content"):
                said = " … ".join(text[span["start"] : span["end"]] for span in row[f"{part}_spans"])
                assert said == row[part]
        for read, row in zip(sheets(project)["statements"][1:], frame(project), strict=True):
            shown = row["content"].replace("\r\n", "\n").replace("\r", "\n")
            for illegal in "\x01\x0b\x1c\ufffe":
                shown = shown.replace(illegal, "\ufffd")
            assert read[12] == shown


def test_excel_has_dates_numbers_texts_and_says_what_they_are(week):
    found = sheets(week)
    assert list(found) == ["statements", "speakers", "people", "relations", "articles", "columns"]
    head, first, *_ = found["statements"]
    row = dict(zip(head, first, strict=True))
    assert row["published_date"] == datetime.datetime(2016, 8, 10)
    assert [row["confidence"], row["speaker"], row["decision"]] == [0.75, "Ida Lorne", "corrected"]
    articles = [dict(zip(found["articles"][0], one, strict=True)) for one in found["articles"][1:]]
    assert articles[0]["byline"] == "A. Writer; B. Writer"
    assert articles[0]["read_at"] == datetime.datetime.fromisoformat(READ_AT).replace(tzinfo=None)
    assert articles[1]["published_date"] == "1899-01-02", "Excel's days begin in 1900"
    assert "text" not in articles[0]
    explained = {(sheet, column) for sheet, column, _ in found["columns"][1:]}
    assert explained == {(name, column) for name in TABLES for column in found[name][0]}


def test_excel_takes_no_text_for_a_formula(week):
    book = openpyxl.load_workbook(io.BytesIO(written(week, "xlsx")))
    cell = book["statements"]["E2"]
    assert [cell.value, cell.data_type, cell.quotePrefix] == ["=HYPERLINK(1)", "s", True]


@pytest.mark.parametrize("letter", ["x", "😀"])
def test_a_cell_that_is_too_long_is_cut_and_that_is_said(tmp_path, letter):
    text = f"“{letter * 33_000}”"
    one = article("long", text, [statement(1, [], [], [(0, len(text))])])
    with project_of(tmp_path / "a.sayso", [one]) as project:
        said = project.export(tmp_path / "a.xlsx", "xlsx")
        content = sheets(project)["statements"][1][12]
    assert "cells are cut, … at the end, where they are longer than the 32,767 characters of a cell (1)" in said
    assert 32_766 <= len(content.encode("utf-16-le")) // 2 <= 32_767
    assert content == text[: len(content) - 1] + "…"


def test_rows_that_one_sheet_cannot_hold_go_on_in_another(week, monkeypatch, tmp_path):
    monkeypatch.setattr(xlsx, "ROWS", 3)
    said = week.export(tmp_path / "a.xlsx", "xlsx")
    found = sheets(week)
    assert [len(found["statements"]), len(found["statements 2"])] == [3, 3]
    assert found["statements 2"][0] == found["statements"][0]
    assert "statements go on in further sheets, for one has 3 rows (1)" in said


def test_control_characters_are_shown_as_such_and_that_is_said(tmp_path):
    text = "“a\x01b\x0bc\r\nd_x0041_”"
    one = article("a", text, [statement(1, [], [], [(0, len(text))])])
    with project_of(tmp_path / "a.sayso", [one]) as project:
        said = project.export(tmp_path / "a.xlsx", "xlsx")
        assert sheets(project)["statements"][1][12] == "“a\ufffdb\ufffdc\nd_x0041_”"
    assert "control characters, which Excel cannot hold, are written \ufffd (2)" in said


def test_only_a_table_can_be_chosen_of_what_has_tables(week, tmp_path):
    with pytest.raises(InputError, match="it has no table to choose; choose one with csv or parquet"):
        week.export(tmp_path / "a.xlsx", "xlsx", "articles")
    assert not list(tmp_path.glob("*.xlsx")) and not list(tmp_path.glob(".*"))


def test_the_columns_are_in_the_docs():
    docs = (Path(__file__).parents[2] / "docs" / "project.md").read_text(encoding="utf-8")
    for name, table in TABLES.items():
        assert [column.name for column in table.columns if f"`{column.name}`" not in docs] == [], name
