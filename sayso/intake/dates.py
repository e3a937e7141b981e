"""Dates in metadata and in plain text, as ISO 8601."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS).replace("sep(", "sept?(")
_WRITTEN = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)"
    r"|(?P<year3>(?:19|20)\d\d)[-/](?P<month3>\d{1,2})[-/](?P<day3>\d{1,2}))\b",
    re.IGNORECASE,
)
_OF_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? [-+A-Z]")  # RFC 5322
_MACHINE = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d.*)?")


def iso(value: str) -> str | None:
    """Return a date of metadata as ISO 8601, as precise as it was given (to the second at most), else None."""
    value = " ".join(value[:100].split())
    if value.isascii() and value.isdigit() and len(value) in (10, 13):
        return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
    if _MACHINE.fullmatch(value):
        return _from_machine(value)
    if not _OF_MAIL.match(value):
        return written(value)
    try:
        return _sane(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return written(value)


def _from_machine(value: str) -> str | None:
    try:
        if len(value) <= 10:
            return _sane(date.fromisoformat(value))
        return _sane(datetime.fromisoformat(re.sub(r"\s+(?=[+\-Z])", "", value)))
    except ValueError:
        return written(value)


def _sane(when: date) -> str | None:
    if not 1800 <= when.year <= 2100:
        return None
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()


def written(text: str) -> str | None:
    """Return the first date written out in a line ("3 May 2025", "May 3, 2025", "2025-05-03") as ISO 8601, else None.

    Dates all in numbers that Britons and Americans read differently (3/5/2025) are not guessed at.
    """
    found = _WRITTEN.search(text)
    if found is None:
        return None
    part = {key.rstrip("23"): value for key, value in found.groupdict().items() if value}
    month = part["month"]
    number = (
        int(month)
        if month.isdigit()
        else 1 + next(at for at, name in enumerate(_MONTHS) if name[:3] == month[:3].lower())
    )
    try:
        return date(int(part["year"]), number, int(part["day"])).isoformat()
    except ValueError:
        return None


def without_date(text: str) -> str:
    """Return a line without the dates written out in it; the same line where there is none."""
    return _WRITTEN.sub(" ", text)
