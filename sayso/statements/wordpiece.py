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
_HAN = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f"
    "\U0002b740-\U0002b81f\U0002b920-\U0002ceaf\U0002f800-\U0002fa1f]"
)
# Those tables are of Unicode 8: accents, marks and format characters that came later are letters to them.
_LATER = re.compile(
    "[\u061d\u07fd\u0890-\u08e2\u09fd-\u09fe\u0a76\u0afa-\u0aff\u0b55\u0c04-\u0c3c\u0c77\u0c84\u0d00"
    "\u0d3b-\u0d3c\u0d81\u0eba\u0ece\u180f-\u1886\u1abf-\u1ace\u1b7d-\u1b7e\u1df6-\u1dfb\u2e43-\u2e5d"
    "\ua82c\ua8c5\ua8ff\ua9bd\U00010d24-\U00010f89\U00011070-\U00011074\U000110c2-\U000110cd\U000111cf"
    "\U0001123e-\U00011241\U0001133b\U00011438-\U0001145e\U00011660-\U0001166c\U000116b9"
    "\U0001182f-\U0001183b\U0001193b-\U00011fff\U00012ff1-\U00013455\U00016e97-\U00016f4f"
    "\U00016fe2-\U00016fe4\U0001cf00-\U0001cf46\U0001e000-\U0001e4ef\U0001e944-\U0001e95f]"
)
_RECLASSED = {"\u166d": "Po", "\u1734": "Mn", "\U000111c9": "Po"}
_LONGEST_WORD = 100  # BERT: a longer word is [UNK]
_REMEMBERED = 64  # Longer chunks are no words, and a cache of them could fill the memory.

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
            at, after = match.span()
            split = self._chunk if after - at <= _REMEMBERED else self._split
            for i, s, e, shape in split(match.group()):
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


@lru_cache(maxsize=4_096)
def _category(char: str) -> str:
    """Return the general category as BERT's tokenizer knows it."""
    return "Lo" if _LATER.match(char) else _RECLASSED.get(char) or unicodedata.category(char)


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
    return ascii_symbol or _category(char)[0] == "P" or _HAN.match(char) is not None


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
