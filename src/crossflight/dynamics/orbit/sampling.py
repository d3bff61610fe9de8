"""An ephemeris of an orbit: states at even steps, in the frame that is asked for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np

from crossflight import instants
from crossflight.dynamics.frames import gcrs_to_eme2000, teme_to_gcrs
from crossflight.dynamics.orbit.arcs import motion_with_boosts_teme
from crossflight.dynamics.orbit.fitting import radius_and_position_rms_km
from crossflight.dynamics.orbit.propagation import Motion, Orbit, motion_teme, nearest_elements
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.errors import CallError, ScenarioError
from crossflight.record import Boost, Ephemeris, Frame, MeanElements, Vector

__all__ = ["ephemeris", "fit_rms_km", "interpolation_error_m"]

MOST_STATES = 50_000
"""Twenty weeks in steps of four minutes; some 15 MB in XML, and files beyond 20 MB could not be read back."""

LONGEST_WAY_RAD = 0.8
"""About the Earth from one state to the next; more is read back by nobody."""


def ephemeris(
    orbit: Orbit, start: datetime, end: datetime, step: timedelta, frame: Frame, boosts: Sequence[Boost] = ()
) -> Ephemeris:
    """Return the states from ``start`` to ``end``, both among them; the last step may be shorter.

    Of several element sets the one nearest to the start is taken, since between two sets a path jumps by a
    kilometre; boosts after its epoch change the path. An ephemeris is interpolated, and keeps its own boosts.

    Raises
    ------
    CallError
        When the span is empty, or the states are too many or too far apart.
    ScenarioError
        When SGP4 finds no orbit in the span, or the span leaves the ephemeris.
    """
    _refuse_steps(start, end, step)
    motion, kept, named = _source(orbit, start, boosts)
    epochs = tuple(dict.fromkeys((*(start + number * step for number in range((end - start) // step + 1)), end)))
    utc = utc_array(epochs)
    position_teme_km, velocity_teme_km_per_s = motion(utc)
    _refuse_distant_states(position_teme_km, velocity_teme_km_per_s, step)
    return Ephemeris(
        name=named.name,
        international_designator=named.international_designator,
        frame=frame,
        epochs=epochs,
        positions_km=_rows(_turned(position_teme_km, utc, frame)),
        velocities_km_per_s=_rows(_turned(velocity_teme_km_per_s, utc, frame)),
        boosts=tuple(boost for boost in kept if start <= boost.instant < end),
    )


def interpolation_error_m(made: Ephemeris, orbit: Orbit, boosts: Sequence[Boost] = ()) -> float:
    """Return how far the ephemeris lies half-way between its states from the orbit that it was made from."""
    motion, _, _ = _source(orbit, made.epochs[0], boosts)
    epochs = utc_array(made.epochs)
    utc = epochs[:-1] + (epochs[1:] - epochs[:-1]) / 2
    off_km = motion_teme(made)(utc)[0] - motion(utc)[0]
    return float(1000 * np.linalg.norm(off_km, axis=1).max())


def fit_rms_km(orbit: Ephemeris, sets: Sequence[MeanElements]) -> tuple[float, ...]:
    """Return for each fitted set how far it lies from the states nearest to it, on its own side of the boosts."""
    bounds = [_between(orbit, left.epoch, right.epoch) for left, right in pairwise(sets)]
    starts, ends = [orbit.epochs[0], *bounds], [*bounds, orbit.epochs[-1]]
    return tuple(
        radius_and_position_rms_km(orbit, entry, start, end)[1]
        for entry, start, end in zip(sets, starts, ends, strict=True)
    )


def _between(orbit: Ephemeris, left: datetime, right: datetime) -> datetime:
    """Return the boost between two epochs, or else their middle."""
    boosts = [boost.instant for boost in orbit.boosts if left < boost.instant < right]
    return boosts[0] if boosts else left + (right - left) / 2


def _source(
    orbit: Orbit, start: datetime, boosts: Sequence[Boost]
) -> tuple[Motion, tuple[Boost, ...], MeanElements | Ephemeris]:
    """Return the motion, the boosts that it holds, and what names the object."""
    if isinstance(orbit, Ephemeris):
        if boosts:
            message = "an ephemeris holds its boosts already; leave the further ones out, or give element sets"
            raise CallError(message)
        return motion_teme(orbit), orbit.boosts, orbit
    elements = nearest_elements(orbit, start)
    later = tuple(sorted((boost for boost in boosts if boost.instant > elements.epoch), key=lambda one: one.instant))
    return motion_with_boosts_teme((elements,), later), later, elements


def _refuse_steps(start: datetime, end: datetime, step: timedelta) -> None:
    if end <= start:
        message = (
            f"the span ends at {instants.write(end)}, not after its start {instants.write(start)} — give a later end"
        )
        raise CallError(message)
    if step <= timedelta(0):
        message = f"a step of {step.total_seconds() / 60:g} min leads nowhere — give one above 0"
        raise CallError(message)
    count = (end - start) // step + 1
    if count > MOST_STATES:
        message = f"the span has {count:,} states; at most {MOST_STATES:,} are written — give a longer step"
        raise CallError(message)


def _refuse_distant_states(position_km: Array, velocity_km_per_s: Array, step: timedelta) -> None:
    turn_rad_per_s = np.linalg.norm(velocity_km_per_s, axis=1) / np.linalg.norm(position_km, axis=1)
    longest_min = LONGEST_WAY_RAD / float(turn_rad_per_s.max()) / 60
    if step.total_seconds() / 60 > longest_min:
        message = (
            f"a step of {step.total_seconds() / 60:g} min is too long to interpolate this orbit; at most "
            f"{longest_min:.1f} — give a shorter one, such as 4"
        )
        raise CallError(message)


def _turned(vector_teme: Array, utc: Utc, frame: Frame) -> Array:
    if frame == "TEME":
        return vector_teme
    vector_gcrs = teme_to_gcrs(vector_teme, utc)
    return vector_gcrs if frame == "GCRF" else gcrs_to_eme2000(vector_gcrs)


def _rows(vectors: Array) -> tuple[Vector, ...]:
    if not np.isfinite(vectors).all():
        problem = "the orbit gives positions that are no numbers"
        raise ScenarioError(problem, path="orbit", way_out="give an element set nearer to that time")
    return tuple((x, y, z) for x, y, z in vectors.tolist())
