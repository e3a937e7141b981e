import gzip
import sys
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.warc import captured, is_archive

from .warcs import packed, record

A, B, C = (
    record(f"<p>page {name}</p>".encode() * 40, f"https://courier.example/{name}", head=f"X-Filler: {name * 40}\r\n")
    for name in "abc"
)


def read(raw, name="a.warc.gz"):
    """Return the addresses of the pages in an archive and the failures, (byte, what is wrong)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        pages, failures = [], []
        for one in captured(str(path)):
            if isinstance(one, InputError):
                failures.append((int(one.name.rpartition("#")[2].partition("+")[0]), one.wrong))
            else:
                pages.append(one.page.url[-1])
        return "".join(pages), failures


@pytest.mark.parametrize(
    ("source", "expected"), [("a.warc", True), ("A.WARC.GZ", True), ("a.gz", False), ("a.warc.txt", False)]
)
def test_an_archive_is_known_by_its_name(source, expected):
    assert is_archive(source) is expected


@pytest.mark.parametrize("raw", [A + B + C, packed(A, B, C), gzip.compress(A + B + C)], ids=["plain", "members", "one"])
def test_the_pages_of_an_archive_are_read_each_with_a_source_of_its_own(tmp_path, raw):
    (tmp_path / "a.warc").write_bytes(raw)
    pages = list(captured(str(tmp_path / "a.warc")))
    assert [one.page.url[-1] for one in pages] == ["a", "b", "c"]
    assert pages[0].source == f"{tmp_path}/a.warc#0"
    assert len({one.source for one in pages}) == 3
    assert pages[1].page == (b"<p>page b</p>" * 40, "https://courier.example/b", "utf-8", "text/html")
    assert pages[1].at == "2017-03-02T10:00:00Z"


@pytest.mark.parametrize("raw", [A + B + C, packed(A, B, C)], ids=["plain", "members"])
def test_the_source_is_the_offset_of_the_record_in_the_file(tmp_path, raw):
    path = tmp_path / "a.warc"
    path.write_bytes(raw)
    offset = int(list(captured(str(path)))[1].source.rpartition("#")[2])
    path.write_bytes(raw[offset:])
    assert [one.page.url[-1] for one in captured(str(path))] == ["b", "c"]


def test_only_html_that_was_answered_with_200_is_a_page():
    others = [
        record(b"x", status="404 Not Found"),
        record(b"x", status="301 Moved"),
        record(b"\xff\xd8", kind="image/jpeg"),
        record(b"{}", kind="application/json"),
        record(b"x", type="request"),
        record(b"x", type="revisit"),
        record(b"", type="warcinfo"),
        record(b"x", type="resource"),
    ]
    assert read(packed(*others[:4], A, *others[4:], B)) == ("ab", [])


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(b"<p>text</p>")),
        ("Transfer-Encoding: chunked\r\n", b"4\r\n<p>t\r\n7\r\next</p>\r\n0\r\n\r\n"),
    ],
)
def test_packed_and_chunked_pages_are_unpacked(tmp_path, head, body):
    (tmp_path / "a.warc").write_bytes(record(body, head=head))
    (one,) = captured(str(tmp_path / "a.warc"))
    assert one.page.body == b"<p>text</p>"


@pytest.mark.parametrize("cut", [1, 8, 9, 100, 200])
def test_a_file_that_breaks_off_keeps_what_is_whole_and_names_the_byte(cut):
    place = len(packed(A))
    pages, failures = read(packed(A, B)[:-cut])
    assert (pages, failures) == ("a", [(place, f"the archive is damaged at byte {place} (it breaks off)")])
    pages, ((place, wrong),) = read((A + B)[:-cut], "a.warc")
    assert (pages, place) == ("a", len(A))
    assert "breaks off" in wrong


@pytest.mark.parametrize("junk", [b"junk between members", b"\x1f\x8b\x08 not gzip", bytes(70_000)])
def test_junk_between_records_is_named_and_the_records_after_it_are_read(junk):
    for raw, place in ((packed(A) + junk + packed(B, C), len(packed(A))), (A + junk + b"\r\n" + B + C, len(A))):
        pages, failures = read(raw)
        assert pages == "abc"
        assert failures[0][0] == place


@pytest.mark.parametrize("length", [10, 300, 5000, 10**9, 10**18, -5, "", "many"])
def test_a_wrong_length_costs_its_own_record_only(length):
    wrong = record(b"<p>wrong</p>" * 40, length=length)
    for raw in (packed(A, wrong, B, C), A + wrong + B + C):
        pages, failures = read(raw)
        assert pages == "abc"
        assert len(failures) >= 1


def test_a_flipped_byte_in_a_packed_record_costs_that_record():
    raw = bytearray(packed(A, B, C))
    raw[len(packed(A)) + 60] ^= 0xFF
    pages, failures = read(bytes(raw))
    assert pages == "ac"
    assert [place for place, _ in failures] == [len(packed(A))]


def test_bombs_are_never_held():
    inner = record(gzip.compress(bytes(60_000_000)), head="Content-Encoding: gzip\r\n")
    raw = packed(A, inner) + gzip.compress(record(b"", length=60_000_000) + bytes(60_000_000)) + packed(B)
    tracemalloc.start()
    pages, failures = read(raw)
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()
    assert pages == "ab"
    assert "larger than 5 MB" in failures[0][1]


def test_a_page_whose_answer_is_damaged_is_named():
    for head in ("Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"):
        pages, ((_, wrong),) = read(packed(record(b"zz is neither" * 9, head=head), A))
        assert pages == "a"
        assert "the page in it is damaged" in wrong


def test_what_is_no_archive_is_named(tmp_path):
    assert read(b"<html>saved under a wrong name</html>")[1][0][1].endswith("(no record begins there)")
    (tmp_path / "a.warc").touch()
    for name, wrong in (("a.warc", "it is empty"), ("none.warc", "no such file")):
        with pytest.raises(InputError, match=wrong):
            list(captured(str(tmp_path / name)))


def test_a_file_damaged_without_end_is_left_after_a_hundred_places():
    pages, failures = read(b"WARC/1.0\r\n" * 100_000 + A, "a.warc")
    assert (pages, len(failures)) == ("", 100)


def test_a_missing_library_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    with pytest.raises(InputError, match=r"needs FastWARC; pip install 'sayso\[warc\]'"):
        read(A)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_costs_no_record_but_those_it_touches(data):
    """Records that come whole before the damage are read, and so is the last, which begins after it."""
    by_itself = data.draw(st.sampled_from([packed, lambda *records: b"".join(records)]))
    parts = [by_itself(one) for one in (A, B, C)]
    at = data.draw(st.integers(len(parts[0]), len(parts[0]) + len(parts[1]) - 1))
    junk = data.draw(st.binary(max_size=40))
    # Less than a header is cut: a length that ends just where another record's header does looks right.
    cut = data.draw(st.integers(0, min(200, len(parts[0]) + len(parts[1]) - at)))
    raw = b"".join(parts)
    spoiled = raw[:at] + junk + raw[at + cut :]
    pages, _ = read(spoiled)
    assert pages[0] == "a"
    assert pages[-1] == "c"
