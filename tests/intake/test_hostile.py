"""Pages made to break parsers: each is read or refused within time and memory, and the next is read as usual."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake import html as extraction
from sayso.intake import load
from sayso.intake.passages import label
from sayso.intake.precheck import refuse_hostile

from .pages import PARAGRAPHS, page

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HOSTILE = {
    "nested": "<div>" * 100_000 + BODY,
    "nested below the limit": "<div>" * 1_900 + BODY + "</div>" * 1_900,
    "attributes": "<p " + " ".join(f"a{n}='{n}'" for n in range(50_000)) + ">" + BODY,
    "unclosed": "<p>x " * 200_000,
    "unclosed inline": "<b><i><u>" * 600 + BODY,
    "colspan": "<table><tr><td colspan='9000000000000000'>x</td></tr></table>" + BODY,
    "rowspan": "<table>" + "<tr><td rowspan=999999 colspan=999999>x</td></tr>" * 500 + "</table>" + BODY,
    "entities": '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><p>&c;</p>'
    + BODY,
    "external entity": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>' + BODY,
    "character references": "<p>" + "&#x1F600;&#0;&#xD800;&#99999999999;&amp" * 5_000 + "</p>" + BODY,
    "noise": "<script>"
    + "<p>" * 9_000
    + "</script><style>"
    + "p{}" * 9_000
    + "</style><!--"
    + "<p>" * 9_000
    + "-->"
    + BODY,
    "comment without end": BODY + "<!--" + "x" * 100_000,
    "script without end": BODY + "<script>" + "x" * 100_000,
    "json-ld": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + BODY,
    "many headings": "<h1>x</h1>" * 20_000 + BODY,
    "many metas": '<meta name="author" content="Ada Reed">' * 20_000 + BODY,
    "bylines": '<span class="byline">By ' + "A, " * 50_000 + "</span>" + BODY,
    "one long word": "<p>" + "x" * 1_000_000 + "</p>" + BODY,
    "frames": "<frameset><frame></frameset>" * 1_000 + BODY,
    "svg": "<svg>" + "<g><path d='M0 0'/></g>" * 5_000 + "</svg>" + BODY,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_page_is_read_or_refused_in_time(what, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><article>{HOSTILE[what]}</article></body></html>", encoding="utf-8")
    start = time.monotonic()
    try:
        article = load(str(path))
    except InputError as error:
        assert "page.html" in str(error)
    else:
        assert "passwd" not in article.text and "root:" not in article.text
        assert len(article.text) < 2_000_000
    assert time.monotonic() - start < 60  # ten seconds for the page, the rest for a busy machine


def mutated(seed):
    """Return the page with a few pieces of it cut, doubled, swapped or replaced."""
    dice = random.Random(seed)
    html = page('<meta name="author" content="Ada Reed"><meta property="og:title" content="Bridge">')
    for _ in range(dice.randint(1, 12)):
        start = dice.randrange(len(html))
        end = min(len(html), start + dice.randint(0, 80))
        piece = dice.choice(
            ["", html[start:end] * 2, html[start:end][::-1], "<", ">", '"', "</p>", "<p>", "<blockquote>", "<br><br>",
             "\0",
             "<![CDATA[", "<!--", "&#0;", "\ufffe", "{", '"@graph":', "</html>", "<article>", "<td>", "\u202e", "\x1b"]
        )  # fmt: skip
        html = html[:start] + piece + html[end:]
    return html


def read(html):
    """Extract a page in this process, as the child does, and check what comes out."""
    refuse_hostile(html, "page.html")
    found = extraction.extract(html)
    kinds = label(found.paragraphs)
    assert len(kinds) == len(found.paragraphs)
    for text, _ in found.paragraphs:
        assert text == text.strip() != ""
        text.encode("utf-8")
    return found


def test_a_thousand_mutated_pages_are_read():
    found = [len(read(mutated(seed)).paragraphs) for seed in range(1_000)]
    assert sum(1 for count in found if count >= 3) > 600


@given(st.text(st.sampled_from("<>/=\"'& pdivabcqh1!-[]\n\0é"), max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_tag_soup_is_read(soup):
    read(soup)


ELEMENTS = (
    "<div> </div> <p> </p> <li> <blockquote> <br> <b> </b> <h1> </h1> <table> <td> <figcaption> <nav> <a> </a> "
    "<aside> <script> <section>"
).split()


@given(st.lists(st.sampled_from([*ELEMENTS, '<div class="share">', "The mayor said no. "]), max_size=80))
@settings(max_examples=200, deadline=None)
def test_elements_in_any_order_are_read(pieces):
    read("".join(pieces))
