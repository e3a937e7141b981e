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
_PARTICLE = frozenset("van von der den de la le du da di del dos das al el bin ibn ter ten y e i o'".split())
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq|mp|obe|cbe)\.?$", re.I)


def byline(values: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """Return the authors' names in order: no "By", no job titles, nobody twice, the outlet only where nobody else is.

    >>> byline(["By Ada Reed and Tom Hale, Political Editor", "Ada Reed"])
    ('Ada Reed', 'Tom Hale')
    """
    people: dict[str, str] = {}
    others: dict[str, str] = {}
    for value in values:
        for part in _parts(value[:500]):
            key = part.casefold()
            if key == (outlet or "").casefold() or _OUTLET.search(part) or not _is_name(part):
                others.setdefault(key, part)
            else:
                people.setdefault(key, part)
    return tuple((people or dict(list(others.items())[:1])).values())


def _parts(value: str) -> list[str]:
    text = " ".join(html.unescape(value).split())
    if not text or (_ADDRESS.search(text) and " " not in text):
        return []
    pieces = _with_suffixes([piece for piece in _SPLIT.split(_BY.sub("", text)) if piece])
    cleaned = [_cleaned(piece) for piece in pieces]
    kept = [piece for piece in cleaned if piece and not _JOB.search(piece)]
    # "Staff Writer" or "Politics Desk" alone is the byline the outlet gave.
    return kept or [piece for piece in cleaned[:1] if 2 < len(piece) < 60 and not _ADDRESS.search(piece)]


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
    name = _AFTER.sub("", _TITLE_BEFORE.sub("", _BY.sub("", piece))).strip(" .,:;-–—*\"'’“”")
    return "" if _ADDRESS.search(name) else name


def _is_name(piece: str) -> bool:
    words = piece.split()
    if not 1 <= len(words) <= 6 or any(character.isdigit() for character in piece):
        return False
    if len(words) == 1 and ("-" in piece or not piece[0].isupper()):
        return False  # a user name, such as `ada-reed`
    return all(word[0].isupper() or word.lower() in _PARTICLE or word[:2] in ("d'", "d’") for word in words)


def is_byline_of_people(values: tuple[str, ...]) -> bool:
    """Say whether a byline names people, not a desk or an outlet."""
    return any(_is_name(value) and not _OUTLET.search(value) and not _JOB.search(value) for value in values)
