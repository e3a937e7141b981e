"""The name of a speaker in the form in which speakers of different articles are compared."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.speakers.names import end_of_one, folded, initials, is_acronym, organization_words, parsed, words_of
from sayso.speakers.places import PEOPLES, PLACES
from sayso.speakers.vocabulary import GROUP_NOUNS, ORGANIZATION_NOUNS, QUANTIFIERS, ROLE_NOUNS, SUFFIXES, TITLES

Kind = Literal["person", "organization", "group"]
KINDS: dict[str, Kind] = {
    "person": "person",
    "author": "person",
    "organization": "organization",
    "outlet": "organization",
    "group": "group",
}
"""What the kinds of speakers are across articles. Documents and those whom an article leaves unnamed are nobody."""

_PARTIES = frozenset("republicans democrats conservatives liberals tories libertarians greens".split())
_CHAMBERS = frozenset("congress senate house parliament".split())
_OFFICES = (TITLES | ROLE_NOUNS | frozenset("mr. host".split())) - frozenset("king pope lord star son dean".split())
_LOST = frozenset("ofatai")
"""Letters that small words (of, for, and, at, the, in) may or may not give to an acronym."""
_GIVEN = re.compile(r" \(([A-Z]{2,8})\)")
_RUN_ON = re.compile(r"\w{3,}[.?!:;] \w")
"""Two sentences that were taken for one name: "Monica Lewinsky. Clinton"."""


@dataclass(frozen=True, slots=True)
class Form:
    """A name to be compared.

    Only speakers of one `block` can be the same. `key` is the whole name folded. A person has `given` names (none: a
    bare surname), a `surname`, and it may be a `suffix` such as jr; a body the `acronyms` that its own article ties
    to its name.
    """

    kind: Kind
    block: str
    key: str
    given: tuple[str, ...] = ()
    surname: str = ""
    suffix: str = ""
    acronyms: tuple[str, ...] = ()


def form_of(kind: str, name: str, names: Sequence[str]) -> Form | None:
    """Return the form of a speaker's name; None where it is no name by which one is known across articles."""
    across = KINDS.get(kind)
    if across is None or not re.search(r"\w\W?\w", name) or _RUN_ON.search(name):
        return None
    if across == "person":
        whole = _shortest_whole(name, names)
        return _person(kind, whole[: end_of_one(whole)])
    return _body(across, name, names)


def spelled_out(text: str, name: str, mentions: Iterable[Sequence[int]]) -> tuple[str, str] | None:
    """Return the whole name and the acronym where an article gives one beside the other: "Harbor Board (HB)"."""
    for start, end in mentions:
        if is_acronym(name) and text[start - 1 : start] == "(" and text[start:end] == name:
            before = re.findall(r"[\w'’&.-]+", text[max(0, start - 100) : start - 1].rpartition("\n")[2])
            for count in range(2, len(name) + 4):
                whole = " ".join(before[-count:])
                if len(before) >= count and whole[0].isupper() and folded_acronym(name) in initials(whole):
                    return whole, name
        given = _GIVEN.match(text, end)
        if given and given[1].casefold() in initials(name) and text[start:end] == name:
            return name, given[1]
    return None


def plain(text: str) -> str:
    """Return a text without diacritics, hyphens as spaces."""
    bare = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return re.sub(r"[-‐‑–]", " ", "".join(one for one in bare if not unicodedata.combining(one)))


def _person(kind: str, name: str) -> Form | None:
    if not name[:1].isupper() or (kind == "author" and " " not in name) or re.search(r" (?:and|or) ", name):
        return None
    words = [word for word in words_of(plain(name)) if word]
    while len(words) > 1 and words[0] in _OFFICES and words[1] not in SUFFIXES:
        words.pop(0)
    suffix = words[-1] if len(words) > 1 and words[-1] in SUFFIXES else ""
    its = parsed(" ".join(words))
    if not its.surname or (not its.given and its.surname[-1] in _OFFICES | GROUP_NOUNS | ORGANIZATION_NOUNS | PLACES):
        return None
    surname = " ".join(its.surname)
    key = " ".join((*its.given, surname, suffix)).strip()
    return Form("person", f"person {its.surname[-1]}", key, its.given, surname, suffix)


def _shortest_whole(name: str, names: Iterable[str]) -> str:
    """Return the name without what was taken up before it ("Counsel Robert Mueller", "Benghazi. Amb. Susan Rice")."""
    whole = [other for other in names if " " in other and name.endswith(f" {other}") and other[:1].isupper()]
    return min(whole, key=len, default=name)


def _body(kind: Kind, name: str, names: Iterable[str]) -> Form | None:
    words = organization_words(plain(name))
    written = name.split()
    while written and written[0].lower() in ("the", "a", "an"):
        written.pop(0)
    if not words or not written or not written[0][:1].isupper() or words[0] in QUANTIFIERS | {"other", "such"}:
        return None
    if not _is_named(kind, words, written):
        return None
    if words[:1] in (("department",), ("ministry",)) and words[1:2] == ("of",) and len(words) > 2:
        words = (*words[2:], words[0])  # ("Department of Justice", "Justice Department")
    key = folded_acronym(name) if is_acronym(name) else " ".join(words)
    acronyms = {short for other in (name, *names) if is_acronym(short := other) and _stands_for(other, name)}
    return Form(kind, f"body {_hashed(name, words)}", key, acronyms=tuple(sorted(folded_acronym(a) for a in acronyms)))


def _is_named(kind: Kind, words: tuple[str, ...], written: Sequence[str]) -> bool:
    if kind == "group":
        if {"and", "or", "you", "we"} & set(words):
            return False
        proper = written[-1][:1].isupper() and (words[-1] in _PARTIES | PEOPLES or words[-1] not in GROUP_NOUNS)
        return proper and not (len(words) == 1 and words[0] in GROUP_NOUNS - _PARTIES - PEOPLES)
    if len(words) == 1:
        return words[0] in _CHAMBERS or words[0] not in ORGANIZATION_NOUNS | GROUP_NOUNS
    return not (written[-1].islower() and "'s" in " ".join(written).replace("’", "'"))


def folded_acronym(text: str) -> str:
    """Return an acronym folded, without its full stops."""
    return folded(text).replace(".", "")


def _stands_for(short: str, name: str) -> bool:
    return short != name and folded_acronym(short) in initials(name)


def _hashed(name: str, words: tuple[str, ...]) -> str:
    """Return what a name and every acronym of it share: the letters of the acronym that are sure, in order."""
    if len(words) == 1 and not is_acronym(name):
        return words[0]
    letters = folded_acronym(name) if len(words) == 1 else "".join(word[0] for word in words)
    return "".join(sorted(set(letters) - _LOST)).upper()
