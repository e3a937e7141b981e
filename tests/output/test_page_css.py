import re
from importlib.resources import files

import pytest

SHEET = files("sayso.output").joinpath("page.css").read_text(encoding="utf-8")
SCHEMES = SHEET.split("prefers-color-scheme")[:2]
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in SCHEMES)
WASHES = ("paper", "content-wash", "source-wash", "hit")
PAIRS = [
    *((text, wash) for text in ("ink", "source", "cue") for wash in WASHES),
    *((text, "paper") for text in ("faint", "content", "warning")),
    *((text, "hit") for text in ("faint", "warning")),
    ("faint", "panel"),
    ("faint", "content-wash"),
    ("faint", "source-wash"),
    ("paper", "content"),
]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


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


def test_the_sheet_loads_nothing_and_cannot_end_its_element():
    assert "@import" not in SHEET
    assert "<" not in SHEET
    assert re.findall(r"url\((.*?)\)", SHEET) == ["#stripes"]
