"""The corpora of names and references, each as `Marked` articles: Worldwide Newswire, GUM, GAP, our own labels."""

import csv
import gzip
import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus import ANY_NAME, ANY_NOUN, NAMES, NOUNS, Marked, Piece, Reference

from sayso.speakers.vocabulary import TITLES

NOTHING = 1
_KINDS = {"Person": "person", "Organization": "organization", "Location": "place", "Facility": "place",
          "NORP": "people", "Misc": "other", "Product": "other"}  # fmt: skip
_NO_SPACE_BEFORE = frozenset(". , ; : ! ? ) ] % ’ ” 's ’s n't n’t 're ’re 've ’ve 'll ’ll 'm ’m 'd ’d -".split())
_NO_SPACE_AFTER = frozenset("( [ $ £ € “ ‘ -".split())


def begin(kind: str) -> int:
    """Return the bit of the label that begins a name of a kind."""
    return 1 << (1 + 2 * NAMES.index(kind))


def inside(kind: str) -> int:
    """Return the bit of the label that goes on with a name of a kind."""
    return 1 << (2 + 2 * NAMES.index(kind))


def worldwide(path: Path, rng: random.Random, share: float) -> list[Marked]:
    """Return a share of Worldwide Newswire (Shan et al., EMNLP 2023): names alone; nouns may be mentions or not."""
    with tarfile.open(path) as archive:
        files = sorted(
            (m for m in archive.getmembers() if m.isfile() and m.name.endswith(".tsv")), key=lambda m: m.name
        )
        chosen = [m for m in files if rng.random() < share]
        return [_worldwide(archive.extractfile(m).read().decode("utf-8", "replace"), rng) for m in chosen]


def _worldwide(file: str, rng: random.Random) -> Marked:
    text = ""
    allowed: list[tuple[Piece, int, int]] = []
    even = 0  # which of the straight marks opens
    for sentence in file.split("\n\n")[1:]:
        glued = True
        for line in sentence.splitlines():
            word, _, tag = line.partition("\t")
            if not tag:
                continue
            even ^= word == '"'
            if not (glued or word in _NO_SPACE_BEFORE or (word == '"' and not even)):
                text += " "
            glued = word in _NO_SPACE_AFTER or (word == '"' and even == 1)
            start, text = len(text), text + word
            where, _, kind = tag.partition("-")
            if kind in _KINDS:
                label = (begin if where == "B" else inside)(_KINDS[kind])
                allowed.append(((start, len(text)), label, inside(_KINDS[kind])))
            elif kind:  # dates and sums of money
                allowed.append(((start, len(text)), NOTHING, NOTHING))
        text += "\n\n" if rng.random() < 0.5 else " "
    return Marked(text.strip(), allowed=allowed, elsewhere=NOTHING | ANY_NOUN)


@dataclass
class _Mention:
    entity: str
    kind: str
    heads: str
    words: list[int] = field(default_factory=list)


def gum(path: Path) -> Iterator[Marked]:
    """Yield the documents of GUM (Zeldes 2017): heads of descriptions, and what pronouns and descriptions refer to."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for document in lines.read().split("# newdoc id")[1:]:
            yield _gum(document)


def _gum(document: str) -> Marked:
    text = ""
    words: list[tuple[Piece, str, str]] = []  # where, part of speech, number
    mentions: list[_Mention] = []
    open_: dict[str, list[_Mention]] = defaultdict(list)
    for line in document.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            text = text.rstrip() + "\n\n" if text else ""
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        start, text = len(text), text + columns[1]
        number = len(words)
        words.append(((start, len(text)), columns[4], "Plur" if "Number=Plur" in columns[5] else "Sing"))
        found = re.search(r"Entity=([^|]*)", columns[9])
        closing = []
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", found[1] if found else ""):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                mention = _Mention(fields[0], fields[1], fields[5] if len(fields) > 5 else "1")
                mentions.append(mention)
                open_[mention.entity].append(mention)
                if part.endswith(")"):
                    closing.append(mention.entity)
            else:
                closing.append(part.strip(")"))
        for those in open_.values():
            for mention in those:
                mention.words.append(number)
        for entity in closing:
            if open_[entity]:
                open_[entity].pop()
        if "SpaceAfter=No" not in columns[9]:
            text += " "
    return _gum_marked(text.rstrip(), words, mentions)


def _gum_marked(text: str, words: list[tuple[Piece, str, str]], mentions: list[_Mention]) -> Marked:
    allowed: dict[int, tuple[int, int]] = {}
    for number, ((start, _), tag, _) in enumerate(words):
        if tag.startswith(("NNP", "JJ", "NN")):
            may = NOTHING | (ANY_NAME if tag.startswith("NNP") or text[start].isupper() else 0)
            allowed[number] = may, may
    heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        offsets = [int(i) for i in mention.heads.split(",") if i.isdigit()] or [1]
        own = [mention.words[i - 1] for i in offsets if i <= len(mention.words)]
        if not own:
            continue
        head = own[-1] if words[own[0]][1].startswith("NNP") else own[0]
        heads[mention.entity].append((own[0], head))
        tag, plural = words[head][1], words[head][2] == "Plur"
        if tag in ("NN", "NNS") and mention.kind in ("person", "organization"):
            noun = "organization" if mention.kind == "organization" else "people" if plural else "person"
            bits = 1 << (1 + 2 * len(NAMES) + NOUNS.index(noun))
            allowed[head] = bits, bits
        elif tag.startswith("NNP"):
            allowed |= _name_of(text, words, mention, head, plural=plural)
    marked = [(where, *allowed.get(i, (NOTHING, NOTHING))) for i, (where, _, _) in enumerate(words)]
    references = []
    for chain in heads.values():
        for first, head in chain:
            if words[head][1].startswith("NNP"):
                continue
            same = [other for other in chain if other[1] < first] or [other for other in chain if other[0] > head]
            same_pieces = [(words[a][0][0], words[max(a, b)][0][1]) for a, b in same]
            references.append(Reference(words[head][0], same_pieces))
    return Marked(text, allowed=marked, elsewhere=0, references=references)


def _name_of(
    text: str, words: list[tuple[Piece, str, str]], mention: _Mention, head: int, *, plural: bool
) -> dict[int, tuple[int, int]]:
    """Return the labels of the words of a name: those around its head that are proper nouns of the same mention."""
    first = last = head
    while first - 1 in mention.words and words[first - 1][1].startswith("NNP"):
        first -= 1
    while last + 1 in mention.words and words[last + 1][1].startswith("NNP"):
        last += 1
    if mention.kind not in ("person", "organization", "place"):
        return {n: (NOTHING | begin("other"), NOTHING | inside("other")) for n in range(first, last + 1)}
    kind = "people" if plural and mention.kind == "person" else mention.kind
    while kind == "person" and first < last and text[slice(*words[first][0])].casefold().strip(".") in TITLES:
        first += 1
    return {n: (begin(kind) if n == first else inside(kind), inside(kind)) for n in range(first, last + 1)}


def gap(path: Path) -> Iterator[Marked]:
    """Yield the passages of GAP (Webster et al., TACL 2018): which of two names a pronoun means, if either."""
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            at = int(row["Pronoun-offset"])
            names = {n: (int(row[f"{n}-offset"]), int(row[f"{n}-offset"]) + len(row[n])) for n in "AB"}
            same = [piece for n, piece in names.items() if row[f"{n}-coref"].upper() == "TRUE"]
            reference = Reference((at, at + len(row["Pronoun"])), same, among=list(names.values()))
            yield Marked(row["Text"], references=[reference])
