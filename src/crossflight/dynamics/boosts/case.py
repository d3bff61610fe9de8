"""What a boost does to the phase at each passage and to the height, and when boosts may be made."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from crossflight import instants
from crossflight.dynamics.boosts.passages import passage_after_boosts
from crossflight.dynamics.boosts.phase_error import error_scale_deg, error_within_deg
from crossflight.dynamics.boosts.programme import Aim, Heights, Programme
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2, EARTH_RADIUS_KM, EARTH_TURN_DEG_PER_DAY
from crossflight.dynamics.orbit.secular import SecularOrbit, axis_ahead_km, phase_ahead_deg
from crossflight.dynamics.time import Array, utc_array
from crossflight.instants import DAY
from crossflight.record import Boost, BoostLimits, BoostTarget, Passage
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["BoostCase", "Way", "margin_deg"]

MOST_SLOTS = 45
"""Days on which boosts are tried; a longer span is tried every second day, or third."""

NOON = timedelta(hours=12)
HALF_A_DAY = 0.5
SECOND = timedelta(seconds=1)

FINEST_M_S = 5e-4
"""Five times what boosts are rounded to. From its edges a phase keeps the distance that the earliest boost of this size
would move it, so that rounding misses no target."""


@dataclass(frozen=True)
class Way:
    """A passage of a target, as numbers."""

    target: int
    passage: Passage
    days: float
    """From the orbit's newest element set."""
    before_deg: float
    """Argument of latitude without the boosts that are to be planned."""
    scale_deg: float
    """Of its error."""


