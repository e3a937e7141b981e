"""Merging, splitting and renaming people: what would come of it is shown first, and only that is then done."""

import hashlib
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sayso.errors import InputError
from sayso.project.people.regroup import Regrouped
from sayso.project.project import Project
from sayso.review.asked import Asked, asked
from sayso.review.page import rendered

Regroup = Callable[[Project, int, str, Asked, bool], Regrouped]


def merge(project: Project, number: int, who: str, given: Asked, rehearse: bool) -> Regrouped:
    """Make one person of this one and others."""
    others = given.numbers("with")
    return project.merge_people((number, *others), note=_note(given), who=who, rehearse=rehearse)


def split(project: Project, number: int, who: str, given: Asked, rehearse: bool) -> Regrouped:
    """Take out those in some articles or with some names."""
    articles, names = given.numbers("articles"), given.texts("names")
    return project.split_person(number, articles=articles, names=names, note=_note(given), who=who, rehearse=rehearse)


def rename(project: Project, number: int, who: str, given: Asked, rehearse: bool) -> Regrouped:
    """Give a person a name."""
    return project.rename_person(number, given.text("name"), note=_note(given), who=who, rehearse=rehearse)


def _note(given: Asked) -> str | None:
    return (given.words("note") or "").strip() or None


def _shown(outcome: Regrouped) -> str:
    return rendered("regrouped.html", before=outcome.before, after=outcome.after)


def _digest(shown: str) -> str:
    return hashlib.sha256(shown.encode()).hexdigest()


def _said(done: str, outcome: Regrouped) -> str:
    return f"{done}: {' and '.join(one.name for one in outcome.after)}"


def _route(path: str, done: str, regroup: Regroup) -> Route:
    async def answer(request: Request) -> Response:
        given, number, who = await asked(request), request.path_params["number"], request.app.state.who

        def change(project: Project) -> dict[str, Any]:
            if not given.has("seen"):
                shown = _shown(regroup(project, number, who, given, True))
                return {"shown": shown, "seen": _digest(shown)}
            with project.step(done):
                outcome = regroup(project, number, who, given, False)
                if given.text("seen") != _digest(_shown(outcome)):
                    raise InputError(f"person {number}", "somebody has changed this meanwhile", "look at it again")
            return {"said": _said(done, outcome), "go": f"/people/{outcome.after[0].id}"}

        return JSONResponse(await request.app.state.access.write(change))

    return Route(f"/people/{{number:int}}/{path}", answer, methods=["POST"], name=path)


ROUTES = [
    _route("merge", "People merged", merge),
    _route("split", "Person split", split),
    _route("rename", "Person renamed", rename),
]
