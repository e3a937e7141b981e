"""The stories of a project: articles that are near-copies of each other."""

from dataclasses import dataclass
from itertools import groupby

from sayso.project.file import ProjectFile


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells a story."""

    article: int
    outlet: str | None
    published: str | None
    headline: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are near-copies of each other, directly or by way of others; `number` is that of the first."""

    number: int
    tellings: tuple[Telling, ...]


def stories(project: ProjectFile) -> list[Story]:
    """Return the stories that several articles tell, in the order of the project."""
    rows = project.rows("SELECT * FROM story_list ORDER BY story, article_id")
    return [
        Story(number, tuple(Telling(*tuple(row)[1:]) for row in tellings))
        for number, tellings in groupby(rows, key=lambda row: int(row["story"]))
    ]
