"""How far speakers are resolved: what has been read, who was taken in, and how somebody new is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sayso.article import Article, Span, SpeakerKind, Statement
from sayso.speakers.actors import Actor, joined
from sayso.speakers.choice import FORMS, weights_of
from sayso.speakers.evidence import EVIDENCE, Numbers, Reading, called, sentence_starts
from sayso.speakers.introduced import Introduced, introduced
from sayso.speakers.mentions import Name
from sayso.speakers.names import folded, words_of
from sayso.speakers.references import References
from sayso.speakers.roles import Titled, beside, office_of, party_of
from sayso.speakers.sources import Source
from sayso.speakers.vocabulary import (
    DOCUMENT_NOUNS,
    HE,
    MEN_NOUNS,
    ORGANIZATION_NOUNS,
    SAME_THING,
    SHE,
    THEY,
    UNNAMED_NOUNS,
    WOMEN_NOUNS,
)
from sayso.statements.decode import readable


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that was made: the candidates with their evidence and their chances. The last may be a new speaker."""

    statement: Statement | None
    form: str
    candidates: list[Actor]
    rows: Numbers
    chances: Numbers


@dataclass
class State:
    """What is known so far of who speaks in an article."""

    reading: Reading
    actor_of: dict[Span, Actor]
    weights: dict[str, list[float]]
    byline: frozenset[str] = frozenset()
    """The surnames of the authors, folded."""
    author: Actor | None = None
    answers: Actor | None = None
    """Who answers in turns of questions and answers."""
    joint: dict[frozenset[int], Actor] = field(default_factory=dict)
    owned: dict[tuple[int, str], Actor] = field(default_factory=dict)
    introduced: list[Introduced] = field(default_factory=list)
    bearers: dict[Span, Actor] = field(default_factory=dict)
    """Who is described at the head of a phrase."""
    of: dict[str, Actor | None] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)


def headline_end(article: Article) -> int:
    """Return where the headline ends in the text; 0 where it has none."""
    return next((p.span.end for p in article.passages if p.kind == "headline"), 0)


def begun(
    article: Article,
    references: References,
    statements: Sequence[Statement],
    constants: Mapping[str, Any],
    marked: list[Name],
    actor_of: dict[Span, Actor],
) -> State:
    """Return the state before reading: the actors with all that names them. `marked` are all names."""
    text = article.text
    parts = readable(article)
    headline = headline_end(article)
    said = bytearray(len(text))
    for statement in statements:
        for start, end in statement.content:
            said[start:end] = b"\1" * (end - start)
    starts = [start for start, _ in parts]
    reading = Reading(text, references, [], sentence_starts(text), starts, headline, said)
    reading.owners = np.full(len(references.tokens.ids), -1, np.int64)
    for actor in dict.fromkeys(actor_of.values()):
        reading.add(actor)
        for span in actor.names:
            reading.mention(actor, span)
        if actor.kind == "organization":
            reading.own_words[actor] = {word for span in actor.names for word in words_of(text[slice(*span)])}
            reading.words[actor] = set(reading.own_words[actor])
    byline = frozenset(map(surname, article.byline))
    joint: dict[frozenset[int], Actor] = {}
    for span, members in joined(text, actor_of):
        key = frozenset(map(id, members))
        if key not in joint:
            joint[key] = Actor("group", many=True, members=members)
            reading.add(joint[key])
        joint[key].descriptions.append(span)
        reading.places[joint[key]].append(span.start)
    weights = {form: weights_of(constants.get("speakers", {}), form, EVIDENCE) for form in FORMS}
    return State(reading, actor_of, weights, joint=joint, introduced=introduced(text, parts, marked), byline=byline)


def titled(reading: Reading, text: str, marked: list[Name], actor_of: dict[Span, Actor]) -> dict[Actor, list[Titled]]:
    """Return what the article says beside the names of each person, and note it."""
    out: dict[Actor, list[Titled]] = {}
    for name in marked:
        actor = actor_of.get(name.span)
        if actor is None or actor.kind != "person":
            continue
        seen = beside(text, name.span, marked)
        if not (seen.roles or seen.affiliations):
            continue
        out.setdefault(actor, []).append(seen)
        for role in seen.roles:
            describe(reading, actor, role.name)
        for tie in seen.affiliations:
            party = party_of(tie.name)
            if party:
                reading.parties.setdefault(actor, set()).add(party)
            reading.words.setdefault(actor, set()).update(words_of(tie.name.replace("-", " ")))
    return out


