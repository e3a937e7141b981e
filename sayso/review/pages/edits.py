"""What a person does to the statements of an article: one route for each, each an entry in the log."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast, get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sayso.article import Act, Kind
from sayso.errors import InputError
from sayso.project.changes import Change
from sayso.project.decisions import Correction, Verdict
from sayso.project.project import Project
from sayso.review.asked import Asked, asked
from sayso.review.marks import state_of
from sayso.review.pages.article import noted, shown
from sayso.review.standing import Standing, room

_PARTS = ("source", "cue", "content")
_WORDS = ("speaker", "role", "affiliation")
Edit = Callable[[Project, int, str, Asked], dict[str, Any]]


def decide(project: Project, number: int, who: str, given: Asked) -> dict[str, Any]:
    """Accept or reject a statement, or take a decision back; corrections stay when only the note is new."""
    name, verdict = given.text("statement"), cast("Verdict | None", given.words("verdict"))
    if not given.has("verdict"):
        raise InputError(f"statement {_called(name)}", "no verdict is given", "reload the page and try again")
    one = _standing(project, number, name)
    before = one.decision
    note = given.words("note") if given.has("note") else before.note if before and verdict else None
    correction = before.correction if before and verdict == "corrected" else None
    project.decide(number, name, verdict, correction, note=note or None, who=who)
    said = f"Statement {_called(name)} {verdict}" if verdict else f"Decision on statement {_called(name)} taken back"
    if before is not None and before.verdict == "corrected":
        return shown(project, number, said, name)
    return noted(said, name, state_of(one) | {"state": verdict or ("added" if one.added else "proposed")})


def correct(project: Project, number: int, who: str, given: Asked) -> dict[str, Any]:
    """Put something else in the place of what the machine found; what equals the machine's word is no correction."""
    name = given.text("statement")
    one = _standing(project, number, name)
    before = one.decision.correction if one.decision else Correction()
    changed: dict[str, Any] = {field: given.words(field) for field in (*_WORDS, "kind") if given.has(field)}
    if changed.get("speaker") == "":
        raise InputError(f"statement {_called(name)}", "nobody is named", "name the speaker, or reject the statement")
    changed |= {part: given.spans(part) for part in _PARTS if given.has(part)}
    if not changed:
        raise InputError(f"statement {_called(name)}", "no correction is given", "reload the page and try again")
    new = _only_what_differs(one, replace(before, **changed))
    note = one.decision.note if one.decision else None
    if new == Correction():
        if one.decision is not None and one.decision.verdict == "corrected":
            project.decide(number, name, None, who=who)
    else:
        project.decide(number, name, "corrected", new, note=note, who=who)
    return shown(project, number, f"Statement {_called(name)}: {_listed(changed)} corrected", name)


def add(project: Project, number: int, who: str, given: Asked) -> dict[str, Any]:
    """Add a statement that the machine missed."""
    new = project.add_statement(
        number,
        given.spans("content") or (),
        source=given.spans("source") or (),
        cue=given.spans("cue") or (),
        kind=_kind(given),
        speaker=given.words("speaker") or None,
        who=who,
    )
    return shown(project, number, f"Statement {_called(new)} added", new)


def take_away(project: Project, number: int, who: str, given: Asked) -> dict[str, Any]:
    """Take away a statement that a person added."""
    name = given.text("statement")
    project.remove_added(number, name, who=who)
    return shown(project, number, f"Added statement {_called(name)} taken away", None)


def split(project: Project, number: int, who: str, given: Asked) -> dict[str, Any]:
    """Make several statements of one."""
    name = given.text("statement")
    new = project.split(number, name, given.many_spans("contents"), who=who)
    return shown(project, number, f"Statement {_called(name)} split in {len(new)}", new[0])


def join(project: Project, number: int, who: str, given: Asked) -> dict[str, Any]:
    """Make one statement of several."""
    names = given.texts("statements")
    new = project.join(number, names, who=who)
    said = f"Statements {' and '.join(map(_called, names))} joined"
    return shown(project, number, said, new)


