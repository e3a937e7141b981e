"""Sources that leave no choice: a name, people named together, I, who, the turns of an interview."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.article import How, Span, Statement
from sayso.speakers.actors import Actor
from sayso.speakers.evidence import Reading
from sayso.speakers.mentions import Name
from sayso.speakers.names import words_of
from sayso.speakers.places import SEATS
from sayso.speakers.sources import Source
from sayso.speakers.state import State, author, surname

_NAMED, _JOINT, _TURN, _RELATIVE, _PHRASE, _FIRST, _AUTHOR = 0.95, 0.9, 0.97, 0.8, 0.6, 0.9, 0.6
"""How sure it is where no choice was needed: by name, joined names, turn, relative clause, I in quotes, author."""


Answer = tuple[Actor | None, float, How | None, str | None]
"""Who speaks, how sure that is, on what ground; or why nobody is found."""


def plain(state: State, statement: Statement, source: Source, statements: Sequence[Statement]) -> Answer | None:
    """Return who speaks, how sure that is and on what ground, or why nobody is found; None where there is a choice."""
    letter = _letter(state.reading.text, statement)
    if letter:
        return _asked(state, statement, letter)
    if source.form == "name" and source.name is not None:
        return _named(state, statement, source.name)
    if source.form == "joint":
        return _jointly(state, source), _JOINT, "name", None
    if source.form == "first person":
        return _first_person(state, source, statements)
    return _relative(state, source) if source.form == "relative" else None


def _named(state: State, statement: Statement, name: Name) -> Answer:
    if not _is_turn(state.reading.text, statement):
        return _by_name(state, name), _NAMED, "name", None
    if surname(state.reading.text[slice(*name.span)]) in state.byline:
        author(state).pronouns.append(name.span)
        return author(state), _TURN, "turn", None
    return _by_name(state, name), _TURN, "turn", None


def _by_name(state: State, name: Name) -> Actor:
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


def _government(state: State, actor: Actor, name: Name) -> Actor:
    """Return the country for whose government a capital speaks, if the article names it; else the place itself."""
    country = SEATS.get(state.reading.text[slice(*name.span)].casefold())
    if country is None:
        return actor
    named = (a for s, a in state.actor_of.items() if state.reading.text[slice(*s)].casefold() == country)
    return next(named, actor)


def _is_turn(text: str, statement: Statement) -> bool:
    cue = "".join(text[slice(*span)] for span in statement.cue)
    return statement.kind == "direct" and cue in (":", ".") and bool(statement.source)


def _letter(text: str, statement: Statement) -> str:
    """Return the letter of a turn of questions and answers ("Q", "A"), else nothing."""
    source = " ".join(text[slice(*span)] for span in statement.source).strip(" .:")
    return source if source in ("Q", "A") and _is_turn(text, statement) else ""


def _asked(state: State, statement: Statement, letter: str) -> Answer:
    """Return who asks (the author) or answers: the person who has been named most before the first question."""
    if letter == "A" and state.answers is None:
        at = statement.source[0].start
        people = [actor for actor in state.reading.actors if actor.kind == "person"]
        state.answers = max(people, key=lambda actor: bisect_left(state.reading.places[actor], at), default=None)
    speaking = author(state) if letter == "Q" else state.answers
    if speaking is None:
        return None, 0.5, None, "nobody is named who might answer"
    speaking.pronouns.append(statement.source[0])
    return speaking, _TURN if letter == "Q" else _FIRST, "turn", None


def _jointly(state: State, source: Source) -> Actor:
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


def _first_person(state: State, source: Source, statements: Sequence[Statement]) -> Answer:
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
    author(state).pronouns.append(source.span)
    return author(state), _AUTHOR, "byline", None


def _inside_marks(reading: Reading, at: int) -> bool:
    start = reading.paragraphs[reading.paragraph(at)]
    before = reading.text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_BEFORE_RELATIVE = re.compile(r"[^.;:!?\n“”\"]{1,120}\Z")


def _relative(state: State, source: Source) -> Answer:
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
    return actor, _PHRASE, "pronoun", None
