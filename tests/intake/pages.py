"""An invented page in the manner of a newspaper's site, and parts of it that tests exchange."""

_STORY = """
HARROW FERRY, May 3 - The footbridge over the Lune is safe and will open again on Monday, Mayor Ada Reed said
on Friday, after engineers spent nine days under its deck.

“I walked across it myself this morning, with my own children,” Reed told reporters at the town hall. “I would
not have done so had there been the smallest doubt.”

Tom Hale, who leads the opposition Lune Valley Party on the council, called the announcement premature and
said the full report must be published before anyone is asked to trust the bridge.

The council closed the bridge on April 24, when an inspector found a crack in one of the hangers. Repairs cost
410,000 crowns, according to the works department.

Merchants on the east bank say that trade has fallen by a third since the closing, and that many of their
customers have got used to shopping on the other side.
"""
PARAGRAPHS = tuple(" ".join(paragraph.split()) for paragraph in _STORY.split("\n\n"))
JSON_LD = """{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsMediaOrganization", "@id": "#outlet", "name": "Harrow Courier"},
 {"@type": "Person", "@id": "#ada", "name": "Nell Marsh"},
 {"@type": "NewsArticle", "headline": "Harrow footbridge is safe, mayor says",
  "author": [{"@id": "#ada"}, {"@type": "Person", "name": "By Ivo Brandt"}],
  "publisher": {"@id": "#outlet"}, "datePublished": "2025-05-03T09:15:00+0200",
  "dateModified": "2025-05-03T11:00:30Z", "inLanguage": "en-GB"}]}"""


def page(head: str = "", body: str | None = None, json_ld: str = JSON_LD) -> str:
    """Return a page with the given head, article body and JSON-LD."""
    inside = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS) if body is None else body
    script = f'<script type="application/ld+json">{json_ld}</script>' if json_ld else ""
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Harrow footbridge is safe, mayor says | Harrow Courier</title>
{head}{script}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Harrow footbridge is safe, mayor says</h1>
<div class="article-body">{inside}</div></article></main>
<footer><p>Harrow Courier, 1 Mill Lane. All rights reserved.</p></footer></body></html>"""
