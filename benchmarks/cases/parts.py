"""The parts of iss-2022 that engines are compared on, and its whole: scenario, sky and days are read once."""

from functools import cache

from cases.instances import thinned

from crossflight import story
from crossflight.planner.problem import Problem
from crossflight.record import Scenario, Sky

__all__ = ["crew_problem", "ready", "traffic_problem", "whole_problem"]


@cache
def ready(name: str) -> tuple[Scenario, Sky]:
    """Return a shipped scenario, and its sky."""
    scenario = story.load(name)
    assert isinstance(scenario, Scenario)
    return scenario, story.survey(scenario)


@cache
def traffic_problem(share: float, seed: int) -> Problem:
    """Return the traffic of iss-2022: nobody flies, and the days off the wanted ones are all that counts."""
    scenario, sky = ready("iss-2022")
    empty = {"crew_size": 0, "announced": (), "candidates": (), "at_least": {}, "at_most": {}}
    requests = tuple(request.model_copy(update=empty) for request in scenario.requests)
    problem = Problem(_with(scenario, ("dates",), requests=requests), sky)
    return _made(problem if share >= 1 else thinned(problem, share, seed))


@cache
def crew_problem() -> Problem:
    """Return iss-2022 with two levels, the waived gap of cover and the days off the wanted ones."""
    scenario, sky = ready("iss-2022")
    return _made(Problem(_with(scenario, ("uncovered", "dates")), sky))


@cache
def whole_problem() -> Problem:
    """Return iss-2022 as it is shipped, with its spacewalks and all its levels."""
    return _made(Problem(*ready("iss-2022")))


def _with(scenario: Scenario, levels: tuple[str, ...], **changes: object) -> Scenario:
    policy = scenario.policy.model_copy(update={"levels": levels})
    return scenario.model_copy(update={"policy": policy, "spacewalk_requests": (), **changes})


def _made(problem: Problem) -> Problem:
    """Return the problem with all that it reads from its scenario and sky already read."""
    assert problem.open_flights
    assert problem.stands is not None
    assert problem.patterns is not None
    return problem
