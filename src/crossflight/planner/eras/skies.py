"""The part of a sky that an era needs."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from crossflight.record import Period, Sky

__all__ = ["cut_sky"]

PADDING = timedelta(days=20)
"""No way up or down is longer."""

Entry = TypeVar("Entry")


def cut_sky(sky: Sky, start: datetime, end: datetime) -> Sky:
    """Return what the sky says of a span and the days around it; nothing in it is cut in two."""
    first, last = start - PADDING, end + PADDING

    def within(entries: Sequence[Entry], instant: Callable[[Entry], datetime]) -> tuple[Entry, ...]:
        return tuple(entries[bisect_left(entries, first, key=instant) : bisect_left(entries, last, key=instant)])

    def touching(periods: tuple[Period, ...]) -> tuple[Period, ...]:
        return tuple(one for one in periods if one.start < last and (one.end is None or one.end > first))

    def tracks(name: str) -> object:
        return tuple(track.model_copy(update={"periods": touching(track.periods)}) for track in getattr(sky, name))

    def passes(name: str) -> object:
        return tuple(
            entry.model_copy(update={"instants": within(entry.instants, lambda instant: instant)})
            for entry in getattr(sky, name)
        )

    return sky.model_copy(
        update={
            **{name: tracks(name) for name in ("launch", "landing", "light")},
            **{name: passes(name) for name in ("launch_passes", "landing_passes")},
            "launch_chances": tuple(
                entry.model_copy(update={"liftoffs": within(entry.liftoffs, lambda chance: chance.liftoff)})
                for entry in sky.launch_chances
            ),
            "landing_chances": tuple(
                entry.model_copy(update={"touchdowns": within(entry.touchdowns, lambda chance: chance.landing)})
                for entry in sky.landing_chances
            ),
        }
    )
