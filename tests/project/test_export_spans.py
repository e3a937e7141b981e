"""Whatever counts the characters, the exported words are those of the text."""

import json
import re
import tempfile
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path

import cassis
import pytest
from hypothesis import HealthCheck, given, settings

import sayso
from sayso.article import Span
from sayso.project.decisions import Correction

from .exported import article, hard_articles, project_of, statement, unzipped, written

spacy = pytest.importorskip("spacy")
from spacy.tokens import DocBin  # noqa: E402

TEXT = "“The bridge 😀 is safe,” said Ada Reed. “It stays open.”\nIt will fall, said Tom Hale."
XML_CANNOT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CUSTOM = "{http:///webanno/custom.ecore}"
hard = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def rally(tmp_path):
    """An article with three statements: one corrected, one rejected, one that nobody looked at; and one added."""
    said = TEXT.index("said")
    open_ = TEXT.index("“It stays")
    fall = TEXT.index("It will")
    one = article(
        "rally",
        TEXT,
        [
            statement(1, [(said + 5, said + 13)], [(said, said + 4)], [(0, said - 1), (open_, open_ + 16)]),
            statement(2, [], [(said, said + 4)], [(fall, fall + 12)]),
            statement(3, [], [], [(open_, open_ + 16)], name=None, within="s2"),
        ],
        headline="../../CON: “safe”?\n",
        outlet="The Courier",
    )
    with project_of(tmp_path / "week.sayso", [one]) as project:
        project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne", cue=()), note="see\nvideo", who="anna")
        project.decide(1, "s2", "rejected", note="irony", who="tom")
        project.add_statement(1, [Span(fall, fall + 12)], speaker="Tom Hale", who="anna")
        yield project


def hard_project(articles):
    """Make a project in a folder that is there until the test is done."""
    return project_of(Path(tempfile.mkdtemp()) / "hard.sayso", articles)


def standoff(files, name):
    """Read an article as brat does: text-bound annotations by id, events, attributes and notes."""
    text = files[f"{name}.txt"]
    bound, events, attributes, notes = {}, {}, {}, {}
    for line in files[f"{name}.ann"].split("\n")[:-1]:
        ident, rest, *tail = line.split("\t", 2)
        if ident.startswith("T"):
            kind, places = rest.split(" ", 1)
            spans = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            assert [text[start:end] for start, end in spans] and " ".join(text[s:e] for s, e in spans) == tail[0]
            bound[ident] = (kind, spans)
        elif ident.startswith("E"):
            trigger, *arguments = (part.split(":") for part in rest.split(" "))
            assert bound[trigger[1]][0] == trigger[0]
            events[ident] = (trigger, dict(arguments))
        elif ident.startswith("A"):
            attributes[rest.split(" ")[1]] = rest.split(" ")[2]
        else:
            notes[rest.split(" ")[1]] = tail[0]
    return bound, events, attributes, notes


@hard
@given(hard_articles())
def test_brat_finds_the_words_in_fragments_within_lines(articles):
    with hard_project(articles) as project:
        files = unzipped(written(project, "brat"))
    for number, one in enumerate(articles, start=1):
        name = f"{number:06}-hard-{number - 1}"
        text = files[f"{name}.txt"]
        assert text == one.text.replace("\r", " ")
        # An annotation is a line to whatever cuts lines, and brat does not take fragments that overlap.
        assert len(files[f"{name}.ann"].splitlines()) == files[f"{name}.ann"].count("\n")
        bound, events, _, _ = standoff(files, name)
        for (trigger, arguments), found in zip(events.values(), one.statements, strict=True):
            for ident, spans in ((trigger[1], found.content), (arguments.get("Cue"), found.cue)):
                fragments = bound[ident][1] if ident else []
                assert all(a[1] < b[0] for a, b in pairwise(fragments))
                held = {at for start, end in fragments for at in range(start, end)}
                meant = {at for start, end in spans for at in range(start, end)}
                assert held <= meant
                assert not "".join(one.text[at] for at in meant - held).strip()


