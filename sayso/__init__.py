"""Sayso reads political news and says, sentence by sentence, on whose say-so."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.article import Article as Article
    from sayso.article import Passage as Passage
    from sayso.article import Span as Span
    from sayso.article import Statement as Statement
    from sayso.errors import InputError as InputError
    from sayso.project.project import Project as Project
    from sayso.project.project import open_project as open_project
    from sayso.reader import Reader as Reader

__version__ = "0.1.0"
__all__ = ["Article", "InputError", "Passage", "Project", "Reader", "Span", "Statement", "open_project", "read"]

_HOMES = {
    "Article": "article",
    "Passage": "article",
    "Span": "article",
    "Statement": "article",
    "InputError": "errors",
    "Project": "project.project",
    "Reader": "reader",
    "open_project": "project.project",
}


def read(source: str) -> "Article":
    """Read one article: a file, an http(s) URL, or "-" for standard input. Raises `InputError`."""
    from sayso.reader import Reader

    return Reader().read(source)


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    """Import a public name when it is first used, so that `import sayso` costs next to nothing."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(f"sayso.{_HOMES[name]}"), name)
