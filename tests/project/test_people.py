import gzip
import random
import re
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import sayso
from sayso import InputError
from sayso.article import Affiliation, Attribution, Role, Span, Speaker, Statement
from sayso.project.people.person import bears

from .fake import FakeReader

SAID = re.compile(r"(“[^”]+”) (said) ((?:[A-ZŽ][\w’-]*\.? )*[A-ZŽ][\w’-]*)(?:, ([^“]+?))?\.(?= |\n|\Z)")
BODIES = ("Board", "HB", "Council")


class Reader(FakeReader):
    """Finds “…” said Ada Reed, mayor of Carrow."""

    def read_article(self, article):
        speakers, statements = {}, []
        for number, found in enumerate(SAID.finditer(article.text), start=1):
            name, at = found[3], Span(*found.span(3))
            known = speakers.setdefault(name, Speaker(f"p{len(speakers) + 1}", name, _kind(name)))
            role = [Role(found[4], Span(*found.span(4)), "now")] if found[4] else []
            of = [Affiliation(found[4], Span(*found.span(4)))] if found[4] and "-" in found[4] else []
            speakers[name] = replace(
                known,
                roles=(*known.roles, *role),
                affiliations=(*known.affiliations, *of),
                mentions=(*known.mentions, at),
                statements=known.statements + 1,
            )
            spans = [(Span(*found.span(group)),) for group in (3, 2, 1)]
            by = Attribution(known.id, name, known.kind, found[4], None, "name", 0.9)
            statements.append(Statement(f"s{number}", "direct", *spans, 0.9, by))
        return replace(article, statements=tuple(statements), speakers=tuple(speakers.values()), model=self.identity())


def _kind(name):
    return "organization" if name.endswith(BODIES) else "person"


def lines(*speakers):
    return " ".join(f"“It is number {number},” said {one}." for number, one in enumerate(speakers))


class Corpus:
    """A project to which invented articles are added."""

    def __init__(self, folder):
        self.folder, self.path, self.count = folder, folder / "p.sayso", 0
        self.project = sayso.open_project(self.path)

    def add(self, *speakers, day="2019-05-01", outlet="Carrow Post"):
        self.count += 1
        file = self.folder / f"{self.count}.csv"
        text = lines(*speakers) + f" Number {self.count}."
        file.write_text(f'text;date;outlet\n"{text}";{day};{outlet}\n', encoding="utf-8")
        self.project.add([file], reader=Reader(), who="anna")

    def groups(self):
        """The people as the articles and names of their speakers."""
        return sorted(groups(self.project))

    def number(self, name):
        return next(one.id for one in self.project.people() if one.name == name)


def groups(project):
    return [
        sorted((project.article(one.article).text[-12:], one.name) for one in project.person(person.id).appearing)
        for person in project.people()
    ]


def names(project):
    return sorted([name for name, _ in person.names] for person in project.people())


@pytest.fixture
def corpus(tmp_path):
    made = Corpus(tmp_path)
    yield made
    made.project.close()


def test_a_person_has_dated_roles_with_the_places_that_give_them(corpus):
    corpus.add("Ada Quarrel, mayor of Carrow", day="2018-03-01")
    corpus.add("Ada Quarrel, governor of Ohio", "Ada Quarrel", day="2020-01-02")
    (person,) = corpus.project.people()
    assert [person.name, person.kind, person.articles, person.statements] == ["Ada Quarrel", "person", 2, 3]
    assert [person.first, person.last] == ["2018-03-01", "2020-01-02"]
    record = corpus.project.person(person.id)
    assert [(role.name, role.published) for role in record.roles] == [
        ("mayor of Carrow", "2018-03-01"),
        ("governor of Ohio", "2020-01-02"),
    ]
    text = corpus.project.article(record.roles[1].article).text
    assert text[slice(*record.roles[1].at)] == "governor of Ohio"
    first, second = record.appearing
    assert {first.confidence is None, second.confidence is None} == {True, False}
    assert any("name" in one.grounds for one in record.appearing)


