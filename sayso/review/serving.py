"""The review room on a port of this machine, until it is ended."""

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from sayso.errors import InputError
from sayso.project.clock import this_user
from sayso.project.project import open_project
from sayso.review.app import application

_LOOPBACK = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}


def serve(project: str, who: str | None, host: str, port: int, *, browser: bool, show: Callable[[str], None]) -> None:
    """Let a project be looked at until Ctrl-C; `show` is given each link to it. Raises `InputError`."""
    if host not in _LOOPBACK:
        raise InputError(
            f"--host {host}",
            "others could reach the project there, and the room has no accounts to tell people apart yet",
            "leave --host out; from another machine come by `ssh -L 8000:127.0.0.1:8000` with --port 8000",
        )
    open_project(project, read_only=True).close()  # so that a wrong path makes no new project
    with socket.socket(_LOOPBACK[host]) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise InputError(f"--port {port}", f"it cannot be had ({error.strerror})", "give another port") from None
        at = f"{'[::1]' if host == '::1' else host}:{listening.getsockname()[1]}"
        links: list[str] = []

        def tell(token: str) -> None:
            links.append(f"http://{at}/?token={token}")
            show(links[-1])

        app = application(Path(project), who or this_user(), listening.getsockname()[1], tell)
        listening.listen(128)
        if browser:
            webbrowser.open(links[0])
        config = uvicorn.Config(
            app, access_log=False, log_level="warning", server_header=False, timeout_graceful_shutdown=3, ws="none"
        )
        uvicorn.Server(config).run(sockets=[listening])
