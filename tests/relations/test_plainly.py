"""Ties that the text states in so many words."""

import pytest

from sayso.article import Span
from sayso.relations.plain import plainly


def _plainly(text: str, holder: str, target: str, sign: int) -> bool:
    spans = (Span(text.index(name), text.index(name) + len(name)) for name in (holder, target))
    return plainly(text, *spans, sign)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Reed accused Hale of lying.", -1), ("Reed has repeatedly attacked Hale.", -1),
        ("Hale was sharply criticized by Reed.", -1), ("Reed’s criticism of Hale went on.", -1),
        ("Reed, the mayor of Norrick, endorsed Hale.", 1), ("Hale was praised by Senator Reed.", 1),
        ("Reed called on Gov. Hale to resign.", -1),
    ],
)  # fmt: skip
def test_a_verb_between_two_ties_them(text: str, sign: int) -> None:
    """In its direction and with its sign only."""
    assert _plainly(text, "Reed", "Hale", sign)
    assert not _plainly(text, "Reed", "Hale", -sign)
    assert not _plainly(text, "Hale", "Reed", sign)


@pytest.mark.parametrize(
    "text",
    [
        "Reed met Hale.",
        "Reed said Marsh had attacked Hale.",
        "Reed accused Marsh, whom Hale likes.",
        "Reed, attacked by Marsh, saw Hale.",
    ],
)
def test_where_another_stands_between_or_nothing_is_done_there_is_none(text: str) -> None:
    """What is done must be done by the one to the other."""
    assert not _plainly(text, "Reed", "Hale", -1)
