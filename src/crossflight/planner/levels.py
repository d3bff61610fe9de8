"""What is minimised, level by level."""

from dataclasses import dataclass

from crossflight.planner.model import Linear, PlanModel
from crossflight.planner.moments import total
from crossflight.units import MINUTES_IN_A_DAY

__all__ = ["SPACEWALKS", "LevelGoal", "goals"]

SPACEWALKS = "spacewalks"
"""The level from which on spacewalks are in the model."""


@dataclass(frozen=True)
class LevelGoal:
    """One level: what the solver minimises, and how to say it."""

    name: str
    objective: Linear
    scale: int
    """Solver units in one unit of the level."""
    unit: str


def goals(model: PlanModel) -> tuple[LevelGoal, ...]:
    """Return the levels of the scenario's policy, in its order."""
    problem = model.problem
    known = {
        "uncovered": LevelGoal(
            "uncovered",
            total(model.levels.get("uncovered", ())),
            MINUTES_IN_A_DAY,
            "segment-days without single-loss cover",
        ),
        "exposure": LevelGoal(
            "exposure",
            total(model.levels.get("exposure", ())),
            MINUTES_IN_A_DAY,
            "person-days without a nominal seat",
        ),
        "stays": LevelGoal(
            "stays", total(model.levels.get("stays", ())), 1, "person-days aboard beyond the days of return wanted"
        ),
        "handovers": LevelGoal(
            "handovers", total(model.levels.get("handovers", ())), 1, "crews that leave before others have come"
        ),
        "exchanged": LevelGoal("exchanged", _exchanged(model), 1, "seats given to the partner"),
        "dates": LevelGoal("dates", total(model.levels.get("dates", ())), 1, "days off the wanted dates"),
        "people": _people(model),
        SPACEWALKS: LevelGoal(
            SPACEWALKS,
            total(model.levels.get(SPACEWALKS, ())),
            1,
            "days off the wanted days of spacewalks, and what leaving one out counts",
        ),
        "training": LevelGoal(
            "training", total(model.levels.get("training", ())), 1, "days of training moved or added"
        ),
        "order": LevelGoal("order", _order(model), 1, "ports off the favourite, and commanders used, to break ties"),
    }
    scenario = problem.scenario
    if not scenario.returns:
        del known["stays"]
    if not scenario.spacewalk_requests:
        del known["spacewalks"]
    if not scenario.training_requests and not scenario.plans_courses:
        del known["training"]
    return tuple(known[name] for name in scenario.policy.levels if name in known)


def _exchanged(model: PlanModel) -> Linear:
    """Return the seats up that go to the partner of a vehicle's side, whether its agreement is in force or not."""
    problem = model.problem
    partners: dict[str, set[str]] = {}
    for agreement in problem.scenario.agreements:
        for giver, other in (agreement.sides, agreement.sides[::-1]):
            for kind in giver.vehicle_types:
                partners.setdefault(kind, set()).update(other.agencies)
    kinds = {request.id: problem.types[request.vehicle].id for request in problem.scenario.requests}
    return sum(
        model.chosen[index]
        for index, pattern in enumerate(problem.patterns)
        if pattern.up is not None and pattern.person.agency in partners.get(kinds[pattern.up], ())
    )


def _people(model: PlanModel) -> LevelGoal:
    """Return the seats that go to made-up people; where crews may be moved, what moving them costs as well."""
    patterns = model.problem.patterns
    synthetic = sum(
        model.chosen[index] for index, pattern in enumerate(patterns) if pattern.up and pattern.person.synthetic
    )
    moved = total(model.levels.get("people", ()))
    reseated = sum((len(pattern.homes) - 1) * model.chosen[index] for index, pattern in enumerate(patterns))
    if isinstance(moved, int) and isinstance(reseated, int):
        return LevelGoal("people", synthetic, 1, "seats given to synthetic people")
    return LevelGoal("people", synthetic + moved + reseated, 1, "changes of people and seats, and synthetic people")


def _order(model: PlanModel) -> Linear:
    """Prefer ports high on a request's list, and spare the people of the pool who can command.

    Which of several interchangeable people fly in which flight is settled by ``ties``, not here.
    """
    problem = model.problem
    ports = sum(
        rank * model.at[request.id, port]
        for request in problem.scenario.requests
        for rank, port in enumerate(request.ports)
    )
    commanders = sum(
        model.chosen[index]
        for index, pattern in enumerate(problem.patterns)
        if pattern.person.id in problem.scenario.pool
        and any(qualification.kind == "commander" for qualification in pattern.person.qualifications)
    )
    return ports + commanders
