"""What Crossflight is asked, in an interpreter of its own; all of it runs on one core."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from answering import Answer, Problem, Task, answer_questions
from planner_tasks import READY
from planner_tasks import TASKS as PLANNER_TASKS
from scaling import days_off, more_stations, more_years

from crossflight import story
from crossflight.dynamics.launches.crossings import crossings as crossings_of
from crossflight.dynamics.launches.options import launch_options
from crossflight.dynamics.launches.windows import launch_windows
from crossflight.dynamics.light.eclipse import eclipses as eclipses_of
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.files import catalogue
from crossflight.instants import Span, parse
from crossflight.record import Ascent, LaunchSite, MeanElements, Profile, Progress, Scenario


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


def scale(problem: Problem) -> Callable[[], Answer]:
    """Plan iss-2022 so many times the years, or as many stations that share people."""
    base = story.load("iss-2022", courses=True)
    assert isinstance(base, Scenario)
    limit_s, seed = problem["limit_s"], problem.get("seed", 0)
    # The preparation of a model that is too large heeds no limit: it ended at 14 GB when nobody stopped it.
    resource.setrlimit(resource.RLIMIT_CPU, (int(MOST_OF_THE_LIMIT * limit_s), resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, resource.RLIM_INFINITY))
    first_plan: list[float] = []

    def heard(progress: Progress) -> None:
        if progress.value is not None and not first_plan:
            first_plan.append(time.process_time() - began)

    if stations := problem.get("stations"):
        settings = more_stations(base, stations)
        began = time.process_time()
        planned = story.plan_stations(settings, time_limit_s=limit_s, seed=seed, watch=heard)
        answers = [entry.answer for entry in planned]
    else:
        setting = more_years(base, problem["years"])
        began = time.process_time()
        eras_days = None if problem["by_eras"] else 0
        answers = [story.plan(setting, eras_days=eras_days, time_limit_s=limit_s, seed=seed, watch=heard)]
    cpu_s = time.process_time() - began

    def answer() -> Answer:
        plans = [entry.plan for entry in answers if entry.plan is not None]
        broken = [finding for plan in plans for finding in story.check(plan) if finding.state == "broken"]
        measured = [story.measure(plan) for plan in plans]
        return {
            "status": [entry.status for entry in answers],
            "message": answers[-1].message,
            "has_plan": len(plans) == problem.get("stations", 1),
            "cpu_s": cpu_s,
            "first_plan_cpu_s": first_plan[0] if first_plan else None,
            "broken": len(broken),
            "measured": {
                "uncovered days": round(sum(entry.days for one in measured for entry in one.uncovered), 2),
                "exposure": sum(one.exposure_person_days for one in measured),
                "days off": round(sum(days_off(plan) for plan in plans)),
            },
            "flights": sum(len(plan.flights) for plan in plans),
            "levels": [[level.model_dump() for level in entry.levels] for entry in answers],
            "eras": [[era.model_dump(mode="json") for era in entry.eras] for entry in answers],
        }

    return answer


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


MOST_OF_THE_LIMIT = 1.5
"""Seconds of processor, in those of the clock, after which a solve is ended from outside."""

MOST_BYTES = 8 * 2**30

TASKS: Mapping[str, Task] = {
    "crossings": crossings,
    "eclipses": eclipses,
    "options": options,
    "windows": windows,
    "scale": scale,
    **PLANNER_TASKS,
}

if __name__ == "__main__":
    catalogue()
    answer_questions(TASKS, READY)
