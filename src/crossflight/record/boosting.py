"""Boosts of a station to be planned: the launches and landings that they serve, the limits, and the answer."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from crossflight import instants
from crossflight.record.ephemeris import Boost
from crossflight.record.noun import Instant, Noun, Period, Slug, Text

__all__ = [
    "BoostLimits",
    "BoostPlan",
    "BoostTarget",
    "BoostWish",
    "LeftOut",
    "Passage",
    "PhaseError",
    "PlannedBoost",
    "TargetOutcome",
]

Degrees = Annotated[float, Field(ge=-1080, le=1080)]
Height = Annotated[float, Field(ge=100, le=2000)]
Speed = Annotated[float, Field(ge=0, le=100)]


class Passage(Noun):
    """A place going through the station's plane, and where the station has to be then.

    The phase is told as the trade has it, and as the station's argument of latitude at the instant; the two
    grow together, both ends given.
    """

    instant: Instant
    profile: Text
    """What the phase is for, such as 2-orbit or landing."""
    phase_from_deg: Degrees
    phase_to_deg: Degrees
    argument_from_deg: Degrees
    argument_to_deg: Degrees

    @model_validator(mode="after")
    def _is_a_range(self) -> "Passage":
        for low, high in (
            (self.phase_from_deg, self.phase_to_deg),
            (self.argument_from_deg, self.argument_to_deg),
        ):
            if not low < high <= low + 360:
                message = f"the range {low:g} to {high:g} degrees is empty or wider than a turn"
                raise ValueError(message)
        return self

    @property
    def middle_deg(self) -> float:
        """Return the argument of latitude in the middle of the range."""
        return (self.argument_from_deg + self.argument_to_deg) / 2

    @property
    def half_width_deg(self) -> float:
        """Return how far the range reaches from its middle, as argument of latitude."""
        return (self.argument_to_deg - self.argument_from_deg) / 2

    def phase_deg(self, argument_deg: float) -> float:
        """Return the phase of an argument of latitude, by the turn nearest to the middle of the range."""
        off = (argument_deg - self.middle_deg + 180) % 360 - 180
        per_degree = (self.phase_to_deg - self.phase_from_deg) / (2 * self.half_width_deg)
        return (self.phase_from_deg + self.phase_to_deg) / 2 + off * per_degree


class BoostTarget(Noun):
    """A launch or a landing that needs its phase; any one of its passages will do."""

    id: Text
    kind: Literal["launch", "landing"]
    vehicle: Slug
    place: Slug
    """The pad or the landing zone."""
    passages: Annotated[tuple[Passage, ...], Field(min_length=1, max_length=400)]


class PhaseError(Noun):
    """How far a computed phase strays from the real one, boosts told: a Student's t of four degrees of freedom.

    Its scale after a time T is the root of ``first² + (per_day T)² + ((drag_share decay)² + drag_floor²)
    (T²/2)²``; 68 of 100 errors lie within 1.14 scales, 95 within 2.78.
    """

    first_deg: Annotated[float, Field(ge=0, le=360)]
    per_day_deg: Annotated[float, Field(ge=0, le=360)]
    drag_share: Annotated[float, Field(ge=0, le=10)]
    """Of the fitted drag: how far it will differ from the drag of the time to come."""
    drag_floor_deg_per_day2: Annotated[float, Field(ge=0, le=10)]
    """Of a station without drag: attitude, venting, scatter of the sets."""


class BoostLimits(Noun):
    """What the boosts have to keep to."""

    start: Instant
    end: Instant
    """Boosts lie in ``[start, end)``."""
    error: PhaseError
    budget_m_s: Speed | None = None
    """Of all boosts, up and down alike; None: as much as it takes."""
    lowest_km: Height | None = None
    highest_km: Height | None = None
    """Mean height over 6378.135 km, from start to end."""
    spacing_days: Annotated[int, Field(ge=1, le=365)] = 7
    """From one boost to the next at least; in 2021 and 2022 it was 8 days and more."""
    smallest_m_s: Annotated[float, Field(ge=0, le=10)] = 0.1
    """Of one boost; the smallest flown in 2021 and 2022 had 0.2."""
    largest_m_s: Annotated[float, Field(gt=0, le=50)] = 5.0
    """An assumption; the largest flown in 2021 and 2022 had 1.35."""
    quiet: tuple[Period, ...] = ()
    """Without boosts."""
    argument_deg: Annotated[float, Field(ge=0, lt=360)] | None = None
    """Where in the orbit boosts are made, argument of latitude; None: at noon UTC, wherever the station is."""
    confidence: Annotated[float, Field(gt=0.5, le=0.999)] = 0.95
    """Of a promise."""
    trim_days: Annotated[float, Field(gt=0, le=365)] | None = None
    """How long before a target its trim boost is made; None: as early as still gives the confidence."""

    @model_validator(mode="after")
    def _is_in_order(self) -> "BoostLimits":
        if self.end <= self.start:
            message = f"ends at {instants.write(self.end)}, not after its start {instants.write(self.start)}"
            raise ValueError(message)
        if self.lowest_km is not None and self.highest_km is not None and self.highest_km <= self.lowest_km:
            message = f"the highest height {self.highest_km:g} km does not lie over the lowest {self.lowest_km:g} km"
            raise ValueError(message)
        if self.largest_m_s < self.smallest_m_s:
            message = f"the largest boost {self.largest_m_s:g} m/s is less than the smallest {self.smallest_m_s:g} m/s"
            raise ValueError(message)
        return self


class BoostWish(Noun):
    """What is asked of a plan of boosts: the span, further launches and landings, and the limits."""

    station: str | None = None
    """Where no scenario tells it."""
    start: Instant | None = None
    """First day of boosts; nothing later is known of the orbit. None: the epoch of the newest element set."""
    end: Instant | None = None
    """Of boosts and of the flights looked at; None: 120 days after the start."""
    launches: tuple[str, ...] = ()
    """Each as ``TYPE@SITE=DAY:PROFILE``, such as soyuz-ms@baikonur-31-6=2022-03-18:2-orbit; ``DAY..DAY`` leaves the
    choice of a day, ``PROFILE+PROFILE`` of a profile; without one it is the shortest."""
    landings: tuple[str, ...] = ()
    """Each as ``TYPE@ZONE=DAY``, such as soyuz-ms@kazakhstan=2022-03-30."""
    boosts: tuple[Boost, ...] = ()
    """Of the station, flown and planned, that the plan takes as they are."""
    budget_m_s: Speed | None = None
    lowest_km: Height | None = None
    highest_km: Height | None = None
    spacing_days: Annotated[int, Field(ge=1, le=365)] = 7
    quiet_days: Annotated[int, Field(ge=0, le=60)] = 2
    """Without boosts before each launch and after each docking, and before each landing; an assumption."""
    trim_days: Annotated[float, Field(gt=0, le=365)] | None = None
    confidence: Annotated[float, Field(gt=0.5, le=0.999)] = 0.95


class PlannedBoost(Noun):
    """A boost of the plan."""

    instant: Instant
    delta_v_m_s: float
    """Positive raises the orbit, negative lowers it."""
    height_before_km: float
    height_after_km: float
    """Mean height over 6378.135 km."""
    purposes: tuple[Text, ...]
    """Targets that would be missed, or be nearer to the edge of their range, without it; "height" likewise."""

    def as_boost(self) -> Boost:
        """Return it as others take it."""
        return Boost(instant=self.instant, delta_v_m_s=self.delta_v_m_s, name=", ".join(self.purposes)[:2000] or None)


class TargetOutcome(Noun):
    """What the plan does for one target."""

    target: Text
    kind: Literal["launch", "landing"]
    profile: Text
    instant: Instant
    """The passage that is used, boosts included."""
    is_met: bool
    """The computed phase lies in the range."""
    phase_from_deg: float
    phase_to_deg: float
    phase_before_deg: float
    """Without the boosts of this plan."""
    phase_after_deg: float
    margin_deg: float
    """From the nearer edge of the range, inside it; negative: so far outside."""
    error_deg: float
    """Two of three phases (68 of 100) will lie within this of the computed one, with no further boost."""
    chance: float
    """That the phase will lie in the range with no further boost."""
    alone_m_s: float | None
    """What one boost at the first slot would take for this target alone; None: no slot lies before it."""
    days_ahead: float
    """From the orbit's newest element set."""
    promised_days: float
    """So long before, the middle of the range can be promised with no further boost."""
    trim_days: float
    """How long before a trim boost is made."""
    trim_m_s: float
    """Held back for it: enough in as many cases as the confidence says."""
    trim_chance: float
    """That the target is met after the trim."""


class LeftOut(Noun):
    """A flight that asks for no boost, and why."""

    flight: Text
    reason: Text


class BoostPlan(Noun):
    """Boosts, what they do for each target, and what is not met."""

    boosts: tuple[PlannedBoost, ...]
    targets: tuple[TargetOutcome, ...]
    total_m_s: float
    needed_m_s: float | None = None
    """Where targets are missed: what all of them would take without the budget; None: all are met, or none could."""
    lowest_km: float
    highest_km: float
    """Reached from start to end."""
    reasons: tuple[Text, ...] = ()
    """Why a target is missed, or a limit is not kept."""
    left_out: tuple[LeftOut, ...] = ()
    limits: BoostLimits
    orbit_epoch: Instant
    basis: Text

    @property
    def all_met(self) -> bool:
        """Say whether every target is met and every limit kept."""
        return not self.reasons
