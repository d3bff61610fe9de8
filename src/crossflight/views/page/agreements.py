"""Lanes of what is signed: agreements, and waivers as hatched spans."""

from collections.abc import Iterator
from datetime import datetime

from crossflight.record import Agreement, Mark, Waiver
from crossflight.views.page.lanes import Board, Ends, bar, beside, group, label
from crossflight.views.page.markup import EMPTY, Markup, element
from crossflight.views.page.naming import Names
from crossflight.views.page.scales import Scale
from crossflight.views.wording import date_of

__all__ = ["draw_agreements", "draw_waivers", "has_agreements", "has_waivers"]

LANE_PX = 16.0
BAR_PX = 12.0
TEXT_PX = 10.0
BASE_PX = 9.4
"""From the top of a bar to the base line of its text."""


def has_waivers(names: Names, scale: Scale) -> bool:
    """Say whether something is waived at some time of the span."""
    return any(True for _ in _waivers(names, scale))


def _waivers(names: Names, scale: Scale) -> Iterator[tuple[Waiver, tuple[datetime, datetime | None]]]:
    """Yield the waivers that hold at some time of the span, with their own span."""
    for waiver in names.plan.scenario.waivers:
        span = _span(waiver, names)
        if span is not None and scale.meets(*span):
            yield waiver, span


def has_agreements(names: Names, scale: Scale) -> bool:
    """Say whether an agreement holds at some time of the span."""
    return any(scale.meets(agreement.start, agreement.end) for agreement in names.plan.scenario.agreements)


def _span(waiver: Waiver, names: Names) -> tuple[datetime, datetime | None] | None:
    """Return the span of a waiver, None where it begins with a moment that the plan has not set."""
    start = _instant(waiver.start, names)
    end = None if waiver.end is None else _instant(waiver.end, names)
    return None if start is None else (start, end)


def _instant(mark: Mark, names: Names) -> datetime | None:
    if isinstance(mark, datetime):
        return mark
    flight_id, _, moment = mark.partition(".")
    flight = names.flights.get(flight_id)
    return None if flight is None else flight.moment(moment)


def draw_waivers(board: Board, names: Names) -> None:
    """Draw a hatched span for each waiver."""
    board.heading("Waivers")
    for waiver, span in _waivers(names, board.scale):
        top = board.lane(("waiver", waiver.id), LANE_PX, waiver.id)
        board.draw(_waiver(waiver, span, board.scale, top + (LANE_PX - BAR_PX) / 2))


def _waiver(waiver: Waiver, span: tuple[datetime, datetime | None], scale: Scale, y: float) -> Markup:
    start, end = span
    x = scale.x(start)
    until = scale.width if end is None else scale.x(end)
    subject = " / ".join(waiver.subject) or "any subject"
    told = f"{waiver.rule}: {subject}"
    when = f"{date_of(start)} to {date_of(end)}"
    after = max(until, x + 2)
    named = beside(told, TEXT_PX, y + BASE_PX, (0, x), (after, scale.width))
    return group(
        "waiver",
        f"waiver {waiver.id} · {told}\n{when} · {waiver.reason}\napproved by {waiver.approver}",
        element("rect", class_="waived-span", x=x, y=y, width=after - x, height=BAR_PX),
        named or label(told, x + 5, y + BASE_PX, TEXT_PX, after - x - 8, "over"),
    )


def draw_agreements(board: Board, names: Names) -> None:
    """Draw a bar for each agreement, from its start to its end."""
    board.heading("Agreements")
    for agreement in names.plan.scenario.agreements:
        if board.scale.meets(agreement.start, agreement.end):
            top = board.lane(("agreement", agreement.id), LANE_PX, agreement.id)
            board.draw(_agreement(agreement, board.scale, top + (LANE_PX - BAR_PX) / 2, names))


def _agreement(agreement: Agreement, scale: Scale, y: float, names: Names) -> Markup:
    x = scale.x(agreement.start)
    until = scale.width if agreement.end is None else scale.x(agreement.end)
    ends = Ends(agreement.start < scale.start, agreement.end is None or agreement.end > scale.end)
    covered = ", ".join(names.flight(flight) for flight in agreement.flights) or "no flight named"
    off = "" if agreement.is_in_force else " · switched off"
    inset = 8 if ends.is_cut_before else 4
    return group(
        "agreement" if agreement.is_in_force else "agreement off",
        f"{agreement.name}{off}\n{date_of(agreement.start)} to {date_of(agreement.end)}\ncovers {covered}",
        bar(x, y, until - x, BAR_PX, ends),
        label(agreement.name, x + inset, y + BASE_PX, TEXT_PX, until - x - inset - 6) or EMPTY,
    )
