"""What is in a project, in numbers, and what could not be taken in."""

from dataclasses import dataclass

from sayso.project.file import ProjectFile


@dataclass(frozen=True, slots=True)
class Outlet:
    """How many texts appeared in an outlet; `name` is None where the outlet is not known."""

    name: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class ModelUse:
    """How many articles a model has read; `name` is None for articles that no model has read."""

    name: str | None
    version: str | None
    hash: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read the last time it was tried."""

    source: str
    reason: str
    remedy: str
    tries: int
    first_at: str
    last_at: str


@dataclass(frozen=True, slots=True)
class Status:
    """What is in a project. `statements` are counted by kind; `first` and `last` are dates of publication."""

    articles: int
    appearances: int
    statements: dict[str, int]
    speakers: int
    relations: int
    figures: int
    accepted: int
    rejected: int
    corrected: int
    orphaned: int
    first: str | None
    last: str | None
    undated: int
    outlets: tuple[Outlet, ...]
    models: tuple[ModelUse, ...]
    failures: tuple[Failure, ...]


def status(project: ProjectFile) -> Status:
    """Count what is in a project. Raises `InputError`."""

    def count(table: str) -> int:
        return int(project.one(f"SELECT count(*) FROM {table}"))

    verdicts = dict(map(tuple, project.rows("SELECT verdict, count(*) FROM decisions GROUP BY verdict")))
    kinds = dict(map(tuple, project.rows("SELECT kind, count(*) FROM statements GROUP BY kind")))
    (dates,) = project.rows("SELECT min(published), max(published), count(*) - count(published) FROM articles")
    outlets = """SELECT outlet, count(DISTINCT article_id) AS articles FROM appearances
        GROUP BY outlet ORDER BY articles DESC, outlet"""
    models = """SELECT model, model_version, model_hash, count(*) AS articles FROM articles
        GROUP BY model, model_version, model_hash ORDER BY articles DESC"""
    return Status(
        articles=count("articles"),
        appearances=count("appearances"),
        statements={kind: kinds.get(kind, 0) for kind in ("direct", "mixed", "indirect")},
        speakers=count("speaker_list"),
        relations=count("relations"),
        figures=count("figures"),
        accepted=verdicts.get("accepted", 0),
        rejected=verdicts.get("rejected", 0),
        corrected=verdicts.get("corrected", 0),
        orphaned=count("orphaned_decisions"),
        first=dates[0],
        last=dates[1],
        undated=dates[2],
        outlets=tuple(Outlet(*row) for row in project.rows(outlets)),
        models=tuple(ModelUse(*row) for row in project.rows(models)),
        failures=tuple(Failure(*row) for row in project.rows("SELECT * FROM failures ORDER BY source")),
    )
