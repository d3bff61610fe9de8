"""Make eclipses_orekit.json: a year of eclipses as Orekit finds them. Run once, apart from the project.

    make bench ARGS="--prepare orekit"
    build/peers/orekit/bin/python tests/dynamics/reference/make_eclipses.py

What data Orekit reads stands in benchmarks/peers/orekit_model.py.

The model: SGP4 (Orekit's own), WGS84 ellipsoid about the true pole of date, Sun of 695,700 km radius at its
apparent place. Orekit takes the geometric place; light on its way shows the Sun where it was before the
light time (planetary aberration), so a provider asks Orekit for that instant. It moves events by 0.1 s.
"""

import json
import sys
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

from jpype import JImplements, JOverride

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "benchmarks" / "peers"))

from orekit_model import date_of, load_data, sgp4  # noqa: E402 - starts Java's machine
from org.orekit.bodies import CelestialBodyFactory, OneAxisEllipsoid  # noqa: E402
from org.orekit.frames import FramesFactory  # noqa: E402
from org.orekit.propagation.events import EclipseDetector, EventsLogger  # noqa: E402
from org.orekit.propagation.events.handlers import ContinueOnEvent  # noqa: E402
from org.orekit.utils import Constants  # noqa: E402

# Set 22264.34024677 of object 25544 (https://www.space-track.org/), without its drag.
ELEMENTS = {
    "epoch": "2022-09-21T08:09:57.320928",
    "mean_motion_rev_per_day": 15.50209155,
    "eccentricity": 0.0002499,
    "inclination_deg": 51.6428,
    "node_deg": 220.2201,
    "perigee_argument_deg": 280.2153,
    "mean_anomaly_deg": 244.2840,
}
START = "2022-09-21T12:00:00"
SUN_RADIUS_KM = 695_700.0  # IAU 2015 resolution B3
SPEED_OF_LIGHT_M_S = 299_792_458.0
CHECK_S, TOLERANCE_S = 30.0, 1e-4


def apparent_sun(sun: Any) -> Any:
    """Return a provider of where the Sun is seen: where it was one light time ago."""

    @JImplements("org.orekit.utils.ExtendedPositionProvider")
    class Apparent:
        @JOverride  # type: ignore[untyped-decorator] # jpype publishes no types
        def getPosition(self, date: Any, frame: Any) -> Any:  # noqa: N802 - Java's name
            light_time_s = sun.getPosition(date, frame).getNorm() / SPEED_OF_LIGHT_M_S
            return sun.getPosition(date.shiftedBy(-light_time_s), frame)

        @JOverride  # type: ignore[untyped-decorator] # jpype publishes no types
        def getPVCoordinates(self, date: Any, frame: Any) -> Any:  # noqa: N802 - Java's name
            light_time_s = sun.getPosition(date, frame).getNorm() / SPEED_OF_LIGHT_M_S
            return sun.getPVCoordinates(date.shiftedBy(-light_time_s), frame)

    return Apparent()


def events(kind: str, days: float) -> list[float]:
    """Return when the shadow is entered and left in turn, in seconds after the start."""
    earth = OneAxisEllipsoid(
        Constants.WGS84_EARTH_EQUATORIAL_RADIUS, Constants.WGS84_EARTH_FLATTENING, FramesFactory.getTEME()
    )
    sun = apparent_sun(CelestialBodyFactory.getSun())
    detector = EclipseDetector(sun, SUN_RADIUS_KM * 1000, earth)
    detector = detector.withUmbra() if kind == "umbra" else detector.withPenumbra()
    detector = detector.withMaxCheck(CHECK_S).withThreshold(TOLERANCE_S).withHandler(ContinueOnEvent())
    logger = EventsLogger()
    propagator = sgp4(ELEMENTS)
    propagator.addEventDetector(logger.monitorDetector(detector))
    start = date_of(START)
    propagator.propagate(start, start.shiftedBy(days * 86_400))
    return [event.getState().getDate().durationFrom(start) for event in logger.getLoggedEvents()]


def main(days: float = 365) -> None:
    """Write the file, each event as the hundredths of a second since the one before it."""
    load_data()
    content: dict[str, object] = {
        "source": "Orekit 13.1 through orekit-jpype, DE440; made by make_eclipses.py",
        "start": START + "Z",
        "days": days,
    }
    for kind in ("umbra", "penumbra"):
        hundredths = [round(second * 100) for second in events(kind, days)]
        steps = [later - earlier for earlier, later in pairwise([0, *hundredths])]
        content[f"{kind}_steps_hundredths_of_s"] = steps
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in content.items()]
    text = "{\n" + ",\n".join(textwrap.fill(line, 118, break_long_words=False) for line in lines) + "\n}\n"
    (HERE / "eclipses_orekit.json").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
