"""A project killed at random moments while it is added to and edited: `python -m benchmarks.killed [--kills 200]`.

One process adds articles with one to three workers, another decides, corrects, renames a person, undoes and redoes;
both are killed with SIGKILL at a random moment and started again, until there were so many kills. After each: the file
is whole, its rows are the first rows of an unbroken run, and everything that was said to be done is there. At the end
all rows are those of the unbroken run, and so are the people. The reader is the small one of the tests, so that the
time goes to what a kill can hurt. It ends with a table, and with 1 and what was wrong if anything was; the files are
then kept as the kill left them.
"""

import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from project.fake import TIME, FakeReader, content, write_articles  # noqa: E402

import sayso  # noqa: E402
from sayso.project.decisions import Correction  # noqa: E402

EDITED = 5
"""The editor works on so many articles, the first ones."""
LONGEST = 0.5
"""Seconds after the first sign of life within which the kill comes."""
QUIET = os.environ | {"PYTHONWARNINGS": "ignore", "PYTHONPATH": str(ROOT)}
"""Python warns of the semaphores that a killed process leaves."""
TABLES = "articles appearances passages statements statement_spans speakers failures".split()
PEOPLE = "people person_speakers person_decisions people_due".split()
KEY = re.compile(r"\b[0-9a-f]{32}\b")
"""The key of a decision about people, which has its time in it."""
Rows = dict[str, list[str]]


class LoggedReader(FakeReader):
    """Writes down whom it has begun to read; takes from 10 to 60 thousandths of a second, always the same for one."""

    def __init__(self, log: Path) -> None:
        """Take the file to write to."""
        super().__init__()
        self.log = str(log)

    def read_article(self, article: sayso.Article) -> sayso.Article:
        """Read one article."""
        with open(self.log, "a", encoding="utf-8") as log:  # noqa: PTH123
            log.write(article.id + "\n")
        time.sleep((10 + int(article.sha256[:4], 16) % 50) / 1000)
        return super().read_article(article)


def add(path: str, folder: str, workers: int, log: str) -> None:
    """Add the articles, and print each source when it is in."""
    with sayso.open_project(path) as project:
        print("begun", flush=True)
        for outcome in project.adding([folder], workers=workers, reader=LoggedReader(Path(log)), who="sayso"):
            assert outcome.error is None, outcome
            print(outcome.source, flush=True)


def edit(path: str, count: int) -> None:
    """Make the edits that are not made yet, and print the number of each when it is made."""
    with sayso.open_project(path) as project:
        while project.status().articles < EDITED:
            time.sleep(0.005)
        done = sum(change.who == "anna" for change in project.history())
        print(done, flush=True)
        for number in range(done, count):
            _edit(project, number)
            print(number + 1, flush=True)
            time.sleep(0.004)


def _edit(project: sayso.Project, number: int) -> None:
    article, statement, verdict = number % EDITED + 1, f"s{number % 3 + 1}", ("accepted", "rejected")[number // 2 % 2]
    match number % 7:
        case 5:
            project.undo(who="anna", only="anna")
        case 6:
            project.redo(who="anna", only="anna")
        case 4:
            project.rename_person(1, f"Ada {number}", who="anna")
        case 3:
            project.decide(article, statement, "corrected", Correction(speaker=f"Ida {number}"), who="anna")
        case _:
            project.decide(article, statement, verdict, note=str(number), who="anna")  # type: ignore[arg-type]


@dataclass
class Seen:
    """What was seen over all kills."""

    kills: int = 0
    runs: int = 0
    reads: int = 0
    articles: int = 0
    workers: int = 0
    acknowledged: int = 0
    early: int = 0
    wrong: list[str] = field(default_factory=list)


def run(kills: int, articles: int, edits: int, seed: int) -> Seen:
    """Kill so many times, in as many projects as it takes."""
    seen, chance = Seen(), random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "articles")
        folder.mkdir()
        write_articles(folder, articles)
        unbroken, log = Path(scratch, "unbroken.sayso"), Path(scratch, "log")
        finish(unbroken, folder, edits, log)
        whole = everything(unbroken)
        while seen.kills < kills:
            seen.runs += 1
            one_project(Path(scratch, f"{seen.runs}.sayso"), folder, (edits, log, kills, chance), whole, seen)
    return seen


def finish(path: Path, folder: Path, edits: int, log: Path) -> None:
    """Let both processes come to their end."""
    add_ = start("add", path, folder, 1, log)
    assert add_.wait() == 0
    assert start("edit", path, edits).wait() == 0


def start(what: str, *arguments: object) -> subprocess.Popen[str]:
    """Start one of the two processes."""
    command = [sys.executable, "-m", "benchmarks.killed", what, *map(str, arguments)]
    out = tempfile.NamedTemporaryFile("a")  # noqa: SIM115 (read after its process was killed)
    process = subprocess.Popen(command, cwd=ROOT, stdout=out, text=True, env=QUIET)
    process.stdout = out
    return process


def said(process: subprocess.Popen[str]) -> list[str]:
    """Return the whole lines that a process has printed."""
    assert process.stdout is not None
    # Opened anew: to go back to its beginning would move the place where the process writes, too.
    lines = Path(process.stdout.name).read_text(encoding="utf-8").splitlines(keepends=True)
    return [line.rstrip("\n") for line in lines if line.endswith("\n")]


