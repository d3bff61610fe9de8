"""Launches to stations that flew, other than those of the table in launches.py, and the element set nearest to each.

Source of the instants: the entry of each flight in crossflight/catalogue, which cites its pages. Those of Tiangong that
the catalogue does not have stand here: Shenzhou from the compilation "crewed-launches-and-landings", Shenzhou-22 from
https://spacepolicyonline.com/news/china-launches-uncrewed-replacement-for-damaged-shenzhou-20/, Tianzhou to the minute
from Xinhua (https://www.shine.cn/news/nation/2105309815/, http://news.cn/2021-09/20/c_1127883503.htm,
https://hk.news.yahoo.com/%E5%A4%A9%E8%88%9F%E4%BA%94%E8%99%9F-043826635.html,
http://en.people.cn/n3/2025/0715/c90000-20340094.html); Tianzhou-4 is generally known. All read 2026-11-22.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from crossflight.dynamics.launches.windows import launch_windows
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.files import catalogue, load_orbit
from crossflight.instants import DAY, parse
from crossflight.record import Ascent, MeanElements, ProfileOption, Window, ascent_of
from dynamics.launches import DATA

__all__ = [
    "TO_ISS",
    "TO_TIANGONG",
    "StationLaunch",
    "climb_of",
    "error_s",
    "flown_of",
    "is_phase_open",
    "nearest_set",
    "window_of",
]

NUMBERS = {"iss_element_sets_of_cargo.tle": 25544, "tiangong_element_sets.tle": 48274}


class StationLaunch(NamedTuple):
    flight: str
    vehicle_type: str
    launcher: str
    site: str
    launch: datetime
    docked: datetime
    sets: str


def _of_catalogue(flight_id: str, sets: str) -> StationLaunch:
    whole = catalogue()
    [flight] = (entry for entry in whole.flights if entry.id == flight_id)
    [vehicle] = (entry for entry in whole.vehicles if entry.id == flight.vehicle)
    assert flight.docked is not None
    assert flight.launcher is not None
    assert flight.site is not None
    assert flight.launch is not None
    launch = flight.launch
    if flight.precision.get("launch") == "minute" and sets == "tiangong_element_sets.tle":
        launch += HALF_A_MINUTE
    return StationLaunch(flight_id, vehicle.type, flight.launcher, flight.site, launch, flight.docked, sets)


HALF_A_MINUTE = timedelta(seconds=30)
"""Clock times without seconds leave these out: the middle of the minute is meant."""

SHENZHOU = ("shenzhou", "long-march-2f", "jiuquan-91")
TIANZHOU = ("tianzhou", "long-march-7", "wenchang-201")


def _to_tiangong(flight: str, kind: tuple[str, str, str], launch: str, docked: str) -> StationLaunch:
    middle = HALF_A_MINUTE if launch.count(":") == 1 else timedelta()
    return StationLaunch(flight, *kind, parse(launch) + middle, parse(docked), "tiangong_element_sets.tle")


TO_ISS = tuple(
    _of_catalogue(flight, "iss_element_sets_of_cargo.tle")
    for flight in (
        "soyuz-ms-15",
        "progress-m-um",
        "crs-20",
        "starliner-oft-2",
        "starliner-cft",
        "cygnus-ng-13",
        "cygnus-ng-14",
        "cygnus-ng-15",
        "cygnus-ng-16",
        "cygnus-ng-17",
        "cygnus-ng-18",
        "cygnus-ng-19",
        "cygnus-ng-20",
        "cygnus-ng-21",
        "cygnus-ng-23",
        "cygnus-ng-24",
        "htv-9",
        "htv-x1",
    )
)

TO_TIANGONG = (
    _to_tiangong("shenzhou-12", SHENZHOU, "2021-06-17T01:22:32Z", "2021-06-17T07:54Z"),
    _to_tiangong("shenzhou-13", SHENZHOU, "2021-10-15T16:23:44Z", "2021-10-15T22:56Z"),
    _to_tiangong("shenzhou-14", SHENZHOU, "2022-06-05T02:44:10Z", "2022-06-05T09:42Z"),
    _to_tiangong("shenzhou-15", SHENZHOU, "2022-11-29T15:08:17Z", "2022-11-29T21:42Z"),
    _of_catalogue("shenzhou-16", "tiangong_element_sets.tle"),
    _of_catalogue("shenzhou-17", "tiangong_element_sets.tle"),
    _of_catalogue("shenzhou-19", "tiangong_element_sets.tle"),
    _of_catalogue("shenzhou-20", "tiangong_element_sets.tle"),
    _to_tiangong("shenzhou-21", SHENZHOU, "2025-10-31T15:44:46Z", "2025-10-31T19:22Z"),
    _to_tiangong("shenzhou-22", SHENZHOU, "2025-11-25T04:11:42Z", "2025-11-25T07:50Z"),
    _to_tiangong("tianzhou-2", TIANZHOU, "2021-05-29T12:55Z", "2021-05-29T21:01Z"),
    _to_tiangong("tianzhou-3", TIANZHOU, "2021-09-20T07:10Z", "2021-09-20T14:08Z"),
    _to_tiangong("tianzhou-4", TIANZHOU, "2022-05-09T17:56Z", "2022-05-10T00:54Z"),
    _to_tiangong("tianzhou-5", TIANZHOU, "2022-11-12T02:03Z", "2022-11-12T04:10Z"),
    _of_catalogue("tianzhou-6", "tiangong_element_sets.tle"),
    _of_catalogue("tianzhou-8", "tiangong_element_sets.tle"),
    _to_tiangong("tianzhou-9", TIANZHOU, "2025-07-14T21:34Z", "2025-07-15T00:52Z"),
)


@cache
def _sets(file: str) -> tuple[MeanElements, ...]:
    sets = load_orbit(DATA / file, NUMBERS[file])
    assert isinstance(sets, tuple)
    return sets


def nearest_set(flown: StationLaunch) -> MeanElements:
    """Return the element set whose epoch is nearest to liftoff, before or after it."""
    return min(_sets(flown.sets), key=lambda entry: abs(entry.epoch - flown.launch))


def climb_of(flown: StationLaunch) -> Ascent:
    return ascent_of(catalogue().ascents, flown.vehicle_type, flown.site, flown.launcher)


def window_of(flown: StationLaunch, ascent: Ascent | None = None, *, phase_open: bool = False) -> Window:
    """Return the window that the flight used; with an open phase every profile at the middle of its phases."""
    start, end = flown.launch - DAY / 3, flown.launch + DAY / 3
    [site] = (entry for entry in catalogue().sites if entry.id == flown.site)
    profiles = tuple(entry for entry in catalogue().profiles if flown.vehicle_type in entry.vehicle_types)
    orbit = StationOrbit((nearest_set(flown),), start, end)
    open_from = start if phase_open else None
    windows = launch_windows(site, orbit, ascent or climb_of(flown), profiles, start, end, open_from)
    return min(windows, key=lambda window: abs(window.plane_crossing - flown.launch))


def flown_of(window: Window, flown: StationLaunch) -> ProfileOption:
    """Return the profile that docks nearest to the flown instant."""
    return min(window.profiles, key=lambda option: abs(option.docking - flown.docked))


def is_phase_open(flown: StationLaunch) -> bool:
    """Say whether the phase is not to be told from the set at hand.

    Most sets of Tiangong are weeks old. The phase of Soyuz MS-15, 19 degrees, lies between the ranges of two orbits and
    of four, which are set by flights of 2020 to 2022.
    """
    return flown in TO_TIANGONG or flown.flight == "soyuz-ms-15"


def error_s(flown: StationLaunch, ascent: Ascent | None = None) -> float:
    """Return the predicted liftoff minus the flown one."""
    window = window_of(flown, ascent, phase_open=is_phase_open(flown))
    return (flown_of(window, flown).liftoff - flown.launch).total_seconds()
