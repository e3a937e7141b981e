"""Political symmetry: `python -m benchmarks.symmetry DATA`. Needs articles.jsonl.gz in DATA.

In a thousand sentences that name two leaders or two parties, the two names are exchanged. Whoever stands where, what is
done in the sentence is the same: the share of sentences is counted in which the model then says otherwise of the two.
"""

import argparse
import gzip
import itertools
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.given import Given, related
from sayso.article import Span
from sayso.speakers.evidence import sentence_starts
from sayso.statements.model import StatementModel, shipped

COUNT = 1_000
PAIRS = (
    ("Republicans", "Democrats"), ("Trump", "Clinton"), ("Trump", "Biden"), ("Trump", "Obama"), ("Obama", "Romney"),
    ("Trump", "Pelosi"), ("McConnell", "Pelosi"), ("McConnell", "Schumer"), ("Sanders", "Clinton"), ("Cruz", "Rubio"),
    ("Sanders", "Biden"), ("Trump", "Cruz"), ("Trump", "Sanders"), ("Biden", "Warren"), ("Putin", "Trump"),
)  # fmt: skip


def sentences(data: Path) -> Iterator[tuple[Given, Given]]:
    """Yield sentences that name two, each once, and the same with the names exchanged; articles in random order."""
    with gzip.open(data / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = list(map(json.loads, lines))
    random.Random(0).shuffle(articles)
    for article in articles:
        text = article["text"]
        starts = sentence_starts(text)
        for start, end in itertools.pairwise([*starts, len(text)]):
            sentence = " ".join(text[start:end].split())
            for pair in PAIRS if len(sentence) < 400 else ():
                at = [list(re.finditer(rf"\b{name}\b", sentence)) for name in pair]
                if [len(found) for found in at] == [1, 1]:
                    p, q = (Span(*found[0].span()) for found in at)
                    yield (sentence, p, q, 0), exchanged((sentence, p, q, 0))
                    break


def exchanged(row: Given) -> Given:
    """Return a sentence with the names of its two entities exchanged: they stay where they are."""
    text, p, q, label = row
    low, high = sorted((p, q))
    first, second = text[slice(*low)], text[slice(*high)]
    if low.end > high.start:
        return row
    start = high.start + len(second) - len(first)
    spans = Span(low.start, low.start + len(second)), Span(start, start + len(first))
    changed = text[: low.start] + second + text[low.end : high.start] + first + text[high.end :]
    return (changed, *(spans if p == low else spans[::-1]), label)


def measure(data: Path, model: StatementModel) -> dict[str, float]:
    """Return how many sentences were read, and the shares (0 to 1) in which something changes.

    `sign`: for becomes against or the other way round. `anything`: also where a tie appears, vanishes or turns round.
    """
    count = sign = anything = tied = 0
    for one, other in itertools.islice(sentences(data), COUNT):
        a, b = related(one, model), related(other, model)
        if a is None or b is None:
            continue
        before, after = int(a.signs[0].argmax()), int(b.signs[0].argmax())
        count += 1
        tied += before > 0
        anything += before != after
        sign += _sign(before) * _sign(after) < 0
    return {"sentences": count, "tied": tied / count, "sign": sign / count, "anything": anything / count}


def _sign(which: int) -> int:
    return (0, 1, 1, -1, -1)[which]


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    print({key: round(value, 4) for key, value in measure(args.data, shipped()).items()})


if __name__ == "__main__":
    main()
