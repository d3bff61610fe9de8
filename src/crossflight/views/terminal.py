"""The terminal: consoles that take text as it stands, and tell of a closed pipe."""

import sys
from typing import IO

from rich.console import Console, RenderableType

__all__ = ["Paper", "paper"]


class Paper(Console):
    """A console for pages; a reader who closes the pipe ends the writing."""

    def on_broken_pipe(self) -> None:
        """Say that the pipe is closed, and leave it to the caller what that means."""
        self.quiet = True
        raise BrokenPipeError

    def put(self, page: RenderableType) -> None:
        """Print a page; a line that must stay whole may be longer than the page is wide."""
        self.print(page, crop=False)


def paper(file: IO[str] | None = None, *, width: int | None = None) -> Paper:
    """Return a console for pages, on standard output where no file is named.

    Nothing in a text is read as markup, as an emoji or as a number to be coloured. Where there is no terminal
    a page is 80 columns wide; ``COLUMNS`` and ``NO_COLOR`` are respected.
    """
    return Paper(
        file=file or sys.stdout,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
    )
