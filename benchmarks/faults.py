"""The n-th write to a project or an output fails, n from 1 to 200: `python -m benchmarks.faults [--every 1]`.

A few lines of C, loaded before the C library, make the n-th write, truncation, fsync or rename in one folder fail, as
on a full disk (this and every later one: ENOSPC) or a failing one (only this: EIO). Whatever n is, the user must get
one sentence, what was said to be done must be there, nothing half done, and the same command must then go on to the
same rows as if nothing had happened. It ends with a table, and with 1 and what was wrong if anything was. It needs gcc.
"""

import argparse
import contextlib
import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from click.testing import CliRunner  # noqa: E402
from project.fake import RALLY, FakeReader, content, write_articles  # noqa: E402

import sayso  # noqa: E402
from sayso.cli import cli  # noqa: E402

MOST = 200
FAULTS = {"full disk": (errno.ENOSPC, 1), "failing disk": (errno.EIO, 0)}
SENTENCES = (
    "the disk is full; what was in the project before is still there; make room and go on",
    "the disk failed or is full; what was in the project before is still there; check the disk and go on",
)


class Shim:
    """The loaded lines of C."""

    def __init__(self) -> None:
        """Find them in this process."""
        self._c = ctypes.CDLL(None)
        self._c.fault_count.restype = ctypes.c_long

    def arm(self, folder: Path, nth: int, error: int, lasting: int) -> None:
        """Make the n-th operation in a folder fail."""
        self._c.fault_arm(bytes(folder), ctypes.c_long(nth), error, lasting)

    def disarm(self) -> int:
        """Let everything succeed again; return how many operations there were."""
        count = int(self._c.fault_count())
        self._c.fault_arm(b"", ctypes.c_long(0), 0, 0)
        return count


def work(path: Path, articles: Path, acknowledged: list[str]) -> None:
    """Add articles and edit, and say what is done."""
    with sayso.open_project(path) as project:
        acknowledged.append("opened")
        for outcome in project.adding([articles], reader=FakeReader(), who="sayso"):
            if outcome.error is not None:
                raise outcome.error
            acknowledged.append(outcome.source)
        edited = sum(change.who == "anna" for change in project.history())
        for number in range(edited, 6):
            if number == 4:
                project.undo(who="anna")
            else:
                project.decide(1 + number % 2, "s1", ("accepted", "rejected")[number % 2], note="n" * 3000, who="anna")
            acknowledged.append(f"edit {number}")


def wrong_with(path: Path, acknowledged: list[str], whole: dict[str, list[str]]) -> Iterator[str]:
    """Yield what is wrong with a project after a fault."""
    if not path.exists() or not path.stat().st_size:
        if acknowledged:
            yield "the project is gone"
        return
    with sayso.open_project(path) as project:
        sources = {one.source for one in failed} if (failed := project.status().failures) else set()
    if sources:
        yield f"a failure of the disk was put down to {sources}"
    found = content(path)
    for table in ("articles", "statements", "statement_spans", "appearances", "speakers", "changes"):
        if found[table] != whole[table][: len(found[table])]:
            yield f"{table} are not the first of those of an unbroken run"
    count = len(found["articles"])
    if len(found["appearances"]) != count or len(found["speakers"]) != 2 * count:
        yield "half an article"
    logged = sum(name.startswith("/") for name in acknowledged) + sum(name.startswith("edit") for name in acknowledged)
    if len(found["changes"]) < logged:
        yield "what was acknowledged is lost"


