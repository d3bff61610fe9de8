"""Landings that flew, for the tests of return opportunities; and the element sets that were known before them.

Source of the instants: the entry of each flight in crossflight/catalogue/iss_flights.toml, which cites its pages;
read 2026-11-22. Landing seconds of Soyuz differ between sources by up to 35 s (MS-15, MS-19). Splashdown sites, read
2026-11-22: Demo-2 blogs.nasa.gov/commercialcrew/2020/08/02; CRS-21 floridatoday.com 2021-01-13; Crew-1 newsherald.com
2021-05-02; CRS-22 tesmanian.com/blogs/tesmanian-blog/crs-22-mission-complete; CRS-24 metallurgprom.org 2022-01-25;
Crew-4 NASA photograph of 2022-10-14; CRS-25 seradata.com ("north of Cape Canaveral"); CRS-26
space.com/spacex-dragon-crs-26-splashdown. Those of Crew-2 (Pensacola) and Ax-1 (Jacksonville) are generally known;
that of CRS-23 was not found, and the nearest site counts.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from crossflight.dynamics import landing_opportunities
from crossflight.files import catalogue, load_orbit
from crossflight.instants import parse
from crossflight.record import AimPoint, Descent, Landing, MeanElements

__all__ = [
    "DRAGON",
    "FITTED",
    "SHENZHOU",
    "SOYUZ",
    "STARLINER",
    "Returned",
    "aims_in",
    "all_sets",
    "descent",
    "landing_flown",
    "landings_around",
    "nearest_tiangong_set",
    "set_before",
]

DATA = Path(__file__).parent / "data"


class Returned(NamedTuple):
    flight: str
    descent: str
    zone: str
    undocked: datetime
    landed: datetime
    aim: str = ""


def _soyuz(flight: str, undocked: str, landed: str) -> Returned:
    return Returned(flight, "soyuz", "kazakhstan", parse(undocked), parse(landed))


def _dragon(flight: str, undocked: str, landed: str, site: str) -> Returned:
    return Returned(flight, "dragon", "florida", parse(undocked), parse(landed), f"florida-{site}" if site else "")


SOYUZ = (
    _soyuz("soyuz-ms-15", "2020-04-17T01:53:30Z", "2020-04-17T05:16:43Z"),
    _soyuz("soyuz-ms-16", "2020-10-21T23:32:09Z", "2020-10-22T02:54:12Z"),
    _soyuz("soyuz-ms-17", "2021-04-17T01:34:04Z", "2021-04-17T04:55:12Z"),
    _soyuz("soyuz-ms-18", "2021-10-17T01:14:19Z", "2021-10-17T04:35:44Z"),
    _soyuz("soyuz-ms-20", "2021-12-19T23:50:30Z", "2021-12-20T03:13:40Z"),
    _soyuz("soyuz-ms-19", "2022-03-30T07:21:00Z", "2022-03-30T11:28:36Z"),
    _soyuz("soyuz-ms-21", "2022-09-29T07:34:00Z", "2022-09-29T10:57:00Z"),
)

DRAGON = (
    _dragon("demo-2", "2020-08-01T23:35:00Z", "2020-08-02T18:47:48Z", "pensacola"),
    _dragon("crs-21", "2021-01-12T14:05:00Z", "2021-01-14T01:26:00Z", "tampa"),
    _dragon("crew-1", "2021-05-02T00:35:00Z", "2021-05-02T06:56:43Z", "panama-city"),
    _dragon("crs-22", "2021-07-08T14:40:00Z", "2021-07-10T03:29:00Z", "tallahassee"),
    _dragon("crs-23", "2021-09-30T13:12:00Z", "2021-10-01T02:57:00Z", ""),
    _dragon("crew-2", "2021-11-08T19:05:00Z", "2021-11-09T03:32:45Z", "pensacola"),
    _dragon("crs-24", "2022-01-23T15:40:00Z", "2022-01-24T21:05:00Z", "panama-city"),
    _dragon("ax-1", "2022-04-25T01:10:00Z", "2022-04-25T17:06:00Z", "jacksonville"),
    _dragon("crs-25", "2022-08-19T15:05:00Z", "2022-08-20T18:53:00Z", "cape-canaveral"),
    _dragon("crew-4", "2022-10-14T16:05:00Z", "2022-10-14T20:55:03Z", "jacksonville"),
    _dragon("crs-26", "2023-01-09T22:05:00Z", "2023-01-11T10:19:00Z", "tampa"),
)

STARLINER = Returned(
    "starliner-oft-2", "starliner", "white-sands", parse("2022-05-25T18:36:00Z"), parse("2022-05-25T22:49:00Z")
)

SHENZHOU = (
    Returned("shenzhou-14", "shenzhou", "dongfeng", parse("2022-12-04T03:01:00Z"), parse("2022-12-04T12:09:00Z")),
    Returned("shenzhou-21", "shenzhou", "dongfeng", parse("2025-11-14T03:14:00Z"), parse("2025-11-14T08:40:31Z")),
)
"""Those for which an element set of the week is at hand; Shenzhou-21 brought the crew of Shenzhou-20 home. Source
of the landings: the table crewed-launches-and-landings; of the undockings: eng.chinamil.com.cn for Shenzhou-21,
generally known for Shenzhou-14."""

FITTED = {"soyuz-ms-16", "soyuz-ms-18", "soyuz-ms-20", "crew-1", "crs-21", "crs-22", "crew-2"}
"""Flights that the numbers of the catalogue are calibrated on."""


def all_sets() -> tuple[MeanElements, ...]:
    sets = load_orbit(DATA / "iss_landing_element_sets.tle")
    assert isinstance(sets, tuple)
    return sets


def set_before(flown: Returned) -> MeanElements:
    """Return the last element set at hand before undocking."""
    return max((entry for entry in all_sets() if entry.epoch <= flown.undocked), key=lambda entry: entry.epoch)


def nearest_tiangong_set(flown: Returned) -> MeanElements:
    sets = load_orbit(DATA / "tiangong_element_sets.tle")
    assert isinstance(sets, tuple)
    return min(sets, key=lambda entry: abs(entry.epoch - flown.landed))


def descent(identifier: str) -> Descent:
    [found] = (entry for entry in catalogue().descents if entry.id == identifier)
    return found


def aims_in(zone: str) -> tuple[AimPoint, ...]:
    points = tuple(point for point in catalogue().aim_points if point.zone == zone)
    if points:
        return points
    [middle] = (entry for entry in catalogue().zones if entry.id == zone)
    return (
        AimPoint(
            id=zone,
            zone=zone,
            name=middle.name,
            latitude_deg=middle.latitude_deg,
            longitude_deg=middle.longitude_deg,
            radius_km=middle.radius_km or 0.0,
        ),
    )


def landings_around(
    flown: Returned, days: float = 1.0, by: Descent | None = None, elements: MeanElements | None = None
) -> tuple[Landing, ...]:
    """Return all landings within so many days of the flown one, from the element set before undocking."""
    span = (flown.landed - timedelta(days=days), flown.landed + timedelta(days=days))
    orbit = (elements or set_before(flown),)
    return landing_opportunities(orbit, aims_in(flown.zone), by or descent(flown.descent), span)


def landing_flown(flown: Returned, by: Descent | None = None, elements: MeanElements | None = None) -> Landing:
    """Return the landing nearest to the flown instant, at the flown site where it is known."""
    near = landings_around(flown, 0.4, by, elements)
    at_site = [landing for landing in near if flown.aim in {"", landing.aim}]
    return min(at_site, key=lambda landing: abs(landing.landing - flown.landed))
