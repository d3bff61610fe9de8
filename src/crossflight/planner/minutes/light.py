"""Light as whole minutes: when a piece of work that needs day, or night, may lie."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

from crossflight.record import Light, LightSpan, OutsideLight

__all__ = ["MinutesOfLight"]

Span = tuple[float, float]


@dataclass(frozen=True)
class MinutesOfLight:
    """Day and night around the opening of the hatch, in minutes from an instant; half shadow is neither."""

    day: tuple[Span, ...]
    night: tuple[Span, ...]
    half: tuple[Span, ...]
    is_known: bool = True

    @classmethod
    def of(cls, light: Light | None, zero: datetime) -> "MinutesOfLight":
        """Return the light of a span, with minutes counted from ``zero``."""
        if light is None:
            return cls((), (), (), is_known=False)

        def minute(instant: datetime | None) -> float:
            return ((instant or light.end) - zero).total_seconds() / 60

        day, night, half = [], [], []
        last = minute(light.start)
        for eclipse in light.eclipses:
            first, end = minute(eclipse.penumbra.start), minute(eclipse.penumbra.end)
            if last < first:
                day.append((last, first))
            if eclipse.umbra is None:
                half.append((first, end))
            else:
                dark, bright = minute(eclipse.umbra.start), minute(eclipse.umbra.end)
                night.append((dark, bright))
                half += [(first, dark), (bright, end)]
            last = end
        if last < minute(light.end):
            day.append((last, minute(light.end)))
        return cls(tuple(day), tuple(night), tuple(half))

    def starts(self, kind: str, minutes: int) -> list[tuple[int, int]]:
        """Return the spans of whole minutes, both ends allowed, in which work so long may start."""
        spans = self.day if kind == "day" else self.night
        found = ((ceil(start), floor(end) - minutes) for start, end in spans)
        return [(first, last) for first, last in found if first <= last]

    def during(self, start: int, end: int) -> OutsideLight:
        """Return the light of a span of minutes."""
        if not self.is_known:
            return "unknown"
        if any(first <= start and end <= last for first, last in self.day):
            return "day"
        if any(first <= start and end <= last for first, last in self.night):
            return "night"
        return "mixed"

    def spans(self, start: int, end: int) -> tuple[LightSpan, ...]:
        """Return what lies within ``[start, end)``, in order."""
        found = [
            LightSpan(start_min=round(max(first, start), 2), end_min=round(min(last, end), 2), light=kind)
            for kind, spans in (("day", self.day), ("half", self.half), ("night", self.night))
            for first, last in spans
            if first < end and start < last
        ]
        return tuple(sorted(found, key=lambda span: span.start_min))

    def is_dark_within(self, start: int, end: int) -> bool:
        """Say whether any of the span lies in the shadow, the half shadow counted."""
        return any(first < end and start < last for first, last in (*self.night, *self.half))
