"""Annotated articles as windows for training: every corpus comes here as `Marked`, and leaves as `Example`."""

import gzip
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from sayso.statements.stream import Stream, stream
from sayso.statements.wordpiece import WordPiece

ROLES = ("source", "cue", "content")
IGNORED = -100
Piece = tuple[int, int]
Row = dict[str, list[list[int]]]
"""For each role the token indices of its pieces."""

NAMES = ("person", "organization", "place", "people", "other")
"""Kinds of name. In the mention head 2 * kind + 1 begins a name, 2 * kind + 2 goes on with it."""
NOUNS = ("person", "people", "organization")
"""Kinds of description: the head noun alone is labelled, 11 + kind."""
MENTIONS = 1 + 2 * len(NAMES) + len(NOUNS)
ANY_NAME = sum(1 << label for label in range(1, 1 + 2 * len(NAMES)))
ANY_NOUN = sum(1 << label for label in range(1 + 2 * len(NAMES), MENTIONS))


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention, and the earlier (or, failing those, later) mentions of the same; in characters.

    `among`: where known, the only stretches to choose from. `unsure`: stretches that may or may not be the same.
    """

    mention: Piece
    same: list[Piece]
    among: list[Piece] | None = None
    unsure: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what is known of it; None where a corpus says nothing of the kind.

    `attributions` and `ignore` as in PolNeAR. `allowed`: stretches with the set of mention labels that each of their
    tokens may have, as bits (first token, further tokens); `elsewhere` is that of all other tokens.
    """

    text: str
    attributions: list[dict[str, list[Piece]]] | None = None
    ignore: list[Piece] = field(default_factory=list)
    allowed: list[tuple[Piece, int, int]] = field(default_factory=list)
    elsewhere: int = 0
    references: list[Reference] = field(default_factory=list)


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


def load(path: Path) -> list[Marked]:
    """Read one PolNeAR split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Marked(row["text"], row["attributions"], row["ignore"]) for row in rows]


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


@dataclass(frozen=True, slots=True)
class Targets:
    """What a whole article asks of the network, in tokens of its stream."""

    labels: list[int]
    rows: list[Row]
    mentions: list[int]
    references: list[tuple[list[int], list[int], list[int] | None, list[int]]]
    """Tokens of a mention; tokens of the same; tokens to choose among; tokens that are unsure."""


def targets(marked: Marked, tokens: Stream) -> Targets:
    """Return the targets of an article."""
    at = {c: i for i, span in enumerate(zip(tokens.starts, tokens.ends, strict=True)) for c in range(*span)}

    def tokens_of(*pieces: Piece) -> list[int]:
        return sorted({at[c] for piece in pieces for c in range(*piece) if c in at})

    labels = [0 if marked.attributions is not None else IGNORED] * len(tokens.ids)
    rows: list[Row] = []
    for attribution in marked.attributions or ():
        row = {role: [piece for span in attribution[role] if (piece := tokens_of(span))] for role in ROLES}
        for number, role in enumerate(ROLES):
            for piece in row[role]:
                for i in piece:
                    labels[i] = 2 * number + (1 if i == piece[0] else 2)
        if row["cue"]:
            rows.append(row)
    for span in marked.ignore:
        for i in tokens_of(span):
            labels[i] = IGNORED
    mentions = [marked.elsewhere] * len(tokens.ids)
    for piece, first, further in marked.allowed:
        for number, i in enumerate(tokens_of(piece)):
            mentions[i] = further if number else first
    references = [
        (own, tokens_of(*ref.same), None if ref.among is None else tokens_of(*ref.among), tokens_of(*ref.unsure))
        for ref in marked.references
        if (own := tokens_of(ref.mention))
    ]
    return Targets(labels, rows, mentions, references)


def examples(
    marked: Marked, wordpiece: WordPiece, rng: random.Random, shortest: int = 160, longest: int = 384
) -> list[Example]:
    """Cut one article into windows of random length that together cover it once."""
    text = varied(marked.text, rng)
    tokens = stream(text, wordpiece)
    wanted = targets(marked, tokens)
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
        out.append(_example(tokens, wanted, start, end, wordpiece, shout=shout))
        start = end
    return out


def _example(tokens: Stream, wanted: Targets, start: int, end: int, wordpiece: WordPiece, *, shout: bool) -> Example:
    cues, roles = [], []
    for row in wanted.rows:
        cue = row["cue"][0]
        if cue[0] < start or cue[-1] >= end:
            continue
        line = [IGNORED if label == IGNORED else 0 for label in wanted.labels[start:end]]
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
        [IGNORED, *wanted.labels[start:end], IGNORED],
        cues,
        roles,
    )
