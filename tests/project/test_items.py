"""Feeds, archives, Parquet and PDF files, from what the user names to what is in the project."""

import datetime
import sys
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from intake.pages import PARAGRAPHS, page
from intake.pdfs import paragraph, pdf
from intake.server import serving
from intake.warcs import packed, record

import sayso
from sayso.intake import fetch, polite
from sayso.project.items import count
from sayso.project.tables import Columns

from .fake import RALLY, content

HTML = {"Content-Type": "text/html"}
FEED = {"Content-Type": "application/rss+xml"}
REAL = fetch.fetch
PLAIN = "".join(f"<p>{paragraph} {{}}</p>" for paragraph in PARAGRAPHS)


@pytest.fixture
def site(monkeypatch):
    """A site with a feed of two articles, the second without a date, byline and headline of its own."""
    with serving({}) as server:
        port = server.server_address[1]
        monkeypatch.setattr(fetch, "fetch", partial(REAL, _guard=lambda _: True, _ports=(port,)))
        monkeypatch.setattr(polite, "PAUSE", 0.0)
        monkeypatch.setattr(polite.time, "sleep", lambda _: None)
        server.at = f"http://127.0.0.1:{port}"
        feed(server, "first", "second")
        server.routes["/first"] = (200, HTML, page().encode())
        server.routes["/second"] = (
            200,
            HTML,
            f"<html><body><article>{PLAIN.format(*'23456')}</article></body></html>".encode(),
        )
        yield server


def feed(server, *names):
    entries = "".join(
        f"<item><title>Told of {name}</title><link>{server.at}/{name}</link><author>Nell Marsh</author>"
        "<pubDate>Fri, 02 May 2025 10:00:00 GMT</pubDate></item>"
        for name in names
    )
    server.routes["/feed"] = (200, FEED, f"<rss version='2.0'><channel>{entries}</channel></rss>".encode())


def asked(server):
    paths = [path for path, _ in server.asked]
    server.asked.clear()
    return paths


@pytest.fixture
def opened(path):
    with sayso.open_project(path) as project:
        yield project


def test_the_articles_behind_a_feed_are_added_and_filled_with_what_it_says(site, opened, reader):
    done = opened.add([f"{site.at}/feed"], reader=reader)
    assert [done.added, done.failed] == [2, ()]
    assert asked(site) == ["/feed", "/robots.txt", "/first", "/second"]
    first, second = opened.article(1), opened.article(2)
    assert [first.headline, first.published] == ["Harrow footbridge is safe, mayor says", "2025-05-03T09:15:00+02:00"]
    assert [second.headline, second.byline] == ["Told of second", ("Nell Marsh",)]
    assert second.published == "2025-05-02T10:00:00+00:00"
    assert second.origins["published"] == second.origins["byline"] == "feed"
    assert "Told of" not in second.text
    assert second.url == second.id == f"{site.at}/second"


def test_a_feed_is_looked_at_again_and_only_what_is_new_in_it_is_fetched(site, opened, reader):
    feed(site, "first")
    opened.add([f"{site.at}/feed"], reader=reader)
    asked(site)
    feed(site, "second", "first")
    done = opened.add([f"{site.at}/feed"], reader=reader)
    assert [done.added, done.known] == [1, 1]
    assert asked(site) == ["/feed", "/robots.txt", "/second"]


def test_an_item_that_cannot_be_fetched_is_a_failure_and_the_others_are_added(site, opened, reader):
    feed(site, "first", "gone", "second")
    site.routes["/gone"] = (410, HTML, b"")
    done = opened.add([f"{site.at}/feed"], reader=reader)
    assert done.added == 2
    assert [one.source for one in opened.status().failures] == [f"{site.at}/gone"]
    assert opened.status().failures[0].reason == "the server answered 410"


def test_a_page_stays_a_page_and_is_not_fetched_twice(site, opened, reader):
    assert opened.add([f"{site.at}/first"], reader=reader).added == 1
    assert opened.add([f"{site.at}/first"], reader=reader).known == 1
    assert asked(site) == ["/first"]


