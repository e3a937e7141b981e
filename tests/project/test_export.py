import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import sayso
from sayso import InputError
from sayso.article import Span
from sayso.project.decisions import Correction
from sayso.project.export.csv import csv_line

from .fake import RALLY, FakeReader, write_articles


def test_a_project_comes_back_from_its_export_identical(tmp_path, project):
    write_articles(tmp_path, 4)
    project.add([tmp_path], reader=FakeReader())
    project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne", source=((0, 4),)), note="see the video")
    project.decide(2, "s1", "rejected")
    project.export(tmp_path / "a.jsonl")
    with sayso.open_project(tmp_path / "other.sayso") as other:
        read = FakeReader()
        assert other.add([tmp_path / "a.jsonl"], reader=read).added == 5
        assert read.read == []
        other.export(tmp_path / "b.jsonl")
        assert list(other.exporting("csv")) == list(project.exporting("csv"))
        assert other.add([tmp_path / "a.jsonl"], reader=read).known == 5
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_what_others_decided_comes_with_their_export_but_not_over_ones_own(tmp_path, project, reader):
    project.export(tmp_path / "a.jsonl")
    with sayso.open_project(tmp_path / "other.sayso") as other:
        other.add([tmp_path / "a.jsonl"], reader=reader)
        other.decide(1, "s1", "accepted", who="tom")
        other.decide(1, "s2", "accepted", who="tom")
        other.export(tmp_path / "b.jsonl")
    project.decide(1, "s1", "rejected", who="anna")
    project.add([tmp_path / "b.jsonl"], reader=reader)
    assert {one.who: one.verdict for one in project.decisions(1)} == {"anna": "rejected", "tom": "accepted"}


def test_csv_has_a_row_for_each_statement_as_it_now_stands(project):
    project.decide(1, "s3", "corrected", Correction(role="engineer"), who="anna")
    rows = list(csv.DictReader(io.StringIO("".join(project.exporting("csv")))))
    assert [(row["speaker"], row["role"], row["decision"]) for row in rows] == [
        *(("Ada Reed", "mayor", ""), ("Ada Reed", "mayor", ""), ("Tom Hale", "engineer", "corrected"))
    ]
    assert rows[0]["content"] == "“The bridge is safe,”"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    ((written,),) = csv.reader(io.StringIO(csv_line([cell]), newline=""))
    assert written == f"'{cell}"


def test_numbers_and_what_only_holds_a_sign_stay_as_they_are():
    assert csv_line([-1, 0.5, None, "a-b"]) == "-1,0.5,,a-b\r\n"


def test_a_place_that_cannot_be_written_is_one_sentence_and_leaves_nothing(tmp_path, project):
    with pytest.raises(InputError, match="it cannot be written"):
        project.export(tmp_path / "no" / "a.jsonl")


def test_every_line_is_the_article_and_what_the_project_knows(project):
    (line,) = map(json.loads, project.exporting())
    assert line["project"]["appearances"][0]["source"].endswith("rally.txt")
    assert set(line["project"]) == {
        "read_at",
        "appearances",
        "decisions",
        "added_statements",
        "added_relations",
        "people",
        "assignments",
        "codings",
        "adjudication",
    }


def test_every_line_follows_the_schema(project):
    schema = json.loads((Path(__file__).parents[2] / "docs" / "article.schema.json").read_text(encoding="utf-8"))
    fall = Span(RALLY.index("It will"), RALLY.index(",” said Tom"))
    project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne", cue=((0, 4),)), note="see the video")
    project.decide(1, "s2", "rejected")
    project.add_statement(1, [fall], speaker="Tom Hale")
    project.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [fall])
    project.decide(1, "k1", "accepted")
    project.rename_person(next(project.people()).id, "Thomas Hale")
    project.coding.assign(["ida"])
    ida = project.coder("ida")
    ida.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne"))
    ida.add_statement(1, [fall], speaker="Tom Hale")
    ida.add_relation(1, "Tom Hale", "the bridge", -1, "criticise", [fall])
    ida.done(1, rest="rejected")
    project.coding.close(1)
    (line,) = map(json.loads, project.exporting())
    validator = Draft202012Validator(schema)
    validator.validate(line)
    assert all(line["project"][name] for name in schema["$defs"]["project"]["properties"])
    line["project"]["decisions"][0]["verdict"] = "doubted"
    assert not validator.is_valid(line)
