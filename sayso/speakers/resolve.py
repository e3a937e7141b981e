"""From sources to speakers: reads the article once, from top to bottom, and says of each statement who speaks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sayso.article import Article, Attribution, How, Span, SpeakerKind, Statement
from sayso.speakers.actors import Actor, actors, joined
from sayso.speakers.choice import FORMS, chances, weights_of
from sayso.speakers.evidence import EVIDENCE, Numbers, Reading, evidence, sentence_starts
from sayso.speakers.introduced import Introduced, introduced
from sayso.speakers.mentions import Name, names, pronouns
from sayso.speakers.names import folded, words_of
from sayso.speakers.places import SEATS
from sayso.speakers.references import References
from sayso.speakers.roles import Titled, beside, office_of, party_of
from sayso.speakers.sources import Source, understood
from sayso.speakers.vocabulary import (
    DOCUMENT_NOUNS,
    HE,
    MEN_NOUNS,
    ORGANIZATION_NOUNS,
    PRONOUNS,
    QUANTIFIERS,
    ROLE_NOUNS,
    SAME_THING,
    SHE,
    THEY,
    UNNAMED_NOUNS,
    WOMEN_NOUNS,
)
from sayso.statements.decode import readable
from sayso.statements.model import Who
from sayso.statements.stream import Stream

UNKNOWN = 0.3
"""Below this probability the likeliest candidate is not named."""
_NAMED, _JOINT, _TURN, _RELATIVE, _FIRST, _AUTHOR = 0.97, 0.9, 0.97, 0.8, 0.9, 0.7
"""How sure it is where no choice was needed: by name, joined names, turn, relative clause, I in quotes, author."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that was made: the candidates with their evidence and their chances. The last may be a new speaker."""

    statement: Statement | None
    form: str
    candidates: list[Actor]
    rows: Numbers
    chances: Numbers


@dataclass
class Resolved:
    """Who speaks in each statement (in order), with the actors and what the article says of them."""

    article: Article
    speakers: list[Attribution]
    of: list[Actor | None]
    titled: dict[Actor, list[Titled]]
    choices: list[Choice]
    headline_end: int


@dataclass
class _State:
    reading: Reading
    actor_of: dict[Span, Actor]
    weights: dict[str, list[float]]
    author: Actor | None = None
    joint: dict[frozenset[int], Actor] = field(default_factory=dict)
    owned: dict[tuple[int, str], Actor] = field(default_factory=dict)
    introduced: list[Introduced] = field(default_factory=list)
    bearers: dict[Span, Actor] = field(default_factory=dict)
    """Who is described at the head of a phrase."""
    of: dict[str, Actor | None] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)


def resolve(
    article: Article,
    tokens: Stream,
    who: Who,
    statements: Sequence[Statement],
    constants: Mapping[str, Any],
    women: dict[str, float],
) -> Resolved:
    """Return who speaks in each statement. `women`: for first names, the share of women among their bearers."""
    text = article.text
    marked = names(text, tokens, who.mentions, women)
    actor_of = actors(text, marked, women)
    references = References(tokens, who.references, np.array(constants["nearness"], np.float32))
    state = _state(article, references, statements, constants, marked, actor_of)
    titled = _titled(state.reading, text, marked, actor_of)
    sources = {s.id: understood(text, s.source, marked) for s in statements}
    told: dict[str, Attribution] = {}
    for at, statement in _events(article, statements, state.reading, sources):
        if statement is None:
            _pronoun(state, at)
        else:
            told[statement.id] = _speaker(state, statement, _named_after_all(state, sources[statement.id]), statements)
    ordered = [told[s.id] for s in statements]
    return Resolved(
        article, ordered, [state.of.get(s.id) for s in statements], titled, state.choices, state.reading.headline_end
    )


def _state(
    article: Article,
    references: References,
    statements: Sequence[Statement],
    constants: Mapping[str, Any],
    marked: list[Name],
    actor_of: dict[Span, Actor],
) -> _State:
    text = article.text
    parts = readable(article)
    headline = next((p.span.end for p in article.passages if p.kind == "headline"), 0)
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
    joint: dict[frozenset[int], Actor] = {}
    for span, members in joined(text, actor_of):
        key = frozenset(map(id, members))
        if key not in joint:
            joint[key] = Actor("group", many=True, members=members)
            reading.add(joint[key])
        joint[key].descriptions.append(span)
        reading.places[joint[key]].append(span.start)
    weights = {form: weights_of(constants.get("speakers", {}), form, EVIDENCE) for form in FORMS}
    return _State(reading, actor_of, weights, joint=joint, introduced=introduced(text, parts, marked))


