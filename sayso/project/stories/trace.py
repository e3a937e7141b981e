"""Where the words of an utterance appear: its first use, every outlet, and what each made of them."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.article import Span
from sayso.errors import InputError
from sayso.project.file import ProjectFile
from sayso.project.stories.compared import Piece, Said, compared
from sayso.project.stories.groups import Group, groups
from sayso.project.stories.quotes import quotes
from sayso.project.stories.utterance import Quote, same_utterance, shared, tells
from sayso.project.stories.words import words_at

_PHRASE, _PHRASES, _MOST = 4, 24, 1000
"""How many words in a row the index is asked for, for how many such phrases of a quote, for how many statements."""

_ENOUGH, _ROW = 0.6, 5
"""What share of the shorter of two a statement must have of the words asked for, and how many of them in a row."""

_OPENING = frozenset("“„«‘‚'\"([")

_SPREAD = 5
"""With the fullest version of so many of the utterances found, versions are looked for that have other parts of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A statement in an outlet with words of an utterance; a text that appeared twice is two places.

    `pieces` are its words beside those of the fullest version. `story` is the number that near-copies share.
    """

    article: int
    statement: str
    outlet: str | None
    published: str | None
    headline: str | None
    url: str | None
    story: int | None
    speaker: str | None
    kind: str
    content: str
    spans: tuple[Span, ...]
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> list[str]:
        """What became of the words, in a fixed order: cut, altered, added, unquoted."""
        found = {piece.what for piece in self.pieces}
        return [what for what in ("cut", "altered", "added", "unquoted") if what in found]


@dataclass(frozen=True, slots=True)
class Trace:
    """An utterance: its fullest version, who says it by most accounts, and its places, the first use first."""

    words: str
    speaker: str | None
    places: tuple[Place, ...]

    @property
    def articles(self) -> int:
        """How many articles have it."""
        return len({place.article for place in self.places})

    @property
    def outlets(self) -> list[str]:
        """The outlets that have it, in the order in which they had it."""
        return list(dict.fromkeys(place.outlet for place in self.places if place.outlet))

    @property
    def changed(self) -> int:
        """In how many places it is not as in the fullest version."""
        return sum(bool(place.changed) for place in self.places)


def every_trace(project: ProjectFile) -> list[Trace]:
    """Return the utterances that several articles of the project report, those that most report first."""
    every = list(quotes(project))
    return _traces(project, every, groups(every))


def trace(project: ProjectFile, words: str) -> list[Trace]:
    """Return the utterances that have the words, wherever they appear, also those that one article alone has.

    Raises `InputError` where there are no words.
    """
    asked = words_at(words)
    if not asked:
        raise InputError(project.name, f"{words!r} holds no word to look for", "give words of the quote")
    folds = tuple(word.folded for word in asked)
    telling = tells(words[word.start : word.end] for word in asked)
    quote = Quote(0, 0, folds, bytes([1]) * len(folds), telling, None, None)
    having = [one for one in quotes(project, _with_phrases(project, folds)) if _has(one, quote)]
    pool = {one.id: one for one in having}
    for group in groups(having)[:_SPREAD]:
        fullest = having[group.fullest]
        more = quotes(project, _with_phrases(project, fullest.words))
        pool |= {one.id: one for one in more if one.id not in pool and same_utterance(one, fullest)}
    every = [pool[id_] for id_ in sorted(pool)]
    wanted = {one.id for one in having}
    found = [group for group in groups(every) if any(every[at].id in wanted for at in group.members)]
    grouped = {at for group in found for at in group.members}
    alone = [Group(at, (at,)) for at, one in enumerate(every) if one.id in wanted and at not in grouped]
    return _traces(project, every, [*found, *alone])


def _has(one: Quote, asked: Quote) -> bool:
    found, shorter = shared(one, asked), min(len(one.words), len(asked.words))
    return len(asked.words) == 1 or (found.run >= min(_ROW, shorter) and found.words >= _ENOUGH * shorter)


def _with_phrases(project: ProjectFile, words: Sequence[str]) -> list[int]:
    """Return the numbers of the statements with some words in a row of these, the likeliest first."""
    starts = range(max(1, len(words) - _PHRASE + 1))
    step = -(-len(starts) // _PHRASES)
    phrases = (" ".join(words[at : at + _PHRASE]) for at in starts[::step])
    match = " OR ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases)
    query = "SELECT rowid FROM statement_search WHERE statement_search MATCH ? ORDER BY rank LIMIT ?"
    return [row[0] for row in project.rows(query, (f"content : ({match})", _MOST))]


_PLACES = """SELECT l.id, l.article_id, l.local_id, l.kind, l.content, l.speaker, p.id AS appearance,
    coalesce(p.outlet, l.outlet) AS outlet, coalesce(p.published, l.published) AS published,
    coalesce(p.headline, l.headline) AS headline, coalesce(p.url, l.url) AS url,
    coalesce(json_extract(d.spans, '$.content'), (SELECT json_group_array(json_array(start_char, end_char))
        FROM (SELECT start_char, end_char FROM statement_spans WHERE statement_id = l.id AND part = 'content'
            ORDER BY piece))) AS spans
    FROM json_each(?) AS wanted JOIN statement_list AS l ON l.id = wanted.value
    JOIN statements AS s ON s.id = l.id
    LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor
    LEFT JOIN appearances AS p ON p.article_id = l.article_id
    ORDER BY l.id, p.id"""


def _traces(project: ProjectFile, every: Sequence[Quote], found: Iterable[Group]) -> list[Trace]:
    found = list(found)
    ids = sorted({every[at].id for group in found for at in group.members})
    rows: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in project.rows(_PLACES, (json.dumps(ids),)):
        rows[row["id"]].append(row)
    stories: dict[int, int] = {row["article_id"]: row["story"] for row in project.rows("SELECT * FROM story_list")}
    return [_trace(rows, stories, every, group) for group in found]


def _trace(rows: dict[int, list[sqlite3.Row]], stories: dict[int, int], every: Sequence[Quote], group: Group) -> Trace:
    fullest = _said(rows[every[group.fullest].id][0], every[group.fullest])
    places = []
    for at in group.members:
        said = _said(rows[every[at].id][0], every[at])
        pieces = compared(fullest, said)
        places += [(row, _place(row, stories.get(row["article_id"]), pieces)) for row in rows[every[at].id]]
    places.sort(key=lambda one: (one[1].published or "9", one[0]["appearance"], one[0]["id"]))
    speakers = Counter(every[at].speaker for at in group.members if every[at].speaker)
    speaker = max(speakers, key=lambda name: speakers[name]) if speakers else None
    return Trace(fullest.content, speaker, tuple(place for _, place in places))


def _said(row: sqlite3.Row, quote: Quote) -> Said:
    content: str = row["content"]
    words = words_at(content)
    shifts = list(_shifts(row))
    at = []
    for word in words:
        shift = next(shift for end, shift in shifts if word.end <= end)
        at.append(Span(word.start + shift, word.end + shift))
    return Said(
        content, quote.words, tuple(_with_marks(content, word.start) for word in words), quote.quoted, tuple(at)
    )


def _with_marks(content: str, start: int) -> int:
    """Return where the marks begin that open before a word."""
    while start and content[start - 1] in _OPENING:
        start -= 1
    return start


def _shifts(row: sqlite3.Row) -> Iterable[tuple[int, int]]:
    """Yield where each piece ends in the content, and how far the text's offsets are from the content's."""
    begin = 0
    for start, end in json.loads(row["spans"]):
        yield begin + end - start, start - begin
        begin += end - start + len(" … ")


def _place(row: sqlite3.Row, story: int | None, pieces: tuple[Piece, ...]) -> Place:
    return Place(
        article=row["article_id"],
        statement=row["local_id"],
        outlet=row["outlet"],
        published=row["published"],
        headline=row["headline"],
        url=row["url"],
        story=story,
        speaker=row["speaker"],
        kind=row["kind"],
        content=row["content"],
        spans=tuple(Span(*span) for span in json.loads(row["spans"])),
        pieces=pieces,
    )
