"""Uncased BERT WordPiece with offsets, equal id for id to `tokenizers` (tests/statements/test_wordpiece.py)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# What BERT takes for white space after its cleaning step: other control characters vanish without parting words.
_CHUNK = re.compile("[^ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ASCII_PART = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]")
# Han of the tables BERT's tokenizer was built on; it parts every such character from its neighbours.
_HAN = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F),
)  # fmt: skip
# Those tables are of Unicode 8: accents, marks and format characters that came later are letters to them.
_LATER = (
    (0x61D, 0x61D), (0x7FD, 0x7FD), (0x890, 0x8E2), (0x9FD, 0x9FE), (0xA76, 0xA76), (0xAFA, 0xAFF), (0xB55, 0xB55),
    (0xC04, 0xC3C), (0xC77, 0xC77), (0xC84, 0xC84), (0xD00, 0xD00), (0xD3B, 0xD3C), (0xD81, 0xD81), (0xEBA, 0xEBA),
    (0xECE, 0xECE), (0x180F, 0x1886), (0x1ABF, 0x1ACE), (0x1B7D, 0x1B7E), (0x1DF6, 0x1DFB), (0x2E43, 0x2E5D),
    (0xA82C, 0xA82C), (0xA8C5, 0xA8C5), (0xA8FF, 0xA8FF), (0xA9BD, 0xA9BD), (0x10D24, 0x10F89), (0x11070, 0x11074),
    (0x110C2, 0x110CD), (0x111C9, 0x111C9), (0x111CF, 0x111CF), (0x1123E, 0x11241), (0x1133B, 0x1133B),
    (0x11438, 0x1145E), (0x11660, 0x1166C), (0x116B9, 0x116B9), (0x1182F, 0x1183B), (0x1193B, 0x11FFF),
    (0x12FF1, 0x13455), (0x16E97, 0x16F4F), (0x16FE2, 0x16FE4), (0x1CF00, 0x1CF46), (0x1E000, 0x1E4EF),
    (0x1E944, 0x1E95F),
)  # fmt: skip
_RECLASSED = {"\u166d": "Po", "\u1734": "Mn"}
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


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in ranges)


@lru_cache(maxsize=4_096)
def _category(char: str) -> str:
    """Return the general category as BERT's tokenizer knows it."""
    return "Lo" if _within(char, _LATER) else _RECLASSED.get(char) or unicodedata.category(char)


@lru_cache(maxsize=4_096)
def _plain(char: str) -> str:
    """Lower-case and without accents, as BERT's normaliser does it; nothing where it drops the character."""
    if char == "\ufffd" or _category(char) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    return "".join(c.lower() for c in unicodedata.normalize("NFD", char) if _category(c) != "Mn")


@lru_cache(maxsize=4_096)
def _is_mark(char: str) -> bool:
    """Say whether a character is a word of its own: punctuation, any ASCII symbol, Han."""
    ascii_symbol = char.isascii() and not char.isalnum()
    return ascii_symbol or _category(char)[0] == "P" or _within(char, _HAN)


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
