"""Relations in JSON, in text and on the page: who about whom, for or against, by what words, on whose say-so."""

import json
import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sayso.article import Relation, Span, Speaker
from sayso.output.html import page
from sayso.output.json import article_from, article_object, dumps
from sayso.output.layout import RADIUS, WIDTH, bends, nodes
from sayso.output.network import MOST
from sayso.output.text import text

from .articles import resolved
from .test_html import ATTRIBUTES, ELEMENTS, Parsed, part, plain

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "article.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
HOSTILE = "</title></svg><script>alert(1)</script>"


def relation(number, from_, to, words="struck from the budget", **more):
    start = resolved().text.index(words)
    return replace(
        Relation(
            id=f"r{number}", from_=from_, to=to, sign=-1, act="accuse", plover="ACCUSE", manner="actual", from_at=None,
            to_at=Span(0, 5), evidence=(Span(start, start + len(words)),), voice=("p2",), statement=None,
            confidence=0.9,
        ),
        **more,
    )  # fmt: skip


def related():
    """Hale, who does not speak, accuses Reed; Reed supports the survey, says Okonjo; Okonjo is against Hale."""
    found = (
        relation(1, "a1", "p1"),
        relation(
            2, "p1", "p3", "entirely safe", sign=1, act="support", plover=None, manner="hypothetical",
            from_at=Span(0, 5), voice=("p2", "p1", "p5"), statement="s2",
        ),
        relation(3, "p5", "a1", "stay open", act="investigate", manner="negated", voice=("p2", "p1"), confidence=0.41),
    )  # fmt: skip
    return replace(resolved(), actors=(Speaker("a1", "Tom Hale", "person"),), relations=found)


def of(*pairs, names=()):
    """Return an article with a relation for each (from, to, sign)."""
    found = tuple(relation(i, from_, to, sign=sign) for i, (from_, to, sign) in enumerate(pairs, 1))
    return replace(
        resolved(),
        actors=tuple(Speaker(f"a{i}", name, "person") for i, name in enumerate(names, 1)),
        relations=found,
    )


def drawing(article):
    return part(page([article]), '<svg class="network"', "</svg>")


def lines(drawn):
    return re.findall(
        r'<g class="(for|against)"><title>(.*?)</title><path class="line" stroke-width="(.*?)" d="(.*?)"', drawn
    )


@pytest.mark.parametrize("indent", [False, True])
def test_relations_and_actors_follow_the_schema_and_come_back_as_they_were(indent):
    value = json.loads(dumps(article_object(related()), indent=indent))
    VALIDATOR.validate(value)
    assert article_from(value) == related()
    keys = list(value)
    assert keys[keys.index("figures") :] == ["figures", "actors", "relations", "warnings", "model"]


def test_a_relation_is_one_object_with_its_spans_as_pairs():
    second = article_object(related())["relations"][1]
    start = related().text.index("entirely safe")
    assert list(second.items()) == [
        ("id", "r2"),
        ("from", "p1"),
        ("to", "p3"),
        ("sign", 1),
        ("act", "support"),
        ("plover", None),
        ("manner", "hypothetical"),
        ("from_at", [0, 5]),
        ("to_at", [0, 5]),
        ("evidence", [[start, start + 13]]),
        ("voice", ["p2", "p1", "p5"]),
        ("statement", "s2"),
        ("confidence", 0.9),
    ]


@pytest.mark.parametrize(
    "break_it",
    [
        lambda value: value.pop("relations"),
        lambda value: value.pop("actors"),
        lambda value: value["relations"][0].update(sign=0),
        lambda value: value["relations"][0].update(act="hug"),
        lambda value: value["relations"][0].update(plover="HUG"),
        lambda value: value["relations"][0].update(manner="maybe"),
        lambda value: value["relations"][0].update(to_at=None),
        lambda value: value["relations"][0].update(confidence=2),
        lambda value: value["relations"][0].update(why="because"),
        lambda value: value["relations"][0].pop("from_at"),
        lambda value: value["actors"][0].update(kind="ship"),
    ],
)
def test_the_schema_of_relations_is_closed(break_it):
    value = article_object(related())
    VALIDATOR.validate(value)
    break_it(value)
    assert not VALIDATOR.is_valid(value)


def test_text_says_who_about_whom_by_what_words_on_whose_say_so():
    block = text(related(), width=100).split("\n\n")[-2]
    assert [" ".join(line.split()) for line in re.split(r"\n  (?=\S)", block)] == [
        "Who about whom: 3 relations.",
        "Tom Hale → A Ada Reed · − accusation “struck from the budget” · ¶ The Westerhaven Courier",
        "A Ada Reed → B The survey · + support (told as possible) “entirely safe” · D Ada Reed ‹ Femi Okonjo",
        (
            "D Femi Okonjo → Tom Hale · − inquiry or legal action (told as not done) “stay open” · A Ada Reed"
            " · doubtful, confidence 0.41"
        ),
    ]


def test_a_name_in_a_relation_cannot_command_the_terminal():
    shown = text(of(("a1", "p1", -1), names=("Tom\x1b[31m\nHale\u202e",)))
    assert "\x1b" not in shown
    assert "Tom�[31m Hale� → A Ada Reed" in shown


def test_an_article_without_relations_says_nothing_of_them():
    assert "Who about whom" not in text(resolved())
    source = page([resolved()])
    assert 'aria-label="Relations"' not in source
    assert 'class="network"' not in source


