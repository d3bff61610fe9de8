"""Who can do what at an instant: announced, trained in the plan, or not known."""

from datetime import datetime

from crossflight.rules.case import Case

__all__ = ["is_qualified"]


def is_qualified(case: Case, person_id: str, kind: str, of: str | None, instant: datetime) -> bool | None:
    """Say whether somebody holds a qualification at an instant; None where nothing is public."""
    return case.schooling.is_qualified(person_id, kind, of, instant)
