"""What adding costs beside reading: `python -m benchmarks.adding DATA [--articles 200]`.

Both read the same articles of DATA/articles.jsonl.gz: `sayso add` with two workers into a new project, and one process
that does nothing but find what is in each. Compared are processor seconds, which another program on the machine does
not change much, less those of the same two with only two short articles, for starting is not adding. Memory is the
highest resident size of a worker, sampled in the first and the last third of the run. It ends with a table, and with 1
if the share or the memory is not what it should be.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARE, MEMORY = 0.85, 400
"""The least share of the words a second that reading alone comes to, the most megabytes of a worker."""


def slice_of(data: Path, count: int, place: Path) -> int:
    """Write every so manyth article to a table; return how many words they have."""
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        every = file.readlines()
    chosen = every[:: max(1, len(every) // count)][:count]
    place.write_text("".join(chosen), encoding="utf-8")
    return sum(len(json.loads(line)["text"].split()) for line in chosen)


def read(table: str) -> None:
    """Read the articles of a table and do nothing else."""
    from sayso.project.tables import Columns, TableRow, article_of_row, rows
    from sayso.reader import Reader

    reader = Reader()
    for row in rows(table):
        assert isinstance(row, TableRow)
        reader.read_article(article_of_row(row.cells, "row", Columns()))


def reading(table: Path) -> list[str]:
    """Return the command that only reads."""
    return [sys.executable, "-m", "benchmarks.adding", str(table), "--only-read"]


def adding(project: Path, table: Path) -> list[str]:
    """Return the command that adds."""
    return [sys.executable, "-m", "sayso", "add", str(project), str(table), "--workers", "2"]


def processor_seconds(command: list[str]) -> tuple[float, float, dict[str, float]]:
    """Return the processor and wall seconds of a command with its children, and the memory of its workers."""
    began, memory, before = time.monotonic(), list[tuple[float, float]](), os.times()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    while process.poll() is None:
        memory.append((time.monotonic() - began, max(map(_resident, _children(process.pid)), default=0.0)))
        time.sleep(0.25)
    used = os.times()
    took = time.monotonic() - began
    parts = {
        "first": max((size for at, size in memory if at < took / 3), default=0.0),
        "last": max((size for at, size in memory if at > 2 * took / 3), default=0.0),
    }
    assert process.returncode == 0
    seconds = used.children_user + used.children_system - before.children_user - before.children_system
    return seconds, took, parts


def _children(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []


def _resident(pid: str) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--only-read", action="store_true", help="read the table DATA; what the measurement starts")
    args = parser.parse_args()
    if args.only_read:
        return read(str(args.data))
    with tempfile.TemporaryDirectory() as scratch:
        table = Path(scratch, "a.jsonl")
        words = slice_of(args.data, args.articles, table)
        short = Path(scratch, "short.jsonl")
        short.write_text('{"text": "“It is safe,” said Ada Reed."}\n{"text": "“It is,” said Tom Hale."}\n')
        start_read, _, _ = processor_seconds(reading(short))
        start_add, _, _ = processor_seconds(adding(Path(scratch, "short.sayso"), short))
        model = processor_seconds(reading(table))[0] - start_read
        added, wall, memory = processor_seconds(adding(Path(scratch, "p.sayso"), table))
        added -= start_add
    print("| what | measured |\n| --- | --- |")
    print(f"| articles, words | {args.articles}, {words:,} |")
    print(f"| reading only: words a processor second | {words / model:,.0f} |")
    print(f"| sayso add, 2 workers: words a processor second | {words / added:,.0f} |")
    print(f"| share, at least {SHARE} | {model / added:.3f} |")
    print(f"| starting: processor seconds of reading, of adding | {start_read:.1f}, {start_add:.1f} |")
    print(f"| sayso add: seconds, words a second | {wall:.0f}, {words / wall:,.0f} |")
    print(f"| worker MB, first third and last third, at most {MEMORY} | {memory['first']:.0f}, {memory['last']:.0f} |")
    if model / added < SHARE or max(memory.values()) > MEMORY:
        sys.exit("the share is too small or a worker too large")
    return None


if __name__ == "__main__":
    main()
