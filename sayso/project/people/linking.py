"""The people of a project kept in step with its articles: only blocks in which something changed are linked anew.

What a block comes to depends on the speakers in it and on people's decisions, not on the order in which they came. The
number of a person is that of the first speaker taken up of them, so numbers outlive what is added later.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from sayso.project.file import ProjectFile
from sayso.project.people import decided
from sayso.project.people.clusters import Link, Unit, clusters
from sayso.project.people.evidence import company_of, evidence_of, packed_evidence, reigns, sex_of
from sayso.project.people.forms import Form, form_of, spelled_out
from sayso.project.rows import packed

_AT_ONCE = 200
"""How many blocks are linked in one transaction: another program that waits to write gets its turn between two."""


def enter(connection: sqlite3.Connection, number: int) -> None:
    """Note that the speakers of an article are new, to be done whenever they change."""
    connection.execute("INSERT OR IGNORE INTO people_due VALUES (?, '')", (number,))


def strike(connection: sqlite3.Connection, number: int) -> None:
    """Note whose speakers go with an article, to be done before it goes."""
    connection.execute("DELETE FROM people_due WHERE article_id = ?", (number,))
    decided.strike(connection, number)
    _due(connection, _blocks_with(connection, number))


def is_due(project: ProjectFile) -> bool:
    """Say whether speakers wait to be linked, as where adding was broken off."""
    return bool(project.one("SELECT 1 FROM people_due LIMIT 1"))


def catch_up(project: ProjectFile) -> None:
    """Link what waits to be linked, in transactions of moderate size. Raises `InputError`."""
    while is_due(project):
        with project.transaction() as connection:
            link_due(project, connection)


def link_some(project: ProjectFile, limit: int) -> bool:
    """Link a part of what waits, so that others can write in between; say whether more waits. Raises `InputError`."""
    if is_due(project):
        with project.transaction() as connection:
            link_due(project, connection, limit)
    return is_due(project)


def link_due(project: ProjectFile, connection: sqlite3.Connection, limit: int = _AT_ONCE) -> None:
    """Take up the speakers of so many articles, or, when all are, link so many blocks."""
    # Blocks wait under article 0, the first rows of the table: the key finds both without looking through the others.
    articles = connection.execute("SELECT article_id FROM people_due WHERE article_id > 0 LIMIT ?", (limit,)).fetchall()
    for (number,) in articles:
        _take_up(connection, number)
    if articles:
        return
    every = connection.execute("SELECT block FROM people_due LIMIT ?", (limit,)).fetchall()
    blocks = {row[0] for row in every}
    connection.executemany("DELETE FROM people_due WHERE article_id = 0 AND block = ?", ((block,) for block in blocks))
    decisions = decided.resolved(project)
    for joined in _joined(connection, blocks, decisions):
        _link(connection, joined, decisions)
    if not connection.execute("SELECT 1 FROM people_due LIMIT 1").fetchone():
        connection.execute("""DELETE FROM people WHERE NOT EXISTS
            (SELECT 1 FROM person_speakers AS s WHERE s.person_id = people.id)""")


def link_all_due(project: ProjectFile, connection: sqlite3.Connection) -> None:
    """Link all that waits, inside the caller's transaction."""
    while connection.execute("SELECT 1 FROM people_due LIMIT 1").fetchone():
        link_due(project, connection)


def _due(connection: sqlite3.Connection, blocks: Iterable[str]) -> None:
    connection.executemany("INSERT OR IGNORE INTO people_due VALUES (0, ?)", ((block,) for block in blocks))


def _blocks_with(connection: sqlite3.Connection, number: int) -> set[str]:
    """Return the blocks of all who are linked to a speaker of an article."""
    linked = """SELECT q.block FROM person_speakers AS p JOIN person_speakers AS q ON q.person_id = p.person_id
        WHERE p.article_id = :number UNION SELECT block FROM person_speakers WHERE article_id = :number"""
    return {row[0] for row in connection.execute(linked, {"number": number})}


