"""Every figure Sayso is held to, as one table: `python -m benchmarks DATA [--check] [--update]`.

`--check` exits with 1 if a figure is worse than benchmarks/floors.json; `--update` pins today's figures where they are
better. Speed, memory and size are measured without `--check`: a busy machine must not fail a build.
"""

import argparse
import json
import sys
from pathlib import Path

from benchmarks import (
    attribution,
    extraction,
    figures,
    footprint,
    given,
    people,
    quotes,
    relations,
    speakers,
    speed,
    symmetry,
)
from sayso.statements.model import shipped

FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.0005
"""One statement more or less moves an F1 by about this."""


def accuracy(data: Path) -> dict[str, float]:
    """Return the figures that do not depend on the machine."""
    read = attribution.measure(data)
    out = {f"{name} F1": row["f1"] for name, row in read.items()}
    out |= {f"pages: {name}": value for name, value in extraction.measure(data).items()}
    own = speakers.measure(speakers.labelled(speakers.LABELS / "measured.jsonl", data), data, shipped())["all"]
    out |= {f"speakers, own articles: {name}": own[name] for name in ("right", "given")}
    for name, which in (("measured", "figures, own articles"), ("later", "figures, ten later articles")):
        counts = figures.measure(figures.read(name, data), figures.figures_of(figures.LABELS / f"figures-{name}.jsonl"))
        out |= {f"{which}: {part}": counts[part] for part in ("precision", "recall")}
    traced = quotes.measure(quotes.read("measured", data))
    out |= {f"quotes, one utterance or not: {name}": traced[name] for name in ("precision", "recall")}
    pairs = people.pairs("measured")
    linked = people.measure(pairs, people.said(pairs, data))
    out |= {f"people, one or not: {name}": linked[name] for name in ("precision", "recall")}
    tied = relations.measure(relations.read("measured", data), relations.labels_of("measured"))
    out |= {f"relations, own articles: {name}": tied[name] for name in ("precision", "recall")}
    directed = given.measure_directed(data, shipped())
    out |= {f"relations, directed-dev: {name}": directed[name] for name in ("macro F1", "accuracy")}
    out["relations, PLOVER root: macro F1"] = given.measure_plover(data, shipped())["macro F1"]
    out["relations: signs that stay with names exchanged"] = 1 - symmetry.measure(data, shipped())["sign"]
    return out


def table(measured: dict[str, float], floors: dict[str, float]) -> str:
    """Return the figures beside their floors."""
    lines = ["| figure | measured | floor |", "| --- | --- | --- |"]
    lines += [f"| {name} | {value:.4g} | {floors.get(name, '')} |" for name, value in measured.items()]
    return "\n".join(lines)


def main() -> None:
    """Print the table; check or pin floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with polnear-dev.jsonl.gz and pages/")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured = accuracy(args.data)
    print(table(measured, floors))
    if not args.check:
        costs = {**{f"speed: {k}": v for k, v in speed.measure(args.data).items()}, **footprint.measure(install=True)}
        print("\n" + table(costs, {}))
    if args.update:
        pinned = {name: max(floors.get(name, 0.0), round(value, 4)) for name, value in measured.items()}
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
    worse = [name for name, floor in floors.items() if measured.get(name, 0.0) < floor - SLACK]
    if args.check and worse:
        sys.exit("below the floor: " + ", ".join(worse) + "; lowering a floor takes a reason in CHANGELOG.md")


if __name__ == "__main__":
    main()
