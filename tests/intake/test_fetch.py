import gzip
import socket
import ssl
import threading
import time
import zlib

import pytest

from sayso.errors import InputError
from sayso.intake import fetch as module
from sayso.intake.fetch import fetch, is_public

from .server import serving

HTML = {"Content-Type": "text/html; charset=iso-8859-2"}


@pytest.fixture
def site():
    with serving({}) as server:
        yield server


def get(server, path="/", seconds=10.0):
    port = server.server_address[1]
    return fetch(f"http://127.0.0.1:{port}{path}", _guard=lambda _: True, _ports=(port,), _seconds=seconds)


def refusal(server, path="/", seconds=10.0):
    with pytest.raises(InputError) as error:
        get(server, path, seconds)
    return error.value.wrong


def test_a_page_comes_with_its_bytes_its_charset_and_where_it_came_from(site):
    site.routes["/a?b=c%20d"] = (200, HTML, b"<p>x</p>")
    page = get(site, "/a?b=c%20d#part")
    assert page == (b"<p>x</p>", f"http://127.0.0.1:{site.server_address[1]}/a?b=c%20d", "iso-8859-2", "text/html")
    assert site.asked[0][1]["Accept-Encoding"] == "gzip, deflate"


def test_a_path_in_letters_beyond_ascii_is_escaped(site):
    site.routes["/%C5%82%C3%B3d%C5%BA"] = (200, {"Content-Type": "text/plain"}, b"x")
    assert get(site, "/łódź").plain


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"text")),
        ("deflate", zlib.compress(b"text")),
        ("deflate", zlib.compress(b"text", wbits=-15)),
        ("identity", b"text"),
    ],
)
def test_packed_bodies_are_unpacked(site, encoding, packed):
    site.routes["/"] = (200, {**HTML, "Content-Encoding": encoding}, packed)
    assert get(site).body == b"text"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_packing_that_was_not_asked_for_is_refused(site, encoding):
    site.routes["/"] = (200, {**HTML, "Content-Encoding": encoding}, b"xx")
    assert "not asked for" in refusal(site)


def test_a_bomb_is_refused_before_it_is_unpacked_whole(site):
    bomb = zlib.compressobj(wbits=31)
    site.routes["/"] = (
        200,
        {**HTML, "Content-Encoding": "gzip"},
        b"".join(bomb.compress(bytes(1 << 20)) for _ in range(60)) + bomb.flush(),
    )
    assert "larger than 10 MB" in refusal(site)


def test_a_damaged_body_is_refused(site):
    site.routes["/"] = (200, {**HTML, "Content-Encoding": "gzip"}, b"no gzip at all")
    assert "damaged" in refusal(site)


def test_a_body_without_end_is_refused_at_its_limit(site):
    site.routes["/"] = (200, HTML, (b"x" * 100_000 for _ in range(1000)))
    assert "larger than 10 MB" in refusal(site)


def test_a_body_that_breaks_off_is_refused(site):
    site.routes["/"] = (200, {**HTML, "Content-Length": "100"}, b"half")
    assert "could not be fetched" in refusal(site)


def test_a_server_that_sends_a_byte_now_and_then_is_left_at_the_time_limit(site):
    def drip():
        for _ in range(200):
            time.sleep(0.1)
            yield b"x"

    site.routes["/"] = (200, HTML, drip())
    start = time.monotonic()
    assert "took over 1 seconds" in refusal(site, seconds=1.0)
    assert time.monotonic() - start < 5


def test_a_server_that_drips_its_head_is_left_at_the_time_limit():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def drip():
            peer, _ = listener.accept()
            with peer:
                for _ in range(100):
                    time.sleep(0.1)
                    try:
                        peer.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        with pytest.raises(InputError, match="took over 1 seconds"):
            fetch(f"http://127.0.0.1:{port}/", _guard=lambda _: True, _ports=(port,), _seconds=1.0)
        thread.join()


def test_five_redirects_are_followed_and_no_more(site):
    for hop in range(7):
        site.routes[f"/{hop}"] = (302, {"Location": f"/{hop + 1}"}, b"")
    site.routes["/7"] = (200, HTML, b"x")
    assert get(site, "/2").url.endswith("/7")
    assert "more than 5 times" in refusal(site, "/1")


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/", "only http and https"),
        ("http://user:pw@example.org/", "user name or password"),
        ("http://127.0.0.1:1/", "only ports 80 and 443"),
        ("http://[::1", "not a valid address"),
        ("", "redirects to nowhere"),
    ],
)
def test_every_redirect_is_checked_as_the_first_address_was(site, target, wrong):
    site.routes["/"] = (301, {"Location": target}, b"")
    assert wrong in refusal(site)


