"""What ties the ends of a sentence: all of them are looked at together, and each pair is read off."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sayso.article import Act, Article, Manner, Span
from sayso.relations.acts import act_of
from sayso.relations.confidence import grounds
from sayso.relations.ends import End
from sayso.relations.evidence import evidence
from sayso.relations.likely import likely
from sayso.relations.sentences import Sentence, pairs, sentences
from sayso.speakers.resolve import Resolved
from sayso.statements.decode import Found
from sayso.statements.model import Related, StatementModel, Who

Floats = NDArray[np.float32]
LEAST = 0.1
"""The chance from which a tie is considered at all."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What the model says of two ends of a sentence, from one to the other."""

    sentence: Sentence
    holder: End
    target: End
    sign: Literal[1, -1]
    grounds: NDArray[np.float64]
    act: Act
    plover: str | None
    manner: Manner
    words: tuple[Span, ...]


def ties(article: Article, found: Found, who: Who, resolved: Resolved, model: StatementModel) -> list[Tie]:
    """Return for each pair of ends that may be tied the likeliest tie, where it is likely enough to be given."""
    out: list[Tie] = []
    early = np.concatenate([one.early for one in found.scored])
    features = np.concatenate([one.features for one in found.scored])
    constants = model.constants["relations"]
    weights = np.array(constants["weights"], np.float32)
    for sentence in sentences(resolved, found.tokens, who):
        if not likely(features[sentence.first : sentence.stop], weights, constants["bias"]):
            continue
        two = pairs(sentence, article.statements)
        if not two:
            continue
        marked = only(sentence.shares(found.tokens), {end for pair in two for end in pair})
        said = model.related(early[sentence.first : sentence.stop], marked, two)
        for number, pair in enumerate(two):
            # Nobody is for or against whoever is not in the sentence.
            way = max((1, 3) if pair[0] == 0 else (1, 2, 3, 4), key=lambda way: float(said.signs[number, way]))
            if said.signs[number, way] >= LEAST:
                out.append(_tie(article.text, found, sentence, pair, said, number, way))
    return out


def only(shares: Floats, ends: Collection[int]) -> Floats:
    """Return the shares of the tokens in the ends, all but some ends unmarked."""
    out = np.zeros_like(shares)
    for end in ends:
        out[end] = shares[end]
    return out


def _tie(
    text: str, found: Found, sentence: Sentence, pair: tuple[int, int], said: Related, number: int, way: int
) -> Tie:
    """Return what ties a pair; `way` is the class of directed-train that says so."""
    back = way % 2 == 0
    holder, target = pair[::-1] if back else pair
    sign: Literal[1, -1] = 1 if way < 3 else -1
    ends = (sentence.ends[holder], sentence.ends[target])
    words = evidence(text, found.tokens, sentence, said.words[number], [e.span for e in ends if e.span])
    act, plover, manner = act_of(
        text, words, sign, said.acts[number, int(back)], said.manners[number, int(back)], said.roots[number, int(back)]
    )
    row = grounds(text, sentence, *ends, sign, words, float(said.signs[number, way]))
    return Tie(sentence, *ends, sign, row, act, plover, manner, words)
