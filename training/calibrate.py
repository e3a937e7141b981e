"""Fit the confidence of statements on PolNeAR dev: `python training/calibrate.py DATA sayso/weights`.

Weights are fitted on all of dev; the curve printed (and shown in the model card) is cross-validated by article.
"""

import argparse
import gzip
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.attribution import scorer
from sayso.intake import from_text
from sayso.statements import decode
from sayso.statements.confidence import evidence
from sayso.statements.model import StatementModel

FOLDS, RIDGE = 6, 1.0
ROLES = ("source", "cue", "content")


def right(score: ModuleType, gold: dict[str, Any], found: list[dict[str, Any]]) -> list[bool]:
    """Say of each found statement whether the scorer counts its relation as right."""
    words = score.words_of(gold["text"])
    ignored = score.cover(words, gold.get("ignore"))

    def sets(row: dict[str, Any]) -> dict[str, frozenset[int]]:
        return {role: score.cover(words, row[role]) - ignored for role in ROLES}

    theirs, ours = [sets(row) for row in gold["attributions"]], [sets(row) for row in found]
    pairs = [
        (score.dice(g["content"], f["content"]) + 0.01 * score.dice(g["source"], f["source"]), i, j)
        for i, g in enumerate(theirs)
        for j, f in enumerate(ours)
        if g["content"] & f["content"] and score.dice(g["content"], f["content"]) >= 0.5
    ]
    taken: dict[int, int] = {}
    for _, i, j in sorted(pairs, reverse=True):
        if i not in taken.values() and j not in taken:
            taken[j] = i
    return [j in taken and score.dice(theirs[taken[j]]["source"], ours[j]["source"]) >= 0.5 for j in range(len(ours))]


def rows(data: Path, folder: Path) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return names of the evidence, its values (statements, names), whether each was right, and its article."""
    score = scorer(data)
    model = StatementModel(folder)
    seen: list[dict[str, float]] = []
    truth: list[bool] = []
    article: list[int] = []
    formal: list[bool] = []
    with gzip.open(data / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, gold in enumerate(map(json.loads, lines)):
            found = decode.find(from_text(gold["text"], gold["doc"]), model)
            assert found is not None
            parts = [(d.source, d.cue, d.contents) for d in found.drafts]
            spans = [dict(zip(ROLES, map(found.characters, part), strict=True)) for part in parts]
            judged = right(score, gold, spans)
            formal += [fine for draft, fine in zip(found.drafts, judged, strict=True) if draft.formal]
            for draft, kind, fine in zip(found.drafts, found.kinds, judged, strict=True):
                if not draft.formal:
                    seen.append(evidence(draft, kind, found.labels, found.links))
                    truth.append(fine)
                    article.append(number)
    print(f"turns and signed quotations, whose confidence is fixed: {sum(formal)} of {len(formal)} right\n")
    names = list(seen[0])
    values = np.array([[row[name] for name in names] for row in seen])
    return names, values, np.array(truth, float), np.array(article)


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a ridge-penalised logistic regression, the constant last (Newton's method)."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    penalty = RIDGE * np.eye(len(w))
    penalty[-1, -1] = 0
    for _ in range(30):
        p = chance(x, w)
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (y - p) - penalty @ w)
    return w


def chance(x: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities of a logistic regression."""
    return 1 / (1 + np.exp(-(x @ w)))


def reliability(p: NDArray[np.float64], y: NDArray[np.float64]) -> str:
    """Return the reliability curve as a table, with the expected calibration error and the Brier score."""
    lines = ["| confidence | statements | mean confidence | right |", "| --- | --- | --- | --- |"]
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1 + 1e-9 * (low > 0.85))
        if inside.any():
            said, held = p[inside].mean(), y[inside].mean()
            lines.append(f"| {low:.1f} to {low + 0.1:.1f} | {inside.sum()} | {said:.3f} | {held:.3f} |")
            error += inside.mean() * abs(said - held)
    return "\n".join([*lines, "", f"expected calibration error {error:.3f}, Brier score {((p - y) ** 2).mean():.3f}"])


def main() -> None:
    """Fit, print the curve, and write the weights into statements.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    names, x, y, article = rows(args.data, args.folder)
    held_out = np.zeros(len(y))
    for fold in range(FOLDS):
        test = article % FOLDS == fold
        held_out[test] = chance(np.hstack([x[test], np.ones((test.sum(), 1))]), fit(x[~test], y[~test]))
    print(reliability(held_out, y))
    weights = dict(zip([*names, "constant"], (round(w, 4) for w in fit(x, y).tolist()), strict=True))
    facts = args.folder / "statements.json"
    about = json.loads(facts.read_text(encoding="utf-8"))
    about["constants"]["confidence"] = weights
    facts.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