@pytest.mark.parametrize("name", ["saved.xml", "saved.RSS", "saved.atom", "saved.json"])
def test_a_saved_feed_leads_to_its_articles(site, opened, reader, tmp_path, name):
    (tmp_path / name).write_bytes(site.routes["/feed"][2])
    assert opened.add([tmp_path / name], reader=reader).added == 2


def test_a_feed_cannot_lead_inside_the_network_or_to_files(opened, reader, tmp_path):
    links = ("http://127.0.0.1/admin", "file:///etc/passwd", "javascript:alert(1)", "http://[::1]/")
    entries = "".join(f"<item><link>{link}</link></item>" for link in links)
    (tmp_path / "a.rss").write_text(f"<rss version='2.0'><channel>{entries}</channel></rss>", encoding="utf-8")
    done = opened.add([tmp_path / "a.rss"], reader=reader)
    assert [done.added, len(done.failed)] == [0, 4]
    wrong = [one.wrong for one in done.failed]
    assert all("it leads to a private or local address" in one for one in (wrong[0], wrong[3]))
    assert all(one.startswith("only http and https addresses are fetched") for one in wrong[1:3])


def test_what_is_called_xml_and_is_no_feed_is_read_as_before(opened, reader, tmp_path):
    (tmp_path / "a.xml").write_text(RALLY, encoding="utf-8")
    (tmp_path / "empty.rss").write_text("<rss></rss>", encoding="utf-8")
    done = opened.add([tmp_path / "a.xml", tmp_path / "empty.rss"], reader=reader)
    assert [done.added, done.failed[0].wrong] == [1, "the feed leads to no article"]


