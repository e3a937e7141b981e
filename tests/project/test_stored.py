import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from output.any_article import ANY_MACHINE, articles

import sayso
from sayso.output.json import article_from, article_object, dumps
from sayso.project import records, stored
from sayso.project.file import open_file

EXAMPLES = Path(__file__).parents[2] / "examples"


def storable(article):
    try:
        dumps(article_object(article)).encode()
        json.dumps(article_object(article), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    opened = open_file(tmp_path_factory.mktemp("any") / "any.sayso", write=True, create=True)
    opened.connection.execute("PRAGMA synchronous = OFF")
    yield opened
    opened.close()


@settings(ANY_MACHINE, max_examples=60)
@given(articles().filter(storable))
def test_any_article_comes_back_exactly(file, article):
    with file.transaction() as connection:
        connection.execute("DELETE FROM articles")
        number = records.add(connection, article, "2030-01-01T00:00:00Z")
    back = stored.article(file, number)
    assert back == article
    assert dumps(article_object(back)) == dumps(article_object(article))


def test_what_the_model_finds_comes_back_exactly(tmp_path):
    sources = [str(EXAMPLES / name) for name in ("rally.txt", "wire.html")]
    with sayso.open_project(tmp_path / "p.sayso") as project:
        assert project.add(sources).added == 2
        for (_, found), source in zip(project.articles(), sources, strict=True):
            article = sayso.read(source)
            assert found == article
            assert article_from(json.loads(dumps(article_object(found)))) == article


@pytest.fixture
def connection(project, path):  # noqa: ARG001 (it makes the file)
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def test_the_words_of_a_statement_stand_beside_its_offsets(connection):
    query = """SELECT s.content, substr(a.text, p.start_char + 1, p.end_char - p.start_char)
        FROM statement_spans p JOIN statements s ON s.id = p.statement_id JOIN articles a ON a.id = s.article_id
        WHERE p.part = 'content'"""
    rows = connection.execute(query).fetchall()
    assert len(rows) == 3
    assert all(content == cut for content, cut in rows)


@pytest.mark.parametrize("column", ["text", "sha256"])
def test_the_text_of_an_article_cannot_be_changed(connection, column):
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute(f"UPDATE articles SET {column} = 'another'")


@pytest.mark.parametrize("sql", ["UPDATE changes SET who = 'nobody'", "DELETE FROM changes"])
def test_the_log_cannot_be_changed(connection, sql):
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        connection.execute(sql)


def test_every_table_is_strict(connection):
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall()
    loose = [name for name, strict in tables if not strict and not name.startswith(("sqlite_", "statement_search"))]
    assert loose == []


def test_every_table_view_and_column_is_described(connection):
    described = (Path(__file__).parents[2] / "docs" / "project.md").read_text(encoding="utf-8")
    names = "SELECT name FROM pragma_table_list WHERE schema = 'main'"
    for (name,) in connection.execute(names).fetchall():
        if name.startswith(("sqlite_", "statement_search_")):
            continue
        part = described.partition(f"### `{name}`")[2].partition("\n### ")[0]
        assert part, name
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if name != "statement_search"]
        assert [column for column in columns if f"`{column}`" not in part] == [], name
