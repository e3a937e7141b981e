"""Fit how likely a relation is right, and from where on it is given: `python training/confidence.py DATA OUT`.

After relations.py. A logistic regression on the grounds of sayso/relations/confidence.py, fitted on the labelled
articles of `trained`, which the network never saw. The curve printed is cross-validated by article. Writes
relations.onnx, and into statements.json what is needed to know of it.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch
from export import export_relations
from likely import chosen
from network import FEATURES, Relations
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch.nn import functional as F

from benchmarks.relations import labels_of, same, texts
from sayso.intake import from_text
from sayso.relations.confidence import ENDS_KNOWN, GROUNDS
from sayso.relations.read import between, drawn
from sayso.relations.ties import ties
from sayso.speakers.read import with_speakers
from sayso.statements import decode
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
    golds = labels_of("trained")
    rows, right, article_of = [], [], []
    for number, (id_, text) in enumerate(texts("trained", data).items()):
        article = from_text(text, id_)
        found = decode.find(article, model)
        assert found is not None
        who = model.who(found.scored)
        spoken, resolved = with_speakers(article, found, decode.statements(found, model), model, who)
        seen = ties(spoken, found, who, resolved, model)
        kept = between(spoken, seen, resolved, model.constants["relations"])
        read, left = drawn(spoken, resolved, kept), list(golds[id_])
        for one, relation in sorted(zip(kept, read.relations, strict=True), key=lambda row: -row[0].confidence):
            gold = next((gold for gold in left if same(read, relation, gold)), None)
            if gold is not None:
                left.remove(gold)
            rows.append([*one.tie.grounds, np.log(max(one.known, 0.01))])
            right.append(gold is not None)
            article_of.append(number)
    return np.array(rows), np.array(right), np.array(article_of), sum(map(len, golds.values()))


def fitted(rows: Floats, right: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Return weights and bias of a logistic regression with a ridge; no ground that ends are known speaks against."""
    deviation = rows.std(0) + 1e-6
    x, y = torch.from_numpy(rows / deviation), torch.from_numpy(right.astype(np.float64))
    weights = torch.zeros(rows.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(x @ weights + bias, y) + RIDGE * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)  # type: ignore[arg-type]
    out = weights.detach().numpy() / deviation
    out[-1] = max(out[-1], 0.0)
    return out, float(bias)


def judged(rows: Floats, right: NDArray[np.bool_], article_of: NDArray[np.int64]) -> Floats:
    """Return how likely each is right by what was fitted on other articles."""
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = article_of % FOLDS == fold
        weights, bias = fitted(rows[~held], right[~held])
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
    weights, bias = fitted(rows, right)
    named = {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}
    constants |= {"threshold": THRESHOLD, "grounds": named | {"bias": round(bias, 4)}}
    print(constants["grounds"])
    export_relations(net, args.out, constants)


if __name__ == "__main__":
    main()
