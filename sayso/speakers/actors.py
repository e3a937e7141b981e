"""Actors: who the names of an article stand for. One actor for each person, organization, place and people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.article import Span, SpeakerKind
from sayso.speakers.mentions import Name
from sayso.speakers.names import (
    PersonName,
    initials,
    is_acronym,
    may_be_same,
    organization_words,
    parsed,
    same_organization,
)
from sayso.speakers.vocabulary import HE, MEN_TITLES, SHE, WOMEN_TITLES

_ACRONYM_AFTER = re.compile(r"\s*\(\s*(?:the |or )?[\"“]?([A-Z][A-Za-z.&]{1,8})[\"”]?\s*\)")


@dataclass(eq=False)
class Actor:
    """One who acts in the article, while it is being read: its mentions by their kind, and what is known of it."""

    kind: SpeakerKind
    names: list[Span] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    pronouns: list[Span] = field(default_factory=list)
    descriptions: list[Span] = field(default_factory=list)
    gender: str | None = None
    members: tuple["Actor", ...] = ()
    place: bool = False
    many: bool = False
    adjective: bool = False
    """Named as a people is in "Democratic": no one who speaks."""

    def mentions(self) -> list[Span]:
        """Return all mentions in reading order."""
        return sorted({*self.names, *self.pronouns, *self.descriptions})

    def first(self) -> int:
        """Return where the actor is first mentioned."""
        return min(span.start for span in (*self.names, *self.descriptions, *self.pronouns))

    def name(self, text: str, headline_end: int = 0) -> str:
        """Return the fullest name, as the article writes it first; without a name, the fullest description.

        A name in the headline, where all words may have capitals, counts only where the body has none.
        """
        forms = [span for span in self.names if span.start >= headline_end] or self.names or self.descriptions
        return max((text[slice(*span)] for span in forms), key=lambda form: (len(form.split()), len(form)))


def actors(text: str, names: list[Name], women: dict[str, float], headline_end: int = 0) -> dict[Span, Actor]:
    """Return the actor of each name. `women`: for first names, folded, the share of women among their bearers.

    A name before `headline_end` is as short as headlines are.
    """
    people = [name for name in names if name.kind == "person"]
    others = [name for name in names if name.kind in ("organization", "place", "people")]
    out = _people(text, people, women, headline_end)
    out.update(_organizations(text, others))
    return out


_KIN = re.compile(r"\b(?:father|son|sons|elder|eldest|younger|senior|junior|namesake|dad)\b")
_BESIDE = 60


def _namesakes(text: str, forms: list[tuple[Span, PersonName]]) -> set[str]:
    """Return the names, as `_whole`, that a father and a son bear in the article, told apart by Jr. or the like.

    Where the plain name came first, the other needs its Jr. for being another; where it came second, it may be what
    is left of the first ("Martin Luther King Jr."), unless words such as "his father" stand near, or the surname
    alone has a Jr., too.
    """
    plain: dict[str, int] = {}
    later: dict[str, list[Span]] = {}
    for span, form in forms:
        if form.generation:
            later.setdefault(_whole(form), []).append(span)
        else:
            plain.setdefault(_whole(form), span.start)
    sons = {whole for whole in later if whole.startswith(" ")}
    return sons | {
        whole
        for whole, spans in later.items()
        if whole in plain
        and (
            plain[whole] < spans[0].start
            or whole[whole.rindex(" ") :] in sons
            or any(_KIN.search(text, max(0, span.start - _BESIDE), span.end + _BESIDE) for span in spans)
        )
    }


def _whole(form: PersonName) -> str:
    """Return the first given name, if there is one, and the surname; they are what a father and a son share."""
    return f"{form.given[0] if form.given else ''} {form.surname[-1]}"


def _people(text: str, names: list[Name], women: dict[str, float], headline_end: int) -> dict[Span, Actor]:
    body = [(name.span, parsed(text[slice(*name.span)])) for name in names if name.span.start >= headline_end]
    namesakes = _namesakes(text, body)
    full: list[tuple[PersonName, Actor]] = []
    of: dict[Span, Actor] = {}
    short: list[tuple[Name, PersonName]] = []
    for name in names:
        form = parsed(text[slice(*name.span)])
        if len(form.words) < 2:
            short.append((name, form))
            continue
        apart = _whole(form) in namesakes
        same = next(
            (
                actor
                for other, actor in full
                if may_be_same(other, form) and not (apart and other.generation != form.generation)
            ),
            None,
        )
        if same is None:
            same = Actor("person")
        full.append((form, same))
        _add(same, name)
        of[name.span] = same
    for _, actor in full:
        actor.gender = _gender(text, actor, women)
    _short_names(text, short, full, of, namesakes)
    for actor in dict.fromkeys(of.values()):
        actor.names.sort()
        actor.gender = actor.gender or _gender(text, actor, women)
    return of


def _short_names(
    text: str,
    short: list[tuple[Name, PersonName]],
    full: list[tuple[PersonName, Actor]],
    of: dict[Span, Actor],
    namesakes: set[str],
) -> None:
    """Give surnames, and given names, that stand alone to the one who bears them; of several, to the likeliest.

    That is the one whom a title fits, else the one whose full name came last before it and most often.
    """
    alone: dict[str, Actor] = {}
    for name, form in short:
        word = form.surname[-1]
        bearers = list(dict.fromkeys(actor for other, actor in full if word in (other.surname[-1], *other.words)))
        by_surname = [actor for other, actor in full if word == other.surname[-1]]
        told_apart = f" {word}" in namesakes
        of_age = [
            actor
            for other, actor in full
            if actor in by_surname
            and (other.generation == form.generation or not (told_apart or _whole(other) in namesakes))
        ]
        if told_apart and not of_age and not form.generation:  # who writes "Vale Jr." means another by "Vale"
            of_age = [alone.setdefault(word, Actor("person"))]
        by_surname = of_age or by_surname
        bearers = list(dict.fromkeys(by_surname)) or bearers
        if len(bearers) > 1:
            bearers = _fitting(bearers, name) or bearers
        if not bearers:
            bearers = [alone.setdefault(word, Actor("person"))]
        actor = max(bearers, key=lambda a: _standing(text, a, name.span.start))
        _add(actor, name)
        of[name.span] = actor


_FRESH = 500
"""Characters for which a full name just given outweighs one given more often."""


def _standing(text: str, actor: Actor, at: int) -> tuple[bool, int, int]:
    """Return how likely a bare surname at `at` means this one of its bearers; the greater, the likelier."""
    full = [span.start for span in actor.names if span.start < at and " " in text[slice(*span)]]
    return bool(full) and at - full[-1] < _FRESH, len(full), -actor.names[0].start if actor.names else 0


def _fitting(bearers: list[Actor], name: Name) -> list[Actor]:
    """Return those of several bearers of a name whom the titles before it fit."""
    said = _gender_of_titles(name.titles)
    if said is None:
        titles = set(name.titles.casefold().replace(".", "").split())
        return [actor for actor in bearers if titles & set(" ".join(actor.titles).casefold().replace(".", "").split())]
    return [actor for actor in bearers if actor.gender == said] or [a for a in bearers if a.gender is None]


def _add(actor: Actor, name: Name) -> None:
    actor.names.append(name.span)
    if name.titles:
        actor.titles.append(name.titles)


def _gender_of_titles(titles: str) -> str | None:
    words = set(titles.casefold().replace(".", "").split())
    if words & WOMEN_TITLES:
        return SHE
    return HE if words & MEN_TITLES else None


def _gender(text: str, actor: Actor, women: dict[str, float]) -> str | None:
    """Return the pronoun that titles or the first name let expect, where they are clear."""
    said = _gender_of_titles(" ".join(actor.titles))
    if said:
        return said
    shares = [women[g] for span in actor.names for g in parsed(text[slice(*span)]).given[:1] if g in women]
    if shares and shares[0] <= 0.15:
        return HE
    return SHE if shares and shares[0] >= 0.85 else None


def _organizations(text: str, names: list[Name]) -> dict[Span, Actor]:
    of: dict[Span, Actor] = {}
    forms: list[tuple[tuple[str, ...], Actor]] = []
    acronyms: dict[str, Actor] = {}
    # Acronyms last: what they stand for may be spelt out only after them.
    for name in sorted(names, key=lambda name: is_acronym(text[slice(*name.span)])):
        written = text[slice(*name.span)]
        words = organization_words(written)
        kind: SpeakerKind = "group" if name.kind == "people" else "organization"
        actor = next((other for form, other in forms if form == words), None)
        if actor is None and is_acronym(written):
            actor = acronyms.get(written.replace(".", "").casefold())
        if actor is None and name.kind == "organization":
            others = (o for form, o in forms if not o.place and o.kind == kind and same_organization(form, words))
            # "Osk" may be Osk City Council; the Osk Evening News is not for that the same.
            actor = next((o for o in others if all(same_organization(f, words) for f, a in forms if a is o)), None)
        if actor is None:
            many = written[-1:] == "s"
            actor = Actor(
                kind, place=name.kind == "place", many=kind == "group", adjective=kind == "group" and not many
            )
            for short in initials(written) if len(words) > 1 and kind == "organization" else ():
                acronyms.setdefault(short, actor)
        forms.append((words, actor))
        after = _ACRONYM_AFTER.match(text, name.span.end)
        if after:
            acronyms[after[1].replace(".", "").casefold()] = actor
        actor.names.append(name.span)
        of[name.span] = actor
    for actor in dict.fromkeys(of.values()):
        actor.names.sort()
    return of


_AND = re.compile(
    r"(?:,? ?\([^)]{1,30}\)|, [RDI]-[\w.]+)?(?:,? (?:and|&)|,)"
    r"(?: (?:[A-Z][a-z]+\.|Senators?|Representatives?|Governors?|Presidents?)){0,2} "
)


def joined(text: str, of: dict[Span, Actor]) -> list[tuple[Span, tuple[Actor, ...]]]:
    """Return where people or bodies are named together ("Reed and Hale"), and who they are."""
    out: list[tuple[Span, tuple[Actor, ...]]] = []
    run: list[Span] = []
    for span in [*sorted(of), Span(len(text), len(text))]:
        if run and span in of and _AND.fullmatch(text, run[-1].end, span.start) and _alike(of[span], of[run[-1]]):
            run.append(span)
            continue
        together = text[run[0].start : run[-1].end] if len(run) > 1 else ""
        members = tuple(dict.fromkeys(of[one] for one in run))
        if len(members) > 1 and re.search(r" (?:and|&) ", together):
            out.append((Span(run[0].start, run[-1].end), members))
        run = [span]
    return out


def _alike(a: Actor, b: Actor) -> bool:
    return a.kind == b.kind and a.kind in ("person", "organization")


def in_order(found: Iterable[Actor]) -> list[Actor]:
    """Return actors in order of their first mention."""
    return sorted(dict.fromkeys(found), key=Actor.first)
