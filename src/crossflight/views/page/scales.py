"""Time along the page: from instants to pixels, the marks of the axis, and the strips that paper needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from crossflight.instants import DAY, midnight

__all__ = ["MONTHS", "Scale", "Tick", "screen_scale", "strips"]

PLOT_WIDTH_PX = 1280
"""Width of the plot on the screen where the horizon is short."""
LEAST_PX_PER_DAY = 2.6
"""Below this a cargo ship's month has no room for its name."""
WIDEST_PX = 24_000
OVERLAP_PX = 30
"""What the strips on paper share with their neighbours, so that nothing is cut in two on both."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_IN_A_YEAR = 12
DAY_STEPS = (1, 2, 5)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200)
TEN_DAYS = 10
LONGEST_MONTH = 31
LEAST_NOTCH_PX = 6.0
ROOM_PX = 30
"""Least distance between two marks of the axis that are named."""


@dataclass(frozen=True)
class Tick:
    """A mark of the axis: where, what is written there, and whether a year begins (or a month, among days)."""

    x: float
    label: str
    is_major: bool = False


@dataclass(frozen=True)
class Scale:
    """A span of time laid over a width."""

    start: datetime
    end: datetime
    width: float

    @property
    def px_per_day(self) -> float:
        """Return the pixels of one day."""
        return self.width / ((self.end - self.start) / DAY)

    def x(self, instant: datetime) -> float:
        """Return where the instant lies; one outside the span lies at the nearer edge."""
        inside = min(max(instant, self.start), self.end)
        return (inside - self.start) / (self.end - self.start) * self.width

    def meets(self, start: datetime, end: datetime | None) -> bool:
        """Say whether a half-open span, or an instant, has a place here."""
        if end is not None and (end < self.start or (end == self.start and start < end)):
            return False
        return start < self.end

    def ticks(self) -> tuple[Tick, ...]:
        """Return the marks of the axis: days on a short span, else months, quarters or years."""
        for step in DAY_STEPS:
            if step * self.px_per_day >= ROOM_PX:
                return tuple(self._days(step))
        for step in MONTH_STEPS:
            instants = list(self._months(step))
            room = ROOM_PX if step < MONTHS_IN_A_YEAR else ROOM_PX * 1.3
            if all(self.x(later) - self.x(earlier) >= room for earlier, later in pairwise(instants)):
                break
        return tuple(
            Tick(
                self.x(instant),
                MONTHS[instant.month - 1] if step < MONTHS_IN_A_YEAR else str(instant.year),
                is_major=instant.month == 1,
            )
            for instant in instants
        )

    def headings(self) -> tuple[Tick, ...]:
        """Return what is written above the marks: each year, or each month where the marks are days."""
        if self._is_of_days():
            instants = [self.start, *(instant for instant in self._months(1) if instant > self.start)]
            names = [f"{MONTHS[instant.month - 1]} {instant.year}" for instant in instants]
        else:
            instants = [self.start, *(instant for instant in self._months(MONTHS_IN_A_YEAR) if instant > self.start)]
            names = [str(instant.year) for instant in instants]
        return tuple(Tick(self.x(instant), name, is_major=True) for instant, name in zip(instants, names, strict=True))

    def notches(self) -> tuple[float, ...]:
        """Return the small marks between those that are named: days, or the 11th and 21st of each month."""
        if self._is_of_days():
            return tuple(tick.x for tick in self._days(1)) if self.px_per_day >= LEAST_NOTCH_PX else ()
        if self.px_per_day * TEN_DAYS < LEAST_NOTCH_PX:
            return ()
        tens = (month + timedelta(days=day) for month in self._months(1) for day in (TEN_DAYS, 2 * TEN_DAYS))
        return tuple(self.x(instant) for instant in tens if self.start <= instant < self.end)

    def _is_of_days(self) -> bool:
        return DAY_STEPS[-1] * self.px_per_day >= ROOM_PX

    def _days(self, step: int) -> Iterator[Tick]:
        """Yield every so many days of each month, counted from its first."""
        day = midnight(self.start)
        while day < self.end:
            # The last days of a month stand too near to the first of the next one.
            is_named = (day.day - 1) % step == 0 and day.day + step // 2 <= LONGEST_MONTH
            if day >= self.start and is_named:
                yield Tick(self.x(day), str(day.day), is_major=day.day == 1)
            day += timedelta(days=1)

    def _months(self, step: int) -> Iterator[datetime]:
        """Yield the beginnings of every so many months within the span."""
        first = self.start.year * MONTHS_IN_A_YEAR + self.start.month - 1
        last = self.end.year * MONTHS_IN_A_YEAR + self.end.month - 1
        for count in range(first - first % step, last + 1, step):
            year, month = divmod(count, MONTHS_IN_A_YEAR)
            begin = datetime(year, month + 1, 1, tzinfo=UTC)
            if self.start <= begin < self.end:
                yield begin


def screen_scale(start: datetime, end: datetime) -> Scale:
    """Return the scale of the whole horizon: as wide as a window where that is enough, else wider."""
    days = (end - start) / DAY
    return Scale(start, end, min(max(PLOT_WIDTH_PX, days * LEAST_PX_PER_DAY), WIDEST_PX))


def strips(whole: Scale, width: float) -> tuple[Scale, ...]:
    """Return the scales of the strips of that width that the whole falls into on paper, all equally long."""
    if whole.width <= max(width, PLOT_WIDTH_PX):
        return (Scale(whole.start, whole.end, width),)
    count = -int(-(whole.width - OVERLAP_PX) // (width - OVERLAP_PX))
    overlap = (whole.end - whole.start) * (OVERLAP_PX / whole.width)
    length = ((whole.end - whole.start) + overlap * (count - 1)) / count
    starts = [whole.start + (length - overlap) * index for index in range(count)]
    return tuple(Scale(start, whole.end if start == starts[-1] else start + length, width) for start in starts)
