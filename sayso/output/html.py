"""One page, complete in itself: articles with their statements marked, who makes them, and whose words all the rest is.

It needs no network and no script. Its one style sheet is allowed by hash and everything else is refused, so that
nothing in an article can run or load even if it were not escaped.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from sayso.article import Article, HeadlineCheck
from sayso.output.marked import Numbered, marked_text, passages
from sayso.output.markup import folded, look
from sayso.output.page_figures import figures
from sayso.output.page_relations import Tied, relations
from sayso.output.page_speakers import Person, speakers
from sayso.output.page_voices import voices
from sayso.output.shown import Label, Shown, labels, shown_of
from sayso.output.wording import (
    LOW_CONFIDENCE,
    counted,
    dates,
    joined,
    listed,
    number,
    possessive,
    shortened,
    unread,
)

_HIGHLIGHTED = 1000
"""A page with more statements than this does not highlight the one jumped to: each rule slows the browser a little."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHORT = 180

STRIPES = """<svg class="stripes" width="0" height="0" aria-hidden="true"><defs>\
<pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
<path d="M1 0V6"/></pattern></defs></svg>
"""
"""The pattern that `page.css` fills some parts of drawings with."""


def page(articles: Sequence[Article]) -> str:
    """Return the HTML of one page that shows the articles, in the order given."""
    style = sheet() + _highlights(articles)
    several = len(articles) > 1
    title = f"{len(articles)} articles" if several else next((_name(one) for one in articles), "No articles")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{folded(title)} – who says what</title>
<style>{style}</style>
</head>
<body>
{STRIPES}{_contents(articles) if several else ""}<main>
{"".join(_report(one, i, several) for i, one in enumerate(articles, 1))}</main>
{_footer(articles)}</body>
</html>
"""


@cache
def sheet() -> str:
    """Return the style sheet of all pages."""
    return files("sayso.output").joinpath("page.css").read_text(encoding="utf-8")


def policy(style: str) -> str:
    """Return the policy that allows this style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _highlights(articles: Sequence[Article]) -> str:
    """Return rules that light up every piece of the statement that was jumped to or is pointed at in the list."""
    if sum(len(article.statements) for article in articles) > _HIGHLIGHTED:
        return ""
    names = [_statement_name(i, j) for i, article in enumerate(articles, 1) for j in range(len(article.statements))]
    return "".join(
        f":root:has(#{name}:target, #{name}-entry:is(:target, :hover, :focus-within)) .{name} "
        "{ background: var(--hit); }\n"
        for name in names
    )


def _contents(articles: Sequence[Article]) -> str:
    entries = "".join(
        f'<li><a href="#a{i}">{folded(_name(one))}</a> <span class="kind">{counted(len(one.statements), "statement")}'
        "</span></li>\n"
        for i, one in enumerate(articles, 1)
    )
    return f'<nav aria-label="Articles"><h1>{len(articles)} articles</h1>\n<ol>\n{entries}</ol></nav>\n'


def _report(article: Article, place: int, several: bool) -> str:
    shown = shown_of(article)
    found = [
        Numbered(one, label, _statement_name(place, i))
        for i, (one, label) in enumerate(zip(article.statements, labels(article, shown), strict=True))
    ]
    people = [Person(one, shown[one.id], f"a{place}p{i}") for i, one in enumerate(article.speakers, 1)]
    tied = [Tied(one, f"a{place}r{i}") for i, one in enumerate(article.relations, 1)]
    level = 2 if several else 1
    known = article.language and _LANGUAGE.fullmatch(article.language)
    language = f' lang="{article.language}"' if known else ""
    return f"""<article class="report" id="a{place}">
<header class="about">
{_about(article, found, level)}</header>
<section class="summary ui" aria-label="Voices">
{voices(article, shown, {one.speaker.id: one.name for one in people}, level + 1)}{_summary(article)}</section>
<section class="text" aria-label="Article"{language}>{marked_text(article, found, people, tied, level)}</section>
<aside class="list" aria-label="Statements">
<h{level + 1}>{counted(len(found), "statement")}</h{level + 1}>
<ol>
{"".join(_entry(article, one) for one in found)}</ol>
</aside>
{_speakers(article, people, found, level + 1)}{_figures(article, shown, people, level + 1)}\
{_relations(article, tied, shown, people, f"a{place}", level + 1)}</article>
"""


def _statement_name(article: int, place: int) -> str:
    return f"a{article}s{place + 1}"


def _speakers(article: Article, people: Sequence[Person], found: Sequence[Numbered], level: int) -> str:
    if not people:
        return ""
    inside = speakers(article, people, [one.name for one in found], level)
    return f'<section class="people ui" aria-label="Speakers">\n{inside}</section>\n'


