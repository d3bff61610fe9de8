"""The chart of a spacewalk: clock and minutes above, day and night behind, one lane for each of the two."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from crossflight.record import OutsideStep, SpacewalkTimeline
from crossflight.views.page.lettering import text_width_px
from crossflight.views.page.markup import EMPTY, Markup, element, join

__all__ = ["spacewalk_chart"]

GUTTER_PX = 150.0
PLOT_PX = 1340.0
TOP_PX = 44.0
LIGHT_PX = 22.0
LANE_PX = 74.0
GAP_PX = 10.0
LETTER_PX = 11.0
LINE_PX = 13.0
STEP_MIN = 30


class _Scale:
    """Minutes laid over the width."""

    def __init__(self, found: SpacewalkTimeline) -> None:
        shown = [step for step in found.timeline if step.kind != "prebreathe"]
        self.first = min(step.start_min for step in shown)
        self.last = max(step.end_min for step in shown)

    def x(self, minute: float) -> float:
        """Return where a minute lies."""
        inside = min(max(minute, self.first), self.last)
        return GUTTER_PX + (inside - self.first) * PLOT_PX / (self.last - self.first)


def spacewalk_chart(found: SpacewalkTimeline, names: Mapping[str, str]) -> Markup:
    """Return the chart, from the emptying of the lock to pressure; prebreathe stands in the table."""
    scale = _Scale(found)
    height = TOP_PX + LIGHT_PX + 2 * (GAP_PX + LANE_PX) + GAP_PX
    parts = [
        _night(found, scale, height),
        _axis(found, scale, height),
        _light(found, scale),
        *(_lane(found, scale, number, names) for number in range(2)),
        _marks(found, scale, height),
    ]
    svg = element(
        "svg",
        parts,
        viewBox=f"0 0 {GUTTER_PX + PLOT_PX + 10:.0f} {height:.0f}",
        width="100%",
        class_="spacewalk",
        role="img",
        aria_label=f"timeline of {found.id}",
    )
    return join(element("div", svg, class_="spacewalk-frame"), _key())


def _key() -> Markup:
    named = (
        ("task", "work of one"),
        ("both", "work of both"),
        ("way", "on the way"),
        ("gate", "lock and hatch"),
        ("wait", "waits"),
        ("lost", "lost"),
    )
    return element(
        "p",
        [element("span", element("i", class_=f"swatch {name}"), told) for name, told in named],
        element("span", element("i", class_="swatch night"), "night"),
        class_="spacewalk-key",
    )


def _night(found: SpacewalkTimeline, scale: _Scale, height: float) -> Markup:
    return join(
        [
            element(
                "rect",
                x=scale.x(span.start_min),
                y=TOP_PX,
                width=scale.x(span.end_min) - scale.x(span.start_min),
                height=height - TOP_PX,
                class_="behind-night",
            )
            for span in found.light
            if span.light == "night"
        ]
    )


def _axis(found: SpacewalkTimeline, scale: _Scale, height: float) -> Markup:
    zero = found.hatch_open or found.wanted_opening
    parts = [
        element("text", "UTC", x=0, y=16, class_="axis-name"),
        element("text", "min from hatch open", x=0, y=34, class_="axis-name"),
    ]
    first = -(-scale.first // STEP_MIN) * STEP_MIN
    for minute in range(first, scale.last + 1, STEP_MIN):
        x = scale.x(minute)
        parts += [
            element("path", d=f"M{x:.1f} {TOP_PX - 6:.0f}V{height:.0f}", class_="rule"),
            element("text", f"{_at(zero, minute):%H:%M}", x=x, y=16, class_="tick"),
            element("text", f"{minute}", x=x, y=34, class_="tick soft"),
        ]
    return join(parts)


def _at(zero: datetime, minute: float) -> datetime:
    return zero + timedelta(minutes=minute)


def _light(found: SpacewalkTimeline, scale: _Scale) -> Markup:
    label = element("text", "light", x=0, y=TOP_PX + 15, class_="lane-name")
    if not found.light:
        width = scale.x(scale.last) - scale.x(scale.first)
        blank = element("rect", x=scale.x(scale.first), y=TOP_PX + 2, width=width, height=LIGHT_PX - 4, class_="unlit")
        told = element("text", "unknown light", x=GUTTER_PX + 6, y=TOP_PX + 15, class_="tick-left")
        return join(label, blank, told)
    zero = found.hatch_open or found.wanted_opening
    spans = []
    for span in found.light:
        x, end = scale.x(span.start_min), scale.x(span.end_min)
        if end <= x:
            continue
        span_told = f"{span.light} {_at(zero, span.start_min):%H:%M:%S} to {_at(zero, span.end_min):%H:%M:%S}"
        shape = element("rect", x=x, y=TOP_PX + 2, width=end - x, height=LIGHT_PX - 4, class_=f"light {span.light}")
        text = EMPTY
        if text_width_px(span.light, LETTER_PX) + 8 < end - x:
            middle = (x + end) / 2
            text = element("text", span.light, x=middle, y=TOP_PX + 15, class_=f"light-name {span.light}")
        spans.append(element("g", element("title", span_told), shape, text))
    return join(label, spans)


def _lane(found: SpacewalkTimeline, scale: _Scale, number: int, names: Mapping[str, str]) -> Markup:
    who = ("first", "second")[number]
    top = TOP_PX + LIGHT_PX + GAP_PX + number * (LANE_PX + GAP_PX)
    identifier = found.pair[number]
    parts = [
        element("text", names.get(identifier or "", identifier or who), x=0, y=top + 20, class_="lane-name"),
        element("text", who, x=0, y=top + 35, class_="lane-role"),
    ]
    parts += [
        _bar(found, step, scale, top)
        for step in found.timeline
        if step.who in {who, "both"} and step.kind != "prebreathe" and step.end_min > step.start_min
    ]
    return join(parts)


CLASSES = {"depress": "gate", "egress": "gate", "ingress": "gate", "close": "gate", "repress": "gate"}


def _bar(found: SpacewalkTimeline, step: OutsideStep, scale: _Scale, top: float) -> Markup:
    x, end = scale.x(step.start_min), scale.x(step.end_min)
    kind = CLASSES.get(step.kind, step.kind)
    inset = LANE_PX * 0.36 if kind in {"way", "wait"} else 0.0
    zero = found.hatch_open or found.wanted_opening
    clock = f"{_at(zero, step.start_min):%H:%M} to {_at(zero, step.end_min):%H:%M}"
    told = f"{step.activity}: {clock}, {step.end_min - step.start_min} min, {step.light}"
    done = " done" if step.is_done else ""
    both = " both" if step.who == "both" and kind == "task" else ""
    shape = element(
        "rect",
        x=x + 0.5,
        y=top + inset,
        width=max(end - x - 1, 0.5),
        height=LANE_PX - 2 * inset,
        class_=f"bar {kind}{done}{both}",
    )
    return element("g", element("title", told), shape, _lettering(step, kind, x, end, top))


def _lettering(step: OutsideStep, kind: str, x: float, end: float, top: float) -> Markup:
    """Return the text of a bar, in as many lines as it has room for; nothing where not even a word fits."""
    if kind in {"way", "wait"}:
        return EMPTY
    lines = list(_lines(step.activity, end - x - 8))
    most = int((LANE_PX - 6) // LINE_PX)
    if not lines or any(text_width_px(text, LETTER_PX) > end - x - 6 for text in lines):
        return EMPTY
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + " …"]
    return join(
        [
            element("text", text, x=x + 4, y=top + 15 + place * LINE_PX, class_=f"bar-name {kind}")
            for place, text in enumerate(lines)
        ]
    )


def _lines(text: str, room_px: float) -> Iterator[str]:
    """Yield the text broken between words."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width_px(longer, LETTER_PX) > room_px:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _marks(found: SpacewalkTimeline, scale: _Scale, height: float) -> Markup:
    """Return where the hatch opens and closes, and where something happened."""
    closed = next((step.start_min for step in found.timeline if step.kind == "close"), None)
    marks = [(0, "hatch")] + ([(closed, "hatch")] if closed is not None else [])
    marks += [(mishap.at_min, "mishap") for mishap in found.mishaps]
    return join(
        [element("path", d=f"M{scale.x(minute):.1f} {TOP_PX:.0f}V{height:.0f}", class_=kind) for minute, kind in marks]
    )
