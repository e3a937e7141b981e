"""Intake: from a path, an address on the web or standard input to an Article whose statements are still to be read."""

import hashlib
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.article import Article, Passage, Span
from sayso.errors import InputError
from sayso.intake import language
from sayso.intake.sources import HTML_SUFFIXES, STANDARD_INPUT, TEXT_SUFFIXES, expand, is_url

if TYPE_CHECKING:
    from sayso.intake.fetch import Fetched

__all__ = ["expand", "from_page", "from_text", "load"]

MAX_BYTES = 5_000_000
MAX_PDF_BYTES = 20_000_000
"""A PDF file holds its pictures."""
_PDF = b"%PDF-"
_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+html|html))\b",
    re.I | re.S,
)
_PIECE_OF_HTML = re.compile(r"\s*<(?:article|main|div|section|p|h1|meta|title)\b[^>]*>.*</\w+>\s*\Z", re.I | re.S)
_SHOUTED = 0.8


def load(source: str) -> Article:
    """Return the article at a path, at an http(s) address, or on standard input ("-"), without statements.

    For a text file `text` is exactly the decoded file; for a page it is the headline and the paragraphs of the page's
    article, for a PDF file its paragraphs, joined by blank lines. Raises InputError.
    """
    if is_url(source):
        from sayso.intake.fetch import fetch

        return from_page(fetch(source), source)
    if source == STANDARD_INPUT:
        return _from_bytes(_bounded(_all(sys.stdin.buffer), "standard input"), "standard input", "stdin", "")
    path = Path(source)
    return _from_bytes(_bounded(_read(path), source), source, path.stem, path.suffix.lower())


def from_page(page: "Fetched", name: str) -> Article:
    """Return the article of a page that was fetched, without statements. Raises InputError."""
    from sayso.intake.decoding import decode

    if page.body.startswith(_PDF):
        article = _from_pdf(page.body, name, name)
        return replace(article, url=page.url, origins={**article.origins, "url": "given"})
    text, warnings = decode(page.body, name, page.charset)
    if page.plain and not looks_like_html(text):
        article = _warned(from_text(text, name), warnings)
        return replace(article, url=page.url, origins={**article.origins, "url": "given"})
    return _from_html(text, name, name, page.url, warnings)


def from_text(text: str, id: str = "text") -> Article:  # noqa: A002
    """Return the article that a plain text is, without statements; the text is kept as it is. Raises InputError."""
    from sayso.intake import text as plain

    _refuse_unreadable(text, id)
    labelled = plain.passages(text)
    top = plain.top(text, labelled)
    fields = {name: value for name, value in top._asdict().items() if value}
    return _article(id, text, labelled, fields, dict.fromkeys(fields, "text"))


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(str(path), "it is a folder", "give its files, or the folder to `sayso read`")
        with path.open("rb") as file:
            return _all(file)
    except FileNotFoundError:
        raise InputError(str(path), "there is no such file", "check the path") from None
    except PermissionError:
        raise InputError(str(path), "it may not be read", "check who may read the file") from None
    except (OSError, ValueError) as error:
        raise InputError(str(path), f"it cannot be opened ({error})", "check the path") from None


def _all(file: BinaryIO) -> bytes:
    """Return all bytes of a file, or so many that `_bounded` will refuse them."""
    start = file.read(MAX_BYTES + 1)
    return start + file.read(MAX_PDF_BYTES - MAX_BYTES) if start.startswith(_PDF) else start


def _bounded(raw: bytes, name: str) -> bytes:
    most = MAX_PDF_BYTES if raw.startswith(_PDF) else MAX_BYTES
    if len(raw) > most:
        raise InputError(name, f"it is larger than {most // 1_000_000} MB", "give each article as a file of its own")
    return raw


def _from_bytes(raw: bytes, name: str, id: str, suffix: str) -> Article:  # noqa: A002
    from sayso.intake.decoding import decode

    if raw.startswith(_PDF):
        return _from_pdf(raw, name, id)
    text, warnings = decode(raw, name)
    if suffix in HTML_SUFFIXES or (suffix not in TEXT_SUFFIXES and looks_like_html(text)):
        return _from_html(text, name, id, None, warnings)
    return _warned(from_text(text, id), warnings)


def _from_pdf(raw: bytes, name: str, id: str) -> Article:  # noqa: A002
    from sayso.intake import watchdog

    return from_text("\n\n".join(watchdog.ask("pdf", raw, name)["paragraphs"]), id)


def looks_like_html(text: str) -> bool:
    """Say whether a text without a telling file name is a page."""
    return _HTML.match(text) is not None or _PIECE_OF_HTML.match(text) is not None


def _from_html(html: str, name: str, id: str, url: str | None, warnings: tuple[str, ...]) -> Article:  # noqa: A002
    from sayso.intake import watchdog
    from sayso.intake.passages import Paragraph, label
    from sayso.intake.precheck import refuse_hostile

    refuse_hostile(html, name)
    page = watchdog.extract(html, name)
    fields: dict[str, Any] = page["metadata"]
    origins: dict[str, str] = fields["origins"]
    if url is not None:
        fields["url"], origins["url"] = url, "given"
    paragraphs = [Paragraph(text, hint) for text, hint in page["paragraphs"]]
    if not paragraphs:
        raise InputError(name, "no article was found on the page", "save the article's text as a .txt file")
    if fields["headline"]:
        paragraphs.insert(0, Paragraph(fields["headline"], "headline"))
    passages, at = [], 0
    for paragraph, kind in zip(paragraphs, label(paragraphs), strict=True):
        passages.append(Passage(Span(at, at + len(paragraph.text)), kind))
        at += len(paragraph.text) + 2
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    kept = {field: fields[field] for field in ("headline", "outlet", "published", "modified", "language", "url")}
    article = _article(id, text, tuple(passages), {**kept, "byline": tuple(fields["byline"])}, origins)
    return _warned(article, warnings)


def _article(
    name: str, text: str, passages: tuple[Passage, ...], fields: dict[str, Any], origins: dict[str, str]
) -> Article:
    seen = language.identify(text)
    if seen is not None:
        fields, origins = {**fields, "language": seen}, {**origins, "language": "text"}
    notes = [language.warning(fields.get("language")), _shouted(text)]
    return Article(
        id=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        passages=passages,
        origins=origins,
        warnings=tuple(note for note in notes if note),
        **fields,
    )


def _warned(article: Article, warnings: tuple[str, ...]) -> Article:
    return replace(article, warnings=(*warnings, *article.warnings)) if warnings else article


def _refuse_unreadable(text: str, name: str) -> None:
    if not text.strip():
        raise InputError(name, "it is empty", "give a file with text")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        wrong = f"it holds half a character at position {error.start} (a lone surrogate)"
        raise InputError(name, wrong, "save it again as UTF-8") from None


def _shouted(text: str) -> str | None:
    """Return a warning for a text in capitals, in which names cannot be told from other words."""
    sample = text[:5_000]
    upper = sum(map(str.isupper, sample))
    lower = sum(map(str.islower, sample))
    if upper < 40 or upper < _SHOUTED * (upper + lower):
        return None
    return "The text is all in capitals; fewer statements are found in such a text."
