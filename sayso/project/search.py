"""Finding statements by their words, by who makes them, by where and when they stand."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sayso.article import Kind, Span, Verdict
from sayso.errors import InputError
from sayso.project.dates import words_between
from sayso.project.file import ProjectFile, Value
from sayso.project.people.person import bears, people
from sayso.project.rows import packed

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Around what matches: two code points that are no characters, so that no text holds them."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_SHORT = re.compile(r'"\w{1,2}"\*')
"""What FTS5 would gather a large part of all words for."""
_STRAIGHT = str.maketrans("“”„«»", '"' * 5)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


Sign = Literal["+", "-"]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; None: whatever.

    `words` must all be in the content: `"two words"` in quotation marks stand together, `word*` may go on. `speaker`
    and `role` are words of a name and a role; a person is found under any of their names, and `=Ada Reed` is this
    very name and no other; `person` is the number of a person across articles. `outlet` is the whole name,
    capitals or not; "" is for articles whose outlet is not known. `after` and `before` are dates such as 2016, 2016-08
    or 2016-08-10, both inclusive; what has no date is not found by one. `undated` leaves only what has no month.

    `holder` and `target` are words of the names of who is for or against whom in a relation on the statement's say-so,
    or `=` and the whole name; `sign` is "+" for, "-" against. All three are of one relation. `unnamed` leaves what has
    no named speaker. `headline` leaves the statements that a headline with this verdict is made of.
    `person` is the number of a person of the project, whatever their name in an article is.
    """

    words: str | None = None
    speaker: str | None = None
    role: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    after: str | None = None
    before: str | None = None
    holder: str | None = None
    target: str | None = None
    sign: Sign | None = None
    headline: Verdict | None = None
    person: int | None = None
    unnamed: bool = False
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as it stands after people's decisions, and the article it is in.

    `article` is the number of the article in the project, `statement` the id of the statement in it. `matches` are the
    characters of `content` that were looked for. `decision` is a person's verdict, None where nobody has decided.
    """

    article: int
    statement: str
    outlet: str | None
    published: str | None
    headline: str | None
    url: str | None
    speaker: str | None
    role: str | None
    affiliation: str | None
    kind: str
    source: str
    cue: str
    content: str
    confidence: float
    decision: str | None
    person: str | None
    matches: tuple[Span, ...]


def find(project: ProjectFile, query: Query, limit: int | None = None) -> Iterator[Found]:
    """Yield the statements that fit, in the order of the project, as they are found; not those a person rejected.

    Raises `InputError`.
    """
    kept = fitting(project, query)
    tests, values = [STANDS, *kept.tests], kept.values | {"limit": -1 if limit is None else limit}
    table, marked, order = "statement_list AS l", "NULL", "l.id"
    if kept.match:
        tests.append("statement_search MATCH :match")
        table, order = "statement_search AS f JOIN statement_list AS l ON l.id = f.rowid", "f.rowid"
    if kept.match and query.words:
        marked = f"highlight(statement_search, 0, '{_OPEN}', '{_CLOSE}')"
    sql = f"SELECT l.*, {marked} AS marked FROM {table} WHERE {' AND '.join(tests)} ORDER BY {order} LIMIT :limit"
    return map(_found, project.rows(sql, values))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where that stands which is tested of a statement; unless something else is given, in `statement_list AS l`."""

    id: str = "l.id"
    outlet: str = "l.outlet"
    published: str = "l.published"
    kind: str = "l.kind"
    speaker: str = "l.speaker"


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a statement that fits a query satisfies: tests, what FTS5 is asked besides, and the values in both."""

    tests: tuple[str, ...]
    match: str | None
    values: dict[str, Value]


def fitting(project: ProjectFile, query: Query, columns: Columns | None = None) -> Fitting:
    """Return what statements that fit satisfy; `match` is the value of the same name. Raises `InputError`."""
    at = columns or Columns()
    tests, values = narrowed(query, at)
    others, borne = _other_names(project, query)
    asked = (_match(project.name, query, named=not others), _dated(project, query))
    match = " AND ".join(filter(None, asked)) or None
    if query.speaker is not None and _is_whole(query.speaker):
        tests.append(f"{at.speaker} = :speaker")
        values["speaker"] = query.speaker[1:]
    if query.person is not None:
        others.append(_OF_PERSON)
        values["person"] = query.person
    few, articles = _few(project, query)
    tied, ends = _tied(project, query)
    tests += [f"{at.id} IN ({one})" for one in (*tied, *others, *few)]
    return Fitting((*tests,), match, values | borne | articles | ends | ({"match": match} if match else {}))


_TESTS = {
    "outlet": "coalesce({at.outlet}, '') = :outlet COLLATE NOCASE",
    "kind": "{at.kind} = :kind",
    "after": "substr({at.published}, 1, length(:after)) >= :after",
    "before": "substr({at.published}, 1, length(:before)) <= :before",
    "headline": """{at.id} IN (SELECT s.id FROM headline_checks AS h, json_each(h.statements) AS of
        JOIN statements AS s ON s.article_id = h.article_id AND s.local_id = of.value
        WHERE h.passage = 'headline' AND h.verdict = :headline)""",
}
STANDS = "l.decision IS NOT 'rejected'"
_NO_NAME = "({speaker} IS NULL OR ({found}_kind = 'unnamed' AND {found} IS {speaker}))"
UNNAMED = _NO_NAME.format(speaker="l.speaker", found="s.speaker")
"""No speaker was found for `s`, or only a description of one; where a person has given another name, there is one."""
UNDATED = "(l.published IS NULL OR length(l.published) < 7)"


def narrowed(query: Query, columns: Columns | None = None) -> tuple[list[str], dict[str, Value]]:
    """Return the tests on a statement that need no index of words, and the values in them.

    Those of outlet and dates hold for an article as well. Raises `InputError`.
    """
    at = columns or Columns()
    tests: list[str] = []
    values: dict[str, Value] = {}
    for name, test in _TESTS.items():
        value = getattr(query, name)
        if value is not None:
            tests.append(test.format(at=at))
            values[name] = _date(name, value) if name in ("after", "before") else value
    if query.unnamed:
        no_name = _NO_NAME.format(speaker=at.speaker, found="m.speaker")
        tests.append(f"EXISTS (SELECT 1 FROM statements AS m WHERE m.id = {at.id} AND {no_name})")
    if query.undated:
        tests.append(UNDATED.replace("l.published", at.published))
    return tests, values


def _tied(project: ProjectFile, query: Query) -> tuple[list[str], dict[str, Value]]:
    """Return what finds the statements in which a relation with these ends and this sign stands, and its values."""
    asked = {"from_name": query.holder, "to_name": query.target}
    values: dict[str, Value] = {}
    tests = []
    for column, name in asked.items():
        if name is not None:
            tests.append(f"r.{column} IN (SELECT value FROM json_each(:{column}))")
            values[column] = json.dumps(_names(project, column, name))
    if query.sign is not None:
        tests.append("r.sign = :sign")
        values["sign"] = 1 if query.sign == "+" else -1
    if not tests:
        return [], values
    tests.append("r.decision IS NOT 'rejected'")
    found = f"""SELECT s.id FROM relation_list AS r
        JOIN statements AS s ON s.article_id = r.article_id AND s.local_id = r.statement WHERE {" AND ".join(tests)}"""
    return [found], values


def _names(project: ProjectFile, column: str, asked: str) -> list[str]:
    """Return the names at this end of relations that hold the words asked for, capitals and accents aside."""
    if _is_whole(asked):
        return [asked[1:]]
    wanted = [re.findall(r"\w+", _plain(phrase or word)) for phrase, word in _terms(asked)]
    if not any(wanted):
        raise InputError(project.name, f"{asked!r} holds no word to look for", "give a word of the name")
    rows = project.rows(f"SELECT DISTINCT {column} FROM relations WHERE {column} IS NOT NULL")
    return [name for (name,) in rows if all(_stands_in(words, re.findall(r"\w+", _plain(name))) for words in wanted)]


def _stands_in(words: list[str], name: list[str]) -> bool:
    return any(name[at : at + len(words)] == words for at in range(len(name) + 1))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _is_whole(name: str) -> bool:
    return name.startswith("=")


def _terms(words: str) -> list[tuple[str, str]]:
    return _TERM.findall(words.translate(_STRAIGHT))


_SPOKEN = """SELECT rowid FROM statement_search WHERE statement_search MATCH :speaker
    UNION
    SELECT s.id FROM person_speakers AS p JOIN statements AS s
        ON s.article_id = p.article_id AND s.speaker_id = p.local_id
    LEFT JOIN decisions AS d ON d.article_id = s.article_id AND d.anchor = s.anchor
    WHERE p.person_id IN (SELECT value FROM json_each(:people)) AND p.name IN (SELECT value FROM json_each(:names))
        AND d.speaker IS NULL"""

_OF_PERSON = """SELECT of.id FROM statement_list AS of WHERE of.person_id = :person AND of.id IN (
    SELECT s.id FROM person_speakers AS p JOIN statements AS s
        ON s.article_id = p.article_id AND s.speaker_id = p.local_id WHERE p.person_id = :person
    UNION
    SELECT s.id FROM decisions AS d JOIN statements AS s ON s.article_id = d.article_id AND s.anchor = d.anchor
        WHERE d.speaker IS NOT NULL
    UNION
    SELECT id FROM statements WHERE added_by IS NOT NULL)"""
"""What is a person's: the machine's, what people put right and what they added; the view decides."""


def _other_names(project: ProjectFile, query: Query) -> tuple[list[str], dict[str, Value]]:
    """Return the test that a person speaks who has the words asked for in any name, and the values in it.

    There is none where the names of all such people have the words: then the index of words finds them alone.
    """
    if query.speaker is None or _is_whole(query.speaker):
        return [], {}
    values: dict[str, Value] = {"speaker": _asked(project.name, "speaker", query.speaker)}
    names: dict[int, list[str]] = {}
    for one in people(project, query.speaker):
        if others := [name for name, _ in one.names if not bears(name, query.speaker)]:
            names[one.id] = others
    if not names:
        return [], {}
    other = sorted({name for others in names.values() for name in others})
    return [_SPOKEN], values | {"people": packed(list(names)), "names": packed(other)}


_FEW = 1000


def _few(project: ProjectFile, query: Query) -> tuple[list[str], dict[str, Value]]:
    """Return the test that a statement is in one of the articles without outlet or month, where these are few.

    Where they are many, looking at one statement after another soon meets enough of them.
    """
    lacking = ["coalesce(l.outlet, '') = ''"] * (query.outlet == "") + [UNDATED] * query.undated
    if not lacking:
        return [], {}
    rows = project.rows(f"SELECT id FROM articles AS l WHERE {' AND '.join(lacking)} LIMIT {_FEW + 1}")
    numbers = [row[0] for row in rows]
    if len(numbers) > _FEW:
        return [], {}
    return ["SELECT id FROM statements WHERE article_id IN (SELECT value FROM json_each(:few))"], {
        "few": packed(numbers)
    }


def _match(name: str, query: Query, *, named: bool) -> str | None:
    """Return what FTS5 is asked, `named`: of the speaker too; nothing that a user writes is taken for its syntax."""
    names = {"outlet": query.outlet or "", "kind": query.kind or ""}
    asked = [f"{column} : {_phrase(name)}" for column, name in names.items() if re.search(r"\w", name)]
    if query.speaker is not None and _is_whole(query.speaker) and re.search(r"\w", query.speaker):
        asked.append(f"speaker : {_phrase(query.speaker)}")
    speaker = query.speaker if named and not _is_whole(query.speaker or "") else None
    for column, words in (("content", query.words), ("role", query.role), ("speaker", speaker)):
        if words is not None:
            asked.append(_asked(name, column, words))
    return " AND ".join(asked) or None


def _asked(name: str, column: str, words: str) -> str:
    """Return what FTS5 is asked of a column that must have all the words."""
    terms = [_term(phrase or word) for phrase, word in _terms(words)]
    kept = [term for term in terms if re.search(r"\w", term)]
    if not kept:
        raise InputError(name, f"{words!r} holds no word to look for", "give a word of the statement")
    if short := [term for term in kept if _SHORT.fullmatch(term)]:
        raise InputError(name, f"{short[0]} begins too many words", "give at least three letters before the star")
    return f"{column} : ({' AND '.join(kept)})"


def _dated(project: ProjectFile, query: Query) -> str | None:
    """Return what FTS5 is asked of the dates; what it finds is looked at again, for a date may be less than a day."""
    if query.after is None and query.before is None:
        return None
    years = project.rows("""SELECT DISTINCT substr(published, 1, 4) FROM articles
        WHERE published GLOB '[0-9][0-9][0-9][0-9]*'""")
    edges = {name: _date(name, value) if (value := getattr(query, name)) else "" for name in ("after", "before")}
    words = " OR ".join(words_between((row[0] for row in years), **edges))
    return f"dates : ({words or 'none'})"


def _term(term: str) -> str:
    start = _phrase(term.removesuffix("*"))
    return start + "*" if term.endswith("*") else start


def _phrase(words: str) -> str:
    return '"' + words.replace('"', '""').replace("\0", " ") + '"'


def _date(name: str, value: str) -> str:
    if not _DATE.fullmatch(value):
        raise InputError(f"--{name}", f"{value!r} is no date", "give a year, month or day: 2016, 2016-08 or 2016-08-10")
    return value


def _found(row: sqlite3.Row) -> Found:
    return Found(
        article=row["article_id"],
        statement=row["local_id"],
        outlet=row["outlet"],
        published=row["published"],
        headline=row["headline"],
        url=row["url"],
        speaker=row["speaker"],
        role=row["role"],
        affiliation=row["affiliation"],
        kind=row["kind"],
        source=row["source"],
        cue=row["cue"],
        content=row["content"],
        confidence=row["confidence"],
        decision=row["decision"],
        person=row["person"],
        matches=_matches(row["marked"] or ""),
    )


def _matches(marked: str) -> tuple[Span, ...]:
    """Return where the marks stand, in characters of the text without them."""
    edges = [at for at, character in enumerate(marked) if character in (_OPEN, _CLOSE)]
    plain = [at - number for number, at in enumerate(edges)]
    return tuple(Span(start, end) for start, end in list(pairwise(plain))[::2])
