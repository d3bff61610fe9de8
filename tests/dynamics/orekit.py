"""What Orekit found, and what is found here: for the tests and for the page on validation.

How the files of reference/ were made stands in the scripts beside them.
"""

import json
import math
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from crossflight.dynamics.launches.crossings import crossings, reach_deg
from crossflight.dynamics.light.eclipse import eclipses
from crossflight.dynamics.orbit.propagation import satellite
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import Array, julian_utc, utc_array
from crossflight.instants import parse
from crossflight.record import MeanElements
from dynamics.places import Spot
from dynamics.station_elements import SEPTEMBER_2022_21

__all__ = ["PLACES", "SHADOWS", "CrossingsOfAPlace", "Shadow", "crossings_of", "shadow_of"]

REFERENCE = Path(__file__).parent / "reference"

SHADOWS = ("umbra", "penumbra")
PLACES = ("baikonur", "kennedy", "mahia", "wenchang", "jiuquan", "grazing", "grazing-unmoved-pole")


class Shadow(NamedTuple):
    """Entries and exits of a year, in seconds after its start."""

    expected_s: Array
    found_s: Array

    @property
    def grazing(self) -> tuple[Array, Array]:
        """Return the rows of both ends of the eclipses below 10 minutes, and how long those take in seconds."""
        entries = np.arange(0, len(self.expected_s) - 1, 2)
        lasting_s = self.expected_s[entries + 1] - self.expected_s[entries]
        short = entries[lasting_s < 600]
        return np.concatenate((short, short + 1)), lasting_s[lasting_s < 600]


class CrossingsOfAPlace(NamedTuple):
    """Crossings of half a year; sides as a text of N and S."""

    below_top_deg: float
    expected_s: Array
    found_s: Array
    expected_sides: str
    found_sides: str
    phase_apart_deg: Array


@cache
def _file(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((REFERENCE / f"{name}_orekit.json").read_text(encoding="ascii"))
    return content


@cache
def shadow_of(kind: str) -> Shadow:
    reference = _file("eclipses")
    start = parse(reference["start"])
    end = start + timedelta(days=reference["days"])
    found = eclipses((SEPTEMBER_2022_21,), start, end)
    periods = [period for eclipse in found if (period := getattr(eclipse, kind))]
    assert all(earlier.end <= later.start for earlier, later in pairwise(periods))
    ends = [(moment - start).total_seconds() for period in periods for moment in (period.start, period.end)]
    return Shadow(np.cumsum(reference[f"{kind}_steps_hundredths_of_s"]) / 100, np.array(ends))


@cache
def crossings_of(place_id: str) -> CrossingsOfAPlace:
    reference = _file("crossings")
    place = reference[place_id]
    start = parse(reference["start"])
    end = start + timedelta(days=reference["days"])
    orbit = _station(place["orbit"])
    spot = Spot(place["latitude_deg"], place["longitude_deg"])
    found = crossings(spot, orbit, start, end)
    expected_phase_deg = np.array(place["phases_hundredths_of_deg"]) / 100
    apart_deg = np.empty(0)
    if len(found.utc) == len(expected_phase_deg):
        phase_deg = found.plane.latitude_argument_deg - found.pad_argument_deg
        apart_deg = np.abs((phase_deg - expected_phase_deg + 180) % 360 - 180)
    return CrossingsOfAPlace(
        below_top_deg=reference["orbits"][place["orbit"]]["inclination_deg"] - abs(reach_deg(spot)),
        expected_s=np.cumsum(place["steps_hundredths_of_s"]) / 100,
        found_s=(found.utc - utc_array([start])[0]) / np.timedelta64(1, "s"),
        expected_sides=place["sides"],
        found_sides="".join("N" if northbound else "S" for northbound in found.is_northbound),
        phase_apart_deg=apart_deg,
    )


@cache
def _station(name: str) -> StationOrbit:
    """Return the path of SGP4 from one element set: as many sets, each of what SGP4 makes of the first by its day.

    A set alone would be foretold by the secular model beyond a day, and that has another node rate.
    """
    reference = _file("crossings")
    first = {key: value for key, value in reference["orbits"][name].items() if key != "source"}
    elements = MeanElements(**{**first, "epoch": f"{first['epoch']}Z"})
    start = parse(reference["start"])
    end = start + timedelta(days=reference["days"])
    record = satellite(elements)
    sets = []
    for day in range(reference["days"] + 2):
        epoch = elements.epoch + timedelta(days=day)
        [midnight], [fraction] = julian_utc(utc_array([epoch]))
        record.sgp4(midnight, fraction)
        node, perigee, anomaly = (math.degrees(angle) % 360 for angle in (record.Om, record.om, record.mm))
        angles = {"node_deg": node, "perigee_argument_deg": perigee, "mean_anomaly_deg": anomaly}
        sets.append(elements.model_copy(update={"epoch": epoch, **angles}))
    return StationOrbit(sets, start, end)
