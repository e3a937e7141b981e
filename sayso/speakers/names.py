"""Names of people and of organizations: their parts, and when two of them may be the same."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.speakers.vocabulary import NICKNAMES, PARTICLES, SUFFIXES, TITLES

_WORD = re.compile(r"[^\W_](?:[\w.’'-]*\w)?\.?")
_POSSESSIVE = re.compile(r"['’]s?\Z")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, folded: words before the surname, the surname with its particles, titles, all words.

    `generation` is jr, sr, ii, iii or iv, where the name has it.
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]
    titles: tuple[str, ...]
    generation: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words that are the name."""
        return self.given + self.surname


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Return a word as it is compared: lower case, without a full stop or a possessive at its end."""
    return _POSSESSIVE.sub("", word.casefold()).rstrip(".").replace("’", "'")


def words_of(text: str) -> list[str]:
    """Return the words of a name, folded."""
    return [folded(match[0]) for match in _WORD.finditer(_POSSESSIVE.sub("", text.strip()))]


def without_titles(text: str) -> tuple[int, int]:
    """Return where in a person's name as written the name itself begins and ends: no title, no role, no possessive."""
    found = list(_WORD.finditer(text))
    while len(found) > 1 and folded(found[0][0]) in TITLES and folded(found[1][0]) not in SUFFIXES:
        found.pop(0)
    if not found:
        return 0, len(text)
    last = found[-1]
    end = last.start() + len(_POSSESSIVE.sub("", last[0]))
    if text[end - 1] == "." and folded(last[0]) not in SUFFIXES and len(last[0]) > 2:
        end -= 1
    return found[0].start(), end


def end_of_one(text: str) -> int:
    """Return where in a name as written the name ends, where a page runs it into a link to the person and a headline.

    ("Trump Donald John TrumpMayor", "Tom Vale Vale"; but "Sirhan Sirhan".)
    """
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        for back, earlier in enumerate(words[:at]):
            rest = word[0].removeprefix(earlier[0]) if len(earlier[0]) > 2 else word[0]
            if rest[:1].isupper() and rest != word[0]:
                return earlier.end()
            if not rest and (back, at) != (0, 1):
                return words[at - 1].end()
    return len(text)


_GENERATIONS = frozenset("jr sr ii iii iv".split())
_NO_FIRST_NAMES = PARTICLES - {"al", "ben", "van", "st", "mac", "ap", "abu"}


def parsed(text: str) -> PersonName:
    """Return the parts of a person's name as written."""
    words = words_of(text)
    titles = []
    while len(words) > 1 and words[0] in TITLES:
        titles.append(words.pop(0))
    generation = ""
    while len(words) > 1 and words[-1] in SUFFIXES:
        generation = words[-1] if words[-1] in _GENERATIONS else generation
        words.pop()
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    if at == 1 and words[0] in _NO_FIRST_NAMES:  # "De Blasio"
        at = 0
    return PersonName(tuple(words[:at]), tuple(words[at:]), tuple(titles), generation)


def may_be_same(a: PersonName, b: PersonName) -> bool:
    """Say whether two names of two words or more can be one person's: one surname, given names that agree."""
    if a.surname[-1] != b.surname[-1]:
        return set(a.words) <= set(b.words) or set(b.words) <= set(a.words)
    if not a.given or not b.given:
        return True
    return _agree(a.given[0], b.given[0]) or bool(set(a.given) & set(b.given) - {""})


def _agree(a: str, b: str) -> bool:
    if a == b or NICKNAMES.get(a, a) == NICKNAMES.get(b, b):
        return True
    short, long = sorted((a, b), key=len)
    return len(short.replace(".", "")) == 1 and long.startswith(short[0])


_SMALL = frozenset("a an and at for in of on the de la".split())


def initials(text: str) -> set[str]:
    """Return the acronyms that a name of several words can have, folded."""
    words = re.findall(r"\w+", text)
    big = [word[0] for word in words if word.lower() not in _SMALL]
    every = [word[0] for word in words if word.lower() != "the"]
    return {"".join(part).casefold() for part in (big, every) if len(part) > 1}


def is_acronym(text: str) -> bool:
    """Say whether a name is written as an acronym."""
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 7 and letters.isupper() and letters.isalpha()


def organization_words(text: str) -> tuple[str, ...]:
    """Return the words by which organizations are compared."""
    return tuple(word for word in words_of(text) if word not in ("the", "a", "an"))


def same_organization(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names, as `organization_words`, can be one organization's: the shorter stands in the longer."""
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if short == long:
        return True
    if len(short) == 1 and len(short[0]) < 3:
        return False
    return long[: len(short)] == short or long[-len(short) :] == short
