"""The acts that a relation may be, their signs, and how they are told; PLOVER's codes for them."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.article import Act, Manner, Span
from sayso.relations.stance import AGAINST, EITHER, STANCES

Chances = NDArray[np.float32]

ACTS: tuple[Act, ...] = (
    "accuse", "criticise", "oppose", "threaten", "demand", "appeal",
    "support", "defend", "cooperate", "promise", "investigate", "force",
)  # fmt: skip
"""In the order of the network's scores."""
MANNERS: tuple[Manner, ...] = ("actual", "negated", "hypothetical", "future")
"""In the order of the network's scores."""
ROOTS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
    "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
"""Root codes of PLOVER (Open Event Data Alliance) in the order of the network's scores."""

_ROOTS_OF: dict[Act, tuple[str, ...]] = {
    "accuse": ("ACCUSE",),
    "oppose": ("REJECT", "PROTEST"),
    "threaten": ("THREATEN",),
    "demand": ("REQUEST", "PROTEST"),
    "support": ("SUPPORT", "AID"),
    "defend": ("SUPPORT",),
    "cooperate": ("AGREE", "COOPERATE", "CONSULT", "AID", "YIELD"),
    "promise": ("AGREE", "SUPPORT", "AID"),
    "investigate": ("ACCUSE", "SANCTION", "COERCE"),
    "force": ("ASSAULT", "COERCE", "MOBILIZE"),
}
"""The codes that an act may have. PLOVER has none for mere criticism and for appeals."""
_NOT = re.compile(r"\b(?:not|never|no longer|den(?:y|ies|ied)|n['’]t|neither|without)\b|n['’]t\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:formerly|once|used to|previously|years ago|no longer)\b", re.IGNORECASE)
_BEFORE = 30
"""Characters before the words that carry a relation in which it may be denied or put in the past."""
_SURE = 0.6


def act_of(
    text: str, words: Sequence[Span], sign: int, acts: Chances, manners: Chances, roots: Chances
) -> tuple[Act, str | None, Manner]:
    """Return what a relation is, its PLOVER root code, and how it is told.

    `acts`, `manners` and `roots` are the model's probabilities for a relation from holder to target.
    """
    act = _act("".join(text[slice(*span)] + " " for span in words), sign, acts)
    fitting = _ROOTS_OF.get(act, ())
    plover = max(fitting, key=lambda root: float(roots[ROOTS.index(root)]), default=None)
    return act, plover, _manner(text, words[0], manners)


def _act(said: str, sign: int, acts: Chances) -> Act:
    """Return the act that the words name, else the likeliest; either only if it has the sign."""
    fitting = [act for act in ACTS if act == EITHER or (act in AGAINST) == (sign < 0)]
    named = [act for act in fitting if STANCES[act].search(said)]
    return max(named or fitting, key=lambda act: float(acts[ACTS.index(act)]))


def _manner(text: str, at: Span, manners: Chances) -> Manner:
    around = text[max(text.rfind("\n", 0, at.start) + 1, at.start - _BEFORE) : at.end]
    if _NOT.search(around):
        return "negated"
    best = int(manners.argmax())
    if MANNERS[best] == "actual" or manners[best] < _SURE:
        return "past" if _ONCE.search(around) else "actual"
    return MANNERS[best]
