"""Where somebody is who cannot be aboard: at another station, or away for another reason."""

from pydantic import model_validator

from crossflight import instants
from crossflight.record.noun import Fact, Instant, Slug, Text

__all__ = ["Absence"]


class Absence(Fact):
    """A span ``[start, end)`` in which somebody can neither go up, nor be aboard, nor come down."""

    person: Slug
    start: Instant
    end: Instant | None = None
    """None: to the end of the horizon."""
    reason: Text

    @model_validator(mode="after")
    def _is_in_order(self) -> "Absence":
        if self.end is not None and self.end < self.start:
            message = f"ends at {instants.write(self.end)}, before it starts at {instants.write(self.start)}"
            raise ValueError(message)
        return self
