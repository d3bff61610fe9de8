"""The courses of a plan whose crews and launches are solved, and what is proven of their level then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossflight.planner.model import PlanModel
from crossflight.planner.run import Solution
from crossflight.planner.training.placing import Placed, place, read, value_in
from crossflight.planner.training.promising import Skill, given
from crossflight.planner.training.timetable import Choice
from crossflight.record import Flight, LevelProof, Status, Stay, Training

__all__ = ["Settled", "settle"]

TRAINING = "training"

LEAST_SECONDS = 5.0
"""For the courses, whatever time is left: a plan without them is none."""


@dataclass(frozen=True)
class Settled:
    """Courses, and levels and status of the whole plan with them."""

    status: Status
    """Infeasible: these crews and launches leave no room for their courses."""
    levels: tuple[LevelProof, ...] = ()
    trainings: tuple[Training, ...] = ()
    rests_on_promises: bool = False
    """Somebody is to be trained for a spacewalk whom nobody asked to be."""


def settle(
    model: PlanModel, solution: Solution, flights: Sequence[Flight], stays: Sequence[Stay], seconds: float, seed: int
) -> Settled:
    """Return the courses for crews and launches that were solved, with the levels as far as they are proven then.

    The model knows what no plan can avoid of the training level, whatever the crews and launches: that is its bound.
    Where the courses cost no more, the level is proven for all plans; else value and bound stand apart.
    """
    levels = tuple(solution.levels)
    scenario = model.problem.scenario
    if not scenario.plans_courses and not scenario.training_requests:
        return Settled(solution.status, levels)
    if model.problem.timetabled:
        assert model.timetable is not None
        return Settled(solution.status, levels, read(model.timetable, solution.values))
    chosen = _chosen(model, solution.values) if scenario.spacewalk_requests else None
    placed = place(
        model.problem,
        flights,
        stays,
        time_limit_s=max(seconds, LEAST_SECONDS),
        seed=seed,
        chosen=chosen,
    )
    if not placed.is_known:
        wishes = {wish.id for wish in scenario.training_requests}
        return Settled(placed.status, rests_on_promises=any(name not in wishes for name, _, _ in chosen or ()))
    levels = tuple(_proof(level, placed) if level.name == TRAINING else level for level in levels)
    proven = all(level.name != TRAINING or level.value == level.bound for level in levels)
    return Settled(solution.status if proven else "feasible", levels, placed.trainings)


def _chosen(model: PlanModel, values: Sequence[int]) -> frozenset[Choice]:
    """Return who fulfils which wish, since spacewalks may rest on it; and the offers on which one does rest.

    An offer may have been taken up to no end, where a seat asks for its course as well, so that it costs nothing.
    """
    assert model.timetable is not None
    syllabus = model.timetable.syllabus
    offered = {offer.id: given(syllabus.courses[offer.courses[0]]) for offer in syllabus.offers}
    able = set(_doing(model, values))
    return frozenset(
        (name, person, flight)
        for (name, person, flight), literal in model.timetable.choices.items()
        if value_in(literal, values)
        and (name not in offered or any((person, skill) in able for skill in offered[name]))
    )


def _doing(model: PlanModel, values: Sequence[int]) -> Iterator[tuple[str, Skill]]:
    """Yield everybody who has something to do in a spacewalk, and what it takes."""
    for outing in model.outings or ():
        for people, skill in ((outing.outside, ("spacewalk", outing.request.suit)), (outing.arm, ("arm", None))):
            yield from ((person, skill) for person, role in people.items() if value_in(role, values))


def _proof(level: LevelProof, placed: Placed) -> LevelProof:
    return level.model_copy(update={"value": float(placed.value), "bound": min(level.bound, float(placed.value))})
