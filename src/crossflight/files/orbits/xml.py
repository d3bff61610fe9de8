"""CCSDS messages in XML: the elements, without what makes XML dangerous."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from crossflight.errors import FileError

__all__ = ["children", "find_all", "parse_xml", "tag", "texts"]

Element = ET.Element

TAG_LIMIT = 2_000_000
"""An ephemeris of the largest size that is read has 1.4 million; each takes a hundred bytes of memory."""


def parse_xml(text: str, file: str) -> Element:
    """Return the root of an XML text.

    A document type is refused: no message has one, and only with it can a small text expand or reach for files.

    Raises
    ------
    FileError
        When it is not XML, or has a document type.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise FileError("it has a document type, which no orbit message has", file=file, way_out="take <!DOCTYPE out")
    if text.count("<") > TAG_LIMIT:
        problem = f"it has more than {TAG_LIMIT:,} tags"
        raise FileError(problem, file=file, way_out="split it")
    try:
        return ET.fromstring(text)
    except ET.ParseError as error:
        line, column = error.position
        place = f"line {line}, column {column + 1}"
        raise FileError("it is not XML there", file=file, path=place, way_out="mend that place") from error
    except (ValueError, RecursionError) as error:
        raise FileError("it is not XML", file=file, way_out="mend it") from error


def tag(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of that name."""
    return (child for child in element if tag(child) == name)


def find_all(root: Element, name: str) -> list[Element]:
    """Return the elements of that name anywhere in the tree, in the order of the file."""
    return [element for element in root.iter() if tag(element) == name]


def texts(*elements: Element) -> dict[str, str]:
    """Return the texts of all that stands in the elements, by name."""
    return {tag(leaf): leaf.text or "" for element in elements for leaf in element.iter() if tag(leaf) != "COMMENT"}