@pytest.mark.parametrize(
    "other", ["Tomas J. Quarrel", "Tom Quarrel", "Tomaž Quarrel", "Tomas Quarrel-Hale", "Senator Tomas Quarrel"]
)
def test_names_that_can_be_one_persons_are_compared(corpus, other):
    given = "Thomas Quarrel" if other == "Tom Quarrel" else "Tomaz Quarrel" if "ž" in other else "Tomas Quarrel"
    corpus.add(f"{given}, senator (D-Ohio)")
    corpus.add(f"{other}, senator (D-Ohio)")
    assert len(list(corpus.project.people())) == (2 if "Hale" in other else 1)


def test_two_people_of_a_common_name_are_kept_apart(corpus):
    corpus.add("John Smith, senator (D-Ohio)", "Ida Lorne")
    corpus.add("John Smith, farmer and teacher in Texas", "Tom Hale")
    corpus.add("John Smith, senator from Ohio", "Ida Lorne")
    smiths = [person for person in corpus.project.people() if person.name == "John Smith"]
    assert sorted(person.articles for person in smiths) == [1, 2]


def test_a_bare_surname_goes_to_the_only_bearer_and_to_nobody_where_there_are_two(corpus):
    corpus.add("Ada Quarrel, mayor of Carrow")
    corpus.add("Quarrel, mayor of Carrow")
    assert names(corpus.project) == [["Ada Quarrel", "Quarrel"]]
    corpus.add("Ben Quarrel, mayor of Carrow")
    assert names(corpus.project) == [["Ada Quarrel"], ["Ben Quarrel"], ["Quarrel"]]


def test_who_stands_beside_the_whole_name_is_somebody_else(corpus):
    corpus.add("Ada Quarrel, mayor of Carrow", "Quarrel, her son")
    assert names(corpus.project) == [["Ada Quarrel"], ["Quarrel"]]


def test_a_father_and_a_son_in_one_article_are_two(corpus):
    corpus.add("Ode Quarrel, mayor of Carrow", "Ode Quarrel Jr")
    corpus.add("Ode Quarrel", "Ode Quarrel Jr, pilot")
    assert sorted(len(group) for group in corpus.groups()) == [2, 2]


def test_an_acronym_is_a_body_where_an_article_ties_it(corpus):
    corpus.add("HB")
    corpus.add("Harbor Board")
    assert len(corpus.groups()) == 2
    file = corpus.folder / "tie.txt"
    file.write_text("“It floods,” said Harbor Board (HB) today. “So,” said Harbor Board.", encoding="utf-8")
    reader = Reader()
    read = reader.read_article

    def tied(article):
        found = read(article)
        return replace(found, speakers=tuple(replace(one, names=("HB",)) for one in found.speakers))

    reader.read_article = tied
    corpus.project.add([file], reader=reader)
    assert [len(group) for group in corpus.groups()] == [3]


CAST = [
    ("Ada Quarrel, mayor of Carrow", "John Smith, senator (D-Ohio)"),
    ("Quarrel, mayor", "Tom Hale"),
    ("Ben Quarrel, pilot", "John Smith, farmer in Texas"),
    ("Ada J. Quarrel", "Thomas Hale, judge", "Harbor Board"),
    ("John Smith", "Hale", "Harbor Board"),
    ("Quarrel", "Ada Quarrel", "John A. Smith, senator (D-Ohio)"),
]


def test_the_order_of_adding_and_what_came_between_do_not_matter(tmp_path, corpus):
    files = []
    for number, cast in enumerate(CAST):
        file = tmp_path / f"{number}.txt"
        file.write_text(lines(*cast) + f" Article {number:03}.", encoding="utf-8")
        files.append(file)
    corpus.project.add(files, reader=Reader())
    expected = corpus.groups()
    assert len(expected) > 4
    for seed in range(4):
        with sayso.open_project(tmp_path / f"order{seed}.sayso") as other:
            shuffled = random.Random(seed).sample(files, len(files))
            for file in shuffled:
                other.add([file], reader=Reader())
            other.remove(2)
            other.undo()
            assert sorted(groups(other)) == expected


