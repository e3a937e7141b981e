import json
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.article import Article
from sayso.errors import InputError
from sayso.intake import from_text, watchdog
from sayso.intake.feed import FeedItem, filled, is_feed, items

RSS = """<?xml version="1.0"?><!-- made by hand -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harrow Courier</title>
<item><title>Bridge is &lt;b&gt;safe&lt;/b&gt;, mayor says</title><link>https://courier.example/bridge</link>
<dc:creator>By Nora Velt</dc:creator><pubDate>Fri, 02 May 2025 10:00:00 GMT</pubDate></item>
<item><link>/ferry</link></item><item><title>again</title><link>https://courier.example/bridge</link></item>
<item><title>no link</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bridge is safe, mayor says</title>
<link href="https://courier.example/bridge"/><author><name>Nora Velt</name></author>
<author><name>Tom Hale</name></author>
<published>2025-05-02T10:00:00Z</published><updated>2025-05-09T10:00:00Z</updated></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "url": "https://courier.example/bridge",
                "title": "Bridge is safe, mayor says",
                "date_published": "2025-05-02T10:00:00Z",
                "authors": [{"name": "Nora Velt"}, {"url": "x"}, 3],
            },
            {"id": "1"},
            7,
        ],
    }
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 8))
    + "]><rss><channel><item><title>&a7;</title><link>https://courier.example/1</link></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
    "<item><title>&x;</title><link>https://courier.example/1</link></item></channel></rss>"
)


@pytest.mark.parametrize(
    "feed", [RSS, ATOM, JSON, BOMB, OUTSIDE, "<rdf:RDF >", "\ufeff \n<rss>", "<atom:feed xmlns=''>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_is_known_by_its_first_element(feed, encoding):
    assert is_feed(feed.encode(encoding))


@pytest.mark.parametrize(
    "other",
    ["", "<", "<html><rss>", "<!DOCTYPE html><html><body>&lt;rss></body></html>", "The <rss> element", "<rssx>", "{}",
     "<!-- <rss>", "<?xml", "<!DOCTYPE rss [<rss>", '{"version": "1"}', "%PDF-1.7"],
)  # fmt: skip
def test_pages_and_texts_are_no_feeds(other):
    assert not is_feed(other.encode())


@given(st.lists(st.sampled_from(["<?", "?>", "<!--", "-->", "<!", ">", "[", "]", "<rss>", " ", "x", "{"]), max_size=40))
def test_any_beginning_is_looked_at_in_linear_time(parts):
    is_feed("".join(parts * 2000).encode())


def test_rss_says_where_its_articles_are_and_something_of_each():
    assert items(RSS.encode(), "https://courier.example/feed/", None) == [
        FeedItem(
            "https://courier.example/bridge", "Bridge is safe, mayor says", ("Nora Velt",), "2025-05-02T10:00:00+00:00"
        ),
        FeedItem("https://courier.example/ferry"),
    ]


def test_atom_and_json_feed_likewise_and_an_update_is_no_publication():
    first = FeedItem(
        "https://courier.example/bridge",
        "Bridge is safe, mayor says",
        ("Nora Velt", "Tom Hale"),
        "2025-05-02T10:00:00+00:00",
    )
    assert items(ATOM.encode(), None, None) == [first]
    (other,) = items(JSON.encode(), None, None)
    assert [other.url, other.headline, other.byline] == [first.url, first.headline, ("Nora Velt",)]
    without = ATOM.replace("<published>2025-05-02T10:00:00Z</published>", "")
    assert items(without.encode(), None, None)[0].published is None


def test_a_feed_fills_what_the_page_does_not_say_and_says_so():
    article = filled(
        Article("a", "text", "0", headline="Its own", origins={"headline": "html"}),
        FeedItem("https://courier.example/bridge", "Another", ("Nora Velt",), "2025-05-02"),
    )
    assert [article.headline, article.byline, article.published] == ["Its own", ("Nora Velt",), "2025-05-02"]
    assert article.origins == {"headline": "html", "byline": "feed", "published": "feed"}
    assert filled(from_text("text"), FeedItem("x")) == from_text("text")


@pytest.mark.parametrize("feed", [BOMB, OUTSIDE])
def test_entities_are_inert(feed):
    (one,) = watchdog.ask("feed", feed.encode(), "a feed", url=None, charset=None)["items"]
    assert one["url"] == "https://courier.example/1"
    assert len(one["headline"] or "") <= 2_000
    assert "root" not in (one["headline"] or "")


def test_a_feed_that_takes_too_long_is_refused():
    dog = watchdog.Watchdog(seconds=1)
    item = "<item><title>x</title><link>https://courier.example/%d</link></item>"
    many = f"<rss><channel>{''.join(item % number for number in range(50_000))}</channel></rss>"
    began = time.monotonic()
    with pytest.raises(InputError, match="the feed took over 1 seconds to parse; give the addresses"):
        dog.ask("feed", many.encode(), "a feed", url=None, charset=None)
    assert time.monotonic() - began < 10
    dog.close()


@pytest.mark.parametrize(
    "feed", ['{"version": "https://jsonfeed.org/version/1"', '{"items": 3}', '{"a":' + "[" * 100_000]
)
def test_a_broken_json_feed_is_one_sentence(feed):
    with pytest.raises(InputError, match="it is no whole JSON Feed"):
        items(feed.encode(), None, None)


def test_a_missing_library_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(InputError, match=r"needs feedparser; pip install 'sayso\[feeds\]'"):
        items(RSS.encode(), None, None)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_spoiled_feed_gives_items_with_addresses_or_none(data):
    raw = bytearray(data.draw(st.sampled_from([RSS, ATOM, JSON])).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=6))
    try:
        found = items(bytes(raw), "https://courier.example/feed", None)
    except InputError:
        return
    assert all(item.url for item in found)
    assert len({item.url for item in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=4)
                    | st.dictionaries(st.sampled_from(["items", "url", "title", "authors", "name", "date_published"]),
                                      inner, max_size=4)))  # fmt: skip
def test_any_json_is_a_feed_or_refused(value):
    try:
        found = items(json.dumps({"items": value}).encode(), None, None)
    except InputError:
        return
    assert all(isinstance(item.url, str) for item in found)
