"""Who may come in: whoever opens the link that the command shows, once, in one browser."""

import hmac
import secrets
from collections.abc import Callable


class Door:
    """A link that opens the review room once, and the secret that a browser holds from then on.

    `tell` is given each new link's token: the first, and another whenever somebody comes with none after the last was
    used. So a link that stays in a history or a list of processes opens nothing.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Show the first link."""
        self._tell = tell
        self._session = secrets.token_urlsafe(32)
        self._token: str | None = None
        self.knocked()

    def enter(self, token: str) -> str | None:
        """Return the session's secret for the token of an unused link; None for any other."""
        if self._token is None or not _same(token, self._token):
            return None
        self._token = None
        return self._session

    def knows(self, secret: str | None) -> bool:
        """Say whether a browser's secret is that of this session."""
        return secret is not None and _same(secret, self._session)

    def knocked(self) -> None:
        """Show a new link, if the last one was used: somebody wants to come in who cannot."""
        if self._token is None:
            self._token = secrets.token_urlsafe(32)
            self._tell(self._token)


def _same(given: str, held: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), held.encode())
