"""Figures in text and on the page: the words, whose say-so, and who says otherwise."""

from dataclasses import replace

from sayso.article import Figure, Span
from sayso.output.html import page
from sayso.output.text import text

from .articles import resolved


def _with_figures():
    article = resolved()
    at = article.text.index("bridge")
    one = Figure("f1", 2.0, "bridges", "the harbour", None, (Span(at, at + 6),), ("p2", "p1"), ("f2",))
    two = Figure("f2", 3.0, "bridges", "the harbour", None, (Span(0, 5),), ("p2",), ("f1",))
    return replace(article, figures=(one, two))


def test_text_sets_figures_of_two_voices_side_by_side():
    shown = " ".join(text(_with_figures(), width=100).split())
    assert "Figures: 2." in shown
    assert "bridge [bridges] (the harbour) · A Ada Reed · but Mayor [bridges] · ¶ The Westerhaven Courier" in shown


def test_an_article_without_figures_says_nothing_of_them():
    assert "Figures" not in text(resolved())
    assert 'aria-label="Figures"' not in page([resolved()])


def test_the_page_has_a_table_with_links_to_the_speakers():
    source = page([_with_figures()])
    table = source[source.index('<table class="figures">') :]
    assert table.count('<tr><th scope="row">') == 2
    assert 'href="#a1p1">Ada Reed</a>' in table
