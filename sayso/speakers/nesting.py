"""Speech within speech: "Hale said the minister had told him the plan was dead" is the minister's word on Hale's."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.article import Span, Statement


def with_nesting(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements, each with the id of the innermost one whose content holds its source and cue.

    A statement with neither is held by its content. Of two that hold each other, neither does.
    """
    out = []
    reach = [(other.content[0].start, other.content[-1].end, other) for other in statements]
    for statement in statements:
        own = [*statement.source, *statement.cue] or list(statement.content)
        around = [
            other
            for start, end, other in reach
            if start <= own[0].start < end
            and other is not statement
            and _holds(other, own)
            and not _holds(statement, [*other.source, *other.cue])
        ]
        inner = min(around, key=lambda other: (_length(other.content), other.id), default=None)
        out.append(replace(statement, within=inner.id if inner else None))
    return _without_circles(out)


def _holds(outer: Statement, spans: list[Span]) -> bool:
    return bool(spans) and all(any(c.start <= s.start and s.end <= c.end for c in outer.content) for s in spans)


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _without_circles(statements: list[Statement]) -> tuple[Statement, ...]:
    by_id = {statement.id: statement for statement in statements}
    for statement in statements:
        seen, at = {statement.id}, statement.within
        while at is not None and at not in seen:
            seen.add(at)
            at = by_id[at].within
        if at == statement.id:
            by_id[statement.id] = replace(by_id[statement.id], within=None)
    return tuple(by_id[statement.id] for statement in statements)


def chain(statement: Statement, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that a statement stands within, the outermost first, itself last."""
    by_id = {one.id: one for one in statements}
    out = [statement]
    while out[0].within is not None and len(out) <= len(by_id):
        out.insert(0, by_id[out[0].within])
    return out