def _take_up(connection: sqlite3.Connection, number: int) -> None:
    """Put the speakers of an article in the place of those of an older reading; whose name stays keeps its number."""
    connection.execute("DELETE FROM people_due WHERE article_id = ?", (number,))
    older = "SELECT name, id FROM person_speakers WHERE article_id = ? ORDER BY id DESC"
    numbers: dict[str, list[int]] = {}
    for name, id_ in connection.execute(older, (number,)):
        numbers.setdefault(name, []).append(id_)
    blocks = _blocks_with(connection, number) if numbers else set()
    connection.execute("DELETE FROM person_speakers WHERE article_id = ?", (number,))
    for row, form, evidence in _speakers(connection, number):
        kept = numbers.get(row["name"])
        values = (number, row["local_id"], row["name"], form.block, packed(asdict(form)), evidence)
        connection.execute(
            """INSERT INTO person_speakers (id, article_id, local_id, name, grounds, block, form, evidence)
            VALUES (?, ?, ?, ?, '[]', ?, ?, ?)""",
            (kept.pop() if kept else None, *values),
        )
        blocks.add(form.block)
    _due(connection, blocks)


def _speakers(connection: sqlite3.Connection, number: int) -> Iterator[tuple[sqlite3.Row, Form, str]]:
    """Yield the speakers of an article that have a name to be known by, with its form and the evidence on them."""
    from sayso.speakers.read import women  # which loads numpy

    found = connection.execute("SELECT text, published, outlet FROM articles WHERE id = ?", (number,)).fetchone()
    if found is None:
        return
    text, *place = found
    query = "SELECT * FROM speakers WHERE article_id = ? ORDER BY speaks DESC, position"
    rows = connection.execute(query, (number,)).fetchall()
    mentions = [json.loads(row["mentions"]) for row in rows]
    forms = [_named(text, row, own) for row, own in zip(rows, mentions, strict=True)]
    within = [
        (form, len(own))
        for row, form, own in zip(rows, forms, mentions, strict=True)
        if form and row["kind"] not in ("outlet", "author")
    ]
    company = company_of(within)
    for row, form, own in zip(rows, forms, mentions, strict=True):
        if form is not None:
            phrases = [one["name"] for column in ("roles", "affiliations") for one in json.loads(row[column])]
            phrases += reigns(text, own) if form.kind == "person" else []
            sex = sex_of(text, own, form.given, women()) if form.kind == "person" else ""
            yield row, form, packed_evidence(evidence_of(form, phrases, sex, company, (place[0], place[1])))


def _named(text: str, row: sqlite3.Row, mentions: list[list[int]]) -> Form | None:
    name, names = row["name"], json.loads(row["names"])
    if row["kind"] == "organization" and (both := spelled_out(text, name, mentions)):
        return form_of(row["kind"], both[0], (*names, both[1]))
    return form_of(row["kind"], name, names)


def _joined(
    connection: sqlite3.Connection, blocks: Iterable[str], decisions: Iterable[decided.Resolved]
) -> Iterator[list[str]]:
    """Yield the blocks to be linked, those that decisions tie together at once."""
    tied: list[set[str]] = []
    for decision in decisions:
        touched = {
            row[0]
            for one in decision.speakers
            for row in connection.execute("SELECT block FROM person_speakers WHERE id = ?", (one,))
        }
        overlapping = [one for one in tied if one & touched]
        tied = [one for one in tied if not one & touched] + [touched.union(*overlapping)]
    left = set(blocks)
    while left:
        block = min(left)
        joined = next((one for one in tied if block in one), {block})
        left -= joined
        yield sorted(joined)


