import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.views.page.markup import Markup, element, join, link, numeral, raw
from views.page.reading import read

NASTY = "<script>alert('x')</script> & \"quotes\" \x00\x1b[31m"


def test_text_is_escaped_and_markup_is_not() -> None:
    inner = element("em", "a < b")

    assert "<p><em>a &lt; b</em>&amp;</p>" == element("p", inner, "&")
    assert "<b>" == raw("<b>")


def test_attributes_are_escaped_and_named_as_html_names_them() -> None:
    told = element("svg", class_='a"b', data_go="x<y", aria_label="&", hidden=True, role=None, x=1.0, y=2.25)

    assert '<svg class="a&quot;b" data-go="x&lt;y" aria-label="&amp;" hidden x="1" y="2.2"></svg>' == told


def test_no_control_character_comes_through() -> None:
    told = element("p", NASTY, title=NASTY)

    assert not any(ord(letter) < 32 for letter in told)
    assert "<script" not in told


def test_a_line_end_stays_one() -> None:
    assert "<title>a\nb</title>" == element("title", "a\nb")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//x.org", "gcat", ""])
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert "text" == link(address, "text")


def test_an_address_of_the_web_becomes_a_link() -> None:
    told = link('https://example.org/?a=1&b="2"', "text")

    assert '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;" rel="noreferrer">text</a>' == told


@pytest.mark.parametrize(
    ("value", "told"), [(0, "0"), (-0.04, "0"), (1.25, "1.2"), (12, "12"), (0.96, "1"), (-3.1, "-3.1")]
)
def test_lengths_are_short(value: float, told: str) -> None:
    assert told == numeral(value)


def test_parts_may_be_nested_and_missing() -> None:
    assert "a&lt;b" == join("a", None, [["<"], Markup("b")])


@given(st.text(), st.text())
def test_any_text_is_read_back(text: str, title: str) -> None:
    [found] = read(element("p", text, title=title))
    printable = "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)

    assert printable == found.text
    assert "p" == found.name
