"""What both witnesses say of a plan, in the same words.

The two witnesses name rule instances in their own words. Here is how both are brought to one key, rule by rule::

    rule                       key                     check's subject           model's subject
    operators.*                segment                 segment [/ lost ship]     segment / instant
    seats.certified-lifeboat   station                 station / people          station / instant
    ports.one-vehicle          port                    port / ship / ship        port
    ports.turnaround           port                    port / ship / ship        port
    crew.one-place             person                  person                    person [/ day of an absence]
    traffic.clearance          -                       ship / ship               "all"
    all others                 the subject as it is    as the rulebook says      as the rulebook says

Nine conventions of the model stand beside the rules, and are no disagreement:

- It knows days and no hours. What keeps days apart (``traffic.clearance``, ``ports.turnaround``) is therefore asked of
  the check on a plan whose operations all lie at midnight, with a day more. It keeps the docking and the undocking of
  one ship apart as well.
- One stay a person: somebody who flies again after coming home is possible, and refused by the model. Somebody in two
  ships at once is refused by both; what else such a plan breaks is not compared.
- Of rules that do not look at the spans of waivers themselves, a waiver counts where it covers the horizon.
- A wish that is waived is let go by the model; the check tells it as unmet all the same.
- What is fixed is not held against any rule that is about its flight alone, nor kept apart from what is fixed.
- The clearance between operations keeps the uses of a port apart as well, where it is as long.
- Where crews may be moved, who does not fly as announced is counted by a level.
- A handover is a wish that the model counts and nobody assumes; it is compared all the same.
- A flight that is asked for with a crew is judged as one with a crew: an emptied one carries no commander and no
  partner for the model, and is not judged by the check.

Where one rule is broken, another is sometimes a matter of taste, and is left out on both sides: the lifeboat where a
ship has more people than seats (the model looks when another leaves, the check at its docking too), and the days
between two uses of a port that two ships share.
"""

from collections.abc import Iterable, Iterator, Sequence

from crossflight.instants import midnight
from crossflight.planner.model import WAIVED_BY_SPANS, PlanModel
from crossflight.planner.reading import flights_and_stays
from crossflight.record import Finding, Flight, Numbers, Plan, Scenario, Sky, Waiver
from crossflight.rules import WITNESSES
from crossflight.rules.case import Case
from crossflight.rules.waivers import waive
from planner.deciding import Verdict
from planner.faults import JUDGED
from planner.mutants import FOREVER, day_of

Key = tuple[str, ...]
"""A rule and what it is about."""

WISHES = frozenset(
    {
        *("flights.window", "crew.as-announced", "crew.composition", "crew.return-day", "requirements.met"),
        "handover.direct",
    }
)
OF_FLIGHTS = frozenset(
    {
        *("vehicles.life", "ports.interface", "ports.turnaround", "traffic.clearance", "landings.daylight"),
        "crew.commander",
    }
)
"""Rules whose findings name the flights that they are about."""
APART = frozenset({"ports.turnaround", "traffic.clearance"})
CLEARANCE = "traffic.clearance"
BY_SPANS = WAIVED_BY_SPANS | {"agreements.exchange", "agreements.balance"}
"""Rules of which the planner counts a waiver as far as it reaches."""


def by_model(verdict: Verdict) -> frozenset[Key]:
    """Return the keys of the rule instances that the model cannot hold."""
    return told_once(model_keys(verdict))


def by_check(setting: Scenario, sky: Sky, plan: Plan) -> frozenset[Key]:
    """Return the keys of what the check finds in a plan."""
    return told_once(check_keys(judged_case(setting, sky, plan), apart_case(setting, sky, plan), JUDGED))


def plan_of(model: PlanModel, verdict: Verdict) -> Plan:
    """Return the plan that the decisions of a model make, read as the planner reads it."""
    flights, stays = flights_and_stays(model, list(verdict.values))
    return Plan(scenario=model.problem.scenario, flights=flights, stays=stays)


def model_keys(verdict: Verdict) -> frozenset[Key]:
    """Return a key for each rule instance that cannot hold, and each wish not met."""
    return frozenset(_key(rule, tuple(subject.split(" / "))) for rule, subject in verdict.broken | verdict.unmet)


def judged_case(setting: Scenario, sky: Sky, plan: Plan) -> Case:
    """Return a plan to be judged, without the waivers that the planner does not count."""
    return Case(setting.model_copy(update={"waivers": tuple(_counted(setting))}), sky, plan)


def _counted(setting: Scenario) -> Iterator[Waiver]:
    """Yield the waivers that the planner counts: of some rules those alone that cover the horizon."""
    start, end = setting.horizon.start, setting.horizon.end
    for entry in setting.waivers:
        has_begun = not isinstance(entry.start, str) and entry.start <= start
        lasts = entry.end is None or (not isinstance(entry.end, str) and end <= entry.end)
        if entry.rule in BY_SPANS or (has_begun and lasts):
            yield entry


