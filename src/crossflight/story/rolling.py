"""A long horizon planned era by era: what is decided stays, and a look-ahead keeps the next era possible."""

# ruff: noqa: PLC0415 - the solver is imported when it is first needed

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from crossflight import files
from crossflight.record import Answer, Certificate, EraProof, LevelProof, NotMade, Plan, Progress, Scenario, Sky

if TYPE_CHECKING:
    from crossflight.planner.eras import EraSpan, Past

__all__ = ["AHEAD_DAYS", "ERA_DAYS", "LONGEST_AT_ONCE_DAYS", "eras_wanted", "plan_by_eras"]

LONGEST_AT_ONCE_DAYS = 1600.0
"""Longer horizons are planned by eras unless somebody says otherwise."""

ERA_DAYS = 365.0
"""An era, where nobody says how long: with its look-ahead it is solved in some seconds."""

AHEAD_DAYS = 180.0
"""How far an era is planned beyond its end: the crews that relieve its own have come by then. With 240 it takes a third
more time, and dates are as near to the wanted ones."""

SPARED = 1.0
"""Times what the eras took so far is kept back for each of those to come."""

LARGEST_SHARE = 0.25
"""Of the time that is left, for one era, where it is more than the even share."""

COURSES_SHARE = 0.15
"""Of the time, for the courses of all crews, where a scenario plans any: they are placed at the end."""

MORE_SHARES = 3.0
"""Of its even share of the time, for an era that brings no plan in its own."""

MERGES = 2
"""So many eras before one that has no plan are opened again with it."""

LONGER_AHEAD = timedelta(days=90)
"""An era without a plan is tried again with so much more look-ahead: what stood in the way may have been its end."""

Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class _Done:
    """An era with its proof, and what was decided before it."""

    span: "EraSpan"
    past: "Past"
    proof: EraProof


@dataclass
class _Rolling:
    """The eras done so far, and what they are given."""

    scenario: Scenario
    sky: Sky
    era_days: float
    time_limit_s: float
    seed: int
    watch: Watch | None
    began: float = field(default_factory=time.monotonic)
    done: list[_Done] = field(default_factory=list)
    last: Plan | None = None
    """Of the era before: what it planned ahead is where the search of the next one starts."""
    versions: dict[str, str] = field(default_factory=dict)
    """Of the programs that planned the eras."""
    not_made: dict[str, NotMade] = field(default_factory=dict)
    """Spacewalks that the last era to ask for them has left out."""

    @property
    def left_s(self) -> float:
        """Seconds that are left for eras."""
        share = 1 - COURSES_SHARE if self.has_courses else 1.0
        return max(self.time_limit_s * share - (time.monotonic() - self.began), 0.0)

    @property
    def has_courses(self) -> bool:
        """Say whether anybody is to be trained."""
        return self.scenario.plans_courses or bool(self.scenario.training_requests)

    @property
    def proofs(self) -> tuple[EraProof, ...]:
        """How the eras ended."""
        return tuple(entry.proof for entry in self.done)

    def next_span(self, past: "Past") -> "EraSpan":
        """Return the era that follows what is decided."""
        from crossflight.planner.eras import era_from

        era, ahead = timedelta(days=self.era_days), timedelta(days=AHEAD_DAYS)
        return era_from(past.until, self.scenario.horizon, era, ahead)

    def solve(self, span: "EraSpan", past: "Past") -> Answer:
        """Plan one era in its share of the time that is left, and some more if that brings no plan."""
        from crossflight import planner
        from crossflight.planner.eras import cut, cut_sky

        cut_out = cut(self.scenario, past, span, self._used_days(past))
        sky = cut_sky(self.sky, span.start, span.ahead)
        days = (self.scenario.horizon.end - span.start) / timedelta(days=1)
        eras_left = max(ceil(days / self.era_days), 1)
        name = f"era {len(self.done) + 1} of {len(self.done) + eras_left}, {span.start:%Y-%m-%d} to {span.end:%Y-%m-%d}"
        answer = Answer(status="unknown")
        near = None if self.last is None else self.last.model_copy(update={"scenario": cut_out})
        watch = _named(name, self.watch)
        for is_again in (False, True):
            if answer.plan is None and answer.status == "unknown" and not _is_interrupted(answer):
                limit_s = max(self._share_s(eras_left, is_again=is_again), 0.001)
                try:
                    answer = planner.plan(cut_out, sky, time_limit_s=limit_s, seed=self.seed, watch=watch, near=near)
                except KeyboardInterrupt:  # while the model was built
                    answer = Answer(status="unknown", message="interrupted before a first plan")
        return answer

    def _share_s(self, eras_left: int, *, is_again: bool) -> float:
        """Return the time of an era: its even share, or more where those before it took less than theirs."""
        even = self.left_s / eras_left
        if is_again:
            return min(MORE_SHARES * even, self.left_s)
        if not self.done:
            return even
        usual = (time.monotonic() - self.began) / len(self.done)
        return max(even, min(LARGEST_SHARE * self.left_s, self.left_s - SPARED * usual * (eras_left - 1)))

    def _used_days(self, past: "Past") -> dict[str, float]:
        """Return what the eras so far have used up of levels that are required to stay below something."""
        if not self.done or not any(entry.kind == "level" for entry in self.scenario.requirements):
            return {}
        from crossflight import rules
        from crossflight.planner.eras import join

        measured = rules.measure(self.scenario, join(self.scenario, past), past.until)
        return {
            "uncovered": sum(entry.days for entry in measured.uncovered),
            "exposure": measured.exposure_person_days,
        }

    def take_back(self, span: "EraSpan", past: "Past") -> "tuple[EraSpan, Past]":
        """Return an era with the one before it, and a longer look-ahead."""
        from crossflight.planner.eras import EraSpan

        if self.done:
            last = self.done.pop()
            span, past = EraSpan(last.span.start, span.end, span.ahead), last.past
        end = self.scenario.horizon.end
        ahead = span.ahead + LONGER_AHEAD
        if ahead >= end:
            return EraSpan(span.start, end, end), past
        return EraSpan(span.start, span.end, ahead), past


