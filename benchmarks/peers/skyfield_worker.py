"""What Skyfield is asked: plane crossings and eclipses, its own search over functions of whole arrays of time."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import skyfield_data
from answering import Answer, Problem, Task, answer_questions, argument_deg
from sgp4.api import WGS72, Satrec, jday
from skyfield.api import EarthSatellite, load, load_file, wgs84
from skyfield.framelib import true_equator_and_equinox_of_date
from skyfield.searchlib import find_discrete
from skyfield.sgp4lib import TEME, theta_GMST1982

SECONDS_IN_A_DAY = 86_400.0
TIMESCALE = load.timescale(builtin=True)
PLANETS = load_file(Path(skyfield_data.__file__).parent / "data" / "de421.bsp")
SUN_RADIUS_KM, EARTH_RADIUS_KM, FLATTENING = 695_700.0, 6378.137, 1 / 298.257223563
JULIAN_DATE_OF_1949 = 2_433_281.5


def crossings(problem: Problem) -> Callable[[], Answer]:
    """Search with the place as Skyfield gives it, turned into TEME."""

    def place(site: Mapping[str, float], time: Any) -> Any:
        ground = wgs84.latlon(site["latitude_deg"], site["longitude_deg"])
        return ground.at(time).frame_xyz(TEME).km

    return _crossings(problem, place)


def crossings_by_sidereal_time(problem: Problem) -> Callable[[], Answer]:
    """Search with a place that the caller turns by the sidereal time: little of Skyfield is left but the search."""

    def place(site: Mapping[str, float], time: Any) -> Any:
        x, y, z = wgs84.latlon(site["latitude_deg"], site["longitude_deg"]).itrs_xyz.km
        angle = theta_GMST1982(time.whole, time.ut1_fraction)[0]
        return np.array(
            [x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle), np.full(angle.shape, z)]
        )

    return _crossings(problem, place)


def _crossings(problem: Problem, place: Callable[[Mapping[str, float], Any], Any]) -> Callable[[], Answer]:
    start, end = _span(problem)
    inclination = math.radians(problem["inclination_deg"])
    found = []
    for site in problem["sites"]:

        def is_above(time: Any, site: Mapping[str, float] = site) -> Any:
            x, y, z = place(site, time)
            days = time - start
            node = np.radians(problem["node_deg"] + problem["node_rate_deg_per_day"] * days)
            across = x * np.sin(node) - y * np.cos(node)
            return across * np.sin(inclination) + z * np.cos(inclination) > 0

        is_above.step_days = problem["check_s"] / SECONDS_IN_A_DAY  # type: ignore[attr-defined]
        times, _ = find_discrete(start, end, is_above, problem["tolerance_s"] / SECONDS_IN_A_DAY)
        seconds = ((times - start) * SECONDS_IN_A_DAY).tolist()
        found.append({"seconds": seconds, "argument_deg": [argument_deg(problem, second) for second in seconds]})
    return lambda: {"sites": found}


def eclipses(problem: Problem) -> Callable[[], Answer]:
    """Search for umbra and penumbra; Skyfield's own ``is_sunlit`` knows a round Earth and a Sun without size."""
    start, end = _span(problem)
    satellite = _satellite(problem["elements"])
    earth, sun = PLANETS["earth"], PLANETS["sun"]
    found = {}
    for kind, sign in (("umbra", 1), ("penumbra", -1)):

        def is_dark(time: Any, sign: int = sign) -> Any:
            frame = true_equator_and_equinox_of_date
            station_km = satellite.at(time).frame_xyz(frame).km
            sun_km = earth.at(time).observe(sun).apparent().frame_xyz(frame).km
            return _height_of_sun_rad(station_km, sun_km, sign) < 0

        is_dark.step_days = problem["check_s"] / SECONDS_IN_A_DAY  # type: ignore[attr-defined]
        times, _ = find_discrete(start, end, is_dark, problem["tolerance_s"] / SECONDS_IN_A_DAY)
        found[kind] = ((times - start) * SECONDS_IN_A_DAY).tolist()
    return lambda: found


def _height_of_sun_rad(station_km: Any, sun_km: Any, sign: int) -> Any:
    """Return the height of the Sun's upper (1) or lower (-1) edge over the limb of the ellipsoid; shapes (3, N)."""
    to_sun_km = sun_km - station_km
    stretch = np.array([[1.0], [1.0], [1 / (1 - FLATTENING)]])
    station, to_sun = station_km * stretch, to_sun_km * stretch
    radius = np.linalg.norm(station, axis=0)
    up = station / radius
    across = to_sun - up * np.sum(to_sun * up, axis=0)
    across /= np.linalg.norm(across, axis=0)
    sine = EARTH_RADIUS_KM / radius
    to_limb = (across * sine - up * np.sqrt(1 - sine**2)) / stretch
    sun_radius = np.arcsin(SUN_RADIUS_KM / np.linalg.norm(to_sun_km, axis=0))
    return _angle_rad(to_sun_km, -station_km) - _angle_rad(to_limb, -station_km) + sign * sun_radius


def _angle_rad(left: Any, right: Any) -> Any:
    return np.arccos(np.sum(left * right, axis=0) / np.linalg.norm(left, axis=0) / np.linalg.norm(right, axis=0))


def _span(problem: Problem) -> tuple[Any, Any]:
    """Return start and end; days of 86,400 s, as all answers count."""
    start = TIMESCALE.utc(*_parts(problem["start"]))
    return start, start + problem["days"]


def _satellite(elements: Mapping[str, Any]) -> Any:
    record = Satrec()
    record.sgp4init(
        WGS72, "i", 0, sum(jday(*_parts(elements["epoch"]))) - JULIAN_DATE_OF_1949,
        elements.get("bstar", 0.0), 0.0, 0.0, elements["eccentricity"],
        math.radians(elements["perigee_argument_deg"]), math.radians(elements["inclination_deg"]),
        math.radians(elements["mean_anomaly_deg"]), elements["mean_motion_rev_per_day"] * math.tau / 1440,
        math.radians(elements["node_deg"]),
    )  # fmt: skip
    return EarthSatellite.from_satrec(record, TIMESCALE)


def _parts(utc: str) -> tuple[int, int, int, int, int, float]:
    """Return year to second of an instant written as 2022-09-21T12:00:00Z."""
    date, _, clock = utc.removesuffix("Z").partition("T")
    year, month, day = date.split("-")
    hour, minute, second = clock.split(":")
    return int(year), int(month), int(day), int(hour), int(minute), float(second)


TASKS: Mapping[str, Task] = {
    "crossings": crossings,
    "crossings-by-sidereal-time": crossings_by_sidereal_time,
    "eclipses": eclipses,
}

if __name__ == "__main__":
    answer_questions(TASKS)
