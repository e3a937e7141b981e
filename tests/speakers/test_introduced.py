import re

import pytest

from sayso.article import Span
from sayso.speakers.introduced import introduced
from sayso.speakers.mentions import Name


def phrases(text, *names):
    """What a text introduces, where the given names stand in it."""
    spans = [Name(Span(*m.span()), kind, "") for name, kind in names for m in re.finditer(re.escape(name), text)]
    return [(text[slice(*p.span)], p.noun, p.kind, p.plural) for p in introduced(text, [(0, len(text))], sorted(spans))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They showed a short film.", ("a short film", "film", "document", False)),
        ("He spoke to several angry voters.", ("several angry voters", "voters", "group", True)),
        ("Then a port official called.", ("a port official", "official", "unnamed", False)),
        ("More than 20 former workers wrote.", ("20 former workers", "workers", "group", True)),
        ("She praised her campaign.", ("her campaign", "campaign", "organization", False)),
    ],
)
def test_a_determiner_introduces_what_its_noun_says(text, expected):
    assert phrases(text) == [expected]


def test_who_made_a_document_belongs_to_its_phrase():
    text = "It began with a web video by the Civic Union."
    assert phrases(text, ("Civic Union", "organization")) == [
        ("a web video by the Civic Union", "video", "document", False)
    ]


def test_an_owner_introduces_even_with_the():
    text = "Ada Reed’s campaign grew. The Reed campaign paid."
    found = phrases(text, ("Ada Reed", "person"), ("Reed campaign", "other"))
    assert found[0] == ("Ada Reed’s campaign", "campaign", "organization", False)


@pytest.mark.parametrize(
    "text",
    ["The film ended.", "a campaign manager from Tarn left", "He has a way to report.", "Film, a thing of light"],
)
def test_what_is_known_already_or_no_head_introduces_nothing(text):
    assert [p for p in phrases(text) if p[1] in ("film", "campaign", "report")] == []
