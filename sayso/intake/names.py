"""Who wrote an article: a clean list of names from whatever a byline holds."""

import html
import re
from collections.abc import Iterable

_BY = re.compile(
    r"^\W*(?:(?:story|written|words|reported|report|analysis|opinion|reviewed|posted|exclusive)\s+)?by\b[:\s]+", re.I
)
_SPLIT = re.compile(r"\s*(?:[,;|/•·\n\t]|\s[-–—]\s|\band\b|&|\bwith\b)\s*", re.I)
_JOB = re.compile(
    r"\b(?:editors?|correspondent|reporters?|(?<!ghost)writers?|columnist|producer|bureau|staff|journalist|contributors?|"
    r"contributing|analyst|photographer|chief|professor|fellow|lecturer|author|director|intern|host|presenter|freelance|"
    r"politics|political|business|sports?|desk|updated|published|min(?:ute)?s? read)\b",
    re.I,
)
_TITLE_BEFORE = re.compile(
    r"^(?:(?:senior|chief|deputy|assistant|political|politics|national|staff|business|world|special|foreign|health|crime|"
    r"defence|environment|education|investigations?|breaking|news|associate|managing|data|science|tech(?:nology)?)\s+)*"
    r"(?:editor|correspondent|reporter|writer|columnist|contributor)\s+(?=[A-Z])",
    re.I,
)
_AFTER = re.compile(r"\s+(?:for|at|in|of|from|@|\()\s*.*$|\s*\(.*$|\s+\S+@\S+.*$")
_OUTLET = re.compile(
    r"\b(?:news|times|post|courier|press|herald|tribune|gazette|chronicle|guardian|reuters|ap|afp|pa|upi|bbc|cnn|media|"
    r"network|magazine|agency|wire|radio|tv|online|\w+\.(?:com|org|net|co|uk|info))\b",
    re.I,
)
_ADDRESS = re.compile(r"https?:|www\.|@|/")
_PARTICLES = frozenset("van von der den de la le du da di del dos das al el bin ibn ter ten y e i o'".split())
_AROUND = " .,:;-–—*\"'’“”"
_LONGEST, _MOST_WORDS = 60, 6
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq|mp|obe|cbe)\.?$", re.I)


def byline(values: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """Return the authors' names in order: no "By", no job titles, nobody twice, the outlet only where nobody else is.

    >>> byline(["By Ada Reed and Tom Hale, Political Editor", "Ada Reed"])
    ('Ada Reed', 'Tom Hale')
    """
    people: dict[str, str] = {}
    others: list[str] = []
    for value in values:
        visible = "".join(c if c.isprintable() else " " for c in html.unescape(value[:500]))
        text = _BY.sub("", " ".join(visible.split()))
        for name in _names(text):
            if name.casefold() != (outlet or "").casefold():
                people.setdefault(name.casefold(), name)
        if text and len(text) < _LONGEST and not _ADDRESS.search(text):
            others.append(text.strip(_AROUND))
    return tuple(people.values()) or tuple(filter(None, others[:1]))


def _names(text: str) -> list[str]:
    if _ADDRESS.search(text) and " " not in text:
        return []
    pieces = _with_suffixes([piece for piece in _SPLIT.split(text) if piece])
    return [name for name in map(_cleaned, pieces) if name and _is_person(name)]


def _with_suffixes(pieces: list[str]) -> list[str]:
    """Give "Jr." and the like back to the name before the comma."""
    out: list[str] = []
    for piece in pieces:
        if out and _SUFFIX.match(piece):
            out[-1] = f"{out[-1]}, {piece}" if piece[:2].lower() in ("jr", "sr") else out[-1]
        else:
            out.append(piece)
    return out


def _cleaned(piece: str) -> str:
    name = _AFTER.sub("", _TITLE_BEFORE.sub("", _BY.sub("", piece))).strip(_AROUND)
    return "" if _ADDRESS.search(name) else name


def _is_person(piece: str) -> bool:
    """Say whether a piece of a byline reads like a person's name."""
    if _JOB.search(piece) or _OUTLET.search(piece) or any(character.isdigit() for character in piece):
        return False
    words = piece.split()
    if len(words) == 1 and ("-" in piece or not piece[0].isupper()):
        return False  # a user name, such as `ada-reed`
    if len(words) > _MOST_WORDS:
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES or word[:2] in ("d'", "d’") for word in words)


def names_people(values: tuple[str, ...]) -> bool:
    """Say whether a byline names people, not a desk or an outlet."""
    return any(map(_is_person, values))
