"""Elements of a page: every text is escaped, unless it is markup already.

``element("p", "a < b", class_="note")`` gives ``<p class="note">a &lt; b</p>``.
"""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

__all__ = ["EMPTY", "Attribute", "Content", "Markup", "element", "join", "link", "numeral", "raw"]


class Markup(str):
    """Text that is markup, and goes into the page as it stands."""

    __slots__ = ()


Content: TypeAlias = "str | Markup | Iterable[Content] | None"
Attribute = str | float | bool | None

EMPTY = Markup("")

_VOID = frozenset({"br", "hr", "input", "link", "meta", "wbr"})


def raw(text: str) -> Markup:
    """Take the text for markup; only for texts that this package holds itself."""
    return Markup(text)


def join(*parts: Content) -> Markup:
    """Return the parts one after the other; what is not markup is escaped."""
    return Markup("".join(_pieces(parts)))


def element(name: str, /, *parts: Content, **attributes: Attribute) -> Markup:
    """Return one element.

    Parameters
    ----------
    name
        Such as ``td``.
    parts
        Its content: texts, markup, and lists of them; None is left out.
    attributes
        In ``class_`` the last underscore falls, others become hyphens. None and False leave an attribute out, True
        writes it without a value, and a number is written short.
    """
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{''.join(_pieces(parts))}</{name}>")


def link(address: str, /, *parts: Content, **attributes: Attribute) -> Markup:
    """Return a link to an address of the web; any other address is only told."""
    if not address.lower().startswith(("https://", "http://")):
        return join(*parts)
    return element("a", *parts, href=address, rel="noreferrer", **attributes)


def numeral(value: float) -> str:
    """Return a length in pixels with no more than one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def _pieces(parts: Iterable[Content]) -> Iterable[str]:
    for part in parts:
        if part is None:
            continue
        if isinstance(part, Markup):
            yield part
        elif isinstance(part, str):
            yield escape(_printable(part))
        else:
            yield from _pieces(part)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.removesuffix("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{escape(_printable(value)) if isinstance(value, str) else numeral(value)}"'


def _printable(text: str) -> str:
    """Return the text without control characters, which no page may hold; a line's end stays one."""
    if text.isprintable():
        return text
    lines = text.split("\n")
    return "\n".join(
        line if line.isprintable() else "".join(mark if mark.isprintable() else " " for mark in line) for line in lines
    )
