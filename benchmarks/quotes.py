"""Quotes that report one utterance: `python -m benchmarks.quotes DATA [--errors]`. Needs articles.jsonl.gz in DATA.

Pairs of quotes of different articles, labelled by hand. The quotes are given by their offsets and compared as
`sayso trace` compares the quotes of a project: all those of a set together, those that share words in a row one by one.
No model runs: whose words they are is in the labels as Sayso had read it, and may be wrong. What the reading misses,
and what becomes of linked quotes when they are put in groups, is not measured here.
"""

import argparse
import gzip
import json
import re
from pathlib import Path
from typing import Any

from benchmarks.speakers import LABELS, whole
from sayso.project.stories.candidates import likely
from sayso.project.stories.quotes import quote
from sayso.project.stories.utterance import Quote, same_utterance

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read(name: str, data: Path) -> list[tuple[Quote, Quote, bool]]:
    """Return the labelled pairs of a set, "measured" or "trained", and whether each is one utterance."""
    lines = (LABELS / f"quotes-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = list(map(json.loads, lines))
    wanted = {row[end]["article"] for row in rows for end in "ab"}
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as articles:
        found = {one["id"]: one for one in map(json.loads, articles) if one["id"] in wanted}
    places = {id_: place for place, id_ in enumerate(sorted(wanted))}
    pairs = []
    for at, row in enumerate(rows):
        a, b = (_quote(row[end], found, (2 * at + side, places[row[end]["article"]])) for side, end in enumerate("ab"))
        pairs.append((a, b, row["same"]))
    return pairs


def _quote(end: dict[str, Any], articles: dict[str, dict[str, Any]], which: tuple[int, int]) -> Quote:
    article = articles[end["article"]]
    text, date = whole(article), article["date"] or ""
    said = text[slice(*end["span"])]
    speaker = text[slice(*end["speaker"])] if end["speaker"] else None
    published = date if _DAY.match(date) else None
    return quote(said, "direct" if said[0] in '“"' else "indirect", speaker, published, which)


def linked(pairs: list[tuple[Quote, Quote, bool]]) -> set[tuple[int, int]]:
    """Return the numbers of those quotes of all pairs that are taken for one utterance."""
    every = [one for a, b, _ in pairs for one in (a, b)]
    return {(a, b) for a, b in likely(every) if same_utterance(every[a], every[b])}


def measure(pairs: list[tuple[Quote, Quote, bool]]) -> dict[str, float]:
    """Return counts, and precision and recall (0 to 1) of the pairs that are taken for one utterance."""
    found = linked(pairs)
    taken = [same for a, b, same in pairs if (a.id, b.id) in found]
    labelled = sum(same for *_, same in pairs)
    return {
        "pairs": len(pairs), "same": labelled, "taken": len(taken), "right": sum(taken),
        "precision": sum(taken) / max(1, len(taken)), "recall": sum(taken) / max(1, labelled),
    }  # fmt: skip


def main() -> None:
    """Print what was measured; with --errors what is wrong in the pairs that may be looked into."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="list errors in the pairs used for tuning")
    args = parser.parse_args()
    for name in ("trained",) if args.errors else ("measured", "trained"):
        pairs = read(name, args.data)
        print(name, {key: round(value, 3) for key, value in measure(pairs).items()})
        if args.errors:
            found = linked(pairs)
            for a, b, same in pairs:
                if same != ((a.id, b.id) in found):
                    print(
                        "missed" if same else "extra ", a.speaker, b.speaker, " ".join(a.words), "|", " ".join(b.words)
                    )


if __name__ == "__main__":
    main()
