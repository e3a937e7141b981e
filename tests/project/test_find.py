import json
import random
from dataclasses import replace

import pytest

import sayso
from sayso import InputError
from sayso.article import HeadlineCheck, Relation, Span
from sayso.project.decisions import Correction
from sayso.project.listing import Selection
from sayso.project.search import Query

from .fake import FakeReader


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("find")
    (folder / "a.csv").write_text(
        "text;outlet;date\n"
        "“The old bridge is entirely safe now,” said Ada Reed. “Bridges fall,” said Tom Hale.;Post;2016-08-10\n"
        "“El puente está cerrado,” said Ada Reed. “OR (bridge: x* is that,” said Anna Low.;The Times;2016-09-01\n"
        "“A bridge too far,” said Reed Hale.;Post;\n",
        encoding="utf-8",
    )
    with sayso.open_project(folder / "p.sayso") as opened:
        opened.add([folder / "a.csv"], reader=FakeReader())
        yield opened


def places(found):
    return [f"{one.article}{one.statement}" for one in found]


def as_found(project, expected, *, limit=None, **query):
    """Say that `find` finds these, and that a page of the review room with the same filter has the same."""
    listed = list(project.listed(Selection(Query(**query)), limit=limit))
    assert places(project.find(**query, limit=limit)) == expected
    assert places(one for one in listed if one.decision != "rejected") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridge", ["1s1", "2s2", "3s1"]),
        ("BRIDGE safe", ["1s1"]),
        ("bridg*", ["1s1", "1s2", "2s2", "3s1"]),
        ('"entirely safe"', ["1s1"]),
        ("“safe entirely”", []),
        ("esta", ["2s1"]),
        ("OR", ["2s2"]),
        ("(bridge:", ["1s1", "2s2", "3s1"]),
        ("NOT bridge", []),
        ("a'b\"", []),
    ],
)
def test_all_words_must_be_there_and_none_is_syntax(project, words, expected):
    assert places(project.find(words)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["1s1", "1s2", "2s1", "2s2", "3s1"]),
        ({"speaker": "reed"}, ["1s1", "2s1", "3s1"]),
        ({"speaker": "ada reed", "words": "bridge"}, ["1s1"]),
        ({"role": "mayor", "outlet": "the times"}, ["2s1", "2s2"]),
        ({"after": "2016-09"}, ["2s1", "2s2"]),
        ({"before": "2016-08", "kind": "direct"}, ["1s1", "1s2"]),
        ({"after": "2016", "before": "2016-08-10"}, ["1s1", "1s2"]),
        ({"kind": "mixed"}, []),
        ({"outlet": "times"}, []),
        ({"outlet": "the TIMES", "words": "bridge"}, ["2s2"]),
        ({"limit": 2, "words": "bridge"}, ["1s1", "2s2"]),
    ],
)
def test_options_leave_what_fits_them(project, query, expected):
    as_found(project, expected, **query)


def test_what_matches_is_marked(project):
    (found,) = project.find('bridge "entirely safe"')
    assert [found.content[start:end] for start, end in found.matches] == ["bridge", "entirely safe"]


@pytest.mark.parametrize("query", [{"words": "…"}, {"speaker": " "}, {"after": "10 August"}])
def test_what_cannot_be_looked_for_is_one_sentence(project, query):
    with pytest.raises(InputError):
        list(project.find(**query))


def test_a_rejected_statement_is_not_found(project):
    project.decide(3, "s1", "rejected")
    assert places(project.find("far")) == []
    project.undo()
    assert places(project.find("far")) == ["3s1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"speaker": "=Ada Reed"}, ["1s1", "2s1"]),
        ({"speaker": "=Reed"}, []),
        ({"speaker": "=ada reed"}, []),
        ({"outlet": ""}, []),
        ({"undated": True}, ["3s1"]),
        ({"undated": True, "words": "bridge", "speaker": "=Reed Hale"}, ["3s1"]),
    ],
)
def test_a_name_can_be_meant_whole_and_a_date_be_missing(project, query, expected):
    as_found(project, expected, **query)


