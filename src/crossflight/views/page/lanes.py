"""The board that lanes are drawn on: titles at the left, drawings over a grid, marks of findings on top.

::

    gutter            plot
    Rassvet nadir     ▪3───────────          the flags of a lane's findings stand above it
                      ▐Soyuz MS-22 ▪▪▪ ▌
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crossflight.record import Finding
from crossflight.views.page.lettering import fits
from crossflight.views.page.markup import EMPTY, Content, Markup, element, join, numeral
from crossflight.views.page.numbering import Numbered
from crossflight.views.page.scales import Scale

__all__ = [
    "FADE_PX",
    "FLAG_HEIGHT_PX",
    "Board",
    "Ends",
    "Key",
    "bar",
    "beside",
    "flag",
    "flag_width",
    "group",
    "label",
    "tip",
]

Key = tuple[str, str]
"""What a lane is for: a kind, such as ``port``, and an id."""

FLAG_HEIGHT_PX = 12.0
FLAG_ROW_PX = 14.0
HEADING_PX = 19.0
ARROW_PX = 5.0
FADE_PX = 9.0
DIGIT_PX = 5.6


@dataclass
class Board:
    """One block of the timeline while it is drawn, from top to bottom."""

    scale: Scale
    flags: Mapping[Key, Sequence[Numbered]]
    """Findings by the lane that they belong to."""
    judged_until: datetime
    """Where the judging ends, and with it every finding that is still open."""
    height: float = 0.0
    gutter: list[Markup] = field(default_factory=list)
    drawn: list[Markup] = field(default_factory=list)
    marks: list[Markup] = field(default_factory=list)

    def heading(self, text: str, note: str = "") -> None:
        """Begin a group of lanes."""
        self.height += 3 if self.height else 0
        self._title(text, note, HEADING_PX, "heading")
        self.height += HEADING_PX

    def lane(
        self, key: Key, height: float, title: str, note: str = "", *, sample: Content = None, class_: str = ""
    ) -> float:
        """Begin a lane, and return the top of its content; its flags stand above that."""
        placed = _placed(self.flags.get(key, ()), self.scale)
        rows = 1 + max((row for row, _, _ in placed), default=-1)
        top = self.height + rows * FLAG_ROW_PX
        for row, x, entry in placed:
            self._flag(entry, x, self.height + row * FLAG_ROW_PX + 1)
        self.height = top
        self._title(title, note, height, f"lane {class_}".strip(), sample)
        self.height = top + height
        self.rule(self.height)
        return top

    def until(self, finding: Finding) -> float:
        """Return where a finding ends, at the latest where the judging does."""
        return self.scale.x(finding.end or self.judged_until)

    def unjudged(self, top: float, height: float) -> None:
        """Hatch what was not judged."""
        if self.judged_until >= self.scale.end:
            return
        x = self.scale.x(self.judged_until)
        patch = element("rect", class_="shut", x=x, y=top, width=self.scale.width - x, height=height)
        self.draw(group("unjudged", "not judged: flights are still to be decided", patch))

    def draw(self, *parts: Content) -> None:
        """Add to the drawing."""
        self.drawn.append(join(*parts))

    def rule(self, y: float) -> None:
        """Draw a hairline under a lane."""
        self.draw(element("path", class_="rule", d=f"M0 {numeral(y - 0.5)}H{numeral(self.scale.width)}"))

    def _title(self, title: str, note: str, height: float, class_: str, sample: Content = None) -> None:
        place = f"top:{numeral(self.height)}px;height:{numeral(height)}px"
        told = element("small", note) if note else EMPTY
        self.gutter.append(
            element("div", sample, element("span", title, title=title or None), told, class_=class_, style=place)
        )

    def _flag(self, entry: Numbered, x: float, y: float) -> None:
        """Draw the number of a finding where it begins, and a line for as long as it lasts."""
        finding = entry.finding
        width = flag_width(str(entry.number))
        until = self.until(finding)
        middle = y + FLAG_HEIGHT_PX / 2
        tail = EMPTY
        if until > x + width:
            tail = element("path", class_="tail", d=f"M{numeral(x + width)} {numeral(middle)}H{numeral(until)}")
        shape = flag(str(entry.number), finding.state, x, y)
        self.marks.append(element("a", tip(entry.told), tail, shape, class_=finding.state, href=f"#{entry.anchor}"))


def flag_width(figure: str) -> float:
    """Return how wide the flag of a finding is."""
    return 7 + DIGIT_PX * len(figure)


def flag(figure: str, state: str, x: float, y: float) -> Markup:
    """Return the flag of a finding: an angular one where something is broken, a round one where nothing is."""
    width = flag_width(figure)
    radius = FLAG_HEIGHT_PX / 2 if state in {"unmet", "unknown"} else 1.0
    return element(
        "g",
        element("rect", x=x + 0.5, y=y + 0.5, width=width - 1, height=FLAG_HEIGHT_PX - 1, rx=radius),
        element("text", figure, x=x + width / 2, y=y + 9.3),
        class_=f"flag {state}",
    )


def _placed(entries: Sequence[Numbered], scale: Scale) -> list[tuple[int, float, Numbered]]:
    """Return the row, place and number of each flag that has a place on the scale; none covers another."""
    ends: list[float] = []
    placed = []
    there = [entry for entry in entries if scale.meets(entry.finding.start, entry.finding.end)]
    for entry in sorted(there, key=lambda entry: (entry.finding.start, entry.number)):
        width = flag_width(str(entry.number))
        x = min(scale.x(entry.finding.start), scale.width - width)
        row = next((row for row, end in enumerate(ends) if end + 2 <= x), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = x + width
        placed.append((row, x, entry))
    return placed


# ------------------------------------------------------------------------------------------------------- shapes


@dataclass(frozen=True)
class Ends:
    """What a bar looks like at its ends."""

    is_cut_before: bool = False
    """It began before the span that is shown."""
    goes_on: bool = False
    """It lasts beyond the span that is shown, or its end is open."""
    first: str = "exact"
    """``exact``, ``planned`` (perforated) or ``day`` (fading)."""
    last: str = "exact"


def bar(x: float, y: float, width: float, height: float, ends: Ends) -> Markup:
    """Return the shape of a bar; one that goes on ends in an arrow, one that began before has a notch."""
    right = ARROW_PX if ends.goes_on and width > 2 * ARROW_PX else 0.0
    left = ARROW_PX if ends.is_cut_before and width > 3 * ARROW_PX else 0.0
    width = max(width, 1.5)
    fade_first = min(FADE_PX, width / 3) if ends.first == "day" and not ends.is_cut_before else 0.0
    fade_last = min(FADE_PX, width / 3) if ends.last == "day" and not ends.goes_on else 0.0
    start, end = x + fade_first, x + width - fade_last
    shape = (
        f"M{numeral(start)} {numeral(y)}H{numeral(end - right)}"
        + (
            f"L{numeral(end)} {numeral(y + height / 2)}L{numeral(end - right)} {numeral(y + height)}"
            if right
            else f"V{numeral(y + height)}"
        )
        + f"H{numeral(start)}"
        + (f"L{numeral(start + left)} {numeral(y + height / 2)}" if left else "")
        + "Z"
    )
    parts = [element("path", class_="body", d=shape)]
    parts += _fading(x, y, fade_first, height, rises=True)
    parts += _fading(end, y, fade_last, height, rises=False)
    if ends.first == "planned" and not ends.is_cut_before and width > 2 * ARROW_PX:
        parts.append(_perforation(x + 2.5, y, height))
    if ends.last == "planned" and not ends.goes_on and width > 2 * ARROW_PX:
        parts.append(_perforation(x + width - 2.5, y, height))
    return join(parts)


def _fading(x: float, y: float, width: float, height: float, *, rises: bool) -> list[Markup]:
    """Return three slices that grow fainter to the outside."""
    if not width:
        return []
    slice_px = width / 3
    faint = (3, 2, 1) if rises else (1, 2, 3)
    return [
        element(
            "rect",
            class_=f"body faint{step}",
            x=x + slice_px * place,
            y=y,
            width=slice_px,
            height=height,
        )
        for place, step in enumerate(faint)
    ]


def _perforation(x: float, y: float, height: float) -> Markup:
    return element("path", class_="perforation", d=f"M{numeral(x)} {numeral(y)}v{numeral(height)}")


def group(class_: str, told: str, *parts: Content, go: str | None = None) -> Markup:
    """Return parts that belong together, with what is told of them; ``go`` names the row that says more."""
    return element("g", tip(told), *parts, class_=class_, data_go=go)


def tip(told: str) -> Markup:
    """Return what the pointer shows."""
    return element("title", told)


def beside(text: str, size_px: float, y: float, left: tuple[float, float], right: tuple[float, float]) -> Markup | None:
    """Return the text right or left of a bar, in the blanks given by their ends; None where neither has room."""
    if fits(text, size_px, right[1] - right[0] - 6):
        return element("text", text, x=right[0] + 3, y=y, class_="beside")
    if fits(text, size_px, left[1] - left[0] - 6):
        return element("text", text, x=left[1] - 3, y=y, class_="beside before")
    return None


def label(text: str, x: float, y: float, size_px: float, room_px: float, class_: str = "") -> Markup:
    """Return the text where it has room, and nothing where it has not."""
    if not fits(text, size_px, room_px):
        return EMPTY
    return element("text", text, x=x, y=y, class_=class_ or None)
