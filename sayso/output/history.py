"""A change to a project as a line: when, who, what, and of which article or statement."""

from typing import Any

from sayso.output.visible import visible
from sayso.output.wording import shortened
from sayso.project.changes import Change

_WAYS = {"do": "", "undo": "undone: ", "redo": "done again: "}
_SHORT = 90
_NOBODY = "no speaker found"


def change_text(change: Change, number: int | None) -> str:
    """Return the line, with its end; `number` is that of the article now, None where it is not in the project."""
    way = _WAYS[change.way] + change.what
    where = f"article {number}" if number is not None else "an article that is not there now"
    more = f"and {change.together - 1} more with it" if change.together > 1 else ""
    parts = (f"{change.number} · {change.at} · {change.who}", way, where, _about(change), more)
    return " ".join(visible(" · ".join(filter(None, parts))).split()) + "\n"


def _about(change: Change) -> str:
    """Return what tells the thing that was changed from others of its kind."""
    if change.subject.kind in ("appearance", "assignment"):
        return change.subject.key
    states = [state for state in (change.after, change.before) if state is not None]
    return _named(change.subject.kind, states[0]) if states else ""


def _coded(state: dict[str, Any]) -> str:
    """Return what a coder decided or added, without saying it twice who that is."""
    if state["decision"] is not None:
        return _named("decision", state["decision"])
    return _named("relation" if "evidence" in state["stands"] else "statement", state["stands"])


def _named(kind: str, state: dict[str, Any]) -> str:
    if kind.startswith("coding "):
        return _coded(state)
    if kind == "adjudication":
        return ""
    if kind == "article":
        told = state.get("record", state)
        return f"“{told['headline']}”" if told["headline"] else str(told["id"])
    if kind == "statement":
        return str(state["speaker"] or _NOBODY)
    if kind == "relation":
        return f"{state['from_']} → {state['to']}"
    judged = state.get("judged", {})
    said = shortened(judged.get("content", ""), _SHORT)
    fixed = state.get("correction", {})
    speaker = fixed.get("speaker") or judged.get("speaker") or _NOBODY
    note = f" · {state['note']}" if state.get("note") else ""
    return f"{speaker}: {said}{note}"