def test_the_table_has_each_relation_with_links_to_the_speakers_and_to_its_words():
    source = page([related()])
    table = part(source, '<table class="relations">', "</table>")
    assert [plain(row) for row in part(table, "<tbody>", "</tbody>").split("</tr>")][:3] == [
        "Tom Hale A Ada Reed − against : accusation “ struck from the budget ” ¶ The Westerhaven Courier 0.90",
        "A Ada Reed B The survey + for : support (told as possible) “ entirely safe ” D Ada Reed ‹ Femi Okonjo 0.90",
        "D Femi Okonjo Tom Hale − against : inquiry or legal action (told as not done) “ stay open ” A Ada Reed 0.41",
    ]
    assert '<span class="low">0.41</span>' in table
    links = [attrs["href"] for attrs in Parsed(table).all("a")]
    assert {"#a1p1", "#a1p5", "#a1r1", "#a1r2", "#a1r3"} <= set(links)
    assert all(f'id="{link[1:]}"' in source for link in links)


def test_the_words_of_a_relation_begin_where_its_link_leads_and_the_text_stays_the_articles():
    source = page([related()])
    assert Parsed(source).texts == [related().text]
    after = plain(source[source.index('<span class="at" id="a1r2">') :])
    assert after.startswith("entirely safe")


def test_the_drawing_has_a_name_and_is_told_in_words():
    (svg,) = Parsed(page([related()])).all("svg", **{"class": "network"})
    drawn = drawing(related())
    assert svg["role"] == "img"
    title = part(drawn, f'<title id="{svg["aria-labelledby"]}">', "</title>")
    assert plain(title) == "Who is for or against whom: 4 actors, 3 relations"
    desc = part(drawn, f'<desc id="{svg["aria-describedby"]}">', "</desc>")
    assert plain(desc) == (
        "Tom Hale against Ada Reed, 1 relation; Ada Reed for The survey, 1 relation; "
        "Femi Okonjo against Tom Hale, 1 relation."
    )


def test_two_articles_on_a_page_have_drawings_with_ids_of_their_own():
    ids = [attrs["id"] for _, attrs in Parsed(page([related(), related()])).elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_relations_of_one_sign_between_the_same_two_are_one_arrow_the_thicker_the_more():
    found = lines(drawing(of(("p1", "p5", -1), ("p1", "p5", -1), ("p1", "p5", 1), ("p5", "p1", -1))))
    assert [(sign, told) for sign, told, _, _ in found] == [
        ("against", "Ada Reed against Femi Okonjo, 2 relations"),
        ("for", "Ada Reed for Femi Okonjo, 1 relation"),
        ("against", "Femi Okonjo against Ada Reed, 1 relation"),
    ]
    thick = [float(thickness) for _, _, thickness, _ in found]
    assert thick[0] > thick[1] == thick[2]
    assert len({path for *_, path in found}) == 3


@pytest.mark.parametrize("count", [2, 3, 8, 20])
def test_arrows_between_the_same_two_are_apart_and_pass_no_node_between(count):
    places = nodes(count)
    for one, other in combinations(places, 2):
        ways = bends(one, other, 4)
        middles = [(one + other) / 4 + way / 2 for way in ways]
        assert min(abs(a - b) for a, b in combinations(middles, 2)) > 10
        for place in set(places) - {one, other}:
            path = [one * (1 - t) ** 2 + 2 * ways[0] * t * (1 - t) + other * t**2 for t in (0.25, 0.5, 0.75)]
            assert min(abs(place - point) for point in path) > RADIUS / 2


@pytest.mark.parametrize("count", range(2, 21))
def test_every_label_has_a_row_of_its_own_and_nothing_stands_beyond_the_edge(count):
    places = nodes(count)
    for half in (places[::2], places[1::2]):
        assert all(b.imag - a.imag > 30 for a, b in pairwise(half))
    assert all(RADIUS < place.real < WIDTH - RADIUS for place in places)


def test_of_more_than_twenty_actors_those_with_the_most_relations_are_drawn_and_the_page_says_so():
    names = [f"Hale {i}" for i in range(1, 26)]
    twice = [(f"a{i}", f"a{i % 20 + 1}", 1) for i in range(1, 21)]
    once = [(f"a{i}", "a1", -1) for i in range(21, 26)]
    article = of(*once, *twice, names=names)
    drawn = drawing(article)
    assert drawn.count("<circle") == MOST
    assert "<title>Hale 20</title>" in drawn
    assert "<title>Hale 21</title>" not in drawn
    assert "Drawn are the 20 of 25 with the most relations." in page([article])
    assert part(page([article]), '<table class="relations">', "</table>").count('<th scope="row">') == 25
    assert "Drawn are" not in page([related()])


def test_a_name_that_is_too_long_for_the_drawing_is_cut_there_and_whole_beside_it():
    name = "The Commission of Inquiry into the State of the Bridges of the Northern Districts " + "W" * 90
    drawn = drawing(of(("a1", "p1", 1), names=(name,)))
    assert f"<title>{name}</title>" in drawn
    assert max(len(label) for label in re.findall(r'<text class="(?:left|right)"[^>]*>(.*?)<', drawn)) < 25


def test_a_relation_of_somebody_with_themselves_is_told_and_not_drawn():
    source = page([of(("p1", "p1", -1))])
    assert '<svg class="network"' not in source
    assert "accusation" in part(source, '<table class="relations">', "</table>")


def test_markup_in_a_name_is_shown_not_obeyed():
    source = page([of(("a1", "p1", -1), ("p1", "a1", 1), names=(HOSTILE,))])
    parsed = Parsed(source)
    assert "<script" not in source
    assert not parsed.open
    assert {tag for tag, _ in parsed.elements} <= ELEMENTS
    assert {name for _, attrs in parsed.elements for name in attrs} <= ATTRIBUTES
    assert "&lt;/title&gt;&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt; against Ada Reed" in source
