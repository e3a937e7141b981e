"""The command line that finds the statements of a query, ready to be copied into a shell."""

import re
import shlex
from dataclasses import fields

from sayso.project.search import Query

_PLAIN = re.compile(r"[\w./:,-]+")
_BETWEEN_DOUBLE = re.compile(r'[^"$`\\!%\n\r]*')


def find_command(project: str, query: Query) -> str:
    """Return `sayso find` with the options that leave exactly what the query finds."""
    parts = ["sayso", "find", _quoted(project)]
    parts += [] if query.words is None else [_quoted(query.words)]
    for option in fields(Query):
        value = getattr(query, option.name)
        if value is True:
            parts.append(f"--{option.name}")
        elif value is not None and value is not False and option.name != "words":
            parts += [f"--{option.name}", _quoted(str(value))]
    return " ".join(parts)


def _quoted(value: str) -> str:
    """Return a word of a command, in double quotes where they do: the shells of all systems understand those."""
    if _PLAIN.fullmatch(value) or value in ("+", "-"):
        return value
    return f'"{value}"' if _BETWEEN_DOUBLE.fullmatch(value) else shlex.quote(value)
