import contextlib
import time

import pytest

from sayso.errors import InputError
from sayso.intake.precheck import refuse_hostile

from .pages import page


def refused(html):
    start = time.process_time()
    with pytest.raises(InputError) as error:
        refuse_hostile(html, "page.html")
    assert time.process_time() - start < 2
    return error.value.wrong


def test_an_ordinary_page_passes():
    refuse_hostile(page(), "page.html")


def test_a_page_larger_than_any_article_is_refused():
    assert "5 MB" in refused("a" * 5_000_001)


def test_a_hundred_thousand_nested_elements_are_refused():
    assert "nested" in refused("<div>" * 100_000)
    assert "nested" in refused("<x-y z>" * 2_500 + "</x-y>" * 2_500)


def test_fifty_thousand_attributes_in_a_tag_are_refused():
    assert "attributes" in refused("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>")
    assert "attributes" in refused("<p " + "a='>' " * 5_000)


def test_what_scripts_styles_and_comments_hold_is_not_counted():
    noise = "<div>" * 3_000
    refuse_hostile(page(f"<script>{noise}</script><style>{noise}</style><!-- {noise} -->"), "page.html")


def test_elements_that_close_by_themselves_do_not_nest():
    refuse_hostile("<p>x<br>" * 10_000 + "<li>y" * 10_000 + "<img src=x />" * 10_000, "page.html")


@pytest.mark.parametrize("piece", ["<", "<!--", "<script", "<p a='", '<p a="', "<a <b ", "</", "<script><", "&#x"])
def test_the_look_is_linear_whatever_is_left_open(piece):
    start = time.process_time()
    with contextlib.suppress(InputError):
        refuse_hostile(piece * (1_000_000 // len(piece)), "page.html")
    assert time.process_time() - start < 3
