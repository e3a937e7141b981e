"""Figures: `python -m benchmarks.figures DATA`. Needs articles.jsonl.gz in DATA.

A figure is right where it stands on a labelled number, has its quantity, and counts what the label says it counts (the
last word of the unit, or the label's measure). 40 articles of our own labelling; those of `trained` may be looked into.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speakers import LABELS, labelled
from sayso import Reader
from sayso.article import Article, Figure


def measure(articles: Mapping[str, Article], labels: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, float]:
    """Return counts and shares (0 to 1) of the figures found, labelled, found rightly, and on the right say-so."""
    found = wanted = right = placed = told = 0
    for id_, golds in labels.items():
        article = articles[id_]
        left = list(golds)
        found, wanted = found + len(article.figures), wanted + len(golds)
        for figure in article.figures:
            gold = next((one for one in left if on(figure, one)), None)
            if gold is None:
                continue
            left.remove(gold)
            placed += 1
            if same_quantity(figure, gold) and same_unit(article.text, figure, gold):
                right += 1
                told += (len(figure.voice) > 1) == (gold["voice"] is not None)
    return {
        "figures": found, "labelled": wanted, "placed": placed, "right": right,
        "precision": right / max(1, found), "recall": right / max(1, wanted), "say-so": told / max(1, right),
    }  # fmt: skip


def on(figure: Figure, gold: Mapping[str, Any]) -> bool:
    """Say whether a figure stands on a labelled number."""
    start, end = gold["number"]
    return any(span.start < end and start < span.end for span in figure.at)


def same_quantity(figure: Figure, gold: Mapping[str, Any]) -> bool:
    """Say whether the quantities agree within a hundredth; a share may be labelled in percent."""
    ours, theirs = (
        [float(end) for end in value] if isinstance(value, (tuple, list)) else [float(value)]
        for value in (figure.quantity, gold["quantity"])
    )
    return len(ours) == len(theirs) and all(abs(a - b) <= 0.01 * abs(b) for a, b in zip(ours, theirs, strict=True))


def same_unit(text: str, figure: Figure, gold: Mapping[str, Any]) -> bool:
    """Say whether the units end in the same word, but for the plural; a labelled "share" may be of anything."""
    said = text[slice(*gold["unit"])] if gold["unit"] else gold["measure"]
    if said is None:
        return True
    theirs = {_bare(word) for word in said.replace("-", " ").split()}
    theirs |= {"dollar"} if "$" in said else set()
    theirs |= {"percent"} if "%" in said or "cent" in theirs else set()
    ours = figure.unit.replace("-", " ").split()
    return not ours or _bare(ours[-1]) in theirs or figure.unit == "share"


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:'’\"”)").removesuffix("s")


def figures_of(labels: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the labelled figures of each article."""
    rows = map(json.loads, labels.read_text(encoding="utf-8").splitlines())
    return {row["article"]: row["figures"] for row in rows}


def read(name: str, data: Path) -> dict[str, Article]:
    """Read the articles of a set of labels; those labelled later are among the measured ones."""
    reader = Reader()
    wanted = figures_of(LABELS / f"figures-{name}.jsonl")
    golds = labelled(LABELS / f"{'measured' if name == 'later' else name}.jsonl", data)
    return {gold["doc"]: reader.read_text(gold["text"], gold["doc"]) for gold in golds if gold["doc"] in wanted}


def main() -> None:
    """Print what was measured; with --errors what is wrong in the articles that may be looked into."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="list errors of the articles used for training")
    args = parser.parse_args()
    for name in ("trained",) if args.errors else ("measured", "later", "trained"):
        labels, articles = figures_of(LABELS / f"figures-{name}.jsonl"), read(name, args.data)
        print(name, {key: round(value, 3) for key, value in measure(articles, labels).items()})
        if args.errors:
            print(errors(articles, labels))


def errors(articles: Mapping[str, Article], labels: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Return a line for each figure that is wrong or missed."""
    lines = []
    for id_, golds in labels.items():
        text, found = articles[id_].text, articles[id_].figures
        for gold in golds:
            ours = [one for one in found if on(one, gold)]
            if not any(same_quantity(one, gold) and same_unit(text, one, gold) for one in ours):
                start, end = gold["number"]
                unit = text[slice(*gold["unit"])] if gold["unit"] else gold["measure"]
                got = [(one.quantity, one.unit) for one in ours]
                around = " ".join(text[max(0, start - 30) : end + 30].split())
                lines.append(f"missed {gold['quantity']} {unit} | {around} | {got}")
        for one in found:
            if not any(on(one, gold) for gold in golds):
                start, end = one.at[0]
                around = " ".join(text[max(0, start - 30) : end + 30].split())
                lines.append(f"extra  {one.quantity} {one.unit} | {around}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
