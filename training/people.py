"""Fit how evidence is weighed in linking people: `python -m training.people PROJECT`.

PROJECT holds articles read by Sayso. Only a third of them is used, by the hash of their id, of which `measured` of the
labelled pairs has none. What is alike is a speaker and others of one rare whole name; what is not, a speaker and others
of one surname and another first name. Prints the weights and bias for `sayso/project/people/likely.py`.
"""

import argparse
import hashlib
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

import sayso
from sayso.project.people.evidence import Evidence, evidence_from
from sayso.project.people.forms import Form
from sayso.project.people.likeness import NAMES, likeness, profile_of
from sayso.project.people.linking import form_from
from training.logistic import fitted

RIDGE, ROUNDS, AT_MOST, RARE = 0.001, 4, 8, 60
SIZES = (1, 1, 1, 3, 10, 40)
"""How many speakers a person is made of that a speaker is held against."""
Bearer = tuple[str, Form, Evidence]


def is_trained(article: str) -> bool:
    """Say whether an article may be learned from."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 3 == 0


def bearers(path: Path) -> list[Bearer]:
    """Return the speakers of a project that have a whole name, with the id of their article."""
    query = """SELECT a.name, p.form, p.evidence FROM person_speakers AS p JOIN articles AS a ON a.id = p.article_id
        WHERE p.block LIKE 'person %' ORDER BY a.sha256, p.local_id"""
    with sayso.open_project(path) as project:
        next(project.people(limit=1), None)
        rows = project._file.rows(query)
        every = [(row[0], form_from(row[1]), evidence_from(row[2])) for row in rows]
    return [one for one in every if one[1].given and len(one[1].given[0]) > 1]


def examples(every: list[Bearer]) -> tuple[list[list[float]], list[int]]:
    """Return rows of evidence, and 1 where they are of one person."""
    named = {(form.given[0], form.surname) for _, form, _ in every}
    firsts, lasts = Counter(first for first, _ in named), Counter(last for _, last in named)
    of: dict[str, list[Bearer]] = defaultdict(list)
    for one in every:
        if is_trained(one[0]):
            of[one[1].key].append(one)
    families: dict[str, list[str]] = defaultdict(list)
    for key, its in of.items():
        families[its[0][1].surname].append(key)
    drawn, rows, same = random.Random(3), [], []
    for _ in range(ROUNDS):
        for its in of.values():
            form = its[0][1]
            kin = [other for other in families[form.surname] if of[other][0][1].given[0][0] != form.given[0][0]]
            for one in drawn.sample(its, min(len(its), AT_MOST)):
                rest = [other for other in its if other[0] != one[0]]
                if rest and firsts[form.given[0]] * lasts[form.surname] < RARE:
                    rows.append(_row(one, rest, drawn))
                    same.append(1)
                strangers = [other for other in of[drawn.choice(kin)] if other[0] != one[0]] if kin else []
                if strangers and len(its) < RARE:
                    rows.append(_row(one, strangers, drawn))
                    same.append(0)
    return rows, same


def _row(one: Bearer, others: list[Bearer], drawn: random.Random) -> list[float]:
    chosen = drawn.sample(others, min(len(others), drawn.choice(SIZES)))
    return likeness(one[2], profile_of(evidence for *_, evidence in chosen))


def main() -> None:
    """Print the weights; the bias is that for as many who are one as who are not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    rows, same = examples(bearers(parser.parse_args().project))
    x, y = np.array(rows), np.array(same, float)
    weights, bias = fitted(x, y, RIDGE)
    print(f"{len(y)} examples, {y.mean():.3f} of one person")
    for name, weight in zip(NAMES, weights, strict=True):
        print(f'    "{name}": {weight:.3f},')
    print(f"BIAS = {bias - np.log(y.mean() / (1 - y.mean())):.3f}")


if __name__ == "__main__":
    main()
