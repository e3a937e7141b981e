import gzip
import json

import pytest

import sayso
from sayso import InputError
from sayso.project.tables import Columns

from .fake import RALLY, FakeReader, content, write_articles


@pytest.fixture
def project(path):
    with sayso.open_project(path) as opened:
        yield opened


def headlines(project):
    return [article.headline for _, article in project.articles()]


def test_known_files_are_not_read_again(tmp_path, project, reader):
    write_articles(tmp_path, 5)
    assert project.add([tmp_path], reader=reader).added == 5
    write_articles(tmp_path, 2, start=5)
    done = project.add([tmp_path], reader=reader)
    assert [done.added, done.known, len(reader.read)] == [2, 5, 7]


def test_a_text_that_is_known_from_elsewhere_is_another_appearance_and_not_read_again(tmp_path, project, reader):
    rows = [{"text": RALLY, "outlet": outlet, "url": f"https://{outlet}.example/1"} for outlet in ("Post", "Times")]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = project.add([tmp_path / "a.jsonl"], reader=reader, who="anna")
    assert [done.added, done.appeared, reader.read] == [1, 1, [f"{tmp_path}/a.jsonl#1"]]
    assert [(one.name, one.articles) for one in project.status().outlets] == [("Post", 1), ("Times", 1)]
    assert next(project.history()).what == "appearance added"
    project.undo()
    assert project.status().appearances == 1


def test_rows_that_moved_within_their_table_are_the_same_appearances(tmp_path, project, reader):
    table = tmp_path / "a.csv"
    rows = [f'"{text}",Post' for text in ("first text", "second text")]
    table.write_text("\n".join(["text,outlet", *rows]), encoding="utf-8")
    project.add([table], reader=reader)
    table.write_text("\n".join(["text,outlet", "a new text,Post", *rows]), encoding="utf-8")
    done = project.add([table], reader=reader)
    assert [done.added, done.appeared, done.known] == [1, 0, 2]


def test_a_failure_is_kept_with_its_reason_until_the_source_can_be_read(tmp_path, project, reader):
    empty = tmp_path / "a.txt"
    empty.touch()
    for _ in range(2):
        (error,) = project.add([empty, tmp_path / "nothing.txt"], reader=reader).failed[:1]
    assert "it is empty" in str(error)
    failures = project.status().failures
    assert [(one.source, one.reason, one.tries) for one in failures] == [
        (str(empty), "it is empty", 2),
        (str(tmp_path / "nothing.txt"), "there is no such file", 2),
    ]
    empty.write_text(RALLY, encoding="utf-8")
    project.add([empty], reader=reader)
    assert [one.source for one in project.status().failures] == [str(tmp_path / "nothing.txt")]


def test_what_is_wrong_with_one_source_costs_only_that_source(tmp_path, project, reader):
    (tmp_path / "none").mkdir()
    write_articles(tmp_path, 2)
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n[1]\n{"text": "\\udc80"}\n{"body": "two"}\n{"headline": "x"}\n')
    done = project.add([tmp_path / "none", tmp_path / "a.jsonl", tmp_path], reader=reader)
    assert done.added == 4
    reasons = [error.wrong for error in done.failed]
    assert [reason[:27] for reason in reasons] == [
        *(
            "the folder holds no article",
            "the line is no JSON object",
            "it holds half a character a",
            "no column of it holds the t",
        )
    ]


def test_a_file_name_that_is_no_text_is_no_trouble(tmp_path, project, reader):
    name = (bytes(tmp_path) + b"/a\xff.txt").decode("utf-8", "surrogateescape")
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(RALLY)
    assert project.add([name], reader=reader).added == 1
    assert project.add([name], reader=reader).known == 1
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(" ")
    assert len(project.add([name], reader=reader).failed) == 1


def test_columns_are_found_by_their_usual_names(tmp_path, project, reader):
    (tmp_path / "a.csv").write_text(
        "Title;Text;Source;Published;Author;URL\n"
        "Bridge;“It is safe,” said Ada Reed.;Post;3 May 2025;By Nora Velt and Tom Hale;https://post.example/1\n",
        encoding="utf-8-sig",
    )
    assert project.add([tmp_path / "a.csv"], reader=reader).failed == ()
    article = project.article(1)
    assert [article.headline, article.outlet, article.published] == ["Bridge", "Post", "2025-05-03"]
    assert [article.byline, article.url] == [("Nora Velt", "Tom Hale"), "https://post.example/1"]
    assert article.text == "“It is safe,” said Ada Reed."
    assert article.origins["headline"] == "given"


