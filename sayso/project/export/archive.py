"""Several files in one zip: names that stay inside it, and the same bytes for the same project."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sayso.article import Article
from sayso.project.export.csv import csv_line
from sayso.project.export.standing import Kept

_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST = 60
_HEAD = ("file", "article_id", "name", "outlet", "published", "headline", "url", "sha256")


@contextmanager
def archive(file: BinaryIO) -> Iterator[ZipFile]:
    """Open a zip to be written entry by entry."""
    with ZipFile(file, "w", ZIP_DEFLATED) as opened:
        yield opened


def put(opened: ZipFile, name: str, text: str) -> None:
    """Write an entry, in UTF-8."""
    opened.writestr(ZipInfo(name, _FIRST_TIME), text.encode("utf-8"), ZIP_DEFLATED)


def stem(number: int, article: Article) -> str:
    """Return the name of an article's files, such as `000012-the-bridge-is-safe`: letters and digits, whatever it has.

    The number comes first, so that no two are the same and none is a name that Windows keeps for itself.
    """
    plain = unicodedata.normalize("NFKD", article.headline or article.id).encode("ascii", "ignore").decode("ascii")
    words = re.sub("[^a-z0-9]+", "-", plain.lower())[:_LONGEST].strip("-")
    return f"{number:06}-{words}".rstrip("-")


def list_head() -> str:
    """Return the head of `articles.csv`, which says what each file is."""
    return csv_line(_HEAD)


def list_line(one: Kept) -> str:
    """Return the line of an article in `articles.csv`."""
    article = one.article
    cells = (article.id, article.outlet, article.published, article.headline, article.url, article.sha256)
    return csv_line((stem(one.number, article), one.number, *cells))


def without_returns(text: str) -> str:
    """Return the text with a space for each carriage return: programs that drop them would move what comes after."""
    return text.replace("\r", " ")