def _titled(reading: Reading, text: str, marked: list[Name], actor_of: dict[Span, Actor]) -> dict[Actor, list[Titled]]:
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
            _describe(reading, actor, role.name)
        for tie in seen.affiliations:
            party = party_of(tie.name)
            if party:
                reading.parties.setdefault(actor, set()).add(party)
            reading.words.setdefault(actor, set()).update(words_of(tie.name.replace("-", " ")))
    return out


def _describe(reading: Reading, actor: Actor, phrase: str) -> None:
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


def _events(
    article: Article, statements: Sequence[Statement], reading: Reading, sources: dict[str, Source]
) -> list[tuple[Span, Statement | None]]:
    """Return sources and free pronouns in reading order; the headline's last, since the body says whom it means."""
    events: list[tuple[Span, Statement | None]] = []
    taken: set[int] = set()
    for statement in statements:
        source = sources[statement.id]
        span = source.span if source.form != "none" else statement.content[0]
        taken.update(range(source.span.start, source.span.end))
        events.append((span, statement))
    for pronoun in pronouns(article.text, readable(article)):
        if pronoun.which in (HE, SHE) and pronoun.span.start not in taken:
            events.append((pronoun.span, None))
    return sorted(events, key=lambda event: (event[0].start < reading.headline_end, event[0].start))


def _named_after_all(state: _State, source: Source) -> Source:
    """Return a description as a name where its last word is the surname of someone the article names."""
    if source.form != "description" or len(source.words) > 4:
        return source
    last = state.reading.text[slice(*source.head)]
    if not last[:1].isupper():
        return source
    for span, actor in state.actor_of.items():
        written = state.reading.text[slice(*span)]
        if actor.kind == "person" and folded(written.split()[-1]) == folded(last):
            return Source("name", source.head, name=Name(span, "person", ""))
    return source


def _pronoun(state: _State, span: Span) -> None:
    """Find whom a pronoun that is no source means, so that later ones can lean on it."""
    which = HE if state.reading.text[slice(*span)].casefold() in ("he", "him", "his", "himself") else SHE
    actor, chance, _ = _choose(state, Source("pronoun", span, pronoun=which), None, span, ())
    if actor is not None and chance > 0.5:
        actor.pronouns.append(span)
        state.reading.mention(actor, span)


def _speaker(state: _State, statement: Statement, source: Source, statements: Sequence[Statement]) -> Attribution:
    """Return who speaks in a statement, and note it."""
    found, chance, how, reason = _found(state, statement, source, statements)
    state.of[statement.id] = found
    if found is None:
        return Attribution(None, None, None, None, None, None, round(1 - chance, 2), reason)
    at = source.span if source.form != "none" else statement.content[0]
    state.reading.spoken.append((at.start, found))
    if source.form == "pronoun":
        found.pronouns.append(source.span)
        state.reading.mention(found, source.span)
    elif source.form == "description":
        if source.span not in found.descriptions:
            found.descriptions.append(source.span)
            state.reading.mention(found, source.span)
        state.bearers[source.head] = found
        state.reading.nouns.setdefault(found, set()).update((source.noun, " ".join(source.words)))
        _describe(state.reading, found, state.reading.text[slice(*source.span)])
    return Attribution("", None, found.kind, None, None, how, round(chance, 2))


_Found = tuple[Actor | None, float, How | None, str | None]


def _found(state: _State, statement: Statement, source: Source, statements: Sequence[Statement]) -> _Found:
    if source.form == "name" and source.name is not None:
        how: How = "turn" if _is_turn(state.reading.text, statement) else "name"
        return _by_name(state, source.name), _TURN if how == "turn" else _NAMED, how, None
    if source.form == "joint":
        return _jointly(state, source), _JOINT, "name", None
    if source.form == "first person":
        return _first_person(state, source, statements)
    if source.form == "relative":
        return _relative(state, source)
    if source.form == "none":
        return _elided(state, statement)
    owned = _owned(state, source)
    if owned is not None:
        return owned, _JOINT, "description", None
    if source.form == "description" and _stands_alone(source):
        return _alike(state, source) or _new(state, source), _JOINT, "description", None
    itself = source.form == "description"
    seek = source.head if itself else source.span
    actor, chance, fresh = _choose(state, source, statement, seek, statement.content)
    if fresh or (itself and actor is None):
        return _new(state, source), chance, "description", None
    how = "pronoun" if source.form == "pronoun" else "description"
    if actor is None:
        return None, chance, None, f"nobody named fits “{state.reading.text[slice(*source.span)]}” clearly"
    return actor, chance, how, None


