"""What a spacewalk needs: what a suit can stand, the way to pure oxygen, places of work and the ways between them."""

from typing import Annotated, Literal

from pydantic import Field

from crossflight.record.noun import Count, Fact, Noun, Slug, Text

__all__ = ["LifeSupport", "Minutes", "Prebreathe", "PrebreatheStep", "Watts", "Worksite"]

Minutes = Annotated[float, Field(ge=0, le=1440)]
Watts = Annotated[float, Field(gt=0, le=2000)]


class LifeSupport(Noun):
    """How long a spacewalk suit keeps somebody alive and at work; None: not public."""

    endurance_min: Minutes
    """Planned use, reserve not counted."""
    worst_sun_min: Minutes | None = None
    """The same with the Sun where it is worst for cooling."""
    reserve_min: Minutes = 0.0
    """Beyond the planned use, for contingencies only."""
    emergency_oxygen_min: Minutes | None = None
    """Supply of the backup, from which everybody must be back in the lock."""
    metabolic_budget_kj: Annotated[float, Field(gt=0)] | None = None
    """Heat of work that the suit can take up."""
    planned_rate_w: Watts | None = None
    """Usual heat of work of a whole spacewalk."""
    high_rate_w: Watts | None = None
    """Of hard work that lasts."""
    least_height_cm: Annotated[float, Field(gt=0, le=300)] | None = None
    most_height_cm: Annotated[float, Field(gt=0, le=300)] | None = None
    fit: Literal["anybody", "personal"] | None = None
    """Whether one size fits anybody within those heights, or parts are chosen for the person."""
    is_self_donned: bool = False
    """True where nobody is needed inside to put it on."""
    most_spacewalks: Count | None = None
    """How often one suit may go out."""
    life_years: Annotated[float, Field(gt=0, le=50)] | None = None


class PrebreatheStep(Noun):
    """One step on the way to the hatch."""

    name: Text
    minutes: Minutes
    place: Literal["station", "lock", "suit"]


class Prebreathe(Fact):
    """An approved way to breathe the nitrogen out before the pressure falls."""

    id: Slug
    name: Text
    suits: tuple[Slug, ...]
    steps: tuple[PrebreatheStep, ...] = Field(min_length=1)
    overnight: bool = False
    """True where the pair sleeps in the lock, apart from the others."""
    break_factor: Annotated[float, Field(ge=1, le=10)] | None = None
    """Minutes to be paid back for each minute of an interruption; None: not public."""

    @property
    def minutes(self) -> float:
        """Return how long it takes in all."""
        return sum(step.minutes for step in self.steps)


class Worksite(Fact):
    """A place outside, and how long the way to it takes from locks and from other places."""

    id: Slug
    name: Text
    station: Slug
    segment: Slug | None = None
    minutes_from: dict[Slug, Minutes] = Field(default_factory=dict)
    """Minutes on the way from an airlock or another worksite; the way back takes as long."""
