from sayso.intake.html import extract
from sayso.intake.passages import label

from .pages import PARAGRAPHS, page


def texts(html):
    return [paragraph.text for paragraph in extract(html).paragraphs]


def kinds(html):
    paragraphs = extract(html).paragraphs
    return {paragraph.text: kind for paragraph, kind in zip(paragraphs, label(paragraphs), strict=True)}


def marked(*pieces):
    """An article whose paragraphs have other elements among them."""
    body = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    return page(body="".join([*body[:2], *pieces, *body[2:]]))


def test_an_article_is_its_paragraphs_without_menu_footer_and_headline():
    assert texts(page()) == list(PARAGRAPHS)


def test_inline_elements_leave_the_words_as_they_stand():
    html = marked(
        "<p>The <b>crack</b> was <a href='/x'>found</a> by an in<i>spector</i>,\n   Reed\tsaid, unseen by all.</p>"
    )
    assert "The crack was found by an inspector, Reed said, unseen by all." in texts(html)


def test_block_quotes_are_kept_as_such():
    quote = "We, the merchants of the east bank, ask the council to open the bridge without further delay."
    assert kinds(marked(f"<blockquote><p>{quote}</p></blockquote>"))[quote] == "block quote"


def test_captions_stand_in_their_place_and_are_labelled():
    html = marked("<figure><img src='b.jpg'><figcaption>The footbridge over the Lune at dusk.</figcaption></figure>")
    assert kinds(html)["The footbridge over the Lune at dusk."] == "caption"
    assert texts(html).index("The footbridge over the Lune at dusk.") == 2


def test_a_box_for_a_newsletter_and_a_note_on_the_author_are_labelled_not_body():
    box = '<div class="newsletter-signup"><p>Get our letter on the valley each morning, free of charge.</p></div>'
    bio = '<div class="author-bio"><p>Nell Marsh has written on the valley and its people since 1999.</p></div>'
    found = kinds(marked(box).replace("</div></article>", f"</div>{bio}</article>"))
    assert {found.get(text, "biography") for text in found if "since 1999" in text} <= {"biography"}
    assert all(found[text] == "notice" for text in found if "each morning" in text)
    assert all(found[text] == "body" for text in PARAGRAPHS)


def test_a_class_that_all_paragraphs_carry_says_nothing_of_them():
    html = page(body="".join(f'<p class="promo comments">{paragraph}</p>' for paragraph in PARAGRAPHS))
    assert list(kinds(html).values()) == ["body"] * len(PARAGRAPHS)


def test_the_summary_under_the_headline_belongs_to_the_article():
    summary = "Engineers spent nine days under the deck before the council made up its mind"
    html = page().replace("</h1>", f"</h1><h2>{summary}</h2>")
    assert texts(html)[0] == summary


def test_paragraphs_in_a_second_container_of_the_same_kind_are_not_lost():
    halves = [PARAGRAPHS[:3], PARAGRAPHS[3:]]
    body = "<aside>Map of the town</aside>".join(
        '<div class="chunk">' + "".join(f"<p>{paragraph}</p>" for paragraph in half) + "</div>" for half in halves
    )
    assert [text for text in texts(page(body=body)) if text in PARAGRAPHS] == list(PARAGRAPHS)


def test_lines_set_apart_by_two_breaks_are_paragraphs_and_by_one_are_lines():
    body = (
        "<p>"
        + "<br><br>\n".join(PARAGRAPHS)
        + "</p><p>REED: Is it safe, then, after all these days?<br>HALE: I doubt it.</p>"
    )
    found = texts(page(body=body))
    assert found[: len(PARAGRAPHS)] == list(PARAGRAPHS)
    assert found[-1] == "REED: Is it safe, then, after all these days?\nHALE: I doubt it."


def test_a_page_filled_in_by_a_script_gives_the_body_of_its_json_ld():
    body = "\\n\\n".join(paragraph.replace('"', "'") for paragraph in PARAGRAPHS)
    json_ld = f'{{"@type": "NewsArticle", "headline": "Harrow footbridge is safe", "articleBody": "{body}"}}'
    script = f'<script type="application/ld+json">{json_ld}</script>'
    html = f'<html><head>{script}</head><body><div id="root"></div></body></html>'
    assert texts(html) == list(PARAGRAPHS)


