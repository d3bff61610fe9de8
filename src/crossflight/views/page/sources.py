"""Sources that the page rests on, numbered in the order in which they are cited."""

from collections.abc import Iterable

from crossflight.record import Source
from crossflight.views.page.markup import EMPTY, Markup, element, join, link
from crossflight.views.wording import date_of

__all__ = ["Citations"]


class Citations:
    """The sources cited so far."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._known = {source.id: source for source in sources}
        self._numbers: dict[str, int] = {}

    def cite(self, cited: Iterable[str]) -> Markup:
        """Return the numbers of the sources, as links to the list."""
        parts: list[Markup] = []
        for source in dict.fromkeys(cited):
            number = self._numbers.setdefault(source, len(self._numbers) + 1)
            parts.append(element("a", str(number), href=f"#source-{number}", title=self._title(source)))
        return element("span", *parts, class_="cites") if parts else EMPTY

    def page(self) -> Markup:
        """Return the list of all that was cited."""
        return element("ol", [self._entry(key, number) for key, number in self._numbers.items()], class_="sources")

    def __len__(self) -> int:
        return len(self._numbers)

    def _title(self, key: str) -> str:
        return self._known[key].title if key in self._known else key

    def _entry(self, key: str, number: int) -> Markup:
        source = self._known.get(key)
        if source is None:
            return element("li", link(key, key), id=f"source-{number}")
        address = EMPTY if source.address is None else join(" ", link(source.address, source.address))
        retrieved = "" if source.retrieved is None else f" (retrieved {date_of(source.retrieved)})"
        return element("li", source.title, address, retrieved, id=f"source-{number}")
