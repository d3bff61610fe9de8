"""Several stations that share people, planned one after another: who flies to one is away for the others meanwhile.

So is who trains for one; and the places of a facility in which that is are taken for the others.
"""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from crossflight.errors import CallError
from crossflight.record import Answer, Plan, Progress, Scenario
from crossflight.story.corridor import plan
from crossflight.story.sharing import sharing

__all__ = ["StationPlanned", "plan_stations"]


MORE_SHARES = 2.0
"""Of its even share of the time, for a station that needs it."""

SPARED = 0.5
"""Of an even share is kept back for each station to come."""


class StationPlanned(NamedTuple):
    """The scenario of one station, with what it shares with the others, and the answer to it."""

    scenario: Scenario
    answer: Answer


def plan_stations(
    scenarios: Sequence[Scenario],
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Callable[[Progress], None] | None = None,
    eras_days: float | None = None,
) -> tuple[StationPlanned, ...]:
    """Return a plan for each of several stations, the first one first; it has the first choice of people.

    People are the same where they have the same id. Who flies to a station is away for those planned after it, in the
    courses before and from launch to landing; facilities of the same id are the same as well. A station without a plan
    ends it: those before it keep theirs, and those after it have none.

    Parameters
    ----------
    scenarios
        One for each station.
    time_limit_s
        Seconds for all of them together; what one leaves is for those to come.
    seed, watch, eras_days
        As for planning one.

    Raises
    ------
    CallError
        When two scenarios have the same name.
    """
    names = [scenario.name for scenario in scenarios]
    if len(set(names)) < len(names):
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        message = f"two scenarios are called '{twice}' — give each station's scenario a name of its own"
        raise CallError(message)
    began = time.monotonic()
    found: list[StationPlanned] = []
    planned: list[Plan] = []
    for place, scenario in enumerate(scenarios):
        told = sharing(scenario, planned)
        left_s = max(time_limit_s - (time.monotonic() - began), 0.0)
        share_s = _share_s(left_s, len(scenarios) - place, time_limit_s / len(scenarios))
        try:
            answer = plan(
                told,
                time_limit_s=max(share_s, 0.001),
                seed=seed,
                watch=_named(scenario.name, watch),
                eras_days=eras_days,
            )
        except KeyboardInterrupt:
            if not found:
                raise
            answer = Answer(status="unknown", message="interrupted before a first plan; the stations before are done")
        found.append(StationPlanned(told, answer))
        if answer.plan is None or (answer.message or "").startswith("interrupted"):
            break
        planned.append(answer.plan)
    return tuple(found)


def _share_s(left_s: float, stations: int, even_s: float) -> float:
    """Return the time of a station: its even share of what is left, or more where that leaves some to all others."""
    share_s = left_s / stations
    return max(share_s, min(MORE_SHARES * share_s, left_s - SPARED * even_s * (stations - 1)))


def _named(name: str, watch: Callable[[Progress], None] | None) -> Callable[[Progress], None] | None:
    if watch is None:
        return None

    def told(progress: Progress) -> None:
        era = name if progress.era is None else f"{name}, {progress.era}"
        watch(progress.model_copy(update={"era": era}))

    return told
