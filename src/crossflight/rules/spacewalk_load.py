"""The work around spacewalks, week by week: measured, never judged."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crossflight.record import SpacewalkWeek
from crossflight.rules.case import Case
from crossflight.rules.outings import Outing, attended

__all__ = ["spacewalk_weeks"]


def spacewalk_weeks(case: Case) -> Iterator[SpacewalkWeek]:
    """Yield the crew-hours charged for the spacewalks of each week in which there is one.

    All hours of a spacewalk count in its own week, though the preparation begins before.
    """
    weeks: dict[datetime, list[Outing]] = {}
    there: dict[datetime, int] = {}
    for outing, present in attended(case):
        monday = _monday(outing.first_day)
        weeks.setdefault(monday, []).append(outing)
        there.setdefault(monday, len(present))
    for start, found in sorted(weeks.items()):
        people = there[start]
        hours = len(found) * case.scenario.numbers.spacewalk_crew_hours
        yield SpacewalkWeek(
            start=start,
            spacewalks=len(found),
            crew_hours=hours,
            people=people,
            hours_a_person=round(hours / max(people, 1), 1),
        )


def _monday(day: datetime) -> datetime:
    return day - timedelta(days=day.weekday())
