"""The invented article of `bridge.marked.txt`: each line is a passage, `kind | text`, and spans stand in brackets.

`[S1 …]` is the source of statement s1, `[Q1 …]` its cue, `[C1 …]` its content or a piece of it.
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from sayso.article import (
    Affiliation,
    Article,
    Attribution,
    HeadlineCheck,
    Kind,
    Model,
    Passage,
    Role,
    Span,
    Speaker,
    Statement,
    Voice,
)

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


def resolved() -> Article:
    """The bridge with its speakers; s11, the words of Okonjo, is within s10, those of Reed; s5 and s9 are unknown."""
    article = bridge()
    reed = ("p1", "Ada Reed", "person", "mayor", None)
    survey = ("p3", "The survey", "document", None, None)
    marle = ("p4", "Paul Marle", "person", "director", "Marle & Sons")
    okonjo = ("p5", "Femi Okonjo", "person", "opposition leader", None)
    who = {
        1: Attribution(*reed, "description", 0.8), 2: Attribution(*reed, "name", 0.98),
        3: Attribution(*reed, "name", 0.97), 4: Attribution(*survey, "name", 0.9),
        5: Attribution(None, None, None, None, None, None, 0.6, "two who are not named"),
        6: Attribution(*marle, "quote goes on", 0.7), 7: Attribution(*okonjo, "name", 0.97),
        8: Attribution(*okonjo, "shared subject", 0.44),
        9: Attribution(None, None, None, None, None, None, 0.3, "no source is named"),
        10: Attribution(*reed, "name", 0.95), 11: Attribution(*okonjo, "name", 0.93),
    }  # fmt: skip
    statements = tuple(
        replace(one, speaker=who[n], within="s10" if n == 11 else None) for n, one in enumerate(article.statements, 1)
    )
    return replace(
        article,
        statements=statements,
        speakers=(
            Speaker(
                "p1",
                "Ada Reed",
                "person",
                ("Mayor", "Reed"),
                (
                    Role("mayor", _at(article, "Mayor Ada"), "now"),
                    Role("engineer", _at(article, "engineers"), "former"),
                ),
                (Affiliation("Westerhaven", _at(article, "WESTERHAVEN")),),
                (_at(article, "Mayor"), _at(article, "Mayor Ada Reed"), _at(article, "Reed said")),
                4,
                57,
                "Q42",
            ),
            Speaker("p2", "The Westerhaven Courier", "outlet", words=100),
            Speaker("p3", "The survey", "document", statements=1, words=16),
            Speaker("p4", "Paul Marle", "person", statements=1, words=27),
            Speaker("p5", "Femi Okonjo", "person", mentions=(_at(article, "Okonjo"),), statements=3, words=1200),
        ),
        voices=(
            Voice(("p2",), (Span(0, 7),), 100, 3, 0.5),
            Voice(("p2", "p1"), (Span(7, 70),), 57, 30, 0.285),
            Voice(("p2", "p1", "p5"), (Span(70, 80),), 1, 1, 0.005),
            Voice(("p2", "unknown"), (Span(80, 90),), 42, 0, 0.21),
        ),
        headline_checks=(
            HeadlineCheck(
                article.passages[0].span,
                "headline",
                "claim",
                ("s2",),
                "p1",
                0.9,
                "Headline states a claim of Ada Reed.",
            ),
        ),
    )


def _at(article, words):
    start = article.text.index(words)
    return Span(start, start + len(words.removesuffix(" said")))
