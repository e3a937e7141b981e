"""Changes that must not change who is speaking: `python -m benchmarks.metamorphic DATA`.

In articles of our own labelling (benchmarks/labels), the one who speaks most is renamed throughout, quotation marks are
typed straight, the two American parties' names are exchanged. Counted are the statements that both readings find, by
their content.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.speakers import LABELS, labelled
from sayso import Reader
from sayso.article import Article

STRAIGHT = {0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"}
PARTIES = {
    "Republicans": "Democrats", "Republican": "Democratic", "GOP": "DNC", "Democrats": "Republicans",
    "Democratic": "Republican", "Democrat": "Republican", "DNC": "GOP",
}  # fmt: skip
_PARTY = re.compile(r"\b(?:" + "|".join(PARTIES) + r")\b")
Change = Callable[[str], str]


def said(article: Article, change: Change) -> dict[str, str | None]:
    """Return who says what, both changed."""
    out: dict[str, str | None] = {}
    for one in article.statements:
        content = " ".join(article.text[slice(*span)] for span in one.content)
        name = one.speaker.name if one.speaker else None
        out[change(content)] = change(name) if name else None
    return out


def renamed(article: Article) -> Change | None:
    """Return the change that gives the one who speaks most another surname; None where nobody has a full name."""
    people = [one for one in article.speakers if one.kind == "person" and " " in one.name]
    if not people:
        return None
    surname = max(people, key=lambda one: one.statements).name.split()[-1]
    return lambda text: re.sub(rf"\b{re.escape(surname)}\b", "Hartwell", text)


def straight(_: Article) -> Change:
    """Return the change that types every mark straight."""
    return lambda text: text.translate(STRAIGHT)


def exchanged(_: Article) -> Change:
    """Return the change that exchanges the parties."""
    return lambda text: _PARTY.sub(lambda match: PARTIES[match[0]], text)


def main() -> None:
    """Print the share of statements whose speaker stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    reader = Reader()
    counts: Counter[str] = Counter()
    for gold in labelled(LABELS / "measured.jsonl", args.data):
        before = reader.read_text(gold["text"])
        for make in (renamed, straight, exchanged):
            change = make(before)
            if change is None:
                continue
            expected, found = said(before, change), said(reader.read_text(change(gold["text"])), str)
            both = expected.keys() & found.keys()
            counts[f"{make.__name__}: in both"] += len(both)
            counts[f"{make.__name__}: speaker stays"] += sum(
                1 for content in both if expected[content] == found[content]
            )
            counts[f"{make.__name__}: statements"] += len(expected)
    for name in ("renamed", "straight", "exchanged"):
        both = counts[f"{name}: in both"]
        share = counts[f"{name}: speaker stays"] / both
        print(f"{name}: {100 * share:.1f} % of {both} statements found in both (of {counts[f'{name}: statements']})")


if __name__ == "__main__":
    main()
