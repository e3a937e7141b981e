"""What every request must satisfy before a page sees it, and what every answer tells the browser to refuse.

The room listens on this machine only; but any page that is open in the same browser can send requests to it, and a name
can be made to point to it. So the host must be ours by name and port, whoever asks must hold the session's cookie, and
what changes something must come from our own page.
"""

from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.review.door import Door
from sayso.review.refusal import refusal

OPEN_TO_ALL: Final = "/static/"
"""Where files lie that say nothing of a project; everything else needs the session's cookie."""

MOST_BYTES = 1_000_000
"""What a request may bring with it. The longest is a selection of spans."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_TOLD = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READS = ("GET", "HEAD")


class Guard:
    """What stands around all pages, and around whatever is answered when one of them fails."""

    def __init__(self, pages: Starlette, door: Door, port: int) -> None:
        """Take the pages, who may come in, and the port that the room listens on."""
        self.pages = pages
        self._door = door
        self._hosts = {f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]")}
        self._cookie = f"sayso-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it; add what the browser is told to every answer."""
        if scope["type"] == "lifespan":
            await self.pages(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        request = Request(scope)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_TOLD)
                if not request.url.path.startswith(OPEN_TO_ALL):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await (self._refused(request) or self.pages)(scope, receive, told)

    def _refused(self, request: Request) -> ASGIApp | None:
        """Return the answer to a request that may not pass, None for one that may."""
        headers = request.headers
        if not self._our_host(headers):
            return refusal(request, 400, "this address is not the review room's", "open the link that Sayso shows")
        if request.method not in (*_READS, "POST"):
            return refusal(request, 405, f"nothing here is done with {request.method}", "use the pages")
        if request.method == "POST" and not self._from_our_page(headers):
            return refusal(request, 403, "another page asked for a change", "make changes on Sayso's own pages")
        if not headers.get("content-length", "0").isdecimal() or int(headers.get("content-length", 0)) > MOST_BYTES:
            return refusal(request, 413, "that is more than a page of the room sends", "select less")
        if request.url.path.startswith(OPEN_TO_ALL) or self._door.knows(self._held(headers)):
            return None
        return self._let_in(request)

    def _our_host(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and hosts[0].lower() in self._hosts

    def _from_our_page(self, headers: Headers) -> bool:
        """Say whether the browser vouches that our own page sends this; whoever does not say where from is refused."""
        sites, origins = headers.getlist("sec-fetch-site"), headers.getlist("origin")
        return (
            len(sites) <= 1
            and len(origins) <= 1
            and bool(sites or origins)
            and all(site in ("same-origin", "none") for site in sites)
            and all(origin == f"http://{headers['host'].lower()}" for origin in origins)
            and headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
            and "transfer-encoding" not in headers
        )

    def _held(self, headers: Headers) -> str | None:
        try:
            held = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return None
        return held.value if held else None

    def _let_in(self, request: Request) -> Response:
        """Change the token of a link for the session's cookie; without one, say where to get it."""
        token = request.query_params.get("token", "")
        secret = self._door.enter(token) if request.method == "GET" and request.url.path == "/" else None
        if secret is None:
            self._door.knocked()
            return refusal(
                request,
                403,
                "this browser has not been let in",
                "open the newest link that Sayso shows in the terminal",
            )
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self._cookie, secret, httponly=True, samesite="strict")
        return answer
