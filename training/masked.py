"""References that cost no labels: a person's name, written once more, becomes "he", "she" or "the senator".

The idea is that of masked names (Kocijan et al., EMNLP 2019, "WikiCREM"), on the news itself.
"""

import random
import re
from collections import Counter, defaultdict
from dataclasses import replace

from corpus import Marked, Piece, Reference

_NAME = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?((?:Mc|Mac|De|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")
_TITLES = {"Sen.": "the senator", "Senator": "the senator", "Rep.": "the congressman", "Gov.": "the governor",
           "Governor": "the governor", "Secretary": "the secretary", "President": "the president",
           "Mayor": "the mayor", "Judge": "the judge", "Professor": "the professor", "Dr.": "the doctor"}  # fmt: skip
_SHARE = 0.4
"""Of the later mentions of a person by surname, this share is masked."""
_SOON = 400
"""Characters: a pronoun stands this near behind the last mention of its person."""
_PRONOUN = {0: ("he", "his", "him"), 1: ("she", "her", "her")}
_AFTER_HIM = re.compile(r"[.,;:!?)”\"]|\s(?:and|as|at|by|for|from|in|of|on|or|that|to|with)\b|\Z")
_VERBAL = re.compile(r"\s(?:[a-z]+(?:ed|s)|said|told|was|had|has|is|will|would|can|could|did|made|went|took|also)\b")


def masked(marked: Marked, women: dict[str, float], rng: random.Random) -> Marked:
    """Return the article with some names masked. `women`: for first names, folded, the share of women."""
    text = marked.text
    people = _people(text, women)
    places: dict[str, list[Piece]] = {
        surname: [
            m.span() for m in re.finditer(rf"(?:\b{re.escape(first)} (?:[A-Z]\. )?)?\b{re.escape(surname)}\b", text)
        ]
        for surname, (first, _, _) in people.items()
    }
    edits: list[tuple[Piece, str, str]] = []
    for surname, (_, woman, noun) in people.items():
        for before, (start, end) in zip(places[surname], places[surname][1:], strict=False):
            if start - before[1] > _SOON or rng.random() > _SHARE:
                continue
            new = _word(text, start, end, woman, noun, rng)
            if new:
                edits.append(((start, end), new, surname))
    edits.sort()
    edits = [edit for n, edit in enumerate(edits) if n == 0 or edits[n - 1][0][1] <= edit[0][0]]
    return _rewritten(marked, edits, people, places)


def _people(text: str, women: dict[str, float]) -> dict[str, tuple[str, int, str]]:
    """Return surname: (first name, 1 for a woman, description or "") of people whose surname no other shares."""
    firsts: dict[str, Counter[str]] = defaultdict(Counter)
    for match in _NAME.finditer(text):
        if match[1].casefold() in women:
            firsts[match[2]][match[1]] += 1
    out = {}
    for surname, counts in firsts.items():
        first = next(iter(counts))
        if len(counts) > 1 or 0.1 < women[first.casefold()] < 0.9:
            continue
        title = re.search(rf"(\w+\.?) {first} (?:[A-Z]\. )?{surname}", text)
        out[surname] = (first, int(women[first.casefold()] > 0.5), _TITLES.get(title[1], "") if title else "")
    return out


def _word(text: str, start: int, end: int, woman: int, noun: str, rng: random.Random) -> str:
    """Return what to write for a name, or "" where nothing fits."""
    subject, possessive, object_ = _PRONOUN[woman]
    after = text[end : end + 12]
    before = text[max(0, start - 12) : start]
    if re.search(r"(?:[A-Z][\w.]*|-|the|Mr\.|Mrs\.|Ms\.) ?\Z", before) and not re.search(r"[.!?”\"]\s+\Z|\n\Z", before):
        return ""
    possessed = re.match(r"['’]s? ", after)
    if noun and rng.random() < 0.25 and not possessed:
        new = noun
    elif possessed:
        new = possessive
    elif _VERBAL.match(after):
        new = subject
    elif re.search(r"\b(?:said|says|added|told|by|to|with|of|for|from|against|that)\s\Z", before) and _AFTER_HIM.match(
        after
    ):
        new = subject if re.search(r"\b(?:said|says|added)\s\Z", before) else object_
    else:
        return ""
    return new.capitalize() if start == 0 or re.search(r"(?:[.!?][”\"]?\s+|\n|[“\"])\Z", before) else new


def _rewritten(marked: Marked, edits: list[tuple[Piece, str, str]], people: dict[str, tuple[str, int, str]],
               places: dict[str, list[Piece]]) -> Marked:  # fmt: skip
    text, shifted, at = "", [], 0
    for (start, end), new, _ in edits:
        if re.match(r"['’]s? ", marked.text[end : end + 3]) and new.lower() in ("his", "her"):
            end = marked.text.index(" ", end)
        text += marked.text[at:start]
        shifted.append((start, end, len(text), len(text) + len(new)))
        text, at = text + new, end
    text += marked.text[at:]

    def moved(piece: Piece) -> Piece:
        return _moved(piece[0], shifted, last=False), _moved(piece[1], shifted, last=True)

    gone = {piece: surname for piece, _, surname in edits}
    references = []
    for (_, _, start, end), (_, _, surname) in zip(shifted, edits, strict=True):
        names = [moved(p) for p in places[surname] if p not in gone]
        same = [p for p in names if p[1] <= start] or names
        own = people[surname][1]
        word = r"\b(?:she|her|hers)\b" if own else r"\b(?:he|his|him)\b"
        nouns = r"|\bthe (?:senator|congressman|governor|secretary|president|mayor|judge|professor|doctor)\b"
        unsure = [m.span() for m in re.finditer(word + nouns, text, re.IGNORECASE)]
        references.append(Reference((start, end), same, unsure=unsure + [p for p in names if p not in same]))
    rows = [
        {role: [moved(tuple(p)) for p in pieces] for role, pieces in row.items()} for row in marked.attributions or ()
    ]
    return replace(
        marked, text=text, attributions=rows, ignore=[moved(tuple(p)) for p in marked.ignore], references=references
    )


def _moved(at: int, shifted: list[tuple[int, int, int, int]], *, last: bool) -> int:
    """Return where a character of the old text stands in the new one; inside of what was replaced, its edge."""
    shift = 0
    for start, end, new_start, new_end in shifted:
        if at >= end:
            shift = new_end - end
        elif at > start:
            return new_end if last else new_start
        else:
            break
    return at + shift
