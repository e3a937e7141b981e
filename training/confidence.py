"""Fit how likely a relation is right, and from where on it is given: `python training/confidence.py DATA OUT`.

After relations.py. A logistic regression on the grounds of sayso/relations/confidence.py, fitted on the labelled
articles of `trained`, which the network never saw. The curve printed is cross-validated by article. Writes
relations.onnx, and into statements.json what is needed to know of it.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from export import export_relations
from likely import chosen
from logistic import fitted
from network import FEATURES, Relations
from numpy.typing import NDArray
from safetensors.torch import load_file
from ties import read

from benchmarks.relations import same
from sayso.relations.confidence import ENDS_KNOWN, GROUNDS
from sayso.relations.read import between, drawn
from sayso.relations.ties import ties
from sayso.statements.model import StatementModel

FOLDS, RIDGE = 8, 0.005
THRESHOLD = 0.5
"""A relation is given where it is likelier right than wrong."""
NAMES = (*GROUNDS, ENDS_KNOWN)
Floats = NDArray[np.float64]


def cases(data: Path, model: StatementModel) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int64], int]:
    """Return the grounds of all that is considered in `trained`, whether it is right, its article, and all that is due.

    Of several that are one labelled relation, the one the model is surest of is right.
    """
    rows, right, article_of, due = [], [], [], 0
    for number, one_read in enumerate(read("trained", data, model)):
        article, resolved, left = one_read.article, one_read.resolved, list(one_read.golds)
        due += len(left)
        seen = ties(article, one_read.found, one_read.who, resolved, model)
        kept = between(article, seen, resolved, model.constants["relations"])
        shown = drawn(article, resolved, kept)
        for one, relation in sorted(zip(kept, shown.relations, strict=True), key=lambda row: -row[0].confidence):
            gold = next((gold for gold in left if same(shown, relation, gold)), None)
            if gold is not None:
                left.remove(gold)
            rows.append([*one.tie.grounds, np.log(max(one.known, 0.01))])
            right.append(gold is not None)
            article_of.append(number)
    return np.array(rows), np.array(right), np.array(article_of), due


def weighed(rows: Floats, right: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Return a weight for each ground and the bias; that the ends are known speaks against no relation."""
    weights, bias = fitted(rows, right.astype(np.float64), RIDGE)
    weights[-1] = max(weights[-1], 0.0)
    return weights, bias


def judged(rows: Floats, right: NDArray[np.bool_], article_of: NDArray[np.int64]) -> Floats:
    """Return how likely each is right by what was fitted on other articles."""
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = article_of % FOLDS == fold
        weights, bias = weighed(rows[~held], right[~held])
        odds[held] = rows[held] @ weights + bias
    return np.asarray(1 / (1 + np.exp(-odds)))


def curve(sure: Floats, right: NDArray[np.bool_], due: int) -> str:
    """Return precision and recall at several confidences as a table."""
    lines = ["| confidence from | relations | precision | recall |", "| --- | --- | --- | --- |"]
    for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = right[sure >= least]
        lines.append(f"| {least} | {len(kept)} | {kept.sum() / max(1, len(kept)):.3f} | {kept.sum() / due:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    net = Relations()
    net.load_state_dict(load_file(args.out / "relations.safetensors"))
    grounds: dict[str, float] = dict.fromkeys(NAMES, 0.0) | {"bias": 0.0, "model": 1.0}
    constants: dict[str, Any] = {"weights": [0.0] * 2 * FEATURES, "bias": 1.0, "threshold": 0.0, "grounds": grounds}
    export_relations(net, args.out, constants)
    constants |= chosen(args.data, StatementModel(args.out))
    export_relations(net, args.out, constants)
    rows, right, article_of, due = cases(args.data, StatementModel(args.out))
    sure = judged(rows, right, article_of)
    print(curve(sure, right, due))
    weights, bias = weighed(rows, right)
    named = {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}
    constants |= {"threshold": THRESHOLD, "grounds": named | {"bias": round(bias, 4)}}
    print(constants["grounds"])
    export_relations(net, args.out, constants)


if __name__ == "__main__":
    main()
