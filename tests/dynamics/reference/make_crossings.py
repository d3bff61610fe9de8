"""Make crossings_orekit.json: plane crossings of some places as Orekit finds them. Run once, apart from the project.

    make bench ARGS="--prepare orekit"
    build/peers/orekit/bin/python tests/dynamics/reference/make_crossings.py

The plane is the mean one: Orekit's own SGP4 with the sway of J2 taken off. The places turn with the whole chain
from ITRF to TEME: IERS 2010, UT1, polar motion, tides, and the height of the pad.
An event detector finds the roots; its function goes through Python, which costs time and no accuracy.
"""

import json
import math
import re
import sys
import textwrap
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "benchmarks" / "peers"))

from orekit_model import date_of, ground_point, load_data, sgp4  # noqa: E402 - starts Java's machine
from org.orekit.frames import FramesFactory  # noqa: E402
from org.orekit.propagation.events import EventsLogger, FunctionalDetector  # noqa: E402
from org.orekit.propagation.events.handlers import ContinueOnEvent  # noqa: E402

START, DAYS = "2022-09-21T12:00:00", 182
CHECK_S, TOLERANCE_S = 300.0, 1e-4

GM_M3_PER_S2, RADIUS_M, J2 = 3.986008e14, 6_378_135.0, 1.082616e-3
"""WGS72, the constants of SGP4."""

ISS = {
    "epoch": "2022-09-21T08:09:57.320928",
    "mean_motion_rev_per_day": 15.50209155,
    "eccentricity": 0.0002499,
    "inclination_deg": 51.6428,
    "node_deg": 220.2201,
    "perigee_argument_deg": 280.2153,
    "mean_anomaly_deg": 244.2840,
    "source": "set 22264.34024677 of object 25544 (https://www.space-track.org/), without its drag",
}
TIANGONG = {
    "epoch": "2022-09-21T00:00:00",
    "mean_motion_rev_per_day": 15.60,
    "eccentricity": 0.0005,
    "inclination_deg": 41.47,
    "node_deg": 120.0,
    "perigee_argument_deg": 10.0,
    "mean_anomaly_deg": 20.0,
    "source": "height and inclination of Tiangong; node and phase are made up",
}

GRAZING = {"id": "grazing", "orbit": "iss", "latitude_deg": 51.81, "longitude_deg": 60.0, "altitude_m": 0.0}
"""A made-up place 0.02 degrees of geocentric latitude below the northernmost point of the plane."""

PLACES: list[dict[str, Any]] = [
    {"id": "baikonur", "orbit": "iss", "latitude_deg": 45.996034, "longitude_deg": 63.564003, "altitude_m": 100.0},
    {"id": "kennedy", "orbit": "iss", "latitude_deg": 28.60822681, "longitude_deg": -80.60428186, "altitude_m": 0.0},
    {"id": "mahia", "orbit": "iss", "latitude_deg": -39.2615, "longitude_deg": 177.8649, "altitude_m": 120.0},
    {"id": "wenchang", "orbit": "tiangong", "latitude_deg": 19.614354, "longitude_deg": 110.951057, "altitude_m": 0.0},
    {"id": "jiuquan", "orbit": "tiangong", "latitude_deg": 40.958093, "longitude_deg": 100.291188, "altitude_m": 1e3},
    GRAZING,
    {**GRAZING, "id": "grazing-unmoved-pole", "polar_motion": False},
]


