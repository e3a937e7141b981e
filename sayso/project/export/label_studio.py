"""A project for Label Studio: tasks with what the machine found as predictions and what people decided as annotations.

Label Studio counts code points, as Sayso does (`charsToCodePoints` in its editor).
"""

from collections.abc import Iterator
from itertools import count
from typing import Any, BinaryIO

from sayso.article import Span, Statement
from sayso.output.json import dumps
from sayso.project.export.archive import archive, put, without_returns
from sayso.project.export.standing import Kept, Standing, kept
from sayso.project.file import ProjectFile

LACKS = "roles, affiliations and notes are in the notes of a region; relations are not in it"
TASKS = 100
"""The tasks of a file."""

_LABELLING = """<View>
  <Header value="$headline"/>
  <Labels name="part" toName="text">
    <Label value="Source" background="#2f7ed8"/>
    <Label value="Cue" background="#8a8a8a"/>
    <Label value="Content" background="#e8a33d"/>
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
  <Relations>
    <Relation value="source"/>
    <Relation value="cue"/>
    <Relation value="content"/>
    <Relation value="within"/>
  </Relations>
  <Choices name="kind" toName="text" perRegion="true" whenTagName="part" whenLabelValue="Content">
    <Choice value="direct"/>
    <Choice value="mixed"/>
    <Choice value="indirect"/>
  </Choices>
  <TextArea name="speaker" toName="text" perRegion="true" whenTagName="part" whenLabelValue="Content"
    editable="true" maxSubmissions="1" placeholder="who speaks"/>
</View>
"""


def write(project: ProjectFile, file: BinaryIO) -> list[str]:
    """Write the zip, so many tasks a file; return what did not fit, a sentence each."""
    returns = 0
    with archive(file) as opened:
        put(opened, "labelling.xml", _LABELLING)
        tasks: list[str] = []
        files = count(1)
        for one in kept(project):
            tasks.append(dumps(task(one)))
            returns += one.article.text.count("\r")
            if len(tasks) == TASKS:
                put(opened, f"tasks-{next(files):04}.json", "[\n" + ",\n".join(tasks) + "\n]\n")
                tasks.clear()
        if tasks:
            put(opened, f"tasks-{next(files):04}.json", "[\n" + ",\n".join(tasks) + "\n]\n")
    return [f"carriage returns, which browsers drop, are spaces ({returns:,})"] if returns else []


def task(one: Kept) -> dict[str, Any]:
    """Return the task of an article."""
    article = one.article
    decided = [standing for standing in one.statements if standing.verdict is not None]
    scores = [statement.confidence for statement in article.statements]
    model = f"{article.model.name} {article.model.version} {article.model.hash[:12]}" if article.model else "none"
    prediction = {
        "model_version": model,
        "score": sum(scores) / len(scores) if scores else 0.0,
        "result": [part for statement in article.statements for part in _regions(one, statement, None)],
    }
    people = [part for standing in decided for part in _regions(one, standing.statement, standing)]
    return {
        "data": {
            "text": without_returns(article.text),
            "headline": article.headline or article.id,
            "article_id": one.number,
            "sha256": article.sha256,
            "name": article.id,
            "outlet": article.outlet,
            "published": article.published,
            "url": article.url,
            "rejected": [standing.found.id for standing in one.rejected],
        },
        "predictions": [prediction],
        "annotations": [{"result": people}] if people else [],
    }


def _regions(one: Kept, statement: Statement, decided: Standing | None) -> Iterator[dict[str, Any]]:
    """Yield the regions of a statement's pieces, the kind and the speaker of the first of its content, the ties."""
    head = f"{statement.id}-content-0"
    for part in ("source", "cue", "content"):
        for number, span in enumerate(getattr(statement, part)):
            region = f"{statement.id}-{part}-{number}"
            value = _value(one, span)
            first = region == head
            yield {
                **_result(region, "part", "labels", value | {"labels": [part.capitalize()]}),
                **({"score": statement.confidence} if decided is None else {}),
                **({"meta": {"text": _notes(statement, decided)}} if first else {}),
            }
            if first:
                yield _result(region, "kind", "choices", value | {"choices": [statement.kind]})
                if statement.speaker and statement.speaker.name:
                    yield _result(region, "speaker", "textarea", value | {"text": [statement.speaker.name]})
            else:
                yield _tie(head, region, part)
    if statement.within is not None and _shown(one, statement.within, decided):
        yield _tie(head, f"{statement.within}-content-0", "within")


def _shown(one: Kept, within: str, decided: Standing | None) -> bool:
    """Say whether the statement that another is part of is among those shown with it."""
    return decided is None or within in {standing.found.id for standing in one.statements if standing.verdict}


def _result(region: str, name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": region, "from_name": name, "to_name": "text", "type": kind, "value": value}


def _tie(head: str, region: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": head, "to_id": region, "direction": "right", "labels": [label]}


def _value(one: Kept, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": without_returns(one.article.text[span.start : span.end])}


def _notes(statement: Statement, decided: Standing | None) -> list[str]:
    speaker = statement.speaker
    notes = [f"{name}: {value}" for name in ("role", "affiliation") if speaker and (value := getattr(speaker, name))]
    if decided is not None and decided.person is not None:
        notes.append(f"{decided.verdict} by {', '.join(decided.person)}")
        notes += [decided.note] if decided.note else []
    return [statement.id, *notes]
