"""Who is for or against whom, in how many statements."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from sayso.project.file import ProjectFile
from sayso.project.report.parts import Pair
from sayso.project.report.tally import Tally
from sayso.project.search import STANDS, Query, Sign, narrowed

_PAIRS = 40

Ends = tuple[str, str]


@dataclass(slots=True)
class Ties:
    """The statements in which a pair has a relation, by its sign; `own` relations of `number` stand in no statement."""

    number: int = 0
    own: int = 0
    statements: dict[Ends, dict[Sign, dict[int, None]]] = field(default_factory=lambda: defaultdict(dict))

    def most(self) -> list[Ends]:
        """Return the pairs that have a row: those with the most statements."""
        counts: Counter[Ends] = Counter()
        for ends, signs in self.statements.items():
            counts[ends] = sum(map(len, signs.values()))
        return sorted(counts, key=lambda ends: (-counts[ends], ends))[:_PAIRS]

    def enter(self, tally: Tally) -> None:
        """Count the statements of the pairs that have a row."""
        for ends in self.most():
            for sign, ids in self.statements[ends].items():
                for id_ in ids:
                    tally.add(("pair", *ends, sign), id_)


def ties(project: ProjectFile, scope: Query) -> Ties:
    """Return the relations of a project between two that have names. Raises `InputError`."""
    tests, values = narrowed(scope)
    # On the say-so of a statement that a person rejected no relation stands.
    query = f"""SELECT r.from_name, r.to_name, r.sign, r.statement, l.id FROM relation_list AS r
        LEFT JOIN statements AS s ON s.article_id = r.article_id AND s.local_id = r.statement
        LEFT JOIN statement_list AS l ON l.id = s.id AND {STANDS}
        WHERE r.decision IS NOT 'rejected' AND (r.statement IS NULL OR l.id IS NOT NULL)
        {"".join(f" AND {test}" for test in tests)}
        ORDER BY l.id""".replace("l.outlet", "r.outlet").replace("l.published", "r.published")
    out = Ties()
    for holder, target, sign, statement, id_ in project.rows(query, values):
        out.number += 1
        if statement is None:
            out.own += 1
        elif holder and target:
            out.statements[holder, target].setdefault("+" if sign > 0 else "-", {})[id_] = None
    return out


def pairs(tied: Ties, scope: Query, tally: Tally, shown: int) -> tuple[Pair, ...]:
    """Return the pairs that have a row."""
    rows = []
    for holder, target in tied.most():
        query = replace(scope, holder=f"={holder}", target=f"={target}")
        cells = (tally.cell(("pair", holder, target, sign), replace(query, sign=sign), shown) for sign in _SIGNS)
        rows.append(Pair(holder, target, *cells))
    return tuple(rows)


_SIGNS: tuple[Sign, Sign] = ("+", "-")
