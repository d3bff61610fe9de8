"""What nobody can say about a spacewalk, in sentences."""

from collections.abc import Iterator

from crossflight.record import SpacewalkCase

__all__ = ["unknowns"]


def unknowns(case: SpacewalkCase) -> tuple[str, ...]:
    """Return what the timeline cannot rest on, since nothing of it is public."""
    return tuple(_unknowns(case))


def _unknowns(case: SpacewalkCase) -> Iterator[str]:
    needs_arm = case.request.arm or any(task.arm for task in case.request.tasks)
    if needs_arm and case.inside is None:
        yield "who stays inside to run the arm is not known"
    elif needs_arm and case.inside and not case.arm_operators:
        yield f"that any of {', '.join(case.inside)} can run the arm is not public"
    if case.light is None:
        yield "day and night: no orbit is known for that day; give one with --orbit FILE"
    if case.prebreathe is None:
        yield f"how nitrogen is breathed out before going out in {case.suit.id}"
    unsure = {site.id for site in case.worksites if "minutes_from" in site.unverified}
    used = dict.fromkeys(task.worksite for task in case.request.tasks if task.worksite in unsure)
    if used:
        yield f"minutes on the way to {', '.join(used)} are not public, and assumed"
