import os
import stat

import pytest

from sayso.cli.destination import destination
from sayso.errors import InputError


def test_the_file_appears_only_when_it_is_whole(tmp_path):
    place = tmp_path / "out.txt"
    with destination(str(place)) as write:
        write("first ")
        assert not place.exists()
        write("letzte Zeile: ü")
    assert place.read_bytes() == "first letzte Zeile: ü".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, InputError("a", "b", "c")])
def test_an_error_leaves_the_older_file_as_it_was(tmp_path, error):
    place = tmp_path / "out.txt"
    place.write_text("older")

    def fail():
        with destination(str(place)) as write:
            write("newer")
            raise error

    with pytest.raises(error if isinstance(error, type) else InputError):
        fail()
    assert place.read_text() == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_permissions_are_those_of_the_older_file_or_of_any_new_one(tmp_path):
    older, newer, ordinary = (tmp_path / name for name in ("older", "newer", "ordinary"))
    older.touch(mode=0o600)
    ordinary.touch()
    for place in (older, newer):
        with destination(str(place)) as write:
            write("x")
    assert stat.S_IMODE(older.stat().st_mode) == 0o600
    assert newer.stat().st_mode == ordinary.stat().st_mode


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with destination(str(tmp_path / "link")) as write:
        write("x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "x"


def test_a_device_is_written_straight():
    with destination(os.devnull) as write:
        write("x")
    assert not os.path.isfile(os.devnull)  # noqa: PTH113


@pytest.mark.parametrize("name", ["a" * 300, "no/such/place"])
def test_a_place_that_cannot_be_is_one_sentence(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"; name another file with -o\.$"), destination(name):
        pytest.fail("it was opened")
