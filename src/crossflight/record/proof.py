"""What verifying a plan's certificate has shown."""

from typing import Literal

from crossflight.record.noun import Noun, Text

__all__ = ["Fingerprint", "LevelVerified", "Proof", "Recount", "VersionVerified"]

Fingerprint = Literal["same", "differs", "not told"]
"""What the certificate says of a scenario or of decisions, beside what the plan file holds."""


class Recount(Noun):
    """A level counted anew from a plan: a value, or a span where days alone do not tell it."""

    least: float
    most: float
    slack: float = 0.0
    """By how much a value can be off that was told by minutes."""


class LevelVerified(Noun):
    """One level of a certificate beside the plan."""

    name: Text
    told: float
    """The value that the certificate tells."""
    bound: float
    unit: Text
    recounted: Recount | None = None
    """None: the level cannot be counted without a solver."""
    trouble: Text | None = None
    """Why the certificate cannot be right about it; None: it agrees, as far as it can be seen."""


class VersionVerified(Noun):
    """One program that the plan was made with, and the one that is here."""

    name: Text
    made_with: Text
    here: Text
    state: Literal["same", "different", "unknown"]


class Proof(Noun):
    """A certificate, verified as far as that goes without a solver."""

    state: Literal["verified", "unproven", "none"]
    """Unproven: the certificate speaks of another scenario or plan than the file holds, or contradicts it."""
    scenario: Fingerprint = "not told"
    decisions: Fingerprint = "not told"
    levels: tuple[LevelVerified, ...] = ()
    versions: tuple[VersionVerified, ...] = ()
    sentence: Text
