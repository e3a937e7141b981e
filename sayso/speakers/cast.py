"""The cast of an article: its speakers with names, roles, affiliations and mentions, and each statement's speaker."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.article import Affiliation, Article, Role, Span, Speaker, Statement
from sayso.speakers.actors import Actor, in_order
from sayso.speakers.resolve import Resolved
from sayso.speakers.words import count_words


def with_cast(article: Article, statements: Sequence[Statement], resolved: Resolved) -> Article:
    """Return the article with each statement's speaker, and its speakers, p1, p2, ... as first mentioned."""
    text = article.text
    said: Counter[int] = Counter(id(actor) for actor in resolved.of if actor is not None)
    words: Counter[int] = Counter()
    for statement, actor in zip(statements, resolved.of, strict=True):
        words[id(actor)] += sum(count_words(text, span) for span in statement.content)
    speakers = {
        id(actor): as_speaker(text, id_, actor, resolved, said[id(actor)], words[id(actor)])
        for actor, id_ in speaker_ids(resolved).items()
    }
    named = []
    for statement, attribution, actor in zip(statements, resolved.speakers, resolved.of, strict=True):
        if actor is not None:
            own = speakers[id(actor)]
            attribution = replace(
                attribution, id=own.id, name=own.name, kind=own.kind,
                role=_latest([(role.at, role.name) for role in own.roles], statement),
                affiliation=_latest([(tie.at, tie.name) for tie in own.affiliations], statement),
            )  # fmt: skip
        named.append(replace(statement, speaker=attribution))
    return replace(article, statements=tuple(named), speakers=tuple(speakers.values()))


def speaker_ids(resolved: Resolved) -> dict[Actor, str]:
    """Return the id of each actor that speaks."""
    speaking = in_order(actor for actor in resolved.of if actor is not None)
    return {actor: f"p{number}" for number, actor in enumerate(speaking, 1)}


def _latest(said: list[tuple[Span, str]], statement: Statement) -> str | None:
    """Return what was said last of a speaker up to the end of a statement, else what is said first."""
    end = max(span.end for span in (*statement.content, *statement.source))
    before = [name for at, name in said if at.start < end]
    return before[-1] if before else said[0][1] if said else None


def as_speaker(text: str, id_: str, actor: Actor, resolved: Resolved, statements: int = 0, words: int = 0) -> Speaker:
    """Return what the article says of an actor; `statements` and `words` count what it says itself."""
    if actor.kind == "author":
        byline = resolved.article.byline
        name = " and ".join(byline) or text[slice(*actor.pronouns[0])]
        return Speaker(id_, name, "author", mentions=tuple(actor.mentions()), statements=statements, words=words)
    name = actor.name(text, resolved.state.reading.headline_end)
    forms = dict.fromkeys(text[slice(*span)] for span in (*actor.names, *actor.descriptions))
    titled = resolved.titled.get(actor, [])
    roles: dict[str, Role] = {}
    for role in (role for seen in titled for role in seen.roles):
        roles.setdefault(role.name.casefold(), role)
    ties: dict[str, Affiliation] = {}
    for tie in (tie for seen in titled for tie in seen.affiliations):
        ties.setdefault(tie.name.casefold(), tie)
    return Speaker(
        id=id_,
        name=name,
        kind=actor.kind,
        names=tuple(form for form in forms if form != name),
        roles=tuple(sorted(roles.values(), key=lambda role: role.at)),
        affiliations=tuple(sorted(ties.values(), key=lambda tie: tie.at)),
        mentions=tuple(actor.mentions()),
        statements=statements,
        words=words,
    )
