"""A busy month at Haven for the page: two crews, a cargo ship, an exchange, a leak and a waiver."""

from typing import Any

from crossflight.record import Finding, Measures, Person, Plan, Scenario
from crossflight.rules import check, measure
from crossflight.views.page import html_page
from scenes import EXCHANGE, PEOPLE, day, degraded, flight, plan, scenario, sky, waiver

NASTY = "<script>alert(\"x\")</script> & 'y'"
"""A name that would be markup if it were not escaped."""


def setting(**changes: Any) -> Scenario:
    """Return Haven with an agreement, a leak, a waiver, and one person of the pool whose name is no name."""
    people = (Person(id="blue-synthetic", name=NASTY, agency="blue", synthetic=True), *PEOPLE)
    plain: dict[str, Any] = {
        "people": people,
        "agreements": (EXCHANGE,),
        "events": (degraded("lark-1", day(9)),),
        "waivers": (
            waiver("operators.any-single-loss", "red-segment", start="lark-1.docked", end=day(3)),
            waiver("operators.any-single-loss", "blue-segment", start="swan-6.docked").model_copy(
                update={"id": "never"}
            ),
        ),
    }
    return scenario(**(plain | changes))


def busy(**changes: Any) -> Plan:
    """Return the month as a plan."""
    return plan(
        setting(**changes),
        flight("lark-1", ("red-ann", "red-bob", "blue-cat")),
        flight("swan-1", ("blue-ann", "blue-bob", "red-cat"), launch=day(2), docked=day(3)),
        flight("mule-1", launch=day(9.5), docked=day(10), port="red-2", undocked=day(26), landed=day(27)),
        flight("lark-2", ("red-dan", "red-eve", "blue-synthetic"), launch=day(21), docked=day(22), undocked=None),
    )


def findings(subject: Plan) -> tuple[Finding, ...]:
    """Return what the check says."""
    return check(subject.scenario, sky(), subject)


def measures(subject: Plan) -> Measures:
    """Return what is measured."""
    return measure(subject.scenario, subject)


def page(subject: Plan, **changes: Any) -> str:
    """Return the page of a plan, checked and measured."""
    return html_page(subject, findings(subject), measures(subject), sky(), **changes)
