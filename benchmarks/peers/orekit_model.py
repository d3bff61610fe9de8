"""Orekit with its data, ready for work: also what makes the reference files of the tests.

Orekit reads a folder: leap seconds in the form of the US Naval Observatory and finals2000A, both made from
astropy-iers-data, and JPL's DE440 in binary from satkit-data, renamed so that Orekit knows it.
"""

import math
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import astropy_iers_data
import orekit_jpype
import satkit_data

orekit_jpype.initVM()

from java.io import File  # noqa: E402 - Java's classes are there once the machine runs
from org.orekit.bodies import GeodeticPoint, OneAxisEllipsoid  # noqa: E402
from org.orekit.data import DataContext, DirectoryCrawler  # noqa: E402
from org.orekit.frames import FramesFactory, TopocentricFrame  # noqa: E402
from org.orekit.propagation.analytical.tle import TLE, TLEPropagator  # noqa: E402
from org.orekit.time import AbsoluteDate, TimeScalesFactory  # noqa: E402
from org.orekit.utils import Constants, IERSConventions  # noqa: E402

__all__ = ["date_of", "ground_point", "load_data", "sgp4"]

SECONDS_IN_A_DAY = 86_400.0


def load_data() -> None:
    """Let Orekit read a new folder, once."""
    folder = Path(tempfile.mkdtemp(prefix="orekit-data-"))
    iers = Path(astropy_iers_data.__file__).parent / "data"
    (folder / "finals2000A.all").write_bytes((iers / "finals2000A.all").read_bytes())
    (folder / "tai-utc.dat").write_text(_usno_leap_seconds(iers / "Leap_Second.dat"), encoding="ascii")
    de440 = Path(satkit_data.__file__).parent / "data" / "linux_p1550p2650.440"
    (folder / "lnxp1550p2650.440").symlink_to(de440)
    DataContext.getDefault().getDataProvidersManager().addProvider(DirectoryCrawler(File(str(folder))))


def date_of(utc: str, later_s: float = 0.0) -> Any:
    """Return an instant so many seconds after a moment in UTC, written as 2022-09-21T12:00:00."""
    return AbsoluteDate(utc.removesuffix("Z"), TimeScalesFactory.getUTC()).shiftedBy(later_s)


def sgp4(elements: Mapping[str, Any], shift_s: float = 0.0) -> Any:
    """Return Orekit's own SGP4 of a near-Earth element set whose epoch is moved by so many seconds."""
    utc = TimeScalesFactory.getUTC()
    angles = [math.radians(elements[name]) for name in ("inclination_deg", "perigee_argument_deg", "node_deg")]
    set_ = TLE(
        25544, "U", 1998, 67, "A", 0, 999,
        date_of(elements["epoch"], shift_s),
        elements["mean_motion_rev_per_day"] * math.tau / SECONDS_IN_A_DAY, 0.0, 0.0,
        elements["eccentricity"], *angles, math.radians(elements["mean_anomaly_deg"]),
        1, elements.get("bstar", 0.0), utc,
    )  # fmt: skip
    return TLEPropagator.selectExtrapolator(set_)


def ground_point(site: Mapping[str, Any], *, with_tides: bool = True) -> Any:
    """Return a place on the ellipsoid WGS84 in ITRF: with polar motion and UT1, precession and nutation of IERS 2010.

    Without the tidal terms, which move a crossing by less than a millisecond, Orekit takes a third of the time. A
    site with ``polar_motion`` false stands in TIRF.
    """
    frame = FramesFactory.getITRF if site.get("polar_motion", True) else FramesFactory.getTIRF
    turning = frame(IERSConventions.IERS_2010, not with_tides)
    earth = OneAxisEllipsoid(Constants.WGS84_EARTH_EQUATORIAL_RADIUS, Constants.WGS84_EARTH_FLATTENING, turning)
    latitude, longitude = math.radians(site["latitude_deg"]), math.radians(site["longitude_deg"])
    return TopocentricFrame(earth, GeodeticPoint(latitude, longitude, site.get("altitude_m", 0.0)), "place")


def _usno_leap_seconds(table: Path) -> str:
    """Return the table of leap seconds as the US Naval Observatory wrote it."""
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    lines = []
    for line in table.read_text(encoding="ascii").splitlines():
        if line.strip() and not line.startswith("#"):
            day, date, month, year, offset_s = line.split()
            date_text = f" {int(year)} {months[int(month) - 1]} {int(date):2d} =JD {float(day) + 2_400_000.5:.1f}"
            lines.append(f"{date_text}  TAI-UTC= {float(offset_s):11.7f}       S + (MJD - 41317.) X 0.0      S")
    return "\n".join(lines) + "\n"
