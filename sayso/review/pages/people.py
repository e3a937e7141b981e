"""Who speaks across articles: the list of people, and each with roles, articles and what was decided about them."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.errors import InputError
from sayso.project.people.person import Person, Place
from sayso.project.people.portrait import Portrait
from sayso.project.project import Project
from sayso.review.page import page

_PAGE = 100
_GROUNDS = {
    "name": "the same name",
    "other name": "a form of the name",
    "acronym": "its acronym",
    "surname": "the surname",
    "nobody else of it": "nobody else has it",
    "role": "role",
    "walk": "walk of life",
    "party": "party",
    "state": "state",
    "company": "named beside the same people",
    "outlet": "outlet",
}
"""How the grounds for taking a speaker for a person are said."""


async def people(request: Request) -> Response:
    """List people, those who say most first; with words of a name, and after the last of the page before."""
    words = request.query_params.get("words", "").strip()[:200]
    after = _place(request.query_params.get("after"))

    def found(project: Project) -> tuple[list[Person], bool]:
        return list(project.people(words or None, limit=_PAGE + 1, after=after)), project.people_are_linked()

    every, linked = await request.app.state.access.read(found)
    if not linked:
        request.app.state.access.link_soon()
    return page(
        "people.html",
        rows=(rows := every[:_PAGE]),
        words=words,
        begun=after is None,
        following=f"{rows[-1].statements}-{rows[-1].articles}-{rows[-1].id}" if len(every) > _PAGE else None,
        linked=linked,
    )


async def person(request: Request) -> Response:
    """Show a person; `page` is which of the pages of articles."""
    number = request.path_params["number"]
    place = max(1, _number(request.query_params.get("page"), "page") or 1)
    found: Portrait = await request.app.state.access.read(
        lambda project: project.portrait(number, (place - 1) * _PAGE, _PAGE)
    )
    return page(
        "person.html",
        one=found.person,
        names=[(name, count) for name, count in found.person.names if name != found.person.name],
        portrait=found,
        place=place,
        pages=-(-found.person.articles // _PAGE),
        grounds=_GROUNDS,
    )


def _place(given: str | None) -> Place | None:
    if not given:
        return None
    parts = [_number(part, "after") or 0 for part in given.split("-", 3)]
    if len(parts) != 3:
        raise InputError("after", f"{given[:40]!r} is no place in the list", "begin at the first page")
    return parts[0], parts[1], parts[2]


def _number(given: str | None, name: str) -> int | None:
    if not given:
        return None
    if not (given.isascii() and given.isdecimal()) or len(given) > 18:
        raise InputError(name, f"{given[:40]!r} is no number", "begin at the first page")
    return int(given)


ROUTES = [Route("/people", people), Route("/people/{number:int}", person)]
