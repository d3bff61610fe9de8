"""What is measured about a plan and never judged."""

from typing import Literal

from crossflight.record.noun import Instant, Noun, Slug

__all__ = ["LossCell", "Measures", "SpacewalkWeek", "Uncovered", "UrgentSpan"]


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


class UrgentSpan(Noun):
    """Whether the crew of a vehicle, alone aboard, could make an urgent spacewalk, over a span of one answer."""

    flight: Slug
    airlock: Slug
    suit: Slug
    start: Instant
    end: Instant
    state: Literal["holding", "broken", "unknown"]


class SpacewalkWeek(Noun):
    """Work around the spacewalks of one week, from Monday on, in hours of all those aboard."""

    start: Instant
    spacewalks: int
    crew_hours: float
    people: int
    """Aboard on the day of the first of them."""
    hours_a_person: float


class Measures(Noun):
    """Exposure, cover and seats after a loss, over the span that was judged."""

    start: Instant
    end: Instant
    exposure_person_days: float
    """Person-days without a nominal seat that is healthy, free and made for a suit that the person has."""
    unsuited: tuple[Slug, ...] = ()
    """Those among them for whom a seat was free, but no suit of theirs that fits it is known."""
    uncovered: tuple[Uncovered, ...] = ()
    after_loss: tuple[LossCell, ...] = ()
    urgent_spacewalks: tuple[UrgentSpan, ...] = ()
    spacewalk_weeks: tuple[SpacewalkWeek, ...] = ()
    """Only weeks with a spacewalk."""