def test_a_redirect_to_a_private_address_does_not_reach_it(site):
    with serving({"/": (200, HTML, b"secret")}, "127.0.0.2") as sink:
        port, hidden = site.server_address[1], sink.server_address[1]
        site.routes["/"] = (302, {"Location": f"http://127.0.0.2:{hidden}/"}, b"")
        with pytest.raises(InputError, match="private or local"):
            fetch(f"http://127.0.0.1:{port}/", _guard=lambda ip: ip == "127.0.0.1", _ports=(port, hidden))
        assert sink.asked == []


@pytest.mark.parametrize("kind", ["application/zip", "image/png", "application/json", "video/mp4"])
def test_what_is_neither_html_text_nor_pdf_is_refused(site, kind):
    site.routes["/"] = (200, {"Content-Type": kind}, b"x")
    assert f"it is {kind}" in refusal(site)


@pytest.mark.parametrize("status", [204, 400, 401, 404, 500, 503])
def test_an_answer_other_than_ok_is_refused_with_its_number(site, status):
    site.routes["/"] = (status, HTML, b"")
    assert f"answered {status}" in refusal(site)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "no ip", "",
    ],
)  # fmt: skip
def test_addresses_inside_networks_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_public(address):
    assert is_public(address)


HOSTS = (
    "127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0 0.0.0.0 localhost localhost. "
    "[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:0:0:1] [::127.0.0.1]"
).split()


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("sink_address", ["127.0.0.1", "::1"])
def test_no_spelling_of_a_local_host_reaches_a_server_on_it(host, sink_address):
    try:
        sink_server = serving({"/": (200, HTML, b"secret")}, sink_address)
        with sink_server as sink:
            port = sink.server_address[1]
            with pytest.raises(InputError):
                fetch(f"http://{host}:{port}/", _ports=(port,))
            assert sink.asked == []
    except OSError:
        pytest.skip("no IPv6 on this machine")


@pytest.mark.parametrize("host", ["user@127.0.0.1", "example.org@127.0.0.1", "user:pw@127.0.0.1"])
def test_addresses_with_a_user_are_refused(host):
    with pytest.raises(InputError, match="user name or password"):
        fetch(f"http://{host}/")


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "100.64.0.1", "192.168.0.1"])
def test_private_addresses_are_refused_without_connecting(host, monkeypatch):
    monkeypatch.setattr(module, "_first_open", lambda *_: pytest.fail("connected"))
    with pytest.raises(InputError, match="private or local"):
        fetch(f"http://{host}/latest/meta-data/")


def test_a_name_server_that_answers_public_then_private_leads_nowhere(monkeypatch, site):
    port = site.server_address[1]
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    connected = []

    def resolve(_, port, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def first_open(addresses, _):
        connected.extend(addresses)
        raise OSError("unreachable")

    monkeypatch.setattr(module.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(module, "_first_open", first_open)
    with pytest.raises(InputError, match="could not be fetched"):
        fetch(f"http://rebind.example:{port}/", _ports=(port,))
    assert connected == [(socket.AF_INET, ("93.184.216.34", port))]
    with pytest.raises(InputError, match="private or local"):
        fetch(f"http://rebind.example:{port}/", _ports=(port,))
    assert site.asked == []


def test_the_peer_of_the_connection_is_checked_whatever_the_name_resolved_to(monkeypatch, site):
    port = site.server_address[1]
    monkeypatch.setattr(
        module.socket,
        "getaddrinfo",
        lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))],
    )
    monkeypatch.setattr(module, "_first_open", lambda *_: socket.create_connection(("127.0.0.1", port)))
    monkeypatch.setattr(socket, "create_connection", _straight)
    with pytest.raises(InputError, match="private or local"):
        fetch(f"http://public.example:{port}/", _ports=(port,))
    assert site.asked == []


def _straight(address):
    raw = socket.socket()
    raw.connect(address)
    return raw


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://example.org/", "only http and https"),
        ("http://", "not a valid address"),
        ("http://example.org:22/", "only ports 80 and 443"),
        ("http://example.org:99999/", "not a valid address"),
        ("http://exa mple.org/", "not a valid address"),
        ("http://example.org/\r\nX: y", "not a valid address"),
        ("http://" + "a" * 300 + ".example/", "could not be fetched"),
    ],
)
def test_addresses_that_are_none_are_refused_before_anything_is_sent(url, wrong, monkeypatch):
    monkeypatch.setattr(module, "_first_open", lambda *_: pytest.fail("connected"))
    with pytest.raises(InputError, match=wrong):
        fetch(url)


def test_tls_is_verified_and_never_given_up():
    context = module._context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        seen = []

        def answer_in_plain_text():
            peer, _ = listener.accept()
            with peer:
                seen.append(peer.recv(1000))
                peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>plain</p>")

        thread = threading.Thread(target=answer_in_plain_text)
        thread.start()
        with pytest.raises(InputError, match="TLS"):
            fetch(f"https://127.0.0.1:{port}/", _guard=lambda _: True, _ports=(port,), _seconds=5)
        thread.join()
    assert b"GET" not in seen[0]
