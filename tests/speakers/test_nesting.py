from sayso.article import Span, Statement
from sayso.speakers.nesting import chain, with_nesting


def said(id_, source, content):
    spans = (Span(*source),) if source else ()
    return Statement(id_, "indirect", spans, (), (Span(*content),), 0.9)


def test_a_statement_whose_source_stands_in_another_s_content_is_within_it():
    outer, inner, beside = (
        said("s1", (0, 4), (10, 90)),
        said("s2", (12, 20), (30, 60)),
        said("s3", (100, 104), (110, 120)),
    )
    nested = with_nesting([outer, inner, beside])
    assert [one.within for one in nested] == [None, "s1", None]
    assert [one.id for one in chain(nested[1], nested)] == ["s1", "s2"]


def test_of_several_around_it_the_innermost_counts():
    nested = with_nesting(
        [said("s1", (0, 4), (10, 90)), said("s2", (12, 14), (20, 80)), said("s3", (22, 24), (30, 40))]
    )
    assert [one.within for one in nested] == [None, "s1", "s2"]


def test_two_that_hold_each_other_are_within_neither():
    nested = with_nesting([said("s1", (20, 24), (0, 10)), said("s2", (2, 4), (18, 30))])
    assert [one.within for one in nested] == [None, None]


def test_the_same_content_twice_makes_no_circle():
    nested = with_nesting([said("s1", None, (0, 10)), said("s2", None, (0, 10))])
    for one in nested:
        assert chain(one, nested)[-1] is one
