"""Lines for a terminal: styled words, wrapped to a width, and the colours when they are wanted."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TextIO

from sayso.output.visible import visible

_FILE_WIDTH = 80

Style = Literal["plain", "headline", "nobody", "cue", "faint", "warning", "cyan", "green", "magenta", "blue", "white"]

_CODES: dict[Style, str] = {
    "plain": "",
    "headline": "1",
    "nobody": "3",
    "cue": "33",
    "faint": "2",
    "warning": "1;31",
    "cyan": "1;36",
    "green": "1;32",
    "magenta": "1;35",
    "blue": "1;94",
    "white": "1;37",
}


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = "plain"


def colour_wanted(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether to write colours: on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for them anywhere."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def paper(*, to_file: bool) -> tuple[int, bool]:
    """Return how many columns there are to write on and whether in colour: the terminal's, or those of a file."""
    width = _FILE_WIDTH if to_file else shutil.get_terminal_size((_FILE_WIDTH, 24)).columns
    return width, not to_file and colour_wanted(sys.stdout)


def columns(text: str) -> int:
    """Return how many columns a terminal gives to a text without line ends."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(char) for char in text)


def wrapped(runs: Iterable[Run], width: int, *, first: str = "", rest: str = "", colour: bool = False) -> str:
    """Fill lines of at most `width` columns with the runs' words; `first` and `rest` begin the first and later lines.

    White space is folded to one space, and nothing in a run can command the terminal. Each line ends in a line feed.
    """
    room = max(width - max(columns(first), columns(rest)), 8)
    lines: list[list[Run]] = [[]]
    used = 0
    for word in _words(runs, room):
        size = sum(columns(run.text) for run in word)
        if used and used + 1 + size > room:
            lines.append([])
            used = 0
        if used:
            lines[-1].append(Run(" ", _between(lines[-1][-1], word[0])))
        lines[-1].extend(word)
        used += size + bool(used)
    starts = [first] + [rest] * (len(lines) - 1)
    return "".join(f"{start}{_line(line, colour)}".rstrip() + "\n" for start, line in zip(starts, lines, strict=True))


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _words(runs: Iterable[Run], room: int) -> Iterable[list[Run]]:
    """Yield each word as the runs it is made of; one that is wider than a line is cut."""
    word: list[Run] = []
    for text, style in runs:
        shown = visible(text)
        parts = shown.split()
        if word and shown[:1].isspace():
            yield from _cut(word, room)
            word = []
        for i, part in enumerate(parts):
            if i:
                yield from _cut(word, room)
                word = []
            word.append(Run(part, style))
        if word and shown[-1:].isspace():
            yield from _cut(word, room)
            word = []
    if word:
        yield from _cut(word, room)


def _cut(word: list[Run], room: int) -> Iterable[list[Run]]:
    if sum(columns(run.text) for run in word) <= room:
        yield word
        return
    piece: list[Run] = []
    used = 0
    for text, style in word:
        for char in text:
            if used + _columns_of(char) > room:
                yield piece
                piece, used = [], 0
            used += _columns_of(char)
            if piece and piece[-1].style == style:
                piece[-1] = Run(piece[-1].text + char, style)
            else:
                piece.append(Run(char, style))
    yield piece


def _between(before: Run, after: Run) -> Style:
    return before.style if before.style == after.style else "plain"


def _line(line: list[Run], colour: bool) -> str:
    if not colour:
        return "".join(run.text for run in line)
    out = ""
    style: Style = "plain"
    for run in line:
        if run.style != style:
            out += ("\x1b[0m" if _CODES[style] else "") + (f"\x1b[{_CODES[run.style]}m" if _CODES[run.style] else "")
            style = run.style
        out += run.text
    return out + ("\x1b[0m" if _CODES[style] else "")
