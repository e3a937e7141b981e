import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake import load
from sayso.intake.pdf import MAX_PAGES, paragraphs

from .pdfs import paragraph, pdf

LINES = (
    "The footbridge over the Lune is safe and will open again on Monday, Mayor Ada Reed",
    "said on Friday, after engineers spent nine days under its deck and found nothing that",
    "would justify another week of waiting.",
)
QUOTE = (
    "“I walked across it myself this morning, with my own children,” Reed told reporters",
    "at the town hall. “I would not have done so had there been the smallest doubt.”",
)
FIRST, SECOND = " ".join(LINES), " ".join(QUOTE)


def test_lines_of_a_paragraph_are_joined_and_a_gap_parts_two():
    page = [*paragraph(100, *LINES), *paragraph(156, *QUOTE)]
    assert paragraphs(pdf(page)) == [FIRST, SECOND]


def test_an_indented_line_begins_a_paragraph():
    inside = [(64, 142, QUOTE[0]), (50, 156, QUOTE[1])]
    longer = LINES[2].replace("week of waiting", "week of waiting on the west bank, as the ferrymen had feared")
    assert paragraphs(pdf([*paragraph(100, *LINES[:2], longer), *inside])) == [
        f"{LINES[0]} {LINES[1]} {longer}",
        SECOND,
    ]


def test_a_short_last_line_of_a_sentence_ends_a_paragraph_without_gap_or_indent():
    assert paragraphs(pdf([*paragraph(100, *LINES), *paragraph(142, *QUOTE)])) == [FIRST, SECOND]


def test_a_headline_in_larger_type_is_a_paragraph_of_its_own():
    page = [(50, 80, "Footbridge is safe, mayor says", 20), *paragraph(100, *LINES)]
    assert paragraphs(pdf(page)) == ["Footbridge is safe, mayor says", FIRST]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page():
    columns = [*paragraph(700, LINES[0]), *paragraph(100, LINES[1], left=320)]
    assert paragraphs(pdf(columns, paragraph(100, LINES[2], *QUOTE))) == [FIRST, SECOND]


def test_running_heads_feet_and_page_numbers_are_left_out():
    pages = [
        [(50, 30, f"Harrow Courier, page {n}"), *paragraph(100, *LINES[:2]), (300, 780, str(n))] for n in range(1, 5)
    ]
    found = paragraphs(pdf(*pages))
    assert not any("Courier" in text or text.isdigit() for text in found)
    assert "".join(found).count("footbridge") == 4


def test_a_hyphen_at_the_end_of_a_line_goes_only_where_the_document_has_the_word_whole():
    lines = (
        "It was the town’s govern-", "ment, said Reed, that let the well-", "known bridge rot in 2016-",
        "2017. Hale’s govern-", "ment, she said, was a bad government.",
    )  # fmt: skip
    (text,) = paragraphs(pdf(paragraph(100, *lines)))
    assert text == (
        "It was the town’s government, said Reed, that let the well-known bridge rot in 2016-2017. "
        "Hale’s government, she said, was a bad government."
    )


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (pdf(paragraph(100, *LINES), encrypted=True), "it is locked with a password; save a copy without one"),
        (pdf([], []), "its pages are pictures without text; run it through text recognition"),
        (b"%PDF-1.7 and nothing more", "it is a damaged PDF file"),
        (pdf(*[paragraph(100, *LINES)] * (MAX_PAGES + 1)), "it has 301 pages, over 300"),
        (b"%PDF-" + bytes(20_000_000), "it is larger than 20 MB"),
    ],
    ids=["locked", "scanned", "damaged", "long", "large"],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, raw, wrong):
    path = tmp_path / "a.pdf"
    path.write_bytes(raw)
    with pytest.raises(InputError) as error:
        load(str(path))
    assert str(error.value).startswith(f"{path}: {wrong}")


def test_a_pdf_is_an_article_whose_text_is_its_paragraphs(tmp_path):
    (tmp_path / "bridge.pdf").write_bytes(
        pdf([(50, 60, "Footbridge is safe, mayor says", 20), (50, 85, "By Nora Velt"), *paragraph(120, *LINES)])
    )
    article = load(str(tmp_path / "bridge.pdf"))
    assert article.text == f"Footbridge is safe, mayor says\n\nBy Nora Velt\n\n{FIRST}"
    assert [article.headline, article.byline] == ["Footbridge is safe, mayor says", ("Nora Velt",)]
    assert article.id == "bridge"


def test_the_library_is_loaded_in_the_child_process_only(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(paragraph(100, *LINES)))
    code = "import sys\nfrom sayso.intake import load\nload(sys.argv[1])\nprint('pypdfium2' in sys.modules)"
    command = [sys.executable, "-c", code, str(tmp_path / "a.pdf")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_missing_library_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"needs pypdfium2; pip install 'sayso\[pdf\]'"):
        paragraphs(pdf(paragraph(100, *LINES)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_spoiled_pdf_is_read_or_refused(data):
    raw = bytearray(pdf([*paragraph(100, *LINES), *paragraph(156, *QUOTE)]))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(5, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        found = paragraphs(bytes(raw))
    except InputError:
        return
    assert all(text == " ".join(text.split()) for text in found)
    "".join(found).encode("utf-8")
