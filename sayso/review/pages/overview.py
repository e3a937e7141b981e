"""What is in the project and how far the review has come."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.review.page import page
from sayso.review.pages.queue import QUEUES


async def overview(request: Request) -> Response:
    """Show it."""
    progress = await request.app.state.access.read(lambda project: project.progress())
    return page(
        "overview.html", name=request.app.state.path.name, who=request.app.state.who, progress=progress, queues=QUEUES
    )


ROUTES = [Route("/", overview)]
