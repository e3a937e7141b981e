import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Article, Attribution, Span, Statement
from sayso.output.terminal import columns
from sayso.output.text import text
from sayso.output.visible import visible

from .any_article import ANY_MACHINE, articles
from .articles import bridge, resolved

OUR_COLOURS = re.compile(r"\x1b\[(?:0|[1-3]|33|1;3[1-7]|1;94)m")


def blocks(article, **options):
    return text(article, **options).split("\n\n")


def test_the_head_names_headline_outlet_byline_date_and_address():
    assert blocks(bridge(), width=100)[0] == (
        "Mayor: Old Harbour bridge is safe\n"
        "The Westerhaven Courier · by Ines Calloway and Tom Brack · 3 March 2026, changed 4 March 2026\n"
        "https://courier.example/westerhaven/bridge"
    )


def test_a_statement_is_its_source_then_cue_and_content_in_the_articles_order():
    assert blocks(bridge())[3] == (
        " 3  Reed · direct\n"
        "    │ “I drive my own children over it every morning,” ‹said›. “I would not do\n"
        "    │ that if I had any doubt.”"
    )


def test_words_left_out_between_cue_and_content_are_an_ellipsis():
    assert blocks(bridge())[7] == (
        " 7  Opposition leader Femi Okonjo · direct\n    │ ‹called› … “a promise made with somebody else’s children”"
    )


def test_a_cue_after_the_content_keeps_the_comma_before_it():
    assert "│ The council was advised in June to close one lane, ‹said›" in text(bridge())


def test_a_source_after_the_cue_leaves_no_gap_before_the_full_stop():
    words = "“I know it,” said Pieter Hallam. “I built it.”"
    found = Statement("s1", "direct", (Span(18, 31),), (Span(13, 17),), (Span(0, 12), Span(33, 46)), 0.9)
    article = Article(id="t", text=words, sha256="0" * 64, statements=(found,))
    assert "1  Pieter Hallam · direct\n   │ “I know it,” ‹said›. “I built it.”\n" in text(article)


def test_a_statement_without_a_source_says_so():
    assert blocks(bridge())[8].startswith(" 8  no named source · indirect\n")


def test_confidence_is_shown_only_where_it_is_low():
    shown = re.findall(r"^ *(\d+) .*confidence (\S+)", text(bridge()), re.M)
    assert shown == [("9", "0.41"), ("11", "0.46")]


def test_a_claim_in_the_headline_is_called_one():
    assert [block.splitlines()[0] for block in blocks(bridge()) if "· headline" in block] == [
        " 1  Mayor · indirect · headline"
    ]


def labels(article, **options):
    return {block.split()[0]: block.splitlines() for block in blocks(article, **options) if block[:3].strip().isdigit()}


def test_a_label_has_the_speakers_letter_name_and_role_and_not_the_name_again():
    found = labels(resolved(), width=100)
    assert found["2"][0] == " 2  A Ada Reed, mayor · mixed"
    assert found["3"][0] == " 3  A Ada Reed, mayor · direct"


def test_a_label_shows_the_words_of_the_source_that_say_something_else_and_how_it_is_known():
    found = labels(resolved(), width=100)
    assert found["1"][0] == " 1  A Ada Reed, mayor · “Mayor” (description) · indirect · headline"
    assert found["4"][0] == " 4  B The survey · “The survey, by the engineers Marle & Sons” · mixed"
    assert " ".join(found["6"][:2]).startswith(
        " 6  C Paul Marle, director, Marle & Sons · “the firm’s director, Paul Marle” (quote goes on) · "
    )


def test_a_source_that_is_the_name_needs_no_ground():
    article = resolved()
    third = article.statements[2]
    reed = replace(third, speaker=replace(third.speaker, name="Reed", how="description"))
    assert "1  A Reed, mayor · direct\n" in text(replace(article, statements=(replace(reed, id="s1"),)))


def test_an_unknown_speaker_is_said_to_be_unknown_and_why():
    found = labels(resolved(), width=100)
    assert found["5"][0].startswith(" 5  ? unknown: two who are not named · “two people who have seen the report”")


def test_a_doubtful_speaker_bears_the_confidence():
    found = labels(resolved(), width=100)
    assert found["8"][0].endswith("(shared subject) · indirect · speaker doubtful, confidence 0.44")
    assert "doubtful" not in "".join(found["1"])


def test_a_statement_within_another_says_on_whose_say_so_and_by_what_chain():
    assert labels(resolved(), width=100)["11"][1] == (
        "    on Ada Reed’s say-so: The Westerhaven Courier ‹ Ada Reed ‹ Femi Okonjo"
    )


def test_the_author_has_a_sign_of_their_own_and_takes_no_letter():
    article = resolved()
    speakers = tuple(replace(one, kind="author") if one.id == "p1" else one for one in article.speakers)
    found = labels(replace(article, speakers=speakers))
    assert found["2"][0].startswith(" 2  ¶ Ada Reed")
    assert found["4"][0].startswith(" 4  A The survey")


