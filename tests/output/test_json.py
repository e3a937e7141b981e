import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from sayso.article import Article
from sayso.output.json import article_from, article_object, dumps

from .any_article import ANY_MACHINE, articles
from .articles import bridge, resolved

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "article.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def text_article(text):
    return Article(id="t", text=text, sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def test_the_schema_is_a_valid_schema_whose_every_part_is_described():
    Draft202012Validator.check_schema(SCHEMA)
    definitions = SCHEMA["$defs"]
    fields = [field for one in definitions.values() for field in one.get("properties", {}).values()]
    for part in (*SCHEMA["properties"].values(), *definitions.values(), *fields):
        assert part.get("description") or definitions[part["$ref"].removeprefix("#/$defs/")]["description"]


def test_an_article_follows_the_schema_and_its_spans_give_its_words():
    value = json.loads(dumps(article_object(bridge())))
    VALIDATOR.validate(value)
    third = value["statements"][2]
    words = [value["text"][start:end] for start, end in third["content"]]
    assert words == ["“I drive my own children over it every morning,”", "“I would not do that if I had any doubt.”"]


@pytest.mark.parametrize(
    "break_it",
    [
        lambda value: value.update(extra=1),
        lambda value: value.pop("text"),
        lambda value: value["statements"][0].update(kind="shouted"),
        lambda value: value["statements"][0].update(content=[]),
        lambda value: value["statements"][0]["content"].append([1]),
        lambda value: value["statements"][0].update(confidence=1.5),
        lambda value: value["passages"][0].update(kind="footnote"),
        lambda value: value["origins"].update(headline="guess"),
        lambda value: value["model"].update(size=3),
        lambda value: value["statements"][0].pop("within"),
        lambda value: value["statements"][0]["speaker"].update(how="guess"),
        lambda value: value["statements"][0]["speaker"].update(age=40),
        lambda value: value["speakers"][0].update(kind="ship"),
        lambda value: value["speakers"][0]["roles"][0].update(tense="once"),
        lambda value: value["speakers"][0]["affiliations"][0].pop("span"),
        lambda value: value["voices"][0].update(chain=[]),
        lambda value: value["voices"][0].update(share=1.5),
        lambda value: value["headline_checks"][0].update(passage="body"),
        lambda value: value["headline_checks"][0].update(verdict="false"),
    ],
)
def test_the_schema_is_closed(break_it):
    value = article_object(resolved())
    VALIDATOR.validate(value)
    break_it(value)
    assert not VALIDATOR.is_valid(value)


def test_a_statement_names_its_speaker_and_the_statement_it_is_within():
    inner = article_object(resolved())["statements"][10]
    assert inner["within"] == "s10"
    assert inner["speaker"] == {
        "id": "p5",
        "name": "Femi Okonjo",
        "kind": "person",
        "role": "opposition leader",
        "affiliation": None,
        "how": "name",
        "confidence": 0.93,
        "reason": None,
    }


def test_a_speakers_roles_and_mentions_are_spans_of_the_text():
    value = article_object(resolved())
    reed = value["speakers"][0]
    assert [(role["name"], role["tense"]) for role in reed["roles"]] == [("mayor", "now"), ("engineer", "former")]
    mentions = [value["text"][start:end] for start, end in reed["mentions"]]
    assert mentions == ["Mayor", "Mayor Ada Reed", "Reed"]


@pytest.mark.parametrize("indent", [False, True])
def test_what_is_written_is_read_back_as_the_same_article(indent):
    article = resolved()
    assert article_from(json.loads(dumps(article_object(article), indent=indent))) == article


def test_the_order_in_which_origins_were_found_does_not_show():
    article = bridge()
    turned = replace(article, origins=dict(reversed(article.origins.items())))
    assert dumps(article_object(turned)) == dumps(article_object(article))


def test_indented_json_keeps_the_spans_of_a_role_on_one_line():
    article = bridge()
    (a, b), (c, d) = article.statements[2].content
    assert f'      "content": [[{a}, {b}], [{c}, {d}]],\n' in dumps(article_object(article), indent=True)


def test_text_that_looks_like_indented_spans_is_left_alone():
    text = "[\n  1,\n  2\n]"
    assert json.loads(dumps(article_object(text_article(text)), indent=True))["text"] == text


def test_a_lone_surrogate_is_escaped_and_comes_back():
    written = dumps(article_object(text_article("a\udc80b")))
    assert "a\\udc80b" in written
    assert json.loads(written.encode("utf-8"))["text"] == "a\udc80b"


def test_two_surrogates_in_a_row_do_not_join_and_shift_the_offsets():
    text = json.loads(dumps(article_object(text_article("a\ud83d\ude00b"))))["text"]
    assert text == "a\ufffd\ufffdb"


def test_letters_of_any_script_are_written_as_they_are():
    assert "Țăran 字 😀" in dumps(article_object(text_article("Țăran 字 😀")))


def test_json_on_a_terminal_cannot_command_it():
    written = dumps(article_object(text_article("\x1b]0;x\x07\x9b31m\u202e")))
    assert written.isprintable()


@ANY_MACHINE
@given(articles())
def test_any_article_is_valid_utf8_json_that_comes_back(article):
    value = article_object(article)
    lines = dumps(value), dumps(value, indent=True)
    assert "\n" not in lines[0]
    for written in lines:
        back = json.loads(written.encode("utf-8"))
        VALIDATOR.validate(back)
        assert len(back["text"]) == len(article.text)
        if "\ufffd\ufffd" not in written:
            assert article_from(back) == article
