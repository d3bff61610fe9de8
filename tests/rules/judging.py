"""Judge small plans over Haven: a quiet plan to start from, and findings told as short rows.

::

    day      -2        0                      12         20
    lark-1    |========[======= horizon ======)==========|    red-ann  red-bob  blue-cat   at red-1
    swan-1    |========[======================)==========|    blue-ann blue-bob red-cat    at blue-1
"""

from datetime import datetime
from typing import Any

from crossflight.record import Event, Flight, HomeSeat, Horizon, Scenario, Sky, Stay
from crossflight.rules import check
from scenes import day, flight, plan, scenario, sky, stays_of

START, END = day(0, 0), day(12, 0)

Row = tuple[str, datetime, datetime | None, str, float | None]
"""State, start, end, subject and amount of a finding."""


def haven(**changes: Any) -> Scenario:
    """Return Haven with a horizon of twelve days."""
    return scenario(**({"horizon": Horizon(start=START, end=END)} | changes))


def lark(up: tuple[str, ...] = ("red-ann", "red-bob", "blue-cat"), name: str = "lark-1", **changes: Any) -> Flight:
    """Return a Lark that is docked over the whole horizon."""
    return flight(name, up, **({"launch": day(-2, 2), "docked": day(-2, 8)} | changes))


def swan(up: tuple[str, ...] = ("blue-ann", "blue-bob", "red-cat"), name: str = "swan-1", **changes: Any) -> Flight:
    """Return a Swan that is docked over the whole horizon."""
    return flight(name, up, **({"launch": day(-2, 0), "docked": day(-2, 20)} | changes))


def judge(
    rule: str, setting: Scenario, *flights: Flight, stays: tuple[Stay, ...] | None = None, over: Sky | None = None
) -> list[Row]:
    """Return what one rule finds in a plan of these flights."""
    findings = check(setting, over or sky(), plan(setting, *flights, stays=stays))
    return [
        (finding.state, finding.start, finding.end, finding.subject, finding.amount)
        for finding in findings
        if finding.rule == rule
    ]


def moving(*flights: Flight, **homes: HomeSeat) -> tuple[Stay, ...]:
    """Return the stays of these flights with changes of home seats: ``red_cat=HomeSeat(...)``.

    The crew lists of the way down say who leaves in what.
    """
    downs = {person: entry.id for entry in flights for person in entry.down}
    moved = {name.replace("_", "-"): home for name, home in homes.items()}
    return tuple(
        stay.model_copy(
            update={
                "homes": (*stay.homes, moved[stay.person]) if stay.person in moved else stay.homes,
                "down": downs.get(stay.person),
            }
        )
        for stay in stays_of(*flights)
    )


def ill(person: str, start: datetime, end: datetime | None = None) -> Event:
    """Return an event that makes a person unfit."""
    return Event(id=f"{person}-ill", kind="person-unfit", subject=person, start=start, end=end, sentence="ill in bed")
