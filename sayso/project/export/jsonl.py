"""A project as JSON lines, an article with all that is known of it a line."""

from collections.abc import Iterator

from sayso.output.json import dumps
from sayso.project import stored
from sayso.project.file import ProjectFile
from sayso.project.records import record

LACKS = ""


def pieces(project: ProjectFile) -> Iterator[str]:
    """Yield a line for each article; `sayso add` makes the same project of them again."""
    for number in stored.numbers(project):
        found = record(project, number)
        if found is not None:
            yield dumps(found) + "\n"
