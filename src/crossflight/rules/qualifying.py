"""Who can do what at an instant: announced, trained in the plan, or not known."""

from datetime import datetime, timedelta

from crossflight.record import Grant, Training
from crossflight.rules.case import Case

__all__ = ["is_qualified"]


def is_qualified(case: Case, person_id: str, kind: str, of: str | None, instant: datetime) -> bool | None:
    """Say whether somebody holds a qualification at an instant; None where nothing is public.

    It is held by what was announced, or by a course of the plan that was passed by then and that still holds. Of people
    made up for a pool everything is known.
    """
    person = case.people.get(person_id)
    if person is None:
        return None
    if person.is_qualified(kind, of, instant):
        return True
    grants = case.setting.grants.get((kind, of), {})
    if any(
        _still_holds(training, grant, instant)
        for course, grant in grants.items()
        for training in case.schooling.passed.get((person_id, course), ())
    ):
        return True
    is_over = any((held.kind, held.of) == (kind, of) for held in person.qualifications)
    return False if person.synthetic or is_over else None


def _still_holds(training: Training, grant: Grant, instant: datetime) -> bool:
    if training.end > instant:
        return False
    return grant.valid_days is None or instant < training.end + timedelta(days=grant.valid_days)
