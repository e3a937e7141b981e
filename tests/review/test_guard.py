"""Who may come in, and what may change something: tried on every route that there is."""

import hashlib
import json
import sqlite3

import pytest
from starlette.routing import Route

from sayso.review.app import application

from .conftest import served

JSON = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
}


@pytest.fixture(scope="module")
def room(week, tmp_path_factory):
    import shutil

    with served(shutil.copy(week, tmp_path_factory.mktemp("guard"))) as running:
        running.secret()
        yield running


@pytest.fixture(scope="module")
def routes(week):
    """Every route with its methods, but the files that say nothing of a project."""
    app = application(week, "anna", 1, lambda _: None).pages
    app.state.access.close()
    found = [one for one in app.routes if isinstance(one, Route) and not one.path.startswith("/static")]
    filled = [(one.path.replace("{number:int}", "1").replace("{statement:path}", "s1"), one.methods) for one in found]
    assert len(filled) >= 15
    return filled


def tables(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    finally:
        connection.close()


def every(routes):
    return [(path, method) for path, methods in routes for method in sorted(methods - {"HEAD"})]


def hosts(port):
    return [
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        "localhost",
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1:{port}@evil.example",
        f"127.0.0.1:{port}.evil.example",
        f"localhost.evil.example:{port}",
        f"0.0.0.0:{port}",
        f"[::ffff:127.0.0.1]:{port}",
        f"2130706433:{port}",
        f"127.1:{port}",
        f"127.0.0.1 :{port}",
        "",
        f"127.0.0.1:{port}, evil.example",
    ]


def test_only_our_own_host_names_and_port_are_answered(room, routes):
    before = tables(room.path)
    for host in hosts(room.port):
        for path, method in every(routes):
            headers = {**JSON, "Host": host} if method == "POST" else {"Host": host}
            status, _, _ = room.ask(method, path, headers, b"{}" if method == "POST" else None)
            assert status == 400, (host, method, path)
    for path, method in every(routes):
        assert room.ask(method, path, {"Host": [f"127.0.0.1:{room.port}", "evil.example"]})[0] == 400
        assert room.ask(method, path, {"Host": []})[0] == 400
    assert tables(room.path) == before
    for host in ("localhost", "127.0.0.1", "[::1]", "LOCALHOST"):
        assert room.ask("GET", "/queue", {"Host": f"{host}:{room.port}"})[0] == 200


def test_nobody_sees_anything_without_the_cookie(room, routes):
    for path, method in every(routes):
        for cookie in (None, f"sayso-{room.port}=wrong", f"sayso-{room.port}=", f"sayso-1={room.secret()}", "\xe9=;;="):
            headers = {**(JSON if method == "POST" else {}), **({"Cookie": cookie} if cookie else {})}
            status, _, body = room.ask(method, path, headers, b"{}" if method == "POST" else None, cookie=False)
            assert status == 403, (path, method, cookie)
            assert b"Ada Reed" not in body


def origins(port):
    ours = f"http://127.0.0.1:{port}"
    return [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "Same-Origin; x"},
        {"Origin": "http://evil.example"},
        {"Origin": f"https://127.0.0.1:{port}"},
        {"Origin": f"http://127.0.0.1:{port + 1}"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": f"http://localhost:{port}"},
        {"Origin": f"{ours}.evil.example"},
        {"Origin": f"{ours}/"},
        {"Origin": ""},
        {"Origin": "file://"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ours},
        {"Origin": [ours, "http://evil.example"]},
        {"Sec-Fetch-Site": ["same-origin", "cross-site"]},
    ]


def test_a_change_comes_from_our_own_page_only(room, routes):
    before = tables(room.path)
    body = json.dumps({"statement": "s1", "verdict": "accepted", "seen": ["1/s1"], "article": 1}).encode()
    posts = [path for path, method in every(routes) if method == "POST"]
    for given in origins(room.port):
        for path in posts:
            status, _, _ = room.ask("POST", path, {"Content-Type": "application/json", **given}, body)
            assert status == 403, (path, given)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        for path in posts:
            assert room.ask("POST", path, {**JSON, "Content-Type": kind}, body)[0] == 403
    assert tables(room.path) == before


def test_each_way_of_saying_that_it_is_our_own_page_is_enough(room):
    body = json.dumps({"statement": "s1", "verdict": "accepted"}).encode()
    for given in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": f"http://127.0.0.1:{room.port}"}):
        headers = {"Content-Type": "application/json", **given}
        assert room.ask("POST", "/article/1/decide", headers, body)[0] == 200


def test_to_look_changes_nothing_and_other_methods_do_nothing(room, routes):
    before = tables(room.path)
    for path, methods in routes:
        for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"):
            status, _, _ = room.ask(method, path, JSON)
            allowed = method in methods
            assert (status < 400) == allowed or (allowed and status in (400, 404)), (method, path, status)
    assert tables(room.path) == before


def test_every_answer_tells_the_browser_what_to_refuse(room, routes):
    asked = [(path, "GET", {}) for path, _ in routes] + [
        ("/static/room.js", "GET", {}),
        ("/nothing", "GET", {}),
        ("/", "GET", {"Host": "evil.example"}),
        ("/article/999", "GET", {}),
        ("/undo", "POST", {}),
    ]
    for path, method, headers in asked:
        _, told, body = room.ask(method, path, headers)
        assert {name: told[name] for name in HEADERS} == HEADERS, path
        assert "server" not in told
        assert b"Traceback" not in body
        assert str(room.path).encode() not in body


def test_a_link_lets_one_browser_in_once_and_then_another_is_shown(week):
    with served(week) as room:
        [token] = room.tokens
        assert len(token) >= 22
        status, headers, _ = room.ask("GET", f"/?token={token}", cookie=False)
        assert (status, headers["location"]) == (303, "/")
        cookie = headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert token not in cookie
        assert room.ask("GET", f"/?token={token}", cookie=False)[0] == 403
        assert len(set(room.tokens)) == 2
        assert room.ask("GET", "/", cookie=False)[0] == 403
        assert len(room.tokens) == 2
        assert room.ask("GET", f"/?token={room.tokens[-1]}", cookie=False)[0] == 303
        assert room.ask("GET", f"/queue?token={room.tokens[-1]}", cookie=False)[0] == 403


def test_what_is_sent_is_checked_and_refused_in_one_sentence(room):
    bodies = [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"statement": 1}',
        b'{"statement": "s1", "verdict": "perhaps"}',
        b"\xff\xfe",
        b'{"statement": "s99", "verdict": "accepted"}',
        b'{"statement": "s1", "content": [[5, 2]]}',
        b'{"statement": "s1", "content": [[0, 99999999999999999999999]]}',
        b'{"statement": "s1", "kind": {"a": 1}}',
        b'{"statement": "s1", "content": [[0, true]]}',
        b'{"article": 10000000000000000000000}',
    ]
    paths = (
        "/article/1/decide",
        "/article/1/correct",
        "/article/1/add",
        "/article/1/split",
        "/article/1/join",
        "/article/1/relate",
        "/article/1/take-away",
        "/article/77/decide",
        "/queue/decide",
    )
    before = tables(room.path)
    for path in paths:
        for body in bodies:
            status, _, told = room.ask("POST", path, JSON, body)
            assert status in (400, 404), (path, body[:60], told)
            assert set(json.loads(told)["error"]) == {"status", "wrong", "remedy"}
    assert tables(room.path) == before
    assert room.ask("POST", "/undo", {**JSON, "Content-Length": "2000000"}, b"{}")[0] == 413
    for query in (
        "order=random",
        "decided=x",
        "only=x",
        "after=yesterday",
        "page=%5B%7B%7D%5D",
        "page=[1]",
        "words=***",
        "page=%5B1,2%5D&order=outlet",
    ):
        assert room.ask("GET", f"/statements?{query}")[0] in (200, 400), query
    for path in ("/queue/next?article=x", "/queue/next?article=" + "9" * 400, "/article/99999999999999999999999"):
        assert room.ask("GET", path)[0] in (400, 404), path


def test_files_beside_the_static_ones_are_not_given_out(room):
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/..%2f..%2fcli/__init__.py",
        "/static/",
    ):
        assert room.ask("GET", path)[0] in (400, 404)


def test_an_error_of_sayso_itself_shows_nothing_of_its_inside(room, monkeypatch):
    async def fail(_):
        raise RuntimeError("secret")

    monkeypatch.setattr(room.app.pages.state.access, "read", fail)
    status, told, body = room.ask("GET", "/")
    assert status == 500
    assert b"secret" not in body
    assert {name: told[name] for name in HEADERS} == HEADERS
