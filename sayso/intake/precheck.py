"""A linear look at a page before any parser sees it: size, nesting, attributes."""

import re

from sayso.errors import InputError

MAX_BYTES = 5_000_000
MAX_NESTING = 2_000
MAX_ATTRIBUTES = 500

# Possessive throughout, and whatever is left open runs to the end of the page once: the scan is linear.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>?""")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*+>?.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split()
)
_ATTRIBUTE = re.compile(r"""[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")


def refuse_hostile(html: str, name: str) -> None:
    """Raise InputError for a page that is larger, deeper or fuller of attributes than any real article."""
    if len(html) > MAX_BYTES:
        raise InputError(name, f"the page is larger than {MAX_BYTES // 1_000_000} MB", "give the article alone")
    depth = 0
    for match in _TAG.finditer(_HIDDEN.sub(" ", html)):
        closing, tag, rest = match.groups()
        if len(rest) > MAX_ATTRIBUTES * 2 and _attributes(rest) > MAX_ATTRIBUTES:
            raise InputError(name, f"a tag has over {MAX_ATTRIBUTES} attributes", "give a page made for readers")
        if tag.lower() in _VOID or rest.endswith("/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_NESTING:
            raise InputError(name, f"its tags are nested over {MAX_NESTING} deep", "give a page made for readers")


def _attributes(inside: str) -> int:
    return sum(1 for _ in _ATTRIBUTE.finditer(inside))
