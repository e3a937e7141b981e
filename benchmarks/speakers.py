"""Who is speaking: `python -m benchmarks.speakers DATA`. Needs speakers-dev.jsonl in DATA and the scorer in ../eval.

The choice of speakers is fitted on speakers-dev.jsonl: what is measured here on it is kind, and
`training/speakers.py` prints the cross-validated figures.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import attribution
from sayso import Reader
from sayso.article import Article
from sayso.intake import from_text
from sayso.speakers.cast import with_cast
from sayso.speakers.read import women
from sayso.speakers.resolve import resolve
from sayso.statements import decode
from sayso.statements.model import StatementModel

LABELS = Path(__file__).parent / "labels"


def scorer(data: Path) -> ModuleType:
    """Load the public scorer of speakers, which imports that of attributions."""
    sys.path.insert(0, str(data.parent / "eval"))
    return attribution.scorer(data, "score_speakers")


def attributions(article: Article) -> list[dict[str, Any]]:
    """Return an article's statements with their speakers in the scorer's form."""
    return [
        {"source": s.source, "cue": s.cue, "content": s.content, "speaker": s.speaker.name if s.speaker else None}
        for s in article.statements
    ]


def predicted(text: str, doc: str, model: StatementModel, weights: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Return what is found in a text with given weights of the choice of speakers."""
    article = from_text(text, doc)
    found = decode.find(article, model)
    if found is None:
        return {"doc": doc, "attributions": []}
    statements = decode.statements(found, model)
    constants = {**model.constants, "speakers": weights}
    resolved = resolve(article, found.tokens, model.who(found.scored), statements, constants, women())
    return {"doc": doc, "attributions": attributions(with_cast(article, statements, resolved))}


def table(result: Mapping[str, Mapping[str, float]]) -> str:
    """Return the scorer's result as lines of percentages."""
    lines = [f"{'':22s}{'gold':>6s}{'found':>8s}{'right':>8s}{'full':>8s}{'given':>8s}"]
    for name, row in result.items():
        shares = "".join(f"{100 * row[key]:8.1f}" for key in ("found", "right", "full", "given"))
        lines.append(f"{name:22s}{row['gold']:6.0f}{shares}")
    return "\n".join(lines)


def measure(golds: list[dict[str, Any]], data: Path, model: StatementModel) -> dict[str, dict[str, float]]:
    """Return the scorer's rows for labelled articles, read with the weights of the model."""
    found = {g["doc"]: predicted(g["text"], g["doc"], model, model.constants["speakers"]) for g in golds}
    result: dict[str, dict[str, float]] = scorer(data).score({g["doc"]: g for g in golds}, found)
    return result


def whole(article: dict[str, Any]) -> str:
    """Return headline and text of an article of articles.jsonl.gz as one text: what offsets of labels count in."""
    return str(article["title"].strip() + "\n\n" + article["text"].strip())


def labelled(labels: Path, data: Path) -> list[dict[str, Any]]:
    """Return articles of our own labelling in the form of speakers-dev.jsonl, each with the verdict on its headline."""
    rows = {row["article"]: row for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines())}
    out = []
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            row = rows.get(article["id"])
            if row is None:
                continue
            text = whole(article)
            for attribution in row["attributions"]:
                speaker = attribution["speaker"]
                if speaker:
                    speaker["name"] = text[slice(*speaker["name"])]
            out.append({"doc": row["article"], "text": text, "attributions": row["attributions"], **row["headline"]})
    return out


def headlines(golds: list[dict[str, Any]]) -> dict[str, float]:
    """Return how many alarms the headline check raises, how many are right, and how many there should be."""
    reader = Reader()
    alarms = right = wanted = 0
    for gold in golds:
        checks = reader.read_text(gold["text"], gold["doc"]).headline_checks
        alarm = any(c.passage == "headline" and c.verdict in ("claim", "misattributed", "unsupported") for c in checks)
        due = gold["verdict"] in ("claim", "unborne")
        alarms, right, wanted = alarms + alarm, right + (alarm and due), wanted + due
    return {"headlines": len(golds), "alarms": alarms, "right": right, "wanted": wanted}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    golds = [json.loads(line) for line in (args.data / "speakers-dev.jsonl").read_text(encoding="utf-8").splitlines()]
    model = StatementModel()
    print("speakers-dev (fitted on)\n" + table(measure(golds, args.data, model)))
    own, trained = (labelled(LABELS / f"{name}.jsonl", args.data) for name in ("measured", "trained"))
    print(f"\n{len(own)} articles of our own labelling\n" + table(measure(own, args.data, model)))
    more = labelled(LABELS / "headlines.jsonl", args.data)
    print("\nheadline check:", headlines(own + trained + more))


if __name__ == "__main__":
    main()
