"""The survey: the sky of a scenario, from its pads, zones and orbit."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from crossflight import instants
from crossflight.dynamics.chances import landing_chances, launch_chances
from crossflight.dynamics.light.daylight import daylight_spans
from crossflight.dynamics.orbit.plane import is_crossed, northbound_passes
from crossflight.dynamics.orbit.station import FURTHEST_OUTLOOK_DAYS
from crossflight.dynamics.spans import common, without
from crossflight.dynamics.sun import FIRST_YEAR, LAST_YEAR
from crossflight.errors import ScenarioError, shorten
from crossflight.instants import Span
from crossflight.record import LandingZone, LaunchSite, Passes, Period, Scenario, Sky, Slug, Track

__all__ = ["survey"]

PADDING = timedelta(days=2)
"""Light is surveyed this much beyond the horizon, for flights that land just after it."""

PASS_REACH = timedelta(minutes=45)
"""How far from a pass a touchdown may be: half an orbit, since which orbit passes the zone is still open.

Seven Soyuz landed 13 to 25 min after the pass from 2020 to 2022: in the air they turn with the Earth.
"""

PLANE_TRUST = timedelta(days=900)
"""How far from its epoch a plane limits landings: it was off by 17 min at most, within 45 less 25."""


def survey(scenario: Scenario) -> Sky:
    """Return what the sky and the owners of the pads allow over the horizon of a scenario.

    Launches: any time at which the pad is in use and not closed. Landings: in daylight; with an orbit, only
    near the day's northbound pass of the zone. A zone that the orbit plane never crosses has daylight
    alone, and so has a day too far from the epoch of the elements. Light and landings reach 2 days beyond
    the horizon at both ends.

    Raises
    ------
    ScenarioError
        When the horizon leaves the years for which the Sun is known, or the orbit goes through the ground.
    """
    start, end = scenario.horizon.start, scenario.horizon.end
    if start.year < FIRST_YEAR or end.year > LAST_YEAR:
        raise ScenarioError(
            f"the horizon from {instants.write(start)} to {instants.write(end)} leaves the years "
            f"{FIRST_YEAR} to {LAST_YEAR}, for which the Sun's place is known",
            path="horizon",
            way_out="give a horizon within them",
        )
    zones = _zones_that_need_light(scenario)
    padded = (start - PADDING, end + PADDING)
    light = {zone.id: daylight_spans(zone, *padded) for zone in zones}
    landing = dict(light)
    launch_passes: list[Passes] = []
    landing_passes: list[Passes] = []
    if scenario.orbit is not None:
        for site in scenario.sites:
            passes = northbound_passes(site, scenario.orbit, start, end)
            launch_passes.append(Passes(subject=site.id, instants=passes))
        for zone in zones:
            reach = PADDING + PASS_REACH
            passes = northbound_passes(zone, scenario.orbit, start - reach, end + reach)
            landing_passes.append(Passes(subject=zone.id, instants=passes))
            if is_crossed(zone, scenario.orbit):
                landing[zone.id] = common(_near(passes, scenario.orbit.epoch, padded), light[zone.id])
    return Sky(
        launch=tuple(_track(site.id, _open(site, scenario)) for site in scenario.sites),
        launch_chances=launch_chances(scenario),
        landing_chances=landing_chances(scenario),
        landing=tuple(_track(zone, spans) for zone, spans in landing.items()),
        light=tuple(_track(zone, spans) for zone, spans in light.items()),
        launch_passes=tuple(launch_passes),
        landing_passes=tuple(landing_passes),
        basis=_basis(scenario, zones),
    )


def _zones_that_need_light(scenario: Scenario) -> tuple[LandingZone, ...]:
    """Return the zones on land, and those of any vehicle type that lands in daylight."""
    used = {zone for kind in scenario.vehicle_types if kind.lands_in_daylight for zone in kind.zones}
    return tuple(zone for zone in scenario.zones if zone.kind == "land" or zone.id in used)


def _open(site: LaunchSite, scenario: Scenario) -> tuple[Span, ...]:
    """Return when the pad is in use and not closed, within the horizon."""
    start, end = scenario.horizon.start, scenario.horizon.end
    closures = [
        (event.start, event.end or end)
        for event in scenario.events
        if event.kind == "site-closed" and event.subject == site.id
    ]
    if site.since is not None:
        closures.append((start, site.since))
    if site.until is not None:
        closures.append((site.until, end))
    return without((start, end), closures)


def _near(passes: Iterable[datetime], epoch: datetime, span: Span) -> tuple[Span, ...]:
    """Return the time around the passes, and the part of the span for which the plane is not trusted."""
    start, end = span
    near = [(moment - PASS_REACH, moment + PASS_REACH) for moment in passes]
    if epoch - start > PLANE_TRUST:
        near.append((start, epoch - PLANE_TRUST))
    if end - epoch > PLANE_TRUST:
        near.append((epoch + PLANE_TRUST, end))
    return instants.merge(near)


def _track(subject: Slug, spans: Iterable[Span]) -> Track:
    return Track(subject=subject, periods=tuple(Period(start=start, end=end) for start, end in spans))


def _phase(scenario: Scenario) -> str:
    if scenario.phasing.boosting:
        return "Phase: open, so that any profile may be flown; boosts bring it about."
    return (
        f"Phase: as computed up to {scenario.phasing.known_days:g} days from the epoch; later open, so that any "
        "profile may be flown, since a boost can bring its phase about."
    )


def _basis(scenario: Scenario, zones: Iterable[LandingZone]) -> str:
    """Return what the survey rests on, and what it leaves out."""
    light = (
        "Light: from sunrise to sunset, the Sun's centre 50 arc minutes below a flat horizon; the refraction "
        "of the day, up to some minutes, is left out."
    )
    orbit = scenario.orbit
    if orbit is None:
        return f"{light} No orbit is given: passes are unknown, and daylight alone limits landings."
    source = shorten("; ".join(orbit.source), 300) or "no source given"
    ahead_days = instants.days_between(orbit.epoch, scenario.horizon.end)
    sentences = [
        light,
        f"Orbit: mean elements of {instants.write(orbit.epoch)} ({source}), {ahead_days:.0f} days before the horizon "
        "ends; near the epoch SGP4, further away the plane turns by the whole gravity field, Sun, Moon and the drag "
        "that fades. At about 420 km such a node was off by 0.02 deg (4 s of launch time) after 10 days, 0.4 deg "
        "(1.5 min) after 90 and 1.8 deg (7 min) after a year, in 95 of 100 cases; nothing was measured beyond "
        "1.5 years.",
        _phase(scenario),
        "Launches: liftoff and docking of each rendezvous profile that the phase allows, from every pad in use.",
        "Landings: where the station's orbit leads to the zone; vehicles that can wait aloft for it land on any day. "
        f"More than {PLANE_TRUST.days} days from the epoch, daylight alone.",
    ]
    places: tuple[LaunchSite | LandingZone, ...] = (*scenario.sites, *zones)
    if ahead_days > FURTHEST_OUTLOOK_DAYS:
        sentences.append(
            f"More than {FURTHEST_OUTLOOK_DAYS / 365.25:.0f} years from the epoch "
            "the plane is right only on the whole: "
            "how often opportunities come, and how they wander through the year, not on which day or at which hour."
        )
    never = [place.id for place in places if not is_crossed(place, orbit)]
    if never:
        names = shorten(", ".join(never), 300)
        sentences.append(f"The orbit plane never reaches {names}: no passes there, and landings by daylight alone.")
    return " ".join(sentences)
