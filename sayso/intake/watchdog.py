"""Parsing pages, PDF files and feeds in a child process that can be stopped: a hostile one costs itself only."""

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from typing import Any, Literal

from sayso.errors import InputError
from sayso.intake.extractor import framed

Parsed = Literal["page", "pdf", "feed"]
_NAMED: dict[Parsed, tuple[str, str]] = {
    "page": ("the page", "HTML"),
    "pdf": ("the file", "PDF"),
    "feed": ("the feed", "feed"),
}

SECONDS = 10.0
PAGES = 300  # trafilatura's memory grows; the child starts afresh after so many

# As `python -m sayso.intake.extractor`, but finding modules where this process does; a notebook may have added places.
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from sayso.intake.extractor import main; main()"


class Watchdog:
    """One child that extracts pages, started with the first page and kept for the next."""

    def __init__(self, seconds: float = SECONDS, pages: int = PAGES) -> None:
        """Allow each page so many seconds, each child so many pages."""
        self._seconds = seconds
        self._pages = pages
        self._done = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def extract(self, html: str, name: str) -> dict[str, Any]:
        """Return {"paragraphs": [[text, hint], ...], "metadata": {...}} of a page; see `ask`."""
        return self.ask("page", html.encode("utf-8", "replace"), name)

    def ask(self, what: Parsed, body: bytes, name: str, **known: str | None) -> dict[str, Any]:
        """Return what the child makes of a page, a PDF file or a feed, with what is `known` of it.

        Raises InputError where it cannot be read, and where the child dies or takes too long; the next gets a new one.
        """
        request = json.dumps({"what": what, **known}).encode() + b"\n" + body
        with self._lock:
            if self._done >= self._pages:
                self._stop()
            child = self._child = self._child or self._start()
            deadline = time.monotonic() + self._seconds
            try:
                answer = self._exchange(child, request, deadline)
            except BaseException:
                self._stop()
                raise
            if answer is None:
                slow = time.monotonic() >= deadline
                self._stop()
                raise _refusal(what, name, slow, self._seconds)
            self._done += 1
        found: dict[str, Any] = json.loads(answer)
        if "wrong" in found:
            raise InputError(name, found["wrong"], found["remedy"])
        return found

    def close(self) -> None:
        """End the child, if there is one."""
        with self._lock:
            self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        self._done = 0
        return subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *(os.path.abspath(place) for place in sys.path)],  # noqa: PTH100
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _stop(self) -> None:
        child, self._child, self._done = self._child, None, 0
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be written to a dead child
                    stream.close()
        child.wait()

    def _exchange(self, child: subprocess.Popen[bytes], message: bytes, deadline: float) -> bytes | None:
        """Send a page and return the answer, None where the child is gone or the time is up."""
        assert child.stdin is not None and child.stdout is not None
        try:
            # The child reads a whole message before it works, so this cannot wait for long.
            child.stdin.write(framed(message))
            child.stdin.flush()
        except OSError:
            return None
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            head = _read(selector, child.stdout.fileno(), 4, deadline)
            return head and _read(selector, child.stdout.fileno(), int.from_bytes(head, "big"), deadline)


def _read(selector: selectors.BaseSelector, descriptor: int, size: int, deadline: float) -> bytes | None:
    parts: list[bytes] = []
    while size > 0:
        if not selector.select(max(0.0, deadline - time.monotonic())):
            return None
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _refusal(what: Parsed, name: str, slow: bool, seconds: float) -> InputError:
    it, language = _NAMED[what]
    wrong = f"{it} took over {seconds:g} seconds to parse" if slow else f"{it} broke the {language} parser"
    remedy = "give the addresses of its articles" if what == "feed" else "save the article's text as a .txt file"
    return InputError(name, wrong, remedy)


_SHARED = Watchdog()
atexit.register(_SHARED.close)


def extract(html: str, name: str) -> dict[str, Any]:
    """Extract a page in the child all pages of this process share; see `Watchdog.extract`."""
    return _SHARED.extract(html, name)


def ask(what: Parsed, body: bytes, name: str, **known: str | None) -> dict[str, Any]:
    """Have something parsed in the child that all pages of this process share; see `Watchdog.ask`."""
    return _SHARED.ask(what, body, name, **known)
