"""Progress of long work on standard error: live on a terminal, plain lines elsewhere."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crossflight.cli.door import say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from crossflight.record import Progress

__all__ = ["waiting", "watching"]

LINE_EVERY_S = 5.0
"""Seconds between two lines about the same level, where there is no terminal."""

QUIET_S = 2.0
"""Work that takes no longer needs no word."""


@contextmanager
def watching() -> "Iterator[Callable[[Progress], None]]":
    """Show how far a solve has come, through the function that is yielded."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False)
    if not sys.stderr.isatty() or console.is_dumb_terminal:
        yield _Lines().note
        return
    from rich.live import Live

    board = _Board()
    with Live(board, console=console, transient=True, redirect_stdout=False, redirect_stderr=False):
        yield board.note


@contextmanager
def waiting(work: str) -> "Iterator[None]":
    """Say that work goes on, once it has taken some seconds: a bar on a terminal, a line now and then elsewhere."""
    is_done = threading.Event()
    teller = threading.Thread(target=_tell, args=(work, is_done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_done.set()
        teller.join()


def _tell(work: str, is_done: threading.Event) -> None:
    begun = time.monotonic()
    if is_done.wait(QUIET_S):
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False)
    if not sys.stderr.isatty() or console.is_dumb_terminal:
        say(f"{work}: {time.monotonic() - begun:.0f} s so far")
        while not is_done.wait(LINE_EVERY_S):
            say(f"{work}: {time.monotonic() - begun:.0f} s so far")
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        bar.add_task(work, total=None)
        is_done.wait()


def _told(progress: "Progress") -> str:
    value = "search begins" if progress.value is None else f"value {progress.value:g}"
    bound = "" if progress.bound is None else f", bound {progress.bound:g}"
    return f"{value}{bound}"


class _Lines:
    """Lines for a log: each level where it begins, then now and then, and where it ends."""

    def __init__(self) -> None:
        self._last: Progress | None = None
        self._said: Progress | None = None
        self._at = -LINE_EVERY_S

    def note(self, progress: "Progress") -> None:
        """Say how far the solve has come, unless the same level was told of a moment ago."""
        is_new = self._last is None or (self._last.era, self._last.level) != (progress.era, progress.level)
        if is_new and self._last is not None and self._last is not self._said:
            self._say(self._last)
        if is_new or time.monotonic() - self._at >= LINE_EVERY_S:
            self._say(progress)
        self._last = progress

    def _say(self, progress: "Progress") -> None:
        era = "" if progress.era is None else f"{progress.era}: "
        say(f"{era}level {progress.level}: {_told(progress)}, after {progress.seconds:.1f} s")
        self._said = progress
        self._at = time.monotonic()


class _Board:
    """The levels so far, of the era that is being planned, drawn anew whenever the terminal asks."""

    def __init__(self) -> None:
        self._era: str | None = None
        self._levels: dict[str, Progress] = {}
        self._start = time.monotonic()

    def note(self, progress: "Progress") -> None:
        """Take in how far the solve has come."""
        if progress.era != self._era:
            self._era, self._levels = progress.era, {}
        self._levels[progress.level] = progress

    def __rich__(self) -> "RenderableType":
        """Return one line for the time, and one for each level."""
        from rich.text import Text

        text = Text(
            f"planning, {time.monotonic() - self._start:.0f} s; Ctrl-C keeps the best plan so far",
            style="bold",
        )
        if self._era is not None:
            text.append(f"\n  {self._era}", style="not bold")
        for progress in self._levels.values():
            text.append(f"\n  {progress.level:<10} {_told(progress)}", style="not bold")
        return text
