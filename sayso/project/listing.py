"""Statements chosen and sorted, a page at a time: what the review room's queues and its table show.

A page goes on from the last row of the one before, not from a number of rows to skip; so each is as quick as the first.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal, get_args

from sayso.errors import InputError
from sayso.project.file import ProjectFile, Value
from sayso.project.people.person import people
from sayso.project.people.portrait import usual_role
from sayso.project.search import Columns, Query, fitting

Order = Literal["article", "unsure", "sure", "newest", "oldest", "outlet", "speaker"]
Decided = Literal["none", "accepted", "rejected", "corrected"]
Only = Literal["alarms", "unseen"]
Key = tuple[Value, ...]
"""Where a row stands in its order; a page begins after the key of the last row before it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements, and in what order.

    `query` is what `sayso find` takes, and leaves the same, but that what a person rejected stays. `decided` is a
    verdict, "none" where nobody has given one, nor added the statement. `only`: those that a headline gives as fact or
    to the wrong person ("alarms"), those of articles in which nobody has decided anything ("unseen"). `order`: "unsure"
    begins with what the machine is least sure of.
    """

    query: Query = field(default_factory=Query)
    decided: Decided | None = None
    only: Only | None = None
    order: Order = "article"


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement as it stands after people's decisions; `sureness` is the lower of the machine's two confidences."""

    article: int
    statement: str
    outlet: str | None
    published: str | None
    headline: str | None
    speaker: str | None
    role: str | None
    affiliation: str | None
    kind: str
    source: str
    cue: str
    content: str
    confidence: float
    speaker_confidence: float | None
    sureness: float
    decision: str | None
    decided_by: str | None
    note: str | None
    added_by: str | None
    key: Key


@dataclass(frozen=True, slots=True)
class Progress:
    """How far people have come; `begun` are the articles in which somebody has decided or added something."""

    articles: int
    begun: int
    statements: int
    accepted: int
    rejected: int
    corrected: int
    added: int

    @property
    def decided(self) -> int:
        """Return on how many of the machine's statements somebody has decided."""
        return self.accepted + self.rejected + self.corrected


_SURENESS = "min(s.confidence, coalesce(s.speaker_confidence, 1.0))"
_SPEAKER = "coalesce(d.speaker, s.speaker, '') COLLATE NOCASE"
_PLACE = ("s.article_id", "s.position")
_ORDERS: dict[Order, tuple[tuple[str, ...], str]] = {
    "article": (_PLACE, "ASC"),
    "unsure": ((_SURENESS, "s.id"), "ASC"),
    "sure": ((_SURENESS, "s.id"), "DESC"),
    "newest": (("coalesce(a.published, '')", "a.id", "s.position"), "DESC"),
    "oldest": (("coalesce(a.published, '')", "a.id", "s.position"), "ASC"),
    "outlet": (("coalesce(a.outlet, '') COLLATE NOCASE", "a.id", "s.position"), "ASC"),
    "speaker": ((_SPEAKER, *_PLACE), "ASC"),
}
_NOCASE = " COLLATE NOCASE"
_DECIDED = "LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor"
# Those whose speaker stands as the machine has it come by an index, the few that people corrected beside them.
_BY_SPEAKER = (
    (
        f"statements AS s CROSS JOIN articles AS a ON a.id = s.article_id {_DECIDED}",
        (f"coalesce(s.speaker, ''){_NOCASE}", *_PLACE),
        "d.speaker IS NULL",
    ),
    (
        """decisions AS d CROSS JOIN statements AS s ON s.article_id = d.article_id AND s.anchor = d.anchor
        CROSS JOIN articles AS a ON a.id = s.article_id""",
        (f"d.speaker{_NOCASE}", *_PLACE),
        "d.speaker IS NOT NULL",
    ),
)
_BY_ARTICLE = ("newest", "oldest", "outlet")
_COLUMNS = f"""s.article_id AS article, s.local_id AS statement, a.outlet, a.published, a.headline,
    coalesce(d.speaker, s.speaker) AS speaker, coalesce(d.role, s.role) AS role,
    coalesce(d.affiliation, s.affiliation) AS affiliation, coalesce(d.kind, s.kind) AS kind,
    coalesce(d.source, s.source) AS source, coalesce(d.cue, s.cue) AS cue, coalesce(d.content, s.content) AS content,
    s.confidence, s.speaker_confidence, {_SURENESS} AS sureness, d.verdict AS decision, d.who AS decided_by, d.note,
    s.added_by"""
