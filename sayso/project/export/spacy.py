"""A project as a spaCy DocBin, a document for each article. Needs `sayso[spacy]`.

A DocBin is made in memory: about 7 KB an article of 700 words while it is made.
"""

from typing import BinaryIO

from sayso.project.decisions import decision_object
from sayso.project.export.extra import library
from sayso.project.export.standing import Kept, Standing, kept
from sayso.project.file import ProjectFile

LACKS = "pieces are widened to whole tokens (their offsets are in user_data); relations are not in it"


def write(project: ProjectFile, file: BinaryIO) -> list[str]:
    """Write the DocBin: the span groups of the component, and under `doc.user_data["sayso"]` all they cannot hold."""
    spacy = library("spacy", "spacy", "spacy")
    tokens = library("spacy.tokens", "spacy", "spacy")
    from sayso.spacy_component import put_groups

    language = spacy.blank("en")
    made = tokens.DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    for one in kept(project):
        language.max_length = max(language.max_length, len(one.article.text) + 1)
        document = language.make_doc(one.article.text)
        put_groups(document, tuple(standing.statement for standing in one.statements))
        document.user_data["sayso"] = _known(one)
        made.add(document)
    file.write(made.to_bytes())
    return []


def _known(one: Kept) -> dict[str, object]:
    article = one.article
    return {
        "article_id": one.number,
        "name": article.id,
        "sha256": article.sha256,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published,
        "headline": article.headline,
        "statements": {standing.statement.id: _statement(standing) for standing in one.statements},
    }


def _statement(standing: Standing) -> dict[str, object]:
    now, decision = standing.statement, standing.decision
    speaker = now.speaker
    return {
        "kind": now.kind,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "affiliation": speaker.affiliation if speaker else None,
        "source": [list(span) for span in now.source],
        "cue": [list(span) for span in now.cue],
        "content": [list(span) for span in now.content],
        "within": now.within,
        "confidence": standing.found.confidence if standing.added is None else None,
        "added_by": standing.added.who if standing.added else None,
        "decision": None if decision is None else _plain(decision_object(decision)),
    }


def _plain(value: object) -> object:
    """Return a JSON value of lists where there are tuples, for that is what comes back."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value
