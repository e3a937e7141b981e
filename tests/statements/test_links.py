import numpy as np

from sayso.statements.draft import Draft, drafts
from sayso.statements.links import Link, Links, links
from sayso.statements.model import Scored
from sayso.statements.spans import CONTENT, CUE, SOURCE, TokenSpan
from sayso.statements.stream import Stream, Window

WIDTH = 8
UNSURE = np.full((10, 7), np.log(1 / 7), np.float32)
NEVER = frozenset().__contains__
NO_BIAS = np.zeros((2, 20), np.float32)
EMPTY = np.zeros((0, 0), np.float32)


def stream(*paragraphs: int) -> Stream:
    total = sum(paragraphs)
    blank = [0] * total
    return Stream(blank, blank, blank, blank, blank, [0, *np.cumsum(paragraphs).tolist()])


def scored(tokens: Stream, owners: dict[int, list[TokenSpan]]) -> Scored:
    """A window in which each cue (by its first token) seeks just the spans given, and every label is as likely."""
    n = len(tokens.ids)
    vectors = np.zeros((n, 3, 2, WIDTH), np.float32)
    for number, (cue, spans) in enumerate(owners.items()):
        vectors[cue, 1, :, number] = 20.0
        for span in spans:
            vectors[span.start : span.end, 0, 0 if span.role == SOURCE else 1, number] = 3.0
    return Scored(Window(0, n), np.full((n, 7), np.log(1 / 7), np.float32), vectors, EMPTY, EMPTY)


def linked(tokens: Stream, spans: list[TokenSpan], owners: dict[int, list[TokenSpan]]) -> Links:
    part = scored(tokens, owners)
    return links(spans, [part], NO_BIAS)


def test_each_content_goes_to_the_cue_that_seeks_it_and_each_cue_to_its_source():
    a, said, that = TokenSpan(SOURCE, 0, 1), TokenSpan(CUE, 1, 2), TokenSpan(CONTENT, 2, 5)
    b, held, this = TokenSpan(SOURCE, 5, 6), TokenSpan(CUE, 6, 7), TokenSpan(CONTENT, 7, 9)
    found = linked(stream(10), [a, said, that, b, held, this], {1: [a, this], 6: [b, that]})
    assert found.cue_of[that].partner == held
    assert found.cue_of[this].partner == said
    assert found.source_of[said].partner == a
    assert found.source_of[held].partner == b


def test_a_cue_without_a_likely_source_has_none_and_a_quotation_without_a_cue_stands_alone():
    said, that, alone = TokenSpan(CUE, 1, 2), TokenSpan(CONTENT, 2, 4), TokenSpan(CONTENT, 5, 7)
    nobody = TokenSpan(SOURCE, 0, 1)
    found = Links({that: Link(-0.1, said), alone: Link(-9.0, said)}, {said: Link(-5.0, nobody)}, set())
    spans = [nobody, said, that, alone]
    owned = Draft((said,), (), (that,))
    assert drafts(spans, found, UNSURE, lambda span: span == alone) == [owned, Draft((), (), (alone,))]
    assert drafts(spans, found, UNSURE, NEVER) == [owned]


def test_pieces_of_one_content_are_gathered_in_reading_order():
    first, said, second = TokenSpan(CONTENT, 0, 2), TokenSpan(CUE, 2, 3), TokenSpan(CONTENT, 4, 6)
    found = Links({second: Link(-0.1, said), first: Link(-0.2, said)}, {}, set())
    assert drafts([first, said, second], found, UNSURE, NEVER) == [Draft((said,), (), (first, second))]
