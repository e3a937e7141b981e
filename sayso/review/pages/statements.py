"""The table of statements: chosen, sorted, a page at a time, and as CSV."""

from collections.abc import AsyncIterator
from dataclasses import fields
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sayso.article import Kind
from sayso.project.export.csv import csv_line
from sayso.project.listing import Decided, Key, Listed, Only, Order
from sayso.review import choice
from sayso.review.page import page

_PAGE = 50
_EXPORTED = 1000

_HEADLINES = ("claim", "attributed", "misattributed")
_COLUMNS = [one.name for one in fields(Listed) if one.name != "key"]
_HEADS = {"article": "article_id", "statement": "local_id"}


async def statements(request: Request) -> Response:
    """Show a page of the table."""
    selection = choice.selection_of(request.query_params)
    after = choice.key_from(request.query_params.get("page"))
    rows: list[Listed] = await request.app.state.access.read(
        lambda project: list(project.listed(selection, after, _PAGE + 1))
    )
    more = len(rows) > _PAGE
    return page(
        "statements.html",
        selection=selection,
        query=selection.query,
        rows=rows[:_PAGE],
        begun=after is None,
        address=choice.address_of(selection),
        following=choice.address_of(selection, page=choice.key_text(rows[_PAGE - 1].key)) if more else None,
        orders=get_args(Order),
        verdicts=get_args(Decided),
        onlys=get_args(Only),
        kinds=get_args(Kind),
        headlines=_HEADLINES,
    )


async def exported(request: Request) -> Response:
    """Send all that the table would show, page after page, as CSV."""
    selection = choice.selection_of(request.query_params)
    access = request.app.state.access

    async def lines() -> AsyncIterator[str]:
        yield csv_line(_HEADS.get(name, name) for name in _COLUMNS)
        after: Key | None = None
        while True:
            rows = await access.read(lambda project, after=after: list(project.listed(selection, after, _EXPORTED)))
            for row in rows:
                yield csv_line(getattr(row, name) for name in _COLUMNS)
            if len(rows) < _EXPORTED:
                return
            after = rows[-1].key

    return StreamingResponse(
        lines(), media_type="text/csv", headers={"Content-Disposition": 'attachment; filename="statements.csv"'}
    )


ROUTES = [Route("/statements", statements), Route("/statements.csv", exported)]
