"""The command as a process of its own: what it costs, how it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAYSO = [sys.executable, "-c", "from sayso.cli import main; main()"]
ARTICLE = "Opposition leader Femi Okonjo said the council would vote on Friday.\n"


def start(*arguments, **more):
    more.setdefault("stdout", subprocess.PIPE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*SAYSO, *arguments], stderr=subprocess.PIPE, env=environment, **more)


def finish(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, (out or b"").decode(), err.decode()


@pytest.fixture
def many(tmp_path):
    for i in range(150):
        (tmp_path / f"{i:03}.txt").write_text(ARTICLE * 40)
    return tmp_path


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option):
    heavy = ("numpy", "onnxruntime", "lxml", "trafilatura", "multiprocessing", "urllib3")
    code = (
        "import sys\nfrom sayso.cli import main\n"
        f"try: main()\nexcept SystemExit as end: print(end.code, [m for m in {heavy} if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code, option], env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_version_is_the_packages():
    from sayso import __version__

    assert finish(start("--version")) == (0, f"sayso {__version__}\n", "")


def test_an_unknown_command_is_one_clear_error():
    status, out, err = finish(start("raed"))
    assert [status, out] == [2, ""]
    assert "No such command 'raed'" in err


def test_a_reader_that_leaves_ends_it_quietly(many):
    with start("read", str(many), "--format", "jsonl") as process:
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read().decode()
        assert [process.wait(timeout=120), err] == [141, ""]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_sentence():
    with Path("/dev/full").open("wb") as full:
        process = start("read", "-", stdin=subprocess.PIPE, stdout=full)
        _, err = process.communicate(ARTICLE.encode(), timeout=120)
    assert process.returncode == 2
    assert err.decode().startswith("standard output: it cannot be written (No space left on device)")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_ends_it_quietly_and_leaves_no_file(many, workers):
    output = many / "out.jsonl"
    # A shell that starts tests in the background may have had SIGINT ignored.
    process = start(
        *("read", str(many), str(many), str(many), "--format", "jsonl", "--workers", workers, "-o", str(output)),
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 60
    while not any(part.stat().st_size for part in many.glob(".out.jsonl.*")):
        assert process.poll() is None, finish(process)
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    status, _, err = finish(process)
    assert [status, err.strip()] == [130, ""]
    assert not output.exists()
    assert list(many.glob(".out.jsonl.*")) == []
