"""How well an article is taken from its page: `python -m benchmarks.extraction DATA`.

DATA/pages/gold.jsonl holds body, headline, authors and date of 25 pages, checked by hand. Printed are the token F1 of
the body (words of body and block quotes; mean over pages and pooled) and how many headlines, bylines and dates are
right; for plain text, the share of characters inside PolNeAR's attributions that lie in passages read for statements.
"""

import argparse
import gzip
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sayso.article import Article
from sayso.intake import from_text, load

READ = ("headline", "body", "block quote")
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def _records(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _f1(both: int, ours: int, gold: int) -> float:
    return 2 * both / (ours + gold) if both else 0.0


def _same(one: str, other: str) -> bool:
    return " ".join(one.translate(_FOLD).split()).casefold() == " ".join(other.translate(_FOLD).split()).casefold()


def _same_moment(ours: str | None, gold: str) -> bool:
    """Say whether two dates are the same second; where one has no time, the same day."""
    if ours is None:
        return False
    if len(ours) == 10:
        return gold.startswith(ours)
    return abs((datetime.fromisoformat(ours) - datetime.fromisoformat(gold)).total_seconds()) < 1


def _body(article: Article) -> str:
    kept = (part.span for part in article.passages if part.kind in ("standfirst", "body", "block quote"))
    return "\n".join(article.text[start:end] for start, end in kept)


def pages(data: Path) -> Iterator[tuple[dict[str, Any], Article]]:
    """Yield each gold record with the article that Sayso reads from its page."""
    with tempfile.TemporaryDirectory() as folder:
        for gold in _records(data / "pages" / "gold.jsonl"):
            path = Path(folder) / gold["file"].removesuffix(".gz")
            path.write_bytes(gzip.decompress((data / "pages" / gold["file"]).read_bytes()))
            yield gold, load(str(path))


def measure(data: Path) -> dict[str, float]:
    """Return the figures on the pages, and the share of attributed text that a label would lose."""
    right: Counter[str] = Counter()
    scores: list[float] = []
    both = ours = theirs = 0
    for gold, article in pages(data):
        own, reference = _words(_body(article)), _words(gold["body"])
        shared = (own & reference).total()
        scores.append(_f1(shared, own.total(), reference.total()))
        both, ours, theirs = both + shared, ours + own.total(), theirs + reference.total()
        right["headlines right"] += _same(article.headline or "", gold["title"])
        right["bylines right"] += [name.casefold() for name in article.byline] == [
            n.casefold() for n in gold["authors"]
        ]
        right["dates right"] += _same_moment(article.published, gold["publishing_date"])
    return {
        "body token F1": sum(scores) / len(scores),
        "body token F1, pooled": _f1(both, ours, theirs),
        **{name: float(right[name]) for name in ("headlines right", "bylines right", "dates right")},
        "attributed text kept": 1 - lost(data),
    }


def lost(data: Path) -> float:
    """Return the share of characters inside PolNeAR's attributions that lie in passages not read for statements."""
    inside = outside = 0
    for record in _records(data / "polnear-dev.jsonl.gz"):
        marked: set[int] = set()
        for attribution in record["attributions"]:
            for role in ("source", "cue", "content"):
                marked.update(at for start, end in attribution[role] for at in range(start, end))
        inside += len(marked)
        for part in from_text(record["text"]).passages:
            if part.kind not in READ:
                outside += len(marked.intersection(range(*part.span)))
    return outside / inside


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    print("| page | body token F1 | headline | byline | date |\n| --- | --- | --- | --- | --- |")
    start = time.perf_counter()
    for gold, article in pages(data):
        own, reference = _words(_body(article)), _words(gold["body"])
        score = _f1((own & reference).total(), own.total(), reference.total())
        headline = _same(article.headline or "", gold["title"]) or article.headline
        byline = [name.casefold() for name in article.byline] == [
            n.casefold() for n in gold["authors"]
        ] or article.byline
        date = _same_moment(article.published, gold["publishing_date"]) or article.published
        print(f"| {gold['publisher']} | {score:.3f} | {headline} | {byline} | {date} |")
    print(f"\n{time.perf_counter() - start:.1f} s for 25 pages, the start of the child included\n")
    print("| figure | measured |\n| --- | --- |")
    for name, value in measure(data).items():
        print(f"| {name} | {value:.4f} |")


if __name__ == "__main__":
    main()
