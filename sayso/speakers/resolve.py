"""From sources to speakers: reads the article once, from top to bottom, and says of each statement who speaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sayso.article import Article, Attribution, How, Span, Statement
from sayso.speakers.actors import Actor, actors
from sayso.speakers.choice import chances
from sayso.speakers.evidence import Reading, evidence
from sayso.speakers.mentions import Name, names, pronouns
from sayso.speakers.names import folded
from sayso.speakers.plain import Answer, plain
from sayso.speakers.references import References
from sayso.speakers.roles import Titled
from sayso.speakers.sources import Source, understood
from sayso.speakers.state import Choice, State, begun, describe, headline_end, invite, new, owner_key, titled
from sayso.speakers.vocabulary import HE, KIN, PRONOUNS, QUANTIFIERS, ROLE_NOUNS, SHE
from sayso.statements.decode import readable
from sayso.statements.model import Who
from sayso.statements.stream import Stream

_SAID_SO = 0.9
"""How sure it is where a description can only mean whom it describes."""
_LIKELY = 0.5
"""The chance from which a pronoun that is no source is taken for a mention."""
UNKNOWN = 0.3
"""Below this probability the likeliest candidate is not named."""


@dataclass
class Resolved:
    """Who speaks in each statement (in order), with the actors and what the article says of them."""

    article: Article
    speakers: list[Attribution]
    of: list[Actor | None]
    titled: dict[Actor, list[Titled]]
    names: list[Name]
    state: State


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
    actor_of = actors(text, marked, women, headline_end(article))
    references = References(tokens, who.references, np.array(constants["nearness"], np.float32))
    state = begun(article, references, statements, constants, marked, actor_of)
    said_beside = titled(state.reading, text, marked, actor_of)
    sources = {s.id: understood(text, s.source, marked) for s in statements}
    told: dict[str, Attribution] = {}
    for at, statement in _events(article, statements, state.reading, sources):
        if statement is None:
            _pronoun(state, at)
        else:
            told[statement.id] = _speaker(state, statement, _named_after_all(state, sources[statement.id]), statements)
    ordered = [told[s.id] for s in statements]
    return Resolved(
        article,
        ordered,
        [state.of.get(s.id) for s in statements],
        said_beside,
        marked,
        state,
    )


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


def _named_after_all(state: State, source: Source) -> Source:
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


def _pronoun(state: State, span: Span) -> None:
    """Find whom a pronoun that is no source means, so that later ones can lean on it."""
    which = HE if state.reading.text[slice(*span)].casefold() in ("he", "him", "his", "himself") else SHE
    actor, chance, _ = choose(state, Source("pronoun", span, pronoun=which), None, span, ())
    if actor is not None and chance > _LIKELY:
        actor.pronouns.append(span)
        state.reading.mention(actor, span)


def _speaker(state: State, statement: Statement, source: Source, statements: Sequence[Statement]) -> Attribution:
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
        describe(state.reading, found, state.reading.text[slice(*source.span)])
    return Attribution("", None, found.kind, None, None, how, round(chance, 2))


def _found(state: State, statement: Statement, source: Source, statements: Sequence[Statement]) -> Answer:
    known = plain(state, statement, source, statements)
    if known is not None:
        return known
    if source.form == "none":
        return _elided(state, statement)
    owned = _owned(state, source)
    if owned is not None:
        return owned, _SAID_SO, "description", None
    itself = source.form == "description"
    if itself and _stands_alone(source):
        return _alike(state, source) or new(state, source), _SAID_SO, "description", None
    _settle_owner(state, source)
    actor, chance, fresh = choose(state, source, statement, source.head if itself else source.span, statement.content)
    if fresh or (itself and actor is None):
        return new(state, source), chance, "description", None
    if actor is None:
        return None, chance, None, f"nobody named fits “{state.reading.text[slice(*source.span)]}” clearly"
    return actor, chance, "description" if itself else "pronoun", None


def _settle_owner(state: State, source: Source) -> None:
    """Find whose aide "his aide" is, who then is not the one described."""
    which = PRONOUNS.get(source.words[0]) if source.form == "description" and source.owner else None
    if source.owner is None or which not in (HE, SHE) or source.noun not in ROLE_NOUNS | KIN:
        return
    actor, chance, _ = choose(state, Source("pronoun", source.owner, pronoun=which), None, source.owner, ())
    if actor is not None and chance > _LIKELY:
        actor.pronouns.append(source.owner)


def _stands_alone(source: Source) -> bool:
    """Say whether a description can only mean whom it describes: "some voters", "52 percent", "Senate aides"."""
    first = source.words[0]
    if first in QUANTIFIERS or first in ("you", "yours") or first[0].isdigit():
        return True
    owned = source.owner is not None and source.owner.start == source.span.start and first in PRONOUNS
    if source.definite or owned:
        return False
    return source.plural or (first in ("a", "an", "one", "another") and source.noun not in ROLE_NOUNS)


def _alike(state: State, source: Source) -> Actor | None:
    """Return who was described in the same words before."""
    words = " ".join(source.words)
    return next((a for a, said in state.reading.nouns.items() if words in said and a.kind != "person"), None)


def _owned(state: State, source: Source) -> Actor | None:
    """Return the body or document that was described before by the same noun and owner ("the Reed campaign")."""
    if source.head in state.bearers:
        return state.bearers[source.head]
    key = owner_key(state, source)
    return state.owned.get(key) if key else None


def choose(
    state: State, source: Source, statement: Statement | None, seek: Span, said: Sequence[Span]
) -> tuple[Actor | None, float, bool]:
    """Return the likeliest candidate and its chance; whether it is one of its own, not known before."""
    invite(state, source)
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


def _elided(state: State, statement: Statement) -> Answer:
    """Return who goes on speaking where a statement has no source."""
    at = statement.content[0]
    actor, chance, _ = choose(state, Source("none", Span(at.start, at.start)), statement, at, statement.content)
    if actor is None:
        return None, chance, None, "the text names no source for it"
    how: How = "quote goes on" if statement.kind == "direct" else "shared subject"
    return actor, chance, how, None
