"""The same traffic with a third of its days, drawn anew in each round: wishes get into each other's way."""

from cases.traffic import of_share
from harness import Case

__all__ = ["case"]

SHARE, INSTANCES = 0.3, 5


def case() -> Case:
    """Return the case."""
    return of_share("thinned", "Traffic of iss-2022 with three of ten days, proven optimal", SHARE, INSTANCES)
