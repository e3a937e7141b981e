"""Codings that come back from another copy of the project, as where coders work on their own machines."""

import sqlite3
from dataclasses import replace
from typing import Any

from sayso.article import Article
from sayso.project import changes
from sayso.project.changes import Subject
from sayso.project.coding import assigned, coded
from sayso.project.file import ProjectFile


def merge(
    project: ProjectFile,
    connection: sqlite3.Connection,
    number: int,
    article: Article,
    known: dict[str, Any],
    who: str,
) -> None:
    """Take what coders did elsewhere with a known article; where both have something, one's own stays.

    An article that a coder was done with elsewhere is done here; one that is done here takes no more of its coder.
    """
    closed = {one.coder for one in assigned.assignments(project, number) if one.done_at is not None}
    for one in map(coded.coded_from, known.get("codings", ())):
        if one.coder not in closed and coded.find(project, number, one.what, one.key) is None:
            coded.put(connection, number, article.text, one)
            kind: changes.SubjectKind = "coding decision" if one.what == "decision" else "coding addition"
            subject = Subject(kind, article.sha256, one.key)
            changes.log(connection, who, "coding imported", subject, None, coded.coded_object(one))
    for given in map(assigned.assignment_from, known.get("assignments", ())):
        here = assigned.find(project, number, given.coder)
        if here is None or (here.done_at is None and given.done_at is not None):
            new = given if here is None else replace(here, done_at=given.done_at)
            assigned.put(connection, number, new)
            subject = Subject("assignment", article.sha256, given.coder)
            before = None if here is None else assigned.assignment_object(here)
            changes.log(connection, who, "assignment imported", subject, before, assigned.assignment_object(new))
