"""The reading room: one article, its statements in the text and in the margin, and the statement at hand in a panel."""

import json
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from sayso.article import Article, Relation, Span
from sayso.errors import InputError
from sayso.output.page_voices import voices
from sayso.output.shown import labels, shown_of
from sayso.output.wording import dates, deed, joined, side
from sayso.project.project import Project
from sayso.review import choice
from sayso.review.marks import states, text
from sayso.review.page import link, page, rendered
from sayso.review.standing import Room, Standing, room

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARK = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_ALARMS = ("claim", "misattributed", "unsupported")


async def article(request: Request) -> Response:
    """Show the reading room of an article; `at` is the statement to begin with."""
    number = request.path_params["number"]
    selection = choice.selection_of(request.query_params)
    going = request.query_params.get("queue") == "1"
    here, following = await request.app.state.access.read(lambda project: _neighbours(project, number))
    at = request.query_params.get("at") or next(iter(one.statement.id for one in here.statements), "")
    found = here.article
    return page(
        "article.html",
        room=here,
        article=found,
        dates=dates(found),
        url=link(found.url),
        language=found.language if found.language and _LANGUAGE.fullmatch(found.language) else None,
        checks=[one for one in found.headline_checks if one.verdict != "own"],
        alarms=_ALARMS,
        voices=Markup(voices(found, shown_of(found), {}, 3)),
        text=text(here),
        data=_data(here, at, choice.address_of(selection, queue="1") if going else "", _mark(request)),
        title=found.headline or found.id,
        following=following,
        queue=choice.address_of(selection) if going else None,
    )


async def statement(request: Request) -> Response:
    """Show the panel of one statement."""
    number, name = request.path_params["number"], request.path_params["statement"]

    def found(project: Project) -> str:
        here = room(project, number)
        one = here.find(name)
        if one is None:
            raise InputError(here.article.id, f"it has no statement {name!r}", "reload the page")
        return panel(project, here, one)

    return HTMLResponse(await request.app.state.access.read(found))


def panel(project: Project, here: Room, one: Standing) -> str:
    """Return the panel of a statement: what it says, who and how sure, what people did with it."""
    found = here.article
    label = labels(found, shown_of(found))[here.statements.index(one)]
    name = one.statement.id
    return rendered(
        "panel.html",
        one=one,
        label=label,
        person=here.people.get(one.statement.speaker.id or "") if one.statement.speaker else None,
        said=one.statement.speaker,
        parts={part: joined(found.text, getattr(one.statement, part)) for part in ("source", "cue", "content")},
        machine=_machine(found, one),
        relations=_relations(project, here, name),
        history=list(project.history(here.number, one.anchor)),
        place=here.statements.index(one) + 1,
        count=len(here.statements),
    )


def _machine(article: Article, one: Standing) -> dict[str, str]:
    """Return what the machine had where a person corrected it."""
    if one.found is None or one.decision is None or one.decision.verdict != "corrected":
        return {}
    was = one.found
    before = {part: joined(article.text, getattr(was, part)) or "nothing" for part in ("source", "cue", "content")}
    before["kind"] = was.kind
    for field in ("name", "role", "affiliation"):
        before["speaker" if field == "name" else field] = getattr(was.speaker, field, None) or "nothing"
    changed = one.decision.correction
    return {field: words for field, words in before.items() if getattr(changed, field) is not None}


def _relations(project: Project, here: Room, statement: str) -> list[dict[str, str]]:
    names = {one.id: one.name for one in (*here.article.speakers, *here.article.actors)}

    def words(spans: tuple[Span, ...]) -> str:
        return joined(here.article.text, spans)

    def told(one: Relation) -> dict[str, str]:
        ends = (names.get(one.from_, one.from_), names.get(one.to, one.to))
        return {"from": ends[0], "to": ends[1], "side": side(one.sign), "deed": deed(one), "words": words(one.evidence)}

    machine = [told(one) for one in here.article.relations if one.statement == statement]
    people = [
        {"from": one.from_, "to": one.to, "side": side(one.sign), "deed": one.act, "words": words(one.evidence)}
        for one in project.added_relations(here.number)
        if one.statement == statement
    ]
    return [*machine, *people]


def shown(project: Project, number: int, said: str, at: str | None) -> dict[str, Any]:
    """Return what a script shows after a change to the text: all of it, and the panel of the statement at hand."""
    here = room(project, number)
    one = here.find(at) if at else None
    shown_now = panel(project, here, one) if one else None
    return {"said": said, "at": at if one else None, "states": states(here), "text": text(here), "panel": shown_now}


def noted(said: str, at: str | None, state: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Return what a script shows after a change that leaves the text as it is: at most the state of a statement."""
    return {"said": said, "at": at, "states": {at: state} if state else {}, "text": None}


def _neighbours(project: Project, number: int) -> tuple[Room, int | None]:
    return room(project, number), project.article_after(number)


def _mark(request: Request) -> list[int] | None:
    """Return the characters that a link leads to."""
    found = _MARK.fullmatch(request.query_params.get("mark", ""))
    return None if found is None else [int(found[1]), int(found[2])]


def _data(here: Room, at: str, queue: str, mark: list[int] | None) -> Markup:
    value: dict[str, Any] = {"mark": mark, "number": here.number, "at": at, "queue": queue, "statements": states(here)}
    value["speakers"] = [
        {"name": one.name, "role": one.roles[0].name if one.roles else None} for one in here.article.speakers
    ]
    # In a script element nothing is escaped, so what could end it or begin a comment is written as JSON escapes.
    written = (
        json.dumps(value, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )
    return Markup(written)


ROUTES = [
    Route("/article/{number:int}", article),
    Route("/article/{number:int}/statement/{statement:path}", statement),
]
