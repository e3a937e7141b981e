"""Fetching a page as if it were hostile: bounded in size, time and redirects, never from inside a network."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from sayso.errors import InputError

SECONDS = 30.0
MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_PLAIN = ("text/plain", "text/markdown")
PAGES = ("text/html", "application/xhtml+xml", *_PLAIN, "application/pdf")
FEEDS = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
    *("application/feed+json", "application/json"),
)
_HEADERS = {
    "User-Agent": "Sayso (reads one article for its user)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

Guard = Callable[[str], bool]
"""Says of a connected peer's IP address whether it may be talked to."""
Permission = Callable[[str], str | None]
"""Asked before each request, one that a redirect leads to too: why the address may not be fetched, None if it may."""


class NotFoundError(InputError):
    """The server says that the page is not there, or not for us: a status from 400 to 499."""


class Fetched(NamedTuple):
    """A fetched page: its bytes, the address it came from, its declared charset, its media type."""

    body: bytes
    url: str
    charset: str | None
    kind: str

    @property
    def plain(self) -> bool:
        """Say whether it is plain text."""
        return self.kind in _PLAIN


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the open internet, also behind the IPv4-in-IPv6 notations."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or _translated(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside a NAT64 address (RFC 6052)."""
    inside = ip in ipaddress.IPv6Network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if inside else None


def fetch(
    url: str,
    kinds: Collection[str] | None = PAGES,
    permission: Permission = lambda _: None,
    *,
    _guard: Guard = is_public,
    _ports: tuple[int, ...] = (80, 443),
    _seconds: float = SECONDS,
) -> Fetched:
    """Fetch over http or https what is of one of the kinds, or of any. Raises InputError for all that goes wrong.

    The time that `permission` takes is not counted. The names that begin with an underscore are for tests, which talk
    to a server of their own.
    """
    deadline = time.monotonic() + _seconds
    address = url
    for _ in range(MAX_REDIRECTS + 1):
        parts = _checked(address, url, _ports)
        asked = time.monotonic()
        if refused := permission(address):
            raise InputError(url, refused, _SAVE)
        deadline += time.monotonic() - asked
        try:
            answer = _answer(parts, address, url, kinds, _guard, deadline)
        except (ssl.SSLError, ssl.CertificateError) as error:
            reason = getattr(error, "verify_message", None) or getattr(error, "reason", None) or "TLS error"
            raise InputError(url, f"its certificate or TLS connection is not valid ({reason})", _SAVE) from None
        except TimeoutError:
            raise InputError(url, f"it took over {_seconds:g} seconds", _SAVE) from None
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise InputError(
                url, f"it could not be fetched ({_reason(error)})", "check the address and the network"
            ) from None
        if isinstance(answer, Fetched):
            return answer
        address = _joined(address, answer, url)
    raise InputError(url, f"it redirects more than {MAX_REDIRECTS} times", "give the address the article is at")


_SAVE = "open it in a browser and save the page as an .html file"


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join((text or type(error).__name__).split())[:200]


def _joined(address: str, target: str, url: str) -> str:
    try:
        return urljoin(address, target)
    except ValueError:
        raise InputError(url, "it redirects to what is not a valid address", "check the address") from None


