"""Coders of a project for the terminal and for programs: how far they are, how far they agree, their codings."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sayso.output.visible import visible
from sayso.output.wording import shortened
from sayso.project.added import AddedRelation, AddedStatement
from sayso.project.coding.agreement import Agreement
from sayso.project.coding.assign import ArticleStatus, CoderStatus
from sayso.project.coding.assigned import Assignment
from sayso.project.coding.side_by_side import Row, SideBySide, Version
from sayso.project.rows import words

AGREEMENT_COLUMNS = ("coders", "articles", "field", "measure", "value", "agreed", "of", "note")
_SHORT, _MANY = 100, 20


def coders_text(coders: Iterable[CoderStatus]) -> Iterator[str]:
    """Yield a line for each coder: how many articles are assigned, begun, done, and which are still to do."""
    for one in coders:
        counts = f"{len(one.assigned)} assigned, {len(one.begun)} begun, {len(one.done)} done, {len(one.to_do)} to do"
        more = ", ..." if len(one.to_do) > _MANY else ""
        left = f": {', '.join(map(str, one.to_do[:_MANY]))}{more}" if one.to_do else ""
        yield f"{visible(one.coder)}  {counts}{left}\n"


def articles_text(articles: Iterable[ArticleStatus]) -> Iterator[str]:
    """Yield a line for each assigned article: who codes it, who is done, who has adjudicated it."""
    for one in articles:
        coders = ", ".join(f"{name} (done)" if name in one.done else name for name in one.coders)
        ended = one.adjudication
        settled = f"adjudicated by {ended.who}, {ended.at}" if ended else "open"
        head = shortened(one.headline, _SHORT) if one.headline else "no headline"
        yield visible(f"article {one.article} · {head} · {coders} · {settled}").replace("\n", " ") + "\n"


def assignments_text(assignments: dict[int, Assignment]) -> Iterator[str]:
    """Yield a line for each article of a coder: how they code it, and whether they are done."""
    for number, one in assignments.items():
        how = ("blind" if one.blind else "open") + ("" if one.proposals else ", from nothing")
        yield f"article {number} · {how} · {f'done {one.done_at}' if one.done_at else 'to do'}\n"


def status_object(coders: Iterable[CoderStatus], articles: Iterable[ArticleStatus]) -> dict[str, Any]:
    """Return how far coders and articles are as a dict of JSON values."""
    return {"coders": list(map(asdict, coders)), "articles": list(map(asdict, articles))}


def agreement_text(agreements: Iterable[Agreement]) -> Iterator[str]:
    """Yield a table for each group of coders."""
    for one in agreements:
        each = ", ".join(f"{name} {count}" for name, count in zip(one.coders, one.statements, strict=True))
        yield f"{visible(' and '.join(one.coders))} · {_counted(len(one.articles))}\n"
        yield f"statements: {visible(each)}; {one.together} of more than one\n"
        yield f"  {'field':<10} {'measure':<11} {'value':>7} {'agreed':>8} {'of':>8}\n"
        for measure in one.measures:
            value = "-" if measure.value is None else f"{measure.value:.3f}"
            agreed = "" if measure.agreed is None else str(measure.agreed)
            line = f"  {measure.field:<10} {measure.measure:<11} {value:>7} {agreed:>8} {measure.of:>8}"
            yield f"{line}  {measure.note or ''}".rstrip() + "\n"
        yield "\n"


def _counted(articles: int) -> str:
    return f"{articles} article{'s' if articles != 1 else ''}"


def agreement_object(agreement: Agreement) -> dict[str, Any]:
    """Return how far coders agree as a dict of JSON values."""
    return asdict(agreement)


def agreement_rows(agreements: Iterable[Agreement]) -> Iterator[list[str | int | float | None]]:
    """Yield the cells of a row for each number, in the order of `AGREEMENT_COLUMNS`."""
    for one in agreements:
        for it in one.measures:
            head = ", ".join(one.coders), len(one.articles)
            yield [*head, it.field, it.measure, it.value, it.agreed, it.of, it.note]


def side_by_side_text(seen: SideBySide) -> Iterator[str]:
    """Yield the codings of an article: for each statement who has it how, and in which fields they differ."""
    yield f"article {seen.number} · {visible(seen.article.headline or seen.article.id)}\n"
    if seen.adjudication is not None:
        yield f"adjudicated by {visible(seen.adjudication.who)}, {seen.adjudication.at}\n"
    if seen.waiting:
        yield f"not done yet and not shown: {visible(', '.join(seen.waiting))}\n"
    yield f"not settled: {len(seen.unsettled)}\n"
    for number, row in enumerate(seen.rows, start=1):
        yield f"\n{number}. {_verdict(row)}\n"
        for name, version in zip(seen.names, row.versions, strict=True):
            yield f"   {visible(name)}: {_version(seen.article.text, version)}\n"


def _verdict(row: Row) -> str:
    differ = [field.rstrip("_") for field, same in row.same.items() if not same]
    if row.agreed:
        said = "all coders agree"
    elif not row.there:
        said = "not all coders have it" + (f"; those who do differ in {', '.join(differ)}" if differ else "")
    else:
        said = f"coders differ in {', '.join(differ)}" if differ else "no coder has decided"
    return f"{row.about}: {said}" + (f" · in the project: {row.project}" if row.project else "")


def _version(text: str, version: Version | None) -> str:
    if version is None:
        return "-"
    told = f"{version.id} {version.verdict} · {stands_text(text, version.stands)}"
    return " ".join(visible(told + (f" · {version.note}" if version.note else "")).split())


def stands_text(text: str, stands: AddedStatement | AddedRelation) -> str:
    """Return a statement or relation in words, on one line."""
    if isinstance(stands, AddedRelation):
        sign = "for" if stands.sign > 0 else "against"
        said = shortened(words(text, stands.evidence), _SHORT)
        return f"{stands.from_} → {stands.to} ({sign}, {stands.act}): {said}"
    who = ", ".join(filter(None, (stands.speaker, stands.role, stands.affiliation))) or "nobody named"
    parts = (("source", stands.source), ("cue", stands.cue))
    evidence = "".join(f" · {name} “{shortened(words(text, at), _SHORT)}”" for name, at in parts if at)
    return f"{who} ({stands.kind}): {shortened(words(text, stands.content), _SHORT)}{evidence}"


def side_by_side_object(seen: SideBySide) -> dict[str, Any]:
    """Return the codings of an article as a dict of JSON values."""
    rows = []
    for row in seen.rows:
        versions = {
            name: None
            if one is None
            else asdict(one.stands) | {"verdict": one.verdict, "note": one.note, "words": _said(seen, one)}
            for name, one in zip(seen.names, row.versions, strict=True)
        }
        told = {"about": row.about, "there": row.there, "same": row.same, "agreed": row.agreed, "project": row.project}
        rows.append(told | {"versions": versions})
    settled = None if seen.adjudication is None else asdict(seen.adjudication)
    unsettled = [seen.rows.index(row) for row in seen.unsettled]
    return {
        "article": seen.number,
        "unsettled": unsettled,
        "waiting": list(seen.waiting),
        "adjudication": settled,
        "rows": rows,
    }


def _said(seen: SideBySide, version: Version) -> str:
    stands = version.stands
    return words(seen.article.text, stands.content if isinstance(stands, AddedStatement) else stands.evidence)
