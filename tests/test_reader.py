import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import sayso
from sayso import InputError, Reader
from sayso.output.json import article_object, dumps

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
READER = Reader()


def pieces(article, role):
    return [[article.text[s:e] for s, e in getattr(statement, role)] for statement in article.statements]


def invariants(article):
    """What holds of every article whatever its text."""
    seen: list[tuple[int, int, str]] = []
    for statement in article.statements:
        assert statement.content
        assert 0 <= statement.confidence <= 1
        for role in ("source", "cue", "content"):
            spans = getattr(statement, role)
            assert list(spans) == sorted(spans)
            for start, end in spans:
                assert 0 <= start < end <= len(article.text)
                assert article.text[start:end].strip() == article.text[start:end] != ""
                seen.append((start, end, role))
    for a_start, a_end, _ in seen:
        for b_start, b_end, _ in seen:
            assert not a_start < b_start < a_end < b_end, "spans cross"
    starts = [statement.content[0].start for statement in article.statements]
    assert starts == sorted(starts)
    assert [s.id for s in article.statements] == [f"s{i}" for i in range(1, len(starts) + 1)]


def test_who_said_what_is_found_with_its_exact_words():
    text = 'The bridge will reopen in May, Mayor Ada Reed said on Tuesday.\n\n"We kept our word," she told reporters.\n'
    article = READER.read_text(text)
    assert article.text == text
    assert pieces(article, "source") == [["Mayor Ada Reed"], ["she"]]
    assert pieces(article, "content") == [["The bridge will reopen in May"], ['"We kept our word,"']]
    assert [s.kind for s in article.statements] == ["indirect", "direct"]


def test_offsets_count_code_points():
    article = READER.read_text("The judge 👩🏽‍⚖️ was brief. “Zoë’s naïve plan is dead,” she said.\n")
    [statement] = article.statements
    [(start, end)] = statement.content
    assert article.text[start:end] == "“Zoë’s naïve plan is dead,”"


def test_statements_below_the_asked_confidence_are_left_out():
    text = EXAMPLES[0].read_text(encoding="utf-8")
    kept = Reader(min_confidence=0.8).read_text(text).statements
    assert 0 < len(kept) < len(READER.read_text(text).statements)
    assert all(statement.confidence >= 0.8 for statement in kept)


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan")])
def test_a_confidence_that_is_no_probability_is_refused(wrong):
    with pytest.raises(InputError, match="between 0 and 1"):
        Reader(min_confidence=wrong)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_spans_of_every_example_are_whole_and_do_not_cross(path):
    article = READER.read(path)
    assert len(article.statements) >= 5
    invariants(article)


def test_the_same_article_reads_the_same_alone_and_among_others():
    texts = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES}
    alone = {name: dumps(article_object(Reader().read_text(text, name))) for name, text in texts.items()}
    shuffled = list(texts)
    random.Random(7).shuffle(shuffled)
    together = {name: dumps(article_object(READER.read_text(texts[name], name))) for name in shuffled}
    assert together == alone


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_gives_the_same_bytes_in_the_same_order(workers):
    expected = [dumps(article_object(a)) for a in READER.read_many(EXAMPLES)]
    found = [dumps(article_object(a)) for a in READER.read_many(EXAMPLES, workers=workers)]
    assert found == expected


def test_a_source_that_cannot_be_read_costs_only_itself(tmp_path):
    missing = tmp_path / "missing.txt"
    found = list(READER.read_many([EXAMPLES[0], missing, EXAMPLES[1]], workers=2))
    assert [type(item).__name__ for item in found] == ["Article", "InputError", "Article"]
    assert str(missing) in str(found[1])


def test_read_gives_an_article():
    assert sayso.read(str(EXAMPLES[0])).statements


@pytest.mark.parametrize(
    "text",
    [
        "word " * 40_000,
        "HE SAID THE PLAN WAS DEAD. " * 50,
        "“" * 3_000,
        '"' * 3_001,
        "a\x00b said c\r\rd",
        "\u202eHe said no\u202c",
        "Der Minister sagte, der Plan sei tot. Niemand wisse, was nun geschehe, und das sei schlimm.",
        "x",
        "...",
    ],
    ids=["no full stop", "capitals", "opening marks", "straight marks", "controls", "bidi", "German", "x", "dots"],
)
def test_strange_text_gets_an_answer(text):
    article = READER.read_text(text)
    assert article.text == text
    invariants(article)


TEXTS = st.text(alphabet=st.one_of(st.sampled_from(" \n\"“”‘’'.,:said heReed—"), st.characters()), max_size=300)


@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example(".£")
def test_random_text_never_breaks_a_span(text):
    try:
        article = READER.read_text(text)
    except InputError:
        return
    invariants(article)
