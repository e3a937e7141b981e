"""The JSON-LD of a project, read with PyLD and rdflib, without a network."""

import json

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyld import jsonld

from sayso.article import Span
from sayso.project.decisions import Correction

from .exported import article, hard_articles, project_of, statement, written

# The parser of rdflib uses names of its own that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
hard = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = "“The bridge is safe,” said Ada Reed. It will fall, said Tom Hale."
OA, AS, RDF = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", str(rdflib.RDF)
SCHEMA, PROV = rdflib.Namespace("http://schema.org/"), rdflib.PROV


def _link(iri, **more):
    return {"@id": iri, "@type": "@id", **more}


# What https://www.w3.org/TR/annotation-vocab/ says that the terms used here stand for.
ANNO = {
    "id": "@id",
    "type": "@type",
    "Annotation": f"{OA}Annotation",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "TextualBody": f"{OA}TextualBody",
    "SpecificResource": f"{OA}SpecificResource",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TimeState": f"{OA}TimeState",
    "Software": f"{AS}Application",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "identifying": f"{OA}identifying",
    "classifying": f"{OA}classifying",
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "body": _link(f"{OA}hasBody"),
    "target": _link(f"{OA}hasTarget"),
    "source": _link(f"{OA}hasSource"),
    "selector": _link(f"{OA}hasSelector"),
    "state": _link(f"{OA}hasState"),
    "cached": _link(f"{OA}cachedSource"),
    "creator": _link("http://purl.org/dc/terms/creator"),
    "generator": _link(f"{AS}generator"),
    "items": _link(f"{AS}items", **{"@container": "@list"}),
    "first": _link(f"{AS}first"),
    "partOf": _link(f"{AS}partOf"),
    **{name: f"{OA}{name}" for name in ("start", "end", "exact", "prefix", "suffix", "sourceDate")},
    "value": f"{RDF}value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "created": "http://purl.org/dc/terms/created",
    "generated": "http://purl.org/dc/terms/issued",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "total": f"{AS}totalItems",
    "startIndex": f"{AS}startIndex",
}


def load(url, _options):
    """Load the one context that the export names, never the network."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": ANNO},
    }


def graph_of(data):
    """Return the triples of a JSON-LD document."""
    quads = jsonld.to_rdf(json.loads(data), {"documentLoader": load, "format": "application/n-quads"})
    return rdflib.Graph().parse(data=quads, format="nt")


@pytest.fixture
def week(tmp_path):
    """An article with a corrected, a rejected and an accepted statement, one within another, and one added."""
    one = article(
        "rally",
        TEXT,
        [
            statement(1, [(27, 35)], [(22, 26)], [(0, 21)]),
            statement(2, [], [], [(37, 49)], name=None),
            statement(3, [], [], [(0, 4), (5, 11)], within="s1"),
        ],
        url="https://courier.example/a b?q=ü#x",
        outlet="The Courier",
        published="2016-08-10",
        language="en",
    )
    with project_of(tmp_path / "week.sayso", [one]) as project:
        project.decide(1, "s1", "corrected", Correction(speaker="Ida Lorne"), note="video", who="anna")
        project.decide(1, "s2", "rejected", note="irony", who="tom")
        project.decide(1, "s3", "accepted", who="tom")
        project.add_statement(1, [Span(37, 49)], speaker="Tom Hale", who="anna")
        yield project


@hard
@given(hard_articles())
def test_every_target_says_the_words_where_they_stand(tmp_path_factory, articles):
    with project_of(tmp_path_factory.mktemp("hard") / "a.sayso", articles) as project:
        collection = json.loads(written(project, "web-annotation"))
    found = iter(collection["first"]["items"])
    assert collection["total"] == len(collection["first"]["items"]) == sum(len(one.statements) for one in articles)
    for one in articles:
        for meant in one.statements:
            targets = next(found)["target"]
            for target, span in zip(targets, meant.content, strict=True):
                quote, position = target["selector"]
                assert Span(position["start"], position["end"]) == span
                around = (quote.get("prefix", ""), quote["exact"], quote.get("suffix", ""))
                before = span.start - len(around[0])
                assert one.text[before : before + len("".join(around))] == "".join(around)
                assert quote["exact"] == one.text[slice(*span)]


def test_annotations_are_those_of_the_w3c(week):
    data = written(week, "web-annotation")
    (expanded,) = jsonld.expand(json.loads(data), {"documentLoader": load})
    assert expanded["@type"] == [f"{AS}OrderedCollection"]
    ((page,),) = [expanded[f"{AS}first"]]
    items = page[f"{AS}items"][0]["@list"]
    assert {kind for item in items for kind in item["@type"]} == {f"{OA}Annotation"}
    graph = graph_of(data)
    found = graph.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        SELECT ?who ?exact ?by WHERE { ?a a oa:Annotation; oa:hasTarget/oa:hasSelector/oa:exact ?exact;
        dct:creator/foaf:name ?by; oa:hasBody [ oa:hasPurpose oa:identifying; rdf:value ?who ] }"""
    )
    assert sorted(tuple(map(str, row)) for row in found) == [
        ("Ada Reed, mayor, Harbour Party", "bridge", "tom"),
        ("Ada Reed, mayor, Harbour Party", "“The", "tom"),
        ("Ida Lorne, mayor, Harbour Party", "“The bridge is safe,”", "anna"),
        ("Tom Hale", "It will fall", "anna"),
    ]
    assert (None, None, rdflib.Literal("Ada Reed")) in graph, "what the machine had"
    sources = {str(source) for source in graph.objects(None, rdflib.URIRef(f"{OA}hasSource"))}
    assert sources == {"https://courier.example/a%20b?q=%C3%BC#x"}
    (cached,) = set(graph.objects(None, rdflib.URIRef(f"{OA}cachedSource")))
    assert str(cached).startswith("ni:///sha-256;")