def describe(reading: Reading, actor: Actor, phrase: str) -> None:
    """Note a phrase that describes an actor."""
    office, party = office_of(phrase), party_of(phrase)
    if office:
        reading.offices.setdefault(actor, set()).add(office)
    if party:
        reading.parties.setdefault(actor, set()).add(party)
    words = words_of(phrase)
    reading.words.setdefault(actor, set()).update(words)
    if actor.gender is None and actor.kind == "person":
        if set(words) & WOMEN_NOUNS:
            actor.gender = SHE
        elif set(words) & MEN_NOUNS:
            actor.gender = HE


_NEAR = 600
"""Characters behind which a pronoun seldom means what was introduced without a name."""


def invite(state: State, source: Source) -> None:
    """Take in those introduced before whom a description or a pronoun may mean."""
    if source.form not in ("pronoun", "description") or source.pronoun in (HE, SHE):
        return
    at = source.span.start
    thing = SAME_THING.get(source.noun, frozenset())
    for phrase in state.introduced:
        if phrase.head.start >= at:
            break
        if phrase.head in state.bearers:
            continue
        if source.form == "pronoun":
            fits = phrase.head.start > at - _NEAR and phrase.plural == (source.pronoun == THEY)
            fits = fits and (phrase.plural or phrase.kind != "unnamed")
        else:
            same = phrase.noun == source.noun or thing & SAME_THING.get(phrase.noun, frozenset())
            fits = bool(same) and phrase.head != source.head and not _called(state, phrase)
        if fits:
            _take_in(state, phrase)


def _called(state: State, phrase: Introduced) -> bool:
    """Say whether a body of the article may be called so: then "his bank" is likely that one, no other."""
    reading = state.reading
    return phrase.kind == "organization" and any(phrase.noun in called(reading, body) for body in reading.own_words)


def _take_in(state: State, phrase: Introduced) -> None:
    key = key_of(state, phrase.owner, phrase.noun)
    actor = state.owned.get(key) if key else None
    if actor is None:
        actor = Actor(phrase.kind, many=phrase.plural)
        state.reading.add(actor)
        if key:
            state.owned[key] = actor
    state.bearers[phrase.head] = actor
    actor.descriptions.append(phrase.span)
    words = " ".join(words_of(state.reading.text[slice(*phrase.span)]))
    state.reading.nouns.setdefault(actor, set()).update((phrase.noun, words))
    state.reading.mention(actor, phrase.head)
    describe(state.reading, actor, state.reading.text[slice(*phrase.span)])


def owner_key(state: State, source: Source) -> tuple[int, str] | None:
    """Return by what the body is known that a description means by its owner, if it does."""
    return key_of(state, source.owner, source.noun) if source.form == "description" else None


def key_of(state: State, owner: Span | None, noun: str) -> tuple[int, str] | None:
    """Return by what a body is known that is called by its owner ("the Reed campaign"), if it is."""
    if owner is None or noun not in ORGANIZATION_NOUNS:
        return None
    actor = state.actor_of.get(owner)
    return (id(actor), noun) if actor else None


def new(state: State, source: Source) -> Actor:
    """Return a new actor for a description."""
    kind: SpeakerKind = "unnamed"
    if source.noun in DOCUMENT_NOUNS:
        kind = "document"
    elif source.noun in ORGANIZATION_NOUNS and not source.plural:
        kind = "organization"
    elif source.plural and source.noun not in UNNAMED_NOUNS:
        kind = "group"
    actor = Actor(kind, many=source.plural)
    state.reading.add(actor)
    key = owner_key(state, source)
    if key:
        state.owned[key] = actor
    return actor


def surname(name: str) -> str:
    """Return the last word of a name, folded."""
    words = name.split()
    return folded(words[-1]) if words else ""


def author(state: State) -> Actor:
    """Return the author as an actor."""
    if state.author is None:
        state.author = Actor("author")
        state.reading.add(state.author)
    return state.author