def test_the_pages_of_an_archive_are_added_and_damage_is_a_failure_with_its_byte(opened, reader, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    first = packed(record(page(json_ld="").encode()))
    archive.write_bytes(first + b"junk" + packed(record(PLAIN.format(*"23456").encode(), "https://courier.example/2")))
    done = opened.add([archive], reader=reader)
    assert [done.added, len(done.failed)] == [2, 1]
    assert opened.status().failures[0].source == f"{archive}#{len(first)}"
    article = opened.article(1)
    assert [article.id, article.url, article.published] == ["https://courier.example/bridge"] * 2 + [None]
    assert "The page is as it was captured at 2017-03-02T10:00:00Z." in article.warnings
    (line, _) = opened.exporting()
    assert f'"source":"{archive}#0"' in line.replace(": ", ":")


def test_the_records_of_an_archive_are_not_read_again(opened, reader, tmp_path, monkeypatch):
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(packed(*(record(page(json_ld="").encode(), f"https://courier.example/{n}") for n in "ab")))
    done = opened.add([archive], reader=reader)
    assert [done.added, done.appeared, len(reader.read)] == [1, 1, 1]
    monkeypatch.setattr("sayso.project.reading.from_page", None)
    assert opened.add([archive], reader=reader).known == 2


def test_two_workers_take_pages_and_rows_as_one_does(site, tmp_path, reader):
    archive = tmp_path / "crawl.warc"
    archive.write_bytes(record(page(body=PLAIN.format(*"12345")).encode()))
    (tmp_path / "a.pdf").write_bytes(pdf(paragraph(100, *PARAGRAPHS)))
    table(tmp_path / "a.parquet", text=[RALLY])
    named = [archive, f"{site.at}/feed", tmp_path / "a.pdf", tmp_path / "a.parquet", f"{site.at}/first"]
    for workers in (1, 2):
        with sayso.open_project(tmp_path / f"{workers}.sayso") as project:
            done = project.add(named, workers=workers, reader=reader, who="anna")
            assert [done.added, done.known, done.failed] == [5, 1, ()]
    assert content(tmp_path / "1.sayso") == content(tmp_path / "2.sayso")


def table(path, **columns):
    pq.write_table(pa.table(columns), path, row_group_size=2)


def test_a_parquet_file_has_the_columns_that_a_csv_has(opened, reader, tmp_path):
    day = datetime.datetime(2025, 5, 3)
    table(
        tmp_path / "a.parquet",
        Title=["Bridge", None, "Ferry"],
        Text=["“It is safe,” said Ada Reed.", "“No,” said Tom Hale.", "Third."],
        Source=pa.array(["Post", "Times", "Post"]).dictionary_encode(),
        Published=pa.array([day, None, day + datetime.timedelta(hours=9)], pa.timestamp("ns")),
        Authors=[["Nora Velt", "Tom Hale"], [], None],
        vector=[[0.5] * 3] * 3,
        url=["https://post.example/1", None, None],
    )
    done = opened.add([tmp_path / "a.parquet"], reader=reader)
    assert [done.added, done.failed] == [3, ()]
    first, second, third = (opened.article(number) for number in (1, 2, 3))
    assert [first.headline, first.outlet, first.published] == ["Bridge", "Post", "2025-05-03"]
    assert [first.byline, first.url] == [("Nora Velt", "Tom Hale"), "https://post.example/1"]
    assert [second.headline, second.published, third.published] == [None, None, "2025-05-03T09:00:00"]
    assert opened.add([tmp_path / "a.parquet"], reader=reader).known == 3


def test_the_columns_of_a_parquet_file_can_be_named(opened, reader, tmp_path):
    table(tmp_path / "a.parquet", words=["one"], text=["two"])
    opened.add([tmp_path / "a.parquet"], columns=Columns(text="words"), reader=reader)
    assert opened.article(1).text == "one"


def test_a_spoiled_cell_costs_its_row_and_a_spoiled_file_is_named(opened, reader, tmp_path):
    spoiled = pa.StringArray.from_buffers(2, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0"), pa.py_buffer(b"\xffa"))
    table(tmp_path / "a.parquet", text=spoiled)
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing more")
    done = opened.add([tmp_path / "a.parquet", tmp_path / "b.parquet", tmp_path / "none.parquet"], reader=reader)
    assert done.added == 1
    assert [error.wrong[:20] for error in done.failed] == [
        "a cell of it is no U", "it is no Parquet fil", "there is no such fil",
    ]  # fmt: skip


def test_a_parquet_file_is_read_in_small_batches(tmp_path):
    from sayso.project.parquet_rows import parquet_rows

    path = tmp_path / "a.parquet"
    many = ["x" * 20_000 + str(number) for number in range(3_000)]
    pq.write_table(pa.table({"text": many}), path, row_group_size=500, compression="none", use_dictionary=False)
    del many
    before = pa.total_allocated_bytes()
    peaks = [pa.total_allocated_bytes() - before for _ in parquet_rows(str(path))]
    assert len(peaks) == 3_000
    assert max(peaks) < 25_000_000 < path.stat().st_size


@pytest.mark.parametrize(
    ("library", "name", "extra"),
    [("pyarrow", "a.parquet", "parquet"), ("fastwarc", "a.warc", "warc")],
)
def test_a_missing_library_is_one_sentence(opened, reader, tmp_path, monkeypatch, library, name, extra):
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(b"x")
    (error,) = opened.add([tmp_path / name], reader=reader).failed
    assert str(error).endswith(f"; pip install 'sayso[{extra}]'.")


def test_pdf_files_of_a_folder_are_taken_and_known_again(opened, reader, tmp_path):
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "a.pdf").write_bytes(pdf(paragraph(100, "“The bridge is safe,” said Ada Reed to reporters.")))
    (tmp_path / "saved" / "b.txt").write_text(RALLY, encoding="utf-8")
    assert opened.add([tmp_path / "saved"], reader=reader).added == 2
    assert opened.add([tmp_path / "saved"], reader=reader).known == 2
    assert opened.article(1).text == "“The bridge is safe,” said Ada Reed to reporters."


def test_how_many_there_are_is_told_where_it_can_be_told(tmp_path):
    (tmp_path / "a.csv").write_text("text\none\ntwo\n", encoding="utf-8")
    table(tmp_path / "a.parquet", text=["one"] * 3)
    (tmp_path / "a.warc").touch()
    (tmp_path / "a.rss").write_text("<rss></rss>", encoding="utf-8")
    named = [str(tmp_path / name) for name in ("a.csv", "a.parquet", "none.txt")]
    assert count(named) == 6
    for other in (str(tmp_path / "a.warc"), str(tmp_path / "a.rss"), "https://courier.example/a"):
        assert count([*named, other]) is None
