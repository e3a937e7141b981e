"""A stretch of time as words of the index: its years, and the months and days at its edges.

Each article has three such words, of its year, month and day: y2016, m201608, d20160810.
"""

from collections.abc import Iterable, Iterator

_LETTERS = {4: "y", 7: "m", 10: "d"}
_PARTS = {4: [f"-{month:02}" for month in range(1, 13)], 7: [f"-{day:02}" for day in range(1, 32)]}


def words_between(years: Iterable[str], after: str, before: str) -> Iterator[str]:
    """Yield the words of which each article of these years and dates has one.

    `after` and `before` are a year, month or day, inclusive, or "".
    """
    for year in years:
        yield from _within(year, after, before)


def _within(date: str, after: str, before: str) -> Iterator[str]:
    size = len(date)
    if date < after[:size] or date[: len(before)] > before[:size]:
        return
    if not any(len(edge) > size and edge[:size] == date for edge in (after, before)):
        yield _LETTERS[size] + date.replace("-", "")
        return
    # An article can be dated to the year or month only; then its word for what is shorter is that of the longer.
    yield {4: "m", 7: "d"}[size] + date.replace("-", "")
    for part in _PARTS[size]:
        yield from _within(date + part, after, before)
