"""What the loss of one thing would do to a plan, on any day of it."""

from typing import Literal

from crossflight.record.measures import LossCell
from crossflight.record.noun import Instant, Noun, Slug, Text

__all__ = ["AnyLoss", "Loss", "LossKind", "LossSummary", "Losses", "Outage"]

LossKind = Literal["vehicle", "person", "launcher", "pad", "port"]


class Loss(LossCell):
    """What the loss of one thing does, over a span of days in which it does the same.

    A docked crew vehicle: counted at that moment, its people staying aboard for the seats, leaving with it for the
    operators. A vehicle on its way up, a launcher, a pad, a port: what was still to come by it does not come, everybody
    else leaves as planned; the worst until another crew vehicle can dock. A person: aboard, and unable to operate.
    """

    kind: LossKind
    lost: Slug
    """The flight whose vehicle is lost, or the person, launcher, pad or port."""
    who: tuple[Slug, ...] = ()
    """Those who lose their own seat home, or lack one at the worst moment; or the person who is lost."""


class Outage(Noun):
    """How long the crew flights of a launcher can wait on the ground from any day of a span."""

    launcher: Slug
    start: Instant
    end: Instant
    """The launch that is the first to be held: that of ``flight``."""
    flight: Slug
    slip_days: float | None
    """Days by which that launch, and every crew flight of the launcher after it, can slip; None: more than a year, or
    beyond the end of the plan. From an earlier day the outage may be longer by the days until that launch."""
    rule: Text | None = None
    """The rule that a longer slip breaks first."""
    subject: tuple[Slug, ...] = ()
    """Whom that rule would name."""


class LossSummary(Noun):
    """The loss of one thing over all days."""

    lost: Slug
    kind: LossKind
    worst: Instant
    """First day of the span in which its loss is worst: segments first, then places, then seats."""
    worst_end: Instant
    nominal_short: int
    """Most people without a nominal seat."""
    contingency_short: int | None = None
    """Most people without a contingency place, where that is known; None: nowhere."""
    segments_uncovered: tuple[Slug, ...] = ()
    days_nominal_short: float
    days_contingency_short: float
    days_contingency_unknown: float
    days_uncovered: float
    longest_rescue_days: float | None = None
    """None: on some day no crew vehicle follows in the plan."""
    shortest_outage_days: float | None = None
    """For a launcher: the longest outage that can be survived from its worst day; None: none was found too long."""
    outage_from: Instant | None = None
    outage_rule: Text | None = None
    outage_subject: tuple[Slug, ...] = ()


class AnyLoss(Noun):
    """The worst that any single loss does, over a span in which that does not change."""

    start: Instant
    end: Instant
    nominal_short: int
    contingency_short: int | None = None
    """The most that is known; None where it is known for no loss."""
    contingency_unknown: bool
    """True when for some loss the number of places is not public."""
    segments_uncovered: tuple[Slug, ...] = ()
    lost: tuple[Slug, ...] = ()
    """Whose loss leaves segments without an operator, or else the most people without a place or seat."""


class Losses(Noun):
    """Every single loss on every day of the span that was judged."""

    start: Instant
    end: Instant
    cells: tuple[Loss, ...] = ()
    outages: tuple[Outage, ...] = ()
    summary: tuple[LossSummary, ...] = ()
    station: tuple[AnyLoss, ...] = ()
    weakest: tuple[AnyLoss, ...] = ()
    """The spans in which a single loss does most, at most five."""