class Relating(FakeReader):
    """The first who speaks is for the second, the second against the first; a last one has no name."""

    def read_article(self, article):
        read = super().read_article(article)
        one, two, three = read.statements
        at = Span(*two.content[0])
        relations = (
            Relation("r1", "p1", "p2", 1, "support", None, "actual", None, at, two.content, ("p1",), "s1", 0.9),
            Relation("r2", "p2", "p1", -1, "accuse", None, "actual", None, at, two.content, ("p2",), "s2", 0.9),
        )
        check = HeadlineCheck(Span(0, 5), "headline", "claim", ("s2",), "p2", 0.9, "It is Hale’s claim.")
        nobody = replace(three.speaker, name="officials", kind="unnamed")
        statements = (one, two, replace(three, speaker=nobody))
        return replace(read, statements=statements, relations=relations, headline_checks=(check,))


@pytest.fixture(scope="module")
def related(tmp_path_factory):
    folder = tmp_path_factory.mktemp("related")
    text = "“We agree,” said Ada Reed. “She is wrong,” said Tomás Hale. “So be it,” said Ida Lorne.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    with sayso.open_project(folder / "p.sayso") as opened:
        opened.add([folder / "a.txt"], reader=Relating())
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"target": "reed"}, ["1s2"]),
        ({"target": "REED ada"}, ["1s2"]),
        ({"target": "ree"}, []),
        ({"target": '"reed ada"'}, []),
        ({"target": "tomas hale"}, ["1s1"]),
        ({"target": "=Ada Reed", "sign": "-"}, ["1s2"]),
        ({"target": "=Ada Reed", "sign": "+"}, []),
        ({"target": "=Reed"}, []),
        ({"sign": "+"}, ["1s1"]),
        ({"holder": "hale", "target": "reed", "words": "wrong"}, ["1s2"]),
        ({"holder": "reed", "target": "reed"}, []),
        ({"unnamed": True}, ["1s3"]),
        ({"headline": "claim"}, ["1s2"]),
        ({"headline": "attributed"}, []),
    ],
)
def test_who_is_for_or_against_whom_is_found(related, query, expected):
    as_found(related, expected, **query)


def test_an_unnamed_speaker_to_whom_a_person_gave_a_name_is_named(related):
    related.decide(1, "s3", "corrected", Correction(speaker="Ida Lorne"))
    as_found(related, [], unnamed=True)
    as_found(related, ["1s3"], speaker="=Ida Lorne")
    as_found(related, ["1s3"], speaker="lorne")
    related.undo()
    with pytest.raises(InputError):
        list(related.find(target="…"))


def test_a_person_is_found_by_number_under_every_name(project):
    (reed,) = project.people("ada reed")
    as_found(project, ["1s1", "2s1"], person=reed.id)
    as_found(project, ["1s1"], person=reed.id, words="bridge")
    as_found(project, [], person=9999)


def test_dates_of_any_exactness_are_found_by_any_stretch_of_time(tmp_path):
    chance = random.Random(5)

    def date():
        return f"{chance.randint(2014, 2016)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    rows = {f"“It is number {n},” said Ada Reed.": date() for n in range(40)}
    lines = [json.dumps({"text": text, "date": published}) for text, published in rows.items()]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with sayso.open_project(tmp_path / "p.sayso") as project:
        project.add([tmp_path / "a.jsonl"], reader=FakeReader())
        assert {one.published for one in project.find()} == set(rows.values())
        for _ in range(150):
            after, before = (date()[: chance.choice((4, 7, 10))] for _ in range(2))
            fits = [day for day in rows.values() if day[: len(after)] >= after and day[: len(before)] <= before]
            assert [one.published for one in project.find(after=after, before=before)] == fits
            assert len(list(project.find("number", after=after))) == sum(
                d[: len(after)] >= after for d in rows.values()
            )


@pytest.mark.parametrize("words", ["s*", "the br*"])
def test_a_star_after_one_or_two_letters_is_refused(project, words):
    with pytest.raises(InputError, match="give at least three letters before the star"):
        project.find(words)
