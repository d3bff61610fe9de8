"""What the check finds."""

from typing import Literal

from crossflight.record.noun import Instant, Noun, Text
from crossflight.record.rule import Kind

__all__ = ["Finding", "State"]

State = Literal["broken", "waived", "unknown", "unmet"]


class Finding(Noun):
    """One breach of one rule, or one place where the data end; ``unmet`` is for wishes."""

    rule: Text
    kind: Kind
    state: State
    start: Instant
    end: Instant | None = None
    """None: still open."""
    subject: Text
    """Identifiers of those concerned, joined by " / "."""
    sentence: Text
    amount: float | None = None
    limit: float | None = None
    unit: Text | None = None
    reason: Text | None = None
    """For an unknown: what is missing, in words that many findings can share."""
    source: tuple[Text, ...] = ()
    waiver: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the identifiers that the subject joins."""
        return tuple(self.subject.split(" / "))
