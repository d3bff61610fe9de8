"""An event laid upon a published plan before it is changed: what is known by then, and what is lost with it."""

from datetime import datetime

from crossflight import instants
from crossflight.errors import ScenarioError
from crossflight.record import EventFile, Flight, Plan, Waiver

__all__ = ["as_known", "befall"]


def as_known(file: EventFile, day: datetime) -> EventFile:
    """Return the event file with what was known on a day, each thing as it was known then.

    Raises
    ------
    ScenarioError
        When nothing of it was known by then.
    """
    events = file.known(day)
    if not events:
        problem = f"nothing of it was known on {instants.write(day)}"
        raise ScenarioError(problem, path="as_of", way_out=f"ask as of {instants.write(file.first_known)} or later")
    return file.model_copy(update={"events": events, "as_of": day})


def befall(plan: Plan, file: EventFile) -> tuple[Plan, EventFile]:
    """Return the plan without the flights that were lost, and the event file without what is done with that.

    The people of a lost flight are on the ground again: they can take open seats in other flights. That it was lost
    stays told as a notice. What the plan knew of the same events before is left out of it: it is told anew.
    """
    lost = {event.subject for event in file.events if event.kind == "flight-lost"}
    _refuse_unknown(plan, file, lost)
    told = {event.id for event in file.events}
    known = {waiver.id for waiver in file.waivers}
    gone = [flight for flight in plan.flights if flight.id in lost]
    scenario = plan.scenario
    people = tuple(person for flight in gone for person in flight.up if person not in scenario.pool)
    scenario = scenario.model_copy(
        update={
            "events": tuple(event for event in scenario.events if event.id not in told),
            "waivers": tuple(
                waiver for waiver in scenario.waivers if waiver.id not in known and not lost & _flights_of(waiver)
            ),
            "requests": tuple(request for request in scenario.requests if request.id not in lost),
            "flights": tuple(flight for flight in scenario.flights if flight.id not in lost),
            "pool": (*scenario.pool, *people),
        }
    )
    hit = plan.model_copy(
        update={
            "scenario": scenario,
            "flights": tuple(_without(flight, gone) for flight in plan.flights if flight.id not in lost),
            "stays": tuple(stay for stay in plan.stays if stay.up not in lost),
        }
    )
    events = tuple(
        event.model_copy(update={"kind": "notice", "subject": scenario.station.id}) if event.subject in lost else event
        for event in file.events
    )
    return hit, file.model_copy(update={"events": events})


def _refuse_unknown(plan: Plan, file: EventFile, lost: set[str]) -> None:
    here = {flight.id for flight in plan.flights}
    told = {event.id for event in plan.scenario.events}  # an earlier answer has taken the flight out already
    for number, event in enumerate(file.events):
        if event.subject in lost - here and event.id not in told:
            problem = f"the plan holds no '{event.subject}', which the event '{event.id}' is about"
            raise ScenarioError(problem, path=f"events[{number}].subject", way_out="name a flight of the plan")


def _flights_of(waiver: Waiver) -> set[str]:
    """Return what a waiver is about, and the flights whose moments it starts or ends at."""
    marks = (mark for mark in (waiver.start, waiver.end) if isinstance(mark, str))
    return {*waiver.subject, *(mark.partition(".")[0] for mark in marks)}


def _without(flight: Flight, gone: list[Flight]) -> Flight:
    """Return a flight without those coming down in it who never got up."""
    absent = {person for other in gone for person in other.up}
    return flight.model_copy(update={"down": tuple(person for person in flight.down if person not in absent)})
