"""The station's orbit as a mean element set."""

from typing import Annotated

from pydantic import Field

from crossflight.record.noun import Fact, Instant, Text

__all__ = ["MeanElements"]

Turn = Annotated[float, Field(ge=0, lt=360)]


class MeanElements(Fact):
    """SGP4 mean elements, TEME of date, the fields of a CCSDS OMM."""

    epoch: Instant
    mean_motion_rev_per_day: Annotated[float, Field(gt=0, lt=20)]
    """Kozai's, as in every public element set."""
    eccentricity: Annotated[float, Field(ge=0, lt=1)]
    inclination_deg: Annotated[float, Field(ge=0, le=180)]
    node_deg: Turn
    """Right ascension of the ascending node."""
    perigee_argument_deg: Turn
    mean_anomaly_deg: Turn
    bstar: float = 0.0
    """Drag term of SGP4, per Earth radius."""
    mean_motion_dot_rev_per_day2: float = 0.0
    """Half the first derivative of the mean motion, as OMM and TLE have it; SGP4 does not read it."""
    mean_motion_ddot_rev_per_day3: float = 0.0
    """A sixth of the second derivative; SGP4 does not read it."""
    name: Text | None = None
    """Of the object that was tracked."""
    catalogue_number: Annotated[int, Field(ge=0, lt=10**9)] | None = None
    """In the catalogue of the US Space Force; five digits no longer do."""
    international_designator: Text | None = None
    """Such as 1998-067A."""
