"""Who is for or against whom, end to end, with the model that comes with the package."""

import json

import pytest

from sayso import Reader
from sayso.output.json import article_from, article_object


@pytest.fixture(scope="module")
def reader():
    return Reader()


def ties(article):
    """Return holder, target and sign of each relation, by name."""
    names = {one.id: one.name for one in (*article.speakers, *article.actors)}
    return {(names[one.from_], names[one.to], one.sign) for one in article.relations}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Senator Ada Reed accused Tom Hale of lying to voters.", ("Ada Reed", "Tom Hale", -1)),
        ("Tom Hale was sharply criticized by Ada Reed on Monday.", ("Ada Reed", "Tom Hale", -1)),
        ("Ada Reed endorsed Tom Hale for governor on Monday.", ("Ada Reed", "Tom Hale", 1)),
    ],
)
def test_a_tie_has_a_direction_and_a_sign(reader, text, tie):
    assert tie in ties(reader.read_text(text))


def test_who_only_stands_beside_somebody_has_no_tie(reader):
    text = "Ada Reed and Tom Hale were born in Norrick.\n\nAda Reed met the mayor, Lena Marsh, in May.\n"
    assert ties(reader.read_text(text)) == set()


def test_the_holder_may_be_named_only_by_a_pronoun(reader):
    text = (
        "Governor Ada Reed spoke in Norrick on Monday.\n\n"
        "She denounced Tom Hale, the mayor of Norrick, as a liar and a thief.\n"
    )
    assert ("Ada Reed", "Tom Hale", -1) in ties(reader.read_text(text))


def test_every_relation_is_borne_out_by_the_text(reader):
    found = 0
    for name in ("rally", "opinion", "wire", "court", "interview", "release", "british"):
        article = reader.read(f"examples/{name}.txt")
        ids = {one.id for one in (*article.speakers, *article.actors)}
        known = {one.id for one in article.statements}
        for one in article.relations:
            found += 1
            assert {one.from_, one.to, *one.voice} <= ids | {"unknown"}
            assert one.from_ != one.to
            assert one.statement is None or one.statement in known
            assert 0 < one.confidence <= 1
            assert one.evidence
            for span in (*one.evidence, one.to_at, *([one.from_at] if one.from_at else [])):
                assert article.text[slice(*span)].strip()
    assert found > 1


def test_actors_that_speak_are_speakers_and_the_others_are_listed_once(reader):
    article = reader.read_text("The council sued Tom Hale.\n\n“It is a farce,” Tom Hale said.\n")
    assert not {one.name for one in article.actors} & {one.name for one in article.speakers}
    assert [one.id for one in article.actors] == [f"a{n}" for n in range(1, len(article.actors) + 1)]


def test_what_one_says_of_two_others_stands_on_his_say_so(reader):
    text = "Lena Marsh, the mayor, said on Monday that Tom Hale had betrayed Ada Reed.\n"
    article = reader.read_text(text)
    marsh = next(one.id for one in article.speakers if one.name == "Lena Marsh")
    told = [one for one in article.relations if one.sign < 0 and marsh not in (one.from_, one.to)]
    assert told
    assert all(one.voice[-1] == marsh for one in told)


def test_relations_come_back_from_json_as_they_were(reader):
    article = reader.read("examples/rally.txt")
    assert article_from(json.loads(json.dumps(article_object(article)))) == article


def test_the_same_article_has_the_same_relations_alone_and_among_others(reader):
    first, second = reader.read("examples/rally.txt"), reader.read("examples/court.txt")
    assert Reader().read("examples/court.txt").relations == second.relations
    assert reader.read("examples/rally.txt").relations == first.relations
