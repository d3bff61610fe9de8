"""The axis: years and months above the lanes, the grid behind them, and the day that the state is known on."""

from datetime import datetime

from crossflight.views.page.lettering import fits, text_width_px
from crossflight.views.page.markup import EMPTY, Markup, element, join, numeral
from crossflight.views.page.scales import MONTHS, Scale

__all__ = ["AXIS_PX", "as_of_line", "axis", "grid"]

AXIS_PX = 36.0
NOTCH_PX = 3.0
HEADING_PX = 12.5
TICK_PX = 10.5


def axis(scale: Scale, as_of: datetime) -> Markup:
    """Return years over months, or months over days where the span is short."""
    headings = scale.headings()
    ticks = scale.ticks()
    told = _as_of_text(as_of) if scale.start <= as_of < scale.end else ""
    first, last = _as_of_place(scale, as_of, told)
    parts = []
    for place, tick in enumerate(headings):
        until = headings[place + 1].x if place + 1 < len(headings) else scale.width
        x = tick.x + 3
        if told and first < x + text_width_px(tick.label, HEADING_PX, is_bold=True) and x < last:
            x = last + 6
        if fits(tick.label, HEADING_PX, until - x, is_bold=True):
            parts.append(element("text", tick.label, x=x, y=14, class_="year"))
    for place, tick in enumerate(ticks):
        until = ticks[place + 1].x if place + 1 < len(ticks) else scale.width
        if fits(tick.label, TICK_PX, until - tick.x - 3):
            parts.append(element("text", tick.label, x=tick.x + 3, y=30, class_="month"))
    lines = "".join(f"M{numeral(tick.x + 0.5)} {0 if tick.is_major else 20}V{numeral(AXIS_PX)}" for tick in ticks)
    lines += "".join(f"M{numeral(x + 0.5)} {numeral(AXIS_PX - NOTCH_PX)}V{numeral(AXIS_PX)}" for x in scale.notches())
    parts.append(element("path", class_="ticks", d=lines) if lines else EMPTY)
    if told:
        parts.append(_as_of(scale.x(as_of), first, last, told))
    return join(parts)


def _as_of_text(as_of: datetime) -> str:
    return f"as of {as_of.day} {MONTHS[as_of.month - 1]} {as_of.year}"


def _as_of_place(scale: Scale, as_of: datetime, told: str) -> tuple[float, float]:
    """Return where the flag of the day begins and ends; years make room for it."""
    width = text_width_px(told, TICK_PX, is_bold=True) + 8
    x = scale.x(as_of)
    return (x, x + width) if x + width <= scale.width else (x - width, x)


def _as_of(x: float, first: float, last: float, told: str) -> Markup:
    return element(
        "g",
        element("rect", x=first, y=2, width=last - first, height=15),
        element("text", told, x=first + 4, y=13),
        element("path", d=f"M{numeral(x)} 2V{numeral(AXIS_PX)}"),
        class_="as-of",
    )


def grid(scale: Scale, height: float) -> Markup:
    """Return the lines of the months and of the years."""
    ticks = scale.ticks()
    bottom = numeral(height)
    found = []
    for class_, is_major in (("grid", False), ("grid major", True)):
        lines = "".join(f"M{numeral(tick.x + 0.5)} 0V{bottom}" for tick in ticks if tick.is_major == is_major)
        found.append(element("path", class_=class_, d=lines) if lines else EMPTY)
    return join(found)


def as_of_line(scale: Scale, as_of: datetime, height: float) -> Markup:
    """Return the line of the day on which the state is known."""
    if not scale.start <= as_of < scale.end:
        return EMPTY
    return element("path", class_="as-of-line", d=f"M{numeral(scale.x(as_of))} 0V{numeral(height)}")
