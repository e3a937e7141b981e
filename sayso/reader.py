"""The way in for Python: from what a user names to articles with their statements."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.article import Article, Model
from sayso.errors import InputError
from sayso.intake import from_text, load

if TYPE_CHECKING:
    from sayso.speakers.register import Known


class Reader:
    """Reads articles. Keep one for many articles: the model is loaded with the first."""

    def __init__(self, min_confidence: float = 0.0, names: str | Path | None = None) -> None:
        """Leave out statements whose confidence is below `min_confidence` (0 to 1).

        `names` is a CSV file with the user's own list of people, `sayso.speakers.register`. Raises `InputError`.
        """
        if not 0.0 <= min_confidence <= 1.0:
            raise InputError("min_confidence", f"{min_confidence} is not between 0 and 1", "give a number such as 0.5")
        self.min_confidence = min_confidence
        self._register: tuple[Known, ...] = ()
        if names is not None:
            from sayso.speakers.register import read_register

            self._register = read_register(Path(names))

    def read(self, source: str | Path) -> Article:
        """Read a file, an http(s) URL, or "-" for standard input. Raises `InputError`."""
        return self.read_article(load(str(source)))

    def read_text(self, text: str, id: str = "text") -> Article:  # noqa: A002 (the field's name)
        """Read a string. Offsets count its code points. Raises `InputError`."""
        return self.read_article(from_text(text, id))

    def identity(self) -> Model:
        """Return which model this reader reads with."""
        from sayso.statements.model import shipped

        return shipped().identity

    def read_many(self, sources: Iterable[str | Path], workers: int = 1) -> Iterator[Article | InputError]:
        """Read many, in the order given, with a number of worker processes; what fails is yielded, not raised."""
        if workers > 1:
            from sayso.workers import read_side_by_side

            yield from read_side_by_side(map(str, sources), workers, self)
            return
        for source in sources:
            try:
                yield self.read(source)
            except InputError as error:
                yield error

    def read_article(self, article: Article) -> Article:
        """Read an article that `sayso.intake` has made of a source: the same one, with what is found in it."""
        from sayso.figures.read import with_figures
        from sayso.relations.read import with_relations
        from sayso.speakers.read import with_speakers
        from sayso.statements.decode import find, statements
        from sayso.statements.model import shipped

        model = shipped()
        found = find(article, model)
        if found is None:
            return replace(article, model=model.identity)
        kept = [one for one in statements(found, model) if one.confidence >= self.min_confidence]
        who = model.who(found.scored)
        spoken, resolved = with_speakers(replace(article, model=model.identity), found, kept, model, who)
        read = with_relations(with_figures(spoken), found, who, resolved, model)
        if self._register:
            from sayso.speakers.register import with_known

            return with_known(read, self._register)
        return read
