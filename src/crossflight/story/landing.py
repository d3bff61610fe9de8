"""Return opportunities of a flight: its vehicle decides how it comes down, its zone where."""

# ruff: noqa: PLC0415 - the arrays and the frames are imported when they are first needed

from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from crossflight import files, instants
from crossflight.errors import CallError, InputError
from crossflight.files.validating import suggest
from crossflight.record import (
    AimPoint,
    Descent,
    Flight,
    FlightRequest,
    Landing,
    Landings,
    Mark,
    Scenario,
    VehicleType,
    Waiver,
    aim_points_of,
)
from crossflight.story.naming import naming

__all__ = ["land"]

LONGEST_SPAN = timedelta(days=3653)
"""Ten years."""

DAYLIGHT = "landings.daylight"


def land(scenario: Scenario, flight: str, start: datetime, end: datetime, orbit: str | Path | None = None) -> Landings:
    """Return every landing of a flight whose touchdown lies in ``[start, end)``, or why there is none.

    A landing in the dark is listed too; a waiver of the scenario that covers it is named.

    Parameters
    ----------
    scenario
        Whose flights, waivers and numbers count.
    flight
        The id of a flight or of a request.
    orbit
        A file with the station's orbit: OMM, TLE or OEM; without one the scenario's own orbit is taken.

    Raises
    ------
    InputError
        When the flight is not known or never lands, no descent of its vehicle is known, or the orbit cannot be
        used.
    CallError
        When the span is empty or longer than ten years.
    """
    from crossflight import dynamics

    _refuse_span(start, end)
    entry = _entry(scenario, flight)
    kind = _type_of(scenario, entry)
    aims = _aims(scenario, entry, kind)
    descent = _descent(scenario, kind)
    if orbit is not None:
        path = files.load_orbit(orbit, scenario.station.catalogue_number, scenario.station.international_designator)
    elif scenario.orbit is not None:
        path = (scenario.orbit,)
    else:
        raise InputError(f"scenario '{scenario.name}' has no orbit", way_out="give one with --orbit FILE")
    margin_min, known_days = scenario.numbers.daylight_margin_min, scenario.phasing.known_days
    with naming(orbit) if orbit is not None else nullcontext():
        found = dynamics.landing_opportunities(
            path, aims, descent, (start, end), daylight_margin_min=margin_min, phase_known_days=known_days
        )
        reason = None if found else dynamics.no_landing_reason(path, aims, descent, (start, end))
        basis = dynamics.landing_basis(path, descent, (start, end), phase_known_days=known_days)
        epoch = dynamics.orbit_epoch(path, start)
    if kind.lands_in_daylight:
        found = tuple(_waived(scenario, entry.id, landing) for landing in found)
    return Landings(
        station=scenario.station.id,
        flight=entry.id,
        vehicle=entry.vehicle,
        start=start,
        end=end,
        orbit_epoch=epoch,
        orbit_age_days=round(instants.days_between(epoch, start), 2),
        needs_daylight=kind.lands_in_daylight,
        daylight_margin_min=margin_min,
        landings=found,
        reason=reason,
        basis=basis,
    )


def _refuse_span(start: datetime, end: datetime) -> None:
    if end <= start:
        message = (
            f"the span ends at {instants.write(end)}, not after its start {instants.write(start)} — give a later end"
        )
        raise CallError(message)
    if end - start > LONGEST_SPAN:
        message = f"the span lasts {(end - start).days:,} days; at most {LONGEST_SPAN.days:,} — ask for less at a time"
        raise CallError(message)


def _entry(scenario: Scenario, identifier: str) -> Flight | FlightRequest:
    """Return the flight, or the request, of that id."""
    entries: dict[str, Flight | FlightRequest] = {entry.id: entry for entry in scenario.requests}
    entries |= {entry.id: entry for entry in scenario.flights}
    if identifier not in entries:
        raise InputError(
            f"scenario '{scenario.name}' knows no flight '{identifier}'", way_out=suggest(identifier, entries)
        )
    return entries[identifier]


def _type_of(scenario: Scenario, entry: Flight | FlightRequest) -> VehicleType:
    """Return the type of a flight's vehicle; references have been checked on loading."""
    types = {vehicle.id: vehicle.type for vehicle in scenario.vehicles}
    [kind] = (kind for kind in scenario.vehicle_types if kind.id == types[entry.vehicle])
    return kind


def _aims(scenario: Scenario, entry: Flight | FlightRequest, kind: VehicleType) -> tuple[AimPoint, ...]:
    """Return the points that the flight may aim at: those of its own zone, or of all zones of its type."""
    catalogue = files.catalogue()
    zones = {zone.id: zone for zone in (*catalogue.zones, *scenario.zones)}
    own = [departure.zone for departure in scenario.departures if departure.flight == entry.id] + [entry.zone]
    chosen = next((zone for zone in own if zone is not None), None)
    names = kind.zones if chosen is None else (chosen,)
    if not names:
        why = "a module that stays" if kind.kind == "module" else f"of a type without a landing zone ({kind.name})"
        raise InputError(
            f"'{entry.id}' never lands: it is {why}", way_out="give a flight whose vehicle comes home whole"
        )
    aims = {aim.id: aim for aim in (*catalogue.aim_points, *scenario.aim_points)}.values()
    return tuple(aim for name in names for aim in aim_points_of(zones[name], aims))


def _descent(scenario: Scenario, kind: VehicleType) -> Descent:
    """Return how vehicles of a type come down, by the scenario before the catalogue; of several the first."""
    descents = (*scenario.descents, *files.catalogue().descents)
    for descent in descents:
        if kind.id in descent.vehicle_types:
            return descent
    known = ", ".join(sorted({name for descent in descents for name in descent.vehicle_types}))
    raise InputError(
        f"no descent of '{kind.id}' is known",
        way_out=f"add one to the scenario's table 'descents'; the catalogue has those of {known}",
    )


def _waived(scenario: Scenario, flight: str, landing: Landing) -> Landing:
    """Return the landing with the waiver that lets it be dark, if there is one."""
    if landing.is_daylight:
        return landing
    for waiver in scenario.waivers:
        if waiver.rule == DAYLIGHT and set(waiver.subject) <= {flight} and _covers(scenario, waiver, flight, landing):
            return landing.model_copy(update={"waiver": waiver.id})
    return landing


def _covers(scenario: Scenario, waiver: Waiver, flight: str, landing: Landing) -> bool:
    start = _instant(scenario, waiver.start, flight, landing)
    end = None if waiver.end is None else _instant(scenario, waiver.end, flight, landing)
    return start is not None and start <= landing.landing and (end is None or landing.landing < end)


def _instant(scenario: Scenario, mark: Mark, flight: str, landing: Landing) -> datetime | None:
    """Return the instant of a mark: this flight undocks and lands as the landing has it, others as recorded."""
    if isinstance(mark, datetime):
        return mark
    subject, _, moment = mark.partition(".")
    if subject == flight and moment in {"undocked", "landed"}:
        return landing.undock if moment == "undocked" else landing.landing
    return next((entry.moment(moment) for entry in scenario.flights if entry.id == subject), None)
