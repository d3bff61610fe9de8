"""Day and night aboard: the shadow of the Earth, the height of the Sun over the orbit, noon."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from crossflight.record.noun import Instant, Noun, Period, Slug, Text

__all__ = ["DayOfLight", "Eclipse", "FullSun", "Light"]


class Eclipse(Noun):
    """One way through the shadow: from the first loss of sunlight to the last, with full darkness inside."""

    penumbra: Period
    """The Earth covers the Sun in part or whole."""
    umbra: Period | None = None
    """The Earth covers the whole Sun; None: it never does, the orbit only grazes the shadow."""

    @model_validator(mode="after")
    def _is_nested(self) -> "Eclipse":
        if self.umbra and not (
            self.penumbra.start <= self.umbra.start
            and (self.penumbra.end is None or (self.umbra.end is not None and self.umbra.end <= self.penumbra.end))
        ):
            message = "its umbra reaches out of its penumbra"
            raise ValueError(message)
        return self


class DayOfLight(Noun):
    """What one UTC day has of light; of a day that the span cuts, the part inside."""

    day: date
    hours: Annotated[float, Field(ge=0, le=24)]
    """How much of the day lies in the span."""
    beta_deg: Annotated[float, Field(ge=-90, le=90)]
    """Of the Sun over the orbit plane, in the middle of that part; positive on the side of the angular momentum."""
    eclipses: Annotated[int, Field(ge=0)]
    """That begin on this day, those that only graze the penumbra among them."""
    umbra_min: Annotated[float, Field(ge=0)]
    """In full shadow, all together."""
    penumbra_min: Annotated[float, Field(ge=0)]
    """In half shadow: the Earth covers a part of the Sun."""
    longest_umbra_min: float | None = None
    """Of the eclipses that begin on this day and are whole; None: there is none with an umbra."""
    shortest_umbra_min: float | None = None
    sunlit_percent: Annotated[float, Field(ge=0, le=100)]
    """Of the time, out of the umbra."""


class FullSun(Noun):
    """A span longer than a revolution in which the Earth covers nothing of the Sun."""

    start: Instant
    end: Instant
    begins_before: bool
    """It had begun when the span that was asked for did."""
    ends_after: bool


class Light(Noun):
    """Day and night aboard a station in a span."""

    station: Slug
    start: Instant
    end: Instant
    orbit_epoch: Instant
    """Of the element set nearest to the start, or of the first state of an ephemeris."""
    orbit_age_days: float
    """The longest time from an instant of the span to the nearest epoch; 0 within an ephemeris."""
    eclipses: tuple[Eclipse, ...]
    full_sun: tuple[FullSun, ...]
    noons: tuple[Instant, ...]
    """When the station passes nearest under the Sun, once a revolution."""
    days: tuple[DayOfLight, ...]
    reason: Text | None = None
    """Why there is no eclipse."""
    basis: Text
    """What it rests on, and how well it is known."""
