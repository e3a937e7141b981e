import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Span
from sayso.project.stories.candidates import likely
from sayso.project.stories.compared import Said, compared
from sayso.project.stories.groups import groups
from sayso.project.stories.quotes import quote
from sayso.project.stories.utterance import same_utterance

LONG = "we shall not close the old bridge before the harbour is deep enough"
MIDDLE = "the levy punishes honest fishermen"


def said(words, speaker="Ada Reed", published="2016-08-10", kind="direct", number=1):
    return quote(words, kind, speaker, published, (number, number))


@pytest.mark.parametrize(
    ("words", "other"),
    [
        (LONG, {}),
        (LONG, {"speaker": None}),
        (LONG, {"speaker": "Tom Hale"}),
        (LONG, {"published": "2019-01-01"}),
        (LONG, {"kind": "indirect"}),
        (LONG, {"speaker": "Mayor Reed", "published": None}),
        (MIDDLE, {}),
        (MIDDLE, {"speaker": "Reed", "published": "2016-08-12"}),
        ("it never happened", {"published": "2016-08-11"}),
    ],
)
def test_one_utterance(words, other):
    assert same_utterance(said(words), said(words, **other))
    assert same_utterance(said(words, **other), said(words))


@pytest.mark.parametrize(
    ("words", "other"),
    [
        (LONG, {"kind": "indirect", "speaker": "Tom Hale"}),
        (MIDDLE, {"kind": "indirect", "speaker": "Tom Hale"}),
        (MIDDLE, {"published": "2018-08-10", "speaker": None}),
        ("it never happened", {"speaker": None}),
        ("it never happened", {"speaker": "Tom Hale"}),
        ("it never happened", {"published": "2016-09-10"}),
        ("it never happened", {"published": None}),
        ("of the United States of America and North Korea", {"speaker": "Tom Hale"}),
    ],
)
def test_not_shown_to_be_one(words, other):
    assert not same_utterance(said(words), said(words, **other))


def test_what_nobody_quotes_is_no_utterance():
    assert not same_utterance(said(LONG, kind="indirect"), said(LONG, kind="indirect"))


def test_names_in_a_row_are_no_evidence():
    a = said("a call with Secretary of State Ida Lorne of the United Isles about fish")
    b = said("praise for Secretary of State Ida Lorne of the United Isles in winter")
    assert not same_utterance(a, b)


def test_a_stock_phrase_of_many_people_in_many_months_is_nobodys():
    stock = "we will continue to monitor the changing situation very closely"
    names = ("Ada Reed", "Tom Hale", "Ida Lorne", "Sam Okoro", "Eve Marsh")
    spread = [said(stock, name, f"201{at}-0{at + 1}-01", number=at) for at, name in enumerate(names)]
    assert groups(spread) == []
    at_once = [said(stock, name, "2016-08-10", number=at) for at, name in enumerate(names)]
    assert [len(group.members) for group in groups(at_once)] == [5]


def test_quotes_of_one_article_are_not_compared():
    assert list(likely([said(LONG), said(LONG)])) == []
    assert list(likely([])) == []


def test_a_speech_is_in_the_group_of_each_of_its_passages():
    other = "and nobody in this town will ever again pay twice for one single herring"
    quotes = [said(words, number=at) for at, words in enumerate((f"{LONG} {other}", LONG, LONG, other, other))]
    assert [group.members for group in groups(quotes)] in ([(0, 1, 2, 3, 4)], [(0, 1, 2), (0, 3, 4)])


def version(words, quoted=True):
    text = " ".join(words)
    one = quote(text, "direct" if quoted else "indirect", None, None, (1, 1))
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
    return Said(text, one.words, tuple(starts), one.quoted, tuple(Span(at, at + 1) for at in starts))


@given(*[st.lists(st.sampled_from("bridge ferry levy the a".split()), max_size=12)] * 2, st.booleans())
def test_the_pieces_make_both_versions(fullest, other, quoted):
    a, b = version(fullest), version(other, quoted)
    pieces = compared(a, b)
    assert " ".join(piece.was for piece in pieces if piece.was).split() == fullest
    now = " ".join(piece.now for piece in pieces if piece.now)
    assert now in " ".join(other)
    assert all((piece.what == "unquoted") <= (not quoted) for piece in pieces)
