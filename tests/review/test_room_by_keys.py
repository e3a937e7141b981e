import re

import pytest

import sayso


def pressed(tab, *keys):
    for key in keys:
        tab.keyboard.press(key)


def saved(tab):
    tab.wait_for_selector('body:not([data-waiting]), body[data-waiting="0"]')
    assert tab.locator("#failed").is_hidden()


def said(tab, words):
    tab.locator("#said", has_text=words).wait_for()
    saved(tab)


def at(tab):
    return tab.locator(".entry[aria-current]").get_attribute("data-go")


def decisions(room, number=1):
    with sayso.open_project(room.path, read_only=True) as project:
        return {one.judged["content"]: one for one in project.decisions(number)}


def content(room, number=1, rejected=False):
    with sayso.open_project(room.path, read_only=True) as project:
        listed = project.listed(sayso.project.listing.Selection())
        return [one.content for one in listed if one.article == number and (rejected or one.decision != "rejected")]


@pytest.fixture
def tab(room, visit):
    return visit(room, "/article/1")


def test_j_and_k_go_through_the_statements_and_the_panel_shows_the_one_at_hand(tab):
    assert at(tab) == "s1"
    pressed(tab, "j")
    assert at(tab) == "s2"
    tab.locator("#panel", has_text="It stays open").wait_for()
    pressed(tab, "k", "k")
    said(tab, "first statement")
    assert at(tab) == "s1"


def test_accept_and_reject_go_on_to_the_next_and_are_kept_with_the_scores(room, tab):
    pressed(tab, "a", "r")
    assert at(tab) == "s3"
    said(tab, "Statement 2 rejected")
    found = decisions(room)
    assert {words: (one.verdict, one.who) for words, one in found.items()} == {
        "“The bridge is safe,”": ("accepted", "anna"),
        "“It stays open,”": ("rejected", "anna"),
    }
    pressed(tab, "k", "k")
    tab.locator("#panel", has_text="accepted by anna").wait_for()
    assert "statement 0.51" in tab.inner_text("#panel")
    assert tab.locator('.entry[data-go="s1"]').get_attribute("data-state") == "accepted"
    assert "accepted" in tab.locator('.entry[data-go="s1"]').text_content()
    assert tab.inner_text("#decided") == "2 of 4 decided"


def test_a_decision_is_taken_back_undone_and_done_again(room, tab):
    pressed(tab, "a", "k", "t")
    said(tab, "open again")
    assert decisions(room) == {}
    pressed(tab, "z")
    said(tab, "undone")
    assert decisions(room)["“The bridge is safe,”"].verdict == "accepted"
    pressed(tab, "y")
    said(tab, "done again")
    assert decisions(room) == {}


def test_undo_goes_across_articles_and_sessions(room, tab):
    pressed(tab, "a")
    said(tab, "Statement 1 accepted")
    tab.goto(room.base + "/article/2")
    tab.wait_for_selector("body[data-ready]")
    pressed(tab, "z")
    tab.wait_for_url(re.compile(r"/article/1\?at=s1"))
    said(tab, "undone: statement accepted")
    assert decisions(room) == {}


def test_undo_never_takes_an_article_away(room, tab):
    pressed(tab, "z")
    tab.locator("#failed", has_text="nothing to undo").wait_for()
    with sayso.open_project(room.path, read_only=True) as project:
        assert project.status().articles == 3


@pytest.fixture
def visit(visit):
    """Here a refusal by the server is part of some flows."""
    return lambda *given, **more: visit(*given, **more, allowed=["400 (Bad Request)"])


def test_the_speaker_is_chosen_by_the_beginning_of_a_name(room, tab):
    pressed(tab, "s")
    tab.keyboard.type("hal")
    tab.locator('[role="option"]', has_text="Tom Hale").wait_for()
    pressed(tab, "ArrowDown", "Enter", "Enter")
    said(tab, "speaker and role corrected")
    found = decisions(room)["“The bridge is safe,”"].correction
    assert (found.speaker, found.role) == ("Tom Hale", "")  # the role was that of Ada Reed
    assert "Tom Hale" in tab.locator('.entry[data-go="s1"]').text_content()
    tab.locator("#panel", has_text="The machine had").wait_for()
    assert "speaker: Ada Reed" in tab.inner_text("#panel")


def test_setting_the_machines_own_word_again_takes_the_correction_back(room, tab):
    pressed(tab, "d", "i", "Enter")
    said(tab, "kind corrected")
    assert decisions(room)["“The bridge is safe,”"].correction.kind == "indirect"
    pressed(tab, "d", "d", "Enter")
    tab.locator('.entry[data-go="s1"][data-state="proposed"]').wait_for()
    saved(tab)
    assert decisions(room) == {}


