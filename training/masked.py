"""Names and references that cost no labels, from news that the exported weights have read.

A name, written once more, becomes "he", "the senator", "the company" (the idea of masked names: Kocijan et al., EMNLP
2019, "WikiCREM"), and some people are given other names, so that no name is learnt by heart. What is surely a name in
one place is marked as one throughout the article.
"""

import itertools
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from corpora import NOTHING, begin, inside
from corpus import ANY_NOUN, Marked, Piece, Reference

from sayso.article import Span
from sayso.intake import from_text
from sayso.speakers.actors import Actor, actors
from sayso.speakers.mentions import Name, names
from sayso.speakers.roles import beside
from sayso.speakers.vocabulary import BODIES, HE, ROLE_NOUNS, SHE
from sayso.statements import decode
from sayso.statements.model import StatementModel

_TITLES = {"sen": "senator", "senator": "senator", "rep": "congressman", "gov": "governor", "governor": "governor",
           "secretary": "secretary", "president": "president", "mayor": "mayor", "judge": "judge",
           "professor": "professor", "prof": "professor", "dr": "doctor", "gen": "general", "justice": "justice",
           "minister": "minister", "chancellor": "chancellor", "ambassador": "ambassador"}  # fmt: skip
_PEOPLE_SHARE, _BODIES_SHARE, _RENAMED = 0.4, 0.5, 0.35
"""Of later mentions, the share that is masked; of the people, the share that is given another name."""
_SOON, _LATER = 400, 900
"""Characters: a pronoun, and a description, stand this near behind the last mention."""
_SURE, _NONE = 0.8, 0.05
"""Above this probability it is taken for a name, below that for none; between, nothing is known."""
_PRONOUN = {HE: ("he", "his", "him"), SHE: ("she", "her", "her"), "it": ("it", "its", "it")}
_WORDS = {HE: r"\b(?:he|his|him)\b", SHE: r"\b(?:she|her|hers)\b", "it": r"\b(?:it|its|they|their)\b"}
_AFTER_HIM = re.compile(r"[.,;:!?)”\"]|\s(?:and|as|at|by|for|from|in|of|on|or|that|to|with)\b|\Z")
_FREE = re.compile(
    r"(?:[.!?:]|[.!?][”\"’]|\n|[,;“\"(—–]|\b(?:and|as|at|but|by|for|from|in|of|on|or|that|to|with|said|says|added|told|if|"
    r"when|while|because|which|where|what|against|after|before|about|than|whether|since|until|how|why))\s*\Z"
)
"""Before a phrase of its own."""
_VERBAL = re.compile(r"\s(?:[a-z]+(?:ed|s)|said|told|was|had|has|is|will|would|can|could|did|made|went|took|also)\b")


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    new: str
    actor: Actor
    masks: bool


def masked(marked: Marked, model: StatementModel, women: dict[str, float], rng: random.Random) -> Marked:
    """Return the article with some names masked and some people renamed, and its names as far as they are sure."""
    text = marked.text
    found = decode.find(from_text(text, ""), model)
    if found is None:
        return marked
    labels = model.who(found.scored).mentions
    likely = np.exp(labels[:, 1:11]).sum(1)
    starts = found.tokens.starts
    listed = names(text, found.tokens, labels, women)

    def surest(span: Span) -> float:
        first, end = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)
        return float(likely[first:end].min()) if end > first else 0.0

    sure = {text[slice(*name.span)] for name in listed if surest(name.span) > _SURE}
    known = [name for name in listed if text[slice(*name.span)] in sure]
    of = actors(text, known, women)
    edits = _edits(text, known, of, women, rng)
    unsure = [
        (starts[n], found.tokens.ends[n])
        for n in np.flatnonzero(likely > _NONE).tolist()
        if not any(name.span.start <= starts[n] < name.span.end for name in known)
    ]
    return _rewritten(marked, edits, known, of, unsure)


