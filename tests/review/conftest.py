"""A room with a project of invented news, on a real port, looked at with a real browser."""

import contextlib
import http.client
import shutil
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import sayso
from tests.project.fake import FakeReader

for needed in ("starlette", "uvicorn", "jinja2"):
    pytest.importorskip(needed, reason="needs the extra sayso[review]")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
]

NEWS = (
    "“The bridge is safe,” said Ada Reed. “It stays open,” said Ada Reed. “It will fall,” said Tom Hale.\n"
    "\n“Nobody asked the harbour,” said Ida Lorne, who leads the board. The rest was silence.\n"
)


@dataclass
class Served:
    """A running room: where it is, the tokens of its links, its application."""

    port: int
    tokens: list
    app: object
    path: object
    held: list = field(default_factory=list)

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def link(self):
        return f"{self.base}/?token={self.tokens[-1]}"

    def ask(self, method, path, headers=(), body=None, cookie=True):
        """Send a request as given, nothing added but what HTTP needs; return status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        given = dict(headers)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            for one in value if isinstance(value, list) else [value]:
                connection.putheader(name, one)
        if "Host" not in given:
            connection.putheader("Host", f"127.0.0.1:{self.port}")
        if cookie:
            connection.putheader("Cookie", f"sayso-{self.port}={self.secret()}")
        if body is not None and "Content-Length" not in given:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found

    def secret(self):
        """Return what a browser holds that was let in."""
        if not self.held:
            _, headers, _ = self.ask("GET", f"/?token={self.tokens[-1]}", cookie=False)
            self.held.append(headers["set-cookie"].partition("=")[2].partition(";")[0])
        return self.held[0]


@contextlib.contextmanager
def served(path, who="anna"):
    import uvicorn

    from sayso.review.app import application

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        port, tokens = listening.getsockname()[1], []
        app = application(Path(path), who, port, tokens.append)
        config = uvicorn.Config(
            app, access_log=False, log_level="error", server_header=False, ws="none", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Served(port, tokens, app, path)
        finally:
            server.should_exit = True
            thread.join()


def make_project(folder, texts, reader=None):
    """Make a project of texts; return its path."""
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    with sayso.open_project(folder / "week.sayso") as project:
        project.add(
            [folder / f"{number:02}.txt" for number in range(len(texts))], reader=reader or FakeReader(), who="ben"
        )
    return folder / "week.sayso"


@pytest.fixture(scope="session")
def week(tmp_path_factory):
    """Three articles of four statements each."""
    texts = [NEWS, NEWS.replace("bridge", "tunnel"), NEWS.replace("bridge", "ferry")]
    return make_project(tmp_path_factory.mktemp("week"), texts)


@pytest.fixture
def room(week, tmp_path):
    with served(shutil.copy(week, tmp_path)) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium on the PATH: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, chromium_sandbox=False)
        yield running
        running.close()


@pytest.fixture
def visit(browser):
    """Open a tab in a room; what the browser complains of, or asks of others, fails the test at its end."""
    complaints, foreign, contexts = [], [], []

    def enter(running, path="/", width=1280, height=900, scheme="light", allowed=()):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme))
        tab = contexts[-1].new_page()
        tab.set_default_timeout(8000)

        def complain(text):
            if not any(one in text for one in allowed):
                complaints.append(text)

        tab.on("console", lambda message: complain(message.text))
        tab.on("pageerror", lambda error: complain(str(error)))
        tab.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        ours = (running.base + "/", "data:")
        tab.on("request", lambda request: None if request.url.startswith(ours) else foreign.append(request.url))
        cookie = {"name": f"sayso-{running.port}", "value": running.secret(), "url": running.base}
        contexts[-1].add_cookies([{**cookie, "sameSite": "Strict", "httpOnly": True}])
        tab.goto(running.base + path)
        if path.startswith(("/article", "/queue", "/people")):
            tab.wait_for_selector("body[data-ready]")
        return tab

    yield enter
    for context in contexts:
        context.close()
    assert complaints == []
    assert foreign == []
