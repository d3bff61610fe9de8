"""The station's orbit as states at instants, and the boosts that change it."""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from crossflight import instants
from crossflight.record.noun import Fact, Instant, Noun, Text

__all__ = ["Boost", "Ephemeris", "Frame", "OrbitExport", "Vector"]

Frame = Literal["EME2000", "GCRF", "TEME"]
"""Axes of an ephemeris, all about the centre of the Earth."""

Vector = tuple[float, float, float]


class Boost(Fact):
    """A burn of the station along its path, short against an orbit."""

    instant: Instant
    delta_v_m_s: Annotated[float, Field(ge=-100, le=100)]
    """Positive raises the orbit, negative lowers it."""
    name: Text | None = None


class Ephemeris(Fact):
    """States of one object, the contents of a CCSDS OEM; covariances are left out."""

    name: Text | None = None
    international_designator: Text | None = None
    """Such as 1998-067-A."""
    frame: Frame
    epochs: Annotated[tuple[Instant, ...], Field(min_length=2)]
    """Strictly increasing."""
    positions_km: tuple[Vector, ...]
    velocities_km_per_s: tuple[Vector, ...]
    boosts: tuple[Boost, ...] = ()
    """That the states hold, as far as the file tells of them."""

    @model_validator(mode="after")
    def _is_one_row(self) -> "Ephemeris":
        lengths = {len(self.epochs), len(self.positions_km), len(self.velocities_km_per_s)}
        if len(lengths) > 1:
            message = (
                f"has {len(self.epochs)} epochs, {len(self.positions_km)} positions and "
                f"{len(self.velocities_km_per_s)} velocities"
            )
            raise ValueError(message)
        for earlier, later in pairwise(self.epochs):
            if later <= earlier:
                message = f"the state of {instants.write(later)} stands after that of {instants.write(earlier)}"
                raise ValueError(message)
        return self


class OrbitExport(Noun):
    """What was written to an orbit file, and how well it says what it was made from."""

    kind: Literal["omm", "oem"]
    count: Annotated[int, Field(gt=0)]
    """Element sets, or states."""
    start: Instant
    end: Instant
    frame: Frame
    boosts: tuple[Boost, ...] = ()
    """That an ephemeris holds."""
    fit_rms_km: tuple[float, ...] = ()
    """Of each element set that was fitted, from the ephemeris that it was fitted to."""
    interpolation_m: float | None = None
    """How far an ephemeris that is interpolated half-way between its states lies from what it was made from."""