class BoostCase:
    """The slots for boosts, the passages that can be aimed at, and what the one does to the other."""

    def __init__(self, orbit: SecularOrbit, targets: Sequence[BoostTarget], limits: BoostLimits) -> None:
        self.orbit, self.targets, self.limits = orbit, tuple(targets), limits
        speed_m_s = 1000 * math.sqrt(EARTH_GM_KM3_PER_S2 / orbit.axis_km)
        self.step_deg_per_day = -3 * orbit.motion_deg_per_day / speed_m_s
        """What 1 m/s does to the motion, as in :mod:`crossflight.dynamics.orbit.secular`."""
        self.height_km_per_m_s = 2 * orbit.axis_km / speed_m_s
        # A boost changes the node too, by 7/3 of its share of the motion, and with it the instant of the passage.
        turning = orbit.node_rate_deg_per_day
        self.at_passage = 1 + 7 / 3 * turning / (EARTH_TURN_DEG_PER_DAY - turning)
        self.slots = self._slots()
        self.slot_days = np.array([self._days(moment) for moment in self.slots])
        self.ways = tuple(
            self._way(index, passage)
            for index, target in enumerate(self.targets)
            for passage in target.passages
            if passage.instant > limits.start
        )

    def response_deg(self, way: Way) -> Array:
        """Return what 1 m/s at each slot does to the phase at a passage, shape (slots,)."""
        left_days = np.maximum(way.days - self.slot_days, 0.0)
        return np.asarray(self.step_deg_per_day * left_days * self.at_passage)

    def programme(self, *, keeps_distance: bool) -> Programme:
        """Return what is to be chosen from; each phase keeps its distance from the edges of its range, or need not."""
        aims = []
        for way in self.ways:
            half = way.passage.half_width_deg
            edge = min(FINEST_M_S * float(np.max(np.abs(self.response_deg(way)), initial=0.0)), half / 4)
            kept = min(max(self._distance_deg(way), edge), half - edge) if keeps_distance else edge
            inside = half - kept
            off = (way.passage.middle_deg - way.before_deg + 180) % 360 - 180
            aims.append(Aim(way.target, self.response_deg(way), off - inside, off + inside))
        return Programme(
            slot_days=self.slot_days,
            aims=tuple(aims),
            targets=len(self.targets),
            heights=self._heights(),
            smallest_m_s=self.limits.smallest_m_s,
            largest_m_s=self.limits.largest_m_s,
            # Slots at a place in the orbit lie up to half a revolution from noon.
            spacing_days=self.limits.spacing_days - HALF_A_DAY,
            total_m_s=math.inf if self.limits.budget_m_s is None else self.limits.budget_m_s,
        )

    def boosted(self, boosts: Sequence[Boost]) -> SecularOrbit:
        """Return the orbit with boosts of the plan."""
        return replace(self.orbit, boosts=(*self.orbit.boosts, *boosts))

    def heights_km(self, boosts: Sequence[Boost]) -> list[float]:
        """Return the mean heights over the span: at its ends, and before and after each slot."""
        axes_km = axis_ahead_km(self.boosted(boosts), utc_array(self._checks()))
        return [float(axis_km) - EARTH_RADIUS_KM for axis_km in axes_km]

    def after(self, boosts: Sequence[Boost], way: Way) -> tuple[datetime, float]:
        """Return the passage and the argument of latitude there, boosts included, nothing taken as small."""
        boosted = self.boosted(boosts)
        moment = passage_after_boosts(self.orbit, boosted, way.passage.instant)
        return moment, float(phase_ahead_deg(boosted, utc_array([moment]))[0])

    def nearest_way(self, target: int, boosts: Sequence[Boost]) -> Way:
        """Return the passage of a target whose range the phase is deepest in, or nearest to."""
        own = [way for way in self.ways if way.target == target]
        return max(own, key=lambda way: margin_deg(way.passage, self.after(boosts, way)[1]))

    def _days(self, moment: datetime) -> float:
        return (moment - self.orbit.reference) / DAY

    def _way(self, index: int, passage: Passage) -> Way:
        days = self._days(passage.instant)
        scale = error_scale_deg(self.limits.error, self.orbit.motion_change_deg_per_day2, days)
        before = float(phase_ahead_deg(self.orbit, utc_array([passage.instant]))[0])
        return Way(index, passage, days, before, scale * self.at_passage)

    def _distance_deg(self, way: Way) -> float:
        """Return how far from the edges a phase has to lie: enough to be promised.

        Where the error is wider than the range, a trim boost will be needed, and the sooner it is sure to be the less
        a distance now is worth: it goes down to nothing at an error twice as wide.
        """
        half = way.passage.half_width_deg
        needed = error_within_deg(way.scale_deg, self.limits.confidence)
        return needed if needed <= half else max(0.0, 2 * half - needed)

    def _slots(self) -> tuple[datetime, ...]:
        """Return when boosts may be made: evenly over the span, and on the last and first days around quiet ones."""
        limits = self.limits
        first = instants.midnight(limits.start) + NOON
        every_day = [first + index * DAY for index in range(math.ceil((limits.end - first) / DAY) + 1)]
        moments = [self._at_argument(moment) for moment in every_day]
        days = [
            moment
            for moment in moments
            if limits.start <= moment < limits.end and not any(span.contains(moment) for span in limits.quiet)
        ]
        step = max(1, math.ceil(len(days) / MOST_SLOTS))
        gap = DAY * 1.5
        edges = {
            index
            for index, day in enumerate(days)
            if day - days[max(index - 1, 0)] > gap or days[min(index + 1, len(days) - 1)] - day > gap
        }
        return tuple(days[index] for index in sorted(edges | set(range(0, len(days), step))))

    def _at_argument(self, noon: datetime) -> datetime:
        """Return the instant nearest to noon at which the station is where boosts are made."""
        if self.limits.argument_deg is None:
            return noon
        ahead_deg = self.limits.argument_deg - float(phase_ahead_deg(self.orbit, utc_array([noon]))[0])
        turns = ((ahead_deg + 180) % 360 - 180) / self.orbit.motion_deg_per_day
        return noon + timedelta(seconds=round(turns * SECONDS_IN_A_DAY))

    def _heights(self) -> Heights | None:
        limits = self.limits
        if limits.lowest_km is None and limits.highest_km is None:
            return None
        checks = self._checks()
        is_done = np.array([[slot < check for slot in self.slots] for check in checks], dtype=np.float64)
        return Heights(
            base_km=axis_ahead_km(self.orbit, utc_array(checks)) - EARTH_RADIUS_KM,
            response_km=is_done.reshape(len(checks), len(self.slots)) * self.height_km_per_m_s,
            lowest_km=-math.inf if limits.lowest_km is None else limits.lowest_km,
            highest_km=math.inf if limits.highest_km is None else limits.highest_km,
        )

    def _checks(self) -> list[datetime]:
        around = [moment for slot in self.slots for moment in (slot - SECOND, slot + SECOND)]
        return [self.limits.start, *around, self.limits.end]


def margin_deg(passage: Passage, argument_deg: float) -> float:
    """Return how far inside the range an argument of latitude lies; negative: outside."""
    off = (argument_deg - passage.middle_deg + 180) % 360 - 180
    return passage.half_width_deg - abs(off)
