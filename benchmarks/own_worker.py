"""What Crossflight is asked, in an interpreter of its own; all of it runs on one core."""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from answering import Answer, Problem, Task, answer_questions

from crossflight.dynamics.crossings import crossings as crossings_of
from crossflight.dynamics.eclipse import eclipses as eclipses_of
from crossflight.dynamics.options import launch_options
from crossflight.dynamics.station import StationOrbit
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.dynamics.windows import launch_windows
from crossflight.files import catalogue
from crossflight.instants import Span, parse
from crossflight.record import Ascent, LaunchSite, MeanElements, Profile


def crossings(problem: Problem) -> Callable[[], Answer]:
    """Find the plane crossings of all sites, with phase."""
    start, end = _span(problem)
    orbit = StationOrbit(_sets(problem), start, end)
    found = [crossings_of(site, orbit, start, end) for site in _sites(problem)]
    phases = [(one.plane.latitude_argument_deg - one.pad_argument_deg) % 360 for one in found]

    def answer() -> Answer:
        return {
            "sites": [
                {
                    "seconds": _seconds(one.utc, problem).tolist(),
                    "argument_deg": one.plane.latitude_argument_deg.tolist(),
                    "phase_deg": phase_deg.tolist(),
                }
                for one, phase_deg in zip(found, phases, strict=True)
            ]
        }

    return answer


def eclipses(problem: Problem) -> Callable[[], Answer]:
    """Find umbra and penumbra."""
    start, end = _span(problem)
    found = eclipses_of(_sets(problem), start, end)

    def answer() -> Answer:
        told = {}
        for kind in ("umbra", "penumbra"):
            periods = [period for eclipse in found if (period := getattr(eclipse, kind))]
            ends = [moment for period in periods for moment in (period.start, period.end)]
            told[kind] = _seconds(utc_array(moment for moment in ends if start < moment < end), problem).tolist()
        return told

    return answer


def options(problem: Problem) -> Callable[[], Answer]:
    """Solve the profiles of every opportunity of all sites, for one ascent at each."""
    span = _span(problem)
    orbit = StationOrbit(_sets(problem), *span)
    found = [launch_options(site, orbit, ascent, profiles, span) for site, ascent, profiles in _pads(problem)]

    def answer() -> Answer:
        windows, profiles = [], []
        for crossings, solved in (one for one in found if one is not None):
            inside = np.searchsorted(crossings.utc, utc_array([span[1]])[0])
            windows.append(int(inside))
            profiles.append(int(np.count_nonzero(solved.row < inside)))
        return {"windows": windows, "profiles": profiles}

    return answer


def windows(problem: Problem) -> Callable[[], Answer]:
    """Solve them, and tell all of it as nouns."""
    start, end = _span(problem)
    orbit = StationOrbit(_sets(problem), start, end)
    found = [launch_windows(site, orbit, ascent, profiles, start, end) for site, ascent, profiles in _pads(problem)]
    return lambda: {
        "windows": [len(one) for one in found],
        "profiles": [sum(len(window.profiles) for window in one) for one in found],
    }


def _span(problem: Problem) -> Span:
    start = parse(problem["start"])
    return start, start + timedelta(days=problem["days"])


def _sets(problem: Problem) -> tuple[MeanElements, ...]:
    return (MeanElements(**problem["elements"]),)


def _sites(problem: Problem) -> list[LaunchSite]:
    return [LaunchSite(id=f"site-{row}", name="Site", **site) for row, site in enumerate(problem["sites"])]


def _pads(problem: Problem) -> Iterator[tuple[LaunchSite, Ascent, tuple[Profile, ...]]]:
    """Yield each site with its ascent and the profiles of what is launched there."""
    ascents = {ascent.id: ascent for ascent in catalogue().ascents}
    for site, name in zip(_sites(problem), problem["ascents"], strict=True):
        ascent = ascents[name]
        yield site, ascent, tuple(entry for entry in catalogue().profiles if ascent.vehicle_type in entry.vehicle_types)


def _seconds(utc: Utc, problem: Problem) -> Array:
    return np.asarray((utc - utc_array([parse(problem["start"])])[0]) / np.timedelta64(1, "s"))


TASKS: Mapping[str, Task] = {"crossings": crossings, "eclipses": eclipses, "options": options, "windows": windows}

if __name__ == "__main__":
    catalogue()
    answer_questions(TASKS)
