import pytest

spacy = pytest.importorskip("spacy", reason="the spaCy component needs sayso[spacy]")

TEXT = "The bridge will reopen in May, Mayor Ada Reed said on Tuesday. “We kept our word,” she told reporters."


@pytest.fixture
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sayso")
    return pipeline


def test_the_component_is_found_by_its_name_and_writes_the_statements(nlp):
    doc = nlp(TEXT)
    assert [s.kind for s in doc._.statements] == ["indirect", "direct"]
    [(start, end)] = doc._.statements[0].source
    assert doc.text[start:end] == "Mayor Ada Reed"


def test_span_groups_hold_whole_tokens_labelled_with_kind_and_statement(nlp):
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["sayso.source"]] == ["Mayor Ada Reed", "she"]
    assert [(span.label_, span.id_) for span in doc.spans["sayso.content"]] == [("indirect", "s1"), ("direct", "s2")]


def test_an_empty_document_has_no_statements(nlp):
    doc = nlp("")
    assert doc._.statements == ()
    assert len(doc.spans["sayso.content"]) == 0


def test_the_least_confidence_can_be_set():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sayso", config={"min_confidence": 1.0})
    assert pipeline(TEXT)._.statements == ()


def test_a_pipeline_with_the_component_is_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(TEXT)._.statements == nlp(TEXT)._.statements