def _edits(
    text: str, known: Sequence[Name], of: dict[Span, Actor], women: dict[str, float], rng: random.Random
) -> list[_Edit]:
    edits = []
    titles = {name.span: name.titles for name in known}
    for actor in dict.fromkeys(of.values()):
        spans = sorted(span for span, other in of.items() if other is actor)
        nouns = _nouns(text, actor, spans, known)
        new = _other_name(text, actor, spans, women, rng) if rng.random() < _RENAMED else {}
        masks = set()
        share = _PEOPLE_SHARE if actor.kind == "person" else _BODIES_SHARE
        for before, span in itertools.pairwise(spans):
            if rng.random() < share:
                # "Mr. Reed" becomes "he" with its title.
                whole = Span(text.rindex(titles[span], 0, span.start) if titles[span] else span.start, span.end)
                word = _word(text, whole, actor, nouns, span.start - before.end, rng)
                if word:
                    masks.add(span)
                    edits.append(_Edit(*whole, word, actor, masks=True))
        edits += [_Edit(s.start, s.end, new[s], actor, masks=False) for s in spans if s in new and s not in masks]
    edits.sort(key=lambda edit: edit.start)
    return [edit for n, edit in enumerate(edits) if n == 0 or edits[n - 1].end <= edit.start]


def _nouns(text: str, actor: Actor, spans: list[Span], known: Sequence[Name]) -> list[str]:
    """Return what an actor may be called with "the"."""
    if actor.kind != "person":
        words = {word.strip(".").casefold() for span in spans for word in text[slice(*span)].split()}
        return sorted({noun for word in words for noun in BODIES.get(word, "").replace("think tank", "").split()})
    out = {_TITLES[w] for title in actor.titles for w in title.casefold().replace(".", "").split() if w in _TITLES}
    for span in spans:
        for role in beside(text, span, list(known)).roles:
            words = role.name.split()
            if words[-1].casefold() in ROLE_NOUNS and role.name[:1].isalpha():
                out.add(words[-1].casefold())
                if len(words) <= 4:
                    out.add(role.name)
    return sorted(out)


def _other_name(
    text: str, actor: Actor, spans: list[Span], women: dict[str, float], rng: random.Random
) -> dict[Span, str]:
    """Return new forms of a person's names: surname and first name exchanged wherever they stand."""
    forms = [text[slice(*span)].split() for span in spans]
    full = next((form for form in forms if len(form) > 1), None)
    if actor.kind != "person" or full is None or actor.gender is None:
        return {}
    surname, first = full[-1], full[0]
    own = [n for n, share in women.items() if (share > 0.9 if actor.gender == SHE else share < 0.1) and n.isascii()]
    other = {surname: _surname(rng), first: rng.choice(own).title()}
    return {span: " ".join(other.get(word, word) for word in form) for span, form in zip(spans, forms, strict=True)}


_STARTS = """
Ab Ach Al Am And Ar Bal Bar Bel Ben Bo Bran Bur Cal Car Cas Chen Col Dal Dev Don Dra Du El Es Fal Far Fen Fi
Gar Gil Gor Gra Ha Hal Hen Hol Ib In Is Ja Jan Kal Kan Kel Kim Kov Kra Lam Lar Le Lin Lo Ma Mal Mar Mc Mei Men
Mor Nak Nel Ni No Ob Ok Ol Or Os Pa Pel Per Pra Qui Ra Ras Rin Ro Ros Sa Sal San Sch Sel Sha Si Sol Sto Ta Tal
Tem Tho Tor Ul Va Val Ve Vol Wa Wei Wil Ya Yil Za Zim
""".split()
_ENDS = """
a ai ain ak al an and ara ard as berg bury cek dal den der do ell en er ert es ev ez field ford ham i ic ida
ig ina ing ino ins ton iz ka ke ko la land le ler ley li low ma man mann mer mond mura na nan ner no on or ov
ow owski ra ran re ri ro rod sen shi sky son stad stein ta te ter thy ti to ton ura us va val vic ville wa
well wicz wood worth y yama yan za zi
""".split()