def relate(project: Project, number: int, who: str, given: Asked) -> dict[str, Any]:
    """Add a relation that the machine missed."""
    act, sign = given.text("act"), given.number("sign")
    if act not in get_args(Act) or sign not in (1, -1):
        raise InputError("the relation", f"{act!r} cannot be its act, or {sign} its side", "choose from the lists")
    name = given.words("statement")
    project.add_relation(
        number,
        given.text("from"),
        given.text("to"),
        1 if sign == 1 else -1,
        cast("Act", act),
        given.spans("evidence") or (),
        statement=name,
        who=who,
    )
    return noted("Relation added", name)


def _kind(given: Asked) -> Kind:
    kind = given.words("kind") or "indirect"
    if kind not in get_args(Kind):
        raise InputError("the statement", f"{kind!r} is no kind", "choose direct, mixed or indirect")
    return cast("Kind", kind)


def _standing(project: Project, number: int, name: str) -> Standing:
    here = room(project, number)
    one = here.find(name)
    if one is None:
        raise InputError(here.article.id, f"it has no statement {name!r}", "reload the page")
    return one


def _only_what_differs(one: Standing, new: Correction) -> Correction:
    """Return the correction without what the machine, or whoever added the statement, has already."""
    was = one.found or one.added
    if was is None:
        return new
    said = one.found.speaker if one.found else None
    words = {
        "speaker": said.name if said else None,
        "role": said and said.role,
        "affiliation": said and said.affiliation,
    }
    if one.added is not None:
        words = {field: getattr(one.added, field) for field in _WORDS}
    same: dict[str, Any] = {field: None for field in (*_PARTS, "kind") if getattr(new, field) == getattr(was, field)}
    same |= {field: None for field, had in words.items() if (getattr(new, field) or None) == had}
    return replace(new, **same)


def _called(name: str) -> str:
    return name.removeprefix("s")


def _listed(changed: dict[str, Any]) -> str:
    return " and ".join(changed) or "nothing"


def _route(path: str, edit: Edit) -> Route:
    async def answer(request: Request) -> Response:
        given, number, who = await asked(request), request.path_params["number"], request.app.state.who
        return JSONResponse(await request.app.state.access.write(lambda project: edit(project, number, who, given)))

    return Route(f"/article/{{number:int}}/{path}", answer, methods=["POST"], name=path)


def _told(change: Change, way: str) -> str:
    """Return what an undo or redo did, in words."""
    more = f" and {change.together - 1} more" if change.together > 1 else ""
    return f"{way}: {change.what}{more}"


async def _step(request: Request) -> Response:
    """Undo or redo the last of this person's decisions, wherever it was made; say where to go to see it."""
    here = (await asked(request)).number("article")
    way = "undone" if request.url.path == "/undo" else "done again"
    who = request.app.state.who

    def step(project: Project) -> dict[str, Any]:
        do = project.undo if way == "undone" else project.redo
        change = do(who=who, only=who, edits=True)
        if change.subject.kind == "person":
            about = project.people_of(change)
            return {"said": _told(change, way), "go": f"/people/{about[0]}" if about else "/people"}
        place = project.place_of(change)
        if place is None:
            return {"said": _told(change, way), "go": "/"}
        if place[0] != here:
            return {"said": _told(change, way), "go": f"/article/{place[0]}?at={place[1] or ''}"}
        return shown(project, here, _told(change, way), place[1])

    return JSONResponse(await request.app.state.access.write(step))


ROUTES = [
    _route("decide", decide),
    _route("correct", correct),
    _route("add", add),
    _route("take-away", take_away),
    _route("split", split),
    _route("join", join),
    _route("relate", relate),
    Route("/undo", _step, methods=["POST"]),
    Route("/redo", _step, methods=["POST"]),
]
