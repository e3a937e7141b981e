import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.intake.decoding import decode

ENCODINGS = (
    "utf-8 utf-16 utf-16-le utf-32 iso-8859-1 iso-8859-2 iso-8859-5 iso-8859-7 iso-8859-8 iso-8859-9 iso-8859-15 "
    "cp1250 cp1251 cp1252 cp1253 koi8-r macroman gb18030 big5 shift_jis euc-jp euc-kr iso-2022-jp cp437"
).split()
WORDS = "Mayor says “the bridge — it’s safe” café Straße Łódź"


def test_line_ends_and_blanks_stay_as_they_are():
    raw = b"One\r\nTwo\rThree\n\n  \t Four \n"
    assert decode(raw, "x").text == raw.decode()


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_no_character_of_the_text(mark):
    assert decode("Žofie said".encode(mark), "x") == ("Žofie said", ())


def test_utf_16_without_a_mark_is_seen_by_its_zeros():
    assert decode("The mayor said no.".encode("utf-16-le"), "x").text == "The mayor said no."
    assert decode("The mayor said no.".encode("utf-16-be"), "x").text == "The mayor said no."


def test_a_wrong_declaration_does_not_spoil_utf_8():
    assert decode("“No,” said Léa".encode(), "x", "iso-8859-1").text == "“No,” said Léa"


def test_the_declared_encoding_is_used_where_the_bytes_are_no_utf_8():
    assert decode("Он сказал".encode("koi8-r"), "x", "koi8-r") == ("Он сказал", ())


def test_the_head_of_a_page_declares_its_encoding():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>Он сказал'
    assert decode(page.encode("cp1251"), "x").text == page


def test_what_declares_latin_1_is_read_as_windows_1252():
    assert decode(b"\x93No\x94", "x", "ISO-8859-1").text == "“No”"


def test_undeclared_bytes_are_read_as_windows_1252_with_a_warning():
    text, warnings = decode(b"\x93No,\x94 said L\xe9a", "x")
    assert text == "“No,” said Léa"
    assert "Windows-1252" in warnings[0]


def test_utf_8_with_a_few_broken_bytes_stays_utf_8_and_the_loss_is_counted():
    text, warnings = decode("“é” ‘è’ – ".encode() * 3 + b"\xff end", "x")
    assert text.endswith("\ufffd end")
    assert "one place" in warnings[0]


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\r\n"])
def test_empty_input_is_refused(raw):
    with pytest.raises(InputError, match="it is empty"):
        decode(raw, "page.html")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"PK\x03\x04...", "zip"),
        (b"\x89PNG\r\n", "an image"),
        (b"ab\0cd" * 9, "binary"),
    ],
)
def test_binary_input_is_refused_by_what_it_is(raw, what):
    with pytest.raises(InputError, match=what):
        decode(raw, "x")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("declared", ["right", None, "utf-7", "no-such-code", "shift_jis", "hex"])
def test_no_encoding_declared_rightly_wrongly_or_not_at_all_breaks_decoding(encoding, declared):
    raw = WORDS.encode(encoding, "replace")
    label = codecs.lookup(encoding).name if declared == "right" else declared
    text, _ = decode(raw, "x", label)
    assert "Mayor says" in text or encoding.startswith("utf-16")
    if declared == "right":
        assert text.removeprefix("\ufeff") == raw.decode("cp1252" if encoding == "iso-8859-1" else encoding)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(raw):
    try:
        text, _ = decode(raw, "x")
    except InputError:
        return
    text.encode("utf-8")