_ALARM = """s.article_id IN (SELECT article_id FROM headline_checks
    WHERE verdict IN ('claim', 'misattributed', 'unsupported')) AND EXISTS (SELECT 1 FROM headline_checks AS h
    WHERE h.article_id = s.article_id AND h.verdict IN ('claim', 'misattributed', 'unsupported')
    AND (h.statements = '[]' AND s.position = 0
        OR EXISTS (SELECT 1 FROM json_each(h.statements) AS j WHERE j.value = s.local_id)))"""
_ONLY: dict[Only, str] = {
    "alarms": _ALARM,
    "unseen": "NOT EXISTS (SELECT 1 FROM decisions AS e WHERE e.article_id = s.article_id)",
}
_FIELDS = [one.name for one in fields(Listed) if one.name != "key"]


def listed(
    project: ProjectFile,
    selection: Selection,
    after: Sequence[Value] | None = None,
    limit: int | None = None,
    *,
    backwards: bool = False,
) -> Iterator[Listed]:
    """Yield the statements of a selection in its order, after a key, as they are found; `backwards`: before it.

    Raises `InputError`.
    """
    name = project.name
    for value, offered in ((selection.order, Order), (selection.decided, Decided), (selection.only, Only)):
        if value is not None and value not in get_args(offered):
            raise InputError(name, f"{value!r} cannot be chosen", f"choose one of {', '.join(get_args(offered))}")
    terms, way = _ORDERS[selection.order]
    if backwards:
        way = "DESC" if way == "ASC" else "ASC"
    kept, values = _tests(project, selection)
    if after is not None:
        if len(after) != len(terms):
            raise InputError(name, "this page does not go on from there", "begin at the first page")
        values |= {f"k{place}": value for place, value in enumerate(after)}
    branches = _BY_SPEAKER if selection.order == "speaker" else ((_tables(selection.order), terms, "1"),)
    parts = []
    for tables, own, test in branches:
        tests_here = [test, *kept, *([_after(own, way)] if after is not None else [])]
        keys = ", ".join(f"{term.removesuffix(_NOCASE)} AS k{place}" for place, term in enumerate(own))
        order = ", ".join(f"{term} {way}" for term in own)
        where = " AND ".join(tests_here)
        parts.append(f"SELECT {_COLUMNS}, {keys} FROM {tables} WHERE {where} ORDER BY {order} LIMIT :limit")
    rows = project.rows(_joined(parts, terms, way), values | {"limit": -1 if limit is None else limit})
    return (_listed(row, len(terms)) for row in rows)


def _tables(order: Order) -> str:
    """Return the tables, the one whose index has the order first."""
    pair = ("articles AS a", "statements AS s") if order in _BY_ARTICLE else ("statements AS s", "articles AS a")
    return f"{' CROSS JOIN '.join(pair)} ON a.id = s.article_id {_DECIDED}"


def _joined(parts: Sequence[str], terms: Sequence[str], way: str) -> str:
    """Return one query of several that have the same order."""
    if len(parts) == 1:
        return parts[0]
    whole = " UNION ALL ".join(f"SELECT * FROM ({part})" for part in parts)
    order = (f"k{place}{_NOCASE if term.endswith(_NOCASE) else ''} {way}" for place, term in enumerate(terms))
    return f"SELECT * FROM ({whole}) ORDER BY {', '.join(order)} LIMIT :limit"


def verdict_on(project: ProjectFile, number: int, statement: str) -> str | None:
    """Return the verdict on a statement, None where nobody has given one. Raises `InputError` where it is not there."""
    sql = """SELECT d.verdict FROM statements AS s
        LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor
        WHERE s.article_id = ? AND s.local_id = ?"""
    row = next(project.rows(sql, (number, statement)), None)
    if row is None:
        raise InputError(f"article {number}", f"it has no statement {statement!r}", "give its id, such as s3")
    verdict: str | None = row[0]
    return verdict


def key_of(project: ProjectFile, selection: Selection, number: int, statement: str) -> Key | None:
    """Return where a statement stands in the order of a selection, whether or not it is in it; None if it is gone."""
    terms, _ = _ORDERS[selection.order]
    sql = f"""SELECT {", ".join(terms)} FROM statements AS s JOIN articles AS a ON a.id = s.article_id
        LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor
        WHERE s.article_id = ? AND s.local_id = ?"""
    row = next(project.rows(sql, (number, statement)), None)
    return None if row is None else tuple(row)


def article_after(project: ProjectFile, number: int) -> int | None:
    """Return the number of the article that was added next, None after the last."""
    after: int | None = project.one("SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 1", (number,))
    return after


