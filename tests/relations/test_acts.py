"""What a relation is and how it is told."""

import numpy as np
import pytest

from sayso.article import Span
from sayso.relations.acts import ACTS, MANNERS, ROOTS, act_of
from sayso.relations.stance import AGAINST

_EVEN = np.full(len(ACTS), 1 / len(ACTS), np.float32)
_ROOTS = np.full(len(ROOTS), 1 / len(ROOTS), np.float32)


def _manners(**chances: float) -> np.ndarray:
    return np.array([chances.get(one, 0.0) for one in MANNERS], np.float32)


_ACTUAL = _manners(actual=1.0)


def _of(text: str, words: str, sign: int, manners: np.ndarray = _ACTUAL) -> tuple[str, str | None, str]:
    at = text.index(words)
    return act_of(text, [Span(at, at + len(words))], sign, _EVEN, manners, _ROOTS)


@pytest.mark.parametrize(
    ("words", "sign", "act", "plover"),
    [
        ("blamed", -1, "accuse", "ACCUSE"), ("slammed", -1, "criticise", None), ("rejected", -1, "oppose", "REJECT"),
        ("threatened", -1, "threaten", "THREATEN"), ("demanded", -1, "demand", "REQUEST"),
        ("endorsed", 1, "support", "SUPPORT"), ("defended", 1, "defend", "SUPPORT"), ("urged", 1, "appeal", None),
    ],
)  # fmt: skip
def test_the_words_name_the_act(words: str, sign: int, act: str, plover: str | None) -> None:
    """Where the words say it, the model's guess does not matter; PLOVER has no code for criticism and appeals."""
    told, code, manner = _of(f"Reed {words} Hale.", words, sign)
    assert (told, manner) == (act, "actual")
    assert code == plover or (plover in (code, "SUPPORT", "REJECT", "REQUEST") and code is not None)


def test_an_act_has_the_sign_of_its_relation() -> None:
    """No support against somebody, though the words say "backed"."""
    assert _of("Reed backed Hale.", "backed", -1)[0] in AGAINST | {"appeal"}


@pytest.mark.parametrize(
    "text", ["Reed did not endorse Hale.", "Reed never endorsed Hale.", "Reed didn’t endorse Hale."]
)
def test_what_is_denied_is_said_to_be(text: str) -> None:
    """A denial is not an endorsement."""
    assert _of(text, text[text.index("endorse") : -6], 1)[2] == "negated"


def test_what_was_once_so_is_past() -> None:
    """He used to."""
    assert _of("Reed once endorsed Hale.", "endorsed", 1)[2] == "past"


def test_what_may_be_is_said_to_be_only_if_the_model_is_sure() -> None:
    """A guess below six in ten leaves it as told."""
    assert _of("Reed may sue Hale.", "sue", -1, _manners(hypothetical=0.9, actual=0.1))[2] == "hypothetical"
    assert _of("Reed may sue Hale.", "sue", -1, _manners(hypothetical=0.5, actual=0.4))[2] == "actual"
