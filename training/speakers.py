"""Fit the choice of speakers: `python training/speakers.py DATA sayso/weights`.

A conditional logit on the evidence of sayso/speakers/evidence.py, one set of weights for each form of source, fitted on
speakers-dev.jsonl and on benchmarks/labels/trained.jsonl. The figures printed are for speakers-dev.jsonl,
cross-validated by article; the other labels are trained on in each fold.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.speakers import LABELS, attributions, labelled, scorer, table
from sayso.article import Article, Statement
from sayso.intake import from_text
from sayso.speakers.cast import with_cast
from sayso.speakers.choice import FORMS
from sayso.speakers.evidence import EVIDENCE
from sayso.speakers.read import women
from sayso.speakers.resolve import Resolved, resolve
from sayso.speakers.state import Choice
from sayso.statements import decode
from sayso.statements.model import StatementModel, Who
from sayso.statements.stream import Stream

FOLDS, RIDGE, ROUNDS = 7, 0.2, 3
START = {
    "pointed at": 0.7, "sentences since": -0.7, "latest that fits": 0.6, "spoke last, close by": 0.8,
    "gender fits": 1.0, "kind fits": 1.0, "in what is said": -0.7,
    "office fits": 2.0, "party clashes": -2.0, "described so before": 2.0, "same noun": 1.0, "itself": 1.0,
    "itself: definite": -1.0,
}  # fmt: skip
"""Weights for the first reading, from which the first evidence is gathered."""
Weights = dict[str, dict[str, float]]
Case = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""The candidates' evidence, and which of them are right."""


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled article with the statements found in it; the model reads it once."""

    gold: dict[str, Any]
    article: Article
    tokens: Stream
    who: Who
    statements: tuple[Statement, ...]
    constants: dict[str, Any]

    def resolved(self, weights: Weights) -> Resolved:
        """Return who speaks by the given weights."""
        constants = {**self.constants, "speakers": weights}
        return resolve(self.article, self.tokens, self.who, self.statements, constants, women())

    def predicted(self, weights: Weights) -> dict[str, Any]:
        """Return who speaks in the scorer's form."""
        cast = with_cast(self.article, self.statements, self.resolved(weights))
        return {"doc": self.gold["doc"], "attributions": attributions(cast)}


def read(gold: dict[str, Any], model: StatementModel) -> Read:
    """Read a labelled article."""
    article = from_text(gold["text"], gold["doc"])
    found = decode.find(article, model)
    assert found is not None
    who = model.who(found.scored)
    return Read(gold, article, found.tokens, who, decode.statements(found, model), dict(model.constants))


def cases(score: ModuleType, one: Read, weights: Weights) -> dict[str, list[Case]]:
    """Return, for each form of source, the choices in an article whose right answer is among the candidates."""
    gold, statements, resolved = one.gold, one.statements, one.resolved(weights)
    meant = _meant(score, gold, statements)
    out: dict[str, list[Case]] = defaultdict(list)
    for choice in resolved.state.choices:
        speaker = meant.get(choice.statement.id) if choice.statement else None
        if speaker:
            right = _right(score, speaker, choice, gold["text"])
            if right.any() and not right.all():
                out[choice.form].append((choice.rows, right))
    return out


def _meant(score: ModuleType, gold: dict[str, Any], statements: Iterable[Any]) -> dict[str, dict[str, Any]]:
    words = score.words_of(gold["text"])
    out = {}
    theirs = [(a, score.cover(words, a["content"])) for a in gold["attributions"] if a.get("speaker")]
    for statement in statements:
        own = score.cover(words, [list(span) for span in statement.content])
        best = max(theirs, key=lambda pair: score.dice(pair[1], own), default=None)
        if best and score.dice(best[1], own) >= 0.5:
            out[statement.id] = best[0]["speaker"]
    return out


def _right(score: ModuleType, speaker: dict[str, Any], choice: Choice, text: str) -> NDArray[np.bool_]:
    names = [actor.name(text) for actor in choice.candidates]
    right = [score.same(speaker, name) for name in names]
    if len(choice.rows) > len(names):
        right.append(not any(right))
    return np.array(right)


def fit(those: list[Case]) -> NDArray[np.float64]:
    """Return weights of greatest penalised likelihood that one of the right candidates is chosen (gradient ascent)."""
    weights = np.zeros(len(EVIDENCE))
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    rows, right = np.concatenate([case[0] for case in those]), np.concatenate([case[1] for case in those])
    sizes = np.array([len(case[1]) for case in those])
    starts = np.cumsum(sizes) - sizes

    def of_each(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.repeat(np.add.reduceat(values, starts), sizes)

    for step in range(1, 401):
        score = rows @ weights
        chance = np.exp(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
        chance /= of_each(chance)
        mine = chance * right
        slope = rows.T @ (mine / np.maximum(of_each(mine), 1e-9) - chance) - 2 * RIDGE * weights
        moment = 0.9 * moment + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights + 0.05 * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return weights


def fitted(score: ModuleType, those: list[Read]) -> Weights:
    """Return the weights for each form, fitted on articles."""
    weights: Weights = dict.fromkeys(FORMS, START)
    for _ in range(ROUNDS):
        gathered: dict[str, list[Case]] = defaultdict(list)
        for one in those:
            for form, found in cases(score, one, weights).items():
                gathered[form].extend(found)
        weights = {
            form: {
                name: round(w, 3)
                for name, w in zip(EVIDENCE, fit(gathered[form]).tolist(), strict=True)
                if abs(w) >= 0.001
            }
            for form in FORMS
        }
    return weights


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Cross-validate, print, fit on everything and write the weights into statements.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only-fit", action="store_true")
    args = parser.parse_args()
    model, score = StatementModel(args.folder), scorer(args.data)
    golds = [read(json.loads(line), model) for line in _lines(args.data / "speakers-dev.jsonl")]
    more = [read(gold, model) for gold in labelled(LABELS / "trained.jsonl", args.data)]
    if not args.only_fit:
        preds = {}
        for fold in range(FOLDS):
            weights = fitted(score, [one for n, one in enumerate(golds) if n % FOLDS != fold] + more)
            for one in golds[fold::FOLDS]:
                preds[one.gold["doc"]] = one.predicted(weights)
        print(table(score.score({one.gold["doc"]: one.gold for one in golds}, preds)))
    facts = args.folder / "statements.json"
    about = json.loads(facts.read_text(encoding="utf-8"))
    about["constants"]["speakers"] = fitted(score, golds + more)
    facts.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