def mean_plane_rad(position_m: Sequence[float], velocity_m_per_s: Sequence[float]) -> tuple[float, float, float]:
    """Return node, inclination and argument of latitude of the mean plane, from a state of SGP4.

    Spacetrack Report No. 3 adds to the mean ones terms in J2 of twice the argument; here they are taken off again.
    Written anew, so that it witnesses for crossflight.dynamics.orbit.mean_plane.
    """
    x, y, z = position_m
    vx, vy, vz = velocity_m_per_s
    hx, hy, hz = y * vz - z * vy, z * vx - x * vz, x * vy - y * vx
    momentum = math.sqrt(hx * hx + hy * hy + hz * hz)
    node, inclination = math.atan2(hx, -hy), math.acos(hz / momentum)
    argument = math.atan2(z / math.sin(inclination), x * math.cos(node) + y * math.sin(node))
    per_parameter = RADIUS_M * GM_M3_PER_S2 / momentum**2
    small = J2 * per_parameter**2
    cosine, sine = math.cos(inclination), math.sin(inclination)
    return (
        node - 0.75 * small * cosine * math.sin(2 * argument),
        inclination - 0.75 * small * cosine * sine * math.cos(2 * argument),
        argument + 0.125 * small * (7 * cosine * cosine - 1) * math.sin(2 * argument),
    )


def events(place: dict[str, Any], elements: dict[str, Any], days: float) -> list[tuple[float, bool, float]]:
    """Return each crossing: seconds after the start, whether northbound, and the phase in degrees.

    The phase is how far the station's mean argument of latitude is ahead of the place's.
    """
    teme = FramesFactory.getTEME()
    ground = ground_point(place)

    def in_plane(state: Any) -> tuple[Any, float, float, float]:
        pv = state.getPVCoordinates(teme)
        position, velocity = (
            (vector.getX(), vector.getY(), vector.getZ()) for vector in (pv.getPosition(), pv.getVelocity())
        )
        return ground.getPosition(state.getDate(), teme).normalize(), *mean_plane_rad(position, velocity)

    def height(state: Any) -> float:
        here, node, inclination, _ = in_plane(state)
        return (
            (here.getX() * math.sin(node) - here.getY() * math.cos(node)) * math.sin(inclination)
            + here.getZ() * math.cos(inclination)
        )  # fmt: skip

    detector = FunctionalDetector().withFunction(height)
    detector = detector.withMaxCheck(CHECK_S).withThreshold(TOLERANCE_S).withHandler(ContinueOnEvent())
    logger = EventsLogger()
    propagator = sgp4(elements)
    propagator.addEventDetector(logger.monitorDetector(detector))
    start = date_of(START)
    propagator.propagate(start, start.shiftedBy(days * 86_400.0))
    found = []
    for event in logger.getLoggedEvents():
        state = event.getState()
        here, node, inclination, argument = in_plane(state)
        along = here.getX() * math.cos(node) + here.getY() * math.sin(node)
        of_place = math.atan2(here.getZ() / math.sin(inclination), along)
        phase_deg = math.degrees(argument - of_place) % 360
        found.append((float(state.getDate().durationFrom(start)), along > 0, phase_deg))
    return found


def _wrapped(numbers: re.Match[str]) -> str:
    return textwrap.fill(" ".join(numbers[0].split()), 118)


def main(days: float = DAYS) -> None:
    """Write the file, each crossing as the hundredths of a second since the one before it."""
    load_data()
    orbits = {"iss": ISS, "tiangong": TIANGONG}
    content: dict[str, object] = {
        "source": "Orekit 13.1 through orekit-jpype, IERS 2010 with finals2000A; made by make_crossings.py",
        "start": START + "Z",
        "days": days,
        "orbits": orbits,
    }
    for place in PLACES:
        found = events(place, orbits[place["orbit"]], days)
        hundredths = [round(second * 100) for second, _, _ in found]
        content[place["id"]] = {
            **{key: value for key, value in place.items() if key != "id"},
            "sides": "".join("NS"[not northbound] for _, northbound, _ in found),
            "steps_hundredths_of_s": [later - earlier for earlier, later in pairwise([0, *hundredths])],
            "phases_hundredths_of_deg": [round(phase * 100) for _, _, phase in found],
        }
    text = re.sub(r"\[[-\d\s,]+\]", _wrapped, json.dumps(content, indent=1)) + "\n"
    (HERE / "crossings_orekit.json").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
