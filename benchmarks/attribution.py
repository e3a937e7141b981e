"""Statements against PolNeAR dev: `python benchmarks/attribution.py DATA [--json]`.

DATA is the folder that holds polnear-dev.jsonl.gz; the scorer lies in ../eval beside it. Articles go through the
same way in as a user's text files, so that passages left unread count.
"""

import argparse
import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso import Article, Reader

ROWS = ("relation", "relation_direct", "relation_mixed", "relation_indirect", "exact", "content",
        "token_content", "token_source", "token_cue")  # fmt: skip


def scorer(data: Path, name: str = "score_attribution") -> ModuleType:
    """Load a public scorer, which is no package."""
    path = data.parent / "eval" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def attributions(article: Article) -> list[dict[str, Any]]:
    """Return an article's statements in the scorer's form."""
    return [{"source": s.source, "cue": s.cue, "content": s.content} for s in article.statements]


def measure(data: Path, split: str = "polnear-dev.jsonl.gz") -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 (0 to 1) of each row."""
    with gzip.open(data / split, "rt", encoding="utf-8") as lines:
        gold = {row["doc"]: row for row in map(json.loads, lines)}
    reader = Reader()
    predicted = {doc: {"doc": doc, "attributions": attributions(reader.read_text(row["text"], doc))}
                 for doc, row in gold.items()}  # fmt: skip
    result: dict[str, dict[str, float]] = scorer(data).score(gold, predicted)
    return {name: result[name] for name in ROWS}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.data)
    if args.json:
        print(json.dumps(result))
        return
    print(f"{'':20s}{'P':>7s}{'R':>7s}{'F1':>7s}")
    for name, row in result.items():
        print(f"{name:20s}" + "".join(f"{100 * row[key]:7.1f}" for key in ("p", "r", "f1")))


if __name__ == "__main__":
    main()
