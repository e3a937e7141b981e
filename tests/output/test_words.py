from dataclasses import replace

from hypothesis import given

from sayso.article import Article, Passage, Span, Statement
from sayso.output.words import READ, Words, passages, words

from .any_article import ANY_MACHINE, articles


def article(text, *contents, kinds=()):
    statements = tuple(
        Statement(f"s{i}", "mixed", (), (), (Span(text.index(one), text.index(one) + len(one)),), 0.9)
        for i, one in enumerate(contents, 1)
    )
    return Article(id="t", text=text, sha256="0" * 64, statements=statements, passages=kinds)


def test_words_of_content_are_quoted_inside_the_marks_and_paraphrased_outside():
    found = words(article("Reed said the bridge was “entirely safe”.", "the bridge was “entirely safe”"))
    assert found == Words(quoted=2, paraphrased=3, own=2)
    assert [found.total, found.percent(found.quoted)] == [7, 29]


def test_quotation_marks_outside_every_statement_are_the_articles_own_voice():
    assert words(article("The “Old Bridge” opened.")) == Words(0, 0, 4)


def test_words_that_two_statements_share_are_counted_once():
    assert words(article("She said he said it rained.", "he said it rained", "it rained")) == Words(0, 4, 2)


def test_passages_that_are_not_read_are_not_counted():
    text = "It rained.\n\nPhotograph: Lena Ortiz"
    kinds = (Passage(Span(0, 10), "body"), Passage(Span(12, len(text)), "caption"))
    assert words(article(text, kinds=kinds)) == Words(0, 0, 2)


def test_an_article_without_words_has_no_percentages_to_divide_by():
    assert words(article("…")).percent(0) == 0


@ANY_MACHINE
@given(articles())
def test_every_word_that_is_read_is_counted_once(one):
    found = words(one)
    assert min(found.quoted, found.paraphrased, found.own) >= 0
    assert found.total == words(replace(one, statements=())).own
    assert found.total == 0 or any(passage.kind in READ for passage in passages(one))
