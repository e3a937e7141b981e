"""PolNeAR articles as labelled windows for training."""

import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.statements.stream import Stream, stream
from sayso.statements.wordpiece import WordPiece

ROLES = ("source", "cue", "content")
IGNORED = -100
Row = dict[str, list[list[int]]]
"""For each role the token indices of its pieces."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window: model inputs and targets, all lists as long as the window (with [CLS] and the closing [SEP])."""

    ids: list[int]
    shapes: list[int]
    quotes: list[int]
    labels: list[int]
    cues: list[tuple[int, int]]
    """First and last token of each cue that lies whole in the window."""
    roles: list[list[int]]
    """For each cue, for each token: 0 not its own, 1 its source, 2 its content, IGNORED."""


def load(path: Path) -> list[dict[str, Any]]:
    """Read one PolNeAR split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def varied(text: str, rng: random.Random) -> str:
    """Type the quotation marks of an article otherwise, now and then; the text keeps its length."""
    draw = rng.random()
    if draw < 0.80:
        return text
    if draw < 0.86:  # straight
        return text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
    if draw < 0.92:  # curly
        text = re.sub(r'(^|[\s(—–\-])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”")
        return text.replace("'", "’")
    if draw < 0.95:  # single
        text = re.sub(r'(^|[\s(—–\-])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”")
        curly = rng.random() < 0.5
        return text.translate({0x201C: "‘" if curly else "'", 0x201D: "’" if curly else "'"})
    if draw < 0.99:  # a tenth of the marks wrong or missing
        faults = ("”", "“", '"', " ")
        return re.sub('["“”]', lambda m: rng.choice(faults) if rng.random() < 0.1 else m[0], text)
    return re.sub('["“”]', " ", text)


def token_labels(article: dict[str, Any], tokens: Stream) -> tuple[list[int], list[Row]]:
    """Return the label of each token and, per attribution, the token indices of each piece of each role."""
    at = {c: i for i, span in enumerate(zip(tokens.starts, tokens.ends, strict=True)) for c in range(*span)}

    def tokens_of(piece: tuple[int, int]) -> list[int]:
        return sorted({at[c] for c in range(*piece) if c in at})

    labels = [0] * len(tokens.ids)
    rows = []
    for attribution in article["attributions"]:
        row = {role: [piece for span in attribution[role] if (piece := tokens_of(span))] for role in ROLES}
        for number, role in enumerate(ROLES):
            for piece in row[role]:
                for i in piece:
                    labels[i] = 2 * number + (1 if i == piece[0] else 2)
        if row["cue"]:
            rows.append(row)
    for span in article["ignore"]:
        for i in tokens_of(span):
            labels[i] = IGNORED
    return labels, rows


def examples(
    article: dict[str, Any], wordpiece: WordPiece, rng: random.Random, shortest: int = 160, longest: int = 384
) -> list[Example]:
    """Cut one article into windows of random length that together cover it once."""
    text = varied(article["text"], rng)
    tokens = stream(text, wordpiece)
    labels, rows = token_labels(article, tokens)
    shout = rng.random() < 0.02
    out = []
    start, total = 0, len(tokens.ids)
    while start < total:
        end = min(total, start + rng.randint(shortest, longest))
        if total - end < 48:
            end = min(total, start + 500)
        if rng.random() < 0.6 and end < total:
            inner = [b for b in tokens.breaks if start + shortest // 2 < b <= end]
            end = inner[-1] if inner else end
        out.append(_example(tokens, labels, rows, start, end, wordpiece, shout))
        start = end
    return out


def _example(
    tokens: Stream,
    labels: list[int],
    rows: list[dict[str, list[list[int]]]],
    start: int,
    end: int,
    wordpiece: WordPiece,
    shout: bool,
) -> Example:
    cues, roles = [], []
    for row in rows:
        cue = row["cue"][0]
        if cue[0] < start or cue[-1] >= end:
            continue
        line = [IGNORED if label == IGNORED else 0 for label in labels[start:end]]
        for value, role in ((1, "source"), (2, "content")):
            for piece in row[role]:
                for i in piece:
                    if start <= i < end:
                        line[i - start] = value
        cues.append((cue[0] - start + 1, cue[-1] - start + 1))
        roles.append([IGNORED, *line, IGNORED])
    shapes = [3 if shout and s in (1, 2, 4) else s for s in tokens.shapes[start:end]]
    return Example(
        [wordpiece.cls, *tokens.ids[start:end], wordpiece.sep],
        [0, *shapes, 0],
        [0, *tokens.quotes[start:end], 0],
        [IGNORED, *labels[start:end], IGNORED],
        cues,
        roles,
    )
