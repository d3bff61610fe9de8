"""The colours: text can be read on its ground, in light and in dark."""

import re
from importlib.resources import files

import pytest

STYLE = files("crossflight.views.page").joinpath("style.css").read_text(encoding="utf-8")

READABLE = 4.5
"""Least contrast of text, WCAG 2.2 level AA."""
VISIBLE = 3.0
"""Least contrast of a line that means something, WCAG 2.2 level AA."""

TEXTS = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("link", "paper"),
    ("on-crew", "crew"),
    ("on-cargo", "cargo"),
    ("ink", "module"),
    ("ink", "sheet"),
    ("seats-figure", "paper"),
    ("ink", "people"),
    ("on-covered", "covered"),
    ("on-broken", "broken"),
    ("broken", "paper"),
    ("broken", "broken-tint"),
    ("waived", "paper"),
    ("waived", "waived-tint"),
    ("unknown", "paper"),
    ("unknown", "unknown-tint"),
    ("unmet", "paper"),
    ("unmet", "unmet-tint"),
    ("paper", "ink"),
    *(("on-agency", f"a{number}") for number in range(8)),
]
LINES = [
    ("cargo-edge", "paper"),
    ("crew", "paper"),
    ("light-edge", "paper"),
    ("closed", "paper"),
    ("people-line", "people"),
    *((f"e{number}", "paper") for number in range(8)),
]


def palette(name: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", STYLE, flags=re.DOTALL)
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", blocks[["light", "dark"].index(name)]))


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_of_the_definition() -> None:
    assert 21 == pytest.approx(contrast("#000000", "#ffffff"))


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS, ids=" on ".join)
def test_text_can_be_read(text: str, ground: str, name: str) -> None:
    colours = palette(name)

    assert READABLE <= contrast(colours[text], colours[ground])


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINES, ids=" on ".join)
def test_lines_can_be_seen(line: str, ground: str, name: str) -> None:
    colours = palette(name)

    assert VISIBLE <= contrast(colours[line], colours[ground])


def test_every_colour_that_is_used_is_defined_in_light_and_in_dark() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", STYLE)) - {"gutter"}

    assert set() == used - set(palette("light"))
    assert set(palette("light")) == set(palette("dark"))


def test_no_gradients_and_nothing_from_elsewhere() -> None:
    assert not re.search(r"gradient|@import|@font-face|http|url\((?!#)", STYLE)