@hard
@given(hard_articles())
def test_a_cas_counts_utf_16_and_finds_the_words(articles):
    with hard_project(articles) as project:
        files = unzipped(written(project, "inception"))
    types = cassis.load_typesystem(files["TypeSystem.xml"])
    for number, one in enumerate(articles, start=1):
        written_xmi = files[f"{number:06}-hard-{number - 1}.xmi"]
        text = XML_CANNOT.sub("\ufffd", one.text)
        cas = cassis.load_cas_from_xmi(written_xmi, typesystem=types)
        assert cas.sofa_string == text
        found = sorted(cas.select("webanno.custom.Statement"), key=lambda statement: statement.identifier)
        for shown, meant in zip(found, one.statements, strict=True):
            pieces = {"source": [], "cue": [], "content": [(shown.begin, shown.end)]}
            for link in shown.parts.elements if shown.parts else []:
                pieces[link.role].append((link.target.begin, link.target.end))
            assert pieces == {part: [tuple(span) for span in getattr(meant, part)] for part in pieces}
        units = text.encode("utf-16-le")
        raw = ElementTree.fromstring(written_xmi.encode())
        for shown, meant in zip(raw.iter(f"{CUSTOM}Statement"), one.statements, strict=True):
            start, end = int(shown.get("begin")), int(shown.get("end"))
            assert units[2 * start : 2 * end].decode("utf-16-le") == text[slice(*meant.content[0])]


@hard
@given(hard_articles())
def test_label_studio_counts_code_points(articles):
    with hard_project(articles) as project:
        files = unzipped(written(project, "label-studio"))
    tasks = json.loads(files["tasks-0001.json"])
    for task, one in zip(tasks, articles, strict=True):
        assert task["data"]["text"] == one.text.replace("\r", " ")
        (prediction,) = task["predictions"]
        regions = [part for part in prediction["result"] if part["type"] == "labels"]
        for region in regions:
            value = region["value"]
            assert list(task["data"]["text"])[value["start"] : value["end"]] == list(value["text"])
        spans = [(part["value"]["start"], part["value"]["end"]) for part in regions]
        assert spans == [span for found in one.statements for span in (*found.source, *found.cue, *found.content)]


@hard
@given(hard_articles())
def test_a_doc_bin_has_the_text_and_tokens_around_the_words(articles):
    with hard_project(articles) as project:
        data = written(project, "spacy")
    documents = DocBin(store_user_data=True).from_bytes(data).get_docs(spacy.blank("en").vocab)
    for document, one in zip(documents, articles, strict=True):
        assert document.text == one.text
        for found in one.statements:
            known = document.user_data["sayso"]["statements"][found.id]
            assert [Span(*span) for span in known["content"]] == list(found.content)
            spans = [span for span in document.spans["sayso.content"] if span.id_ == found.id]
            for span, (start, end) in zip(spans, found.content, strict=True):
                # A blank between words is part of no token.
                held = {at for at in range(start, end) if not one.text[at].isspace()}
                assert held <= set(range(span.start_char, span.end_char))


def test_brat_has_what_people_decided(rally):
    files = unzipped(written(rally, "brat"))
    assert sorted(files) == ["000001-con-safe.ann", "000001-con-safe.txt", "annotation.conf", "articles.csv"]
    bound, events, attributes, notes = standoff(files, "000001-con-safe")
    assert [trigger[0] for trigger, _ in events.values()] == ["Mixed", "Mixed", "Indirect"]
    assert attributes == {"E1": "corrected", "E3": "added"}
    assert notes["E1"].startswith("s1 · Ida Lorne, mayor, Harbour Party · confidence 0.75 · corrected by anna, ")
    assert " · see video · before: Ada Reed, mayor, Harbour Party; mixed; source Ada Reed; cue said; " in notes["E1"]
    assert len(bound[events["E1"][0][1]][1]) == 2
    assert "s2" not in "".join(notes.values())
    assert events["E2"][1] == {}, "what is within a rejected statement is within none"
    assert "Value:accepted|corrected|added" in files["annotation.conf"]
    assert files["articles.csv"].splitlines()[1].startswith("000001-con-safe,1,rally,The Courier,")


