"""Documents for other programs: what ``--json`` prints, made of plain dicts, lists, texts and numbers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict

from crossflight import instants
from crossflight.instants import days_between
from crossflight.record import Answer, Finding, Flight, Measures, Plan, Proof, Scenario, Stay
from crossflight.views.state import home_at, span

__all__ = ["FlightRow", "PersonRow", "answer_document", "findings_document", "flight_row", "person_row"]

Document = dict[str, Any]


class FlightRow(TypedDict):
    """One flight of a record."""

    flight: str
    vehicle: str
    vehicle_type: str | None
    launcher: str | None
    site: str | None
    zone: str | None
    launch: str | None
    docked: str | None
    port: str | None
    relocations: list[Document]
    undocked: str | None
    landed: str | None
    days: float | None
    up: list[str]
    down: list[str]
    commander_up: str | None
    commander_down: str | None
    precision: Document
    planned: list[str]
    bounds: Document
    unverified: list[str]
    source: list[str]


class PersonRow(TypedDict):
    """One stay of one person; ``home`` only where the home vehicle of an instant was asked for."""

    person: str
    name: str
    agency: str | None
    synthetic: bool
    flight_up: str | None
    start: str | None
    flight_down: str | None
    end: str | None
    days: float | None
    home: str | None
    home_kind: str | None
    home_options: list[str]


def findings_document(findings: Iterable[Finding], measures: Measures, proof: Proof | None = None) -> Document:
    """Return findings by state, what was measured, the span judged, and of a plan what its certificate is worth."""
    document: Document = {"broken": [], "waived": [], "unknown": [], "wishes": []}
    for finding in findings:
        document["wishes" if finding.state == "unmet" else finding.state].append(finding.model_dump(mode="json"))
    document["measured"] = measures.model_dump(mode="json")
    document["judged"] = {"start": instants.write(measures.start), "end": instants.write(measures.end)}
    document["certificate"] = None if proof is None else proof.model_dump(mode="json")
    return document


def answer_document(answer: Answer, findings: Iterable[Finding], plan: Document | None) -> Document:
    """Return the planner's answer, and the findings on its plan; ``plan`` is what the plan's file would hold."""
    return {
        "status": answer.status,
        "levels": [level.model_dump(mode="json") for level in answer.levels],
        "eras": [era.model_dump(mode="json") for era in answer.eras],
        "plan": plan,
        "conflict": [clash.model_dump(mode="json") for clash in answer.conflict],
        "conflicts": [[clash.model_dump(mode="json") for clash in clashes] for clashes in answer.conflicts],
        "mends": [mend.model_dump(mode="json") for mend in answer.mends],
        "left_out": [entry.model_dump(mode="json") for entry in answer.left_out],
        "findings": [finding.model_dump(mode="json") for finding in findings],
        "message": answer.message,
    }


def flight_row(flight: Flight, scenario: Scenario) -> FlightRow:
    """Return one flight as a row; ``days`` run from liftoff, or docking, to landing, or undocking."""
    types = {vehicle.id: vehicle.type for vehicle in scenario.vehicles}
    entry = flight.model_dump(mode="json")
    start = flight.launch or flight.docked
    end = flight.landed or flight.undocked
    return {
        "flight": flight.id,
        "vehicle": flight.vehicle,
        "vehicle_type": types.get(flight.vehicle),
        "launcher": flight.launcher,
        "site": flight.site,
        "zone": flight.zone,
        "launch": entry["launch"],
        "docked": entry["docked"],
        "port": flight.port,
        "relocations": entry["relocations"],
        "undocked": entry["undocked"],
        "landed": entry["landed"],
        "days": None if start is None or end is None else round(days_between(start, end), 3),
        "up": list(flight.up),
        "down": list(flight.down),
        "commander_up": flight.commander_up,
        "commander_down": flight.commander_down,
        "precision": entry["precision"],
        "planned": list(flight.planned),
        "bounds": entry["bounds"],
        "unverified": list(flight.unverified),
        "source": list(flight.source),
    }


def person_row(stay: Stay, plan: Plan, instant: datetime | None = None) -> PersonRow:
    """Return one stay as a row; with an instant, the home vehicle then, and the days aboard until then."""
    person = next((entry for entry in plan.scenario.people if entry.id == stay.person), None)
    start, end = span(stay, {flight.id: flight for flight in plan.flights})
    homes = () if instant is None else home_at(stay, instant)
    options = list(dict.fromkeys(home.flight for home in homes))
    until = end if instant is None else instant
    return {
        "person": stay.person,
        "name": stay.person if person is None else person.name,
        "agency": None if person is None else person.agency,
        "synthetic": person is not None and person.synthetic,
        "flight_up": stay.up,
        "start": None if start is None else instants.write(start),
        "flight_down": stay.down,
        "end": None if end is None else instants.write(end),
        "days": None if start is None or until is None else round(days_between(start, until), 3),
        "home": None if instant is None else options[0] if len(options) == 1 else "unknown",
        "home_kind": homes[0].kind if len(homes) == 1 else None,
        "home_options": options,
    }
