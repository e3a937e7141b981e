import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Article, Passage, Span, Speaker, Statement
from sayso.output.html import page
from sayso.output.visible import visible

from .any_article import ANY_MACHINE, articles
from .articles import bridge, resolved

NAMES = re.compile(r"[\w-]+")
ELEMENTS = set(
    NAMES.findall("""
    html head meta title style body main nav header footer article section aside h1 h2 h3 p ol ul li a span mark
    blockquote svg defs pattern path rect text b br table thead tbody tr th td details summary h4 g circle desc
    """)
)
ATTRIBUTES = set(
    NAMES.findall("""
    lang charset http-equiv content name class id href rel dir data-kind data-n data-of aria-label aria-hidden
    width height x y d patternunits patterntransform role scope
    viewbox aria-labelledby aria-describedby stroke-width cx cy r
    """)
)
VOID = ("meta", "path", "rect", "br")


class Parsed(HTMLParser):
    """What a page is made of: its elements in order, and the text of each article's text column."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self.open = [], [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
            if self.open[-1] == (tag, {**dict(attrs), "class": "text"}):
                self.texts.append("")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(attrs.get("class") == "text" for _, attrs in self.open):
            self.texts[-1] += data

    def all(self, tag, **wanted):
        return [a for name, a in self.elements if name == tag and wanted.items() <= a.items()]


def text_article(text, *statements, **more):
    return Article(id="t", text=text, sha256="0" * 64, statements=statements, **more)


def marks(source):
    column = source.split('<section class="text"')[1].split("</section>")[0]
    return re.findall(r'<(?:mark|span) class="m ([^"]*?)"[^>]*>(.*?)</', column)


def test_the_text_column_holds_the_articles_text_and_nothing_else():
    assert Parsed(page([bridge()])).texts == [bridge().text]
    assert Parsed(page([resolved()])).texts == [resolved().text]


def test_the_one_style_sheet_is_allowed_by_its_hash_and_nothing_else_is():
    source = page([bridge()])
    (style,) = re.findall(r"<style>(.*?)</style>", source, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = Parsed(source).all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_there_is_no_script_and_nothing_to_load():
    parsed = Parsed(page([resolved()]))
    assert {tag for tag, _ in parsed.elements} <= ELEMENTS
    assert {name for _, attrs in parsed.elements for name in attrs} <= ATTRIBUTES
    assert "url(http" not in page([bridge()])


def test_every_link_within_the_page_leads_somewhere_and_back():
    parsed = Parsed(page([resolved(), resolved()]))
    ids = [attrs["id"] for _, attrs in parsed.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [attrs["href"][1:] for attrs in parsed.all("a") if attrs["href"].startswith("#")]
    assert set(targets) <= set(ids)
    for i in range(1, 12):
        assert {f"a1s{i}", f"a1s{i}-entry", f"a2s{i}", f"a2s{i}-entry"} <= set(targets)
    assert {"a1p1", "a1p1m1", "a1p1m2", "a1p1m3", "a2p5m1"} <= set(targets)


def test_the_marks_of_a_statement_are_its_source_cue_and_content():
    found = [(names, words) for names, words in marks(page([bridge()])) if "a1s3" in names.split()]
    assert found == [
        ("content direct a1s3", "“I drive my own children over it every morning,”"),
        ("source b e a1s3", "Reed"),
        ("cue cb ce a1s3", "said"),
        ("content direct a1s3", "“I would not do that if I had any doubt.”"),
    ]


def test_a_statement_within_a_statement_is_marked_as_both():
    found = {words: names.split() for names, words in marks(page([bridge()]))}
    assert {"content", "mixed", "a1s10", "source", "a1s11"} <= set(found["Okonjo"])
    assert {"a1s10", "a1s11"} <= set(found["“Fine, it’s all there”"])


def test_a_source_that_two_statements_share_bears_both_numbers():
    text = "Reed said it rained and that it snowed."
    source = (Span(0, 4),)
    one = Statement("s1", "indirect", source, (Span(5, 9),), (Span(10, 19),), 0.9)
    two = Statement("s2", "indirect", source, (Span(5, 9),), (Span(24, 38),), 0.9)
    assert 'data-of="1 2">Reed</span>' in page([text_article(text, one, two)])


def test_each_list_entry_names_source_kind_and_confidence():
    source = page([bridge()])
    entry = source[source.index('<li id="a1s9-entry">') :].split("</li>")[0]
    assert "no named source" in entry
    assert "that the council would refuse" in entry
    assert 'indirect · <span class="low">confidence 0.41</span>' in entry


def part(source, begin, end):
    return source[source.index(begin) :].split(end)[0]


def plain(source):
    return " ".join(re.sub("<[^>]*>", " ", source).split())


def test_a_list_entry_names_the_speaker_and_on_whose_say_so_the_statement_stands():
    source = page([resolved()])
    entry = plain(part(source, '<li id="a1s11-entry"', "</li>"))
    assert entry.startswith("Femi Okonjo , opposition leader conceded “Fine, it’s all there”")
    assert "on Ada Reed’s say-so: The Westerhaven Courier ‹ Ada Reed ‹ Femi Okonjo" in entry
    assert "Ada Reed , mayor · “Mayor” (description)" in plain(part(source, '<li id="a1s1-entry"', "</li>"))
    assert "unknown : two who are not named" in plain(part(source, '<li id="a1s5-entry"', "</li>"))
    assert "speaker doubtful, confidence 0.44" in part(source, '<li id="a1s8-entry"', "</li>")


def test_a_speaker_has_one_colour_and_one_letter_in_text_list_bar_table_and_card():
    source = page([resolved()])
    parsed = Parsed(source)
    okonjo = {attrs["class"] for attrs in parsed.all("a", **{"data-n": "D\N{NO-BREAK SPACE}7"})}
    assert okonjo == {"n v3"}
    assert "v3" in next(names for names, words in marks(source) if words.startswith("Opposition")).split()
    assert parsed.all("li", id="a1s7-entry") == [{"id": "a1s7-entry", "class": "v3"}]
    assert '<b class="badge v3">D</b>' in part(source, '<li id="a1p5"', "</li>")
    assert '<b class="badge v3">D</b>' in part(source, '<table class="voices"', "</table>")
    assert '<rect class="v3" ' in part(source, '<svg class="bar"', "</svg>")


def test_more_speakers_than_colours_get_other_lines_and_other_letters():
    speakers = tuple(Speaker(f"p{i}", f"Speaker {i}", "person") for i in range(1, 41))
    parsed = Parsed(page([text_article("It rained.", speakers=speakers)]))
    badges = [attrs["class"].removeprefix("badge ") for attrs in parsed.all("b")]
    assert badges[:7] == ["v0", "v1", "v2", "v3", "v4", "v5", "v0 l1"]
    assert len(set(badges[:18])) == 18
    assert re.findall(r">([A-Z0-9]+)</b>", page([text_article("It rained.", speakers=speakers)]))[24:28] == [
        *("Y", "Z", "A2", "B2")
    ]


def test_the_colours_do_not_change_with_what_comes_after():
    article = resolved()
    more = replace(article, speakers=(*article.speakers, Speaker("p6", "Nell Aske", "person")))
    assert marks(page([article])) == marks(page([more]))


def test_words_within_anothers_words_have_the_colour_of_both():
    found = [(words, names.split()) for names, words in marks(page([resolved()])) if "deep" in names]
    assert [words for words, _ in found] == ["Okonjo", "conceded", "“Fine, it’s all there”"]
    assert all({"v3", "in-v0"} <= set(names) for _, names in found)


def test_the_voices_are_a_bar_that_is_told_and_a_table():
    parsed = Parsed(page([resolved()]))
    (bar,) = parsed.all("svg", role="img")
    assert bar["aria-label"] == (
        "Shares of the words: The Westerhaven Courier 50%; Ada Reed 28%; unknown 21%; Ada Reed ‹ Femi Okonjo <1%"
    )
    rows = [plain(row) for row in part(page([resolved()]), "<tbody>", "</tbody>").split("</tr>")]
    assert rows == [
        "¶ The Westerhaven Courier · own voice 100 50% – –",
        "A Ada Reed 57 28% 30 27",
        "? unknown 42 21% 0 42",
        "D Ada Reed ‹ Femi Okonjo 1 &lt;1% 1 0",
        "",
    ]


def test_the_bar_is_filled_to_its_end():
    widths = [float(attrs["width"].rstrip("%")) for attrs in Parsed(page([resolved()])).all("rect")]
    assert sum(widths) == pytest.approx(100, abs=0.05)


def test_a_card_tells_what_the_article_says_of_a_speaker():
    card = plain(part(page([resolved()]), '<li id="a1p1"', "</li>"))
    assert card == (
        "A Ada Reed person mayor and engineer (former) of Westerhaven also “Mayor” and “Reed” "
        "in the list of names: Q42 57 words in 4 statements: 1 2 3 10 3 mentions Mayor · Mayor Ada Reed · Reed"
    )


def test_a_headline_that_states_a_claim_is_told_at_the_top_with_a_link_to_the_statement():
    about = part(page([resolved()]), '<header class="about">', "</header>")
    assert (
        '<p class="warning">Headline states a claim of Ada Reed.<br><a href="#a1s2">Statement 2: that the Old' in about
    )


@pytest.mark.parametrize(("verdict", "shown"), [("own", []), ("attributed", ["fine"]), ("unsupported", ["warning"])])
def test_only_what_is_wrong_with_a_headline_is_a_warning(verdict, shown):
    article = resolved()
    (check,) = article.headline_checks
    parsed = Parsed(page([replace(article, headline_checks=(replace(check, verdict=verdict),))]))
    assert [attrs["class"] for attrs in parsed.all("p") if attrs.get("class") in ("fine", "warning")] == shown


def test_passages_that_were_not_read_are_labelled():
    kinds = [attrs["data-kind"] for attrs in Parsed(page([bridge()])).all("p", **{"class": "unread"})]
    assert kinds == ["byline", "caption", "biography", "notice"]


def test_a_block_quote_and_a_headline_are_what_they_are():
    parsed = Parsed(page([bridge()]))
    assert len(parsed.all("blockquote")) == 1
    assert len(parsed.all("h1", **{"class": "headline"})) == len(parsed.all("h1")) == 1


def test_several_articles_have_a_list_of_contents():
    other = replace(bridge(), headline="Council refuses", passages=())
    parsed = Parsed(page([bridge(), other]))
    assert [attrs["href"] for attrs in parsed.all("a")[:2]] == ["#a1", "#a2"]
    assert parsed.texts == [bridge().text, other.text]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://[", "ftp://a.b/"])
def test_only_addresses_of_the_web_are_linked(url):
    source = page([replace(bridge(), url=url)])
    assert url in source
    assert not [a for a in Parsed(source).all("a") if not a["href"].startswith("#")]


def test_a_link_out_tells_the_other_side_nothing():
    (link,) = [a for a in Parsed(page([bridge()])).all("a") if not a["href"].startswith("#")]
    assert link == {"href": "https://courier.example/westerhaven/bridge", "rel": "noopener noreferrer"}


def test_markup_in_the_article_is_shown_not_obeyed():
    evil = '</section><script>alert(1)</script><img src=x onerror="a()">'
    article = text_article(
        evil,
        Statement('"><b>', "direct", (Span(0, 10),), (), (Span(10, len(evil)),), 0.2),
        headline=evil,
        byline=(evil,),
        outlet=evil,
        published=evil,
        url=f"https://x.example/{evil}",
        language='en" onload="x',
        warnings=(evil,),
    )
    parsed = Parsed(page([article]))
    assert parsed.texts == [evil]
    assert {tag for tag, _ in parsed.elements} <= ELEMENTS
    assert {name for _, attrs in parsed.elements for name in attrs} <= ATTRIBUTES


def test_line_ends_of_every_kind_survive():
    text = "One.\r\n\r\nTwo.\rThree.\n"
    assert Parsed(page([text_article(text)])).texts == [text]


def test_ten_thousand_spans_in_one_paragraph_do_not_take_minutes():
    text = "Reed said it rained " * 3000
    found = tuple(
        Statement(f"s{i}", "indirect", (Span(at, at + 4),), (Span(at + 5, at + 9),), (Span(at + 10, at + 19),), 0.9)
        for i, at in enumerate(range(0, len(text), 20), 1)
    )
    assert page([text_article(text, *found)]).count("<mark") == 3000


def test_many_passages_do_not_take_minutes():
    text = "It rained.\n" * 20_000
    kinds = tuple(Passage(Span(at, at + 10), "body") for at in range(0, len(text), 11))
    assert page([text_article(text, passages=kinds)]).count("<p dir") == 20_000


@ANY_MACHINE
@given(st.lists(articles(), min_size=1, max_size=2))
def test_any_article_is_escaped_and_its_text_is_all_there(found):
    source = page(found)
    source.encode("utf-8")
    parsed = Parsed(source)
    assert parsed.texts == [visible(article.text) for article in found]
    assert {tag for tag, _ in parsed.elements} <= ELEMENTS
    assert {name for _, attrs in parsed.elements for name in attrs} <= ATTRIBUTES
    assert not parsed.open
