"""Text from an article, made safe to show: nothing in it can command a terminal or turn the order of letters."""

_KEPT = "\t\n\r"
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SURROGATES = range(0xD800, 0xE000)
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))

_SHOWN: dict[int, str] = {
    **dict.fromkeys((*_CONTROLS, *_SURROGATES, *map(ord, _BIDI_CONTROLS)), "\ufffd"),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **{ord(char): char for char in _KEPT},
}


def visible(text: str) -> str:
    """Return the text with U+FFFD for every control, bidirectional control and surrogate, one for one.

    Tabs and line ends stay, other characters that break lines become a space; so offsets into the result are offsets
    into the text.
    """
    return text.translate(_SHOWN)
