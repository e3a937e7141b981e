"""Which sentences get a second look: learnt from what the network of relations says of unlabelled articles."""

import gzip
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
from logistic import fitted
from numpy.typing import NDArray
from ties import read_one

from benchmarks.relations import labels_of
from benchmarks.speakers import LABELS, whole
from sayso.relations.likely import summary
from sayso.relations.sentences import pairs
from sayso.relations.ties import only
from sayso.statements.model import StatementModel

SEED, ARTICLES, LONGEST = 20261125, 250, 8_000
SHARE = 0.28
"""The share of all tokens that stands in sentences looked at again."""
RIDGE = 1e-4


def looked_at(texts: list[str], model: StatementModel) -> tuple[NDArray[np.float32], NDArray[np.float32], int]:
    """Return of each sentence with pairs its summary, then its tokens and the chance of a tie; and all tokens."""
    seen, told, total = [], [], 0
    for text in texts:
        one = read_one(text, "article", model, [])
        found = one.found
        early, features = (
            np.concatenate([getattr(part, name) for part in found.scored]) for name in ("early", "features")
        )
        total += len(early)
        for sentence in one.sentences():
            two = pairs(sentence, one.article.statements)
            if two:
                part = slice(sentence.first, sentence.stop)
                marked = only(sentence.shares(found.tokens), {end for pair in two for end in pair})
                signs = model.related(early[part], marked, two).signs
                seen.append(summary(features[part]))
                told.append((sentence.stop - sentence.first, float(1 - signs[:, 0].min())))
    return np.array(seen, np.float32), np.array(told, np.float32), total


def unlabelled(data: Path) -> list[str]:
    """Return texts of articles none of which is labelled."""
    kept = {id_ for name in ("measured", "trained", "more") for id_ in labels_of(name)}
    kept |= {json.loads(line)["article"] for line in (LABELS / "measured.jsonl").read_text("utf-8").splitlines()}
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] not in kept and len(row["text"]) < LONGEST]
    random.Random(SEED).shuffle(rows)
    return [whole(row) for row in rows[:ARTICLES]]


def chosen(data: Path, model: StatementModel) -> dict[str, Any]:
    """Return what `sayso.relations.likely` needs."""
    seen, told, total = looked_at(unlabelled(data), model)
    held = np.arange(len(seen)) % 5 == 0
    weights, bias = fitted(seen[~held], told[~held, 1], RIDGE)
    score = seen @ weights + bias
    order = np.argsort(-score)
    enough = int(np.searchsorted(np.cumsum(told[order, 0]), SHARE * total))
    least = float(score[order[min(enough, len(order) - 1)]])
    tied = told[:, 1] * held
    kept = tied[score > least].sum() / tied.sum()
    print(f"{len(seen)} sentences; of the ties of held-out ones {kept:.3f} are looked at")
    return {"weights": [round(float(one), 5) for one in weights], "bias": round(bias - least, 4)}
