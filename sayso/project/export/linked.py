"""What the two JSON-LD formats share: names for things on the web, and a document written item by item."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from sayso.article import Article
from sayso.output.json import dumps
from sayso.project.export.standing import Standing
from sayso.project.rows import anchor

Node = dict[str, Any]

_ON_THE_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def text_name(article: Article) -> str:
    """Return the name of a text: an ni URI (RFC 6920) of its hash, the same wherever the text is."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def statement_name(article: Article, standing: Standing) -> str:
    """Return the name of a statement, which it keeps as long as its words and its speaker are found again."""
    return made_name("statement", article.sha256, anchor(standing.found))


def made_name(*parts: str) -> str:
    """Return a name for what has none of its own; the same parts always give the same name."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(['sayso', *parts]))}"


def address(url: str | None) -> str | None:
    """Return the address of a page with what an IRI may not hold escaped; None for what is none."""
    if url is None or not _ON_THE_WEB.match(url):
        return None
    return quote(url.encode("utf-8", "replace"), safe="!#$%&'()*+,/:;=?@[]~")


def known(**values: object) -> Node:
    """Return those of the values that say something."""
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}


def document(head: Node, last: str, items: Iterable[Node], close: str) -> Iterator[str]:
    """Yield a JSON document item by item: the head, its `last` key with the items, and what closes it."""
    yield dumps(head)[:-1] + f', "{last}": '
    begin = "[\n"
    for item in items:
        yield begin + dumps(item)
        begin = ",\n"
    yield ("[" if begin == "[\n" else "\n") + close
