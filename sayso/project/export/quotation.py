"""A project as schema.org Quotations with their provenance in PROV: a JSON-LD graph that needs no other file.

Who says what, where it appeared, from which text it is taken, what read that text, and who decided about it.
"""

from collections.abc import Iterator

from sayso.article import Article, Attribution
from sayso.project.appearances import Appearance
from sayso.project.export.linked import Node, address, document, known, made_name, statement_name, text_name
from sayso.project.export.standing import Kept, Standing, kept
from sayso.project.file import ProjectFile
from sayso.project.rows import words

LACKS = "offsets are only those of the content; relations and figures are not in it"

_LINKS = """url encoding isPartOf spokenByCharacter prov:wasDerivedFrom prov:wasGeneratedBy prov:wasRevisionOf prov:used
    prov:wasAssociatedWith prov:wasInvalidatedBy prov:wasAttributedTo""".split()
_CONTEXT = {
    "@vocab": "http://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "sayso": "urn:sayso:",
    **{name: {"@type": "@id"} for name in _LINKS},
    "prov:endedAtTime": {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "prov:generatedAtTime": {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
}
_TYPES = {"person": "Person", "author": "Person", "organization": "Organization", "outlet": "Organization"}


def pieces(project: ProjectFile) -> Iterator[str]:
    """Yield the graph, a thing at a time."""
    yield from document({"@context": _CONTEXT}, "@graph", _graph(project), "]}\n")


def _graph(project: ProjectFile) -> Iterator[Node]:
    told: set[str] = set()
    for one in kept(project):
        things = [*_agents(one), *_places(one), _reading(one), *_speakers(one)]
        for standing in one.statements:
            things += _quotation(one, standing)
        for standing in one.rejected:
            things += _rejected(one, standing)
        for thing in things:
            # Several articles and statements share an agent; everything else is named by its article.
            shared = "prov:Agent" in thing["@type"]
            if not shared or thing["@id"] not in told:
                yield thing
            if shared:
                told.add(thing["@id"])


def _agents(one: Kept) -> Iterator[Node]:
    """Yield the software that read an article, and the people who decided."""
    model = one.article.model
    if model is not None:
        yield {
            "@id": _software(one.article),
            "@type": ["SoftwareApplication", "prov:SoftwareAgent", "prov:Agent"],
            "name": "Sayso",
            "softwareVersion": model.version,
            "sayso:model": model.name,
            "sayso:modelHash": model.hash,
        }
    for standing in (*one.statements, *one.rejected):
        for by in (standing.decision, standing.added):
            if by is not None:
                yield {"@id": made_name("person", by.who), "@type": ["Person", "prov:Agent"], "name": by.who}


def _places(one: Kept) -> Iterator[Node]:
    """Yield the text, and each place where it appeared."""
    article = one.article
    text = known(identifier=article.sha256, inLanguage=article.language, name=article.id)
    yield {"@id": text_name(article), "@type": ["DigitalDocument", "prov:Entity"], **text}
    for place in one.appearances:
        yield {
            "@id": _place(article, place),
            "@type": ["NewsArticle", "prov:Entity"],
            "encoding": text_name(article),
            **known(
                url=address(place.url),
                headline=place.headline,
                datePublished=place.published,
                author=[{"@type": "Person", "name": name} for name in place.byline],
                publisher={"@type": "Organization", "name": place.outlet} if place.outlet else None,
            ),
        }


def _reading(one: Kept) -> Node:
    by = _software(one.article)
    return {
        "@id": _reading_name(one.article),
        "@type": ["prov:Activity"],
        "prov:used": text_name(one.article),
        "prov:endedAtTime": one.read_at,
        **({"prov:wasAssociatedWith": by} if by else {}),
    }


def _speakers(one: Kept) -> Iterator[Node]:
    article = one.article
    speakers = {_speaker_name(article, one.statement.speaker): one.statement.speaker for one in one.statements}
    roles: dict[str | None, set[str]] = {name: set() for name in speakers}
    affiliations: dict[str | None, set[str]] = {name: set() for name in speakers}
    for standing in one.statements:
        speaker = standing.statement.speaker
        if speaker is not None:
            name = _speaker_name(article, speaker)
            roles[name] |= {speaker.role} if speaker.role else set()
            affiliations[name] |= {speaker.affiliation} if speaker.affiliation else set()
    for name, speaker in speakers.items():
        if name is not None and speaker is not None:
            kind = _TYPES.get(speaker.kind or "person", "Thing")
            yield {
                "@id": name,
                "@type": [kind],
                "name": speaker.name,
                **known(
                    **{"jobTitle" if kind == "Person" else "description": sorted(roles[name])},
                    affiliation=[{"@type": "Organization", "name": one} for one in sorted(affiliations[name])],
                ),
            }


def _quotation(one: Kept, standing: Standing) -> list[Node]:
    """Return a statement as it stands, and what a person did to make it so."""
    article, now = one.article, standing.statement
    name, proposal = statement_name(article, standing), statement_name(article, standing) + "#before"
    corrected = standing.decision is not None and standing.decision.verdict == "corrected"
    outer = next((other for other in one.statements if other.found.id == now.within), None)
    things: list[Node] = [
        {
            "@id": name,
            "@type": ["Quotation", "prov:Entity"],
            "text": words(article.text, now.content),
            **known(
                spokenByCharacter=_speaker_name(article, now.speaker),
                isPartOf=[_place(article, place) for place in one.appearances]
                + ([statement_name(article, outer)] if outer else []),
            ),
            "prov:wasDerivedFrom": text_name(article),
            "prov:wasGeneratedBy": _deciding_name(standing, name)
            if corrected or standing.added
            else _reading_name(article),
            **({"prov:wasRevisionOf": proposal} if corrected else {}),
            **{f"sayso:{key}": value for key, value in _details(article, standing).items()},
        }
    ]
    if standing.person is not None:
        things.append(_deciding(standing, name))
    if corrected:
        things.append(_entity(one, standing, proposal))
    return things


def _rejected(one: Kept, standing: Standing) -> list[Node]:
    """Return a statement that a person rejected: a thing that was and is no more, not a Quotation."""
    name = statement_name(one.article, standing)
    entity = _entity(one, standing, name) | {"prov:wasInvalidatedBy": _deciding_name(standing, name)}
    return [entity, _deciding(standing, name)]


def _entity(one: Kept, standing: Standing, name: str) -> Node:
    """Return what was found, as an entity of PROV and nothing else."""
    article, found = one.article, standing.found
    speaker = found.speaker.name if found.speaker else None
    return {
        "@id": name,
        "@type": ["prov:Entity"],
        "prov:value": words(article.text, found.content),
        "prov:wasDerivedFrom": text_name(article),
        **({"prov:wasGeneratedBy": _reading_name(article)} if standing.added is None else {}),
        **known(**{"sayso:kind": found.kind, "sayso:speaker": speaker}),
    }


def _deciding(standing: Standing, about: str) -> Node:
    by, at = standing.person or ("", "")
    return {
        "@id": _deciding_name(standing, about),
        "@type": ["prov:Activity"],
        "prov:used": about,
        "prov:wasAssociatedWith": made_name("person", by),
        "prov:endedAtTime": at,
        **known(**{"sayso:verdict": standing.verdict, "description": standing.note}),
    }


def _details(article: Article, standing: Standing) -> Node:
    now = standing.statement
    return known(
        localId=now.id,
        kind=now.kind,
        source=words(article.text, now.source),
        cue=words(article.text, now.cue),
        confidence=standing.found.confidence if standing.added is None else None,
        at=[f"{start}-{end}" for start, end in now.content],
        verdict=standing.verdict,
    )


def _software(article: Article) -> str | None:
    return f"urn:sayso:model:{article.model.hash}" if article.model else None


def _place(article: Article, place: Appearance) -> str:
    return made_name("appearance", article.sha256, place.source)


def _reading_name(article: Article) -> str:
    return made_name("reading", article.sha256, article.model.hash if article.model else "")


def _deciding_name(standing: Standing, about: str) -> str:
    return made_name("decision", about, *(standing.person or ()))


def _speaker_name(article: Article, speaker: Attribution | None) -> str | None:
    """Return the name of a speaker within the article: who is who in several articles is not said here."""
    if speaker is None or speaker.name is None:
        return None
    return made_name("speaker", article.sha256, speaker.id or speaker.name)
