"""What a page's JSON-LD says of its article: one flat record, references resolved."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Column|Opinion)$")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "hasPart", "review")
_MAX_LENGTH = 2_000_000
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>|\]\]>|;)\s*$", re.DOTALL)


def article(scripts: Iterable[str]) -> dict[str, Any]:
    """Return the node that describes the article, its author and publisher in place of references; {} where none does.

    `scripts` are the contents of the page's `application/ld+json` elements; broken ones are passed over.
    """
    nodes: list[dict[str, Any]] = []
    known: dict[str, dict[str, Any]] = {}
    for script in scripts:
        for node in _nodes(_parsed(script), 0):
            nodes.append(node)
            key = node.get("@id")
            if isinstance(key, str) and len(node) > len(known.get(key, {})):
                known[key] = node
    best = max(nodes, key=_worth, default={})
    if _worth(best) < 2:
        return {}
    resolved = dict(best)
    for role in ("author", "creator", "publisher"):
        resolved[role] = _resolved(best.get(role), known)
    return resolved


def _parsed(script: str) -> object:
    if len(script) > _MAX_LENGTH:
        return None
    for text in (script, _COMMENT.sub("", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects that stand for the page or what it is about, not those it merely lists."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:1000]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INSIDE:
            yield from _nodes(value.get(key), depth + 1)


def _worth(node: dict[str, Any]) -> int:
    """Rank a node as the article's description: an article with a headline first, then what else it tells."""
    kinds = node.get("@type")
    named = any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
    return 4 * named + 2 * bool(node.get("headline")) + bool(node.get("author")) + bool(node.get("datePublished"))


def _resolved(value: object, known: dict[str, dict[str, Any]]) -> object:
    if isinstance(value, list):
        return [_resolved(item, known) for item in value[:50] if not isinstance(item, list)]
    if isinstance(value, dict) and "name" not in value:
        key = value.get("@id")
        return known.get(key, value) if isinstance(key, str) else value
    return value


def texts(value: object) -> list[str]:
    """Return the plain strings in a value: itself, its `name`, or those of its items."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return texts(value.get("name")) or texts(value.get("@value"))
    if isinstance(value, list):
        return [text for item in value[:50] if not isinstance(item, list) for text in texts(item)]
    return []