def test_inception_has_what_people_decided(rally):
    files = unzipped(written(rally, "inception"))
    types = cassis.load_typesystem(files["TypeSystem.xml"])
    cas = cassis.load_cas_from_xmi(files["000001-con-safe.xmi"], typesystem=types)
    found = {one.identifier: one for one in cas.select("webanno.custom.Statement")}
    assert sorted(found) == ["h1", "s1", "s3"]
    assert [found["s1"].speaker, found["s1"].decision, found["s1"].decidedBy] == ["Ida Lorne", "corrected", "anna"]
    assert "cue said" in found["s1"].before
    assert [(link.role, link.target.get_covered_text()) for link in found["s1"].parts.elements] == [
        *(("source", "Ada Reed"), ("content", "“It stays open.”"))
    ]
    assert [found["h1"].decision, found["h1"].confidence, found["h1"].get_covered_text()] == [
        *("added", None, "It will fall")
    ]
    assert found["s3"].within is None


def test_label_studio_has_the_machine_s_as_predictions_and_the_people_s_as_annotations(rally):
    files = unzipped(written(rally, "label-studio"))
    (task,) = json.loads(files["tasks-0001.json"])
    config = ElementTree.fromstring(files["labelling.xml"])
    names = {tag.get("name"): {label.get("value") for label in tag} for tag in config if tag.get("toName") == "text"}
    assert {tag.get("value") for tag in config if tag.get("value")} == {"$headline", "$text"}
    (prediction,), (annotation,) = task["predictions"], task["annotations"]
    for part in (*prediction["result"], *annotation["result"]):
        if part["type"] == "relation":
            assert part["labels"][0] in {tag.get("value") for tag in config.find("Relations")}
        elif part["type"] != "textarea":
            assert set(part["value"][part["type"]]) <= names[part["from_name"]]
    speakers = [
        [part["value"]["text"] for part in answer["result"] if part["type"] == "textarea"]
        for answer in (prediction, annotation)
    ]
    assert speakers == [[["Ada Reed"], ["Ada Reed"]], [["Ida Lorne"], ["Tom Hale"]]]
    assert task["data"]["rejected"] == ["s2"]
    notes = [part["meta"]["text"] for part in annotation["result"] if "meta" in part]
    assert notes[0][-1] == "see\nvideo"
    ids = {part["id"] for part in annotation["result"] if "id" in part}
    ends = {part[end] for part in annotation["result"] if part["type"] == "relation" for end in ("from_id", "to_id")}
    assert ends <= ids


def test_a_doc_bin_has_what_people_decided(rally, tmp_path):
    rally.export(tmp_path / "week.spacy", "spacy")
    (document,) = DocBin().from_disk(tmp_path / "week.spacy").get_docs(spacy.blank("en").vocab)
    assert [span.id_ for span in document.spans["sayso.content"]] == ["s1", "s1", "s3", "h1"]
    known = document.user_data["sayso"]["statements"]
    assert [known["s1"]["speaker"], known["s1"]["decision"]["who"], known["h1"]["added_by"]] == [
        *("Ida Lorne", "anna", "anna")
    ]


def test_what_a_format_does_not_hold_is_said(rally, tmp_path):
    assert rally.export(tmp_path / "a.zip", "brat")[-1] == "rejected statements are left out (1)"
    assert rally.export(tmp_path / "a.jsonl", "jsonl") == []
    assert all("rejected" not in one for one in rally.export(tmp_path / "a.json", "quotation"))


def test_names_of_files_stay_in_the_zip_and_are_names_everywhere(tmp_path):
    titles = ["../../etc/passwd", "C:\\CON", "nul", "😀", "a" * 500, "Ärger: “dort”", "."]
    articles = [article(f"{number}", f"text {number}", headline=title) for number, title in enumerate(titles)]
    with project_of(tmp_path / "a.sayso", articles) as project:
        names = [name for name in unzipped(written(project, "brat")) if name.endswith(".txt")]
    assert len(set(names)) == len(titles)
    assert all(re.fullmatch(r"\d{6}(-[a-z0-9]+)*\.txt", name) and len(name) < 80 for name in names)


def test_the_same_project_is_the_same_bytes(rally):
    for form in ("brat", "inception", "label-studio", "web-annotation", "quotation", "xlsx", "parquet"):
        assert written(rally, form) == written(rally, form), form


def test_an_export_is_one_state_of_the_project(rally, tmp_path):
    pieces = rally.exporting("quotation")
    next(pieces)
    with sayso.open_project(tmp_path / "week.sayso") as other:
        with rally._file.snapshot():
            before = rally.status().rejected
            other.decide(1, "s3", "rejected")
            assert rally.status().rejected == before
        assert rally.status().rejected == before + 1
