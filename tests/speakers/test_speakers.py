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


OFFICES = (
    "Budget is ready, officials say\n\n"
    "Sen. Laura Pell said on Monday that the budget was ready. Gov. Thomas Brandt said the schools needed more "
    "money.\n\n"
    "“We cannot wait another year,” the senator said.\n\n“There is no money,” the governor said.\n"
)
KIN = (
    "Kessler and her brother differ on the dam\n\n"
    "Mayor Maria Kessler said on Monday that the river would flood again. Her brother, Daniel Kessler, a farmer, said "
    "the dam was strong.\n\n“The dam is forty years old,” Ms. Kessler said.\n\n“It will hold,” Mr. Kessler said.\n"
)
FERRIES = (
    "The ferry report is done\n\n"
    "Officials spoke on Monday in Norrick. The Department of Ferries (DOF) said it had checked the boats. "
    "The DOF said it would check them again.\n"
)
DEBATE = (
    "HELEN MARSH: Good evening. Senator, why did you vote against the bill?\n\n"
    "SENATOR PAUL DRAKE: Because it would raise taxes on every family in the state.\n\n"
    "HELEN MARSH: Will you vote against it again?\n"
)
FORMS = (
    "Governor Anna Whitfield said the road would open in May. Whitfield said the cost was fair. “It is a good road,” "
    "Ms. Whitfield said. Anna Whitfield added that trucks would pay a toll.\n"
)
BOTH = (
    "Governor Peter Holm said the ferry was safe. Mayor Clara Vance said the captain had warned her. "
    "“He told me in March,” she said. “The boat was too old,” he said.\n"
)
ALL = {
    "story": STORY,
    "offices": OFFICES,
    "kin": KIN,
    "ferries": FERRIES,
    "debate": DEBATE,
    "forms": FORMS,
    "both": BOTH,
}


def speaker_of(article, words):
    """Who says the one statement whose content begins with these words."""
    (found,) = [s for s in article.statements if article.text[slice(*s.content[0])].startswith(words)]
    return found.speaker


def test_an_office_goes_to_the_one_who_holds_it(reader):
    article = reader.read_text(OFFICES)
    senator, governor = speaker_of(article, "“We cannot wait"), speaker_of(article, "“There is no money")
    assert (senator.name, senator.how, senator.role) == ("Laura Pell", "description", "Sen.")
    assert (governor.name, governor.how, governor.role) == ("Thomas Brandt", "description", "Gov.")


def test_a_pronoun_passes_over_one_of_the_other_gender_named_since(reader):
    article = reader.read_text(BOTH)
    assert (speaker_of(article, "“He told me").name, speaker_of(article, "“The boat").name) == (
        "Clara Vance",
        "Peter Holm",
    )
    assert speaker_of(article, "“The boat").how == "pronoun"


def test_mr_and_ms_tell_two_of_one_surname_apart(reader):
    article = reader.read_text(KIN)
    assert speaker_of(article, "“The dam is forty").name == "Maria Kessler"
    assert speaker_of(article, "“It will hold").name == "Daniel Kessler"


def test_an_acronym_is_the_organization_it_was_given_for(reader):
    article = reader.read_text(FERRIES)
    told = speaker_of(article, "it would check them again")
    assert (told.name, told.kind) == ("Department of Ferries", "organization")
    assert told.id == speaker_of(article, "it had checked").id


def test_a_turn_of_a_transcript_is_the_one_s_before_the_colon(reader):
    article = reader.read_text(DEBATE)
    assert [(s.speaker.name, s.speaker.how) for s in article.statements] == [
        ("HELEN MARSH", "turn"),
        ("PAUL DRAKE", "turn"),
        ("HELEN MARSH", "turn"),
    ]


def test_surname_title_and_full_name_are_never_two_people(reader):
    article = reader.read_text(FORMS)
    assert [s.speaker.name for s in article.statements] == ["Anna Whitfield"] * 4
    (anna,) = [speaker for speaker in article.speakers if speaker.kind == "person"]
    assert (anna.names, anna.statements) == (("Whitfield",), 4)


def test_a_report_voters_and_two_who_speak_together_are_no_single_person(reader):
    report = reader.read_text("According to a report, the bridge was unsafe. Some voters said they were angry.")
    assert [(s.speaker.name, s.speaker.kind) for s in report.statements] == [
        ("a report", "document"),
        ("Some voters", "group"),
    ]
    joint = reader.read_text("Ada Reed and Tom Vale said the bridge should close. Reed said it was old.")
    assert [(s.speaker.name, s.speaker.kind) for s in joint.statements] == [
        ("Ada Reed and Tom Vale", "group"),
        ("Ada Reed", "person"),
    ]


def test_i_outside_quotation_marks_is_the_author(reader):
    article = reader.read_text("I have always said that the bridge is a mistake. Mayor Clara Vance said I was wrong.")
    assert [s.speaker.kind for s in article.statements] == ["author", "person"]


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_speakers_are_numbered_as_mentioned_and_count_what_they_say(reader, text):
    article = reader.read_text(text)
    assert article.statements
    assert [speaker.id for speaker in article.speakers] == [f"p{n}" for n in range(1, len(article.speakers) + 1)]
    for speaker in article.speakers:
        assert list(speaker.mentions) == sorted(set(speaker.mentions))
        assert speaker.statements == sum(s.speaker.id == speaker.id for s in article.statements)
    for statement in article.statements:
        assert 0 <= statement.speaker.confidence <= 1


def test_a_pronoun_that_nobody_fits_stays_unknown_with_the_reason(reader):
    article = reader.read_text("The bridge at Norrick was closed on Monday. “It is old,” she said.")
    told = speaker_of(article, "“It is old")
    assert (told.id, told.name, told.kind, told.how) == (None, None, None, None)
    assert "she" in told.reason


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_straight_marks_change_no_speaker_of_any_article(reader, text):
    def who(text):
        return [(s.content, s.speaker.id, s.speaker.name) for s in reader.read_text(text).statements]

    assert who(text.translate(str.maketrans("“”’", '""\''))) == who(text)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (OFFICES, "Laura Pell", "Carol Dunn"),
        (KIN, "Daniel", "Robert"),
        (BOTH, "Peter Holm", "James Stroud"),
        (FORMS, "Whitfield", "Hargrove"),
        (DEBATE, "HELEN MARSH", "SUSAN LOWE"),
    ],
    ids=["offices", "kin", "both", "forms", "debate"],
)
def test_a_new_name_throughout_changes_only_that_name(reader, text, old, new):
    before = [s.speaker.name for s in reader.read_text(text).statements]
    after = [s.speaker.name for s in reader.read_text(text.replace(old, new)).statements]
    assert any(old in name for name in before)
    assert after == [name.replace(old, new) for name in before]
