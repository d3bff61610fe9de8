"""Day and night aboard: the shadow of the Earth."""

from pydantic import model_validator

from crossflight.record.noun import Noun, Period

__all__ = ["Eclipse"]


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
