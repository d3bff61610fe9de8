"""How long spacewalks took."""

from crossflight.record.noun import Count, Noun
from crossflight.record.outside import Minutes
from crossflight.record.spacewalks import Convention

__all__ = ["Durations"]


class Durations(Noun):
    """Spread of the durations of spacewalks of one convention; two conventions are never put together."""

    convention: Convention
    count: Count
    """Those whose duration is known."""
    unknown: Count = 0
    """Those whose duration is not."""
    least_min: Minutes | None = None
    lower_quartile_min: Minutes | None = None
    median_min: Minutes | None = None
    upper_quartile_min: Minutes | None = None
    most_min: Minutes | None = None
