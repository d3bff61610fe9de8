"""What if: the loss of one thing on any day, and one flight moved to another day."""

# ruff: noqa: PLC0415 - the rules are imported when they are first needed

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, get_args

from crossflight import instants
from crossflight.errors import CallError, InputError
from crossflight.files.validating import suggest
from crossflight.instants import DAY, midnight
from crossflight.record import Finding, Flight, Losses, Moved, Plan, Scenario, Sky
from crossflight.story.corridor import baseline, judged_until, survey
from crossflight.story.shifting import Days, MomentName, put

if TYPE_CHECKING:
    from crossflight.rules import Checker

__all__ = ["lose", "lose_one", "move"]

LONGEST_SEARCH_DAYS = 200
"""How far from the day that was asked for a day that holds is looked for."""

FINDING_STATES = frozenset({"broken", "unknown", "unmet"})


def lose(subject: Scenario | Plan) -> Losses:
    """Return what each single loss does on each day of a plan, or of a scenario's own flights as they stand."""
    from crossflight import rules

    scenario, plan, until = _case(subject)
    return rules.lose(scenario, plan, until)


def lose_one(subject: Scenario | Plan, lost: str, on: datetime | None = None) -> Losses:
    """Return what the loss of one thing does from a day on; empty where it is not there, or carries nobody.

    Parameters
    ----------
    lost
        The id of a flight of the plan, a person, a launcher, a launch site or a port.
    on
        The day, None: the first one that is judged.

    Raises
    ------
    InputError
        When nothing has that id.
    CallError
        When the day lies outside the span that is judged.
    """
    scenario, plan, _ = _case(subject)
    known = [entry.id for part in (scenario.people, scenario.launchers, scenario.sites) for entry in part]
    known += [entry.id for part in (scenario.station.ports, plan.flights) for entry in part]
    known += [flight.launcher for flight in plan.flights if flight.launcher is not None]
    if lost not in known:
        raise InputError(
            f"'{lost}' is no flight, person, launcher, launch site or port of '{scenario.name}'",
            way_out=suggest(lost, known),
        )
    found = lose(subject)
    start = found.start if on is None else on
    if not found.start <= start < found.end:
        message = (
            f"{instants.write(start)} lies outside the span that is judged, {instants.write(found.start)} to "
            f"{instants.write(found.end)} — give a day within it"
        )
        raise CallError(message)
    return Losses(
        start=start,
        end=found.end,
        cells=tuple(cell for cell in found.cells if cell.lost == lost and cell.end > start),
        outages=tuple(entry for entry in found.outages if entry.launcher == lost and entry.end > start),
        summary=tuple(entry for entry in found.summary if entry.lost == lost),
    )


def move(subject: Scenario | Plan, what: str, to: datetime, sky: Sky | None = None) -> Moved:
    """Return what it breaks and mends to move one moment of a flight to another day, and the nearest days that hold.

    Parameters
    ----------
    what
        A flight of the plan, for its launch; or one with ``.undocked`` or ``.landed``.
    to
        The day. The flight is moved to what the sky offers on it: of several ways up to the one that lasts most
        nearly as long as planned. Docking moves along with the launch, landing along with undocking.
    sky
        The sky of the scenario; surveyed here when it is not given.

    Raises
    ------
    InputError
        When there is no such flight or moment.
    CallError
        When it has been flown, the day lies outside the horizon, or the sky offers no day until its end.
    """
    from crossflight import rules

    scenario, plan, until = _case(subject)
    flight, moment = _moment(scenario, plan, what)
    day = _day(scenario, flight, moment, to)
    over = sky or survey(scenario)
    days = Days(plan, over, flight, moment)
    asked, shift = day, days.on(day)
    if shift is None:
        day = days.next_after(day, scenario.horizon.end) or day
        shift = days.on(day)
    if shift is None:
        message = (
            f"{flight.id} cannot be moved to {asked:%Y-%m-%d} or later: the sky offers nothing until the end of the "
            "horizon, or the flight would dock after it leaves — give an earlier day, or move the other end first"
        )
        raise CallError(message)
    checker = rules.Checker(scenario, over, plan, until=until)
    after = checker.check(put(plan, shift.flight))
    broken = tuple(_only(after, checker.findings))
    holds = not _breaks(after, checker.findings)
    earlier = later = None
    searched = None
    if not holds:
        first = max(asked - LONGEST_SEARCH_DAYS * DAY, midnight(_earliest(scenario)))
        last = min(asked + LONGEST_SEARCH_DAYS * DAY, scenario.horizon.end - DAY)
        searched = (first, last)
        earlier = _nearest(_days(asked - DAY, first, -DAY), days, plan, checker)
        later = _nearest(_days(asked + DAY, last, DAY), days, plan, checker)
    return Moved(
        flight=flight.id,
        moment=moment,
        asked=asked,
        before=flight.moment(moment),
        after=shift.flight.moment(moment),
        note=_note(flight, asked, day, shift.is_surveyed),
        broken=broken,
        mended=tuple(_only(checker.findings, after)),
        holds=holds,
        holds_before=earlier,
        holds_after=later,
        searched=searched,
    )


