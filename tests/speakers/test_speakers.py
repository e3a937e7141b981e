"""Who is speaking, end to end, with the model that comes with the package."""

import re

import pytest

from sayso import Reader
from sayso.speakers.nesting import chain

STORY = (
    "Governor Ada Reed said on Monday that the old bridge at Norrick would close in May.\n\n"
    "“We have waited long enough,” she said.\n\n"
    "Tom Vale, the mayor of Norrick, said the closure would ruin the market.\n\n"
    "“Nobody asked us,” he said.\n"
)


@pytest.fixture(scope="module")
def reader():
    return Reader()


def told(article):
    return [(article.text[slice(*s.content[0])][:24], s.speaker.name) for s in article.statements]


def test_pronouns_go_to_the_one_of_their_gender_who_was_named_last(reader):
    said = dict(told(reader.read_text(STORY)))
    assert said["“We have waited long enou"[:24]] == "Ada Reed"
    assert said["“Nobody asked us,”"] == "Tom Vale"


def test_every_statement_says_on_what_ground_its_speaker_is_known_or_why_not(reader):
    for name in ("rally", "opinion", "wire", "court", "interview"):
        article = reader.read(f"examples/{name}.txt")
        ids = {speaker.id for speaker in article.speakers}
        assert article.statements
        for statement in article.statements:
            told = statement.speaker
            assert 0 <= told.confidence <= 1
            assert (told.id in ids and told.how and told.name) or (told.id is None and told.reason)


def test_one_speaker_is_one_whatever_the_article_calls_her(reader):
    article = reader.read_text(STORY)
    people = [speaker.name for speaker in article.speakers if speaker.kind == "person"]
    assert people == ["Ada Reed", "Tom Vale"]
    reed = article.speakers[0]
    assert [role.name for role in reed.roles] == ["Governor"]
    assert reed.statements == 2
    assert [article.text[slice(*span)] for span in reed.mentions] == ["Ada Reed", "she"]


def test_names_are_the_article_s_own_characters(reader):
    for path in ("examples/rally.txt", "examples/british.txt"):
        article = reader.read(path)
        for speaker in article.speakers:
            if speaker.kind not in ("author", "outlet"):
                assert speaker.name in article.text
            for role in speaker.roles:
                assert article.text[slice(*role.at)] == role.name
            for tie in speaker.affiliations:
                assert article.text[slice(*tie.at)] == tie.name


def test_two_people_of_one_surname_are_never_one(reader):
    text = STORY.replace("Tom Vale", "Tom Reed")
    names = {speaker.name for speaker in reader.read_text(text).speakers if speaker.kind == "person"}
    assert {"Ada Reed", "Tom Reed"} <= names


def test_renaming_a_person_throughout_changes_no_other_speaker(reader):
    before = told(reader.read_text(STORY))
    after = told(reader.read_text(STORY.replace("Vale", "Oakes")))
    assert [(said, who.replace("Oakes", "Vale")) for said, who in after] == before


def test_straight_marks_change_no_speaker(reader):
    straight = STORY.replace("“", '"').replace("”", '"')
    assert [who for _, who in told(reader.read_text(straight))] == [who for _, who in told(reader.read_text(STORY))]


def test_the_same_text_is_read_the_same_twice(reader):
    assert reader.read_text(STORY) == reader.read_text(STORY)


def test_the_voices_hold_every_word_once(reader):
    for name in ("rally", "opinion", "court", "marks", "release"):
        article = reader.read(f"examples/{name}.html")
        words = [match.span() for match in re.finditer(r"\w+", article.text)]
        spans = [span for voice in article.voices for span in voice.spans]
        for start, end in words:
            assert sum(1 for span in spans if span.start <= start and end <= span.end) == 1
        assert sum(voice.words for voice in article.voices) == len(words)
        narrators = {s.id for s in article.speakers if s.kind in ("author", "outlet")}
        assert {voice.chain[0] for voice in article.voices} <= narrators


def test_nested_statements_make_a_chain_that_ends(reader):
    for name in ("rally", "opinion", "court"):
        article = reader.read(f"examples/{name}.txt")
        for statement in article.statements:
            links = chain(statement, article.statements)
            assert links[-1] is statement
            assert len({link.id for link in links}) == len(links)
