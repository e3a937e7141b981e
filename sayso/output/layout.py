"""Where a network is drawn: nodes on an ellipse, labels outside it, arrows within. Points are complex numbers.

Nodes stand in rows on the left and right half of the ellipse, so that each label has its row to itself and all the room
to the edge.
"""

import unicodedata
from collections.abc import Sequence
from typing import Literal

WIDTH = 440
"""In user units, which are pixels where there is room for no more."""
FONT = 13
"""The size of labels, in user units."""
RADIUS = 9
"""That of a node."""
_HALF_WIDTH = 100
_GAP = 5
"""Between a node and its label, between a label and the edge."""
_MARGIN = 16
_STEP = 32
"""Between the bends of two arrows that join the same two nodes; the arrows are half as far from one another."""
_LINES = 2
_NARROW = frozenset("ijlt.,:;'’|!I fr")
_BROAD = frozenset("mwMWOQ@%—…")


def box(count: int) -> str:
    """Return the view box of a drawing of so many nodes; it leaves room for an arrow that bends over the first row."""
    return f"0 {-_MARGIN} {WIDTH} {_height(count) + 2 * _MARGIN}"


def _height(count: int) -> int:
    rows = (count + 1) // 2
    return 76 if rows < 2 else round(rows * max(33, 56 - 2.4 * rows))


def nodes(count: int) -> list[complex]:
    """Return where nodes stand: the first left, the second right of it, and so on downwards."""
    left, tall = (count + 1) // 2, _height(count) / 2
    centre = complex(WIDTH / 2, tall)
    out = []
    for place in range(count):
        row, right = divmod(place, 2)
        rows = count - left if right else left
        down = (2 * row + 1) / rows - 1
        aside = _HALF_WIDTH * (1 - down * down) ** 0.5
        out.append(centre + complex(aside if right else -aside, down * tall))
    return out


def room(node: complex) -> float:
    """Return how wide the label of a node may be."""
    return min(node.real, WIDTH - node.real) - RADIUS - 2 * _GAP


def label_at(node: complex) -> tuple[float, Literal["left", "right"]]:
    """Return at which x the label of a node begins or, in the left half, ends; and in which half it is."""
    apart = RADIUS + _GAP
    return (node.real - apart, "left") if node.real < WIDTH / 2 else (node.real + apart, "right")


def bends(one: complex, other: complex, number: int) -> list[complex]:
    """Return the points towards which each of `number` arrows between two nodes bends, none over another.

    Between the two halves they lie on both sides of the straight line; within a half all bend towards the middle, clear
    of the nodes between.
    """
    middle, along = (one + other) / 2, other - one
    across = along / abs(along) * 1j
    if (one.real < WIDTH / 2) != (other.real < WIDTH / 2):
        return [middle + across * _STEP * (place - (number - 1) / 2) for place in range(number)]
    inward = across if (across.real > 0) == (middle.real < WIDTH / 2) else -across
    return [middle + inward * (22 + 0.3 * abs(along) + _STEP * place) for place in range(number)]


def arrow(start: complex, bend: complex, end: complex, thick: float) -> tuple[str, str]:
    """Return the paths of an arrow from node to node: its line and its head."""
    out, back = (bend - start) / abs(bend - start), (bend - end) / abs(bend - end)
    tip = end + back * (RADIUS + 2)
    base = tip + back * (6 + thick)
    wing = back * 1j * (2.5 + thick)
    line = f"M{_xy(start + out * (RADIUS + 1))}Q{_xy(bend)} {_xy(base)}"
    return line, f"M{_xy(tip)}L{_xy(base + wing)} {_xy(base - wing)}Z"


def _xy(point: complex) -> str:
    return f"{point.real:.1f},{point.imag:.1f}"


def lines(words: Sequence[str], wide: float) -> list[str]:
    """Fill at most two lines of this width with words; what is left over is an ellipsis."""
    out = [""]
    for word in words:
        longer = f"{out[-1]} {word}".strip()
        if _width(longer) <= wide or not out[-1]:
            out[-1] = longer
        elif len(out) < _LINES:
            out.append(word)
        else:
            out[-1] += " …"
            break
    return [_cut(line, wide) for line in out]


def _cut(line: str, wide: float) -> str:
    if _width(line) <= wide:
        return line
    while line and _width(line + "…") > wide:
        line = line[:-1]
    return line.rstrip() + "…"


def _width(text: str) -> float:
    """Return about how wide a text is; rather more than less, since the font is not known."""
    return FONT * sum(map(_em, text))


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF" or letter in _BROAD:
        return 1.0
    if letter in _NARROW:
        return 0.36
    return 0.74 if letter.isupper() else 0.6
