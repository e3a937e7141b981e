from sayso.article import Article, Attribution, Passage, Span, Speaker, Statement
from sayso.speakers.headline import headline_checks

BODY = "Inspectors came to Norrick on Monday. “{said},” said Tom Vale, who leads the union. They left at noon."


def article(headline, said):
    text = f"{headline}\n\n{BODY.format(said=said)}"
    start = text.index(said)
    end = start + len(said)
    name = text.index("Tom Vale")
    told = Attribution("p1", "Tom Vale", "person", None, None, "name", 0.97)
    statement = Statement("s1", "direct", (Span(name, name + 8),), (), (Span(start, end),), 0.95, told)
    passages = (Passage(Span(0, len(headline)), "headline"), Passage(Span(len(headline) + 2, len(text)), "body"))
    speakers = (Speaker("p1", "Tom Vale", "person"),)
    return Article("a", text, "0" * 64, passages=passages, statements=(statement,), speakers=speakers)


def test_a_headline_that_only_one_speaker_bears_is_his_claim():
    (check,) = headline_checks(
        article("Ferry pumps failed twice last winter", "The ferry’s pumps failed twice last winter")
    )
    assert (check.verdict, check.speaker, check.statements) == ("claim", "p1", ("s1",))
    assert "Tom Vale" in check.message


def test_a_headline_that_the_article_tells_itself_is_the_outlet_s():
    (check,) = headline_checks(article("Inspectors came to Norrick Monday, left", "The ferry’s pumps failed"))
    assert check.verdict == "own"


def test_a_headline_that_is_signed_raises_no_alarm():
    (check,) = headline_checks(
        article("Tom Vale: ferry pumps failed twice last winter", "The pumps failed twice last winter")
    )
    assert check.verdict == "attributed"


def test_a_headline_that_names_its_speaker_raises_no_alarm():
    (check,) = headline_checks(
        article("Tom Vale saw ferry pumps failing twice last winter", "The ferry’s pumps failed twice last winter")
    )
    assert check.verdict == "own"


def test_a_headline_that_says_the_opposite_is_not_borne():
    (check,) = headline_checks(
        article("Ferry pumps have not failed twice last winter", "The ferry’s pumps failed twice last winter")
    )
    assert check.verdict == "own"


def test_a_headline_of_which_the_body_has_no_word_is_unsupported():
    long = article("Zebra quartet wins violin contest abroad", "The ferry’s pumps failed twice " * 40)
    (check,) = headline_checks(long)
    assert check.verdict == "unsupported"


def test_a_question_is_no_claim():
    (check,) = headline_checks(
        article("Did the ferry’s pumps fail twice last winter?", "The pumps failed twice last winter")
    )
    assert check.verdict == "own"
