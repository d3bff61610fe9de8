"""Every liftoff and every touchdown of a horizon, for each vehicle type of a scenario."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crossflight.dynamics.landings.opportunities import PLANE_KNOWN_DAYS, landing_opportunities
from crossflight.dynamics.launches.liftoffs import liftoffs_of
from crossflight.dynamics.launches.options import case_of
from crossflight.dynamics.orbit.station import FURTHEST_SURVEY_DAYS, StationOrbit
from crossflight.instants import DAY
from crossflight.record import (
    LandingChances,
    LaunchChances,
    MeanElements,
    Scenario,
    Touchdown,
    aim_points_of,
)

__all__ = ["landing_chances", "launch_chances"]

DEFAULT_TRANSIT_HOURS = 24.0
"""Where nobody said how long a vehicle usually takes to dock."""


def launch_chances(scenario: Scenario) -> tuple[LaunchChances, ...]:
    """Return every liftoff within the horizon, for each pad, launcher and vehicle type that is to fly.

    Of a profile with any phase only the count of revolutions nearest to the vehicle's usual time to docking is
    kept, for each passage.

    Raises
    ------
    ScenarioError
        When the orbit has decayed by then.
    """
    if scenario.orbit is None or not scenario.ascents:
        return ()
    span = (scenario.horizon.start, scenario.horizon.end)
    path = StationOrbit([scenario.orbit], *span, scenario.boosts, FURTHEST_SURVEY_DAYS)
    kinds = {kind.id: kind for kind in scenario.vehicle_types}
    sites = {site.id: site for site in scenario.sites}
    used = set(_ways_up(scenario))
    found = []
    for ascent in scenario.ascents:
        kind = kinds[ascent.vehicle_type]
        profiles = tuple(profile for profile in scenario.profiles if kind.id in profile.vehicle_types)
        for site in (sites[name] for name in ascent.sites if name in sites):
            if not {(kind.id, site.id, ascent.launcher), (kind.id, site.id, None)} & used:
                continue
            case = case_of(site, path, ascent, span, _open_from(scenario, scenario.orbit))
            usual_h = kind.transit_hours or DEFAULT_TRANSIT_HOURS
            liftoffs = () if case is None else liftoffs_of(case, profiles, usual_h, scenario.orbit, span)
            found.append(LaunchChances(site=site.id, launcher=ascent.launcher, vehicle_type=kind.id, liftoffs=liftoffs))
    return tuple(found)


def _ways_up(scenario: Scenario) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield vehicle type, pad and launcher of every launch that is asked for, or lies in the horizon."""
    types = {vehicle.id: vehicle.type for vehicle in scenario.vehicles}
    for request in scenario.requests:
        yield types[request.vehicle], request.site, request.launcher
    for flight in scenario.flights:
        if flight.launch is not None and scenario.horizon.start <= flight.launch < scenario.horizon.end:
            yield types[flight.vehicle], flight.site, flight.launcher


def _open_from(scenario: Scenario, orbit: MeanElements) -> datetime:
    """Return from when on any profile may be flown."""
    if scenario.phasing.boosting:
        return scenario.horizon.start
    return orbit.epoch + timedelta(days=scenario.phasing.known_days)


def landing_chances(scenario: Scenario) -> tuple[LandingChances, ...]:
    """Return every touchdown from the start of the horizon to two days after its end, by zone and vehicle type.

    Of types that land where the station's orbit takes them. Others wait aloft for their zone, and can land within
    hours on any day: for them nothing is surveyed. The plane is trusted for 900 days.

    Raises
    ------
    ScenarioError
        When the orbit has decayed by then.
    """
    orbit = scenario.orbit
    if orbit is None:
        return ()
    start, end = scenario.horizon.start, scenario.horizon.end + 2 * DAY
    if not -PLANE_KNOWN_DAYS < (start - orbit.epoch) / DAY < PLANE_KNOWN_DAYS - 1:
        return ()
    last = min(end, orbit.epoch + (PLANE_KNOWN_DAYS - 1) * DAY)
    known_days = 0.0 if scenario.phasing.boosting else scenario.phasing.known_days
    zones = {zone.id: zone for zone in scenario.zones}
    found = []
    for kind in scenario.vehicle_types:
        descent = next((entry for entry in scenario.descents if kind.id in entry.vehicle_types), None)
        if descent is None or descent.lowered is not None:
            continue
        for zone in (zones[name] for name in kind.zones if name in zones):
            landings = landing_opportunities(
                [orbit], aim_points_of(zone, scenario.aim_points), descent, (start, last), phase_known_days=known_days
            )
            found.append(
                LandingChances(
                    zone=zone.id,
                    vehicle_type=kind.id,
                    touchdowns=tuple(
                        Touchdown(
                            undock=entry.undock,
                            landing=entry.landing,
                            earliest=entry.earliest,
                            latest=entry.latest,
                            phase_open=not entry.phase_known,
                        )
                        for entry in landings
                    ),
                    until=last if last < end else None,
                )
            )
    return tuple(found)
