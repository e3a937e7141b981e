from sayso.article import Figure, Span
from sayso.output.wording import amount


def test_a_unit_that_stands_elsewhere_is_shown_in_brackets_and_a_blank_one_is_not():
    seven = Figure("f1", 7.0, "votes", None, None, (Span(0, 1),), ())
    assert amount("7", seven) == "7 [votes]"
    assert amount("7", Figure("f1", 7.0, "\r", None, None, (Span(0, 1),), ())) == "7"
