"""What a page's script sends: a JSON object, each part checked before anything is done with it."""

import json
from typing import Any

from starlette.requests import Request

from sayso.article import Span
from sayso.errors import InputError


class Asked:
    """A JSON object of a request. Each method raises `InputError` where a part is not what it must be."""

    def __init__(self, value: dict[str, Any]) -> None:
        """Take the object."""
        self._value = value

    def has(self, name: str) -> bool:
        """Say whether a part is given."""
        return name in self._value

    def text(self, name: str) -> str:
        """Return a text that must be given."""
        found = self.words(name)
        if found is None:
            raise _wrong(name, "a text")
        return found

    def words(self, name: str) -> str | None:
        """Return a text, None where it is not given."""
        found = self._value.get(name)
        if found is not None and (not isinstance(found, str) or len(found) > 10_000):
            raise _wrong(name, "a text")
        return found

    def texts(self, name: str) -> list[str]:
        """Return a list of texts."""
        found = self._value.get(name)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise _wrong(name, "a list of texts")
        return found

    def number(self, name: str) -> int:
        """Return a whole number that must be given."""
        found = self._value.get(name)
        if type(found) is not int or abs(found) > 2**62:
            raise _wrong(name, "a whole number")
        return found

    def numbers(self, name: str) -> list[int]:
        """Return a list of whole numbers."""
        found = self._value.get(name)
        if not isinstance(found, list) or not all(type(one) is int and abs(one) < 2**62 for one in found):
            raise _wrong(name, "a list of whole numbers")
        return found

    def spans(self, name: str) -> tuple[Span, ...] | None:
        """Return spans, None where they are not given."""
        found = self._value.get(name)
        return None if found is None else _spans(name, found)

    def many_spans(self, name: str) -> list[tuple[Span, ...]]:
        """Return a list of spans, as of the parts of what is split."""
        found = self._value.get(name)
        if not isinstance(found, list):
            raise _wrong(name, "a list of spans")
        return [_spans(name, one) for one in found]


async def asked(request: Request) -> Asked:
    """Return what a request brings. Raises `InputError`."""
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise _wrong("the request", "a JSON object")
    return Asked(value)


def _spans(name: str, found: Any) -> tuple[Span, ...]:  # noqa: ANN401 (whatever was sent)
    good = isinstance(found, list) and all(
        isinstance(one, list) and len(one) == 2 and all(type(edge) is int and 0 <= edge < 2**62 for edge in one)
        for one in found
    )
    if not good:
        raise _wrong(name, "a list of [start, end]")
    return tuple(Span(*one) for one in found)


def _wrong(name: str, what: str) -> InputError:
    return InputError(name, f"it is not {what}", "reload the page and try again")
