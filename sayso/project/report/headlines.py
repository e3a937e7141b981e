"""The checks of headlines, counted by outlet; those that say something else than the text does, one by one."""

import json
from collections import Counter
from collections.abc import Iterator

from sayso.article import Verdict
from sayso.project.file import ProjectFile
from sayso.project.report.parts import Alarm, HeadlineCount
from sayso.project.search import STANDS, Query, narrowed

ALARMS: tuple[Verdict, ...] = ("claim", "misattributed", "unsupported")


def checked(project: ProjectFile, scope: Query) -> tuple[tuple[HeadlineCount, ...], tuple[Alarm, ...]]:
    """Return the counts, the outlet with most headlines first, and the alarms. Raises `InputError`.

    An alarm goes when people have rejected every statement that it rests on.
    """
    counts: dict[str, Counter[Verdict]] = {}
    spelled: dict[str, str] = {}
    alarms = []
    for verdict, outlet, alarm in _checks(project, scope):
        name = spelled.setdefault(outlet.lower(), outlet)
        counts.setdefault(name, Counter())[verdict] += 1
        if alarm:
            alarms.append(alarm)
    rows = (HeadlineCount(name, verdicts.total(), dict(verdicts)) for name, verdicts in counts.items())
    return tuple(sorted(rows, key=lambda row: (-row.checked, row.outlet))), tuple(alarms)


def _checks(project: ProjectFile, scope: Query) -> Iterator[tuple[Verdict, str, Alarm | None]]:
    tests, values = narrowed(scope)
    query = f"""SELECT h.article_id, coalesce(l.outlet, '') AS outlet, l.published, h.verdict, h.statements,
        h.confidence, h.message,
        CASE WHEN h.verdict IN ('own', 'attributed') THEN '' ELSE
            substr(l.text, h.start_char + 1, h.end_char - h.start_char) END AS words
        FROM headline_checks AS h JOIN articles AS l ON l.id = h.article_id
        WHERE h.passage = 'headline' {"".join(f" AND {test}" for test in tests)} ORDER BY h.article_id, h.position"""
    for row in project.rows(query, values):
        if row["verdict"] not in ALARMS:
            yield row["verdict"], row["outlet"], None
            continue
        rests_on = json.loads(row["statements"])
        standing = _standing(project, row["article_id"], row["statements"])
        if rests_on and not standing:
            yield "own", row["outlet"], None
            continue
        place = row["outlet"], row["published"], row["article_id"], row["words"]
        yield row["verdict"], row["outlet"], Alarm(*place, row["verdict"], row["confidence"], row["message"], standing)


def _standing(project: ProjectFile, article: int, local_ids: str) -> tuple[int, ...]:
    query = f"""SELECT l.id FROM statement_list AS l WHERE l.article_id = ? AND {STANDS}
        AND l.local_id IN (SELECT value FROM json_each(?)) ORDER BY l.id"""
    return tuple(row["id"] for row in project.rows(query, (article, local_ids)))
