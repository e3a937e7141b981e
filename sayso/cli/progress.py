"""What is told on standard error while many articles are read, and of those that failed."""

import time
from typing import TextIO

from sayso.errors import InputError
from sayso.output.visible import visible

_FEW = 3
_NAMED = 20
_CLEAR = "\r\x1b[K"
_PAUSE = 0.1
_SETTLED = 2.0
"""Seconds after which the rate says how long the rest will take."""


class Progress:
    """Counts articles as they are read; shows the count and the rate on a terminal when there are more than a few."""

    def __init__(self, total: int | None, stream: TextIO) -> None:
        """Say how many sources there are, None where that shows only as they are read, and where to tell about them."""
        self.total = total
        self.failed: list[str] = []
        self._stream = stream
        self._shows = stream.isatty()
        self._began = time.monotonic()
        self._shown_at = 0.0
        self._done = self._read = self._words = 0

    def succeeded(self, words: int) -> None:
        """Count one article that was read, of so many words."""
        self._read += 1
        self._words += words
        self._count()

    def passed(self) -> None:
        """Count one source that needed no reading; it says nothing about the rate."""
        self._count()

    def fail(self, error: InputError) -> None:
        """Count one source that was not read, and say why in one line."""
        self.failed.append(error.name)
        self.tell(error)
        self._read += 1
        self._count()

    def tell(self, error: InputError) -> None:
        """Write the error in one line."""
        self.clear()
        self._stream.write(f"{_one_line(str(error))}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the count off the terminal, so that other lines can be written there."""
        if self._shows and self._shown_at:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._shown_at = 0.0

    def summary(self) -> None:
        """Say at the end how many of several sources were not read, and which."""
        self.clear()
        of = max(self.total or 0, self._done)
        if not self.failed or of < 2:
            return
        names = ", ".join(map(_one_line, self.failed[:_NAMED]))
        more = len(self.failed) - _NAMED
        rest = f" and {more:,} more, each named above" if more > 0 else ""
        verb = "was" if len(self.failed) == 1 else "were"
        self._stream.write(f"{len(self.failed):,} of {of:,} sources {verb} not read: {names}{rest}.\n")
        self._stream.flush()

    def _count(self) -> None:
        self._done += 1
        now = time.monotonic()
        few = max(self.total or 0, self._done) <= _FEW
        if self._shows and not few and now - self._shown_at > _PAUSE:
            of = "" if self.total is None else f" of {max(self.total, self._done):,}"
            self._stream.write(f"{_CLEAR}{self._done:,}{of} articles, {self._pace(now - self._began)}")
            self._stream.flush()
            self._shown_at = now

    def _pace(self, seconds: float) -> str:
        rate = 60 * self._read / max(seconds, 1e-6)
        words = 60 * self._words / max(seconds, 1e-6)
        pace = f"{rate:,.0f} a minute ({words:,.0f} words)"
        rest = 0 if self.total is None else self.total - self._done
        return pace + _left(60 * rest / rate) if seconds > _SETTLED and rest > 0 and rate else pace


def _left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return ", less than a minute left"
    if minutes < 60:
        return f", about {minutes} min left"
    return f", about {minutes // 60} h {minutes % 60} min left"


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
