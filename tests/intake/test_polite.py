from functools import partial

import pytest

from sayso.errors import InputError
from sayso.intake import fetch, polite
from sayso.intake.polite import Visitor

from .server import serving

HTML = {"Content-Type": "text/html"}
TEXT = {"Content-Type": "text/plain"}
REAL = fetch.fetch


@pytest.fixture
def slept(monkeypatch):
    """A clock that only moves when somebody sleeps; the pauses are kept."""
    pauses, clock = [], [1000.0]

    def sleep(seconds):
        pauses.append(round(seconds, 3))
        clock[0] += seconds

    monkeypatch.setattr(polite.time, "sleep", sleep)
    monkeypatch.setattr(polite.time, "monotonic", lambda: clock[0])
    return pauses


@pytest.fixture
def site(monkeypatch):
    with serving({}) as server:
        port = server.server_address[1]
        monkeypatch.setattr(fetch, "fetch", partial(REAL, _guard=lambda _: True, _ports=(port,)))
        server.at = f"http://127.0.0.1:{port}"
        server.routes["/a"] = server.routes["/private/b"] = (200, HTML, b"<p>x</p>")
        yield server


def asked(site):
    return [path for path, _ in site.asked]


def test_a_host_is_asked_once_a_second_and_for_its_rules_once(site, slept):
    visitor = Visitor()
    for _ in range(3):
        visitor.followed(f"{site.at}/a")
    assert asked(site) == ["/robots.txt", "/a", "/a", "/a"]
    assert slept == [1.0, 1.0, 1.0]


def test_what_robots_txt_does_not_allow_is_not_asked_for(site, slept):
    site.routes["/robots.txt"] = (200, TEXT, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 5\n")
    visitor = Visitor()
    with pytest.raises(
        InputError, match=r"/private/b: its site's robots\.txt asks programs not to read it; open it in"
    ):
        visitor.followed(f"{site.at}/private/b")
    assert visitor.followed(f"{site.at}/a").body == visitor.followed(f"{site.at}/a").body
    assert asked(site) == ["/robots.txt", "/a", "/a"]
    assert slept == [1.0, 5.0]


@pytest.mark.usefixtures("slept")
def test_what_the_user_named_is_fetched_as_a_browser_would(site):
    site.routes["/robots.txt"] = (200, TEXT, b"User-agent: *\nDisallow: /\n")
    assert Visitor().named(f"{site.at}/a").body == b"<p>x</p>"
    assert asked(site) == ["/a"]


@pytest.mark.usefixtures("slept")
def test_a_redirect_to_what_is_not_allowed_is_not_followed(site):
    site.routes["/robots.txt"] = (200, TEXT, b"User-agent: Sayso\nDisallow: /private/\n")
    site.routes["/short"] = (302, {"Location": "/private/b"}, b"")
    with pytest.raises(InputError, match="/short: its site's robots"):
        Visitor().followed(f"{site.at}/short")
    assert "/private/b" not in asked(site)


@pytest.mark.usefixtures("slept")
@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False), (200, True)]
)
def test_no_rules_allow_everything_and_rules_that_cannot_be_read_nothing(site, status, allowed):
    site.routes["/robots.txt"] = (status, {"Content-Type": "application/octet-stream"}, bytes(range(256)))
    if allowed:
        assert Visitor().followed(f"{site.at}/a").body
    else:
        with pytest.raises(InputError, match=f"could not be read .the server answered {status}"):
            Visitor().followed(f"{site.at}/a")


def test_a_crawl_delay_of_a_day_is_not_waited_for(site, slept):
    site.routes["/robots.txt"] = (200, TEXT, b"User-agent: *\nCrawl-delay: 86400\n")
    visitor = Visitor()
    for _ in range(2):
        visitor.followed(f"{site.at}/a")
    assert slept == [1.0, 30.0]


def test_the_wait_is_not_counted_in_the_time_limit(site, monkeypatch):
    site.routes["/robots.txt"] = (404, {}, b"")
    clock = [0.0]
    monkeypatch.setattr(polite.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(polite.time, "sleep", lambda _: clock.__setitem__(0, clock[0] + 40))
    visitor = Visitor()
    assert visitor.followed(f"{site.at}/a").body
    assert visitor.followed(f"{site.at}/a").body


@pytest.mark.usefixtures("slept")
def test_private_addresses_are_refused_as_ever():
    for get in (Visitor().named, Visitor().followed):
        with pytest.raises(InputError, match="private or local address"):
            get("http://127.0.0.1/a")
