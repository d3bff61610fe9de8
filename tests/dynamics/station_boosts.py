"""Boosts of the International Space Station that flew in 2021 and 2022, and the element sets that went before some.

The sizes and hours are what the steps of the mean motion say in the element sets of those days (tracking catalogue of
the US Space Force, object 25544, read 2026-11-22): a parabola with a bend, fitted to the argument of latitude of five
days; to 0.02 m/s and some hours. Published beside them: 1.1 m/s on 2021-12-24 (NASA's ephemeris of 17 December 2021),
0.26 on 2022-02-08 (Novosti Kosmonavtiki), 0.22 on 2022-09-15 (Orbiter), half a kilometre on 2022-08-10 (AiF).
"""

from datetime import timedelta
from pathlib import Path

from crossflight import dynamics
from crossflight.dynamics import Outset, outset
from crossflight.files import catalogue, load_orbit
from crossflight.instants import DAY, midnight, parse
from crossflight.record import AimPoint, Boost, BoostTarget, MeanElements

__all__ = ["FLOWN", "known_on", "landing_on", "launch_on", "sets_before"]

DATA = Path(__file__).parent / "data"

FLOWN = tuple(
    Boost(instant=parse(f"{instant}Z"), delta_v_m_s=speed)
    for instant, speed in (
        ("2021-01-21T16:22", 0.710),
        ("2021-03-12T18:46", 0.257),
        ("2021-04-02T12:31", 0.216),
        ("2021-05-20T18:17", 0.203),
        ("2021-06-24T01:58", 0.474),
        ("2021-08-21T04:22", 0.720),
        ("2021-09-11T18:46", 0.454),
        ("2021-09-24T14:55", -0.688),
        ("2021-10-12T07:14", 0.548),
        ("2021-11-10T20:12", 0.712),
        ("2021-12-03T07:43", -0.300),
        ("2021-12-24T01:29", -1.067),
        ("2022-01-12T17:48", 0.690),
        ("2022-02-08T07:14", 0.259),
        ("2022-02-26T01:29", 0.798),
        # Between 18 March and June 2022 there are too few sets to tell.
        ("2022-06-25T16:50", 0.321),
        ("2022-08-10T08:41", 0.320),
        ("2022-08-25T02:26", 0.675),
        ("2022-09-15T18:46", 0.213),
        ("2022-10-01T11:05", 1.348),
        ("2022-10-17T19:43", 0.997),
        ("2022-10-25T01:29", 0.512),
        ("2022-11-30T12:31", 1.181),
        ("2022-12-21T13:58", 1.013),
    )
)

TWENTY_DAYS = timedelta(days=22)


def sets_before(day: str) -> tuple[MeanElements, ...]:
    """Return the element sets at hand of the three weeks before a day."""
    sets = load_orbit(DATA / "iss_before_boosts.tle")
    assert isinstance(sets, tuple)
    return tuple(entry for entry in sets if parse(day) - TWENTY_DAYS < entry.epoch < parse(day))


def known_on(day: str, *, until: str | None = None) -> Outset:
    """Return the orbit as known on a day, with the boosts that had flown, and those ahead up to another day."""
    told = tuple(boost for boost in FLOWN if boost.instant < parse(until or day))
    return outset(sets_before(day), boosts=told)


def launch_on(known: Outset, vehicle_type: str, day: str, profile: str) -> BoostTarget:
    """Return a launch from Baikonur as a target."""
    [site] = (entry for entry in catalogue().sites if entry.id == "baikonur-31-6")
    [ascent] = (entry for entry in catalogue().ascents if entry.vehicle_type == vehicle_type and site.id in entry.sites)
    profiles = [
        entry
        for entry in catalogue().profiles
        if vehicle_type in entry.vehicle_types and profile in {"any", f"{entry.orbits}-orbit"} and entry.phases
    ]
    span = (midnight(parse(day)), midnight(parse(day)) + DAY)
    passages = dynamics.launch_passages(known.orbit, known.inclination_deg, site, ascent, profiles, span)
    return BoostTarget(id=f"launch {day}", kind="launch", vehicle=vehicle_type, place=site.id, passages=passages)


def landing_on(known: Outset, day: str) -> BoostTarget:
    """Return a landing of Soyuz in the middle of the Kazakh zone as a target."""
    [zone] = (entry for entry in catalogue().zones if entry.id == "kazakhstan")
    [descent] = (entry for entry in catalogue().descents if "soyuz-ms" in entry.vehicle_types)
    middle = AimPoint(
        id=zone.id,
        zone=zone.id,
        name=zone.name,
        latitude_deg=zone.latitude_deg,
        longitude_deg=zone.longitude_deg,
        radius_km=0,
    )
    span = (midnight(parse(day)), midnight(parse(day)) + DAY)
    passages = dynamics.landing_passages(known.orbit, known.inclination_deg, descent, middle, span)
    return BoostTarget(id=f"landing {day}", kind="landing", vehicle="soyuz-ms", place=zone.id, passages=passages)
