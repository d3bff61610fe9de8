"""One spacewalk to the minute: what is known of it, the timeline that answers, its margins, what happens on the way."""

from typing import Annotated, Literal

from pydantic import Field

from crossflight.record.light import Light
from crossflight.record.noun import Instant, Noun, Slug, Text
from crossflight.record.outside import Minutes, Prebreathe, Worksite
from crossflight.record.plan import Clash, LevelProof, Status
from crossflight.record.requests import Numbers
from crossflight.record.spacewalks import Convention, SpacewalkRequest, Task
from crossflight.record.station import Airlock
from crossflight.record.vehicles import Suit

__all__ = [
    "LightSpan",
    "Margin",
    "Mishap",
    "OutsideLight",
    "OutsideStep",
    "Role",
    "SpacewalkCase",
    "SpacewalkTimeline",
    "TimelineBreach",
]

Role = Literal["first", "second"]
"""The two who go out, as a request lists them."""

OutsideLight = Literal["day", "night", "mixed", "unknown"]

WholeMinutes = Annotated[int, Field(ge=-2880, le=2880)]
"""Counted from the opening of the outer hatch; before it below zero."""


class SpacewalkCase(Noun):
    """All that the timeline of one spacewalk rests on."""

    station: Slug
    request: SpacewalkRequest
    airlock: Airlock
    suit: Suit
    """With its life support."""
    prebreathe: Prebreathe | None = None
    worksites: tuple[Worksite, ...]
    opens: Instant
    """When the hatch is wanted open."""
    pair: tuple[Slug | None, Slug | None] = (None, None)
    """Who goes out, first and second; None: not decided."""
    heights_cm: tuple[float | None, float | None] = (None, None)
    inside: tuple[Slug, ...] | None = None
    """Who stays inside; None: who is aboard then is not known."""
    arm_operators: tuple[Slug, ...] = ()
    """Those inside who are known to have learnt to run the arm."""
    numbers: Numbers = Numbers()
    light: Light | None = None
    """None: no orbit is known for that day."""

    @property
    def assumed(self) -> tuple[str, ...]:
        """Return the names of the numbers without a public source that the timeline rests on."""
        used = ["spacewalk_close_min", "spacewalk_emergency_ingress_min", "spacewalk_margin_min"]
        used += [f"spacewalk_{name}_min" for name in ("depress", "repress", "egress") if self._of_lock(name) is None]
        return tuple(sorted(name for name in used if name in self.numbers.assumed))

    @property
    def depress_min(self) -> float:
        """Return how long the lock takes to the opening of the outer hatch; the scenario's number where unknown."""
        return self._number("depress")

    @property
    def repress_min(self) -> float:
        """Return how long the lock takes until the inner hatch can open."""
        return self._number("repress")

    @property
    def egress_min(self) -> float:
        """Return how long both take to come out, and again to come in."""
        return self._number("egress")

    def _of_lock(self, name: str) -> float | None:
        value: float | None = getattr(self.airlock, f"{name}_min")
        return value

    def _number(self, name: str) -> float:
        value = self._of_lock(name)
        return float(getattr(self.numbers, f"spacewalk_{name}_min")) if value is None else value

    def task(self, identifier: str) -> Task:
        """Return one of the tasks."""
        return next(task for task in self.request.tasks if task.id == identifier)


class Mishap(Noun):
    """Something that happens outside, and after which the rest is planned again."""

    at_min: WholeMinutes
    kind: Literal["overrun", "suit-fault", "lost", "return"]
    task: Slug | None = None
    """Which one takes longer."""
    who: Role | None = None
    """Whose suit it is."""
    minutes: Minutes = 0.0
    """By which a task takes longer, or that both lose."""


class OutsideStep(Noun):
    """One thing that one of the two does, or both, ``[start, end)`` in minutes from the opening of the hatch."""

    start_min: WholeMinutes
    end_min: WholeMinutes
    who: Literal["first", "second", "both"]
    activity: Text
    light: OutsideLight
    kind: Literal[
        "prebreathe", "depress", "egress", "way", "task", "broken-off", "wait", "lost", "ingress", "close", "repress"
    ]
    task: Slug | None = None
    place: Slug | None = None
    """The worksite or the lock; of a way, where it leads."""
    origin: Slug | None = None
    """Of a way, where it begins."""
    is_done: bool = False
    """It lay in the past, or was under way, when the rest was planned again."""


class LightSpan(Noun):
    """A span of one light, in minutes from the opening of the hatch; half shadow counts as neither day nor night."""

    start_min: float
    end_min: float
    light: Literal["day", "half", "night"]


class Margin(Noun):
    """One limit, and how far the timeline stays away from it."""

    name: Literal[
        "time in the suit",
        "time in worst sun",
        "planned duration",
        "work at planned rate",
        "work at high rate",
        "emergency return",
        "prebreathe",
        "light",
        "size",
    ]
    subject: Text
    """A person, a worksite, a task, a protocol."""
    limit: float | None = None
    """None: not public, or not stated."""
    planned: float | None = None
    margin: float | None = None
    """Below zero where the limit is passed."""
    unit: Literal["min", "kJ", "cm"]
    state: Literal["holds", "short", "unknown"]
    basis: Text
    """What the figures count."""


class TimelineBreach(Noun):
    """A limit that a timeline does not keep, found by the check that knows nothing of how it was made."""

    limit: Text
    subject: Text
    sentence: Text


class SpacewalkTimeline(Noun):
    """The answer: who does what when, proof by level, margins; or what stands in the way."""

    id: Slug
    station: Slug
    airlock: Slug
    suit: Slug
    convention: Convention
    status: Status
    levels: tuple[LevelProof, ...] = ()
    message: Text | None = None
    pair: tuple[Slug | None, Slug | None] = (None, None)
    inside: tuple[Slug, ...] | None = None
    wanted_opening: Instant
    wanted_minutes: float | None = None
    """The duration that was asked for, in the convention."""
    hatch_open: Instant | None = None
    hatch_closed: Instant | None = None
    repress_start: Instant | None = None
    hatch_to_hatch_min: int | None = None
    """Russian convention: outer hatch open to outer hatch closed."""
    battery_to_repress_min: int | None = None
    """US convention; suits are taken to go on battery power as the hatch opens."""
    timeline: tuple[OutsideStep, ...] = ()
    light: tuple[LightSpan, ...] = ()
    light_basis: Text
    margins: tuple[Margin, ...] = ()
    left_out: tuple[Slug, ...] = ()
    """Tasks that are not done, or not finished."""
    mishaps: tuple[Mishap, ...] = ()
    assumed: tuple[Text, ...] = ()
    """Numbers of the scenario without a public source that it rests on."""
    unknown: tuple[Text, ...] = ()
    """What nobody can say."""
    conflict: tuple[Clash, ...] = ()
    """What cannot hold together; with any one of it left out the rest can."""
    mend: tuple[Slug, ...] = ()
    """The fewest tasks without which the rest is possible."""
    broken: tuple[TimelineBreach, ...] = ()
    """What the check found."""

    @property
    def minutes(self) -> int | None:
        """Return its duration in its convention."""
        is_russian = self.convention == "russian-hatch-to-hatch"
        return self.hatch_to_hatch_min if is_russian else self.battery_to_repress_min
