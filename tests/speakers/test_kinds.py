import numpy as np
import pytest

from sayso.article import Span
from sayso.speakers.kinds import KINDS, Marked, kinds_of

WOMEN = {"ada": 1.0, "tom": 0.0}


def kinds(*written, titled=(), model="other", sure=1.0):
    """The kinds of names that stand one a line, where the model leans to `model`."""
    text = "\n".join(written)
    lean = np.full(len(KINDS), (1 - sure) / len(KINDS), np.float32)
    lean[KINDS.index(model)] += sure
    at = 0
    marked = []
    for name in written:
        marked.append(Marked(Span(at, at + len(name)), lean, name in titled))
        at += len(name) + 1
    return kinds_of(text, marked, WOMEN)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ada Reed", "person"),
        ("the Carrow Times", "organization"),
        ("Department of Works", "organization"),
        ("Norway", "place"),
        ("New Hampshire", "place"),
        ("Norwegian", "people"),
        ("Republicans", "people"),
    ],
)
def test_words_tell_what_the_model_does_not_know(name, kind):
    assert kinds(name, sure=0.3) == [kind]


def test_one_name_has_one_kind_wherever_it_stands():
    text = "Tarn\nTarn\nTarn"
    places = [Span(0, 4), Span(5, 9), Span(10, 14)]
    scores = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(k) for k in ("place", "organization", "place")]]
    marked = [Marked(span, row, False) for span, row in zip(places, scores, strict=True)]
    assert kinds_of(text, marked, WOMEN) == ["place"] * 3


def test_who_has_a_title_once_is_a_person_always():
    assert kinds("Tarn", "Tarn", titled=("Tarn",), model="organization") == ["person", "person"]


def test_a_word_is_a_person_where_it_is_someone_s_surname():
    assert kinds("Ada Reed", "Reed", model="organization", sure=0.2) == ["person", "person"]


def test_an_act_or_a_prize_named_after_somebody_is_no_person():
    assert kinds("Ada Reed Act", model="other", sure=0.4) == ["other"]
