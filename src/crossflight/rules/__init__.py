"""The first witness: pure checks on concrete values, one function a rule."""

from datetime import datetime

from crossflight.record import RULEBOOK, Finding, Plan, Scenario, Sky
from crossflight.rules import (  # noqa: F401 - importing a theme enters its checks in the register
    agreements,
    crew,
    events,
    landings,
    launches,
    operators,
    ports,
    requests,
    requirements,
    returns,
    seats,
    spacewalk_days,
    spacewalks,
    training,
    urgent_spacewalks,
    vehicles,
)
from crossflight.rules.case import Case
from crossflight.rules.checker import Checker, in_order
from crossflight.rules.differing import differ
from crossflight.rules.losses import lose
from crossflight.rules.measures import measure
from crossflight.rules.outside import check_timeline
from crossflight.rules.recounting import recount
from crossflight.rules.waivers import waive
from crossflight.rules.witness import WITNESSES

__all__ = ["WITNESSES", "Checker", "check", "check_timeline", "differ", "lose", "measure", "recount"]


def check(scenario: Scenario, sky: Sky, plan: Plan, *, until: datetime | None = None) -> tuple[Finding, ...]:
    """Return every breach, unknown and unmet wish of a plan, by rule in the order of the rulebook and then by start.

    Parameters
    ----------
    scenario
        What the plan answers: people, vehicles, ports, agreements, events, waivers, numbers.
    sky
        Launch and light spans over the horizon, from ``dynamics.survey``.
    plan
        Flights and stays; a record of what flew is judged in the same way.
    until
        Judge only up to this instant; the end of the horizon when it is not given.
    """
    case = Case(scenario, sky, plan, until)
    found = (finding for rule_id in RULEBOOK for finding in WITNESSES[rule_id](case))
    return in_order(waive(case, found))
