"""A contingency: the file that tells an event, and what an answer to it inherits."""

from datetime import datetime
from pathlib import Path

from crossflight import files
from crossflight.record import EventFile, Waiver
from crossflight.story.inheriting import INHERITED
from crossflight.story.replanning import Replanned

__all__ = ["inherited", "load_events"]


def load_events(name_or_path: str | Path) -> EventFile:
    """Return a shipped event file by its bare name, or one from a file.

    Raises
    ------
    InputError
        When there is none of that name, or the file cannot be used: which file, where in it, and the way out.
    """
    return files.load_events(name_or_path)


def inherited(found: Replanned) -> tuple[Waiver, ...]:
    """Return the waivers for what stood as the day began, and no plan could avoid; not those that somebody gave."""
    if found.answer.plan is None:
        return ()
    scenario = found.answer.plan.scenario
    return tuple(
        waiver
        for waiver in scenario.waivers
        if waiver.approver == INHERITED and (waiver.end is None or _is_ahead(waiver, scenario.as_of))
    )


def _is_ahead(waiver: Waiver, day: datetime) -> bool:
    return isinstance(waiver.end, str) or (waiver.end is not None and waiver.end > day)
