"""When those who are aboard go home, against the days on which they were to."""

from collections.abc import Iterator
from datetime import datetime

from crossflight.instants import DAY, midnight
from crossflight.record import Finding
from crossflight.rules.case import Case
from crossflight.rules.witness import witness

__all__ = ["days_beyond", "return_day"]


@witness("crew.return-day")
def return_day(case: Case) -> Iterator[Finding]:
    """Find who stays aboard beyond the day on which they were to leave."""
    for wish in case.scenario.returns:
        end = _end(case, wish.person)
        days = days_beyond(case, wish.person, wish.wanted)
        if end is None or days <= 0:
            continue
        long = f"{days} {'day' if days == 1 else 'days'}"
        until = "to the end of the horizon" if end >= case.end else f"until {end:%Y-%m-%d}"
        yield case.finding(
            "crew.return-day",
            midnight(wish.wanted) + DAY,
            end,
            (wish.person,),
            f"{case.name_of(wish.person)} stays aboard {long} longer than wanted, {until}",
            amount=days,
            limit=0,
            unit="days",
            facts=(wish,),
        )


def days_beyond(case: Case, person: str, wanted: datetime) -> int:
    """Return the days of the calendar from the wanted one to that on which somebody leaves, 0 if it is not later."""
    end = _end(case, person)
    return 0 if end is None else max(0, (midnight(end) - midnight(wanted)) // DAY)


def _end(case: Case, person: str) -> datetime | None:
    """Return when somebody who is aboard as the horizon begins leaves, its end at the latest; None: not aboard."""
    ends = [entry.end for entry in case.aboard if entry.person.id == person and entry.start <= case.start <= entry.end]
    return min(*ends, case.scenario.horizon.end) if ends else None
