"""What the user named: single files and addresses as they are, folders as the articles in them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.errors import InputError

STANDARD_INPUT = "-"
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
PDF_SUFFIXES = frozenset({".pdf"})


def is_url(source: str) -> bool:
    """Say whether a source is an address on the web (it begins with a scheme and `://`)."""
    scheme, mark, _ = source.partition("://")
    return bool(mark) and scheme.isalnum()


def expand(arguments: Iterable[str]) -> Iterator[str]:
    """Yield each source: a folder becomes its article files, sorted, subfolders included; all else is given as it is.

    Raises InputError for a folder without article files.
    """
    for argument in arguments:
        if argument != STANDARD_INPUT and not is_url(argument) and Path(argument).is_dir():
            yield from _articles_in(argument)
        else:
            yield argument


def _articles_in(folder: str) -> list[str]:
    kinds = HTML_SUFFIXES | TEXT_SUFFIXES | PDF_SUFFIXES
    found = sorted(
        str(path)
        for path in Path(folder).rglob("*")
        if path.suffix.lower() in kinds and not path.name.startswith(".") and path.is_file()
    )
    if not found:
        raise InputError(
            folder, "the folder holds no article files", f"give files that end in {', '.join(sorted(kinds))}"
        )
    return found