def test_the_closing_lines_are_the_voices_and_name_what_was_not_read():
    voices, left = blocks(resolved(), width=100)[-2:]
    assert voices == (
        "Voices in 200 words: 31 quoted (16%), 69 paraphrased (34%), 100 in the article's own voice (50%).\n"
        " 50%  100  ¶ The Westerhaven Courier · own voice\n"
        " 28%   57  A Ada Reed · 30 quoted, 27 paraphrased\n"
        " 21%   42  ? unknown · 42 paraphrased\n"
        " <1%    1  D Ada Reed ‹ Femi Okonjo · 1 quoted"
    )
    assert left == "Not read for statements: 1 byline, 1 caption, 1 biography and 1 notice.\n"


def test_a_headline_that_states_a_claim_is_told_before_the_statements():
    assert blocks(resolved())[1] == (
        "! Headline states a claim of Ada Reed.\n"
        "  2  that the Old Harbour bridge was “entirely safe” and would stay open through\n"
        "     the winter"
    )


def test_a_headline_that_is_the_outlets_own_goes_without_saying_and_one_that_is_attributed_is_no_warning():
    article = resolved()
    (check,) = article.headline_checks
    assert blocks(replace(article, headline_checks=(replace(check, verdict="own"),)))[1].startswith(" 1  A Ada Reed")
    fine = text(replace(article, headline_checks=(replace(check, verdict="attributed"),)), colour=True)
    assert "✓ Headline states" in fine
    assert "\x1b[1;31m✓" not in fine


def test_a_speaker_has_the_same_colour_wherever_the_letter_stands():
    coloured = text(resolved(), colour=True)
    assert len(set(re.findall(r"(\x1b\[[0-9;]*m)A ", coloured))) == 1
    assert len(set(re.findall(r"(\x1b\[[0-9;]*m)[A-D] ", coloured))) == 4


def within(*pairs):
    """Return an article of statements, each of a speaker and within another, as `s1` or None."""
    spans = (Span(0, 1),), (Span(2, 6),), (Span(7, 23),)
    found = tuple(
        Statement(f"s{i}", "indirect", *spans, 0.9, Attribution(who, who, "person", None, None, "name", 0.9), outer)
        for i, (who, outer) in enumerate(pairs, 1)
    )
    return Article(id="t", text="A said B said it rained.", sha256="0" * 64, statements=found)


def test_statements_that_are_within_one_another_do_not_go_round_for_ever():
    shown = text(within(("A", "s2"), ("B", "s1"), ("C", "s9")))
    assert re.findall("say-so: (.*)", shown) == ["the article ‹ B ‹ A", "the article ‹ A ‹ B"]


def test_a_speaker_within_their_own_words_needs_no_chain():
    assert "say-so" not in text(within(("A", None), ("A", "s1")))


def test_warnings_stand_before_the_statements():
    warned = replace(bridge(), warnings=("The text does not look English.",))
    assert blocks(warned)[1] == "! The text does not look English."


def test_an_article_without_statements_says_so():
    assert "No attributed statements were found.\n" in text(replace(bridge(), statements=()))


def test_without_headline_the_article_goes_by_its_id_once():
    bare = replace(bridge(), headline=None, url=None, outlet=None, byline=(), published=None, modified=None)
    assert blocks(bare)[0] == "bridge"


def test_colour_adds_nothing_but_colour():
    coloured = text(resolved(), colour=True)
    assert coloured != text(resolved())
    assert OUR_COLOURS.sub("", coloured) == text(resolved())


@pytest.mark.parametrize("width", [1, 20, 40, 80, 500])
def test_no_line_is_wider_than_the_terminal_or_than_is_good_to_read(width):
    widest = max(columns(line) for line in text(resolved(), width=width).splitlines())
    assert widest <= min(max(width, 20), 100)


def test_escape_sequences_in_a_headline_do_not_reach_the_terminal():
    evil = replace(bridge(), headline="\x1b]0;owned\x07\x1b[2J", byline=("\x9b31m",), warnings=("\u202etxt\x08",))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text(evil))


@ANY_MACHINE
@given(articles(), st.integers(1, 120))
def test_any_article_is_shown_without_control_characters_in_lines_that_fit(article, width):
    plain = text(article, width=width)
    assert all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in plain)
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", plain)
    assert max(columns(line) for line in plain.splitlines()) <= max(width, 20)
    assert OUR_COLOURS.sub("", text(article, width=width, colour=True)) == plain


@ANY_MACHINE
@given(st.text(st.characters()))
def test_visible_keeps_every_offset(raw):
    assert len(visible(raw)) == len(raw)


def test_pieces_of_a_source_that_stand_apart_are_joined_by_an_ellipsis():
    article = bridge()
    first = article.statements[1]
    at = article.text.index("Ada Reed")
    split = replace(first, source=(Span(first.source[0].start, at), Span(at + 4, first.source[0].end)))
    assert "Mayor … Reed · mixed" in text(replace(article, statements=(split,)))
