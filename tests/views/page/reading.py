"""A page taken apart again: whether its elements close, its ids, its links, and what stands in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "input", "link", "meta", "wbr"}


@dataclass
class Element:
    """One element, with its own text."""

    name: str
    attributes: dict[str, str]
    parents: tuple[str, ...]
    text: str = ""

    @property
    def classes(self) -> set[str]:
        """Return the classes."""
        return set(self.attributes.get("class", "").split())


@dataclass
class Reader(HTMLParser):
    """All elements of a page, in order; an element that does not close is refused."""

    elements: list[Element] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        parents = tuple(parent.name for parent in self.stack)
        element = Element(tag, {name: value or "" for name, value in attrs}, parents)
        self.elements.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.stack[-1].name, f"</{tag}> closes <{self.stack[-1].name}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        for element in self.stack[-1:]:
            element.text += data


def read(page: str) -> list[Element]:
    """Return the elements of a page that is well formed."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert [] == reader.stack
    return reader.elements


def ids(elements: list[Element]) -> list[str]:
    """Return all ids."""
    return [element.attributes["id"] for element in elements if "id" in element.attributes]


def words(page: str) -> str:
    """Return all text of a page outside its style sheet and script, blanks joined."""
    found = [element.text for element in read(page) if element.name not in {"style", "script"}]
    return " ".join(" ".join(found).split())
