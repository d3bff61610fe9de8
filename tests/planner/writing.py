"""Short words for writing scenarios of Haven in which limits fall on the very instants of ships."""

from typing import Any

from crossflight.record import Event, Horizon, Numbers, Requirement, Scenario, Waiver
from planner.tiny import LARK, SWAN
from scenes import day, scenario, stays_of

__all__ = ["haven", "required", "told", "waived"]


def told(name: str, kind: str, subject: str, start: Any, end: Any = None, **more: Any) -> Event:
    """Return an event that says what happens."""
    entry = {"id": name, "kind": kind, "subject": subject, "start": start, "end": end, "sentence": "It happens."}
    return Event.model_validate(entry | more)


def waived(name: str, rule: str, subject: tuple[str, ...], start: Any, end: Any) -> Waiver:
    """Return a waiver that the director signed."""
    return Waiver(id=name, rule=rule, subject=subject, start=start, end=end, reason="known", approver="the director")


def haven(**changes: Any) -> Scenario:
    """Return Haven with a Lark and a Swan, for six days."""
    plain: dict[str, Any] = {
        "flights": (LARK, SWAN),
        "stays": stays_of(LARK, SWAN),
        "horizon": Horizon(start=day(0, 8), end=day(6, 8)),
        "numbers": Numbers(port_turnaround_days=0, clearance_days=0),
    }
    return scenario(**(plain | changes))


def required(*texts: str) -> tuple[Requirement, ...]:
    """Return requirements."""
    return tuple(Requirement.parse(text) for text in texts)
