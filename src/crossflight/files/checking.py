"""Whether a plan file holds what it names."""

from typing import Any

from crossflight.files.cataloguing import TABLES, check_ids
from crossflight.files.fitting import check_horizon
from crossflight.files.referring import RULES_AND_NUMBERS, check_references, check_station
from crossflight.files.resolving import NEEDED
from crossflight.record import Plan

__all__ = ["check_plan"]


def check_plan(plan: Plan, file: str) -> None:
    """Refuse a plan whose scenario, flights, stays, spacewalks or trainings name what the plan does not hold.

    Whether its flights break a rule is not looked at: that is a finding, not an error.

    Raises
    ------
    ScenarioError
        Naming the first such id, where it stands, and the nearest that there is.
    """
    scenario = plan.scenario
    check_horizon(scenario.horizon, scenario.as_of, file, "scenario.")
    check_ids(
        scenario,
        file,
        (*(table for table in TABLES if table != "stations"), "requests", "waivers"),
        "scenario.",
    )
    check_ids(plan, file, ("flights",))
    check_station(scenario.station, file, "scenario", "station")

    here: dict[str, Any] = {table: {entry.id for entry in getattr(scenario, table)} for table in NEEDED}
    here["stations"] = {scenario.station.id}
    here["ports"] = {port.id for port in scenario.station.ports}
    here["airlocks"] = {airlock.id for airlock in scenario.station.airlocks}
    here["training requests"] = {request.id for request in scenario.training_requests}
    here["agreements"] = {agreement.id for agreement in scenario.agreements}
    here |= RULES_AND_NUMBERS
    fixed = {flight.id for flight in scenario.flights}
    flights = fixed | {request.id for request in scenario.requests}
    known = {**here, "flights at the station": fixed, "flights": flights, "flights on record": flights}
    check_references(scenario, known, file, "scenario", only_needed=True)

    # A stay may name a flight that is still to be planned.
    known["flights on record"] = flights | {flight.id for flight in plan.flights}
    for position, flight in enumerate(plan.flights):
        check_references(flight, known, file, "flights", position, only_needed=True)
    for position, stay in enumerate(plan.stays):
        check_references(stay, known, file, "stays", position, only_needed=True)
    for table in ("spacewalks", "trainings"):
        for position, entry in enumerate(getattr(plan, table)):
            check_references(entry, known, file, table, position, only_needed=True)