def test_a_second_headline_on_the_page_is_kept_as_a_headline():
    html = page().replace(
        "<h1>Harrow footbridge is safe, mayor says</h1>", "<h1>Mayor: Harrow footbridge is safe to walk on</h1>"
    )
    found = kinds(html)
    assert found.get("Mayor: Harrow footbridge is safe to walk on", "headline") == "headline"


def test_left_over_short_codes_are_labelled():
    assert kinds(
        marked("<p>[box]</p><p>Ten bridges to see in the valley before the summer ends.</p><p>[/box]</p>")
    ).get("[box]") == ("short code")


def test_a_page_without_an_article_has_no_paragraphs():
    assert texts("") == texts("<html></html>") == texts("<!-- -->") == []


def test_a_page_without_head_body_and_closing_tags_comes_out_in_its_paragraphs():
    html = (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Harrow footbridge is safe</title>\n'
        '<header><a href="/">Harrow Notebook</a></header>\n<article>\n<h1>Harrow footbridge is safe</h1>\n'
        '<p class="byline">By <a href="/about">Nell Marsh</a>, 3 May 2025</p>\n<section>\n'
    )
    html += "".join(f"<p>{paragraph}\n" for paragraph in PARAGRAPHS)
    html += "</section>\n</article>\n<footer>Harrow Notebook is written in Harrow.</footer>\n</html>"
    found = kinds(html)
    assert [text for text in found if found[text] == "body"] == list(PARAGRAPHS)
    assert set(found) - set(PARAGRAPHS) <= {"By Nell Marsh, 3 May 2025"}


def test_what_follows_an_unclosed_head_stands_before_the_body_that_the_parser_makes():
    first, *rest = PARAGRAPHS
    html = f"<title>Bridge</title><main><p>{first}</p></main>" + "".join(f"<p>{paragraph}</p>" for paragraph in rest)
    assert texts(html) == list(PARAGRAPHS)


BIOGRAPHY = "Nell Marsh is a columnist for the Harrow Courier and wrote a history of the valley's bridges."


def boxed(*names):
    """An article whose paragraphs each stand in a box of their own, followed by boxes of the given classes."""
    boxes = "".join(f'<div class="block block--text"><p>{paragraph}</p></div>' for paragraph in PARAGRAPHS)
    inside = "".join(f'<div class="{name}">' for name in names) + f"<p>{BIOGRAPHY}</p>" + "</div>" * len(names)
    return page(body=boxes + inside)


def test_the_authors_biography_after_the_last_paragraph_is_kept_and_labelled():
    found = kinds(boxed("block block--bio", "c-author-card"))
    assert list(found) == [*PARAGRAPHS, BIOGRAPHY]
    assert found[BIOGRAPHY] == "biography"


def test_a_disclaimer_in_the_articles_container_is_kept_and_labelled():
    assert kinds(boxed("block", "c-disclaimer"))[BIOGRAPHY] == "notice"


def test_readers_comments_below_an_article_are_no_part_of_it():
    assert BIOGRAPHY not in texts(boxed("comments"))
    assert BIOGRAPHY not in texts(boxed("comments", "author-bio"))


def test_a_biography_elsewhere_on_the_page_is_no_part_of_the_article():
    card = f'<aside><div><div class="author-bio"><p>{BIOGRAPHY}</p></div></div></aside>'
    assert BIOGRAPHY not in texts(page().replace("</main>", f"</main>{card}"))
    others = "".join(f"<h3>Another article on the valley, number {number}</h3>" for number in range(4))
    bio = f'<div class="author-bio"><p>{BIOGRAPHY}</p></div>'
    assert BIOGRAPHY not in texts(page().replace("</article>", f"{others}{bio}</article>"))


def test_the_page_s_own_summary_before_the_body_is_the_standfirst():
    lead = "Inspectors spent the morning under the old bridge and found nothing to say about it to anybody who asked."
    body = "".join(f"<p>{lead} It was their visit number {n} in a long and rainy year.</p>" for n in range(5))
    page = (
        "<html><head><title>Bridge inspected</title>"
        '<meta property="og:description" content="Five visits, and no word of what was found under it"></head><body>'
        "<header><h1>Bridge inspected</h1><h2>Five visits, and no word of what was found under it</h2></header>"
        f"<article>{body}</article></body></html>"
    )
    paragraphs = extract(page).paragraphs
    assert [p.text for p in paragraphs if p.hint == "standfirst"] == [
        "Five visits, and no word of what was found under it"
    ]
