"""What is measured about a plan and never judged."""

from crossflight.record.noun import Instant, Noun, Slug

__all__ = ["LossCell", "Measures", "Uncovered"]


class Uncovered(Noun):
    """Days on which a segment would have no operator after some single loss."""

    segment: Slug
    days: float


class LossCell(Noun):
    """Who is left without a way home if one vehicle is lost, over a span in which nothing changes."""

    lost: Slug
    """The flight whose vehicle is lost, and nobody with it."""
    start: Instant
    end: Instant
    nominal_short: int
    """People without a nominal seat in the vehicles that remain."""
    contingency_short: int | None = None
    """People without even a contingency place; None where the number of places is not public."""
    rescue_days: float | None = None
    """Days from the start of the span to the next docking of another crew vehicle; None: none in the plan."""
    segments_uncovered: tuple[Slug, ...] = ()
    """Segments without an operator if the vehicle leaves with its people."""


class Measures(Noun):
    """Exposure, cover and seats after a loss, over the span that was judged."""

    start: Instant
    end: Instant
    exposure_person_days: float
    uncovered: tuple[Uncovered, ...] = ()
    after_loss: tuple[LossCell, ...] = ()
