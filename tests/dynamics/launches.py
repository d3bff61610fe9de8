"""Launches that flew, for the tests of windows; and the element sets that were known before them.

Source of the instants: the entry of each flight in crossflight/catalogue/iss_flights.toml, which cites its pages;
read 2026-11-22. All of 2020 to 2022 that went up on Soyuz-2.1a from Baikonur, and those Dragons for which an element
set of the day is at hand.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from crossflight.dynamics.launches.windows import launch_windows
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.files import catalogue, load_orbit
from crossflight.instants import DAY, parse
from crossflight.record import Ascent, Boost, MeanElements, ProfileOption, Window
from crossflight.record import ascent_of as known_ascent_of

__all__ = ["DRAGON", "FRESH_RUSSIAN", "RUSSIAN", "Flown", "element_sets", "profile_flown", "window_of"]

DATA = Path(__file__).parent / "data"


class Flown(NamedTuple):
    flight: str
    vehicle_type: str
    site: str
    launch: datetime
    docked: datetime
    profile: str


def _flown(flight: str, kind: str, site: str, launch: str, docked: str, profile: str = "") -> Flown:
    return Flown(flight, kind, site, parse(launch), parse(docked), profile)


def _russian(flight: str, launch: str, docked: str, profile: str) -> Flown:
    return _flown(flight, flight.rpartition("-")[0], "baikonur-31-6", launch, docked, profile)


RUSSIAN = (
    _russian("soyuz-ms-16", "2020-04-09T08:05:06Z", "2020-04-09T14:13:17Z", "4-orbit"),
    _russian("progress-ms-14", "2020-04-25T01:51:41Z", "2020-04-25T05:11:56Z", "2-orbit"),
    _russian("progress-ms-15", "2020-07-23T14:26:21Z", "2020-07-23T17:45:00Z", "2-orbit"),
    _russian("soyuz-ms-17", "2020-10-14T05:45:04Z", "2020-10-14T08:48:47Z", "2-orbit"),
    _russian("progress-ms-16", "2021-02-15T04:45:06Z", "2021-02-17T06:26:47Z", "34-orbit"),
    _russian("soyuz-ms-18", "2021-04-09T07:42:41Z", "2021-04-09T11:05:07Z", "2-orbit"),
    _russian("progress-ms-17", "2021-06-29T23:27:20Z", "2021-07-02T00:59:00Z", "34-orbit"),
    _russian("soyuz-ms-19", "2021-10-05T08:55:02Z", "2021-10-05T12:22:31Z", "2-orbit"),
    _russian("progress-ms-18", "2021-10-28T00:00:32Z", "2021-10-30T01:31:19Z", "34-orbit"),
    _russian("soyuz-ms-20", "2021-12-08T07:38:15Z", "2021-12-08T13:41:00Z", "4-orbit"),
    _russian("progress-ms-19", "2022-02-15T04:25:40Z", "2022-02-17T07:03:20Z", "34-orbit"),
    _russian("soyuz-ms-21", "2022-03-18T15:55:18Z", "2022-03-18T19:12:03Z", "2-orbit"),
    _russian("progress-ms-20", "2022-06-03T09:32:16Z", "2022-06-03T13:02:03Z", "2-orbit"),
    _russian("soyuz-ms-22", "2022-09-21T13:54:49Z", "2022-09-21T17:06:33Z", "2-orbit"),
    _russian("progress-ms-21", "2022-10-26T00:20:09Z", "2022-10-28T02:49:03Z", "34-orbit"),
)

WITHOUT_A_SET_OF_THE_DAY = {"soyuz-ms-16", "progress-ms-14", "soyuz-ms-21"}
FRESH_RUSSIAN = tuple(flown for flown in RUSSIAN if flown.flight not in WITHOUT_A_SET_OF_THE_DAY)

DRAGON = (
    _flown("crew-2", "crew-dragon", "ksc-39a", "2021-04-23T09:49:02Z", "2021-04-24T09:08:00Z"),
    _flown("crs-22", "cargo-dragon", "ksc-39a", "2021-06-03T17:29:15Z", "2021-06-05T09:09:00Z"),
    _flown("crs-23", "cargo-dragon", "ksc-39a", "2021-08-29T07:14:49Z", "2021-08-30T14:30:00Z"),
    _flown("crew-3", "crew-dragon", "ksc-39a", "2021-11-11T02:03:31Z", "2021-11-11T23:32:00Z"),
    _flown("crs-24", "cargo-dragon", "ksc-39a", "2021-12-21T10:07:08Z", "2021-12-22T08:41:00Z"),
    _flown("crs-25", "cargo-dragon", "ksc-39a", "2022-07-15T00:44:22Z", "2022-07-16T15:21:00Z"),
    _flown("crew-5", "crew-dragon", "ksc-39a", "2022-10-05T16:00:57Z", "2022-10-06T21:01:00Z"),
    _flown("crs-26", "cargo-dragon", "ksc-39a", "2022-11-26T19:20:42Z", "2022-11-27T12:39:00Z"),
)


def element_sets() -> tuple[MeanElements, ...]:
    return tuple(
        elements
        for name in ("iss_element_sets.tle", "iss_element_sets_ahead.tle")
        for elements in load_orbit(DATA / name)
        if isinstance(elements, MeanElements)
    )


def set_before(flown: Flown, days: float = 0.0) -> MeanElements:
    """Return the last element set at hand that many days before liftoff, or the one nearest to that day."""
    day = flown.launch - timedelta(days=days)
    earlier = [entry for entry in element_sets() if entry.epoch <= day]
    return max(earlier, key=lambda entry: entry.epoch)


def ascent_of(flown: Flown) -> Ascent:
    return known_ascent_of(catalogue().ascents, flown.vehicle_type, flown.site)


def window_of(flown: Flown, days: float = 0.0, ascent: Ascent | None = None, boosts: tuple[Boost, ...] = ()) -> Window:
    """Return the window that the flight used, from the element set of so many days before."""
    start, end = flown.launch - DAY / 3, flown.launch + DAY / 3
    [site] = (entry for entry in catalogue().sites if entry.id == flown.site)
    profiles = tuple(entry for entry in catalogue().profiles if flown.vehicle_type in entry.vehicle_types)
    orbit = StationOrbit((set_before(flown, days),), start, end, boosts)
    [window] = launch_windows(site, orbit, ascent or ascent_of(flown), profiles, start, end)
    return window


def profile_flown(window: Window, flown: Flown) -> ProfileOption:
    """Return the profile of the flight's name, or for Dragon the one that docks nearest to the flown instant."""
    options = [option for option in window.profiles if flown.profile in {"", option.name}]
    return min(options, key=lambda option: abs(option.docking - flown.docked))
