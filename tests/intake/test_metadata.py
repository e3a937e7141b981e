import pytest
from lxml.html import document_fromstring

from sayso.intake.json_ld import article
from sayso.intake.metadata import read

from .pages import page


def meta(head="", json_ld="", body=None):
    return read(document_fromstring(page(head, body, json_ld)))


def test_a_graph_gives_headline_all_authors_outlet_and_both_dates_with_references_resolved():
    found = read(document_fromstring(page()))
    assert found.headline == "Harrow footbridge is safe, mayor says"
    assert found.byline == ("Nell Marsh", "Ivo Brandt")
    assert found.outlet == "Harrow Courier"
    assert (found.published, found.modified) == ("2025-05-03T09:15:00+02:00", "2025-05-03T11:00:30+00:00")
    assert found.language == "en"
    assert {found.origins[name] for name in ("headline", "byline", "outlet", "published", "modified")} == {"json-ld"}


def test_without_json_ld_opengraph_and_meta_are_read_and_named_as_origins():
    found = meta(
        '<meta property="og:site_name" content="Harrow Courier"><meta name="author" content="Ada Reed and Tom Hale">'
        '<meta property="article:published_time" content="2025-05-03T09:15:00Z">'
        '<meta name="lastmod" content="2025-05-04">'
    )
    assert found.byline == ("Ada Reed", "Tom Hale")
    assert found.origins == {
        "outlet": "opengraph", "headline": "html", "byline": "meta", "published": "opengraph", "modified": "meta",
        "language": "html",
    }  # fmt: skip


def test_a_visible_byline_and_time_are_read_where_the_head_is_silent():
    found = meta(
        body='<p class="byline">By <a rel="author" href="/ada">Ada Reed</a></p><time datetime="2025-05-03">May 3</time>'
    )
    assert found.byline == ("Ada Reed",)
    assert found.published == "2025-05-03"
    assert found.origins["byline"] == found.origins["published"] == "html"


def test_the_outlet_is_an_author_only_where_nobody_else_is():
    head = '<meta property="og:site_name" content="Harrow Courier"><meta name="author" content="Harrow Courier">'
    assert meta(head).byline == ("Harrow Courier",)
    assert meta(head, body='<a rel="author">Ada Reed</a>').byline == ("Ada Reed",)


def test_the_site_s_name_is_cut_from_a_title():
    html = "<html><head><title>Mayor: bridge is safe | Harrow Courier</title></head><body><p>x</p></body></html>"
    assert read(document_fromstring(html)).headline == "Mayor: bridge is safe"


def test_character_references_and_control_characters_do_not_reach_a_headline():
    found = meta(json_ld='{"@type": "NewsArticle", "headline": "&#8216;Safe\\u0000\\u001b[31m\\ud800&#8217; bridge"}')
    assert found.headline == "‘Safe [31m ’ bridge"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        "[[[[" * 5000,
        '{"@graph": {"@graph": {}}}',
        '{"@type": 7, "headline": {"x": []}}',
    ],
)
def test_broken_json_ld_is_passed_over(script):
    assert article([script]).get("headline") in (None, {"x": []})
    assert meta(json_ld=script.replace("<", "")).headline == "Harrow footbridge is safe, mayor says"


def test_of_several_nodes_the_article_is_taken_and_listed_articles_are_not():
    scripts = [
        '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another"}]}',
        '{"@type": "WebPage", "headline": "Page"}',
        '<!-- {"@type": ["Thing", "OpinionNewsArticle"], "headline": "Mine", "author": "A"} -->',
    ]
    assert article(scripts)["headline"] == "Mine"


def test_an_address_of_the_page_must_be_one_of_the_web():
    assert meta('<link rel="canonical" href="javascript:alert(1)">').url is None
    assert meta('<link rel="canonical" href="https://courier.example/a">').url == "https://courier.example/a"
