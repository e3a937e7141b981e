"""A selection of statements as it stands in an address, so that a page can be shared, gone back to and gone through."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast, get_args
from urllib.parse import urlencode

from sayso.article import Kind, Verdict
from sayso.errors import InputError
from sayso.project.file import Value
from sayso.project.listing import Decided, Key, Only, Order, Selection
from sayso.project.search import Query, Sign

_WORDS = [one.name for one in fields(Query) if one.name not in ("unnamed", "undated", "person")]
_CHOSEN = {"decided": Decided, "only": Only, "order": Order}
_CHOSEN_OF_QUERY = {"kind": Kind, "sign": Sign, "headline": Verdict}


def selection_of(given: Mapping[str, str]) -> Selection:
    """Return the selection that an address gives. Raises `InputError`."""
    for name, values in (_CHOSEN | _CHOSEN_OF_QUERY).items():
        if given.get(name) and given[name] not in get_args(values):
            raise InputError(name, f"{given[name]!r} cannot be chosen", f"choose one of {', '.join(get_args(values))}")
    words: dict[str, Any] = {name: given.get(name, "").strip() or None for name in _WORDS}
    return Selection(
        Query(
            **words,
            unnamed=bool(given.get("unnamed")),
            undated=bool(given.get("undated")),
            person=_number(given.get("person")),
        ),
        cast("Decided | None", given.get("decided") or None),
        cast("Only | None", given.get("only") or None),
        cast("Order", given.get("order") or "article"),
    )


def address_of(selection: Selection, **more: str) -> str:
    """Return the part of an address that gives a selection."""
    given = {name: getattr(selection.query, name) for name in (*_WORDS, "person")}
    given |= {name: "1" for name in ("unnamed", "undated") if getattr(selection.query, name)}
    given |= {name: getattr(selection, name) for name in _CHOSEN} | more
    if given["order"] == "article":
        del given["order"]
    return urlencode({name: value for name, value in given.items() if value})


def _number(given: str | None) -> int | None:
    if not given:
        return None
    if not (given.isascii() and given.isdecimal()) or len(given) > 18:
        raise InputError("person", f"{given[:40]!r} is no number of a person", "look for it on the page of people")
    return int(given)


def key_text(key: Key) -> str:
    """Return a key as it stands in an address."""
    return json.dumps(key, ensure_ascii=False)


def key_from(given: str | None) -> list[Value] | None:
    """Return the key that an address gives. Raises `InputError`."""
    if not given:
        return None
    try:
        key = json.loads(given)
    except ValueError:
        key = None
    if not isinstance(key, list) or not all(isinstance(one, str | int | float) for one in key):
        raise InputError("page", "this page does not go on from there", "begin at the first page")
    return key
