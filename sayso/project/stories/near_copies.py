"""Which articles are near-copies of each other: wire copy in several outlets, shortened or lightly edited.

Of the runs of eight words of every text those are kept whose hash is in the lowest of 32 parts (a MinHash whose size
follows the text, so that it finds a short copy within a long one too). Texts that share many are compared whole.
"""

import json
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

from sayso.project.stories.words import folded_words

RUN = 8
"""How many words in a row must be the same."""

SHARE_OF_SHORTER, SHARE_OF_LONGER = 0.5, 0.25
"""What share of the runs of each of two texts must stand in the other. A digest of many stories is none of them."""

DAYS = 14
"""How many days may lie between them, where both have a date: an outlet's boilerplate joins stories of other years."""

_LOWEST = -(1 << 63) + (1 << 64) // 32
_AT_LEAST = 8
_LIKELY = 0.5
"""Share of the runs needed that the kept ones must show for the texts to be compared: few kept ones can deceive."""

_SHARING = """SELECT s.article_id FROM text_samples AS s WHERE s.hash IN (SELECT value FROM json_each(:kept))
    AND s.article_id <> :number GROUP BY s.article_id
    HAVING count(*) >= :share * min(:size,
        (SELECT count(*) FROM text_samples AS t WHERE t.article_id = s.article_id))"""


def enter(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Join an article that was added to its near-copies among those that are there; what is removed goes by itself."""
    runs = _runs(text)
    kept = _sample(runs)
    share = SHARE_OF_SHORTER * _LIKELY
    values = {"kept": json.dumps(kept), "size": len(kept), "share": share, "number": number}
    likely = [row[0] for row in connection.execute(_SHARING, values)] if kept else []
    for other in likely:
        shorter, longer = shares(runs, _runs(_text_near(connection, number, other)))
        if shorter >= SHARE_OF_SHORTER and longer >= SHARE_OF_LONGER:
            pair = sorted((number, other))
            connection.execute("INSERT INTO near_copies VALUES (?, ?, ?, ?)", (*pair, shorter, longer))
    connection.executemany("INSERT INTO text_samples VALUES (?, ?)", ((one, number) for one in kept))


def _text_near(connection: sqlite3.Connection, number: int, other: int) -> str:
    """Return the text of the other article; nothing if the two were published too far apart."""
    query = """SELECT b.text FROM articles AS a, articles AS b WHERE a.id = ? AND b.id = ?
        AND coalesce(abs(julianday(substr(a.published, 1, 10)) - julianday(substr(b.published, 1, 10))), 0) <= ?"""
    row = connection.execute(query, (number, other, DAYS)).fetchone()
    return row[0] if row else ""


def shares(a: set[int], b: set[int]) -> tuple[float, float]:
    """Return what share of the runs of the shorter and of the longer text stand in the other."""
    shared = len(a & b)
    return shared / max(1, min(len(a), len(b))), shared / max(1, len(a), len(b))


def _runs(text: str) -> set[int]:
    """Return the hash of each run of words of a text; the same text always gives the same."""
    words = folded_words(text)
    runs: Iterable[str] = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), signed=True) for run in runs}


def _sample(runs: set[int]) -> list[int]:
    kept = sorted(one for one in runs if one < _LOWEST)
    return kept if len(kept) >= _AT_LEAST else sorted(runs)[:_AT_LEAST]
