"""A small reader in the place of the model, and projects made with it."""

import hashlib
import re
import sqlite3
import time
from dataclasses import replace

from sayso.article import Attribution, Model, Span, Speaker, Statement

SAID = re.compile(r"(“[^”]+”),? (said) ([A-Z]\w+ [A-Z]\w+)")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
RALLY = "“The bridge is safe,” said Ada Reed. “It stays open,” said Ada Reed. “It will fall,” said Tom Hale.\n"


class FakeReader:
    """Finds “…” said Ada Reed. Keeps the names of the articles that it has read."""

    def __init__(self, version="1", pause=0.0):
        self.version = version
        self.pause = pause
        self.read = []

    def identity(self):
        return Model("fake", self.version, hashlib.sha256(self.version.encode()).hexdigest())

    def read_article(self, article):
        self.read.append(article.id)
        time.sleep(self.pause)
        names = list(dict.fromkeys(found[3] for found in SAID.finditer(article.text)))
        statements = tuple(
            Statement(
                f"s{number}",
                "direct",
                (Span(*found.span(3)),),
                (Span(*found.span(2)),),
                (Span(*found.span(1)),),
                0.5 + int(self.version) / 100,
                Attribution(f"p{names.index(found[3]) + 1}", found[3], "person", "mayor", None, "name", 0.9),
            )
            for number, found in enumerate(SAID.finditer(article.text), start=1)
        )
        speakers = tuple(Speaker(f"p{number}", name, "person") for number, name in enumerate(names, start=1))
        return replace(article, statements=statements, speakers=speakers, model=self.identity())


def write_articles(folder, count, start=0):
    """Write so many different text files; return their names in order."""
    for number in range(start, start + count):
        text = f"“The bridge number {number} is safe,” said Ada Reed. “It is number {number},” said Tom Hale.\n"
        (folder / f"{number:04}.txt").write_text(text * 3, encoding="utf-8")
    return sorted(str(path) for path in folder.glob("*.txt"))


def content(path):
    """Return everything in the tables of a project but the times, and check that the file is whole."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO statement_search (statement_search, rank) VALUES ('integrity-check', 1)")
    tables = (
        "articles appearances passages statements statement_spans speakers decisions failures changes undone"
        " text_samples near_copies early_readings".split()
    )
    found = {
        table: [TIME.sub("T", repr(row)) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables
    }
    connection.rollback()
    connection.close()
    return found
