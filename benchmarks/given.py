"""Relations between two given entities: `python -m benchmarks.given DATA`.

Needs directed-dev.jsonl.gz (Park, Pan and Joo, Findings of ACL 2021) and plv-train.jsonl.gz (Zero-Shot-PLOVER). The
five classes of the first come from the shipped weights, which were not fitted on it. For PLOVER's root codes the last,
linear layer is fitted anew in five folds by sentence; what it reads never saw these labels.
"""

import argparse
import gzip
import json
import random
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.relations.acts import ROOTS
from sayso.relations.sentences import LONGEST
from sayso.statements.model import Related, StatementModel, shipped
from sayso.statements.stream import stream

Numbers = NDArray[np.float64]
FOLDS, RIDGE, ROUNDS = 5, 0.01, 300
Given = tuple[str, Span, Span, int]
"""A sentence, its two entities, and the class of the pair."""


def directed(path: Path) -> list[Given]:
    """Return the sentences of directed-train or directed-dev without their brackets."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            sentence, p, q = (_unescaped(row[key]) for key in ("sentence", "p", "q"))
            first = sentence.find(f"[{p}]")
            second = sentence.find(f"[{q}]", first + 1 if p == q else 0)
            if min(first, second) < 0:
                continue
            spans, text, at = {}, "", 0
            for start, which, name in sorted([(first, "p", p), (second, "q", q)]):
                text += sentence[at:start]
                spans[which] = Span(len(text), len(text) + len(name))
                text, at = text + name, start + len(name) + 2
            out.append((_one_line(text + sentence[at:]), spans["p"], spans["q"], row["label"]))
    return out


def _unescaped(field: str) -> str:
    """Return a field as it was before it was written as CSV: the data keep the marks of some."""
    quoted = len(field) > 1 and field[0] == field[-1] == '"' and '""' in field
    return field[1:-1].replace('""', '"') if quoted else field


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def plover(path: Path) -> list[Given]:
    """Return the sentences of plv-train with source, target (empty where none is marked) and root code, by number."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, at = "", {}
            for part in re.split(r"(</?[st]>)", row["marked_sentence"]):
                if re.fullmatch(r"</?[st]>", part):
                    at[part] = len(text)
                else:
                    text += part
            if "<s>" in at:
                source, target = Span(at["<s>"], at["</s>"]), Span(at.get("<t>", 0), at.get("</t>", 0))
                out.append((_one_line(text), source, target, ROOTS.index(row["gold_root"])))
    return out


def related(row: Given, model: StatementModel) -> Related | None:
    """Return what the model says of the two entities of a sentence; None where neither has a word."""
    sentence, p, q, _ = row
    tokens = stream(sentence, model.wordpiece)
    early = np.concatenate([one.early for one in model.score(tokens)])[: min(LONGEST, len(tokens.ids) - 1)]
    ends = np.zeros((3, 1 + len(early)), np.float32)
    for number, span in ((1, p), (2, q)):
        first, stop = tokens.tokens_of(span)
        ends[number, 1 + first : 1 + stop] = 1 / max(1, stop - first)
    return model.related(early, ends, [(1, 2)]) if ends[1].any() else None


def macro(said: NDArray[np.int64], wanted: NDArray[np.int64], classes: int) -> tuple[float, list[float]]:
    """Return macro F1 and the F1 of each class, in percent."""
    each = []
    for k in range(classes):
        hit, both = ((said == k) & (wanted == k)).sum(), (said == k).sum() + (wanted == k).sum()
        each.append(200 * float(hit) / max(1, int(both)))
    return float(np.mean(each)), each


def measure_directed(data: Path, model: StatementModel) -> dict[str, float]:
    """Return macro F1 and accuracy on directed-dev, in percent, and F1 of each class."""
    rows = directed(data / "directed-dev.jsonl.gz")
    read = [related(row, model) for row in rows]
    said = np.array([int(one.given[0].argmax()) if one else 0 for one in read])
    wanted = np.array([row[3] for row in rows])
    mean, each = macro(said, wanted, 5)
    names = ("neutral", "p for q", "q for p", "p against q", "q against p")
    return {"sentences": len(rows), "macro F1": mean, "accuracy": 100 * float((said == wanted).mean())} | dict(
        zip(names, each, strict=True)
    )


def measure_plover(data: Path, model: StatementModel) -> dict[str, float]:
    """Return macro F1 and accuracy of the root codes in five folds by sentence, in percent."""
    rows = plover(data / "plv-train.jsonl.gz")
    read = [related(row, model) for row in rows]
    x = np.stack([one.vectors[0, 0] if one else np.zeros(read[0].vectors.shape[-1]) for one in read])  # type: ignore[union-attr]
    y = np.array([row[3] for row in rows])
    texts = sorted({row[0] for row in rows})
    random.Random(0).shuffle(texts)
    fold = {text: number % FOLDS for number, text in enumerate(texts)}
    folds = np.array([fold[row[0]] for row in rows])
    said = np.zeros(len(rows), np.int64)
    for number in range(FOLDS):
        weights, bias = fitted(x[folds != number], y[folds != number])
        said[folds == number] = (x[folds == number] @ weights + bias).argmax(1)
    mean, _ = macro(said, y, len(ROOTS))
    return {"sentences": len(rows), "macro F1": mean, "accuracy": 100 * float((said == y).mean())}


def fitted(x: Numbers, y: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Return weights (inputs, 15) and bias (15,) of a multinomial logistic regression with a ridge.

    Plain gradient descent with momentum on inputs set to mean 0 and deviation 1.
    """
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    z = (x - mean) / deviation
    wanted = np.eye(len(ROOTS))[y]
    weights, bias = np.zeros((x.shape[1], len(ROOTS))), np.zeros(len(ROOTS))
    pace, swift = np.zeros_like(weights), np.zeros_like(bias)
    rate = 1.0 / (0.5 * float(np.linalg.norm(z, 2)) ** 2 / len(z) + 2 * RIDGE)
    for _ in range(ROUNDS):
        score = z @ weights + bias
        score -= score.max(1, keepdims=True)
        likely = np.exp(score)
        likely /= likely.sum(1, keepdims=True)
        off = (likely - wanted) / len(z)
        pace = 0.9 * pace - rate * (z.T @ off + 2 * RIDGE * weights)
        swift = 0.9 * swift - rate * off.sum(0)
        weights, bias = weights + pace, bias + swift
    weights /= deviation[:, None]
    return weights, bias - mean @ weights


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    for name, measure in (("directed-dev", measure_directed), ("PLOVER root, five folds", measure_plover)):
        print(name, {key: round(value, 2) for key, value in measure(args.data, shipped()).items()})


if __name__ == "__main__":
    main()