def test_columns_can_be_named(tmp_path, project, reader):
    (tmp_path / "a.csv").write_text("text,words,day\nno,“Yes,3/5/2025\n", encoding="utf-8")
    project.add([tmp_path / "a.csv"], columns=Columns(text="words", date="day"), reader=reader)
    assert project.article(1).text == "“Yes"
    assert project.article(1).published is None
    assert project.article(1).warnings == ("The date '3/5/2025' was not understood.",)
    (error,) = project.add([tmp_path / "a.csv"], columns=Columns(text="wrods"), reader=reader).failed
    assert str(error).endswith("it has no column 'wrods'; it has text, words, day; name another with --text.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_in_the_encodings_that_spreadsheets_write(tmp_path, project, reader, encoding):
    (tmp_path / "a.csv").write_bytes("text\n“Zoë’s plan”\n".encode(encoding))
    project.add([tmp_path / "a.csv"], reader=reader)
    assert project.article(1).text == "“Zoë’s plan”"


def test_a_gzipped_table_is_read_and_a_damaged_one_is_named(tmp_path, project, reader):
    packed = gzip.compress(b'{"text": "one"}\n{"text": "two"}\n' * 300)
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    (tmp_path / "b.jsonl.gz").write_bytes(packed[:-12])
    assert project.add([tmp_path / "a.jsonl.gz"], reader=reader).added == 2
    (tmp_path / "c.csv.gz").write_bytes(packed[:40] + bytes(10) + packed[50:])
    (tmp_path / "d.csv").write_bytes("text\none".encode("utf-16") + b"x")
    for name in ("b.jsonl.gz", "c.csv.gz", "d.csv"):
        (error,) = project.add([tmp_path / name], reader=reader).failed
        assert "it cannot be read" in str(error)


def test_a_row_with_too_many_cells_is_named(tmp_path, project, reader):
    (tmp_path / "a.csv").write_text("text,outlet\none,two,three\nfour,five\n", encoding="utf-8")
    done = project.add([tmp_path / "a.csv"], reader=reader)
    assert [done.added, done.failed[0].name] == [1, f"{tmp_path}/a.csv#1"]


def test_two_workers_write_what_one_does(tmp_path):
    write_articles(tmp_path, 12)
    (tmp_path / "again.txt").write_text((tmp_path / "0003.txt").read_text(encoding="utf-8"), encoding="utf-8")
    for workers in (1, 2):
        with sayso.open_project(tmp_path / f"{workers}.sayso") as project:
            project.add([tmp_path], workers=workers, reader=FakeReader(), who="anna")
    assert content(tmp_path / "1.sayso") == content(tmp_path / "2.sayso")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line.update(text=line["text"] + "!"),
        lambda line: line["statements"][0].pop("kind"),
        lambda line: line["statements"][0].update(content=[[0, 9999]]),
        lambda line: line["statements"][0].update(confidence="high"),
        lambda line: line["statements"][0].update(kind=["direct"]),
        lambda line: line.update(passages=3),
        lambda line: line["project"].update(appearances=[{}]),
        lambda line: line["project"].update(decisions=[{"verdict": "maybe"}]),
        lambda line: line["project"].pop("read_at"),
    ],
)
def test_an_exported_line_that_was_spoiled_is_refused_whole(tmp_path, project, reader, spoil):
    (tmp_path / "rally.txt").write_text(RALLY, encoding="utf-8")
    project.add([tmp_path / "rally.txt"], reader=reader)
    line = json.loads(next(project.exporting()))
    spoil(line)
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with sayso.open_project(tmp_path / "other.sayso") as other:
        (error,) = other.add([tmp_path / "a.jsonl"], reader=reader).failed
        assert isinstance(error, InputError)
        assert other.status().articles == other.status().appearances == 0
    content(tmp_path / "other.sayso")


def test_a_line_nested_without_end_is_no_object(tmp_path, project, reader):
    (tmp_path / "a.jsonl").write_text("[" * 200_000 + '\n{"text": "one"}\n', encoding="utf-8")
    done = project.add([tmp_path / "a.jsonl"], reader=reader)
    assert [done.added, done.failed[0].wrong] == [1, "the line is no JSON object"]