def projects(shim: Shim, every: int, begun: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the fault, what came of it and what was wrong, for each n; in a new project or in one with articles."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, articles, older = Path(scratch, "p"), Path(scratch, "articles"), Path(scratch, "older")
        folder.mkdir()
        articles.mkdir()
        older.mkdir()
        write_articles(articles, 3)
        if begun:
            with sayso.open_project(older / "p.sayso") as project:
                project.add([articles], reader=FakeReader(), who="sayso")
        write_articles(articles, 12)
        shutil.copytree(older, Path(scratch, "unbroken"))
        work(Path(scratch, "unbroken", "p.sayso"), articles, [])
        whole = content(Path(scratch, "unbroken", "p.sayso"))
        for fault, how in FAULTS.items():
            for nth in range(1, MOST + 1, every):
                shutil.rmtree(folder)
                shutil.copytree(older, folder)
                path, acknowledged = folder / "p.sayso", list[str]()
                came = under(shim, folder, nth, how, lambda: work(path, articles, acknowledged))  # noqa: B023
                wrong = list(wrong_with(path, acknowledged, whole))
                work(path, articles, [])
                if content(path) != whole:
                    wrong.append("the same command does not come to the same rows")
                if came != "done" and came.removeprefix(f"{path}: ").rstrip(".") not in SENTENCES:
                    wrong.append(f"it is said so: {came}")
                yield fault, "done" if came == "done" else "one sentence", f"n = {nth}: {wrong}" if wrong else ""


def under(shim: Shim, folder: Path, nth: int, how: tuple[int, int], do: Callable[[], None]) -> str:
    """Do something while the n-th write fails; return what was said."""
    shim.arm(folder, nth, *how)
    try:
        do()
    except sayso.InputError as error:
        return str(error)
    finally:
        shim.disarm()
    return "done"


def outputs(shim: Shim, every: int) -> Iterator[tuple[str, str, str]]:
    """Yield the same for what `sayso export` and `sayso find` write to a file that has an older content."""
    with tempfile.TemporaryDirectory() as scratch:
        path, place = Path(scratch, "p.sayso"), Path(scratch, "out", "out.csv")
        place.parent.mkdir()
        Path(scratch, "rally.txt").write_text(RALLY * 30, encoding="utf-8")
        with sayso.open_project(path) as project:
            project.add([Path(scratch, "rally.txt")], reader=FakeReader())
        for fault, how in FAULTS.items():
            for command in (["export", "--format", "csv"], ["export"], ["find"]):
                for nth in range(1, MOST + 1, every):
                    place.write_text("older", encoding="utf-8")
                    shim.arm(place.parent, nth, *how)
                    done = CliRunner().invoke(cli, [command[0], str(path), *command[1:], "-o", str(place)])
                    reached = shim.disarm() >= nth
                    told = done.stderr.strip().splitlines()
                    left = [one.name for one in place.parent.iterdir()]
                    whole = place.read_text(encoding="utf-8") == "older" and left == ["out.csv"]
                    said = len(told) == 1 and "it cannot be written" in told[0] and done.exit_code == 2
                    right = (said and whole) if reached else done.exit_code == 0
                    came = "one sentence" if reached else "done"
                    yield fault, came, "" if right else f"{command} n = {nth}: {done.exit_code} {told} {left}"


def main() -> None:
    """Print how many faults of which kind came to what; run this again with the shim loaded first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so manyth n")
    args = parser.parse_args()
    if not hasattr(ctypes.CDLL(None), "fault_arm"):
        with tempfile.TemporaryDirectory() as scratch:
            shim = f"{scratch}/faults.so"
            source = str(Path(__file__).with_suffix(".c"))
            subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", shim, source, "-ldl"], check=True)
            environment = os.environ | {"LD_PRELOAD": shim, "PYTHONPATH": str(ROOT)}
            command = [sys.executable, "-m", "benchmarks.faults", *sys.argv[1:]]
            sys.exit(subprocess.run(command, env=environment, cwd=ROOT).returncode)
    shim_, wrong = Shim(), list[str]()
    print("| what | fault | faults | one sentence | not reached or of no consequence | wrong |")
    print("| --- | --- | --- | --- | --- | --- |")
    for what, cases in (
        ("a new project", projects(shim_, args.every, begun=False)),
        ("a project with articles", projects(shim_, args.every, begun=True)),
        ("export and find -o", outputs(shim_, args.every)),
    ):
        counts = Counter[tuple[str, str]]()
        for fault, came, bad in cases:
            counts[fault, came] += 1
            counts[fault, "wrong"] += bool(bad)
            wrong += [f"{what}, {fault}, {bad}"] if bad else []
        for fault in FAULTS:
            told, done = counts[fault, "one sentence"], counts[fault, "done"]
            print(f"| {what} | {fault} | {told + done} | {told} | {done} | {counts[fault, 'wrong']} |")
    if wrong:
        sys.exit("\n".join(wrong[:30]))


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
