"""The planner: CP-SAT over days, proven level by level. The only room that knows a solver."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version

from crossflight.planner.clashing import explain, explain_quickly
from crossflight.planner.constraints import CONSTRAINTS, FLIGHTS
from crossflight.planner.dropping import drops, with_drops_blamed, without
from crossflight.planner.incidents import as_known, befall
from crossflight.planner.minutes import plan_outside, replan_outside
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem, wants_to_leave
from crossflight.planner.reading import flights_and_stays
from crossflight.planner.revising import revise, standing
from crossflight.planner.run import Manner, Watch
from crossflight.planner.searching import interruptible
from crossflight.planner.solving import solve
from crossflight.planner.spacewalks.left_out import in_words, why_left_out
from crossflight.planner.spacewalks.reading import spacewalks_of
from crossflight.planner.ties import break_ties
from crossflight.planner.training.settling import Settled, settle
from crossflight.record import Answer, Certificate, Clash, Plan, Scenario, Sky

__all__ = ["CONSTRAINTS", "as_known", "befall", "plan", "plan_outside", "replan_outside", "revise", "standing"]


def plan(
    scenario: Scenario,
    sky: Sky,
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Watch | None = None,
    scenario_sha256: str = "",
    near: Plan | None = None,
    manner: Manner = "plans",
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
        A published plan from which the search starts, changed where it does not hold any more.
    manner
        "changes" for few changes to the plan that it starts from: days are told so that this is soon prepared, and
        bounds are raised. "seats" lets the solver reason more with linear relaxations, which proves how few seats are
        needed where dates are settled. Both are slower than "plans" at anything else.
    """
    until = time.monotonic() + time_limit_s
    problem = Problem(without(scenario, drops(scenario)), sky)
    hopeless = _hopeless(problem)
    if hopeless:
        return Answer(status="infeasible", conflict=hopeless, conflicts=tuple((clash,) for clash in hopeless))
    if scenario.requirements:
        answer = explain_quickly(problem, seed=seed, watch=watch, until=until)
        if answer is not None:
            return with_drops_blamed(answer, scenario, sky, seed, until=until)
    if not problem.open_flights and not scenario.spacewalk_requests:
        return _nothing_to_decide(scenario, seed, scenario_sha256)
    ask = _Asked(scenario, until, seed, watch, near, manner, time_limit_s, scenario_sha256)
    return _planned(problem, ask)


@dataclass(frozen=True)
class _Asked:
    """What is asked of a search: the sides of ``plan`` that it needs."""

    scenario: Scenario
    until: float
    seed: int
    watch: Watch | None
    near: Plan | None
    manner: Manner
    time_limit_s: float
    scenario_sha256: str

    def left_s(self) -> float:
        """Return the seconds that are left."""
        return max(self.until - time.monotonic(), 0.001)


def _planned(problem: Problem, ask: _Asked, *, promises: bool = True) -> Answer:
    """Return the best plan; where crews and launches leave no room for courses, all are solved at once."""
    model = PlanModel(problem, promises=promises, day_literals=ask.manner == "changes")
    for constrain in FLIGHTS.values() if problem.open_flights else ():  # where all are fixed, nothing can be mended
        constrain(model)
    break_ties(model)
    solution = solve(
        model,
        time_limit_s=ask.left_s(),
        seed=ask.seed,
        watch=ask.watch,
        near=ask.near,
        manner=ask.manner,
    )
    if solution.status == "infeasible":
        told = explain(problem, seed=ask.seed, watch=ask.watch, until=ask.until)
        return with_drops_blamed(told, ask.scenario, problem.sky, ask.seed, until=ask.until)
    if not solution.values:
        more = f"in {ask.time_limit_s:g} s; give more time with --time-limit"
        told_so = "interrupted before a first plan" if solution.is_interrupted else f"no plan was found {more}"
        return Answer(status="unknown", message=told_so)
    flights, stays = flights_and_stays(model, solution.values)
    with interruptible() as stopped:
        settled = settle(model, solution, flights, stays, ask.left_s(), ask.seed)
    is_interrupted = solution.is_interrupted or stopped.is_set()
    if settled.status not in {"optimal", "feasible"}:
        return _without_courses(problem, settled, ask, promises=promises, is_interrupted=is_interrupted)
    certificate = Certificate(
        status=settled.status,
        levels=settled.levels,
        scenario_sha256=ask.scenario_sha256 or "not hashed",
        seed=ask.seed,
        versions=dict(_versions()),
    )
    made = Plan(
        scenario=ask.scenario,
        flights=flights,
        stays=stays,
        spacewalks=spacewalks_of(model, solution.values),
        trainings=settled.trainings,
        certificate=certificate,
    )
    with interruptible() as stopped:  # the plan stands, whether or not there is time to say why
        left_out = tuple(why_left_out(model, solution.values, made, until=ask.until, seed=ask.seed, stopped=stopped))
    is_interrupted |= stopped.is_set()
    words = [*(["interrupted; this is the best plan so far"] if is_interrupted else ())]
    words += [in_words(left_out)] if left_out else []
    return Answer(
        status=settled.status, levels=settled.levels, plan=made, left_out=left_out, message="; ".join(words) or None
    )


def _without_courses(
    problem: Problem, settled: Settled, ask: _Asked, *, promises: bool, is_interrupted: bool
) -> Answer:
    """Return an answer where crews and launches were solved, and no courses were found for them.

    Where courses that spacewalks rest on may be what finds no room, crews and courses at once have half of the time
    that is left; then nobody is trained for spacewalks.
    """
    if is_interrupted:
        return Answer(status="unknown", message="interrupted before there were courses")
    if settled.status == "unknown":
        message = f"no courses were found in {ask.time_limit_s:g} s; give more time with --time-limit"
        return Answer(status="unknown", message=message)
    joint = Problem(problem.scenario, problem.sky, tables=problem.tables, timetabled=True)
    if not settled.rests_on_promises:
        return _planned(joint, ask, promises=promises)
    answer = _planned(joint, replace(ask, until=ask.until - ask.left_s() / 2))
    is_known = answer.plan is not None or answer.status == "infeasible"
    return answer if is_known else _planned(problem, ask, promises=False)


def _nothing_to_decide(scenario: Scenario, seed: int, scenario_sha256: str) -> Answer:
    """Return the fixed flights as the plan: there is no other."""
    certificate = Certificate(
        status="optimal", scenario_sha256=scenario_sha256 or "not hashed", seed=seed, versions=dict(_versions())
    )
    return Answer(
        status="optimal",
        plan=Plan(
            scenario=scenario,
            flights=scenario.flights,
            stays=scenario.stays,
            spacewalks=scenario.spacewalks,
            certificate=certificate,
        ),
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
