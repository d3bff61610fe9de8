"""Writing plans: Ctrl-C waits until what was found is in its file."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crossflight.cli.door import say

if TYPE_CHECKING:
    from crossflight.record import Plan

__all__ = ["refuse_other_ending", "save_at_once"]


def refuse_other_ending(output: Path) -> None:
    """Refuse to write a plan under a name that no command would take for one."""
    from crossflight.errors import InputError

    if output.suffix.lower() != ".json" and (output.is_file() or not output.exists()):
        told = f"the ending {output.suffix} is not that of a plan" if output.suffix else "a plan's name ends in .json"
        raise InputError(told, file=str(output), way_out=f"name it {output.stem}.json")


def save_at_once(plan: "Plan | None", output: Path | None) -> None:
    """Write a plan, where there is one and it is wanted, and say so, before anything is computed or shown of it."""
    from crossflight import story

    if plan is None or output is None:
        return
    with _uninterrupted():
        story.save(plan, output)
        say(f"plan written to {output}")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block, and interrupt there."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
