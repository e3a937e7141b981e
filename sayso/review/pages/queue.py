"""Queues: what to look at next, gone through from article to article, or decided on together."""

from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sayso.errors import InputError
from sayso.project.listing import Listed, Selection
from sayso.project.project import Project
from sayso.project.search import Query
from sayso.review import choice
from sayso.review.asked import asked
from sayso.review.page import page

MOST = 200
"""How many statements are shown and decided on at once: as many as a person can look through."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A selection that is offered by name."""

    name: str
    about: str
    selection: Selection

    @property
    def address(self) -> str:
        """Return where it is shown."""
        return f"/queue?{choice.address_of(self.selection)}"


QUEUES = (
    Queue("Least sure first", "undecided, by the machine’s confidence", Selection(decided="none", order="unsure")),
    Queue("Headline alarms", "what a headline gives as fact", Selection(decided="none", only="alarms")),
    Queue("Unnamed sources", "no speaker or only a description", Selection(Query(unnamed=True), decided="none")),
    Queue("Not yet seen", "articles nobody has decided anything in", Selection(only="unseen")),
    Queue("Everything undecided", "in the order of the project", Selection(decided="none")),
)


async def queue(request: Request) -> Response:
    """Show the beginning of a queue, to go through or to decide on."""
    given = request.query_params
    selection = choice.selection_of(given) if given else QUEUES[0].selection
    rows, full = await request.app.state.access.read(lambda project: _rows(project, selection))
    return page(
        "queue.html",
        queues=QUEUES,
        selection=selection,
        rows=rows,
        open=sum(one.decision is None and one.added_by is None for one in rows),
        full=full,
        address=choice.address_of(selection),
        name=next((one.name for one in QUEUES if one.selection == selection), None),
    )


async def following(request: Request) -> Response:
    """Say which statement comes next in a queue, or came before; it is gone on from there even if it left the queue."""
    given = request.query_params
    selection, backwards = choice.selection_of(given), given.get("way") == "back"
    if not given.get("article", "").isdecimal() or len(given["article"]) > 18:
        raise InputError("the queue", "it does not go on from there", "begin at its first statement")
    number, name = int(given["article"]), given.get("statement", "")

    def found(project: Project) -> dict[str, Any]:
        key = project.key_of(selection, number, name)
        rows = list(project.listed(selection, key, 1, backwards=backwards))
        return {"article": rows[0].article, "statement": rows[0].statement} if rows else {}

    return JSONResponse(await request.app.state.access.read(found))


async def decide(request: Request) -> Response:
    """Accept or reject exactly what a filter shows, as one step; not if that is no longer what the person saw."""
    given = await asked(request)
    verdict, seen, who = given.text("verdict"), given.texts("seen"), request.app.state.who
    if verdict not in ("accepted", "rejected"):
        raise InputError("the queue", f"{verdict!r} is not for many", "accept or reject them")
    if not 0 < len(seen) <= MOST:
        raise InputError("the queue", f"{len(seen)} statements are not decided on at once", f"choose up to {MOST}")

    def together(project: Project) -> dict[str, Any]:
        with project.step(f"{len(seen)} statements {verdict} together"):
            for one in seen:
                number, _, name = one.partition("/")
                if not number.isdecimal() or len(number) > 18:
                    raise InputError("the queue", f"{one!r} is no statement", "reload the page")
                if project.verdict_on(int(number), name) is not None:
                    wrong = f"somebody has decided on statement {name} of article {number} meanwhile"
                    raise InputError("the queue", wrong, "reload the page")
                project.decide(int(number), name, "accepted" if verdict == "accepted" else "rejected", who=who)
        return {"said": f"{len(seen)} statements {verdict}; undo takes all back at once"}

    return JSONResponse(await request.app.state.access.write(together))


async def speakers(request: Request) -> Response:
    """Say which people have a name with words that begin so, and which speakers besides."""
    begun = request.query_params.get("begun", "")[:200]
    found = await request.app.state.access.read(lambda project: project.speakers(begun))
    return JSONResponse([asdict(one) for one in found])


def _rows(project: Project, selection: Selection) -> tuple[list[Listed], bool]:
    rows = list(project.listed(selection, None, MOST + 1))
    return rows[:MOST], len(rows) > MOST


ROUTES = [
    Route("/queue", queue),
    Route("/queue/next", following),
    Route("/speakers", speakers),
    Route("/queue/decide", decide, methods=["POST"]),
]