def apart(corpus):
    corpus.add("Ada Quarrel, mayor of Carrow")
    corpus.add("Ada Quarrel, mayor of Carrow", outlet="Ledger")
    corpus.add("Mira Lorne, judge")
    return corpus.number("Ada Quarrel"), corpus.number("Mira Lorne")


def test_a_merge_is_shown_first_done_undone_and_done_again(corpus):
    ada, mira = apart(corpus)
    before = corpus.groups()
    tried = corpus.project.merge_people((ada, mira), rehearse=True)
    assert [person.id for person in tried.before] == [ada, mira]
    assert [(person.id, person.articles) for person in tried.after] == [(ada, 3)]
    assert corpus.groups() == before
    done = corpus.project.merge_people((ada, mira), who="ben")
    assert done == tried
    assert [len(group) for group in corpus.groups()] == [3]
    assert corpus.project.undo().what == "people merged"
    assert corpus.groups() == before
    assert corpus.number("Mira Lorne") == mira
    corpus.project.redo()
    assert [len(group) for group in corpus.groups()] == [3]


def test_a_person_of_many_articles_is_renamed_too(corpus, tmp_path):
    rows = "".join(f'"“It is number {number},” said Ada Quarrel."\n' for number in range(60))
    (tmp_path / "many.csv").write_text(f"text\n{rows}", encoding="utf-8")
    corpus.project.add([tmp_path / "many.csv"], reader=Reader(), who="anna")
    corpus.project.rename_person(corpus.number("Ada Quarrel"), "Ada Lorne")
    assert [(one.name, one.articles) for one in corpus.project.people()] == [("Ada Lorne", 60)]
    corpus.project.undo()
    assert [(one.name, one.articles) for one in corpus.project.people()] == [("Ada Quarrel", 60)]


@pytest.mark.parametrize("words", ["ŽARIĆ", "o'neil", "O’Neil", "ada o’n*", '"ada"', "o’neil-žarić"])
def test_a_person_is_found_by_words_with_accents_and_apostrophes(corpus, words):
    corpus.add("Ada O’Neil Žarić", "Tom Hale")
    corpus.add("Ada O’Neil-Žarić", "Tom Hale")
    found = [one.name for one in corpus.project.people(words)]
    assert found
    assert "Tom Hale" not in found
    assert {one.person for one in corpus.project.find(speaker=words)} == set(found)


def test_later_articles_and_another_reading_keep_what_people_decided(corpus):
    ada, mira = apart(corpus)
    corpus.project.merge_people((ada, mira))
    corpus.project.rename_person(ada, "Ada Lorne")
    corpus.add("Mira Lorne, judge", outlet="Ledger")
    corpus.add("Ada Quarrel", outlet="Ledger")
    assert [(one.name, one.articles, one.renamed) for one in corpus.project.people()] == [("Ada Lorne", 5, True)]
    corpus.project.read_again(reader=Reader("2"))
    (person,) = corpus.project.people()
    assert [person.id, person.name, person.articles] == [ada, "Ada Lorne", 5]


def test_a_split_takes_out_articles_or_names_and_stays(corpus):
    ada, mira = apart(corpus)
    corpus.project.split_person(ada, articles=[2], note="another mayor")
    assert sorted(len(group) for group in corpus.groups()) == [1, 1, 1]
    corpus.add("Ada Quarrel, mayor of Carrow", outlet="Herald")
    assert sorted(len(group) for group in corpus.groups()) == [1, 1, 2]
    corpus.project.merge_people((ada, mira))
    corpus.project.split_person(ada, names=["Mira Lorne"])
    assert sorted(len(group) for group in corpus.groups()) == [1, 1, 2]


