"""Speakers across articles: `python -m benchmarks.people DATA [--name trained] [--errors]`. Needs articles.jsonl.gz.

A pair of mentions of two articles is said to be of one person or body where the speakers that hold the mentions are
linked in a project of all articles of the pairs, read with the shipped model. A mention that no speaker holds is of
nobody. 300 pairs of our own labelling (benchmarks/labels/README.md says how they were chosen); those of `trained` may
be looked into.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sayso
from benchmarks.speakers import LABELS, whole
from sayso.project.project import Project

Pair = Mapping[str, Any]


def pairs(name: str) -> list[Pair]:
    """Return labelled pairs."""
    lines = (LABELS / f"people-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@contextmanager
def read(labelled: Sequence[Pair], data: Path, workers: int = 2) -> Iterator[tuple[Project, dict[str, int]]]:
    """Make a project of the articles of the pairs; yield it, and where the text of each begins for the labels."""
    wanted = {pair[side][0] for pair in labelled for side in "ab"}
    begins = {}
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "articles.jsonl"
        with (
            gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines,
            table.open("w", encoding="utf-8") as out,
        ):
            for article in map(json.loads, lines):
                if article["id"] in wanted:
                    out.write(json.dumps(article) + "\n")
                    text = article["text"]
                    begins[article["id"]] = len(whole(article)) - len(text.strip()) - len(text) + len(text.lstrip())
        with sayso.open_project(Path(folder) / "pairs.sayso") as project:
            project.add([table], workers=workers)
            yield project, begins


def holders(project: Project) -> dict[str, list[tuple[int, set[tuple[int, int]]]]]:
    """Return for each article the people who speak in it and where they are mentioned."""
    out: dict[str, list[tuple[int, set[tuple[int, int]]]]] = defaultdict(list)
    for person in project.people():
        for one in project.person(person.id).appearing:
            article = project.article(one.article)
            speaker = next(s for s in (*article.speakers, *article.actors) if s.id == one.local_id)
            out[article.id].append((person.id, {(start, end) for start, end in speaker.mentions}))
    return out


def said(labelled: Sequence[Pair], data: Path) -> list[bool]:
    """Say of each pair whether it is found to be one person or body."""
    with read(labelled, data) as (project, begins):
        found = holders(project)

    def who(article: str, start: int, end: int) -> int | None:
        at = (start - begins[article], end - begins[article])
        return next((person for person, mentions in found[article] if at in mentions), None)

    held = [(who(*pair["a"]), who(*pair["b"])) for pair in labelled]
    return [a is not None and a == b for a, b in held]


def measure(labelled: Sequence[Pair], answers: Sequence[bool]) -> dict[str, float]:
    """Return counts, and precision and recall (0 to 1) of the pairs that are said to be one."""
    right = sum(answer and pair["same"] for pair, answer in zip(labelled, answers, strict=True))
    found, wanted = sum(answers), sum(pair["same"] for pair in labelled)
    return {
        "pairs": len(labelled), "same": wanted, "found": found, "right": right,
        "precision": right / max(1, found), "recall": right / max(1, wanted),
    }  # fmt: skip


def main() -> None:
    """Print the measurement, in all and for each way in which pairs were chosen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--name", default="measured")
    parser.add_argument("--errors", action="store_true", help="print the pairs of `trained` that are wrong")
    args = parser.parse_args()
    if args.errors and args.name != "trained":
        sys.exit("only errors in `trained` are looked into")
    labelled = pairs(args.name)
    answers = said(labelled, args.data)
    for kind in ("", *sorted({pair["kind"] for pair in labelled})):
        which = [
            (pair, answer) for pair, answer in zip(labelled, answers, strict=True) if pair["kind"] == kind or not kind
        ]
        print(kind or "all", {k: round(v, 3) for k, v in measure(*zip(*which, strict=True)).items()})
    if args.errors:
        for pair, answer in zip(labelled, answers, strict=True):
            if answer != pair["same"]:
                print(json.dumps(pair))


if __name__ == "__main__":
    main()
