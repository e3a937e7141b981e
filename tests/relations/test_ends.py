"""What in a sentence may be an end of a relation."""

import numpy as np
import pytest

from sayso.article import Span
from sayso.relations.ends import ends
from sayso.speakers.mentions import Name
from sayso.statements.model import WEIGHTS
from sayso.statements.stream import stream
from sayso.statements.wordpiece import WordPiece


def _ends(text: str, names: tuple[str, ...] = (), heads: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return form and words of the ends of one sentence; `heads` are nouns that the model marks."""
    tokens = stream(text, WordPiece(WEIGHTS / "vocab.txt"))
    at = {text.index(head) for head in heads}
    nouns = np.array([0.9 if start in at else 0.0 for start in tokens.starts], np.float32)
    marked = [Name(Span(text.index(n), text.index(n) + len(n)), "person", "") for n in names]
    (found,) = ends(text, [0], marked, nouns, tokens)
    return [(one.form, text[slice(*one.span)]) for one in found if one.span]


def test_names_pronouns_and_descriptions_are_ends() -> None:
    """In reading order, each with its own words."""
    assert _ends("Ada Reed said he had betrayed the voters.", ("Ada Reed",)) == [
        ("name", "Ada Reed"), ("pronoun", "he"), ("description", "the voters"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["She's failing us.", "She’s failing us."])
def test_a_contracted_pronoun_is_one(text: str) -> None:
    """With either apostrophe; what is joined to it is not part of it."""
    assert _ends(text) == [("pronoun", "She"), ("first person", "us")]


def test_the_country_in_capitals_is_no_pronoun() -> None:
    """The US, and us."""
    assert _ends("Tariffs hit US farmers.", heads=("farmers",)) == [("description", "US farmers")]


def test_whom_a_description_belongs_to_is_an_end_of_its_own() -> None:
    """Hale's aides are not Hale."""
    assert _ends("Reed attacked Hale’s top aides.", ("Reed", "Hale"), ("aides",)) == [
        ("name", "Reed"), ("name", "Hale"), ("description", "Hale’s top aides"),
    ]  # fmt: skip


def test_a_name_that_only_describes_is_no_end() -> None:
    """The Hale administration is not Hale."""
    assert _ends("Reed sued the Hale administration.", ("Reed", "Hale")) == [
        ("name", "Reed"), ("description", "the Hale administration"),
    ]  # fmt: skip


def test_a_title_before_a_name_is_no_end() -> None:
    """Senator Hale is one, not two."""
    assert _ends("Reed thanked senator Hale.", ("Reed", "Hale")) == [("name", "Reed"), ("name", "Hale")]
