"""A project of a million statements, searched, paged and exported: `python -m benchmarks.scale SEED [--statements N]`.

SEED is any project that `sayso add` made; its rows are repeated until there are so many statements, and its people are
linked. `--keep FILE` keeps the large project there, and uses it if it is there. Times are the median of five after one
to warm up: of the first 50 results from an open project, and of the whole command as a user runs it. It ends with a
table, and with 1 and what was over its limit if anything was: milliseconds of the processor, which another program on
the machine changes less than the clock, and megabytes of memory. About 1.5 GB of disk are needed. `--formats` are those
that are exported, each in some minutes.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain, islice
from pathlib import Path

import sayso

OF_ARTICLES = ("passages", "speakers", "voices", "headline_checks", "figures", "relations")
ROUNDS = 5
PAGE = 50
FIND, PAGED, MEMORY, ANY = 300, 200, 300, 10**6
"""The most milliseconds of a search and of a page of statements, the most megabytes of an export and of linking; what
has no limit."""
QUERIES: dict[str, dict[str, str | bool]] = {
    "a rare word": {"words": "quixotic"},
    "a word that is nowhere": {"words": "qqqqzz"},
    "a frequent word": {"words": "trump"},
    "the most frequent word": {"words": "the"},
    "two words": {"words": "people immigration"},
    "a phrase": {"words": '"the United States"'},
    "the beginning of a word": {"words": "immig*"},
    "three letters": {"words": "con*"},
    "a speaker": {"speaker": "clinton"},
    "the most frequent speaker": {"speaker": "donald trump"},
    "a frequent first name": {"speaker": "john"},
    "a rare speaker": {"speaker": "mikulski"},
    "a speaker who is nobody": {"speaker": "qqqqzz"},
    "a whole name": {"speaker": "=Donald Trump"},
    "a speaker and a word": {"words": "the", "speaker": "merkel"},
    "a speaker and a rare word": {"words": "quixotic", "speaker": "donald trump"},
    "a speaker, an outlet and dates": {"speaker": "clinton", "outlet": "Politico", "after": "2016-07"},
    "a role": {"role": "senator"},
    "a role and a word": {"words": "tax", "role": "senator"},
    "a target": {"target": "trump"},
    "a rare target": {"target": "mikulski"},
    "a holder, a target and a sign": {"holder": "trump", "target": "clinton", "sign": "-"},
    "a target and a speaker": {"target": "clinton", "speaker": "trump"},
    "a sign": {"sign": "-"},
    "a sign and a word": {"sign": "-", "words": "wall"},
    "a kind": {"kind": "mixed"},
    "an outlet": {"outlet": "Politico"},
    "no outlet": {"outlet": ""},
    "an outlet and dates": {"outlet": "Politico", "after": "2016-08", "before": "2016-09"},
    "a frequent word on one day": {"words": "the", "after": "2016-08-10", "before": "2016-08-10"},
    "a frequent word in no year": {"words": "trump", "after": "2031"},
    "dates": {"after": "2019"},
    "dates of which there is nothing": {"before": "1950"},
    "all dates": {"after": "2000", "before": "2030"},
    "no date": {"undated": True},
    "nobody named": {"unnamed": True},
    "nobody named and a role": {"unnamed": True, "role": "senator"},
    "nobody named and a word": {"unnamed": True, "words": "wall"},
    "headlines that claim": {"headline": "claim"},
    "headlines that attribute, and a word": {"headline": "attributed", "words": "the"},
    "everything": {
        "words": "the", "speaker": "trump", "role": "president", "outlet": "Politico", "kind": "direct",
        "after": "2016", "before": "2016-12", "unnamed": True,
    },
    "no words": {},
}  # fmt: skip


def replicate(seed: Path, path: Path, statements: int) -> None:
    """Make a large project of a small one: its articles again and again, one statement in a hundred decided on."""
    with closing(sqlite3.connect(f"file:{seed}?mode=ro", uri=True)) as small, closing(sqlite3.connect(path)) as large:
        small.backup(large)
    sayso.open_project(path).close()
    for copy in path.parent.glob(f"{path.name}.version-*"):
        copy.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as large:
        large.execute("PRAGMA synchronous = OFF")
        large.execute("BEGIN")
        last, last_statement = (
            large.execute(f"SELECT max(id) FROM {t}").fetchone()[0] for t in ("articles", "statements")
        )
        (there,) = large.execute("SELECT count(*) FROM statements").fetchone()
        columns = {
            table: _columns(large, table)
            for table in ("articles", "appearances", "statements", "statement_spans", *OF_ARTICLES)
        }
        for copy in range(1, -(-statements // there)):
            by, by_statement = copy * last, copy * last_statement
            new = {"id": f"id + {by}", "sha256": f"printf('%08x', {copy}) || substr(sha256, 9)"}
            _again(large, "articles", columns, new, f"id <= {last}")
            new = {"id": f"id + {by_statement}", "article_id": f"article_id + {by}"}
            _again(large, "statements", columns, new, f"id <= {last_statement}")
            new = {"statement_id": f"statement_id + {by_statement}"}
            _again(large, "statement_spans", columns, new, f"statement_id <= {last_statement}")
            _again(
                large,
                "appearances",
                columns,
                {"id": "NULL", "article_id": f"article_id + {by}"},
                f"article_id <= {last}",
            )
            for table in OF_ARTICLES:
                _again(large, table, columns, {"article_id": f"article_id + {by}"}, f"article_id <= {last}")
        large.execute("""INSERT OR IGNORE INTO decisions (article_id, anchor, verdict, spans, note, judged, who, at)
            SELECT article_id, anchor, iif(id % 3, 'accepted', 'rejected'), '{}', 'seen', '{}', 'anna',
            '2026-01-01T00:00:00Z' FROM statements WHERE id % 100 = 0""")
        large.execute("INSERT INTO statement_search (statement_search) VALUES ('rebuild')")
        large.execute("INSERT OR IGNORE INTO people_due SELECT id, '' FROM articles")
        large.execute("COMMIT")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _again(
    connection: sqlite3.Connection, table: str, columns: dict[str, list[str]], new: dict[str, str], where: str
) -> None:
    values = ", ".join(new.get(name, name) for name in columns[table])
    connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {where}")


def milliseconds(do: Callable[[], object]) -> tuple[float, float]:
    """Return the median milliseconds of several runs after one to warm up, by the clock and of the processor."""
    times = []
    for _ in range(ROUNDS + 1):
        began, used = time.perf_counter(), sum(os.times()[:4])
        do()
        times.append((1000 * (time.perf_counter() - began), 1000 * (sum(os.times()[:4]) - used)))
    clock, processor = zip(*times[1:], strict=True)
    return statistics.median(clock), statistics.median(processor)


def measure(path: Path) -> Iterator[tuple[str, int, float, float]]:
    """Yield what was measured, the most it may take, and what it took by the clock and of the processor."""
    with sayso.open_project(path, read_only=True) as project:
        for name, query in QUERIES.items():
            yield f"find {name}", FIND, *milliseconds(lambda: list(islice(project.find(**query), PAGE)))  # type: ignore[arg-type] # noqa: B023
        numbers = [row[0] for row in project._file.rows("SELECT id FROM articles ORDER BY sha256 LIMIT 20")]
        longest = "SELECT article_id FROM statements GROUP BY article_id ORDER BY count(*) DESC LIMIT 1"
        numbers.append(project._file.one(longest))
        slowest = max(milliseconds(lambda: _page(project, number)) for number in numbers)  # noqa: B023
        yield "an article, its statements, decisions and history, the slowest of 21", PAGED, *slowest
        listed = "SELECT * FROM statement_list WHERE id > 500000 ORDER BY id LIMIT 50"
        yield "a page in the middle of statement_list", PAGED, *milliseconds(lambda: list(project._file.rows(listed)))
        counted = "SELECT * FROM statement_list LIMIT 50 OFFSET 500000"
        deep = "the same by OFFSET, as Datasette turns the pages of a view"
        yield deep, ANY, *milliseconds(lambda: list(project._file.rows(counted)))
        yield "people by name", FIND, *milliseconds(lambda: list(project.people("john", limit=PAGE)))
        yield "people", FIND, *milliseconds(lambda: list(project.people(limit=PAGE)))
    for name in ("a frequent word", "an outlet and dates"):
        options = [f"--{key}={value}" for key, value in QUERIES[name].items() if key != "words"]
        words = [str(QUERIES[name]["words"])] if "words" in QUERIES[name] else []
        command = [sys.executable, "-m", "sayso", "find", str(path), *words, *options, "--limit", str(PAGE)]
        run = partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)
        yield f"the whole command, find {name}", ANY, *milliseconds(run)


def _page(project: sayso.Project, number: int) -> object:
    return project.article(number), project.decisions(number), list(project.history(number))


def command(*arguments: str) -> tuple[float, float, float]:
    """Return the seconds by the clock and of the processor and the highest resident megabytes of a `sayso` command."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "sayso", *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--formats", nargs="*", default=["csv", "jsonl", "web-annotation", "quotation", "label-studio"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = args.keep or Path(scratch, "large.sayso")
        if not path.exists():
            replicate(args.seed, path, args.statements)
        over = list(table(path, args.formats))
    if over:
        sys.exit("over the limit: " + ", ".join(over))


def table(path: Path, formats: list[str]) -> Iterator[str]:
    """Print the table as it is measured; yield what is over its limit."""
    commands = {"people": ["people", str(path), "--limit", "1"], "status": ["status", str(path)]}
    commands |= {f"export {form}": ["export", str(path), "--format", form, "-o", os.devnull] for form in formats}
    linked = command(*commands.pop("people"))
    with sayso.open_project(path, read_only=True) as project:
        counts = project.status()
        people = project._file.one("SELECT count(*) FROM people")
    statements, size = sum(counts.statements.values()), path.stat().st_size / 1e6
    print(f"{counts.articles:,} articles, {statements:,} statements, {people:,} people, {size:,.0f} MB\n")
    print("| what | ms by the clock | processor ms | at most |\n| --- | --- | --- | --- |")
    for name, most, clock, processor in measure(path):
        print(f"| {name} | {clock:,.0f} | {processor:,.0f} | {most if most < ANY else '-'} |", flush=True)
        if processor > most:
            yield f"{name} ({processor:,.0f} ms)"
    print("\n| command | seconds by the clock | processor seconds | MB | at most |\n| --- | --- | --- | --- | --- |")
    taken = [("people, linked if they were not", linked)]
    for name, (clock, processor, memory) in chain(taken, ((name, command(*run)) for name, run in commands.items())):
        print(f"| {name} | {clock:,.0f} | {processor:,.0f} | {memory:,.0f} | {MEMORY} |", flush=True)
        if memory > MEMORY:
            yield f"{name} ({memory:,.0f} MB)"


if __name__ == "__main__":
    main()