def test_no_word_is_lost_when_the_document_becomes_a_graph(week):
    """A term that no context knows is silently dropped by JSON-LD; so every key must be known."""
    known = set(ANNO) | {"@context"}

    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    collection = json.loads(written(week, "web-annotation"))
    del collection["@context"]
    assert {key for key in keys(collection) if not key.startswith("sayso:")} <= known


def test_quotations_are_read_by_rdflib_without_another_file(week):
    graph = rdflib.Graph().parse(data=written(week, "quotation"), format="json-ld")
    quotations = set(graph.subjects(rdflib.RDF.type, SCHEMA.Quotation))
    said = {
        (str(graph.value(one, SCHEMA.text)), str(graph.value(graph.value(one, SCHEMA.spokenByCharacter), SCHEMA.name)))
        for one in quotations
    }
    assert said == {
        *(("“The bridge is safe,”", "Ida Lorne"), ("“The … bridge", "Ada Reed"), ("It will fall", "Tom Hale"))
    }
    for one in quotations:
        text = graph.value(one, PROV.wasDerivedFrom)
        assert str(graph.value(text, SCHEMA.identifier)) == week.article(1).sha256
        outlets = {
            str(graph.value(graph.value(place, SCHEMA.publisher), SCHEMA.name))
            for place in graph.objects(one, SCHEMA.isPartOf)
            if (place, rdflib.RDF.type, SCHEMA.NewsArticle) in graph
        }
        assert outlets == {"The Courier"}
    (outer,) = [
        one for one in quotations if "Ida" in str(graph.value(graph.value(one, SCHEMA.spokenByCharacter), SCHEMA.name))
    ]
    assert len([one for one in quotations if (one, SCHEMA.isPartOf, outer) in graph]) == 1


def test_prov_says_what_read_the_text_and_who_decided(week):
    graph = rdflib.Graph().parse(data=written(week, "quotation"), format="json-ld")
    ((rejected, deciding),) = graph.subject_objects(PROV.wasInvalidatedBy)
    assert set(graph.objects(rejected, rdflib.RDF.type)) == {PROV.Entity}, "no Quotation any more"
    assert str(graph.value(rejected, PROV.value)) == "It will fall"
    assert str(graph.value(graph.value(deciding, PROV.wasAssociatedWith), SCHEMA.name)) == "tom"
    assert str(graph.value(deciding, SCHEMA.description)) == "irony"
    ((corrected, before),) = graph.subject_objects(PROV.wasRevisionOf)
    assert str(graph.value(before, rdflib.URIRef("urn:sayso:speaker"))) == "Ada Reed"
    by = graph.value(graph.value(corrected, PROV.wasGeneratedBy), PROV.wasAssociatedWith)
    assert str(graph.value(by, SCHEMA.name)) == "anna"
    reading = graph.value(before, PROV.wasGeneratedBy)
    software = graph.value(reading, PROV.wasAssociatedWith)
    assert [str(graph.value(software, SCHEMA.name)), str(graph.value(software, SCHEMA.softwareVersion))] == [
        *("Sayso", "1.2")
    ]
    assert graph.value(reading, PROV.endedAtTime).datatype == rdflib.XSD.dateTime


def test_a_statement_keeps_its_name_when_it_is_exported_again(week, tmp_path):
    first = json.loads(written(week, "web-annotation"))
    week.export(tmp_path / "a.jsonl")
    with project_of(tmp_path / "other.sayso", []) as other:
        other.add([tmp_path / "a.jsonl"])
        again = json.loads(written(other, "web-annotation"))
    assert [one["id"] for one in first["first"]["items"]] == [one["id"] for one in again["first"]["items"]]


@pytest.mark.parametrize("form", ["web-annotation", "quotation"])
def test_an_empty_project_is_a_document(tmp_path, form):
    with project_of(tmp_path / "empty.sayso", []) as project:
        graph_of(written(project, form))
