"""What a report is made of. Every number knows the query that finds its statements."""

from dataclasses import dataclass

from sayso.article import Kind, Span, SpeakerKind, Verdict
from sayso.project.search import Query


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of statements, what finds them, and the ids of the first of them in the order of the project."""

    query: Query
    count: int
    first: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Statements by how they are quoted; the three make up `query`."""

    query: Query
    direct: Cell
    mixed: Cell
    indirect: Cell

    @property
    def count(self) -> int:
        """Return how many they are together."""
        return self.direct.count + self.mixed.count + self.indirect.count

    @property
    def cells(self) -> tuple[tuple[Kind, Cell], ...]:
        """Return the three with their names."""
        return ("direct", self.direct), ("mixed", self.mixed), ("indirect", self.indirect)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One name under which somebody speaks: statements, words of them, articles; `outlets` as `Report.columns`."""

    name: str
    kind: SpeakerKind
    kinds: Kinds
    words: int
    articles: int
    outlets: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class OutletCount:
    """One outlet, "" where it is not known; `unnamed` are the statements without a named speaker."""

    name: str
    articles: int
    kinds: Kinds
    unnamed: Cell


@dataclass(frozen=True, slots=True)
class MonthCount:
    """One month, such as 2016-08; "" for articles whose month is not known."""

    month: str
    articles: int
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class Alarm:
    """A headline that says something else than the text does; `statements` are the ids of those it is said of."""

    outlet: str
    published: str | None
    article: int
    headline: str
    verdict: Verdict
    confidence: float
    message: str
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeadlineCount:
    """How many headlines of an outlet were checked, and how many got each verdict."""

    outlet: str
    checked: int
    verdicts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Who is for or against whom: in how many statements."""

    holder: str
    target: str
    favourable: Cell
    adverse: Cell


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A statement in its article's own words, with where its parts stand in `text`."""

    article: int
    statement: str
    outlet: str | None
    published: str | None
    headline: str | None
    url: str | None
    speaker: str | None
    role: str | None
    kind: Kind
    decision: str | None
    text: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What was counted. `speakers` are names; `ties` are relations, `own_ties` of them on no statement's say-so."""

    articles: int
    appearances: int
    outlets: int
    months: int
    speakers: int
    words: int
    kinds: Kinds
    unnamed: Cell
    first: str | None
    last: str | None
    accepted: int
    corrected: int
    added: int
    rejected: int
    ties: int
    own_ties: int
    models: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All counts of a project, or of what `scope` leaves of it, with those statements that are shown.

    Of each cell at most `shown` statements are in `excerpts`, the same number of each, so that all fit in one page.
    `people` are persons and organizations, `others` groups and documents: those with the most statements. `columns`
    are the outlets with the most statements. `outlets`, `months` and `headlines` are whole up to a bound; `pairs` are
    those with the most statements.
    """

    project: str
    scope: Query
    shown: int
    totals: Totals
    columns: tuple[str, ...]
    people: tuple[Quoted, ...]
    others: tuple[Quoted, ...]
    outlets: tuple[OutletCount, ...]
    months: tuple[MonthCount, ...]
    headlines: tuple[HeadlineCount, ...]
    alarms: tuple[Alarm, ...]
    pairs: tuple[Pair, ...]
    excerpts: dict[int, Excerpt]
