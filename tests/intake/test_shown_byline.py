import pytest
from lxml.html import document_fromstring

from sayso.intake.metadata import read

from .pages import page

HEAD = '<meta property="og:site_name" content="The Weir and Ferry Advertiser"><meta name="author" content="Ada Reed">'
ADA = '<a class="author" rel="nofollow" href="/ada">Ada Reed</a>'
TOM = '<a class="author" href="/tom">Tom Hale</a>'


def found(line, head=HEAD):
    return read(document_fromstring(page(head, body=line, json_ld="")))


@pytest.mark.parametrize(
    "line",
    [
        f'<p class="byline-plain">By {ADA}, Political Editor, and {TOM}</p>',
        f"<p>By {ADA}, Political Editor, and {TOM}, Health Correspondent</p>",
        '<div><a rel="author" href="/a">Ada Reed</a> <a rel="author" href="/t">Tom Hale</a></div>',
        '<p class="article-byline">By Ada Reed and Tom Hale</p>',
        '<p class="Byline">By Ada Reed &amp; Tom Hale</p>',
    ],
)
def test_a_shown_byline_adds_the_authors_its_metadata_leaves_out(line):
    assert found(line).byline == ("Ada Reed", "Tom Hale")
    assert found(line).origins["byline"] == "html"


def test_a_list_of_three_is_taken_whole():
    assert found('<p class="byline">By Ada Reed, Tom Hale, and Nell Marsh</p>').byline == (
        "Ada Reed",
        "Tom Hale",
        "Nell Marsh",
    )


@pytest.mark.parametrize(
    "line",
    [
        '<p class="byline">By Ada Reed, Political Editor</p>',
        '<p class="byline">By Ada Reed, Politics and Home Affairs</p>',
        '<p class="byline">By Ada Reed, Harrow Ferry</p>',
        '<p class="byline">By Ada Reed in Harrow Ferry and Port Lune</p>',
        '<p class="byline">By Ada Reed and The Weir and Ferry Advertiser</p>',
        '<p class="byline">By Ada Reed and Ferry Advertiser</p>',
        f'<p class="byline">By {ADA}, <a class="author" href="/">The Weir and Ferry Advertiser</a></p>',
        f'<p class="byline">By {ADA}, <a class="author" href="/p">Political Editor</a></p>',
        f'<p class="byline">By {ADA}, edited by {TOM}</p>',
        f'<aside><p class="byline">By {ADA} and {TOM}</p></aside>',
        f'<p class="byline">By {ADA}</p><p class="byline">By {ADA} and {TOM}</p>',
        f'<p class="byline">By {TOM} and <a class="author" href="/n">Nell Marsh</a></p>',
    ],
)
def test_no_title_place_section_outlet_or_other_articles_author_is_added(line):
    assert found(line).byline == ("Ada Reed",)
    assert found(line).origins["byline"] == "meta"
