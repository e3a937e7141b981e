"""What the article says a person is: roles with their tense, and the parties, states and bodies beside the name."""

import re
from dataclasses import dataclass

from sayso.article import Affiliation, Role, Span, Tense
from sayso.speakers.mentions import Name, within
from sayso.speakers.names import folded
from sayso.speakers.vocabulary import PARTIES, PREPOSITIONS, ROLE_NOUNS, SAME_OFFICE, TITLES

_STOPS = frozenset(
    "the a an this that his her its their our my and or but as said says told when while if because".split()
)
_COURTESY = frozenset("mr mrs ms miss mx sir dame lord lady".split())
_STATE = re.compile(
    r",?\s*[(\[]?\s*((?:R|D|I|Republican|Democrat|Ind)\.?\s?[-–]\s?(?:[A-Z][\w.]*\.?(?: [A-Z][a-z]+\.?)?))\s*[)\]]?"
)
_APPOSITION = re.compile(
    r"(?:,? \([^)]{1,40}\))?,\s+(?:\d\d?,\s+)?((?:who (?:is|was|has been|became|serves as|served as) )?"
    r"(?:the |a |an |his |her |its |their |one of |now |then |currently )*)"
    r"([^,.;:!?\n“”\"()]{3,110})(?=[,.;:!?\n“”\"()]|\Z)"
)
_IS = re.compile(r"\s+(?:is|was|became|remains|serves as|served as)\s+(?:the|a|an|now the)\s+([^,.;:!?\n“”\"()]{3,80})")
_FORMER = re.compile(r"\b(?:former|ex|one-time|onetime|retired|late|past)\b", re.IGNORECASE)
_TRIM = re.compile(r"\s+(?:in an?|on|said|says|told|told|during|after|before|at a|and)\s.*\Z", re.DOTALL)


_CLAUSE = re.compile(r"(?<!who )(?<!that )\b(?:said|says|told|tells|added|adds|argued|noted|announced|warned|called)\b")
"""Says that a clause begins where an apposition might ("In Osk, the mayor also said ...")."""


@dataclass(frozen=True, slots=True)
class Titled:
    """What the article says beside one mention of a name."""

    roles: tuple[Role, ...]
    affiliations: tuple[Affiliation, ...]


def beside(text: str, name: Span, names: list[Name]) -> Titled:
    """Return the roles and affiliations that stand before and after a person's name."""
    spans = [span for span in (_before(text, name), _after(text, name)) if span]
    roles = [Role(text[slice(*span)], span, _tense(text, span)) for span in spans]
    ties = [
        Affiliation(text[slice(*inner.span)], inner.span)
        for span in spans
        for inner in within(names, *span)
        if inner.kind in ("organization", "place", "people")
    ]
    state = _STATE.match(text, name.end)
    if state:
        ties.append(Affiliation(state[1], Span(*state.span(1))))
    return Titled(tuple(roles), tuple(ties))


def _before(text: str, name: Span) -> Span | None:
    """Return the role before a name: back from a noun of office over what modifies it ("Vermont Sen.")."""
    start = name.start
    found: int | None = None
    for _ in range(8):
        at = start - 1
        low = at
        while low > 0 and not text[low - 1].isspace() and text[low - 1] not in ',;:()“”"':
            low -= 1
        if low == at or text[at] not in " \xa0":
            break
        written = text[low:at]
        word = folded(written)
        if written.endswith(".") and len(word) > 4 and not re.fullmatch(r"(?:\w\.)+", written):
            break  # the sentence before
        office = word in TITLES or word in ROLE_NOUNS or _last_part(word) in _OFFICES
        if found is None and (not office or word in _COURTESY):
            break
        if word not in _BEFORE_NAMES and _BEGINS.search(text, max(0, low - 3), low):
            break  # a capital that says nothing
        modifies = office or written[0].isupper() or word in _MODIFIERS or "-" in word
        if word in _STOPS | _DAYS or not modifies:
            break
        start = found = low
    if found is None:
        return None
    end = name.start
    while text[end - 1].isspace():
        end -= 1
    return Span(found, end)


_BEGINS = re.compile(r"(?:\A|[.!?”\"]\s+|\n)\Z")
_MODIFIERS = frozenset(
    "former longtime long-time then acting interim top senior junior chief deputy vice presidential campaign"
    " gubernatorial senate house congressional state federal local national republican democratic foreign prime press"
    " communications policy political human rights executive managing general defense defence finance economic health"
    " trade labor labour interior lead party opposition libertarian liberal conservative independent billionaire"
    " retired late ex founding assistant associate district city county law history science research spokes incoming"
    " outgoing current fellow rival veteran prominent leading real estate reality"
    " television tv radio music film".split()
)

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
_OFFICES = TITLES | ROLE_NOUNS
_BEFORE_NAMES = _OFFICES | _MODIFIERS


def _last_part(word: str) -> str:
    """Return the part of a joined word that says the office ("vice-chair", "governor-elect")."""
    return word.removesuffix("-elect").rsplit("-", 1)[-1]


def _after(text: str, name: Span) -> Span | None:
    """Return the role in an apposition after a name ("Ada Reed, the mayor of Norrick,")."""
    end = name.end
    state = _STATE.match(text, end)
    match = _APPOSITION.match(text, state.end() if state else end) or _IS.match(text, end)
    if match is None:
        return None
    group = match.lastindex or 1
    start, end = match.span(group)
    if _CLAUSE.search(text, start, end):
        return None
    end = start + len(_TRIM.sub("", text[start:end]).rstrip())
    return Span(start, end) if office_of(text[start:end]) else None


def office_of(phrase: str) -> str | None:
    """Return the word of office that heads a phrase, one for all that mean the same; None where there is none."""
    found = None
    for match in re.finditer(r"[\w.’'-]+", phrase):
        word = folded(match[0])
        if found and word in PREPOSITIONS:
            break
        last = _last_part(word)
        if word in ROLE_NOUNS or word in SAME_OFFICE or last in ROLE_NOUNS or last in TITLES - _COURTESY - _LOOSE:
            found = SAME_OFFICE.get(word, SAME_OFFICE.get(last, last if last in _OFFICES else word))
        elif word in PREPOSITIONS:
            break
    return found


_LOOSE = frozenset(
    "vice deputy acting former then ex interim prime first state foreign defense defence home interior".split()
)


def party_of(phrase: str) -> str | None:
    """Return the party a phrase names, as a short code, or None."""
    for word in re.findall(r"\w+", phrase):
        if word.casefold() in PARTIES:
            return PARTIES[word.casefold()]
    match = re.match(r"\(?([RDI])\b\.?\s?[-–]", phrase)
    return match[1].lower() if match else None


def _tense(text: str, span: Span) -> Tense:
    words = text[max(0, span.start - 12) : span.end].casefold()
    phrase = text[slice(*span)].casefold()
    if _FORMER.search(words):
        return "former"
    if "acting" in phrase or "interim" in phrase:
        return "acting"
    if re.search(r"\bthen[ -]", words):
        return "then"
    if "-elect" in phrase or "incoming" in phrase:
        return "elect"
    return "candidate" if re.search(r"\b(?:candidate|nominee|hopeful|contender|running mate)\b", phrase) else "now"
