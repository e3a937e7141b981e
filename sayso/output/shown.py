"""Who speaks in an article, as every format shows it: by a letter, a place in the order, and what to call them.

The letter says the same as the colour. Both go by the order of `Article.speakers`, so that a speaker is shown alike in
the text, the lists and the shares. The author and the outlet, whose words the whole article is, have no colour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sayso.article import Article, Attribution, Span, Statement
from sayso.output.wording import LOW_CONFIDENCE, NO_SOURCE, source

OWN = ("author", "outlet")
"""The kinds of speaker whose own voice the article is."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SMALL = {"the", "a", "an", "who", "which", "his", "her", "its", "their"}
_THIS_ARTICLE = "the article"


@dataclass(frozen=True, slots=True)
class Shown:
    """How one speaker is shown: the name, a sign of one to three characters, and the place among those in colour.

    `place` is None for those without a colour: the author and the outlet (sign `¶`), whoever is not known (`?`), and
    those who do not speak (no sign).
    """

    name: str
    sign: str
    place: int | None = None


UNKNOWN = Shown("unknown", "?")
"""What stands for a speaker who is not known."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is said above a statement.

    `shown` is None if it was not asked who speaks. `name` is the speaker's, or the words of the source; `about` goes
    on with role and affiliation, or why it is unknown. `words` are those of the source where they tell more, `how` the
    ground where it is not the name. `doubt` is the confidence in the speaker where that is low. `chain` has the names
    from the outermost in, for a statement within another; otherwise it is empty.
    """

    shown: Shown | None
    name: str
    about: str = ""
    words: str = ""
    how: str = ""
    doubt: float | None = None
    chain: tuple[str, ...] = ()

    @property
    def teller(self) -> str:
        """Return on whose say-so the statement stands within the article; empty for one that is within no other."""
        return self.chain[-2] if self.chain else ""


def shown_of(article: Article) -> dict[str, Shown]:
    """Return how each speaker of the article is shown, by id."""
    shown: dict[str, Shown] = {}
    place = 0
    for speaker in article.speakers:
        if speaker.kind in OWN:
            shown[speaker.id] = Shown(speaker.name, "¶")
        else:
            shown[speaker.id] = Shown(speaker.name, _letter(place), place)
            place += 1
    for actor in article.actors:
        shown.setdefault(actor.id, Shown(actor.name, ""))
    return shown


def say_so(chain: Sequence[str], shown: Mapping[str, Shown]) -> tuple[Shown, ...]:
    """Return who stands behind words on this chain, from the outermost in, without the author or outlet that tells all.

    Of the author's or outlet's own words it is that one alone.
    """
    return tuple(shown.get(one, UNKNOWN) for one in chain[1:] or chain)


def labels(article: Article, shown: Mapping[str, Shown]) -> list[Label]:
    """Return the label of each statement of the article, in their order."""
    plain = {one.id: _label(article.text, one, shown) for one in article.statements}
    within = {one.id: one.within for one in article.statements}
    return [replace(plain[one.id], chain=_chain(article, one, plain, within, shown)) for one in article.statements]


def _letter(place: int) -> str:
    rounds, letter = divmod(place, len(_LETTERS))
    return _LETTERS[letter] + (str(rounds + 1) if rounds else "")


def _label(text: str, statement: Statement, shown: Mapping[str, Shown]) -> Label:
    words, who = source(text, statement), statement.speaker
    if who is None:
        return Label(None, words or NO_SOURCE)
    how = "" if who.how is None or who.how == "name" else who.how
    if who.id is None:
        return Label(UNKNOWN, UNKNOWN.name, f": {who.reason}" if who.reason else "", words, how)
    one = shown.get(who.id, UNKNOWN)
    name = who.name or one.name
    about = "".join(f", {part}" for part in (who.role, who.affiliation) if part)
    seen, called = _words_of(words), _words_of(name)
    if seen == called:
        words = how = ""
    elif not how and seen <= called | _words_of(about):
        words = ""
    return Label(one, name, about, words, how, _doubt(who))


def _doubt(who: Attribution) -> float | None:
    return who.confidence if who.confidence < LOW_CONFIDENCE else None


def _words_of(text: str) -> set[str]:
    return {word.strip(".,;:") for word in text.casefold().split()} - _SMALL


def _chain(
    article: Article,
    statement: Statement,
    plain: Mapping[str, Label],
    within: Mapping[str, str | None],
    shown: Mapping[str, Shown],
) -> tuple[str, ...]:
    """Return the names of all on whose say-so a statement stands; empty if nobody stands between it and the teller."""
    inward = [statement.id]
    # A statement that is within itself, by way of others, is no reason to go round for ever.
    while (outer := within.get(inward[0])) is not None and outer in plain and outer not in inward:
        inward.insert(0, outer)
    if len(inward) == 1:
        return ()
    names = [_teller(article, statement.content[0], shown), *(plain[one].name for one in inward)]
    chain = tuple(name for name, _ in groupby(names))
    return chain if len(chain) > 2 else ()


def _teller(article: Article, span: Span, shown: Mapping[str, Shown]) -> str:
    """Return who tells all of this part of the article: its author or its outlet."""
    for voice in article.voices:
        if any(start <= span.start < end for start, end in voice.spans) and voice.chain[0] in shown:
            return shown[voice.chain[0]].name
    return article.outlet or _THIS_ARTICLE
