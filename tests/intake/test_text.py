import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake import from_text

STORY = (
    "Harrow footbridge is safe, mayor says\nBy Ada Reed and Tom Hale, Harrow Courier | 3 May 2025\n\n"
    "The footbridge over the Lune is safe, the mayor said on Friday, and it will be open to everybody on Monday.\n\n"
    "Read more: How the crack was found\n"
)
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "[box]",
                "[/box]",
                "By Ada Reed",
                "3 May 2025",
                "Share",
                "",
                " ",
                "Read more: x",
                "The mayor said no.",
                "\x85\u2028",
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=12,
)
ANY = st.builds(lambda lines, end: end.join(lines), LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \n"]))


def kinds(text):
    article = from_text(text)
    return [(part.kind, text[part.span.start : part.span.end]) for part in article.passages]


def test_the_top_of_a_text_gives_headline_byline_outlet_and_date():
    article = from_text(STORY)
    assert article.headline == "Harrow footbridge is safe, mayor says"
    assert article.byline == ("Ada Reed", "Tom Hale")
    assert article.outlet == "Harrow Courier"
    assert article.published == "2025-05-03"
    assert set(article.origins.values()) == {"text"}


def test_each_line_is_labelled():
    assert [kind for kind, _ in kinds(STORY)] == ["headline", "byline", "body", "share bar"]


def test_outlet_and_date_may_stand_on_a_line_of_their_own():
    article = from_text(
        "Mayor: bridge is safe\n\nBy Ada Reed\nHarrow Courier | May 3, 2025\n\n" + "The mayor said so. " * 9
    )
    assert (article.byline, article.outlet, article.published) == (("Ada Reed",), "Harrow Courier", "2025-05-03")


@pytest.mark.parametrize(
    "first",
    [
        "HARROW FERRY (LNA) - The bridge is safe, the mayor said on Friday",
        "The footbridge over the Lune is safe and will be opened again on Monday, Mayor Ada Reed said on Friday.",
        "“I walked across it,” she said, “with my own children”",
        "REED:",
    ],
)
def test_a_first_paragraph_that_reads_like_body_is_no_headline(first):
    assert from_text(first + "\n\nThe council closed the bridge in April after a crack was found.").headline is None


def test_a_lone_line_is_body():
    assert kinds("Mayor says bridge is safe") == [("body", "Mayor says bridge is safe")]


def test_paragraphs_of_a_text_set_to_a_width_stay_whole():
    text = (
        "Mayor says bridge is safe\nBy Ada Reed\n\nThe footbridge over the Lune is safe, the mayor said\non Friday, "
        "and it will be open to everybody\non Monday.\n\nThe council closed it in April when an "
        "inspector\nfound a crack.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["headline", "byline", "body", "body"]


def test_a_megabyte_without_a_full_stop_is_one_body():
    text = "bridge and " * 100_000
    assert [kind for kind, _ in kinds(text)] == ["body"]


def test_a_text_in_capitals_is_read_with_a_warning():
    article = from_text(("THE MAYOR SAID THAT THE BRIDGE IS SAFE AND THAT IT WILL BE OPEN TO ALL ON MONDAY.\n\n") * 3)
    assert any("capitals" in warning for warning in article.warnings)


def test_a_text_in_french_is_read_with_a_warning_that_names_the_language():
    article = from_text(
        "Le maire a dit que le pont est sûr et que les habitants de la ville pourront le traverser dès lundi."
    )
    assert article.language == "fr"
    assert any("French" in warning for warning in article.warnings)


@given(ANY.filter(str.strip))
def test_passages_are_ordered_apart_and_cover_every_character_that_is_no_white_space(text):
    article = from_text(text)
    assert article.text == text
    covered = set()
    last = 0
    for part in article.passages:
        assert last <= part.span.start < part.span.end
        last = part.span.end
        assert not text[part.span.start].isspace() and not text[part.span.end - 1].isspace()
        covered.update(range(*part.span))
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())
