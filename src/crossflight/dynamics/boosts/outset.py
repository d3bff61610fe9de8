"""Where a plan of boosts sets out from: the orbit as it was known on a day, and how well."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from crossflight import instants
from crossflight.dynamics.boosts.phase_error import TWO_OF_THREE, error_of_fit, promised_days
from crossflight.dynamics.orbit.fitting import daily_elements
from crossflight.dynamics.orbit.mean_plane import mean_plane_of
from crossflight.dynamics.orbit.plane import motion_deg_per_day
from crossflight.dynamics.orbit.propagation import Orbit, motion_teme, refuse_old_elements
from crossflight.dynamics.orbit.secular import SecularOrbit, fit
from crossflight.dynamics.time import utc_array
from crossflight.errors import ScenarioError
from crossflight.instants import DAY
from crossflight.record import Boost, Ephemeris, MeanElements, PhaseError
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["Outset", "outset", "with_derivative"]

OLDEST_DAYS = 365.0

REACH_DAYS = 4.0
SAMPLES = 401


LOST_DEG = 180.0


class Outset(NamedTuple):
    """The station's orbit, how it is inclined, and how its phase strays."""

    orbit: SecularOrbit
    inclination_deg: float
    error: PhaseError

    @property
    def known_until(self) -> datetime:
        """Return when one phase of three lies half a turn off: a boost for what comes later would be blind."""
        days = promised_days(self.error, self.orbit.motion_change_deg_per_day2, LOST_DEG, TWO_OF_THREE)
        return self.orbit.reference + days * DAY


def outset(orbit: Orbit, known_by: datetime | None = None, boosts: Sequence[Boost] = ()) -> Outset:
    """Return the orbit that goes on from the newest element set of a day.

    Parameters
    ----------
    orbit
        Element sets, or an ephemeris, which gives one for each day.
    known_by
        Later sets are not looked at; None: all are.
    boosts
        Of the station, flown and planned. Those of an ephemeris are taken with them.

    Raises
    ------
    ScenarioError
        When no set is as old as that, the newest is older than a year, or SGP4 finds no orbit near it.
    """
    if isinstance(orbit, Ephemeris):
        boosts = tuple({boost.instant: boost for boost in (*orbit.boosts, *boosts)}.values())
        orbit = daily_elements(orbit)
    sets = sorted(orbit, key=lambda elements: elements.epoch)
    if known_by is not None:
        known = [elements for elements in sets if elements.epoch <= known_by]
        if sets and not known:
            problem = (
                f"the oldest element set is of {instants.write(sets[0].epoch)}, after {instants.write(known_by)}, the "
                "first day of boosts"
            )
            raise ScenarioError(problem, path="orbit", way_out="begin later, or give older sets")
        refuse_old_elements(known, known_by, known_by, OLDEST_DAYS)
        sets = known
    *_, newest = sets = list(with_derivative(sets))
    found = fit(sets, boosts)
    return Outset(found, newest.inclination_deg, error_of_fit(found, sets))


def with_derivative(sets: Sequence[MeanElements]) -> tuple[MeanElements, ...]:
    """Return the sets in order of their epochs, the newest with a derivative of its motion where it has none.

    Those of ephemerides and of some OMM have none. It is taken from SGP4, which flies the set by its drag term: the
    parabola of its mean argument of latitude. Of the International Space Station's own sets of 2021 and 2022, it
    agrees with theirs within 0.004 degrees a day squared.

    Raises
    ------
    ScenarioError
        When SGP4 finds no orbit within four days of the epoch.
    """
    *older, newest = sorted(sets, key=lambda elements: elements.epoch)
    if newest.mean_motion_dot_rev_per_day2 or not newest.bstar:
        return (*older, newest)
    day = np.linspace(-REACH_DAYS, REACH_DAYS, SAMPLES)
    utc = utc_array([newest.epoch]) + np.rint(day * (SECONDS_IN_A_DAY * 1e6)).astype("timedelta64[us]")
    argument_deg = mean_plane_of(*motion_teme((newest,))(utc)).latitude_argument_deg
    off_deg = argument_deg - motion_deg_per_day(newest) * day
    off_deg = (off_deg - off_deg[SAMPLES // 2] + 180) % 360 - 180
    half_change = float(np.polyfit(day, off_deg, 2)[0])
    return (*older, newest.model_copy(update={"mean_motion_dot_rev_per_day2": half_change / 360}))