def _stands_alone(source: Source) -> bool:
    """Say whether a description can only mean whom it describes: "some voters", "52 percent", "Senate aides"."""
    first = source.words[0]
    if first in QUANTIFIERS or first in ("you", "yours") or first[0].isdigit():
        return True
    owned = source.owner is not None and source.owner.start == source.span.start and first in PRONOUNS
    if source.definite or owned:
        return False
    return source.plural or (first in ("a", "an", "one", "another") and source.noun not in ROLE_NOUNS)


def _alike(state: _State, source: Source) -> Actor | None:
    """Return who was described in the same words before."""
    words = " ".join(source.words)
    return next((a for a, said in state.reading.nouns.items() if words in said and a.kind != "person"), None)


def _choose(
    state: _State, source: Source, statement: Statement | None, seek: Span, said: Sequence[Span]
) -> tuple[Actor | None, float, bool]:
    """Return the likeliest candidate and its chance; whether it is a speaker of its own, not known before."""
    _invite(state, source)
    pointed = state.reading.references.pointed(seek)
    itself = source.form == "description"
    at = source.span.start if source.form != "none" else seek.start
    candidates, rows = evidence(state.reading, source, at, said, pointed, itself=itself)
    if not len(rows):
        return None, 0.0, False
    chance = chances(rows, state.weights[source.form])
    state.choices.append(Choice(statement, source.form, candidates, rows, chance))
    best = int(chance.argmax())
    if best == len(candidates):
        return None, float(chance[best]), True
    return (candidates[best] if chance[best] >= UNKNOWN else None), float(chance[best]), False


_NEAR = 600
"""Characters behind which a pronoun seldom means what was introduced without a name."""


def _invite(state: _State, source: Source) -> None:
    """Take in those introduced before whom a description or a pronoun may mean."""
    if source.form not in ("pronoun", "description") or source.pronoun in (HE, SHE):
        return
    at = source.span.start
    thing = SAME_THING.get(source.noun, source.noun)
    for phrase in state.introduced:
        if phrase.head.start >= at:
            break
        if phrase.head in state.bearers:
            continue
        if source.form == "pronoun":
            fits = phrase.head.start > at - _NEAR and phrase.plural == (source.pronoun == THEY)
            fits = fits and (phrase.plural or phrase.kind != "unnamed")
        else:
            fits = SAME_THING.get(phrase.noun, phrase.noun) == thing and phrase.head != source.head
        if fits:
            _take_in(state, phrase)


def _take_in(state: _State, phrase: Introduced) -> None:
    key = _key_of(state, phrase.owner, phrase.noun)
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
    _describe(state.reading, actor, state.reading.text[slice(*phrase.span)])


def _by_name(state: _State, name: Name) -> Actor:
    actor = state.actor_of.get(name.span)
    if actor is not None and actor.place:
        return _government(state, actor, name)
    if actor is None:
        words = words_of(state.reading.text[slice(*name.span)])
        same = (a for s, a in state.actor_of.items() if words_of(state.reading.text[slice(*s)]) == words)
        actor = next(same, None) or Actor("document")
        if actor not in state.reading.places:
            state.reading.add(actor)
        actor.names.append(name.span)
        state.actor_of[name.span] = actor
        state.reading.mention(actor, name.span)
    return actor


def _government(state: _State, actor: Actor, name: Name) -> Actor:
    """Return the country for whose government a capital speaks, if the article names it; else the place itself."""
    country = SEATS.get(state.reading.text[slice(*name.span)].casefold())
    if country is None:
        return actor
    named = (a for s, a in state.actor_of.items() if state.reading.text[slice(*s)].casefold() == country)
    return next(named, actor)


def _is_turn(text: str, statement: Statement) -> bool:
    cue = "".join(text[slice(*span)] for span in statement.cue)
    return statement.kind == "direct" and cue in (":", ".") and bool(statement.source)


def _jointly(state: _State, source: Source) -> Actor:
    """Return the group of those who are named together."""
    inside = [actor for span, actor in state.actor_of.items() if source.span.start <= span.start < source.span.end]
    key = frozenset(id(actor) for actor in inside)
    if key not in state.joint:
        state.joint[key] = Actor("group", many=True)
        state.reading.add(state.joint[key])
    group = state.joint[key]
    if source.span not in group.descriptions:
        group.descriptions.append(source.span)
    state.reading.places[group] = sorted({*state.reading.places[group], source.span.start})
    return group