def check_keys(case: Case, apart: Case, rules: Iterable[str]) -> frozenset[Key]:
    """Return a key for each thing that some checks find; what keeps days apart is asked of another case."""
    return frozenset(key for rule in rules for key in _found(case, apart, rule))


def apart_case(setting: Scenario, sky: Sky, plan: Plan) -> Case:
    """Return a plan in which all operations lie at midnight, judged with a day more in between."""
    numbers = setting.numbers
    wider = Numbers(port_turnaround_days=numbers.port_turnaround_days + 1, clearance_days=numbers.clearance_days + 1)
    flights = tuple(_at_midnight(flight) for flight in plan.flights)
    moved = plan.model_copy(update={"flights": flights, "stays": ()})
    horizon = setting.horizon.model_copy(update={"start": midnight(setting.horizon.start)})
    waivers = tuple(entry.model_copy(update={"start": horizon.start}) for entry in _counted(setting))
    return Case(setting.model_copy(update={"numbers": wider, "horizon": horizon, "waivers": waivers}), sky, moved)


def told_once(keys: frozenset[Key]) -> frozenset[Key]:
    """Return the keys without those that are a matter of taste beside others."""
    is_overfull = any(key[0] == "seats.capacity" for key in keys)
    shared = {key[1] for key in keys if key[0] == "ports.one-vehicle"}
    return frozenset(
        key
        for key in keys
        if not (key[0] == "seats.certified-lifeboat" and is_overfull)
        and not (key[0] == "ports.turnaround" and key[1] in shared)
    )


def _found(case: Case, apart: Case, rule: str) -> Iterator[Key]:
    if rule in APART:
        case = apart
    for finding in waive(case, map(_held, WITNESSES[rule](case))):
        if finding.state == "broken" and not _stands(case.scenario, rule, finding.names):
            yield _key(finding.rule, finding.names)
    if rule == CLEARANCE and any(finding.state == "broken" for finding in waive(case, map(_held, _brief(case)))):
        yield (CLEARANCE,)


def _held(finding: Finding) -> Finding:
    """Return a finding as the model has it: a wish that it holds or counts is like a rule, and may be waived."""
    is_held = finding.state == "unmet" and finding.rule in WISHES | APART
    return finding.model_copy(update={"state": "broken"}) if is_held else finding


def _brief(case: Case) -> Iterator[Finding]:
    """Yield what the model says besides: a ship that leaves too soon after it docks."""
    opened = {entry.id for entry in case.scenario.requests} | {entry.flight for entry in case.scenario.departures}
    for flight in case.plan.flights:
        if flight.id in opened and _days_docked(flight) < case.scenario.numbers.clearance_days:
            assert flight.docked is not None
            yield case.finding(CLEARANCE, flight.docked, flight.undocked, (flight.id,), "It leaves too soon.")


def _stands(scenario: Scenario, rule: str, names: Sequence[str]) -> bool:
    """Say whether nothing that is decided has to do with a finding, or a level or another rule answers for it."""
    coming = {entry.id for entry in scenario.requests}
    leaving = {entry.flight for entry in scenario.departures}
    match rule:
        case "crew.as-announced":
            return scenario.policy.crews != "as-announced"
        case "agreements.exchange":
            return not coming & set(names)
        case "ports.interface" if names[0] in leaving:
            return not _port_was_there(scenario, *names)
        case "ports.turnaround" if scenario.numbers.port_turnaround_days <= scenario.numbers.clearance_days:
            return True
        case "ports.turnaround":
            return names[1] not in coming | leaving and names[2] not in coming
    return rule in OF_FLIGHTS and not (coming | leaving) & set(names)


def _port_was_there(scenario: Scenario, flight_id: str, port_id: str) -> bool:
    """Say whether a port was there when a ship docked that stands at it."""
    docked = next(flight.docked for flight in scenario.flights if flight.id == flight_id)
    port = next(port for port in scenario.station.ports if port.id == port_id)
    return docked is not None and any(period.contains(docked) for period in port.available)


def _days_docked(flight: Flight) -> int:
    docked, undocked = day_of(flight.docked), day_of(flight.undocked)
    return FOREVER if docked is None or undocked is None else undocked - docked


def _at_midnight(flight: Flight) -> Flight:
    moments = {name: flight.moment(name) for name in ("docked", "undocked")}
    told = {name: midnight(moment) for name, moment in moments.items() if moment is not None}
    moves = tuple(
        move.model_copy(update={"undocked": midnight(move.undocked), "docked": midnight(move.docked)})
        for move in flight.relocations
    )
    return flight.model_copy(update={**told, "relocations": moves})


def _key(rule: str, names: Sequence[str]) -> Key:
    kept = {
        "operators.each-segment": 1,
        "operators.any-single-loss": 1,
        "seats.certified-lifeboat": 1,
        "ports.one-vehicle": 1,
        "ports.turnaround": 1,
        "traffic.clearance": 0,
        "crew.one-place": 1,
    }
    return (rule, *names[: kept.get(rule, len(names))])
