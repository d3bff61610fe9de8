"""Boosts for the launches and landings that are wanted: the flights become targets, the catalogue their phases."""

# ruff: noqa: PLC0415 - the arrays and the frames are imported when they are first needed

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from crossflight import files, instants
from crossflight.errors import CallError, InputError
from crossflight.instants import DAY, Span
from crossflight.record import (
    BoostLimits,
    BoostPlan,
    BoostTarget,
    BoostWish,
    LeftOut,
    Period,
    Plan,
    Scenario,
    Station,
)
from crossflight.story.boost_flights import Wanted, flights_wanted, landing_wanted, launch_wanted
from crossflight.story.boost_targets import House, known
from crossflight.story.naming import naming
from crossflight.story.orbits import KnownOrbit, known_orbit

__all__ = ["boosts", "save_boosts"]

USUAL_SPAN = timedelta(days=120)
LONGEST_SPAN = timedelta(days=730)
DEFAULT_TRANSIT = timedelta(hours=24)


def boosts(
    subject: Scenario | Plan | None, orbit: str | Path | None = None, wish: BoostWish | None = None
) -> BoostPlan:
    """Return the station's boosts that put the phase right for launches and landings, and what that promises.

    Looked at are the flights, requests and departures of a scenario, or the flights of a plan, within the span, and
    those that the wish names. People fly the shortest profile unless another is wanted; cargo takes any that has
    a range of phases. A flight whose profile takes any phase asks for no boost, and is listed as left out.

    Parameters
    ----------
    subject
        Whose flights; None: only those of the wish.
    orbit
        A file with the station's orbit: OMM, TLE or OEM; None: the subject's own.
    wish
        The span, further launches and landings, and the limits.

    Raises
    ------
    InputError
        When a name is not known, or the orbit cannot be used.
    CallError
        When the span is empty or longer than two years, or a launch or landing that is named lies in the past.
    """
    from crossflight import dynamics

    wish = wish or BoostWish()
    if wish.lowest_km is not None and wish.highest_km is not None and wish.highest_km <= wish.lowest_km:
        message = f"the highest height {wish.highest_km:g} km does not lie over the lowest {wish.lowest_km:g} km"
        raise CallError(message)
    catalogue = files.catalogue()
    scenario = subject.scenario if isinstance(subject, Plan) else subject
    station = scenario.station if scenario else known("station", wish.station or "", catalogue.stations)
    path = _orbit(subject, orbit, station, wish)
    with naming(path.file):
        setting_out = dynamics.outset(path.orbit, wish.start, path.boosts)
    span = _span(wish, setting_out.orbit.reference)
    wanted, left_out = _wanted(subject, wish, span)
    house = House(catalogue, scenario, setting_out)
    targets = []
    for entry in wanted:
        found = house.target(entry)
        if isinstance(found, BoostTarget):
            targets.append(found)
        else:
            left_out.append(LeftOut(flight=entry.id, reason=found))
    limits = BoostLimits(
        start=span[0],
        end=span[1],
        error=setting_out.error,
        quiet=_quiet(wanted, wish.quiet_days),
        budget_m_s=wish.budget_m_s,
        lowest_km=wish.lowest_km,
        highest_km=wish.highest_km,
        spacing_days=wish.spacing_days,
        trim_days=wish.trim_days,
        confidence=wish.confidence,
    )
    plan = dynamics.plan_boosts(setting_out.orbit, targets, limits)
    return plan.model_copy(update={"left_out": tuple(left_out)})


def save_boosts(plan: BoostPlan, path: str | Path) -> None:
    """Write a plan of boosts to a file as JSON, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    files.save_text(plan.model_dump_json(indent=2) + "\n", path)


def _orbit(subject: Scenario | Plan | None, orbit: str | Path | None, station: Station, wish: BoostWish) -> KnownOrbit:
    """Return the orbit of the file or of the subject, with the boosts that are told."""
    scenario = subject.scenario if isinstance(subject, Plan) else subject
    told = [
        *(scenario.boosts if scenario else ()),
        *(subject.boosts if isinstance(subject, Plan) else ()),
        *wish.boosts,
    ]
    in_order = tuple(sorted(dict.fromkeys(told), key=lambda boost: boost.instant))
    if orbit is not None:
        given = known_orbit(orbit, station.catalogue_number, in_order)
        return KnownOrbit(given.orbit, given.file, given.boosts)
    if scenario is None or scenario.orbit is None:
        where = f"scenario '{scenario.name}' has no orbit" if scenario else "no orbit was given"
        raise InputError(where, way_out="give one with --orbit FILE")
    return KnownOrbit((scenario.orbit,), scenario.name, in_order)


def _span(wish: BoostWish, reference: datetime) -> Span:
    start = wish.start or reference
    end = wish.end or start + USUAL_SPAN
    if end <= start:
        message = (
            f"the span ends at {instants.write(end)}, not after its start {instants.write(start)} — give a later end"
        )
        raise CallError(message)
    if end - start > LONGEST_SPAN:
        message = f"the span lasts {(end - start).days:,} days; at most {LONGEST_SPAN.days} — ask for less at a time"
        raise CallError(message)
    return start, end


def _wanted(subject: Scenario | Plan | None, wish: BoostWish, span: Span) -> tuple[list[Wanted], list[LeftOut]]:
    wanted = [launch_wanted(words, span[0]) for words in wish.launches]
    wanted += [landing_wanted(words, span[0]) for words in wish.landings]
    left_out = []
    for entry in flights_wanted(subject, span) if subject is not None else ():
        if isinstance(entry, Wanted):
            wanted.append(entry)
        else:
            left_out.append(LeftOut(flight=entry[0], reason=entry[1]))
    return wanted, left_out


def _quiet(wanted: Iterable[Wanted], days: int) -> tuple[Period, ...]:
    """Return the spans without boosts: before launches and after dockings, and before landings."""
    spans = []
    for entry in wanted:
        first, last = entry.span
        if entry.kind == "launch":
            last = (entry.docked or last + DEFAULT_TRANSIT) + days * DAY
        spans.append((first - days * DAY, last))
    return tuple(Period(start=start, end=end) for start, end in instants.merge(spans))
