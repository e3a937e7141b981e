from sayso.reader import Reader
from sayso.statements.stream import paragraphs
from sayso.statements.turns import turns


def said(text):
    return [(text[slice(*t.label)], text[slice(*t.mark)], text[slice(*t.said)]) for t in turns(text, paragraphs(text))]


def test_a_transcript_is_read_turn_by_turn():
    text = "The talk, in full.\n\nREED: We kept our word.\n\nVALE (laughing): Did you?\n\nREED: Yes: twice.\n"
    assert said(text) == [
        ("REED", ":", "We kept our word."),
        ("VALE", ":", "Did you?"),
        ("REED", ":", "Yes: twice."),
    ]


def test_question_and_answer_are_turns():
    text = "Q. Is it safe?\nA. It is.\nQ. Since when?\nA. Since May.\n"
    assert [label for label, _, _ in said(text)] == ["Q", "A", "Q", "A"]


def test_names_in_small_letters_need_to_come_back():
    text = "Ada Reed: We kept our word.\n\nTom Vale: Did you?\n\nAda Reed: Yes.\n\nTom Vale: Well.\n"
    assert len(said(text)) == 4
    assert said("Cost: nine million.\n\nLength: two miles.\n\nOpening: May.\n") == []


def test_kickers_and_headline_claims_are_no_turns():
    assert said("UPDATE: The bridge is open.\n\nRELATED: More on the bridge.\n\nWATCH: The opening.\n") == []
    assert said("Mayor: bridge is safe\n\nThe bridge is safe, the mayor said.\n") == []


def test_one_voice_alone_is_no_conversation():
    assert said("REED: One.\n\nREED: Two.\n\nREED: Three.\n") == []


def test_a_quotation_signed_with_a_dash_belongs_to_the_name():
    text = 'Letters.\n\n“He frightens me. He frightens us.” ― Ana van der Lind\n\n"Not me." — Tom Vale, Harrow.\n'
    assert said(text) == [
        ("Ana van der Lind", "―", "“He frightens me. He frightens us.”"),
        ("Tom Vale", "—", '"Not me."'),
    ]


def test_a_dash_before_a_clause_is_no_signature():
    assert said("“We kept our word” — and nobody believed it.\n\n“No” – Tom Vale said so.\n") == []


def test_a_speaker_who_follows_in_a_sentence_of_its_own_is_taken():
    text = "It began calmly. “The bridge is safe. It always was.” These are the words of Ada Reed, who built it.\n"
    assert said(text) == [("Ada Reed", "These are the words of", "“The bridge is safe. It always was.”")]


def test_turns_are_direct_and_sure_whatever_the_model_makes_of_them():
    text = "The talk.\n\nQ. Did you go?\n\nA. To one. The soup was excellent.\n\nQ. And then?\n\nA. I slept.\n"
    found = Reader().read_text(text).statements
    assert [(text[slice(*s.source[0])], text[slice(*s.content[0])]) for s in found] == [
        ("Q", "Did you go?"),
        ("A", "To one. The soup was excellent."),
        ("Q", "And then?"),
        ("A", "I slept."),
    ]
    assert {s.kind for s in found} == {"direct"}
    assert all(s.confidence >= 0.8 for s in found)
