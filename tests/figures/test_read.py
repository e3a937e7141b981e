"""Figures of an article: on whose say-so each stands, and which other voices contradict."""

from dataclasses import replace

from sayso.article import Article, Passage, Span, Voice
from sayso.figures.read import with_figures

_TEXT = (
    "Police said 400 protesters blocked the Halden bridge on Monday. Organisers put it at more than 2,000 protesters "
    "on the bridge. The bridge is 31 years old. Tickets cost $5."
)


def _article() -> Article:
    """The article, its first two sentences the words of p1 and p2, the rest the outlet's."""
    first, second = _TEXT.index("Organisers"), _TEXT.index("The bridge is")
    voices = (
        Voice(("p3",), (Span(second, len(_TEXT)),), 10, 0, 0.4),
        Voice(("p3", "p1"), (Span(0, first),), 10, 0, 0.3),
        Voice(("p3", "p2"), (Span(first, second),), 10, 0, 0.3),
    )
    return Article("bridge", _TEXT, "0" * 64, voices=voices)


def test_each_figure_stands_on_the_voice_of_its_words() -> None:
    """The innermost speaker is the one in whose words the number stands."""
    figures = with_figures(_article()).figures
    assert [(one.quantity, one.unit, one.voice[-1]) for one in figures] == [
        (400, "protesters", "p1"), (2000, "protesters", "p2"), (31, "years", "p3"), (5, "dollars", "p3"),
    ]  # fmt: skip
    assert [_TEXT[slice(*one.at[0])] for one in figures][:2] == ["400 protesters", "more than 2,000 protesters"]


def test_two_voices_on_one_thing_are_set_side_by_side() -> None:
    """Both ways, and nothing else."""
    assert [one.differs for one in with_figures(_article()).figures] == [("f2",), ("f1",), (), ()]


def test_what_a_voice_says_twice_is_one_contradiction() -> None:
    """The first time it says so stands for both."""
    text = _TEXT.replace("on Monday", "on Monday, 400 protesters")
    first = text.index("Organisers")
    voices = (Voice(("p3", "p1"), (Span(0, first),), 9, 0, 0.5), Voice(("p3", "p2"), (Span(first, 900),), 9, 0, 0.5))
    figures = with_figures(Article("bridge", text, "0" * 64, voices=voices)).figures
    assert [(one.quantity, one.differs) for one in figures][:3] == [(400, ("f3",)), (400, ("f3",)), (2000, ("f1",))]


def test_one_voice_never_contradicts_itself() -> None:
    """Two numbers in one speaker's mouth are no dispute."""
    article = _article()
    voice = replace(article.voices[1], spans=(Span(0, len(_TEXT)),))
    assert not any(one.differs for one in with_figures(replace(article, voices=(voice,))).figures)


def test_captions_and_notices_are_not_read() -> None:
    """A number in a notice is nobody's claim."""
    article = Article("x", "Call 800 helpers.", "0" * 64, passages=(Passage(Span(0, 17), "notice"),))
    assert with_figures(article).figures == ()
