"""Uncased BERT WordPiece with offsets, equal id for id to `tokenizers` (tests/statements/test_wordpiece.py)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# What BERT takes for white space after its cleaning step: other control characters vanish without parting words.
_CHUNK = re.compile("[^ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ASCII_PART = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]")
_CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
        (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # fmt: skip
_LONGEST_WORD = 100  # BERT: a longer word is [UNK]

SHAPES = ("other", "lower", "Capitalised", "UPPER", "miXed", "digits")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a stretch of text, four parallel lists.

    `starts` and `ends` are code points into the text given; `shapes` index `SHAPES` by the whole word.
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]
    shapes: list[int]


class WordPiece:
    """Splits text into word pieces of one vocabulary."""

    def __init__(self, vocabulary: Path) -> None:
        """Read a vocabulary file, one piece a line, ids from 0."""
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: i for i, piece in enumerate(lines) if piece}
        self.cls, self.sep, self.unk = (self._ids[piece] for piece in ("[CLS]", "[SEP]", "[UNK]"))
        # News repeats itself: most chunks of an article were seen before.
        self._chunk = lru_cache(maxsize=65_536)(self._split)

    def pieces(self, text: str, start: int = 0, end: int | None = None) -> Pieces:
        """Return the pieces of `text[start:end]`, with offsets into the whole of `text`."""
        out = Pieces([], [], [], [])
        ids, starts, ends, shapes = out.ids, out.starts, out.ends, out.shapes
        for match in _CHUNK.finditer(text, start, len(text) if end is None else end):
            at = match.start()
            for i, s, e, shape in self._chunk(match.group()):
                ids.append(i)
                starts.append(at + s)
                ends.append(at + e)
                shapes.append(shape)
        return out

    def _split(self, chunk: str) -> tuple[tuple[int, int, int, int], ...]:
        out: list[tuple[int, int, int, int]] = []
        if chunk.isascii() and chunk.isprintable():
            for match in _ASCII_PART.finditer(chunk):
                raw, at = match.group(), match.start()
                self._word(raw.lower(), range(at, at + len(raw)), raw, out)
            return tuple(out)
        letters: list[str] = []
        places: list[int] = []

        def close() -> None:
            if letters:
                self._word("".join(letters), places, chunk[places[0] : places[-1] + 1], out)
                letters.clear()
                places.clear()

        for at, char in enumerate(chunk):
            if char in "\x00\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs"):
                continue
            for low in _plain(char):
                if _is_mark(low):
                    close()
                    self._word(low, (at,), char, out)
                else:
                    letters.append(low)
                    places.append(at)
        close()
        return tuple(out)

    def _word(
        self, word: str, places: "range | tuple[int, ...] | list[int]", raw: str, out: list[tuple[int, int, int, int]]
    ) -> None:
        """Append the longest-match-first pieces of one lower-case word; letter i stands at `places[i]`."""
        shape = _shape(raw)
        first = len(out)
        start = 0
        if len(word) > _LONGEST_WORD:
            start = len(word)
            out.append((self.unk, places[0], places[-1] + 1, shape))
        while start < len(word):
            end = len(word)
            while end > start:
                piece = self._ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    break
                end -= 1
            else:
                del out[first:]
                out.append((self.unk, places[0], places[-1] + 1, shape))
                return
            assert piece is not None
            out.append((piece, places[start], places[end - 1] + 1, shape))
            start = end


@lru_cache(maxsize=4_096)
def _plain(char: str) -> str:
    """Lower-case and without accents, as BERT's normaliser does it."""
    kept = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return "".join(c for c in kept.lower() if unicodedata.category(c) != "Mn" or c not in kept)


@lru_cache(maxsize=4_096)
def _is_mark(char: str) -> bool:
    code = ord(char)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return (
        ascii_mark or unicodedata.category(char)[0] == "P" or any(low <= code <= high for low, high in _CJK)
    )


@lru_cache(maxsize=65_536)
def _shape(raw: str) -> int:
    if not raw[0].isalnum():
        return 0
    if raw.islower():
        return 1
    if raw.isupper():
        return 3 if len(raw) > 1 else 2
    if raw[0].isdigit():
        return 5
    return 2 if raw[0].isupper() and raw[1:].islower() else 4
