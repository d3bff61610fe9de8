"""A table that never cuts an identifier: columns that do not fit side by side stand one below another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossflight.views.wording import inset

__all__ = ["Column", "Row", "Sheet"]

GAP = 2
"""Blanks between two columns."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    heading: str
    justify: Literal["left", "right"] = "left"
    least: int = 0
    """Blanks that the column can be squeezed to, its text broken between words; 0: it is never squeezed."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet, and what stands below it over the full width."""

    cells: tuple[Text, ...]
    below: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table of texts."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    indent: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the rows side by side where the width allows it, else as a list."""
        widths = self._widths(options.max_width - self.indent)
        if widths is None:
            yield from self._listed()
            return
        headings = tuple(Text(column.heading, style="bold") for column in self.columns)
        yield self._grid(widths, headings)
        for row in self.rows:
            yield self._grid(widths, row.cells)
            for text in row.below:
                yield inset(text, self.indent + GAP)

    def _widths(self, available: int) -> list[int] | None:
        """Return the width of each column, or None when they do not fit side by side."""
        natural = [
            max(_widest(Text(column.heading)), *(_widest(row.cells[index]) for row in self.rows), 0)
            for index, column in enumerate(self.columns)
        ]
        widths = list(natural)
        floors = [
            self._least(index, column) if column.least else natural[index] for index, column in enumerate(self.columns)
        ]
        while sum(widths) + GAP * (len(widths) - 1) > available:
            soft = [index for index, width in enumerate(widths) if width > floors[index]]
            if not soft:
                return None
            widths[max(soft, key=lambda index: widths[index])] -= 1
        return widths

    def _least(self, index: int, column: Column) -> int:
        """Return the narrowest width at which no word of the column is cut."""
        words = [
            cell_len(word)
            for text in (Text(column.heading), *(row.cells[index] for row in self.rows))
            for word in text.plain.split()
        ]
        return max(column.least, *words, 1)

    def _grid(self, widths: list[int], cells: Sequence[Text]) -> Padding:
        grid = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
        for column, width in zip(self.columns, widths, strict=True):
            grid.add_column(width=width, justify=column.justify, overflow="fold")
        grid.add_row(*cells)
        return inset(grid, self.indent)

    def _listed(self) -> Iterator[Padding]:
        for row in self.rows:
            for index, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
                if not cell.plain:
                    continue
                heading = " ".join(column.heading.split())
                text = Text(overflow="fold").append(f"{heading}: ", style="bold" if index else "").append_text(cell)
                yield inset(text, self.indent + (GAP if index else 0))
            for text in row.below:
                yield inset(text, self.indent + GAP)


def _widest(text: Text) -> int:
    return max((cell_len(part) for part in text.plain.splitlines()), default=0)
