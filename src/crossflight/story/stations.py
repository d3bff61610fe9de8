"""Several stations that share people, planned one after another: who flies to one is away for the others meanwhile."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from crossflight.errors import CallError
from crossflight.record import Absence, Answer, Plan, Progress, Scenario
from crossflight.story.corridor import plan

__all__ = ["StationPlanned", "absences_of", "plan_stations"]


class StationPlanned(NamedTuple):
    """The scenario of one station, with who is away at the others, and the answer to it."""

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

    People are the same where they have the same id. Who flies to a station is away for those planned after it, from
    launch to landing. A station without a plan ends it: those before it keep theirs, and those after it have none.

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
    away: list[Absence] = []
    for place, scenario in enumerate(scenarios):
        people = {person.id for person in scenario.people}
        absences = (*scenario.absences, *(entry for entry in away if entry.person in people))
        told = scenario.model_copy(update={"absences": absences})
        left_s = max(time_limit_s - (time.monotonic() - began), 0.0) / (len(scenarios) - place)
        try:
            answer = plan(
                told,
                time_limit_s=max(left_s, 0.001),
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
        away += absences_of(answer.plan)
    return tuple(found)


def absences_of(plan: Plan) -> Iterator[Absence]:
    """Yield when the people of a plan are away for every other station: from launch to landing."""
    flights = {flight.id: flight for flight in plan.flights}
    horizon = plan.scenario.horizon
    for stay in plan.stays:
        up = None if stay.up is None else flights.get(stay.up)
        down = None if stay.down is None else flights.get(stay.down)
        start = (None if up is None else up.launch) or stay.start or horizon.start
        end = (None if down is None else down.landed) or stay.end
        if end is None or end > horizon.start:
            yield Absence(person=stay.person, start=start, end=end, reason=f"aboard {plan.scenario.station.name}")


def _named(name: str, watch: Callable[[Progress], None] | None) -> Callable[[Progress], None] | None:
    if watch is None:
        return None

    def told(progress: Progress) -> None:
        era = name if progress.era is None else f"{name}, {progress.era}"
        watch(progress.model_copy(update={"era": era}))

    return told