def _surname(rng: random.Random) -> str:
    """Return a surname that nobody need bear."""
    return rng.choice(_STARTS) + rng.choice(("", "", "a", "e", "i", "o")) + rng.choice(_ENDS)


def _word(text: str, span: Span, actor: Actor, nouns: list[str], distance: int, rng: random.Random) -> str:
    """Return what to write for a name, or "" where nothing fits."""
    start, end = span
    after = text[end : end + 12]
    before = text[max(0, start - 12) : start]
    person = actor.kind == "person"
    if actor.kind == "group" or re.match(r"[-’']?[A-Za-z-]|['’](?!s )", after) or re.match(r" [A-Z(]", after):
        return ""
    the = re.search(r"\b([Tt]he) \Z", before) if not person else None
    if not (the or start == 0 or _FREE.search(before)):
        return ""
    possessed = re.match(r"['’]s? ", after)
    if nouns and distance <= _LATER and not possessed and rng.random() < (0.4 if person else 0.8):
        noun = rng.choice(nouns)
        new = noun if the else f"the {noun}"
    elif the or distance > _SOON or actor.place or (person and actor.gender is None):
        return ""
    else:
        subject, possessive, object_ = _PRONOUN[actor.gender or "it"]
        if possessed:
            new = possessive
        elif _VERBAL.match(after) or (re.search(r"\b(?:said|says|added)\s\Z", before) and _AFTER_HIM.match(after)):
            new = subject
        elif re.search(r"\b(?:told|by|to|with|of|for|from|against|that)\s\Z", before) and _AFTER_HIM.match(after):
            new = object_
        else:
            return ""
    opens = start == 0 or re.search(r"(?:[.!?][”\"]?\s+|\n|[“\"])\Z", before)
    return new[0].upper() + new[1:] if opens and not the else new


def _rewritten(
    marked: Marked, edits: list[_Edit], known: Sequence[Name], of: dict[Span, Actor], unsure: list[Piece]
) -> Marked:
    text, shifted, at = "", [], 0
    for edit in edits:
        end = edit.end
        if re.match(r"['’]s? ", marked.text[end : end + 3]) and edit.new.lower() in ("his", "her", "its"):
            end = marked.text.index(" ", end)
        text += marked.text[at : edit.start]
        shifted.append((edit.start, end, len(text), len(text) + len(edit.new)))
        text, at = text + edit.new, end
    text += marked.text[at:]

    def moved(piece: tuple[int, int]) -> Piece:
        return _moved(piece[0], shifted, last=False), _moved(piece[1], shifted, last=True)

    gone = {tuple(span) for edit in edits if edit.masks for span in of if edit.start <= span.start < edit.end}
    called = Counter(edit.actor for edit in edits if edit.masks)
    places = {a: [moved(s) for s, other in of.items() if other is a and tuple(s) not in gone] for a in called}
    references = []
    for (_, _, start, end), edit in zip(shifted, edits, strict=True):
        if not edit.masks:
            continue
        mine = places[edit.actor]
        same = [p for p in mine if p[1] <= start] or mine
        word = _WORDS[edit.actor.gender or "it"] + r"|\b[Tt]he (?:\w+ ){0,3}" + re.escape(edit.new.split()[-1]) + r"\b"
        hidden = [m.span() for m in re.finditer(word, text, re.IGNORECASE)]
        references.append(Reference((start, end), same, unsure=hidden + [p for p in mine if p not in same]))
    allowed = [(moved(piece), 0, 0) for piece in unsure]
    for name in known:
        if tuple(name.span) not in gone:
            bits = begin(name.kind), inside(name.kind)
            allowed.append((moved(name.span), *bits))
    rows = [
        {role: [moved(tuple(p)) for p in pieces] for role, pieces in row.items()} for row in marked.attributions or ()
    ]
    return replace(
        marked, text=text, attributions=rows, ignore=[moved(tuple(p)) for p in marked.ignore], references=references,
        allowed=allowed, elsewhere=NOTHING | ANY_NOUN,
    )  # fmt: skip


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