@pytest.mark.parametrize(
    ("ask", "wrong"),
    [
        (lambda project, ada: project.merge_people((ada, ada)), "there is nothing to merge"),
        (lambda project, ada: project.merge_people((ada, 99)), "it has no person 99"),
        (lambda project, ada: project.split_person(ada, articles=[1, 2]), "nobody would be left"),
        (lambda project, ada: project.split_person(ada, names=["Ida"]), "none of them"),
        (lambda project, ada: project.rename_person(ada, " "), "a name has at least one letter"),
        (lambda project, _: project.person(99), "it has no person 99"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(corpus, ask, wrong):
    ada, _ = apart(corpus)
    before = list(corpus.project.history())
    with pytest.raises(InputError, match=wrong):
        ask(corpus.project, ada)
    assert list(corpus.project.history()) == before


def test_an_export_takes_decisions_along_and_back(tmp_path, corpus):
    ada, mira = apart(corpus)
    corpus.project.split_person(ada, articles=[2])
    corpus.project.merge_people((ada, mira), note="married")
    corpus.project.rename_person(ada, "Ada Lorne")
    corpus.project.export(tmp_path / "a.jsonl")
    with sayso.open_project(tmp_path / "other.sayso") as other:
        other.add([tmp_path / "a.jsonl"], reader=Reader())
        other.export(tmp_path / "b.jsonl")
        assert sorted(groups(other)) == corpus.groups()
        assert "Ada Lorne" in {person.name for person in other.people()}
        other.add([tmp_path / "a.jsonl"], reader=Reader())
        assert sorted(groups(other)) == corpus.groups()
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_removing_an_article_and_undoing_it_keep_the_people_right(corpus):
    ada, mira = apart(corpus)
    corpus.project.merge_people((ada, mira))
    before = corpus.groups()
    corpus.project.remove(1)
    assert sum(person.articles for person in corpus.project.people()) == 2
    corpus.project.undo()
    assert corpus.groups() == before
    connection = sqlite3.connect(corpus.path)
    assert connection.execute("SELECT count(*) FROM people_due").fetchone() == (0,)
    orphans = "SELECT count(*) FROM person_speakers WHERE person_id NOT IN (SELECT id FROM people)"
    assert connection.execute(orphans).fetchone() == (0,)
    connection.close()


def test_a_person_is_found_under_any_of_their_names(corpus):
    corpus.add("Ada Quarrel, mayor of Carrow")
    corpus.add("Quarrel, mayor of Carrow")
    corpus.add("Tom Hale")
    found = list(corpus.project.find(speaker="ada"))
    assert [(one.speaker, one.person) for one in found] == [("Ada Quarrel", "Ada Quarrel"), ("Quarrel", "Ada Quarrel")]
    corpus.project.rename_person(corpus.number("Ada Quarrel"), "Mayor Ada")
    assert [one.person for one in corpus.project.find("number", speaker="quarrel")] == ["Mayor Ada", "Mayor Ada"]
    assert [person.name for person in corpus.project.people("tom hal*")] == ["Tom Hale"]


def test_a_name_that_a_page_runs_into_a_link_is_the_persons(corpus):
    for _ in range(3):
        corpus.add("Tom Vale, mayor of Carrow")
    corpus.add("Tom Vale Tom Howard ValeMayor, mayor of Carrow")
    (person,) = corpus.project.people()
    assert (person.name, person.articles) == ("Tom Vale", 4)


@pytest.mark.parametrize(
    "words",
    ["reed", "REED", "re*", "žofia", "ŽOFIA reed", "Ž*", "o’neil", "o'neil", "_", "%*", "weiss", 'ada "reed"', ""],
)
def test_people_are_found_by_words_of_a_name_a_page_at_a_time(corpus, words):
    corpus.add("Ada Reed, mayor of Carrow", "Žofia Reed, head of the board", "Tom O’Neil")
    corpus.add("Žofia Reed, head of the board", "Anna Weiß", "Ida Lorne")
    corpus.project.rename_person(corpus.number("Ida Lorne"), "Ida Reed-Lorne")
    every = [
        one
        for one in corpus.project.people()
        if not words or any(bears(n, words) for n in (one.name, *dict(one.names)))
    ]
    assert list(corpus.project.people(words)) == every
    paged, after = [], None
    while page := list(corpus.project.people(words, limit=2, after=after)):
        paged += page
        after = (page[-1].statements, page[-1].articles, page[-1].id)
    assert paged == every


def test_a_portrait_has_the_words_that_give_each_role_first_and_last(corpus):
    days = ["2019-05-04", "2019-05-01", "", "2019-05-03", "2019-05-02"]
    for day in days:
        corpus.add("Ada Reed, mayor of Carrow", "Tom Hale", day=day)
    corpus.add("Tom Hale", "Ada Reed, head of the Marle board", day="2020-01-01")
    number = corpus.number("Ada Reed")
    found = corpus.project.portrait(number, 1, 3)
    assert [(one.name, one.places, one.first, one.last) for one in found.held] == [
        ("mayor of Carrow", 5, "2019-05-01", "2019-05-04"),
        ("head of the Marle board", 1, "2020-01-01", "2020-01-01"),
    ]
    evidence = found.held[0].evidence
    assert [one.published for one in evidence] == ["2019-05-01", "2019-05-02", "2019-05-04"]
    text = corpus.project.article(evidence[0].article).text
    assert (evidence[0].words, text[slice(*evidence[0].at)]) == ("mayor of Carrow", "mayor of Carrow")
    assert evidence[0].before.endswith("said Ada Reed, ")
    assert evidence[0].behind.startswith(". “It is number 1,”")
    assert [(one.appearing.published, one.statement) for one in found.seen] == [
        ("2019-05-02", "s1"),
        ("2019-05-03", "s1"),
        ("2019-05-04", "s1"),
    ]
    assert corpus.project.people_in(6) == {"p1": corpus.number("Tom Hale"), "p2": number}
    assert found.decisions == ()
    corpus.project.rename_person(number, "Ada Lorne", who="ben")
    (named,) = corpus.project.portrait(number).decisions
    assert (named.verdict, named.name, named.who) == ("named", "Ada Lorne", "ben")
    assert corpus.project.people_of(corpus.project.undo()) == [number]
    assert corpus.project.people_of(next(corpus.project.history())) == [number]


def test_who_is_in_many_articles_is_renamed_too_and_called_as_before_after_undo(corpus):
    rows = [f'"{lines("Ada Reed, mayor of Carrow")} Number {number}.";2019-05-01' for number in range(60)]
    (corpus.folder / "many.csv").write_text("\n".join(["text;date", *rows]), encoding="utf-8")
    corpus.project.add([corpus.folder / "many.csv"], reader=Reader())
    renamed = corpus.project.rename_person(corpus.number("Ada Reed"), "Ada Lorne")
    assert [(one.name, one.articles) for one in renamed.after] == [("Ada Lorne", 60)]
    corpus.project.undo()
    assert [(one.name, one.renamed) for one in corpus.project.people()] == [("Ada Reed", False)]


def test_an_older_file_gets_its_people_when_they_are_first_asked_for(tmp_path):
    packed = Path(__file__).parent / "version-1.sayso.gz"
    with gzip.open(packed) as old, (tmp_path / "old.sayso").open("wb") as new:
        shutil.copyfileobj(old, new)
    with sayso.open_project(tmp_path / "old.sayso") as project:
        assert not project.people_are_linked()
        assert sum(person.articles for person in project.people()) > 0
        assert project.people_are_linked()
