"""Orbits out: the orbit of a scenario, a plan or an orbit file, written as OMM or OEM for others."""

# ruff: noqa: PLC0415 - the arrays and the frames are imported when they are first needed

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crossflight import files
from crossflight.errors import CallError, FileError, InputError
from crossflight.files.reading import is_file, read_bytes
from crossflight.record import Boost, Ephemeris, Frame, OrbitExport, Plan
from crossflight.story.corridor import load
from crossflight.story.naming import naming

__all__ = ["ORBIT_ENDINGS", "KnownOrbit", "Sampling", "export_orbit", "known_orbit"]

ORBIT_ENDINGS = {"omm": (".json", ".xml", ".csv", ".kvn", ".omm", ".txt"), "oem": (".oem", ".xml", ".kvn", ".txt")}
"""By format: the endings that a file of it may have; the notation goes by them, KVN where they say nothing."""

_ELEMENTS_IN_JSON = re.compile(r'"MEAN_MOTION"\s*:')


@dataclass(frozen=True)
class KnownOrbit:
    """An orbit, and the boosts that are to change it."""

    orbit: files.Orbit
    file: str
    """Where it comes from, for messages."""
    boosts: tuple[Boost, ...] = ()


@dataclass(frozen=True)
class Sampling:
    """At which instants and in which frame an ephemeris is written."""

    start: datetime | None = None
    """None: the epoch of the newest element set, or the first state of an ephemeris."""
    end: datetime | None = None
    """None: a day after the start, or the last state of an ephemeris."""
    step: timedelta = timedelta(minutes=4)
    frame: Frame = "EME2000"


def known_orbit(file: str | Path, catalogue_number: int | None = None, boosts: Sequence[Boost] = ()) -> KnownOrbit:
    """Return the orbit of an orbit file, or of a scenario or plan with the boosts planned there.

    Parameters
    ----------
    file
        An OMM, TLE or OEM file, a scenario or plan file, or the name of a shipped scenario.
    catalogue_number
        Which object's element sets to take; None: the file holds one object.
    boosts
        Further ones.

    Raises
    ------
    InputError
        When it cannot be read, or holds no orbit.
    """
    if _is_orbit_file(Path(file)):
        return KnownOrbit(files.load_orbit(file, catalogue_number), str(file), tuple(boosts))
    loaded = load(file)
    scenario, planned = (loaded.scenario, loaded.boosts) if isinstance(loaded, Plan) else (loaded, ())
    if scenario.orbit is None:
        problem = f"the scenario '{scenario.name}' gives no orbit"
        raise InputError(problem, file=str(file), path="orbit", way_out="add [orbit] to it, or give an orbit file")
    named = scenario.orbit.model_copy(
        update={
            "name": scenario.orbit.name or scenario.station.name,
            "catalogue_number": scenario.orbit.catalogue_number or scenario.station.catalogue_number,
        }
    )
    both = dict.fromkeys((*scenario.boosts, *planned, *boosts))
    return KnownOrbit((named,), str(file), tuple(sorted(both, key=lambda boost: boost.instant)))


def export_orbit(known: KnownOrbit, to: str, path: str | Path, sampling: Sampling | None = None) -> OrbitExport:
    """Write an orbit to a file, whole or not at all: ``omm``, its mean elements, or ``oem``, states in a span.

    Element sets are fitted to an ephemeris, one for each day or so and none over a boost. An ephemeris is flown
    by SGP4 through the boosts that lie after the epoch, and lists them in comments as NASA does.

    Raises
    ------
    CallError
        When there is no such format, or the span or the step make no sense.
    InputError
        When the file cannot be written, or the orbit does not reach over the span.
    """
    if to not in ORBIT_ENDINGS:
        message = f"'{to}' is no format to export an orbit to — choose {' or '.join(ORBIT_ENDINGS)}"
        raise CallError(message)
    if Path(path).suffix.lower() not in ORBIT_ENDINGS[to]:
        problem = f"the ending '{Path(path).suffix}' tells no notation of an {to.upper()}"
        raise FileError(problem, file=str(path), way_out=f"end the name in {', '.join(ORBIT_ENDINGS[to])}")
    files.try_writing(path)
    with naming(known.file):
        return _as_oem(known, path, sampling or Sampling()) if to == "oem" else _as_omm(known, path)


def _as_omm(known: KnownOrbit, path: str | Path) -> OrbitExport:
    from crossflight import dynamics

    rms_km: tuple[float, ...] = ()
    if isinstance(known.orbit, Ephemeris):
        sets = dynamics.daily_elements(known.orbit)
        rms_km = tuple(round(value, 3) for value in dynamics.fit_rms_km(known.orbit, sets))
    else:
        sets = known.orbit
    files.save_orbit(sets, path, datetime.now(UTC))
    return OrbitExport(
        kind="omm", count=len(sets), start=sets[0].epoch, end=sets[-1].epoch, frame="TEME", fit_rms_km=rms_km
    )


def _as_oem(known: KnownOrbit, path: str | Path, sampling: Sampling) -> OrbitExport:
    from crossflight import dynamics

    start, end = _span(known.orbit, sampling)
    made = dynamics.ephemeris(known.orbit, start, end, sampling.step, sampling.frame, known.boosts)
    off_m = dynamics.interpolation_error_m(made, known.orbit, known.boosts)
    files.save_orbit(made, path, datetime.now(UTC))
    return OrbitExport(
        kind="oem",
        count=len(made.epochs),
        start=start,
        end=end,
        frame=made.frame,
        boosts=made.boosts,
        interpolation_m=round(off_m, 4),
    )


def _span(orbit: files.Orbit, sampling: Sampling) -> tuple[datetime, datetime]:
    if isinstance(orbit, Ephemeris):
        return sampling.start or orbit.epochs[0], sampling.end or orbit.epochs[-1]
    start = sampling.start or _whole_second(max(entry.epoch for entry in orbit))
    return start, sampling.end or start + timedelta(days=1)


def _whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _is_orbit_file(path: Path) -> bool:
    """Say whether a file holds element sets or an ephemeris, by its ending and what JSON holds.

    A file that is no JSON and no TOML can only be an orbit; so whatever is wrong with it is told as such.
    """
    if path.suffix.lower() == ".toml" or (not path.suffix and not is_file(path)):
        return False
    if not is_file(path):
        return path.suffix.lower() != ".json"
    content = read_bytes(path, give="a scenario, a plan or an orbit file")[:1_000_000].decode("utf-8-sig", "replace")
    start = content.lstrip()[:1]
    return start != "{" or bool(_ELEMENTS_IN_JSON.search(content) and '"scenario"' not in content)