def _owned(state: _State, source: Source) -> Actor | None:
    """Return the body or document that was described before by the same noun and owner ("the Reed campaign")."""
    if source.head in state.bearers:
        return state.bearers[source.head]
    key = _owner_key(state, source)
    return state.owned.get(key) if key else None


def _owner_key(state: _State, source: Source) -> tuple[int, str] | None:
    return _key_of(state, source.owner, source.noun) if source.form == "description" else None


def _key_of(state: _State, owner: Span | None, noun: str) -> tuple[int, str] | None:
    if owner is None or noun not in ORGANIZATION_NOUNS:
        return None
    actor = state.actor_of.get(owner)
    return (id(actor), noun) if actor else None


def _new(state: _State, source: Source) -> Actor:
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
    key = _owner_key(state, source)
    if key:
        state.owned[key] = actor
    return actor


def _first_person(state: _State, source: Source, statements: Sequence[Statement]) -> _Found:
    """I and we inside a content are its speaker's; outside, the author's."""
    at = source.span.start
    around = [s for s in statements if any(start <= at < end for start, end in s.content) and state.of.get(s.id)]
    if around:
        return state.of[around[-1].id], _FIRST, "pronoun", None
    quoting = [s for s in statements if s.kind == "direct" and s.content[-1].end <= at]
    if quoting and state.reading.paragraph(quoting[-1].content[-1].end) == state.reading.paragraph(at):
        actor = state.of.get(quoting[-1].id)
        if actor is not None and _inside_marks(state.reading, at):
            return actor, _AUTHOR, "pronoun", None
    if state.author is None:
        state.author = Actor("author")
        state.reading.add(state.author)
    state.author.pronouns.append(source.span)
    return state.author, _AUTHOR, "byline", None


def _inside_marks(reading: Reading, at: int) -> bool:
    start = reading.paragraphs[reading.paragraph(at)]
    before = reading.text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_BEFORE_RELATIVE = re.compile(r"[^.;:!?\n“”\"]{1,120}\Z")


def _relative(state: _State, source: Source) -> _Found:
    """Return whom "who" follows: the name right before it, else the phrase before it."""
    text, at = state.reading.text, source.span.start
    clause = _BEFORE_RELATIVE.search(text, max(0, at - 120), at)
    start = clause.start() if clause else at
    near = [(span, actor) for span, actor in state.actor_of.items() if start <= span.start and span.end <= at]
    near.sort(key=lambda pair: pair[0].start, reverse=True)
    for span, actor in near:
        between = text[span.end : at]
        if re.fullmatch(
            r"['’]?s?[\s,]*(?:\([^)]*\)[\s,]*)?(?:,[^,]{0,60},\s*)?(?:,\s+(?:an?|the|one of)\s[^,]{0,60}\s)?(?:and )?",
            between,
        ):
            actor.pronouns.append(source.span)
            return actor, _RELATIVE, "pronoun", None
    phrase = re.search(
        r"\b(?:(?:the|a|an|some|many|most|several|few|those|these|his|her|their|its|other|\d[\d,]*)\s)?"
        r"(?:(?!\b(?:said|says|told|by|that|and|but|as|to|from|with|for|against|is|was|were|are)\b)[\w’'-]+\s){0,3}[\w’'-]+,?\s*\Z",
        text[start:at], re.IGNORECASE,
    )  # fmt: skip
    if phrase is None:
        return None, 0.5, None, f"nobody named stands before “{text[slice(*source.span)]}”"
    span = Span(start + phrase.start(), start + len(text[start:at].rstrip(" ,")))
    actor = Actor("group" if not re.match(r"(?i)an? ", phrase[0]) else "unnamed", many=True)
    state.reading.add(actor)
    actor.descriptions.append(span)
    state.reading.places[actor] = [span.start]
    return actor, 0.6, "pronoun", None


def _elided(state: _State, statement: Statement) -> _Found:
    """Return who goes on speaking where a statement has no source."""
    at = statement.content[0]
    actor, chance, _ = _choose(state, Source("none", Span(at.start, at.start)), statement, at, statement.content)
    if actor is None:
        return None, chance, None, "the text names no source for it"
    how: How = "quote goes on" if statement.kind == "direct" else "shared subject"
    return actor, chance, how, None
