"""Which marks open and which close, however they were typed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.statements.quotation import INSIDE, MARK, OUTSIDE, quotations, single_marks, states
from sayso.statements.stream import paragraphs


def quoted(text):
    """Return what stands between marks, paragraph by paragraph, the marks included."""
    single = single_marks(text)
    return [
        text[q.start : q.end] for start, end in paragraphs(text) for q in quotations(text, start, end, single=single)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will open it," Reed said. "In spring."', ['"We will open it,"', '"In spring."']),
        ("“We will open it,” Reed said. “In spring.”", ["“We will open it,”", "“In spring.”"]),
        ("„Wir öffnen sie“, said Reed.", ["„Wir öffnen sie“"]),
        ("«I will not open it because it is Tuesday», she said.", ["«I will not open it because it is Tuesday»"]),
        ("He called it ''sound'' and the steel ``not visible``.", ["''sound''", "``not visible``"]),
        ("He called it ``sound'' again.", ["``sound''"]),
        ("＂We will,＂ she said.", ["＂We will,＂"]),
        ("He said (“not now”) no.", ["“not now”"]),
        ('He said—"not now"—no.', ['"not now"']),
        ('She said ["it is done"].', ['"it is done"']),
        ('The "bridge cabinet" meets.', ['"bridge cabinet"']),
        ('"Why?" "Because."', ['"Why?"', '"Because."']),
        ('"…and then," he said.', ['"…and then,"']),
        ('"It met the standard" , Weil repeated ," it met it twice ".',
         ['"It met the standard"', '" it met it twice "']),
    ],
)  # fmt: skip
def test_marks_pair(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("”We have two,“ said Oste.", ["”We have two,“"]),
        ("”We have two,” said Oste. ”Three.”", ["”We have two,”", "”Three.”"]),
        ("“We have two,“ said Oste.", ["“We have two,“"]),
        ("It is old,” Weil stated. The fact is known.", ["It is old,”"]),
        ("He slept. It is old,” Weil stated. The fact is known.", ["It is old,”"]),
        ('"It is old and safe, the mayor said', ['"It is old and safe, the mayor said']),
        ("“The crack is old,” Weil stated,” The fact that it", ["“The crack is old,”", "Weil stated,”"]),
        ('He said "we go", then “we stay".', ['"we go"', '“we stay"']),
    ],
)
def test_marks_turned_round_or_lost_still_bound_a_quotation(text, expected):
    assert quoted(text) == expected


def test_a_quotation_over_three_paragraphs_is_opened_in_each_and_closed_in_the_last():
    text = "“He told me so.\n\n“Then he left.\n\n“I took it as advice.” She paused."
    assert quoted(text) == ["“He told me so.", "“Then he left.", "“I took it as advice.”"]
    found = [quotations(text, start, end)[0] for start, end in paragraphs(text)]
    assert [(q.opened, q.closed) for q in found] == [(True, False), (True, False), (True, True)]


def test_an_open_quotation_ends_with_its_paragraph():
    text = "“He told me so.\n\nShe paused. “I see.”"
    assert quoted(text) == ["“He told me so.", "“I see.”"]


@pytest.mark.parametrize(
    "text",
    [
        "“I said, ‘There is nothing there.’ He said, ‘Then nobody will complain,’” she testified.",
        "\"I said, 'There is nothing there.' He nodded,\" she testified.",
    ],
)
def test_a_quotation_inside_another_belongs_to_the_outer_one(text):
    assert quoted(text) == [text[: text.rindex(" she")]]


@pytest.mark.parametrize(
    "text",
    [
        "The pier stands in 12' of water and the crack measures 0.2\".",
        "It isn’t the voters’ fault, it’s the ’90s.",
        "Rock 'n' roll and the players' union.",
        "No marks at all.",
        "",
    ],
)
def test_inches_and_apostrophes_quote_nothing(text):
    assert quoted(text) == []


def test_single_marks_quote_where_the_article_has_no_others():
    text = (
        "‘She’s sorry,’ he said. ‘She isn’t sorry that she asked.’\n\n"
        "He had ‘frightened old people with a number she’d made up’, and the voters’ patience is thin.\n\n"
        "‘I’d remind witnesses that “people told me” isn’t a table.’"
    )
    assert single_marks(text)
    assert quoted(text) == [
        "‘She’s sorry,’",
        "‘She isn’t sorry that she asked.’",
        "‘frightened old people with a number she’d made up’",
        "‘I’d remind witnesses that “people told me” isn’t a table.’",
    ]


def test_a_plural_s_does_not_close_a_single_quotation():
    text = "‘The parties’ sums are wrong,’ she said. ‘Both parties’ sums.’"
    assert quoted(text) == ["‘The parties’ sums are wrong,’", "‘Both parties’ sums.’"]


def test_single_marks_are_apostrophes_where_the_article_quotes_in_double_ones():
    assert not single_marks("“It’s the voters’ will,” he said. ‘Tis.’")


@pytest.mark.parametrize(("text", "expected"), [('a "b" c', "..MiM.."), ('"b', "Mi"), ("It b,” c", "iiiiiM..")])
def test_states_say_of_each_character_whether_it_is_quoted(text, expected):
    letters = {OUTSIDE: ".", INSIDE: "i", MARK: "M"}
    assert "".join(letters[state] for state in states(text, [(0, len(text))])) == expected


MARKS = st.text(alphabet="\"“”„‟«»'‘’`＂ ab.,!?—(…\n1\t", max_size=60)


@settings(max_examples=1_500, deadline=None)
@given(MARKS | st.text(max_size=60), st.booleans(), st.data())
def test_quotations_are_in_order_apart_and_inside_their_paragraph(text, single, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for quotation in quotations(text, start, end, single=single):
        assert at <= quotation.start < quotation.end <= end
        assert quotation.opened or quotation.closed
        at = quotation.end


@settings(max_examples=500, deadline=None)
@given(MARKS | st.text(max_size=60))
def test_every_character_of_any_text_has_a_state_and_white_space_between_paragraphs_is_outside(text):
    parts = paragraphs(text)
    found = states(text, parts)
    assert len(found) == len(text)
    covered = {at for start, end in parts for at in range(start, end)}
    assert all(found[at] == OUTSIDE for at in range(len(text)) if at not in covered)


@settings(max_examples=300, deadline=None)
@given(MARKS)
def test_a_paragraph_is_read_the_same_wherever_it_stands(text):
    alone = quotations(text, 0, len(text))
    moved = quotations('Before. "' + text + '" after.', 9, 9 + len(text))
    assert [(q.start + 9, q.end + 9, q.opened, q.closed) for q in alone] == [
        (q.start, q.end, q.opened, q.closed) for q in moved
    ]


@pytest.mark.parametrize(
    ("pattern", "single", "length"),
    [('"', False, 1_000_000), ("'", True, 1_000_000), ("”", False, 300_000), ("a. b” ", False, 300_000),
     ("a' ", True, 300_000), ("‘a’ ", True, 300_000), ("a.'", True, 300_000)],
)  # fmt: skip
def test_a_megabyte_of_marks_takes_linear_time(pattern, single, length):
    text = pattern * (length // len(pattern))
    began = time.process_time()
    single_marks(text)
    quotations(text, 0, len(text), single=single)
    assert time.process_time() - began < 30  # under 3 s on an idle core; a quadratic step would take hours
