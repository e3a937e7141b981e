"""How much of a statement stands inside quotation marks."""

import re
from collections.abc import Iterable

from sayso.article import Kind, Span
from sayso.statements.quotation import INSIDE, states

_WORD = re.compile(r"\w+")
_ALL = 0.95
"""From this share of its words on a content counts as wholly quoted: a "but" before it makes it no paraphrase."""


def quoted_at(text: str, parts: list[tuple[int, int]]) -> bytearray:
    """Return for each code point of the text 1 where it stands inside quotation marks of its paragraph, else 0."""
    return bytearray(state == INSIDE for state in states(text, parts))


def kind_of(text: str, content: Iterable[Span], quoted: bytearray) -> Kind:
    """Return whether all, some or none of the words of a content are quoted."""
    inside = [quoted[match.start()] for start, end in content for match in _WORD.finditer(text, start, end)]
    if not any(inside):
        return "indirect"
    return "direct" if sum(inside) >= _ALL * len(inside) else "mixed"
