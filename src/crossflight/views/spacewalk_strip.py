"""The two lanes of a spacewalk over day and night, in characters.

::

    minute   0         60        120
    light    ────▒▒▒▒▒▒────────▒▒▒▒▒▒
    first    >--aaaaa--bbbbbbbb--<
    second   >--aaaaa--cccc......<
"""

from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from crossflight.record import OutsideStep, SpacewalkTimeline

__all__ = ["SpacewalkStrip"]

LABEL = 8
"""Columns of the names of the rows."""
LEAST = 20
"""Columns below which nothing is drawn."""
KEYS = ascii_lowercase + ascii_uppercase
SIGNS = {
    "egress": ">",
    "ingress": "<",
    "close": "<",
    "way": "-",
    "wait": ".",
    "lost": "!",
    "broken-off": "x",
    "depress": "~",
    "repress": "~",
}
LIGHTS = {"day": ("─", "yellow"), "night": ("▒", "blue"), "half": ("─", "blue"), "unknown": ("?", "dim")}
PLAIN = {"─": "-", "▒": "#"}


class SpacewalkStrip:
    """Light and the two lanes, from the emptying of the lock to pressure."""

    def __init__(self, found: SpacewalkTimeline) -> None:
        self._found = found
        shown = [step for step in found.timeline if step.kind != "prebreathe"]
        self._start = min(step.start_min for step in shown)
        self._end = max(step.end_min for step in shown)
        tasks = dict.fromkeys(step.task for step in found.timeline if step.kind == "task" and step.task)
        self._keys = dict(zip(tasks, KEYS, strict=False))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield axis, light, the lanes and the key; nothing where it is too narrow."""
        width = min(options.max_width - LABEL, self._end - self._start)
        if width < LEAST:
            return
        plain = options.ascii_only
        minutes = [self._start + (column + 0.5) * (self._end - self._start) / width for column in range(width)]
        yield Text("minute".ljust(LABEL) + self._axis(width), style="dim")
        yield self._light(minutes, plain=plain)
        for who in ("first", "second"):
            yield Text(who.ljust(LABEL)) + Text("".join(self._lane(who, minutes)))
        told = "; ".join(f"{key} {name}" for name, key in self._keys.items())
        yield Text(f"{told}; > out, < in, - on the way, . waits, ~ lock", style="dim")

    def _axis(self, width: int) -> str:
        """Return the minutes of every hour, each where it begins."""
        line = [" "] * (width + 4)
        for minute in range(0, self._end, 60):
            column = int((minute - self._start) * width / (self._end - self._start))
            line[column : column + len(str(minute))] = str(minute)
        return "".join(line)[:width].rstrip()

    def _light(self, minutes: list[float], *, plain: bool) -> Text:
        row = Text("light".ljust(LABEL))
        for minute in minutes:
            light = next((span.light for span in self._found.light if span.start_min <= minute < span.end_min), None)
            sign, style = LIGHTS[light or "unknown"]
            row.append(PLAIN.get(sign, sign) if plain else sign, style=style)
        return row

    def _lane(self, who: str, minutes: list[float]) -> Iterator[str]:
        lane = [step for step in self._found.timeline if step.who in {who, "both"}]
        for minute in minutes:
            step = next((step for step in lane if step.start_min <= minute < step.end_min), None)
            yield " " if step is None else self._sign(step)

    def _sign(self, step: OutsideStep) -> str:
        return self._keys.get(step.task, "*") if step.kind == "task" and step.task else SIGNS.get(step.kind, " ")
