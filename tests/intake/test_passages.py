import pytest

from sayso.intake.passages import Paragraph, label

BODY = "Mayor Ada Reed said on Friday that the footbridge is safe and will be opened again before the end of the month."


def kinds(*texts, before=8, after=8):
    """Label texts between paragraphs of body."""
    whole = [Paragraph(BODY)] * before + [Paragraph(text) for text in texts] + [Paragraph(BODY)] * after
    return label(whole)[before : before + len(texts)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("notice", "Editor’s note: This article was first published on May 3."),
        ("notice", "Correction: An earlier version of this report misspelled the name of Tom Hale."),
        ("notice", "This story has been updated with comment from the council."),
        ("notice", "(Reporting by Nell Marsh; Editing by Ivo Brandt)"),
        ("notice", "Sign up for our morning newsletter and never miss a story."),
        ("notice", "The views expressed here are the author's own."),
        ("notice", "© 2025 Harrow Courier. All rights reserved."),
        ("share bar", "Share on Facebook | Tweet | Email"),
        ("share bar", "Read more: Council to vote on second bridge"),
        ("share bar", "RELATED: How the crack was found"),
        ("share bar", "Advertisement"),
        ("caption", "Photo: Nell Marsh/Harrow Courier"),
        ("caption", "The footbridge at dusk. (Photo by Ivo Brandt)"),
        ("caption", "Pictured right, Tom Hale with members of the rowing club."),
        ("short code", "[box]"),
        ("short code", '[caption id="7" align="left"]The bridge[/caption]'),
        ("short code", "[embed]https://video.example/1[/embed]"),
        ("short code", "{{ related.stories }}"),
    ],
)
def test_what_stands_around_a_body_is_labelled(kind, text):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "“Share your fears with us,” she told the crowd.",
        "He said he would sign up for the army the next day, and he did, though his mother begged him not to go.",
        "Photographs of the crack were shown to the council, which said nothing.",
        "By Friday the bridge was closed.",
        "On May 3, 2025, Reed made the following comment:",
        "Hale is an author of two books and has lived in Harrow for years.",
        "[The council] has not answered, Hale said.",
        "Updates will follow, the council said.",
        "Print is dead, the editor of the Courier said on Facebook.",
        "He read more letters than any mayor before him.",
        "“Correction: I was wrong,” Hale wrote.",
        "REED: Share what?",
    ],
)
def test_sentences_of_an_article_are_its_body(text):
    assert kinds(text) == ["body"]
    assert kinds(text, before=0) == ["body"]
    assert kinds(text, after=0) == ["body"]


@pytest.mark.parametrize(
    "text",
    ["By Ada Reed", "By Ada Reed and Tom Hale, Harrow Courier", "Harrow Courier | 3 May 2025", "Published May 3, 2025"],
)
def test_byline_lines_are_seen_at_the_top_only(text):
    assert kinds(text, before=1) == ["byline"]
    assert kinds(text, before=20)[0] != "byline"


@pytest.mark.parametrize(
    "text",
    [
        "Nell Marsh is a staff writer at the Courier. Follow her on Twitter @nellmarsh.",
        "About the author: Ivo Brandt has written on bridges since 1999.",
        "Ivo Brandt can be reached at brandt@courier.example.",
    ],
)
def test_a_note_on_the_author_is_seen_near_the_end_only(text):
    assert kinds(text, after=0) == ["biography"]
    assert kinds(text, before=30, after=30)[0] != "biography"


def test_a_short_code_owns_what_lies_between_its_halves():
    assert kinds("[box]", BODY, "[/box]", BODY) == ["short code"] * 3 + ["body"]


def test_a_short_code_that_is_never_closed_owns_only_itself():
    assert kinds("[box]", BODY, BODY) == ["short code", "body", "body"]


def test_what_the_page_says_a_paragraph_is_is_believed():
    assert label([Paragraph(BODY, "caption"), Paragraph(BODY, "block quote")]) == ["caption", "block quote"]


def test_a_lone_by_and_the_time_of_a_change_are_byline_and_a_note_on_versions_is_a_notice():
    lines = ["By", "Updated 8:03 p.m.", "Published May 14, 2031 at 8:03 p.m. ET"]
    assert label([Paragraph(line) for line in lines]) == ["byline"] * 3
    note = "A version of this article appears in print on May 15, 2031, on page 3."
    told = "Updated rules are to follow, the mayor said."
    assert label([Paragraph(told), Paragraph(note)]) == ["body", "notice"]
