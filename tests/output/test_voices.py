from dataclasses import replace

import pytest
from hypothesis import given

from sayso.article import Span, Speaker, Voice
from sayso.output.shown import shown_of
from sayso.output.voices import Words, counted_words, percent, voice_lines

from .any_article import ANY_MACHINE, articles
from .articles import resolved


def lines(article):
    return voice_lines(article, shown_of(article))


def test_the_voice_with_most_words_comes_first():
    assert [(one.chain[-1].name, one.words, one.paraphrased) for one in lines(resolved())] == [
        ("The Westerhaven Courier", 100, 97),
        ("Ada Reed", 57, 27),
        ("unknown", 42, 42),
        ("Femi Okonjo", 1, 0),
    ]


def test_a_speaker_whom_both_author_and_outlet_tell_of_is_one_voice():
    article = resolved()
    author = Speaker("p6", "Ines Calloway", "author")
    told = Voice(("p6", "p1"), (Span(90, 95),), 3, 2, 0.015)
    own = Voice(("p6",), (Span(95, 99),), 7, 0, 0.035)
    found = lines(replace(article, speakers=(*article.speakers, author), voices=(*article.voices, told, own)))
    assert [(one.chain[-1].name, one.words, one.quoted) for one in found if one.speaker in ("p1", "p2", "p6")] == [
        ("The Westerhaven Courier", 100, 3),
        ("Ada Reed", 60, 32),
        ("Ines Calloway", 7, 0),
    ]


def test_quotation_marks_in_an_articles_own_voice_quote_nobody():
    assert counted_words(lines(resolved())) == Words(quoted=31, paraphrased=69, own=100)


@pytest.mark.parametrize(
    ("part", "total", "shown"), [(1, 3, "33%"), (0, 3, "0%"), (1, 300, "<1%"), (3, 3, "100%"), (0, 0, "0%")]
)
def test_a_share_is_shown_in_whole_percent(part, total, shown):
    assert percent(part, total) == shown


@ANY_MACHINE
@given(articles())
def test_every_word_is_in_one_line(article):
    assert counted_words(lines(article)).total == sum(voice.words for voice in article.voices)