def one_project(path: Path, folder: Path, how: tuple[int, Path, int, random.Random], whole: Rows, seen: Seen) -> None:
    """Make one project over many kills, and compare it."""
    edits, log, kills, chance = how
    log.unlink(missing_ok=True)
    total = len(whole["articles"])
    while seen.kills < kills and len(rows_of(path, "articles")) < total:
        workers = chance.randint(1, 3)
        processes = [start("add", path, folder, workers, log), start("edit", path, edits)]
        if chance.random() < 0.9:
            while not said(processes[0]) and processes[0].poll() is None:
                time.sleep(0.002)
            # The first readings come when the workers have started.
            before = log.stat().st_size if log.exists() else 0
            while (log.stat().st_size if log.exists() else 0) == before and processes[0].poll() is None:
                time.sleep(0.002)
        time.sleep(chance.random() * LONGEST)
        chance.shuffle(processes)
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()
        seen.kills += 1
        seen.workers += workers
        lines = {process.args[3]: said(process) for process in processes}  # type: ignore[index]
        kept = Path(tempfile.mkdtemp(prefix="killed-"))
        for file in path.parent.glob(f"{path.name}*"):  # as the kill left them: opening a project mends it
            shutil.copy(file, kept)
        wrong = list(check(path, whole, lines, seen))
        if wrong:
            (kept / "said.json").write_text(json.dumps(lines, indent=1), encoding="utf-8")
            seen.wrong += [f"kill {seen.kills}: {one} (kept in {kept})" for one in wrong]
        else:
            shutil.rmtree(kept)
    finish(path, folder, edits, log)
    seen.wrong += [f"project {seen.runs}: {wrong}" for wrong in compare(whole, everything(path))]
    reads = len(log.read_text().splitlines())
    seen.reads += reads
    seen.articles += total


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    """Return the rows of a table; none where the file was not made yet."""
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():
            return []
        return connection.execute(f"SELECT * FROM {table}").fetchall()


def everything(path: Path) -> Rows:
    """Return all rows of a project, those about people too, which are linked only when all are added."""
    people = {table: sorted(KEY.sub("K", TIME.sub("T", repr(row))) for row in rows_of(path, table)) for table in PEOPLE}
    return content(path) | people


def check(path: Path, whole: Rows, lines: dict[str, list[str]], seen: Seen) -> Iterator[str]:
    """Yield what is wrong with a project whose making was broken off."""
    made = bool(rows_of(path, "articles"))
    acknowledged = [line for line in lines["add"] if line != "begun"]
    edits = int(lines["edit"][-1]) if lines["edit"] else 0
    seen.acknowledged += len(acknowledged) + len(lines["edit"][1:])
    if not made:
        if acknowledged or edits:
            yield "what was acknowledged is gone"
        return
    try:
        found = content(path)
    except (AssertionError, sqlite3.Error) as error:
        yield f"the file is not whole: {error}"
        return
    seen.early += len(found["early_readings"])
    for table in TABLES:
        if found[table] != whole[table][: len(found[table])]:
            yield f"{table} are not those of the unbroken run"
    count = len(found["articles"])
    for table, each in (("appearances", 1), ("statements", 6), ("statement_spans", 18), ("speakers", 2)):
        if len(found[table]) != each * count:
            yield f"half an article: {len(found[table])} {table} of {count} articles"
    sources = {row[2] for row in rows_of(path, "appearances")}
    if lost := set(acknowledged) - sources:
        at = sorted(acknowledged.index(one) for one in lost)
        yield f"of {len(acknowledged)} articles acknowledged these are lost: {at}; {count} are there"
    made_edits = sum(row[2] == "anna" for row in rows_of(path, "changes"))
    if not edits <= made_edits <= edits + 1 and lines["edit"]:
        yield f"{edits} edits were acknowledged, {made_edits} are there"


def compare(whole: Rows, found: Rows) -> Iterator[str]:
    """Yield which rows differ at the end; the log only in how the two writers' entries follow one another."""
    for table in (*TABLES, *PEOPLE, "decisions", "early_readings"):
        if found[table] != whole[table]:
            yield f"{table} differ at the end"
    for who in ("anna", "sayso"):
        logs = [[row.split(", ", 4)[4] for row in one["changes"] if f"'{who}'" in row] for one in (whole, found)]
        logs = [[KEY.sub("K", row.split(", ", 1)[1] if row[0].isdigit() else row) for row in log] for log in logs]
        if logs[0] != logs[1]:
            yield f"the log of {who} differs at the end"


def main() -> None:
    """Print what was seen."""
    if len(sys.argv) > 1 and sys.argv[1] == "add":
        return add(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
    if len(sys.argv) > 1 and sys.argv[1] == "edit":
        return edit(sys.argv[2], int(sys.argv[3]))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--edits", type=int, default=700)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    args = parser.parse_args()
    print(f"seed {args.seed}")
    seen = run(args.kills, args.articles, args.edits, args.seed)
    print("| seen | |\n| --- | --- |")
    print(f"| kills, in {seen.runs} projects of {args.articles} articles and {args.edits} edits | {seen.kills} |")
    print(f"| articles and edits acknowledged before a kill | {seen.acknowledged} |")
    print(f"| readings found waiting for their turn after a kill | {seen.early} |")
    print(f"| articles read more than once ({seen.workers} workers were killed) | {seen.reads - seen.articles} |")
    print(f"| wrong | {len(seen.wrong)} |")
    if seen.wrong:
        sys.exit("\n".join(seen.wrong[:20]))
    return None


if __name__ == "__main__":
    main()
