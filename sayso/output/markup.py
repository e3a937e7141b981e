"""The small pieces of HTML that every part of the page is made of: escaped words, and what marks a speaker."""

from html import escape

from sayso.output.shown import UNKNOWN, Shown
from sayso.output.visible import visible

HUES = 6
"""How many colours `page.css` has for speakers; those that come after get the same ones with another line."""

_LINES = 3


def raw(text: str) -> str:
    """Return HTML that a browser reads back as `visible(text)`."""
    # A bare carriage return would be read back as a line feed.
    return escape(visible(text)).replace("\r", "&#13;")


def folded(text: str) -> str:
    """Return HTML for the text on one line."""
    return escape(visible(" ".join(text.split())))


def look(shown: Shown | None) -> str:
    """Return the classes that give what is a speaker's its colour and the style of its lines."""
    if shown is None:
        return ""
    if shown.place is None:
        return "unknown" if shown == UNKNOWN else "own"
    rounds, hue = divmod(shown.place, HUES)
    return f"v{hue}" + (f" l{rounds % _LINES}" if rounds % _LINES else "")


def badge(shown: Shown) -> str:
    """Return the sign of a speaker, in the speaker's colour."""
    return f'<b class="badge {look(shown)}">{folded(shown.sign)}</b>'
