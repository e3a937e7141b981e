"""The further authors that a page shows in one line with those its metadata names.

Content systems often give their metadata the first author only. Names are taken from a shown byline only where it holds
every author the metadata has, and where the markup (links to authors) or the wording ("By A, B and C") leaves no doubt
that a piece of it is a person: a section, a place or an outlet written as an author is worse than an author left out.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from sayso.intake.names import byline, names_people

_LINK = (
    'a[contains(concat(" ", normalize-space(@rel), " "), " author ") or '
    'contains(concat(" ", normalize-space(@class), " "), " author ")]'
)
_CLASSES = " or ".join(f'contains(@class, "{name}")' for name in ("byline", "Byline", "author", "Author"))
_LINES = f"//*[{_CLASSES}] | //{_LINK}/.."
_ELSEWHERE = frozenset(["aside", "nav", "footer"])
_MOST, _ELEMENTS, _LONGEST = 60, 40, 200  # lines looked at; elements in a line; its characters
_OTHER_WORK = re.compile(
    r"\b(?:edit(?:ed|ing)|(?:review|photo|pictur|illustrat|translat|check|interview|video|graphic)\w*)\b", re.I
)
_LIST = re.compile(r"By:? (?P<names>[^\d:;|]+)", re.I)
_BETWEEN = re.compile(r",? (?:and|&) |, ", re.I)
_ENDS_IN_TWO = re.compile(r" (?:and|&) (?:(?!,| and | & ).)+", re.I)


def further_authors(tree: HtmlElement, known: tuple[str, ...], outlet: str | None) -> tuple[str, ...]:
    """Return the people whom the page's byline names beside those its metadata knows, in the order shown."""
    if not known or not names_people(known):
        return ()
    have = {name.casefold() for name in known}
    for line, text in _lines(tree):
        if all(name in text.casefold() for name in have):
            if _OTHER_WORK.search(text):
                return ()
            pieces = [" ".join(link.text_content().split()) for link in line.xpath(f".//{_LINK}")] or _listed(text)
            people = [piece for piece in pieces if _is_full_name(piece, outlet) and piece.casefold() not in have]
            return tuple(dict.fromkeys(people))
    return ()


def _lines(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the short elements marked as a byline, outer before inner, with their text."""
    for element in tree.xpath(_LINES)[:_MOST]:
        if sum(1 for _ in islice(element.iter(), _ELEMENTS + 1)) > _ELEMENTS:
            continue
        text = " ".join(element.text_content().split())
        if len(text) <= _LONGEST and not any(parent.tag in _ELSEWHERE for parent in element.iterancestors()):
            yield element, text


def _listed(text: str) -> list[str]:
    """Return the names of "By A, B and C"; none where any piece between is something else."""
    found = _LIST.fullmatch(text)
    if found is None or not _ENDS_IN_TWO.search(found["names"]):
        return []
    pieces = _BETWEEN.split(found["names"])
    return pieces if all(_is_full_name(piece, None) for piece in pieces) else []


def _is_full_name(text: str, outlet: str | None) -> bool:
    """Say whether the whole of a text is one person's name of two to four words, and no part of the outlet's name."""
    words = text.casefold().split()
    if not 2 <= len(words) <= 4 or words[0] == "the" or set(words) <= set((outlet or "").casefold().split()):
        return False
    return byline([text]) == (text,) and names_people((text,))
