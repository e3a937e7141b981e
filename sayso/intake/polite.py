"""Fetching many pages without being a burden: one request at a time, one a second to a host, robots.txt honoured."""

import time
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from sayso.errors import InputError
from sayso.intake import fetch as fetching

PAUSE = 1.0
_LONGEST_PAUSE = 30.0
"""A robots.txt may ask for longer pauses, up to this; one of a day would never end."""
_NAME = "Sayso"
_ROBOTS_BYTES = 500_000  # RFC 9309 asks for this much to be read at least


class Visitor:
    """Fetches pages, and remembers when each host was last asked and what its robots.txt says."""

    def __init__(self) -> None:
        """Begin without having asked anybody."""
        self._free_at: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser | str] = {}

    def named(self, url: str) -> fetching.Fetched:
        """Fetch a page or feed that the user named, as a browser would. Raises InputError."""
        return fetching.fetch(url, (*fetching.PAGES, *fetching.FEEDS), self._waited)

    def followed(self, url: str) -> fetching.Fetched:
        """Fetch a page that something else than the user led to, if its site lets programs read it.

        Raises InputError.
        """
        return fetching.fetch(url, fetching.PAGES, self._permitted)

    def _waited(self, address: str, pause: float = PAUSE) -> None:
        host = urlsplit(address).hostname or ""
        wait = self._free_at.get(host, 0.0) - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._free_at[host] = time.monotonic() + pause

    def _permitted(self, address: str) -> str | None:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read_rules(f"{site}/robots.txt")
        rules = self._rules[site]
        if isinstance(rules, str):
            return f"its site's robots.txt, which says what programs may read, could not be read ({rules})"
        if not rules.can_fetch(_NAME, address):
            return "its site's robots.txt asks programs not to read it"
        asked = float(rules.crawl_delay(_NAME) or 0)
        self._waited(address, min(max(PAUSE, asked), _LONGEST_PAUSE))
        return None

    def _read_rules(self, address: str) -> RobotFileParser | str:
        """Return the rules; none where there is no such file, the reason where it cannot be read (RFC 9309, 2.3.1)."""
        rules = RobotFileParser()
        try:
            body = fetching.fetch(address, None, self._waited).body[:_ROBOTS_BYTES]
        except fetching.NotFoundError:
            body = b""
        except InputError as error:
            return error.wrong
        rules.parse(body.decode("utf-8-sig", "replace").splitlines())
        return rules
