"""What each paragraph of an article is: its body, or one of the things that stand around a body.

Nothing is taken out of the text; a paragraph is only labelled. A label other than body costs every statement in the
paragraph, so each rule asks for wording, length and place that real sentences of an article hardly have together.
Newsletter prompts, disclaimers, corrections and notes on who contributed are notices; share bars, "Read more" and lists
of related links are share bars.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.article import PassageKind
from sayso.intake import wording
from sayso.intake.dates import without_date


class Paragraph(NamedTuple):
    """A paragraph of an article, and what its place in the page says it is (None: nothing)."""

    text: str
    hint: PassageKind | None = None


_DATE_WORDS = frozenset(
    "at am pm on by of in the and first last gmt a.m p.m published updated posted modified created".split()
)
_WORDS = re.compile(r"[\w.'’-]*\w")
_LINE = 160  # characters; what is longer is no byline
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s")
_TOP, _END, _LAST = 6, 8, 5  # paragraphs from the start and the end of an article
_LONG = 900  # characters; what is longer is body


def label(paragraphs: Sequence[Paragraph]) -> list[PassageKind]:
    """Return the kind of each paragraph of an article, in order. A hint of the page is followed where it has one."""
    kinds: list[PassageKind] = []
    closing: str | None = None
    total = len(paragraphs)
    for at, (text, hint) in enumerate(paragraphs):
        closing, inside = _short_code(text, closing, [p.text for p in paragraphs[at + 1 : at + 6]])
        if inside:
            kinds.append("short code")
        elif hint is not None and hint != "body":
            kinds.append(hint)
        else:
            kinds.append(_kind(text, at, total))
    return kinds


def _short_code(text: str, closing: str | None, following: list[str]) -> tuple[str | None, bool]:
    """Say which short code is open after a paragraph, and whether the paragraph belongs to one.

    A code that opens and is closed within five paragraphs owns what lies between (`[box]`, a paragraph, `[/box]`).
    """
    if closing is not None:
        return (None if f"[/{closing}]" in text.lower() else closing), True
    found = wording.SHORT_CODE.match(text)
    if found is None:
        return None, False
    code = found.group().strip().lower()
    if code.startswith("["):
        name = re.match(r"\[/?([\w-]+)", code)
        assert name is not None
        end = f"[/{name[1]}]"
        if end in text.lower():
            return None, not text[text.lower().rindex(end) + len(end) :].strip()
        if any(end in later.lower() for later in following):
            return name[1], True
    rest = wording.SHORT_CODE.sub("", text)
    return None, not re.search(r"\w", rest)


def _kind(text: str, at: int, total: int) -> PassageKind:
    size = len(text)
    if size > _LONG:
        return "body"
    near_end = total - at <= _END
    if at < _TOP and is_byline(text):
        return "byline"
    if _is_share(text, size):
        return "share bar"
    if _is_notice(text, size, near_end):
        return "notice"
    if total - at <= _LAST and _is_biography(text):
        return "biography"
    if size < 400 and (wording.CAPTION.search(text) or (wording.CREDIT.search(text) and not _quoted(text))):
        return "caption"
    return "body"


def is_byline(text: str) -> bool:
    """Say whether a line near the top names who wrote the article, or when and where it appeared."""
    if len(text) > _LINE:
        return False
    if wording.STAMP.match(text):
        return True
    if _SENTENCE.search(text):
        return False
    if wording.BYLINE.match(text):
        return True
    rest = without_date(text)
    return (
        rest != text
        and not text.endswith(":")
        and all(word[0].isupper() or word[0].isdigit() or word.lower() in _DATE_WORDS for word in _WORDS.findall(rest))
    )


def _is_share(text: str, size: int) -> bool:
    if size < 120 and wording.SHARE_WORD.search(text) and wording.ONLY_SHARE_WORDS.fullmatch(text.strip() + " "):
        return True
    if size < 250 and wording.POINTER_BEFORE_COLON.match(text):
        return True
    return size < 120 and wording.POINTER.match(text) is not None and not _SENTENCE.search(text)


def _is_notice(text: str, size: int, near_end: bool) -> bool:
    if wording.NOTICE.match(text):
        return True
    if size < 400 and wording.NEWSLETTER.search(text) and (size < 60 or wording.PROMPT.match(text)):
        return not _quoted(text)
    return near_end and size < 500 and wording.CONTRIBUTED.search(text) is not None and not _quoted(text)


def _is_biography(text: str) -> bool:
    if _quoted(text) or wording.TWEET.search(text) or wording.BIOGRAPHY.match(text) is None:
        return False
    return text.lower().startswith("about the author") or wording.CONTACT.search(text) is not None


def _quoted(text: str) -> bool:
    return any(mark in text for mark in ('"', "“", "”", "''"))
