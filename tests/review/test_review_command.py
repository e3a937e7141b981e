import sys

from click.testing import CliRunner

from sayso.cli import cli


def review(*arguments):
    return CliRunner().invoke(cli, ["review", *map(str, arguments)])


def test_it_listens_on_this_machine_only(week):
    for host in ("0.0.0.0", "192.168.1.5", "::", "example.org"):
        result = review(week, "--host", host)
        assert result.exit_code == 2
        assert "has no accounts to tell people apart yet" in result.output
        assert "ssh -L" in result.output


def test_a_project_that_is_not_there_is_not_made(tmp_path):
    result = review(tmp_path / "none.sayso", "--no-browser")
    assert result.exit_code == 2
    assert "there is no such project" in result.output
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_says_what_to_install(week, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "sayso.review.serving", raising=False)
    result = review(week, "--no-browser")
    assert result.exit_code == 2
    assert "pip install 'sayso[review]'" in result.output


def test_a_port_that_is_taken_is_named(week):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = review(week, "--no-browser", "--port", taken.getsockname()[1])
    assert result.exit_code == 2
    assert "give another port" in result.output