def _case(subject: Scenario | Plan) -> tuple[Scenario, Plan, datetime | None]:
    if isinstance(subject, Plan):
        return subject.scenario, subject, None
    return subject, baseline(subject), judged_until(subject)


def _moment(scenario: Scenario, plan: Plan, what: str) -> tuple[Flight, MomentName]:
    """Return the flight and the moment that ``FLIGHT`` or ``FLIGHT.MOMENT`` names."""
    name, _, told = what.partition(".")
    told = told or "launch"
    flights = {flight.id: flight for flight in plan.flights}
    if name not in flights:
        asked = {request.id for request in scenario.requests}
        way_out = "plan it first, and give the plan" if name in asked else suggest(name, flights)
        raise InputError(f"the plan has no flight '{name}'", way_out=way_out)
    for moment in get_args(MomentName):
        if told == moment:
            if flights[name].moment(moment) is None:
                raise InputError(
                    f"'{name}' has no moment '{moment}' in the plan: it stays open",
                    way_out="move another moment, or a flight that has it",
                )
            return flights[name], moment
    raise InputError(f"'{told}' of '{name}' cannot be moved", way_out=suggest(told, get_args(MomentName)))


def _day(scenario: Scenario, flight: Flight, moment: MomentName, to: datetime) -> datetime:
    """Return the day to move to, if the moment still lies ahead and the day within the horizon."""
    instant = flight.moment(moment)
    verb = {"launch": "launched", "undocked": "left", "landed": "landed"}[moment]
    if instant is not None and instant <= scenario.as_of:
        message = (
            f"{flight.id} {verb} on {instant:%Y-%m-%d}, and the state is known on {scenario.as_of:%Y-%m-%d}: what has "
            "been flown cannot be moved — give a later flight"
        )
        raise CallError(message)
    day = midnight(to)
    first, end = _earliest(scenario), scenario.horizon.end
    if not midnight(first) <= day < end or first >= end:
        message = (
            f"{to:%Y-%m-%d} lies outside the days that can be planned, {first:%Y-%m-%d} to "
            f"{end:%Y-%m-%d} — give a day within them"
        )
        raise CallError(message)
    return day


def _earliest(scenario: Scenario) -> datetime:
    return max(scenario.horizon.start, scenario.as_of)


def _days(day: datetime, last: datetime, step: timedelta) -> Iterator[datetime]:
    """Yield the days from one to another."""
    while (last - day) / step >= 0:
        yield day
        day += step


def _nearest(search: Iterable[datetime], days: Days, plan: Plan, checker: "Checker") -> datetime | None:
    """Return the moment on the first of these days on which nothing is newly broken."""
    for day in search:
        shift = days.on(day)
        if shift is not None and not _breaks(checker.check(put(plan, shift.flight)), checker.findings):
            return shift.flight.moment(days.moment)
    return None


def _breaks(after: Iterable[Finding], before: Iterable[Finding]) -> bool:
    return any(finding.state == "broken" for finding in _only(after, before))


def _only(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings whose rule, state and subject the others do not have, as often as they have one more."""
    told = Counter((finding.rule, finding.state, finding.subject) for finding in others)
    for finding in findings:
        key = (finding.rule, finding.state, finding.subject)
        told[key] -= 1
        if told[key] < 0 and finding.state in FINDING_STATES:
            yield finding


def _note(flight: Flight, asked: datetime, day: datetime, is_surveyed: bool) -> str | None:
    if not is_surveyed:
        return f"what the sky offers {flight.id} was not surveyed: it keeps its hour of the day"
    if day != asked:
        return f"the sky offers {flight.id} nothing on {asked:%Y-%m-%d}; the next is on {day:%Y-%m-%d}"
    return None