def _figures(article: Article, shown: Mapping[str, Shown], people: Sequence[Person], level: int) -> str:
    inside = figures(article, shown, {one.speaker.id: one.name for one in people}, level)
    return f'<section class="people amounts ui" aria-label="Figures">\n{inside}</section>\n' if inside else ""


def _relations(
    article: Article, tied: Sequence[Tied], shown: Mapping[str, Shown], people: Sequence[Person], name: str, level: int
) -> str:
    inside = relations(article.text, tied, shown, {one.speaker.id: one.name for one in people}, name, level)
    return f'<section class="people ties ui" aria-label="Relations">\n{inside}</section>\n' if inside else ""


def _about(article: Article, found: Sequence[Numbered], level: int) -> str:
    by = f"By {listed(article.byline)}" if article.byline else None
    lines = []
    if article.outlet:
        lines.append(f'<p class="outlet">{folded(article.outlet)}</p>')
    if not any(one.kind == "headline" for one in passages(article)):
        lines.append(f"<h{level}>{folded(_name(article))}</h{level}>")
    if facts := " · ".join(filter(None, (by, dates(article)))):
        lines.append(f"<p>{folded(facts)}</p>")
    lines.append(f"<p>{_link(article.url) if article.url else folded(article.id)}</p>")
    lines.extend(f'<p class="warning">{folded(warning)}</p>' for warning in article.warnings)
    lines.extend(_check(article, one, found) for one in article.headline_checks if one.verdict != "own")
    return "\n".join(lines) + "\n"


def _check(article: Article, check: HeadlineCheck, found: Sequence[Numbered]) -> str:
    """Return what is to be said of the headline or standfirst, with links to the statements that it is said of."""
    mark = "fine" if check.verdict == "attributed" else "warning"
    doubt = f" (doubtful, confidence {check.confidence:.2f})" if check.confidence < LOW_CONFIDENCE else ""
    links = "".join(
        f'<br><a href="#{one.name}">Statement {folded(number(one.statement))}: {folded(_short(article, one))}</a>'
        for one in found
        if one.statement.id in check.statements
    )
    return f'<p class="{mark}">{folded(check.message)}{doubt}{links}</p>'


def _link(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return folded(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return folded(url)
    return f'<a href="{folded(url)}" rel="noopener noreferrer">{folded(url)}</a>'


def _summary(article: Article) -> str:
    left = unread(article)
    note = f'<p class="kind">Not read for statements: {folded(left)}.</p>\n' if left else ""
    return f"""{note}<ul class="key" aria-label="How statements are marked">
<li><span class="m source b e">source</span></li>
<li><span class="m cue cb ce">cue</span></li>
<li><span class="m content direct">content, quoted</span></li>
<li><span class="m content mixed">quoted in part</span></li>
<li><span class="m content indirect">paraphrased</span></li>
<li><span class="m content indirect deep">within another’s words</span></li>
</ul>
"""


def _entry(article: Article, one: Numbered) -> str:
    statement = one.statement
    low = statement.confidence < LOW_CONFIDENCE
    cue = folded(joined(article.text, statement.cue))
    sure = f'<span class="{"low" if low else "sure"}">confidence {statement.confidence:.2f}</span>'
    colour = f' class="{look(one.label.shown)}"' if one.label.shown else ""
    return f"""<li id="{one.name}-entry"{colour}><a href="#{one.name}">\
<span class="n{" doubtful" if low else ""}" data-n="{folded(one.badge)}"></span><span>{_who(one.label)} \
{f'<span class="m cue cb ce">{cue}</span>' if cue else ""}
<span class="what">{folded(_short(article, one))}</span>
<span class="kind">{statement.kind} · {sure}{_chain(one.label)}</span></span></a></li>
"""


def _who(label: Label) -> str:
    known = label.shown is None or label.shown.place is not None
    name = f'<span class="who{"" if known else " nobody"}">{folded(label.name)}</span>'
    words = f" · “{folded(label.words)}”" if label.words else ""
    how = f" ({label.how})" if label.how else ""
    rest = f'<span class="kind">{folded(label.about)}{words}{how}</span>'
    if label.doubt is None:
        return name + rest
    return f'{name}{rest} <span class="low">speaker doubtful, confidence {label.doubt:.2f}</span>'


def _chain(label: Label) -> str:
    if not label.chain:
        return ""
    return f"<br>on {folded(possessive(label.teller))} say-so: {folded(' ‹ '.join(label.chain))}"


def _short(article: Article, one: Numbered) -> str:
    return shortened(joined(article.text, one.statement.content), _SHORT)


def _footer(articles: Sequence[Article]) -> str:
    models = sorted({(m.name, m.version, m.hash) for m in (one.model for one in articles) if m})
    told = "; ".join(f"{name} {version}, weights {digest[:12]}" for name, version, digest in models)
    return f"<footer>Read by {folded(told)}.</footer>\n" if told else ""


def _name(article: Article) -> str:
    return article.headline or article.id
