import pytest

import sayso
from sayso import InputError

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
    assert places(project.find(**query)) == expected


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