def eras_wanted(scenario: Scenario, eras_days: float | None) -> float | None:
    """Return how long the eras of a scenario are to be, None for one solve of all of it.

    Parameters
    ----------
    scenario
        What is to be planned.
    eras_days
        As asked for: 0 for one solve; None leaves it to the length of the horizon.
    """
    days = (scenario.horizon.end - scenario.horizon.start) / timedelta(days=1)
    if eras_days is None:
        return ERA_DAYS if days > LONGEST_AT_ONCE_DAYS else None
    return eras_days if 0 < eras_days < days else None


def plan_by_eras(
    scenario: Scenario,
    sky: Sky,
    *,
    era_days: float = ERA_DAYS,
    time_limit_s: float = 60.0,
    seed: int = 0,
    watch: Watch | None = None,
) -> Answer:
    """Return a plan of a long horizon, made era by era, with the proof of each; or the era that has none, and why.

    The bounds of an era hold for what the eras before it decided. None is claimed for the whole. An era without a plan
    is planned anew with those before it, two at most. Interrupted, the answer is a plan up to the end of the last era
    that was done, with a horizon that ends there.

    Parameters
    ----------
    scenario
        What is to be planned.
    sky
        Its sky, over the whole horizon.
    era_days
        How long an era is, to the nearest day on which nothing is under way.
    time_limit_s
        Seconds for all eras together; what one leaves is for those to come.
    seed, watch
        As for planning.
    """
    from crossflight.planner.eras import begin, freeze, quiet_day

    run = _Rolling(scenario, sky, era_days, time_limit_s, seed, watch)
    past = begin(scenario)
    while True:
        span = run.next_span(past)
        answer = run.solve(span, past)
        for _ in range(MERGES):
            if answer.status != "infeasible" or (span.is_last and not run.done):
                break
            span, past = run.take_back(span, past)
            answer = run.solve(span, past)
        if answer.plan is None:
            return _stopped(run, past) if _is_interrupted(answer) else _without(run, span, answer)
        if span.is_last and not run.done and not run.has_courses:
            return _alone(answer, scenario)
        run.last = answer.plan
        run.not_made |= {entry.spacewalk: entry for entry in answer.left_out}
        if answer.plan.certificate is not None:
            run.versions = answer.plan.certificate.versions
        end = span.end if span.is_last else quiet_day(answer.plan.flights, span, scenario.numbers)
        before, past = past, freeze(scenario, past, answer.plan, end)
        run.done.append(_Done(span, before, _proof(run, span, end, answer)))
        if span.is_last:
            return _whole(run, past)
        if _is_interrupted(answer):
            return _stopped(run, past)


def _named(name: str, watch: Watch | None) -> Watch | None:
    if watch is None:
        return None
    return lambda progress: watch(progress.model_copy(update={"era": name}))


def _is_interrupted(answer: Answer) -> bool:
    return answer.message is not None and answer.message.startswith("interrupted")


