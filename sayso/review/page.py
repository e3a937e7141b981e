"""From a template to an answer. What a page or a file can supply is escaped, and shown without what turns letters."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from sayso.output.visible import visible
from sayso.output.wording import counted, day, shortened
from sayso.review.marks import SIGNS


def rendered(template: str, **values: Any) -> str:  # noqa: ANN401 (whatever the template shows)
    """Return a template filled in."""
    return _environment().get_template(template).render(**values)


def page(template: str, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Return a template filled in, as an answer."""
    return HTMLResponse(rendered(template, **values))


def link(url: str | None) -> str | None:
    """Return an address that may be a link: of the web, and nothing that runs."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: (files("sayso.review") / "templates" / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"counted": counted, "day": day, "link": link, "short": shortened}
    environment.globals["signs"] = SIGNS
    return environment


def _shown(value: object) -> object:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
