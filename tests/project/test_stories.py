import random
import sqlite3

import pytest

import sayso
from sayso.project import schema
from sayso.project.stories.near_copies import shares

from .fake import content

WORDS = "the harbour council bridge vote budget mayor ferry levy road winter school bench quarrel tide ledger".split()


def story(seed, length=300):
    """Invent a text of so many words: no run of eight in it is in another's."""
    drawn = random.Random(seed)
    return " ".join(f"{drawn.choice(WORDS)}{drawn.randrange(40)}" for _ in range(length)) + "."


WIRE = story(1)
EDITED = WIRE.replace("bridge", "footbridge", 2) + " The ferry sails."
SHORTENED = " ".join(WIRE.split()[:150])
DIGEST = " ".join(story(seed, 900) for seed in (5, 6)) + " " + SHORTENED
OTHER = story(2)


def add(project, reader, folder, *texts, date=""):
    for text in texts:
        name = f"{len(list(folder.glob('*.csv')))}.csv"
        (folder / name).write_text(f"text;outlet;date\n{text};Outlet {name};{date}\n", encoding="utf-8")
        project.add([folder / name], reader=reader)


def told(project):
    return [[one.article for one in story.tellings] for story in project.stories()]


@pytest.fixture
def empty(tmp_path):
    with sayso.open_project(tmp_path / "s.sayso") as opened:
        yield opened


def test_near_copies_are_one_story_and_each_stays_an_article(empty, reader, tmp_path):
    add(empty, reader, tmp_path, WIRE, OTHER, EDITED, SHORTENED, DIGEST)
    (found,) = empty.stories()
    assert found.number == 1
    assert [(one.article, one.outlet) for one in found.tellings] == [
        *((1, "Outlet 0.csv"), (3, "Outlet 2.csv"), (4, "Outlet 3.csv"))
    ]
    assert empty.status().articles == 5


def test_a_story_grows_as_articles_come(empty, reader, tmp_path):
    add(empty, reader, tmp_path, OTHER, WIRE)
    assert told(empty) == []
    add(empty, reader, tmp_path, EDITED)
    assert told(empty) == [[2, 3]]
    add(empty, reader, tmp_path, SHORTENED)
    assert told(empty) == [[2, 3, 4]]


def test_removing_and_undoing_keep_stories_right(empty, reader, tmp_path):
    add(empty, reader, tmp_path, WIRE, EDITED, SHORTENED)
    before = content(tmp_path / "s.sayso")["near_copies"]
    empty.remove(1)
    assert told(empty) == [[2, 3]]
    empty.remove(2)
    assert told(empty) == []
    empty.undo()
    empty.undo()
    assert told(empty) == [[1, 2, 3]]
    assert content(tmp_path / "s.sayso")["near_copies"] == before


def test_the_order_of_adding_does_not_matter(tmp_path, reader):
    found = []
    texts = [WIRE, OTHER, EDITED, SHORTENED, DIGEST]
    for number in range(4):
        random.Random(number).shuffle(texts)
        folder = tmp_path / str(number)
        folder.mkdir()
        with sayso.open_project(folder / "s.sayso") as project:
            add(project, reader, folder, *texts)
            found.append({texts[number - 1] for number in told(project)[0]})
    assert found == [{WIRE, EDITED, SHORTENED}] * 4


def test_what_was_published_in_another_year_is_no_copy(empty, reader, tmp_path):
    add(empty, reader, tmp_path, WIRE, date="2016-08-10")
    add(empty, reader, tmp_path, EDITED, date="2017-08-10")
    assert told(empty) == []
    add(empty, reader, tmp_path, SHORTENED, date="2016-08-20")
    assert told(empty) == [[1, 3]]


def test_texts_of_few_words_are_no_copies(empty, reader, tmp_path):
    add(empty, reader, tmp_path, "The bridge is safe.", "The bridge is safe!")
    assert told(empty) == []


def test_the_shares_are_exact():
    assert shares({1, 2, 3, 4}, {3, 4, 5, 6, 7, 8, 9, 10}) == (0.5, 0.25)
    assert shares(set(), {1}) == (0, 0)


def test_articles_of_an_older_project_are_joined_when_it_is_brought_to_version_2(tmp_path, reader):
    add_to = tmp_path / "new.sayso"
    with sayso.open_project(add_to) as project:
        add(project, reader, tmp_path, WIRE, OTHER, EDITED)
        new = content(add_to)
    connection = sqlite3.connect(add_to)
    connection.executescript("DROP VIEW story_list; DROP TABLE near_copies; DROP TABLE text_samples")
    schema.version_2(connection)
    connection.commit()
    connection.close()
    with sayso.open_project(add_to) as project:
        assert told(project) == [[1, 3]]
    assert content(add_to) == new