def test_a_span_is_fixed_by_word_steps_at_either_end(room, tab):
    pressed(tab, "e", "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    said(tab, "content corrected")
    [span] = decisions(room)["“The bridge is safe,”"].correction.content
    with sayso.open_project(room.path, read_only=True) as project:
        assert project.article(1).text[slice(*span)] == "bridge is safe"


def test_a_span_is_fixed_by_selecting_text(room, tab):
    pressed(tab, "e")
    select(tab, "silence")
    pressed(tab, "1", "Enter")
    said(tab, "source corrected")
    [span] = decisions(room)["“The bridge is safe,”"].correction.source
    with sayso.open_project(room.path, read_only=True) as project:
        assert project.article(1).text[slice(*span)] == "silence"


def select(tab, words):
    tab.evaluate(
        """words => { for (const walker = document.createTreeWalker(text, 4); walker.nextNode();) {
            const at = walker.currentNode.data.indexOf(words);
            if (at >= 0) { const range = document.createRange(); range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length); getSelection().removeAllRanges();
                getSelection().addRange(range); return; } } }""",
        words,
    )


def test_a_missed_statement_is_added_from_the_selected_text_and_taken_away_again(room, tab):
    select(tab, "The rest was silence")
    pressed(tab, "m")
    tab.keyboard.type("Ida Lorne")
    pressed(tab, "Enter")
    said(tab, "Statement h1 added")
    assert content(room)[0] == "The rest was silence"
    assert at(tab) == "h1"
    assert tab.locator('.entry[data-go="h1"]').get_attribute("data-state") == "added"
    pressed(tab, "t")
    said(tab, "taken away")
    assert "The rest was silence" not in content(room)
    pressed(tab, "z")
    said(tab, "undone")
    assert "The rest was silence" in content(room)


def test_a_statement_is_split_and_what_was_split_comes_back_in_one_undo(room, tab):
    before = content(room)
    pressed(tab, "x", "Enter")
    said(tab, "split in 2")
    assert len(content(room)) == len(before) + 1
    assert "“The bridge is" in content(room)
    pressed(tab, "z")
    said(tab, "undone")
    assert content(room) == before


def test_two_statements_are_joined(room, tab):
    pressed(tab, "o", "Enter")
    said(tab, "joined")
    assert "“The bridge is safe,” … “It stays open,”" in content(room)


def test_a_relation_is_added_between_names(room, tab):
    pressed(tab, "l")
    tab.get_by_label("Whom").fill("Tom Hale")
    pressed(tab, "Enter")
    said(tab, "Relation added")
    tab.locator("#panel", has_text="Ada Reed against Tom Hale: criticise").wait_for()
    with sayso.open_project(room.path, read_only=True) as project:
        assert [(one.from_, one.to, one.statement) for one in project.added_relations(1)] == [
            ("Ada Reed", "Tom Hale", "s1")
        ]


def test_a_comment_is_the_note_of_a_decision(room, tab):
    pressed(tab, "c")
    tab.keyboard.type("she was joking")
    tab.get_by_role("button", name="Reject with it").click()
    said(tab, "Statement 1 rejected")
    assert decisions(room)["“The bridge is safe,”"].note == "she was joking"
    tab.locator("#panel", has_text="“she was joking”").wait_for()


def test_n_and_u_pass_over_what_is_decided_and_what_is_sure(tab):
    pressed(tab, "a", "a", "k", "k", "n")
    assert at(tab) == "s3"
    pressed(tab, "u")
    said(tab, "undecided and uncertain")


def test_everything_can_be_done_with_the_mouse(tab):
    tab.locator('#text [data-s="s3"]').first.click()
    assert at(tab) == "s3"
    tab.get_by_role("button", name="accept").click()
    said(tab, "Statement 3 accepted")
    names = tab.locator("#actions button").evaluate_all("all => all.map(one => one.getAttribute('aria-keyshortcuts'))")
    assert names == list("jknupartcsedmxolzy")
    tab.get_by_role("button", name="Keys").click()
    for key in names:
        assert tab.locator("dialog kbd", has_text=re.compile(f"^{key}$")).count() == 1


def test_single_letters_can_be_switched_off(room, tab):
    pressed(tab, "?")
    tab.get_by_label("Single letters are keys").uncheck()
    pressed(tab, "Escape", "a", "j")
    assert at(tab) == "s1"
    assert decisions(room) == {}


def test_two_who_decide_at_once_lose_nothing(room, tab):
    with sayso.open_project(room.path) as project:
        pressed(tab, "a")
        project.decide(1, "s3", "rejected", who="ben")
        pressed(tab, "a")
        said(tab, "Statement 2 accepted")
    assert {one.who: one.verdict for one in decisions(room).values()} == {"anna": "accepted", "ben": "rejected"}
    tab.reload()
    tab.wait_for_selector("body[data-ready]")
    pressed(tab, "z", "z")
    said(tab, "undone")
    assert {one.who for one in decisions(room).values()} == {"ben"}