def _proof(run: _Rolling, span: "EraSpan", end: datetime, answer: Answer) -> EraProof:
    return EraProof(
        name=f"era {len(run.done) + 1}",
        start=span.start,
        end=end,
        ahead=span.ahead,
        status=answer.status,
        levels=answer.levels,
    )


def _whole(run: _Rolling, past: "Past") -> Answer:
    from crossflight.planner.eras import join

    proven = sum(proof.status == "optimal" for proof in run.proofs)
    message = (
        f"planned in {len(run.done)} eras, {proven} of them proven best for what was decided before them; no bound of "
        "the whole is known"
    )
    return _sealed(run, join(run.scenario, past), message)


def _sealed(run: _Rolling, plan: Plan, message: str) -> Answer:
    """Return the answer of eras that are done: with the courses of all crews, and the certificate."""
    from crossflight.planner.spacewalks.left_out import in_words

    proofs = run.proofs
    if run.has_courses:
        plan, proof = _with_courses(run, plan)
        proofs = (*proofs, proof)
        if proof.status not in {"optimal", "feasible"}:
            message += "; these crews and launches have no room for their courses (--eras 0 plans both at once)"
    made = {walk.id for walk in plan.spacewalks}
    asked = {request.id for request in plan.scenario.spacewalk_requests}
    left_out = tuple(run.not_made[name] for name in run.not_made if name in asked - made)
    message += f". {in_words(left_out)}" if left_out else ""
    certificate = Certificate(
        status="feasible",
        eras=proofs,
        scenario_sha256=files.scenario_sha256(plan.scenario),
        seed=run.seed,
        versions=run.versions,
    )
    return Answer(
        status="feasible",
        eras=proofs,
        plan=plan.model_copy(update={"certificate": certificate}),
        left_out=left_out,
        message=message,
    )


def _with_courses(run: _Rolling, plan: Plan) -> tuple[Plan, EraProof]:
    """Return the plan with the courses of its crews, over the whole horizon, and how far they are proven for these."""
    from crossflight.planner.problem import Problem
    from crossflight.planner.training.placing import place

    limit_s = max(run.time_limit_s - (time.monotonic() - run.began), COURSES_SHARE * run.time_limit_s)
    problem = Problem(plan.scenario, run.sky)
    placed = place(problem, plan.flights, plan.stays, time_limit_s=limit_s, seed=run.seed)
    horizon = plan.scenario.horizon
    level = LevelProof(name="training", value=placed.value, bound=placed.bound, unit="days of training moved or added")
    proof = EraProof(
        name="courses",
        start=horizon.start,
        end=horizon.end,
        ahead=horizon.end,
        status=placed.status,
        levels=(level,) if placed.is_known else (),
    )
    return plan.model_copy(update={"trainings": placed.trainings}), proof


def _alone(answer: Answer, scenario: Scenario) -> Answer:
    """Return the answer of an era that is the whole horizon, with the whole scenario's fingerprint."""
    assert answer.plan is not None
    assert answer.plan.certificate is not None
    told = answer.plan.certificate.model_copy(update={"scenario_sha256": files.scenario_sha256(scenario)})
    plan = answer.plan.model_copy(update={"scenario": scenario, "certificate": told})
    return answer.model_copy(update={"plan": plan})


def _stopped(run: _Rolling, past: "Past") -> Answer:
    """Return what was done before an interruption: a plan whose horizon ends there."""
    from crossflight.planner.eras import join, shorten

    if not run.done:
        return Answer(status="unknown", message="interrupted before a first era was planned")
    short = shorten(run.scenario, past)
    message = (
        f"interrupted; planned up to {past.until:%Y-%m-%d}, {len(run.done)} eras: the horizon of this plan ends there"
    )
    return _sealed(run, join(short, past), message)


def _without(run: _Rolling, span: "EraSpan", answer: Answer) -> Answer:
    """Return why there is no plan: the era, and its clash."""
    failed = EraProof(
        name=f"era {len(run.done) + 1}", start=span.start, end=span.end, ahead=span.ahead, status=answer.status
    )
    told = f"{failed.name}, {span.start:%Y-%m-%d} to {span.end:%Y-%m-%d} planned up to {span.ahead:%Y-%m-%d}: "
    if answer.status == "infeasible":
        told += f"it has no plan, after {len(run.done)} eras that have one" if run.done else "it has no plan"
        told += "; the clash is that of this era. "
    message = told + (answer.message or "")
    return answer.model_copy(update={"eras": (*run.proofs, failed), "message": message[:2000]})