def _checked(address: str, url: str, ports: tuple[int, ...]) -> SplitResult:
    """Return the parts of an address that may be fetched."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise InputError(url, "it is not a valid address", "check the address") from None
    if parts.scheme not in _PORTS:
        raise InputError(
            url, f"only http and https addresses are fetched, not {parts.scheme or 'this'}", "give such an address"
        )
    if not host or any(character.isspace() or ord(character) < 32 for character in address):
        raise InputError(url, "it is not a valid address", "check the address")
    if parts.username is not None or parts.password is not None:
        raise InputError(url, "addresses with a user name or password are not fetched", "give the address without them")
    if (port or _PORTS[parts.scheme]) not in ports:
        raise InputError(
            url, f"only ports 80 and 443 are fetched, not {port}", "give the public address of the article"
        )
    return parts


def _answer(
    parts: SplitResult, address: str, url: str, kinds: Collection[str] | None, guard: Guard, deadline: float
) -> Fetched | str:
    """Ask one server; return the page, or the address it redirects to."""
    connection = _connected(parts, url, guard, deadline)
    # A time limit on each read does not stop a server that sends a byte now and then.
    alarm = threading.Timer(_left(deadline), _hang_up, (connection.sock,))
    alarm.daemon = True
    alarm.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", _quoted(path), headers=_HEADERS)
        with connection.getresponse() as response:
            answer = _read(response, address, url, kinds)
        _left(deadline)  # a body that was cut off by the alarm looks like one that ended
        return answer
    except (OSError, http.client.HTTPException):
        _left(deadline)
        raise
    finally:
        alarm.cancel()
        connection.close()


def _hang_up(peer: socket.socket) -> None:
    with contextlib.suppress(OSError):
        peer.shutdown(socket.SHUT_RDWR)


def _read(response: http.client.HTTPResponse, address: str, url: str, kinds: Collection[str] | None) -> Fetched | str:
    if response.status in _REDIRECTS:
        target = response.headers.get("Location")
        if not target:
            raise InputError(url, "it redirects to nowhere", "give the address the article is at")
        return _quoted(target)
    if response.status != http.client.OK:
        failure = NotFoundError if 400 <= response.status < 500 else InputError
        raise failure(url, f"the server answered {response.status}", _SAVE)
    kind = response.headers.get_content_type()
    if kinds is not None and kind not in kinds:
        feed = "; `sayso add` takes feeds" if kind in FEEDS else ""
        raise InputError(url, f"it is {kind}, not HTML, text or PDF", f"give the address of an article{feed}")
    body = _body(response, url)
    return Fetched(body, address.partition("#")[0], response.headers.get_content_charset(), kind)


def _quoted(path: str) -> str:
    """Escape what may not stand in a request line and leave what is escaped already."""
    from urllib.parse import quote

    return quote(path, safe="!#$%&'()*+,/:;=?@[]~-._")


def _connected(parts: SplitResult, url: str, guard: Guard, deadline: float) -> http.client.HTTPConnection:
    """Connect to an address that the guard has passed, and ask it again about the peer the connection really has.

    The name is resolved once: a name server that answers otherwise the second time is not asked again.
    """
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(guard(str(address[0])) for *_, address in found):
        raise _private(url)
    raw = _first_open([(family, address) for family, _, _, _, address in found], deadline)
    try:
        if not guard(raw.getpeername()[0]):
            raise _private(url)
        if parts.scheme == "http":
            connection = http.client.HTTPConnection(host, port)
            connection.sock = raw
        else:
            context = _context()
            connection = http.client.HTTPSConnection(host, port, context=context)
            connection.sock = context.wrap_socket(raw, server_hostname=host)
        connection.sock.settimeout(_left(deadline))
    except BaseException:
        raw.close()
        raise
    return connection


def _private(url: str) -> InputError:
    return InputError(url, "it leads to a private or local address", "give an address on the public web")


def _first_open(addresses: list[tuple[int, Any]], deadline: float) -> socket.socket:
    """Connect to the first of the addresses that answers."""
    failure: OSError = OSError("no address")
    for family, address in addresses:
        raw = socket.socket(family, socket.SOCK_STREAM)
        raw.settimeout(min(10.0, _left(deadline)))
        try:
            raw.connect(address)
        except OSError as error:
            raw.close()
            failure = error
        else:
            raw.settimeout(_left(deadline))
            return raw
    _left(deadline)
    raise failure


def _context() -> ssl.SSLContext:
    """Return a context that verifies certificates, against the system's roots or, where it has none, certifi's."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    if not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(response: http.client.HTTPResponse, url: str) -> bytes:
    """Read and unpack a body, never holding more than is allowed of either."""
    unpack = _unpacker(response.headers.get("Content-Encoding", "identity").strip().lower(), url)
    out = bytearray()
    read = 0
    while part := response.read1(65536):
        read += len(part)
        try:
            out += unpack(part, MAX_BYTES + 1 - len(out))
        except zlib.error:
            raise InputError(url, "its compressed body is damaged", _SAVE) from None
        if len(out) > MAX_BYTES or read > MAX_BYTES:
            raise InputError(url, f"it is larger than {MAX_BYTES // 1_000_000} MB", "give the address of an article")
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(out)


def _unpacker(encoding: str, url: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks the parts of a body, to so many bytes at most."""
    if encoding in ("identity", ""):
        return lambda part, room: part[:room]
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise InputError(url, f"its body is packed as {encoding[:30]}, which was not asked for", _SAVE)
    decoder: Any = None

    def unpack(part: bytes, room: int) -> bytes:
        nonlocal decoder
        if decoder is None:
            # "deflate" is zlib by the standard, raw by custom; a zlib header is a multiple of 31.
            header = len(part) > 1 and part[0] & 15 == 8 and int.from_bytes(part[:2], "big") % 31 == 0
            decoder = zlib.decompressobj(
                -zlib.MAX_WBITS if encoding == "deflate" and not header else zlib.MAX_WBITS | 32
            )
        unpacked: bytes = decoder.decompress(part, max(1, room))
        return unpacked

    return unpack
