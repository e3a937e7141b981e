"""What each part brings: PolNeAR dev with one part left out at a time, `python -m benchmarks.ablation DATA`.

Parts are left out when reading, not in training: a network that has learned with a feature misses it more than one
that never had it. `--float FOLDER` adds a row for a folder of unquantised weights (training/export.py --float).
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.attribution import measure
from sayso.statements.model import StatementModel

ROWS = ("relation", "relation_direct", "relation_mixed", "relation_indirect", "exact")


def _no_turns(*arguments: Any) -> Any:  # noqa: ANN401 (the fourth argument of with_turns, as it came)
    return arguments[3]


def _all_outside(text: str, parts: list[tuple[int, int]]) -> bytearray:  # noqa: ARG001
    return bytearray(len(text))


PARTS: dict[str, tuple[str, Any]] = {
    "turns and signed quotations": ("sayso.statements.decode.with_turns", _no_turns),
    "the bias towards sources and cues": ("sayso.statements.spans._EAGER", 0.0),
    "quotation states as the network's input": ("sayso.statements.stream.states", _all_outside),
    "word shapes as the network's input": ("sayso.statements.wordpiece._shape", lambda raw: int(raw[0].isalnum())),
}


def row(name: str, data: Path) -> str:
    """Return one line of the table."""
    figures = measure(data)
    return f"| {name} | " + " | ".join(f"{100 * figures[part]['f1']:.1f}" for part in ROWS) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--float", type=Path, help="folder of unquantised weights")
    args = parser.parse_args()
    print("| F1 | " + " | ".join(ROWS) + " |\n|" + " --- |" * (len(ROWS) + 1))
    print(row("as shipped", args.data), flush=True)
    fresh: Callable[[], StatementModel] = StatementModel
    for name, (place, value) in PARTS.items():
        model = fresh()  # its memory of word pieces is filled anew
        with patch("sayso.statements.model.shipped", lambda model=model: model), patch(place, value):
            print(row(f"without {name}", args.data), flush=True)
    if args.float:
        model = StatementModel(args.float)
        with patch("sayso.statements.model.shipped", lambda: model):
            print(row("in float32", args.data), flush=True)


if __name__ == "__main__":
    main()