def place_of(project: ProjectFile, sha256: str, anchor: str) -> tuple[int, str | None] | None:
    """Return the number of an article and the id of what an anchor holds on to in it; None where it is gone."""
    number = project.one("SELECT id FROM articles WHERE sha256 = ?", (sha256,))
    if number is None:
        return None
    found = [
        project.one(f"SELECT local_id FROM {table} WHERE article_id = ? AND anchor = ?", (number, anchor))
        for table in ("statements", "relations")
    ]
    return number, found[0] or found[1]


def progress(project: ProjectFile) -> Progress:
    """Count what people have decided; indexes alone are read. Raises `InputError`."""
    verdicts = dict(map(tuple, project.rows("SELECT verdict, count(*) FROM decisions GROUP BY verdict")))
    begun = """SELECT count(*) FROM (SELECT article_id FROM decisions
        UNION SELECT article_id FROM statements WHERE added_by IS NOT NULL)"""
    added: int = project.one("SELECT count(*) FROM statements WHERE added_by IS NOT NULL")
    return Progress(
        articles=project.one("SELECT count(*) FROM articles"),
        begun=project.one(begun),
        statements=project.one("SELECT count(*) FROM statements") - added,
        accepted=verdicts.get("accepted", 0),
        rejected=verdicts.get("rejected", 0),
        corrected=verdicts.get("corrected", 0),
        added=added,
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A name to choose from, and how many statements it has: a person's, with number and usual role, or a speaker's."""

    name: str
    statements: int
    person: int | None = None
    role: str | None = None


def speakers(project: ProjectFile, begun: str, limit: int = 8) -> list[Named]:
    """Return people with words in a name that begin so, then names of speakers that are none of theirs.

    Those who say most come first.
    """
    words = [word for word in begun.replace('"', " ").replace("\0", " ").split() if any(map(str.isalnum, word))]
    if not words:
        return []
    known = list(people(project, " ".join(f"{word}*" for word in words), limit))
    found = [Named(one.name, one.statements, one.id, usual_role(project, one.id)) for one in known]
    theirs = {name for one in known for name, _ in one.names} | {one.name for one in known}
    # Of a name that very many have, some thousand statements say well enough who is meant most.
    query = """SELECT speaker, count(*) FROM (SELECT speaker FROM statement_search WHERE statement_search MATCH ?
        LIMIT 5000) WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY 2 DESC, 1 LIMIT ?"""
    asked = " AND ".join(f'"{word}"*' for word in words)
    rows = project.rows(query, (f"speaker : ({asked})", limit + len(theirs)))
    return found + [Named(*row) for row in rows if row[0] not in theirs][:limit]


def _tests(project: ProjectFile, selection: Selection) -> tuple[list[str], dict[str, Value]]:
    """Return what a row must satisfy, and the values that it is compared with."""
    fit = fitting(project, selection.query, _HERE)
    kept, values = [*fit.tests], fit.values
    if fit.match:
        kept.append("s.id IN (SELECT rowid FROM statement_search WHERE statement_search MATCH :match)")
    if selection.query.unnamed:
        kept.append(_MAY_BE_UNNAMED)
    if selection.decided is not None:
        given = "d.verdict = :decided AND s.article_id IN (SELECT article_id FROM decisions WHERE verdict = :decided)"
        kept.append("d.verdict IS NULL AND s.added_by IS NULL" if selection.decided == "none" else given)
        values["decided"] = selection.decided
    if selection.only is not None:
        kept.append(_ONLY[selection.only])
    return kept, values


_HERE = Columns("s.id", "a.outlet", "a.published", "coalesce(d.kind, s.kind)", "coalesce(d.speaker, s.speaker)")
_MAY_BE_UNNAMED = "(s.speaker IS NULL OR s.speaker_kind = 'unnamed')"
"""Those of an index: what is to have no name has none from the machine."""


def _after(terms: Sequence[str], way: str) -> str:
    """Return the test that a row stands after the key; its first part alone lets an index be used."""
    sign = ">" if way == "ASC" else "<"
    last = len(terms) - 1
    test = f"{terms[last]} {sign} :k{last}"
    for place in range(last - 1, -1, -1):
        term = terms[place]
        test = f"({term} {sign} :k{place} OR ({term} = :k{place} AND {test}))"
    return f"{terms[0]} {sign}= :k0 AND {test}"


def _listed(row: sqlite3.Row, terms: int) -> Listed:
    return Listed(**{name: row[name] for name in _FIELDS}, key=tuple(row[f"k{place}"] for place in range(terms)))
