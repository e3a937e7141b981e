"""What each statement counts as: one query says it of all of them, and one pass counts them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from sqlite3 import Row

from sayso.project.file import ProjectFile
from sayso.project.report.seen import Seen, Who, who_of
from sayso.project.report.tally import Key, Tally
from sayso.project.search import STANDS, UNDATED, UNNAMED, Query, narrowed
from sayso.speakers.words import WORD

# Whoever the view `statement_list` has as the speaker is the one counted: as the person across articles who that is, or
# else under the name. People who correct or add one do not say
# of what kind it is; it is counted among persons and organizations.
_COUNTED = f"""SELECT l.id, l.article_id, coalesce(l.outlet, '') AS outlet,
    CASE WHEN {UNDATED} THEN '' ELSE substr(l.published, 1, 7) END AS month,
    l.person_id, coalesce(l.person, l.speaker) AS speaker, l.kind, l.content, {UNNAMED} AS unnamed,
    CASE WHEN l.speaker IS NOT s.speaker AND l.decision = 'corrected' OR l.added_by IS NOT NULL THEN 'person'
        ELSE s.speaker_kind END AS speaker_kind
    FROM statement_list AS l JOIN statements AS s ON s.id = l.id"""


@dataclass(slots=True)
class Counted:
    """What the pass over all statements has counted; words and articles by who speaks."""

    tally: Tally = field(default_factory=Tally)
    words: Counter[Who] = field(default_factory=Counter)
    all_words: int = 0
    articles: dict[Who, set[int]] = field(default_factory=lambda: defaultdict(set))


def counted_rows(project: ProjectFile, scope: Query) -> Iterator[Row]:
    """Yield what each statement that stands counts as, in the order of the project. Raises `InputError`."""
    tests, values = narrowed(scope)
    return project.rows(f"{_COUNTED} WHERE {' AND '.join([STANDS, *tests])} ORDER BY l.id", values)


def count(rows: Iterable[Row], seen: Seen) -> Counted:
    """Count the statements under every key that has a row or a column."""
    out = Counted()
    speakers, columns = seen.speaker_rows, set(seen.columns)
    outlets, months = set(seen.outlet_rows), set(seen.month_rows)
    for row in rows:
        id_, who, kind, outlet = row["id"], who_of(row), row["kind"], seen.spelled(row["outlet"])
        words = len(WORD.findall(row["content"]))
        out.all_words += words
        keys: list[Key] = [("all", kind)]
        if row["unnamed"]:
            keys.append(("all unnamed",))
        if outlet in outlets:
            keys.append(("outlet", outlet, kind))
            if row["unnamed"]:
                keys.append(("unnamed", outlet))
        if row["month"] in months:
            keys.append(("month", row["month"], kind))
        if who in speakers:
            keys.append(("speaker", who, kind))
            if outlet in columns:
                keys.append(("column", who, outlet))
            out.words[who] += words
            out.articles[who].add(row["article_id"])
        for key in keys:
            out.tally.add(key, id_)
    return out
