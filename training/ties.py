"""What relations are learnt from: sentences as early states, with the ends in each and what ties them."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.given import Given
from benchmarks.relations import labels_of, texts
from sayso.article import Article, Span
from sayso.intake import from_text
from sayso.relations.acts import ACTS, MANNERS
from sayso.relations.ends import End
from sayso.relations.sentences import Sentence, pairs, sentences
from sayso.speakers.actors import Actor
from sayso.speakers.read import with_speakers
from sayso.speakers.resolve import Resolved
from sayso.statements import decode
from sayso.statements.model import StatementModel, Who
from sayso.statements.stream import stream

IGNORED = -100
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ends of a sentence, by number, and what ties them: 0 to 4 as in directed-train, or `IGNORED`.

    `act` and `manner` are numbers or `IGNORED`; `words` are the tokens that carry it, if that is known.
    """

    first: int
    second: int
    sign: int
    act: int = IGNORED
    manner: int = IGNORED
    words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: its early states (n, 384), the token ranges of its ends (0 is the speaker), its pairs.

    `others` are token ranges of further names; `given` says that the two ends were given, not found.
    """

    early: NDArray[np.float16]
    ends: tuple[tuple[int, int], ...]
    pairs: tuple[Pair, ...]
    others: tuple[tuple[int, int], ...] = ()
    given: bool = False


_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\w)(?:\s+[A-Z][\w.'’-]*\w)*")


def given(rows: list[Given], model: StatementModel, rng: random.Random | None = None) -> list[Example | None]:
    """Return sentences as examples; with `rng`, read among others, as in an article, five to a window."""
    order = list(range(len(rows)))
    size = 5 if rng else 1
    if rng:
        rng.shuffle(order)
    out: list[Example | None] = [None] * len(rows)
    for at in range(0, len(order), size):
        group = order[at : at + size]
        text = "\n".join(rows[number][0] for number in group)
        tokens = stream(text, model.wordpiece)
        early = np.concatenate([one.early for one in model.score(tokens)]).astype(np.float16)
        begin = 0
        for number in group:
            sentence, p, q, label = rows[number]
            first, stop = tokens.tokens_of(Span(begin, begin + len(sentence)))
            stop = min(stop, first + LONGEST)
            ends = [_range(tokens.tokens_of(Span(begin + s, begin + e)), first, stop) for s, e in (p, q)]
            others = [
                _range(tokens.tokens_of(Span(begin + m.start(), begin + m.end())), first, stop)
                for m in _NAME.finditer(sentence)
                if m.start() > 1 and not any(m.start() < s[1] and s[0] < m.end() for s in (p, q))
            ]
            if ends[0] and ends[1]:
                out[number] = Example(
                    early[first:stop], ((0, 1), ends[0], ends[1]), (Pair(1, 2, label),),
                    tuple(one for one in others if one), given=True,
                )  # fmt: skip
            begin += len(sentence) + 1
    return out


def _range(tokens: tuple[int, int], first: int, stop: int) -> tuple[int, int] | None:
    """Return tokens counted from the one before a sentence's first; None where the sentence lacks them."""
    low, high = max(tokens[0], first), min(tokens[1], stop)
    return (1 + low - first, 1 + high - first) if low < high else None


@dataclass(frozen=True, slots=True)
class Read:
    """An article as Sayso reads it, with what is labelled in it."""

    article: Article
    found: decode.Found
    who: Who
    resolved: Resolved
    golds: list[dict[str, Any]]

    def sentences(self) -> list[Sentence]:
        """Return the sentences in which somebody is named or described."""
        return sentences(self.resolved, self.found.tokens, self.who)


def read(name: str, data: Path, model: StatementModel) -> Iterator[Read]:
    """Yield the articles whose relations are labelled, read up to who speaks."""
    golds = labels_of(name)
    for id_, text in texts(name, data).items():
        yield read_one(text, id_, model, golds[id_])


def read_one(text: str, id_: str, model: StatementModel, golds: list[dict[str, Any]]) -> Read:
    """Read an article up to who speaks."""
    article = from_text(text, id_)
    found = decode.find(article, model)
    assert found is not None
    who = model.who(found.scored)
    spoken, resolved = with_speakers(article, found, decode.statements(found, model), model, who)
    return Read(spoken, found, who, resolved, golds)


def examples(one: Read) -> Iterator[Example]:
    """Yield the sentences of an article with all their pairs, tied or not.

    Where one of the two who are tied is mentioned twice in the sentence, both mentions count as tied.
    """
    early = np.concatenate([part.early for part in one.found.scored]).astype(np.float16)
    owner = _owners(one.resolved)
    for sentence in one.sentences():
        golds = [gold for gold in one.golds if sentence.start <= gold["to"][0] < sentence.end]
        ends = list(sentence.ends)
        tied: dict[tuple[int, int], Mapping[str, Any]] = {}
        for gold in golds:
            first, second = (_end(ends, gold[key]) for key in ("from", "to"))
            for f in _alike(ends, first, owner):
                for t in _alike(ends, second, owner):
                    if f != t:
                        tied.setdefault((f, t), gold)
        whole = Sentence(sentence.start, sentence.end, sentence.first, sentence.stop, tuple(ends))
        ranges = [(0, 1), *(_range(one.found.tokens.tokens_of(e.span), sentence.first, sentence.stop)
                            for e in ends[1:] if e.span)]  # fmt: skip
        rows = _pairs(one, whole, tied)
        rows = [row for row in rows if ranges[row.first] and ranges[row.second]]
        if rows:
            yield Example(early[sentence.first : sentence.stop], tuple(r or (0, 0) for r in ranges), tuple(rows))


def _owners(resolved: Resolved) -> dict[Span, Actor]:
    return {
        span: actor
        for actor in resolved.state.reading.actors
        for span in (*actor.names, *actor.pronouns, *actor.descriptions)
    }


def _end(ends: list[End], at: list[int] | None) -> int:
    """Return the number of the end at a labelled mention, which is added where none was found."""
    if at is None:
        return 0
    span = Span(*at)
    shared = [0] + [min(e.span.end, span.end) - max(e.span.start, span.start) if e.span else 0 for e in ends[1:]]
    best = int(np.argmax(shared))
    if shared[best] > 0:
        return best
    ends.append(End("description", span))
    return len(ends) - 1


def _alike(ends: list[End], number: int, owner: Mapping[Span, Actor]) -> list[int]:
    span = ends[number].span
    actor = owner.get(span) if span else None
    return [number] + [
        n for n, e in enumerate(ends) if n != number and actor is not None and e.span and owner.get(e.span) is actor
    ]


def _pairs(one: Read, sentence: Sentence, tied: Mapping[tuple[int, int], Mapping[str, Any]]) -> list[Pair]:
    keys = {tuple(sorted(key)) for key in tied} | set(pairs(sentence, one.article.statements))
    out = []
    for first, second in sorted(keys):
        gold, back = tied.get((first, second)), tied.get((second, first))
        if gold is None and back is None:
            out.append(Pair(first, second, 0))
            continue
        row = gold or back
        assert row is not None
        sign = (1 if row["sign"] > 0 else 3) + (gold is None)
        low, high = one.found.tokens.tokens_of(Span(*row["evidence"]))
        words = _range((low, high), sentence.first, sentence.stop)
        out.append(Pair(first, second, sign, ACTS.index(row["act"]), MANNERS.index(row["how"]), words))
    return out
