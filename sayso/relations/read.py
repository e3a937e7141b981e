"""The relations of an article: ties between ends become relations between actors, each with its words and its voice."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.article import Article, Relation, Span
from sayso.relations.confidence import confidence
from sayso.relations.ends import End
from sayso.relations.sentences import innermost
from sayso.relations.ties import Tie, ties
from sayso.speakers.actors import Actor, in_order
from sayso.speakers.cast import as_speaker, speaker_ids
from sayso.speakers.meant import meant
from sayso.speakers.resolve import Resolved
from sayso.statements.decode import Found
from sayso.statements.model import StatementModel, Who


@dataclass(frozen=True, slots=True)
class Between:
    """A tie and the actors it is between, by id where they speak; `known` is the chance that these are its ends."""

    tie: Tie
    holder: str | Actor
    target: str | Actor
    known: float
    confidence: float


def with_relations(article: Article, found: Found, who: Who, resolved: Resolved, model: StatementModel) -> Article:
    """Return the article, its voices known, with its relations and the actors in them that do not speak."""
    constants = model.constants["relations"]
    return drawn(article, resolved, between(article, ties(article, found, who, resolved, model), resolved, constants))


def between(article: Article, seen: Iterable[Tie], resolved: Resolved, constants: Mapping[str, Any]) -> list[Between]:
    """Return the ties that are sure enough with their actors, in reading order; of two of the same, the surer."""
    ids = speaker_ids(resolved)
    best: dict[tuple[int, str | Actor, str | Actor], Between] = {}
    for tie in seen:
        if confidence(tie.grounds, 1.0, constants["grounds"]) < constants["threshold"]:
            continue
        holder, one = _actor(article, resolved, ids, tie, tie.holder)
        target, other = _actor(article, resolved, ids, tie, tie.target)
        if holder is None or target is None or holder == target:
            continue
        sure = confidence(tie.grounds, one * other, constants["grounds"])
        key = (tie.sentence.start, holder, target)
        if sure >= constants["threshold"] and (key not in best or sure > best[key].confidence):
            best[key] = Between(tie, holder, target, one * other, sure)
    return sorted(best.values(), key=lambda one: (one.tie.words[0], one.tie.target.span or Span(0, 0)))


def drawn(article: Article, resolved: Resolved, kept: Sequence[Between]) -> Article:
    """Return the article with relations for the ties that are kept, in their order."""
    others = in_order({end for one in kept for end in (one.holder, one.target) if isinstance(end, Actor)})
    ids = {actor: f"a{number}" for number, actor in enumerate(others, 1)}
    relations = []
    for number, one in enumerate(kept, 1):
        ends = (ids[end] if isinstance(end, Actor) else end for end in (one.holder, one.target))
        relations.append(_relation(article, f"r{number}", one.tie, *ends, confidence=round(one.confidence, 2)))
    actors = tuple(as_speaker(article.text, id_, actor, resolved) for actor, id_ in ids.items())
    return replace(article, actors=actors, relations=tuple(relations))


def _actor(
    article: Article, resolved: Resolved, ids: Mapping[Actor, str], tie: Tie, end: End
) -> tuple[str | Actor | None, float]:
    """Return who is at an end, by id where it speaks, and how likely that is."""
    if end.form in ("speaker", "first person"):
        at = end.span or tie.target.span
        assert at is not None
        statement = innermost(article.statements, at)
        if statement is not None:
            told = statement.speaker
            return (told.id, told.confidence) if told else (None, 0.0)
        tellers = [one.id for kind in ("author", "outlet") for one in article.speakers if one.kind == kind]
        return (tellers[0] if tellers else None), 1.0
    assert end.span is not None
    actor, chance = meant(resolved, end.span)
    return (ids.get(actor, actor) if actor else None), chance


def _relation(article: Article, id_: str, tie: Tie, holder: str, target: str, *, confidence: float) -> Relation:
    assert tie.target.span is not None
    at = tie.words[0]
    statement = innermost(article.statements, at) or next(
        (s for s in article.statements if any(c.start < at.end and at.start < c.end for c in s.cue)), None
    )
    return Relation(
        id=id_, from_=holder, to=target, sign=tie.sign, act=tie.act, plover=tie.plover, manner=tie.manner,
        from_at=tie.holder.span, to_at=tie.target.span, evidence=tie.words, voice=_voice(article, at),
        statement=statement.id if statement else None, confidence=confidence,
    )  # fmt: skip


def _voice(article: Article, at: Span) -> tuple[str, ...]:
    """Return the chain of speakers on whose say-so a stretch of the text stands."""
    for voice in article.voices:
        number = bisect_right(voice.spans, (at.end - 1, len(article.text) + 1)) - 1
        if number >= 0 and voice.spans[number].end > at.start and voice.spans[number].start < at.end:
            return voice.chain
    return ()
