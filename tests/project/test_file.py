import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso import InputError
from sayso.project import schema

from .fake import content

NOW = schema.newest()


@pytest.mark.parametrize(
    ("bytes_", "wrong"),
    [
        (b"An article, not a project.\n" * 50, "it is not a Sayso project"),
        (b"SQLite format 3\0", "not a Sayso project"),
    ],
)
def test_what_is_no_project_is_refused_and_left_as_it_is(path, bytes_, wrong):
    path.write_bytes(bytes_)
    with pytest.raises(InputError, match=wrong):
        sayso.open_project(path)
    assert path.read_bytes() == bytes_


def test_a_database_of_another_program_is_refused(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(InputError, match="it is not a Sayso project; give a project, or a new name to begin one"):
        sayso.open_project(path)


def test_a_project_that_is_not_there_is_only_made_to_be_written(path):
    with pytest.raises(InputError, match="there is no such project"):
        sayso.open_project(path, read_only=True)
    assert not path.exists()
    with pytest.raises(InputError, match="there is no folder to put it in"):
        sayso.open_project(path / "no" / "p.sayso")
    with pytest.raises(InputError, match="this is a folder"):
        sayso.open_project(path.parent)


def test_a_newer_project_is_refused(project, path):
    project._file.connection.execute("PRAGMA user_version = 99")
    project.close()
    with pytest.raises(InputError, match=r"newer Sayso \(project version 99; this one knows \d+\); install the newest"):
        sayso.open_project(path)


def one_more(connection):
    connection.execute("CREATE TABLE numbers (id INTEGER PRIMARY KEY) STRICT")
    connection.execute("INSERT INTO numbers SELECT id FROM articles")


def failing(connection):
    connection.execute("DELETE FROM articles")
    raise sqlite3.OperationalError("the step fails")


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_project_is_brought_up_to_date_and_a_copy_kept(project, path, monkeypatch, read_only):
    project.close()
    older = content(path)
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, one_more])
    with sayso.open_project(path, read_only=read_only) as opened:
        assert [row[0] for row in opened._file.rows("SELECT id FROM numbers")] == [1]
        assert opened._file.one("PRAGMA user_version") == NOW + 1
    copy = path.with_name(f"week.sayso.version-{NOW}.backup")
    assert content(copy) == older
    monkeypatch.undo()
    with sayso.open_project(copy) as opened:
        assert opened.status().articles == 1


def test_a_migration_that_fails_leaves_the_older_project(project, path, monkeypatch):
    project.close()
    older = content(path)
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, one_more, failing])
    with pytest.raises(sqlite3.OperationalError, match="the step fails"):
        sayso.open_project(path)
    monkeypatch.undo()
    assert content(path) == older
    with sayso.open_project(path) as opened:
        assert opened.status().articles == 1


KILLED = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
import sayso
from sayso.project import schema

def killed(connection):
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("DELETE FROM articles")
    os.kill(os.getpid(), 9)

schema.MIGRATIONS.append(killed)
sayso.open_project(sys.argv[1])
"""


def test_a_migration_that_is_killed_leaves_the_older_project_and_its_copy(project, path):
    project.close()
    older = content(path)
    assert subprocess.run([sys.executable, "-c", KILLED, path]).returncode == -9
    assert content(path) == content(path.with_name(f"week.sayso.version-{NOW}.backup")) == older
    with sayso.open_project(path) as opened:
        assert [opened.status().articles, opened._file.one("PRAGMA user_version")] == [1, NOW]


def test_that_an_older_project_is_brought_up_to_date_is_said_in_one_line(project, path):
    project.close()
    older = path.with_name("older.sayso")
    older.write_bytes(gzip.decompress(Path(__file__).with_name("version-1.sayso.gz").read_bytes()))
    told = [
        subprocess.run(
            [sys.executable, "-m", "sayso", "status", one], capture_output=True, text=True, check=True
        ).stderr
        for one in (older, older, path)
    ]
    wanted = f"{older} is being brought to the newest version; the old one stays beside it as {older.name}"
    assert told == [f"{wanted}.version-1.backup\n", "", ""]


def test_a_copy_is_never_written_over_another(project, path, monkeypatch):
    project.close()
    older = path.with_name(f"week.sayso.version-{NOW}.backup")
    older.write_text("an older copy")
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, one_more])
    sayso.open_project(path).close()
    assert older.read_text() == "an older copy"
    assert content(path.with_name(f"week.sayso.version-{NOW}.backup-2"))["articles"]


def test_a_file_says_what_it_is_and_is_set_as_it_should_be(project):
    said = {name: project._file.one(f"PRAGMA {name}") for name in ("application_id", "user_version", "journal_mode")}
    assert said == {"application_id": 0x53617973, "user_version": NOW, "journal_mode": "wal"}
    assert [project._file.one(f"PRAGMA {name}") for name in ("foreign_keys", "synchronous")] == [1, 2]


def test_a_name_that_means_something_in_an_address_is_a_name(tmp_path):
    for name in ("a?mode=ro.sayso", "b#c.sayso", "100%25.sayso", "Zoë d.sayso"):
        sayso.open_project(tmp_path / name).close()
        assert (tmp_path / name).exists()


def test_what_is_written_is_brought_into_the_file_though_others_have_it_open(tmp_path):
    path = tmp_path / "p.sayso"
    wal = path.with_name("p.sayso-wal")
    with (
        sayso.open_project(path) as first,
        sayso.open_project(path) as second,
        sayso.open_project(path, read_only=True) as third,
    ):
        for number in range(60):
            writer = (first, second)[number % 2]
            with writer._file.transaction() as connection:
                connection.execute("INSERT INTO failures VALUES (?, ?, '', 1, '', '')", (f"{number}", "x" * 200_000))
            assert wal.stat().st_size < 9_000_000
        assert path.stat().st_size > 6_000_000
        assert len(third.status().failures) == 60
