import hashlib
import io
import sys

import pytest

from sayso.errors import InputError
from sayso.intake import fetch as fetching
from sayso.intake import from_text, load

from .pages import PARAGRAPHS, page

STORY = (
    "Mayor: bridge is safe\r\n\r\nThe bridge is safe and it will be open on Monday, the mayor said.\rIt was closed.\n"
)


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def refusal(source):
    with pytest.raises(InputError) as error:
        load(source)
    assert str(error.value).count("\n") == 0
    return str(error.value)


def test_the_text_of_a_text_file_is_exactly_the_decoded_file(write):
    article = load(write("bridge.txt", STORY))
    assert article.text == STORY
    assert article.id == "bridge"
    assert article.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert article.statements == ()
    assert article.model is None


def test_the_text_of_a_page_is_its_headline_and_paragraphs_joined_by_blank_lines(write):
    article = load(write("bridge.html", page()))
    assert article.text == "\n\n".join(["Harrow footbridge is safe, mayor says", *PARAGRAPHS])
    assert [part.kind for part in article.passages] == ["headline"] + ["body"] * len(PARAGRAPHS)
    assert article.byline == ("Nell Marsh", "Ivo Brandt")
    assert article.origins["byline"] == "json-ld"
    assert all(article.text[part.span.start : part.span.end].strip() for part in article.passages)


@pytest.mark.parametrize("name", ["stdin", "page", "page.unknown"])
def test_a_page_is_known_by_its_content_where_no_suffix_says_so(name, write, monkeypatch):
    if name == "stdin":
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page().encode())))
    article = load("-" if name == "stdin" else write(name, page()))
    assert article.headline == "Harrow footbridge is safe, mayor says"
    assert article.id == name.removesuffix(".unknown")


def test_a_text_on_standard_input_is_kept_as_it_is(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert load("-").text == STORY


def test_a_text_file_that_speaks_of_html_is_no_page(write):
    text = "<p> is a tag, the mayor said. It was <b>bold</b>.\n"
    assert load(write("a.txt", text)).text == text


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.txt", b" \n \r\n\t", "it is empty"),
        ("blank.html", b"\xef\xbb\xbf", "it is empty"),
        ("nul.txt", b"The mayor\0said no.", "binary"),
        ("a.pdf", b"%PDF-1.7", "a damaged PDF file"),
        ("a.html", b"<html><body></body></html>", "no article was found"),
        ("large.txt", b"a" * 5_000_001, "larger than 5 MB"),
        ("large.html", b"<p>" * 2_000_000, "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence_that_names_it(name, content, wrong, write):
    message = refusal(write(name, content))
    assert name in message
    assert wrong in message


def test_missing_files_folders_and_impossible_names_are_refused(tmp_path):
    assert "no such file" in refusal(str(tmp_path / "none.txt"))
    assert "it is a folder" in refusal(str(tmp_path))
    assert "cannot be opened" in refusal("a\0b")
    assert "cannot be opened" in refusal("x" * 5000)


def test_half_a_surrogate_pair_is_refused_by_its_place():
    with pytest.raises(InputError, match="position 4"):
        from_text("The \ud800 mayor said no.")


def test_an_article_from_the_web_keeps_the_address_it_came_from(monkeypatch):
    fetched = fetching.Fetched(page().encode(), "https://courier.example/bridge", "utf-8", "text/html")
    monkeypatch.setattr(fetching, "fetch", lambda _: fetched)
    article = load("https://courier.example/short")
    assert (article.id, article.url) == ("https://courier.example/short", "https://courier.example/bridge")
    assert article.origins["url"] == "given"


def test_plain_text_from_the_web_is_kept_as_it_is(monkeypatch):
    fetched = fetching.Fetched(STORY.encode(), "https://courier.example/a.txt", None, "text/plain")
    monkeypatch.setattr(fetching, "fetch", lambda _: fetched)
    assert load("https://courier.example/a.txt").text == STORY
