"""The station's orbit as a mean element set."""

from typing import Annotated

from pydantic import Field

from crossflight.record.noun import Fact, Instant

__all__ = ["MeanElements"]

Turn = Annotated[float, Field(ge=0, lt=360)]


class MeanElements(Fact):
    """SGP4 mean elements, TEME of date, the fields of a CCSDS OMM."""

    epoch: Instant
    mean_motion_rev_per_day: Annotated[float, Field(gt=0, lt=20)]
    eccentricity: Annotated[float, Field(ge=0, lt=1)]
    inclination_deg: Annotated[float, Field(ge=0, le=180)]
    node_deg: Turn
    """Right ascension of the ascending node."""
    perigee_argument_deg: Turn
    mean_anomaly_deg: Turn
    bstar: float = 0.0