def _link(connection: sqlite3.Connection, blocks: Iterable[str], decisions: Iterable[decided.Resolved]) -> None:
    """Link the speakers of blocks and write down what differs from what was there."""
    found: list[list[Link]] = []
    before: dict[int, tuple[int | None, float | None, str]] = {}
    for block in blocks:
        units = []
        for row in connection.execute(
            """SELECT p.id, p.article_id, a.sha256, p.local_id, p.form, p.evidence, p.person_id, p.confidence, p.grounds
            FROM person_speakers AS p JOIN articles AS a ON a.id = p.article_id WHERE p.block = ?""",
            (block,),
        ):
            units.append(Unit(row[0], f"{row[2]} {row[3]}", row[1], form_from(row[4]), row[5]))
            before[row[0]] = (row[6], row[7], row[8])
        found += clusters(units)
    groups, named = decided.applied([[link.unit.number for link in cluster] for cluster in found], decisions)
    links = {link.unit.number: link for cluster in found for link in cluster}
    _write(connection, groups, links, before)
    for group in _changed(connection, groups, named, before, links):
        _describe(connection, min(group), named.get(min(group)))


def form_from(text: str) -> Form:
    """Return the form that a row of `person_speakers` holds."""
    value = json.loads(text)
    return Form(**value | {"given": tuple(value["given"]), "acronyms": tuple(value["acronyms"])})


def _write(
    connection: sqlite3.Connection,
    groups: Iterable[frozenset[int]],
    links: Mapping[int, Link],
    before: dict[int, tuple[int | None, float | None, str]],
) -> None:
    for group in groups:
        person = min(group)
        for number in group:
            link = links[number]
            sure = None if link.confidence is None else round(link.confidence, 4)
            now = (person, sure, packed(link.grounds))
            if now != before[number]:
                connection.execute(
                    "UPDATE person_speakers SET person_id = ?, confidence = ?, grounds = ? WHERE id = ?",
                    (*now, number),
                )


def _changed(
    connection: sqlite3.Connection,
    groups: Iterable[frozenset[int]],
    named: Mapping[int, str],
    before: Mapping[int, tuple[int | None, float | None, str]],
    links: Mapping[int, Link],
) -> Iterator[frozenset[int]]:
    """Yield the groups whose record has to be written: all of a block, unless it is large and they stayed the same."""
    for group in groups:
        person = min(group)
        row = connection.execute(
            "SELECT articles, iif(renamed, name, NULL) FROM people WHERE id = ?", (person,)
        ).fetchone()
        now = (len({links[number].unit.article for number in group}), named.get(person))
        same = row is not None and tuple(row) == now and all(before[one][0] == person for one in group)
        if not (same and now[0] > _LARGE):
            yield group


_LARGE = 50


def _describe(connection: sqlite3.Connection, person: int, name: str | None) -> None:
    """Write the record of a person from the speakers linked to it."""
    rows = connection.execute(
        """SELECT p.name, p.form, p.article_id, s.statements, s.words, a.published
        FROM person_speakers AS p JOIN articles AS a ON a.id = p.article_id
        JOIN speakers AS s ON s.article_id = p.article_id AND s.local_id = p.local_id WHERE p.person_id = ?""",
        (person,),
    ).fetchall()
    names, said, kinds, whole = Counter[str](), Counter[str](), Counter[str](), set[str]()
    for row in rows:
        form = json.loads(row[1])
        names[row[0]] += 1
        said[row[0]] += row[3]
        kinds[form["kind"]] += 1
        if form["given"] or form["acronyms"]:
            whole.add(row[0])
    fullest = min(names, key=lambda one: (one not in whole, -names[one], -said[one], one))
    days = sorted(row[5] for row in rows if row[5])
    connection.execute(
        "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            person,
            name or fullest,
            min(kinds.items(), key=_most)[0],
            packed([{"name": one, "articles": count} for one, count in sorted(names.items(), key=_most)]),
            len({row[2] for row in rows}),
            sum(row[3] for row in rows),
            sum(row[4] for row in rows),
            days[0] if days else None,
            days[-1] if days else None,
            int(name is not None),
        ),
    )


def _most(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
