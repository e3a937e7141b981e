"""One page, complete in itself, that shows articles with their statements marked, and a list of them beside each.

It needs no network and no script. Its one style sheet is allowed by hash and everything else is refused, so that
nothing in an article can run or load even if it were not escaped.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit

from sayso.article import Article
from sayso.output.marked import Numbered, marked_text, numbered
from sayso.output.visible import visible
from sayso.output.wording import LOW_CONFIDENCE, NO_SOURCE, counted, dates, joined, listed, number, speaker, unread
from sayso.output.words import passages, words

_HIGHLIGHTED = 1000
"""A page with more statements than this does not highlight the one jumped to: each rule slows the browser a little."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHORT = 180

_STRIPES = """<svg class="stripes" width="0" height="0" aria-hidden="true"><defs>\
<pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
<path d="M1 0V6"/></pattern></defs></svg>
"""


def page(articles: Sequence[Article]) -> str:
    """Return the HTML of one page that shows the articles, in the order given."""
    style = _style() + _highlights(articles)
    several = len(articles) > 1
    title = f"{len(articles)} articles" if several else next((_name(one) for one in articles), "No articles")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_text(title)} – who says what</title>
<style>{style}</style>
</head>
<body>
{_STRIPES}{_contents(articles) if several else ""}<main>
{"".join(_report(one, i, several) for i, one in enumerate(articles, 1))}</main>
{_footer(articles)}</body>
</html>
"""


@cache
def _style() -> str:
    return files("sayso.output").joinpath("page.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _highlights(articles: Sequence[Article]) -> str:
    """Return rules that light up every piece of the statement that was jumped to or is pointed at in the list."""
    if sum(len(article.statements) for article in articles) > _HIGHLIGHTED:
        return ""
    names = [one.name for i, article in enumerate(articles, 1) for one in numbered(article, i)]
    return "".join(
        f":root:has(#{name}:target, #{name}-entry:is(:target, :hover, :focus-within)) .{name} "
        "{ background: var(--hit); }\n"
        for name in names
    )


def _contents(articles: Sequence[Article]) -> str:
    entries = "".join(
        f'<li><a href="#a{i}">{_text(_name(one))}</a> <span class="kind">{counted(len(one.statements), "statement")}'
        "</span></li>\n"
        for i, one in enumerate(articles, 1)
    )
    return f'<nav aria-label="Articles"><h1>{len(articles)} articles</h1>\n<ol>\n{entries}</ol></nav>\n'


def _report(article: Article, place: int, several: bool) -> str:
    found = numbered(article, place)
    level = 2 if several else 1
    known = article.language and _LANGUAGE.fullmatch(article.language)
    language = f' lang="{article.language}"' if known else ""
    return f"""<article class="report" id="a{place}">
<header class="about">
{_about(article, level)}</header>
<section class="summary ui" aria-label="Whose words">
{_summary(article, level + 1)}</section>
<section class="text" aria-label="Article"{language}>{marked_text(article, found, level)}</section>
<aside class="list" aria-label="Statements">
<h{level + 1}>{counted(len(found), "statement")}</h{level + 1}>
<ol>
{"".join(_entry(article, one) for one in found)}</ol>
</aside>
</article>
"""


def _about(article: Article, level: int) -> str:
    by = f"By {listed(article.byline)}" if article.byline else None
    lines = []
    if article.outlet:
        lines.append(f'<p class="outlet">{_text(article.outlet)}</p>')
    if not any(one.kind == "headline" for one in passages(article)):
        lines.append(f"<h{level}>{_text(_name(article))}</h{level}>")
    if facts := " · ".join(filter(None, (by, dates(article)))):
        lines.append(f"<p>{_text(facts)}</p>")
    lines.append(f"<p>{_link(article.url) if article.url else _text(article.id)}</p>")
    lines.extend(f'<p class="warning">{_text(warning)}</p>' for warning in article.warnings)
    return "\n".join(lines) + "\n"


def _link(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return _text(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return _text(url)
    return f'<a href="{_text(url)}" rel="noopener noreferrer">{_text(url)}</a>'


def _summary(article: Article, level: int) -> str:
    count = words(article)
    shares = (("quoted", count.quoted), ("paraphrased", count.paraphrased), ("own", count.own))
    names = {"own": "the article’s own voice"}
    bars, at = "", 0.0
    for name, part in shares:
        width = 100 * part / count.total if count.total else 0
        bars += f'<rect class="{name}" x="{at:.2f}%" width="{width:.2f}%" height="100%"/>'
        at += width
    told = "".join(
        f'<li><svg aria-hidden="true"><rect class="{name}" width="100%" height="100%"/></svg>'
        f"{part:,} {names.get(name, name)} ({count.percent(part)}%)</li>\n"
        for name, part in shares
    )
    left = unread(article)
    note = f'<p class="kind">Not read for statements: {_text(left)}.</p>\n' if left else ""
    return f"""<h{level}>Whose words: {counted(count.total, "word")}</h{level}>
<svg class="bar" aria-hidden="true">{bars}</svg>
<ul class="shares">
{told}</ul>
{note}<ul class="key" aria-label="How statements are marked">
<li><span class="m source b e">source</span></li>
<li><span class="m cue cb ce">cue</span></li>
<li><span class="m content direct">content, quoted</span></li>
<li><span class="m content mixed">quoted in part</span></li>
<li><span class="m content indirect">paraphrased</span></li>
</ul>
"""


def _entry(article: Article, one: Numbered) -> str:
    statement = one.statement
    name = speaker(article.text, statement)
    who = f'<span class="who">{_text(name)}</span>' if name else f'<span class="who nobody">{NO_SOURCE}</span>'
    cue = joined(article.text, statement.cue)
    said = joined(article.text, statement.content)
    low = statement.confidence < LOW_CONFIDENCE
    sure = f'<span class="{"low" if low else "sure"}">confidence {statement.confidence:.2f}</span>'
    return f"""<li id="{one.name}-entry"><a href="#{one.name}"><span class="n{" doubtful" if low else ""}" \
data-n="{_text(number(statement))}"></span><span>{who} {f'<span class="m cue cb ce">{_text(cue)}</span>' if cue else ""}
<span class="what">{_text(_shortened(said))}</span>
<span class="kind">{statement.kind} · {sure}</span></span></a></li>
"""


def _shortened(said: str) -> str:
    return said if len(said) <= _SHORT else said[:_SHORT].rsplit(" ", 1)[0] + " …"


def _footer(articles: Sequence[Article]) -> str:
    models = sorted({(m.name, m.version, m.hash) for m in (one.model for one in articles) if m})
    told = "; ".join(f"{name} {version}, weights {digest[:12]}" for name, version, digest in models)
    return f"<footer>Read by {_text(told)}.</footer>\n" if told else ""


def _name(article: Article) -> str:
    return article.headline or article.id


def _text(text: str) -> str:
    return escape(visible(" ".join(text.split())))
