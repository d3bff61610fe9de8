"""The planner: CP-SAT over days, proven level by level. The only room that knows a solver."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from crossflight.planner.clashing import explain, explain_quickly
from crossflight.planner.constraints import CONSTRAINTS
from crossflight.planner.incidents import as_known, befall
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem, wants_to_leave
from crossflight.planner.reading import flights_and_stays
from crossflight.planner.revising import revise, standing
from crossflight.planner.solving import Watch, solve
from crossflight.planner.starting import starting_values
from crossflight.planner.ties import break_ties
from crossflight.record import Answer, Certificate, Clash, Plan, Scenario, Sky

__all__ = ["CONSTRAINTS", "as_known", "befall", "plan", "revise", "standing"]


def plan(
    scenario: Scenario,
    sky: Sky,
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Watch | None = None,
    scenario_sha256: str = "",
    near: Plan | None = None,
    strong_bounds: bool = False,
) -> Answer:
    """Return the best plan for a scenario with its proof; or the rules that clash, and what would mend it.

    What is required is asked of a quick model first, so that a "no" comes before the long search.

    Parameters
    ----------
    scenario
        What is fixed, what is to be decided, and what matters before what.
    sky
        Launch and landing spans over the horizon, from ``dynamics.survey``.
    time_limit_s
        Wall-clock seconds for all levels together.
    seed
        Seed of the solver; the same input and seed give the same plan.
    watch
        Called with the progress of each level.
    scenario_sha256
        Hash of the scenario, for the certificate.
    near
        A published plan from which the search starts, where it still holds.
    strong_bounds
        True lets the solver reason more with linear relaxations: slower where dates are open, and what proves
        how few seats are needed where they are not.
    """
    problem = Problem(scenario, sky)
    hopeless = _hopeless(problem)
    if hopeless:
        return Answer(status="infeasible", conflict=hopeless, conflicts=tuple((clash,) for clash in hopeless))
    if scenario.requirements:
        answer = explain_quickly(problem, seed=seed, watch=watch)
        if answer is not None:
            return answer
    if not problem.open_flights:
        return _nothing_to_decide(scenario, seed, scenario_sha256)
    model = PlanModel(problem)
    for constrain in CONSTRAINTS.values():
        constrain(model)
    break_ties(model)
    start = [] if near is None else starting_values(model, near, seed)
    solution = solve(model, time_limit_s=time_limit_s, seed=seed, watch=watch, start=start, strong_bounds=strong_bounds)
    if solution.status == "infeasible":
        return explain(problem, seed=seed, watch=watch)
    if not solution.values:
        return Answer(
            status="unknown",
            message="interrupted before a first plan"
            if solution.is_interrupted
            else f"no plan was found in {time_limit_s:g} s; give more time with --time-limit",
        )
    flights, stays = flights_and_stays(model, solution.values)
    levels = tuple(solution.levels)
    certificate = Certificate(
        status=solution.status,
        levels=levels,
        scenario_sha256=scenario_sha256 or "not hashed",
        seed=seed,
        versions=dict(_versions()),
    )
    return Answer(
        status=solution.status,
        levels=levels,
        plan=Plan(scenario=scenario, flights=flights, stays=stays, certificate=certificate),
        message="interrupted; this is the best plan so far" if solution.is_interrupted else None,
    )


def _nothing_to_decide(scenario: Scenario, seed: int, scenario_sha256: str) -> Answer:
    """Return the fixed flights as the plan: there is no other."""
    certificate = Certificate(
        status="optimal", scenario_sha256=scenario_sha256 or "not hashed", seed=seed, versions=dict(_versions())
    )
    return Answer(
        status="optimal",
        plan=Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays, certificate=certificate),
        message="nothing to decide: the scenario has no requests and no open departures",
    )


def _hopeless(problem: Problem) -> tuple[Clash, ...]:
    """Return flights that have no day at all within the horizon: no model can be built for them."""
    found = []
    for flight in problem.open_flights.values():
        should_leave = flight.request is None or wants_to_leave(flight.request, problem.end)
        for is_missing, what in (
            (flight.arrives and not flight.arrivals, "dock"),
            (should_leave and not flight.leavings, "leave"),
        ):
            if is_missing:
                found.append(
                    Clash(
                        rule="flights.window",
                        subject=flight.id,
                        sentence=f"{flight.id} has no day to {what}, within the horizon and the days asked for",
                    )
                )
    return tuple(found)


def _versions() -> Mapping[str, str]:
    found = {}
    for name in ("crossflight", "ortools"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found
