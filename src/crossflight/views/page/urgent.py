"""Strips of the urgent spacewalk: whether the crew of some vehicle, alone aboard, could make one, and who of it."""

from collections.abc import Mapping, Sequence

from crossflight.record import UrgentSpan
from crossflight.views.page.lanes import Board, group, label
from crossflight.views.page.markup import Markup, element
from crossflight.views.page.naming import Names
from crossflight.views.page.scales import Scale
from crossflight.views.urgent import TOLD, UrgentStep, crew_of
from crossflight.views.wording import clock, length

__all__ = ["draw_urgent"]

LANE_PX = 20.0
STRIP_PX = 14.0
TEXT_PX = 10.0

STATES = {"holding": "covered", "unknown": "perhaps", "broken": "wanting"}
"""How a strip of that answer looks; where it is impossible a wish is unmet, and no law broken."""

SENTENCES = {
    "holding": "its crew, alone, could make an urgent spacewalk",
    "unknown": "what its crew is trained for is not public",
    "broken": "its crew, alone, could not make an urgent spacewalk",
}


NEEDED = 3
"""Two outside, and one at the arm."""


def draw_urgent(board: Board, names: Names, steps: Mapping[str, Sequence[UrgentStep]]) -> None:
    """Draw a strip for each airlock that a crew alone aboard may have to use."""
    board.heading("Urgent spacewalk", "by one crew, alone")
    for airlock, entries in steps.items():
        top = board.lane(("urgent", airlock), LANE_PX, f"from {names.airlock(airlock)}")
        y = top + (LANE_PX - STRIP_PX) / 2
        board.unjudged(y, STRIP_PX)
        there = [step for step in entries if board.scale.meets(step.start, step.end)]
        board.draw([_strip(step, names, board.scale, y) for step in there])


def _strip(step: UrgentStep, names: Names, scale: Scale, y: float) -> Markup:
    x, until = scale.x(step.start), scale.x(step.end)
    state = STATES[step.state]
    lines = [_told(entry, step, names) for entry in step.spans]
    when = f"{clock(step.start)} to {clock(step.end)} ({length(step.start, step.end)})"
    box = element("rect", x=x, y=y, width=max(until - x, 1), height=STRIP_PX)
    text = label(TOLD[step.state], x + 3, y + 10.6, TEXT_PX, until - x - 4, f"cover-figure {state}")
    return group(f"cover {state}", "\n".join([*lines, when]), box, text)


def _told(entry: UrgentSpan, step: UrgentStep, names: Names) -> str:
    """Return what the crew of one vehicle could do, and of each of them the training that is known."""
    crew = crew_of(entry, step, names.plan)
    few = f" ({len(crew)} aboard, {NEEDED} are needed)" if entry.state == "broken" and len(crew) < NEEDED else ""
    told = f"{names.flight(entry.flight)}: {SENTENCES[entry.state]}{few}"
    trained = " · ".join(f"{names.person(member.person.id)}: {member.told}" for member in crew)
    return f"{told}\n{trained}" if trained else told
