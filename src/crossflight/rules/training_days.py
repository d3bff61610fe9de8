"""The level of training counted from a plan alone: days that wishes add, and days by which courses were moved."""

from crossflight.instants import DAY
from crossflight.rules.case import Case
from crossflight.rules.trained import trained_in
from crossflight.rules.training import those_of

__all__ = ["training_days"]

LEFT_OUT_DAYS = 1_000
"""What each person counts by whom a wish that need not be met falls short."""


def training_days(case: Case) -> int:
    """Return the days of training moved or added, and what wishes left out count."""
    trained = trained_in(case)
    asked = {
        (trainee.person.id, trainee.flight.id, course.id)
        for trainee in trained.trainees
        for course in trained.asked(trainee)
    }
    before = {
        (entry.person, entry.flight, entry.course): entry.start for entry in case.scenario.trainings if entry.movable
    }
    days = 0
    for entry in case.plan.trainings:
        key = (entry.person, entry.flight or "", entry.course)
        if key in before:
            days += abs(entry.start - before[key]) // DAY
        elif key not in asked:
            days += (entry.end - entry.start) // DAY
    for wish in case.scenario.training_requests:
        if not wish.must:
            days += LEFT_OUT_DAYS * max(0, wish.count - len(those_of(trained, wish)))
    return days
