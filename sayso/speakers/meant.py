"""Who is meant by words that are no source: a name, a pronoun or a description anywhere in the article."""

from sayso.article import Span
from sayso.speakers.actors import Actor
from sayso.speakers.resolve import Resolved, choose
from sayso.speakers.sources import Source, understood
from sayso.speakers.state import new


def meant(resolved: Resolved, span: Span) -> tuple[Actor | None, float]:
    """Return whom a stretch of the article means, and how likely that is; None where nobody fits clearly.

    A description that means nobody named is taken in as an actor of its own.
    """
    state = resolved.state
    known = _known(resolved, span)
    if known is not None:
        return known, 1.0
    source = understood(state.reading.text, (span,), resolved.names)
    if source.form == "name" and source.name is not None:
        return state.actor_of.get(source.name.span), 1.0
    if source.form == "pronoun":
        actor, chance, _ = choose(state, source, None, source.span, ())
        if actor is not None:
            actor.pronouns.append(source.span)
        return actor, chance
    if source.form != "description":
        return None, 0.0
    return _described(resolved, source)


def _known(resolved: Resolved, span: Span) -> Actor | None:
    """Return whose mention a stretch is already."""
    actor = resolved.state.actor_of.get(span)
    if actor is not None:
        return actor
    for other in resolved.state.reading.actors:
        if span in other.pronouns or span in other.descriptions:
            return other
    return None


def _described(resolved: Resolved, source: Source) -> tuple[Actor | None, float]:
    state = resolved.state
    actor, chance, fresh = choose(state, source, None, source.head, ())
    if actor is None or fresh:
        words = " ".join(source.words)
        actor = next((one for one, said in state.reading.nouns.items() if words in said and not one.names), None)
        if actor is None:
            actor = new(state, source)
        chance = max(chance, 0.5)
    actor.descriptions.append(source.span)
    state.reading.mention(actor, source.span)
    state.reading.nouns.setdefault(actor, set()).update((source.noun, " ".join(source.words)))
    return actor, chance
