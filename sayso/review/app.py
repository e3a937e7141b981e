"""The review room as one application: its pages, what stands around them, and the project they show."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import InputError
from sayso.review.access import Access
from sayso.review.door import Door
from sayso.review.pages import article, edits, overview, people, queue, regroup, statements
from sayso.review.refusal import refusal
from sayso.review.security import Guard

_log = logging.getLogger(__name__)


def application(project: Path, who: str, port: int, tell: Callable[[str], None]) -> Guard:
    """Return the guarded application for a project, for a person, on a port of this machine.

    `tell` is given the token of each link that lets a browser in. Raises `InputError` where the project cannot be
    opened.
    """
    access = Access(project)

    @asynccontextmanager
    async def while_open(_: Starlette) -> AsyncIterator[None]:
        access.link_soon()
        yield
        access.close()

    pages = (overview, article, edits, queue, statements, people, regroup)
    app = Starlette(
        routes=[
            *(route for page in pages for route in page.ROUTES),
            Route("/static/page.css", _page_css),
            Mount("/static", StaticFiles(directory=str(files("sayso.review") / "static")), name="static"),
        ],
        exception_handlers={
            InputError: _input_error,
            OverflowError: _too_large,
            HTTPException: _http_error,
            Exception: _unexpected,
        },
        lifespan=while_open,
    )
    app.state.access, app.state.who, app.state.path = access, who, project
    return Guard(app, Door(tell), port)


async def _page_css(_: Request) -> Response:
    style = (files("sayso.output") / "page.css").read_text(encoding="utf-8")
    return Response(style, media_type="text/css")


async def _input_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, InputError):
        raise error
    # Where the project lies on the disk is nobody's business on a page.
    name = error.name.replace(str(request.app.state.path), request.app.state.path.name)
    missing = error.wrong.startswith("it has no")
    return refusal(request, 404 if missing else 400, f"{name}: {error.wrong}", error.remedy)


async def _too_large(request: Request, _: Exception) -> Response:
    return refusal(request, 404, "nothing has so large a number", "go back to the overview")


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    wrong = {404: "there is no such page", 405: "this is not done that way"}.get(status, "this cannot be done")
    return refusal(request, status, wrong, "go back to the overview")


async def _unexpected(request: Request, error: Exception) -> Response:
    _log.error("an error of Sayso itself", exc_info=error)
    return refusal(request, 500, "something went wrong in Sayso itself", "see the terminal, and tell its makers")
