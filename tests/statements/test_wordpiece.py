"""Our word pieces against those of `tokenizers`, the library the encoder was trained with."""

import random
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import BertWordPieceTokenizer

import sayso
from sayso.statements.wordpiece import SHAPES, WordPiece

VOCABULARY = Path(sayso.__file__).parent / "weights" / "vocab.txt"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def wordpiece():
    return WordPiece(VOCABULARY)


@pytest.fixture(scope="module")
def reference():
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True, clean_text=True, handle_chinese_chars=True)
    tokenizer._tokenizer.encode_special_tokens = True  # an article that holds "[SEP]" holds those five characters
    return tokenizer


def assert_same(text, wordpiece, reference):
    own = wordpiece.pieces(text)
    theirs = reference.encode(text, add_special_tokens=False)
    assert own.ids == theirs.ids, ascii(text)
    # Where Unicode's canonical order swaps two accents, `tokenizers` gives a piece the offsets of the other accent.
    if "".join(unicodedata.normalize("NFD", c) for c in text) == unicodedata.normalize("NFD", text):
        assert list(zip(own.starts, own.ends, strict=True)) == theirs.offsets, ascii(text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_article_gives_the_ids_and_offsets_of_tokenizers(path, wordpiece, reference):
    assert_same(path.read_text(encoding="utf-8"), wordpiece, reference)


def test_every_character_is_treated_as_tokenizers_treats_it(wordpiece, reference):
    characters = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in ("Cs", "Co", "Cn")]
    for at in range(0, len(characters), 512):
        assert_same(" ".join(f"a{c}b" for c in characters[at : at + 512]), wordpiece, reference)


@settings(max_examples=1_000, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
@example("İstanbul ΟΔΥΣΣΕΥΣ ß ﬁ ǅ")
@example("zero\u200bwidth soft\u00adhyphen nul\x00 vertical\x0btab file\x1cmark")
@example("각 학교 カ゛ ガ é é")
@example("[CLS] [SEP] [MASK]")
@example("x" * 100 + " " + "x" * 101)
def test_any_text_gives_the_ids_and_offsets_of_tokenizers(wordpiece, reference, text):
    assert_same(text, wordpiece, reference)


def test_mixtures_of_alphabets_accents_and_planes_give_the_ids_and_offsets_of_tokenizers(wordpiece, reference):
    rng = random.Random(5)
    blocks = [(0x20, 0x7E), (0, 0x2FF), (0x300, 0x36F), (0, 0x2FFF), (0xAC00, 0xD7A3), (0, 0xD7FF), (0xE000, 0x10FFFF)]
    for _ in range(4_000):
        chosen = rng.sample(blocks, 3)
        text = "".join(chr(rng.randint(*rng.choice(chosen))) for _ in range(rng.randint(1, 60)))
        assert_same(text, wordpiece, reference)


def test_offsets_count_from_the_start_of_the_whole_text(wordpiece):
    text = "Reed said so. Ada Reed left."
    pieces = wordpiece.pieces(text, 14, 22)
    assert [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)] == ["Ada", "Reed"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_pieces_are_in_order_and_inside_the_text(wordpiece, text):
    pieces = wordpiece.pieces(text)
    for start, end in zip(pieces.starts, pieces.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert pieces.starts == sorted(pieces.starts)
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends) == len(pieces.shapes)


@pytest.mark.parametrize(
    ("word", "shape"),
    [("bridge", "lower"), ("Reed", "Capitalised"), ("A", "Capitalised"), ("NATO", "UPPER"), ("McRae", "miXed"),
     ("1994", "digits"), ("2nd", "lower"), ("“", "other"), ("É", "Capitalised"), ("ÉTAT", "UPPER")],
)  # fmt: skip
def test_a_word_has_the_shape_of_its_letters(wordpiece, word, shape):
    assert {SHAPES[s] for s in wordpiece.pieces(word).shapes} == {shape}


def test_a_second_reading_gives_the_same_pieces(wordpiece):
    text = "“We’ll open it,” Reed said. " * 3
    assert wordpiece.pieces(text) == wordpiece.pieces(text) == WordPiece(VOCABULARY).pieces(text)


@pytest.mark.parametrize("text", ["x" * 1_000_000, "é" * 1_000_000, "-" * 300_000, "a\u0301" * 300_000])
def test_a_megabyte_without_a_space_takes_linear_time(wordpiece, text):
    began = time.process_time()
    wordpiece.pieces(text)
    assert time.process_time() - began < 10
