import pytest

from sayso.errors import InputError
from sayso.intake.sources import expand, is_url


def test_a_folder_becomes_its_article_files_sorted_subfolders_included(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("b.html", "a.TXT", "deep/c.md", "photo.jpg", ".hidden.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [name.removeprefix(f"{tmp_path}/") for name in expand([str(tmp_path)])]
    assert names == ["a.TXT", "b.html", "deep/c.md"]


def test_files_addresses_and_standard_input_stay_as_given_and_in_order():
    given = ["https://example.org/a", "-", "no such file.txt"]
    assert list(expand(given)) == given


def test_a_folder_without_articles_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match="holds no article files"):
        list(expand([str(tmp_path)]))


@pytest.mark.parametrize(
    ("source", "expected"),
    [("http://a/b", True), ("ftp://a", True), ("a.txt", False), ("C:/a.txt", False), ("a b://c", False)],
)
def test_what_has_a_scheme_is_an_address(source, expected):
    assert is_url(source) is expected
