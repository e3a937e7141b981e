"""What speaks for and against each actor as the one whom a source means: a row of numbers for each candidate."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.article import Span
from sayso.speakers.actors import Actor
from sayso.speakers.references import Pointed, References
from sayso.speakers.roles import office_of, party_of
from sayso.speakers.sources import Source
from sayso.speakers.vocabulary import (
    BODIES,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    HE,
    IT,
    KIN,
    LEGISLATORS,
    MEN_NOUNS,
    ORGANIZATION_NOUNS,
    PRONOUNS,
    ROLE_NOUNS,
    SAME_OFFICE,
    SAME_THING,
    SHE,
    THEY,
    UNNAMED_NOUNS,
    WOMEN_NOUNS,
)

Numbers = NDArray[np.float64]

OF_ACTORS = (
    "pointed at", "sentences since", "only later", "latest that fits", "spoke last", "spoke last, close by",
    "mentions before", "gender fits", "kind fits", "in what is said",
    "begins its sentence", "in this sentence", "in the headline", "in other words", "times spoken", "in this paragraph",
    "pointed at most", "spoke two before", "nameless",
)  # fmt: skip
"""Evidence for an actor, whatever the form of the source."""
OF_DESCRIPTIONS = (
    "office fits", "office clashes", "party fits", "party clashes", "words shared", "described so before",
    "same noun", "owner of it", "name calls for noun", "same kind of thing", "named soon after",
    "latest of its kind",
)  # fmt: skip
"""Further evidence for an actor where the source is a description."""
OF_ITSELF = (
    "itself", "itself: definite", "itself: plural", "itself: owned", "itself: office", "itself: unnamed",
    "itself: organization", "itself: document", "itself: group", "itself: pointed at nothing", "itself: long",
    "itself: office known",
)  # fmt: skip
"""Evidence that a description is a speaker of its own, not yet named."""
EVIDENCE = OF_ACTORS + OF_DESCRIPTIONS + OF_ITSELF

_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_SHORT = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|Sr|Lt|Col|Sgt|Prof|Rev|vs|No|U\.S|D\.C))\.\Z")


def sentence_starts(text: str) -> list[int]:
    """Return where each sentence of a text begins, the first at 0."""
    ends = [
        m.end()
        for m in _SENTENCE.finditer(text)
        if "\n" in m[0] or not _SHORT.search(text, max(0, m.start() - 6), m.start() + 1)
    ]
    return [0, *ends]


@dataclass
class Reading:
    """How far the article has been read: who has been mentioned and has spoken so far."""

    text: str
    references: References
    actors: list[Actor]
    sentences: list[int]
    paragraphs: list[int]
    headline_end: int
    said: bytearray
    """1 for each character that stands in a content."""
    numbers: dict[Actor, int] = field(default_factory=dict)
    places: dict[Actor, list[int]] = field(default_factory=dict)
    offices: dict[Actor, set[str]] = field(default_factory=dict)
    parties: dict[Actor, set[str]] = field(default_factory=dict)
    words: dict[Actor, set[str]] = field(default_factory=dict)
    nouns: dict[Actor, set[str]] = field(default_factory=dict)
    own_words: dict[Actor, set[str]] = field(default_factory=dict)
    """The words of a body's names, folded."""
    spoken: list[tuple[int, Actor]] = field(default_factory=list)
    owners: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    def add(self, actor: Actor) -> None:
        """Take in an actor that was not known before."""
        self.numbers[actor] = len(self.actors)
        self.actors.append(actor)
        self.places[actor] = []

    def mention(self, actor: Actor, span: Span) -> None:
        """Note that an actor is mentioned at `span`."""
        places = self.places[actor]
        places.insert(bisect_left(places, span.start), span.start)
        first, end = self.references.tokens.tokens_of(span)
        self.owners[first:end] = self.numbers[actor]

    def sentence(self, at: int) -> int:
        """Return the number of the sentence in which a character stands."""
        return bisect_right(self.sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """Return the number of the paragraph in which a character stands."""
        return bisect_right(self.paragraphs, at) - 1


def evidence(
    reading: Reading, source: Source, at: int, said: Sequence[Span], pointed: Pointed | None, *, itself: bool
) -> tuple[list[Actor], Numbers]:
    """Return the candidates for a source at `at`, and their rows of `EVIDENCE`; with `itself`, one row more, the last.

    `said` is the content of the statement: whoever is named in it is seldom the one who says it.
    """
    candidates, fits = _candidates(reading, source)
    mass: Numbers = np.zeros(len(reading.actors) + 1)
    if pointed is not None:
        part = reading.owners[pointed.start : pointed.start + len(pointed.probabilities)]
        mass = np.bincount(part + 1, weights=pointed.probabilities, minlength=len(reading.actors) + 1).astype(
            np.float64
        )
    rows = np.zeros((len(candidates) + itself, len(EVIDENCE)))
    for actor in candidates:
        if actor.members:
            mass[reading.numbers[actor] + 1] = sum(mass[reading.numbers[member] + 1] for member in actor.members)
    before = [bisect_left(reading.places[actor], at) for actor in candidates]
    latest = max(
        (reading.places[a][n - 1] for a, n in zip(candidates, before, strict=True)
         if n), default=-1,
    )  # fmt: skip
    most = max((mass[reading.numbers[a] + 1] for a in candidates), default=0.0)
    here, paragraph = reading.sentence(at), reading.paragraph(at)
    times = Counter(who for _, who in reading.spoken)
    for row, actor, count, fit in zip(rows, candidates, before, fits, strict=False):
        places = reading.places[actor]
        last = places[count - 1] if count else -1
        row[0] = math.log(max(float(mass[reading.numbers[actor] + 1]), 1e-3))
        if count:
            sentence = reading.sentence(last)
            row[1] = math.log1p(here - sentence)
            row[3] = last == latest
            row[10] = last - reading.sentences[sentence] < 12
            row[11] = sentence == here
            row[13] = reading.said[last]
            row[15] = reading.paragraph(last) == paragraph
        else:
            row[1], row[2] = 3.0, 1.0
        row[4:6] = _spoke_last(reading, actor, at, paragraph)
        row[6] = math.log1p(count)
        row[7] = actor.gender is not None and actor.gender == source.pronoun
        row[8] = fit > 0
        row[9] = any(bisect_left(places, start) < bisect_left(places, end) for start, end in said)
        row[12] = places[0] < reading.headline_end
        row[14] = math.log1p(times[actor])
        row[16] = most > 0.05 and mass[reading.numbers[actor] + 1] == most
        row[17] = len(reading.spoken) > 1 and reading.spoken[-2][1] is actor
        row[18] = not actor.names
    if source.form == "description":
        _describe(reading, source, candidates, rows)
    if itself:
        _itself(source, candidates, rows, pointed)
    return candidates, rows


def _candidates(reading: Reading, source: Source) -> tuple[list[Actor], list[int]]:
    """Return the actors that a source may mean, and how well the kind of each fits."""
    candidates, fits = [], []
    for actor in reading.actors:
        fit = _kind_fits(source, actor)
        if fit < 0 or actor.adjective or actor.kind == "author" or not reading.places[actor]:
            continue
        if not (_gender_clashes(source, actor) or _owns(source, actor) or _is_nobody_s(reading, source, actor)):
            candidates.append(actor)
            fits.append(fit)
    return candidates, fits


def _spoke_last(reading: Reading, actor: Actor, at: int, paragraph: int) -> tuple[float, float]:
    if not reading.spoken or reading.spoken[-1][1] is not actor:
        return 0.0, 0.0
    return 1.0, float(paragraph - reading.paragraph(min(reading.spoken[-1][0], at)) <= 1)


def _kind_fits(source: Source, actor: Actor) -> int:
    """Return 1 where an actor's kind is what pronoun or noun asks for, -1 where it cannot be, else 0."""
    if source.form == "none":
        return 1 if actor.kind == "person" else 0
    if source.pronoun in (HE, SHE):
        return 1 if actor.kind in ("person", "unnamed") and not actor.many else -1
    if source.pronoun == IT:
        return -1 if actor.kind in ("person", "group", "unnamed") else 1 if not actor.place else 0
    if source.pronoun == THEY:
        return 1 if actor.many or actor.kind in ("group", "organization") else -1 if actor.kind == "person" else 0
    noun = source.noun
    if source.plural and noun not in DOCUMENT_NOUNS | ORGANIZATION_NOUNS:
        return 1 if actor.many else -1
    if noun in ROLE_NOUNS or noun in SAME_OFFICE:
        return 1 if actor.kind in ("person", "unnamed") and not actor.many else -1
    if noun in DOCUMENT_NOUNS:
        return 1 if actor.kind == "document" else -1 if actor.kind in ("person", "group") else 0
    if noun in ORGANIZATION_NOUNS:
        return 1 if actor.kind == "organization" else -1 if actor.kind in ("person", "group", "document") else 0
    if noun in GROUP_NOUNS:
        return 1 if actor.many else -1
    return 0


def _gender_clashes(source: Source, actor: Actor) -> bool:
    gender = source.pronoun if source.form == "pronoun" else None
    if source.form == "description":
        gender = SHE if source.noun in WOMEN_NOUNS else HE if source.noun in MEN_NOUNS - _ANY else None
    return gender in (HE, SHE) and actor.gender is not None and actor.gender != gender


_ANY = frozenset(("chairman", "spokesman"))
"""Nouns for men that are written of women too."""


def _owns(source: Source, actor: Actor) -> bool:
    """Say whether an actor is the one whose aide, wife or spokesman a description means."""
    owner = source.owner
    if owner is None or source.form != "description" or source.noun not in ROLE_NOUNS | KIN:
        return False
    return any(owner.start <= span.start < owner.end for span in (*actor.names, *actor.pronouns))


def called(reading: Reading, actor: Actor) -> set[str]:
    """Return the nouns by which a body may be called again, by the words of its names."""
    return {noun for word in reading.own_words.get(actor, ()) for noun in BODIES.get(word, "").split()}


def _is_nobody_s(reading: Reading, source: Source, actor: Actor) -> bool:
    """Say whether a description is of what somebody owns ("her office"), and an actor a body with a name of its own."""
    if source.form != "description" or source.words[0] not in PRONOUNS or not actor.names:
        return False
    return actor.kind == "organization" and source.noun not in called(reading, actor)


def _describe(reading: Reading, source: Source, candidates: list[Actor], rows: Numbers) -> None:
    base = len(OF_ACTORS)
    phrase = reading.text[slice(*source.span)]
    office, party = office_of(phrase), party_of(phrase)
    words = set(source.words) - _PLAIN
    thing = SAME_THING.get(source.noun, frozenset())
    for row, actor in zip(rows, candidates, strict=False):
        theirs = (actor, *actor.members)
        offices = {office for one in theirs for office in reading.offices.get(one, ())}
        if office:
            hit = office in offices or (office in ("legislator",) and bool(offices & LEGISLATORS))
            row[base], row[base + 1] = hit, bool(offices) and not hit
        parties = {party for one in theirs for party in reading.parties.get(one, ())}
        if party:
            row[base + 2], row[base + 3] = party in parties, bool(parties) and party not in parties
        row[base + 4] = min(3, len(words & reading.words.get(actor, set()))) / 3
        nouns = reading.nouns.get(actor, set())
        row[base + 8] = source.noun in called(reading, actor)
        row[base + 9] = any(thing & SAME_THING.get(noun, frozenset()) for noun in nouns)
        soon = row[2] and 0 < reading.places[actor][0] - source.span.start < _SOON
        row[base + 10] = soon and (row[base] or row[base + 4] > 0.5)
        row[base + 5] = " ".join(source.words) in nouns
        row[base + 6] = source.noun in nouns
        if source.owner:
            row[base + 7] = any(source.owner.start <= span.start < source.owner.end for span in actor.names)
    _latest_of_its_kind(reading, source, candidates, rows)


def _latest_of_its_kind(reading: Reading, source: Source, candidates: list[Actor], rows: Numbers) -> None:
    """Mark the one last mentioned of those whose office, noun or name is what the description says."""
    base = len(OF_ACTORS)
    telling = [base, base + 5, base + 6, base + 8, base + 9]
    last, latest = -1, None
    for row, actor in zip(rows, candidates, strict=False):
        if row[telling].any():
            places = reading.places[actor]
            count = bisect_left(places, source.span.start)
            if count and places[count - 1] > last:
                last, latest = places[count - 1], row
    if latest is not None:
        latest[base + 11] = 1


_SOON = 1500
"""Characters after which a name comes soon for what was described before it."""
_PLAIN = frozenset("the a an this that his her its their of for in at by from with and former".split())


def _itself(source: Source, candidates: list[Actor], rows: Numbers, pointed: Pointed | None) -> None:
    base = len(OF_ACTORS) + len(OF_DESCRIPTIONS)
    row = rows[-1]
    row[base] = 1
    row[base + 1] = source.definite
    row[base + 2] = source.plural
    row[base + 3] = source.owner is not None
    row[base + 4] = source.noun in ROLE_NOUNS or source.noun in SAME_OFFICE
    row[base + 5] = source.noun in UNNAMED_NOUNS
    row[base + 6] = source.noun in ORGANIZATION_NOUNS
    row[base + 7] = source.noun in DOCUMENT_NOUNS
    row[base + 8] = source.noun in GROUP_NOUNS
    row[base + 9] = math.log(max(pointed.nothing, 1e-3)) if pointed else -1.0
    row[base + 10] = len(source.words) > 5
    row[base + 11] = bool(rows[: len(candidates), len(OF_ACTORS)].any())
