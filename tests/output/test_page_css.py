import math
import re
from importlib.resources import files
from itertools import combinations

import pytest

from sayso.output import markup

SHEET = files("sayso.output").joinpath("page.css").read_text(encoding="utf-8")
SCHEMES = SHEET.split("prefers-color-scheme")[:2]
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in SCHEMES)
HUES = ("hue-a", "hue-b", "hue-c", "hue-d", "hue-e", "hue-f")
GROUNDS = ("paper", "hit")
PAIRS = [
    *((text, ground) for text in ("ink", "plain", "own", "faint", "warning", *HUES) for ground in GROUNDS),
    ("fine", "paper"),
    ("faint", "panel"),
]
# Machado, Oliveira and Fernandes (2009), severity 1: what the light of a colour looks like, in linear RGB.
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))
"""From linear sRGB to the shares of the D65 white."""


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(light):
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in times(XYZ, light))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, sight):
    """Return the CIE 1976 difference of two colours to an eye: 2 can just be told apart, 100 is black and white."""
    seen = [lab([min(max(part, 0), 1) for part in times(SIGHT[sight], linear(colour))]) for colour in (one, other)]
    return math.dist(*seen)


def luminance(colour):
    return times(XYZ, linear(colour))[1]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground_by_wcag_aa(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5


def mixed(one, other, share):
    parts = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in parts)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("hue", ["plain", "own", *HUES])
def test_words_stand_out_from_the_wash_of_every_speaker(scheme, hue):
    (share,) = {int(found) / 100 for found in re.findall(r"var\(--h\) (\d+)%", SHEET)}
    wash = mixed(scheme[hue], scheme["paper"], share)
    assert min(contrast(scheme[text], wash) for text in ("ink", "faint", hue)) >= 4.5


def test_a_difference_is_computed_as_it_is_seen():
    assert difference("#000000", "#ffffff", "full") == pytest.approx(100, abs=0.1)
    assert difference("#d00000", "#008000", "no green") < difference("#d00000", "#008000", "full") / 2


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_the_colours_of_speakers_can_be_told_apart_by_every_eye(scheme, sight):
    assert min(difference(scheme[one], scheme[other], sight) for one, other in combinations(HUES, 2)) >= 15


def test_the_sheet_has_the_colours_that_speakers_are_given():
    classes = {f".v{place} {{ --h: var(--{hue}); }}" for place, hue in enumerate(HUES)}
    assert len(HUES) == markup.HUES
    assert {rule for rule in classes if rule not in SHEET} == set()


def test_the_sheet_loads_nothing_and_cannot_end_its_element():
    assert "@import" not in SHEET
    assert "<" not in SHEET
    assert re.findall(r"url\((.*?)\)", SHEET) == ["#stripes"]
