"""What is answered where something cannot be done: one shape, a sentence and the next step, never a traceback."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response


def refusal(request: Request, status: int, wrong: str, remedy: str) -> Response:
    """Return the answer, as JSON where a script asks and as a small page where a person does."""
    if request.method == "POST" or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": {"status": status, "wrong": wrong, "remedy": remedy}}, status)
    return HTMLResponse(
        f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{status} – Sayso</title><link rel="stylesheet" href="/static/page.css"></head>
<body class="ui"><main><h1>{escape(wrong[:1].upper() + wrong[1:])}</h1><p>{escape(remedy[:1].upper() + remedy[1:])}.</p>
<p><a href="/">Overview of the project</a></p></main></body></html>
""",
        status,
    )
