import pytest

from sayso import Reader

INTERVIEW = (
    "Mayor Ada Reed has led Norrick for six years. Reed spoke in her office on Tuesday.\n\n"
    "Q. Will the bridge open in May?\n\nA. It will open in May, and not a day later.\n\n"
    "Q. Who pays for it?\n\nA. The district pays for all of it.\n"
)
CAPITAL = (
    "Norway and its neighbours spoke about the fishing banks on Monday. Norway said the talks were useful. "
    "Oslo said it would send two ships in the spring.\n"
)
SPELT = (
    "Roads, Rivers and Ferries Norrick (RRFN) said on Monday that the boats were late. "
    "RRFN said it would hire two captains.\n"
)
AIDE = (
    "Tom Vale said the ferry was safe. His spokesman said the pumps had been mended. "
    "“They run well,” the spokesman said.\n"
)


@pytest.fixture(scope="module")
def reader():
    return Reader()


def speakers(article, words):
    """The speakers of the statements whose content begins with these words."""
    return [
        (s.speaker.name, s.speaker.kind, s.speaker.how)
        for s in article.statements
        if article.text[slice(*s.content[0])].startswith(words)
    ]


def test_who_has_been_named_answers_and_the_author_asks(reader):
    article = reader.read_text(INTERVIEW)
    assert speakers(article, "It will open") == [("Ada Reed", "person", "turn")]
    assert speakers(article, "The district pays") == [("Ada Reed", "person", "turn")]
    assert {kind for _, kind, _ in speakers(article, "Will the bridge") + speakers(article, "Who pays")} == {"author"}


def test_a_capital_that_speaks_is_its_country(reader):
    article = reader.read_text(CAPITAL)
    assert [name for name, _, _ in speakers(article, "it would send")] == ["Norway"]


def test_an_aide_is_not_the_one_whose_aide_he_is(reader):
    article = reader.read_text(AIDE)
    names = [name for name, _, _ in speakers(article, "the pumps") + speakers(article, "“They run")]
    assert len(names) == 2
    assert "Tom Vale" not in names


def test_a_body_is_called_by_all_the_words_of_its_acronym(reader):
    article = reader.read_text(SPELT)
    assert {name for name, _, _ in speakers(article, ("that the boats", "it would hire"))} == {
        "Roads, Rivers and Ferries Norrick"
    }
