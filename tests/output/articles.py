"""The invented article of `bridge.marked.txt`: each line is a passage, `kind | text`, and spans stand in brackets.

`[S1 …]` is the source of statement s1, `[Q1 …]` its cue, `[C1 …]` its content or a piece of it.
"""

import hashlib
import re
from pathlib import Path

from sayso.article import Article, Kind, Model, Passage, Span, Statement

_OPEN = re.compile(r"\[([SQC])(\d+) ")

_BRIDGE = Path(__file__).with_name("bridge.marked.txt").read_text(encoding="utf-8")

_KINDS: dict[int, tuple[Kind, float]] = {
    1: ("indirect", 0.81), 2: ("mixed", 0.97), 3: ("direct", 0.99), 4: ("mixed", 0.95), 5: ("indirect", 0.9),
    6: ("direct", 0.72), 7: ("direct", 0.93), 8: ("indirect", 0.88), 9: ("indirect", 0.41), 10: ("mixed", 0.84),
    11: ("direct", 0.46),
}  # fmt: skip


def bridge() -> Article:
    """The article with its eleven statements; s10 holds s11, s9 has no source, s9 and s11 are doubtful."""
    text, passages, roles = "", [], {number: {"S": [], "Q": [], "C": []} for number in _KINDS}
    for line in _BRIDGE.splitlines():
        kind, marked = line.split(" | ", 1)
        text += "\n\n" if text else ""
        start = len(text)
        text += _unmarked(marked, start, roles)
        passages.append(Passage(Span(start, len(text)), kind))
    statements = [
        Statement(f"s{n}", kind, tuple(roles[n]["S"]), tuple(roles[n]["Q"]), tuple(roles[n]["C"]), confidence)
        for n, (kind, confidence) in _KINDS.items()
    ]
    return Article(
        id="bridge",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        url="https://courier.example/westerhaven/bridge",
        headline="Mayor: Old Harbour bridge is safe",
        byline=("Ines Calloway", "Tom Brack"),
        outlet="The Westerhaven Courier",
        published="2026-03-03T18:20:00+01:00",
        modified="2026-03-04",
        language="en",
        origins={"headline": "json-ld", "byline": "json-ld", "outlet": "opengraph", "published": "json-ld"},
        passages=tuple(passages),
        statements=tuple(statements),
        model=Model("sayso", "0.1.0", "0" * 64),
    )


def _unmarked(marked, start, roles):
    out, opened, at = "", [], 0
    while at < len(marked):
        if match := _OPEN.match(marked, at):
            opened.append((match[1], int(match[2]), start + len(out)))
            at = match.end()
        elif marked[at] == "]":
            role, number, begun = opened.pop()
            roles[number][role].append(Span(begun, start + len(out)))
            at += 1
        else:
            out += marked[at]
            at += 1
    return out
