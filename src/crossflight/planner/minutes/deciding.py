"""Level by level, each by the shortest timeline of the tasks that may be chosen, and what is proven of it.

The levels are those of `solving`, where the same is said to CP-SAT: tasks that must be done, margin, tasks that may be,
the shortest, the opening nearest to the wish.
"""

import time
from collections.abc import Sequence

from crossflight.planner.minutes.choosing import Choice
from crossflight.planner.minutes.drafts import Draft
from crossflight.planner.minutes.limits import home_as_wanted, home_at_the_latest, home_by_work
from crossflight.planner.minutes.model import OutsideModel
from crossflight.planner.minutes.searching import MOST_TASKS, Aim, Outcome, Seeker
from crossflight.planner.minutes.situation import Situation
from crossflight.planner.minutes.solving import MARGIN, MAY, MUST, OPENING, SHORTEST, Found, Search, solve
from crossflight.record import LevelProof

__all__ = ["decide"]

SHARE = 0.5
"""Of the time left, for one question whose answer may be no."""
SHARE_OF_FRONTS = 0.7
"""Of the whole time, before the solver goes on."""
MOST_AIMS = 20_000
"""Sets of tasks times openings of the hatch that are asked about at once; with more, the time limit is not kept."""


def decide(situation: Situation, search: Search, *, may_leave_out_must: bool) -> Found:
    """Return the best timeline by levels; what must be done may be left out only where that is allowed.

    Fronts of half-made timelines prove nearly all; where they do not, the solver goes on from there.
    """
    until = time.monotonic() + search.time_limit_s
    found = Found()
    if len(situation.tasks) <= MOST_TASKS:
        found = _Levels(situation, search, may_leave_out_must).found()
    if found.status in {"optimal", "infeasible"}:
        return found
    if search.stopped.is_set():
        return found
    left = search.with_time(max(until - time.monotonic(), 0.01))
    other = solve(OutsideModel(situation), left, may_leave_out_must=may_leave_out_must, known=found)
    if found.draft is None:
        return other
    if other.draft is None:
        return found
    # Time may be up for the solver before the last levels: what is better in one that comes first counts more.
    reached, known = _values(other), _values(found)[: len(other.levels)]
    is_whole = len(other.levels) == len(found.levels)
    return other if reached < known or (is_whole and reached == known) else found


def _values(found: Found) -> list[float]:
    return [level.value for level in found.levels]


class _Levels:
    """The levels of one situation."""

    def __init__(self, situation: Situation, search: Search, may_leave_out_must: bool) -> None:
        self._situation, self._may_leave_out_must = situation, may_leave_out_must
        until = time.monotonic() + SHARE_OF_FRONTS * search.time_limit_s
        self._seeker = Seeker(situation, until, search)
        self._choice = Choice(situation, self._seeker.stops.before)
        self._end = home_at_the_latest(situation)
        self._wanted = min(home_as_wanted(situation), self._end)
        self._levels: list[LevelProof] = []
        self._is_exact = True

    def found(self) -> Found:
        """Return what the levels come to."""
        best = self._decided()
        is_proven = self._is_exact and all(level.value == level.bound for level in self._levels)
        if best is None:
            return Found("infeasible" if is_proven else "unknown")
        levels = self._levels if self._is_exact else [level.model_copy(update={"bound": 0.0}) for level in self._levels]
        return Found("optimal" if is_proven else "feasible", levels, draft=best)

    def _decided(self) -> Draft | None:
        """Return the best draft; the levels are kept aside."""
        best = self._ask([self._choice.everything], self._wanted, any_will_do=True).draft
        left_out = (0, 0)
        if best is not None:
            for name, unit in (MUST, MARGIN, MAY):
                self._level(name, 0, 0, unit)
        else:
            best, fewest = self._fewest_must()
            if best is None:
                return None
            best, overrun = self._least_overrun(best, fewest)
            best, left_out = self._fewest_may(best, fewest, self._wanted + overrun)
        goals = self._choice.goals(*left_out)
        outcome = self._ask(goals, best.home, known=best)
        best = outcome.draft or best
        lock = best.own_minutes(self._situation) - best.home
        self._level(SHORTEST[0], best.home + lock, min(outcome.least, best.home) + lock, SHORTEST[1])
        return self._nearest_opening(best, goals) if self._situation.shift_min else best

    def _fewest_must(self) -> tuple[Draft | None, int]:
        """Return a draft that leaves out as few as it must of what must be done, and how many those are."""
        bound = None
        for count in range(self._choice.musts + 1 if self._may_leave_out_must else 1):
            outcome = self._ask(self._choice.least_goals(count), self._end, any_will_do=True, share=SHARE)
            if outcome.draft is not None:
                self._level(MUST[0], count, count if bound is None else bound, MUST[1])
                return outcome.draft, count
            if not outcome.is_proven and bound is None:
                bound = count
        self._is_exact &= bound is None
        return None, 0

    def _least_overrun(self, best: Draft, fewest: int) -> tuple[Draft, int]:
        """Return a draft that goes beyond what is wanted by as little as can be, and by how much."""
        goals, bound = self._choice.least_goals(fewest), 0
        if best.home > self._wanted:
            outcome = self._ask(goals, self._wanted, any_will_do=True, share=SHARE)
            if outcome.draft is None:
                outcome = self._ask(goals, self._end, known=best, share=SHARE)
                bound = max(0, outcome.least - self._wanted)
            best = outcome.draft or best
        overrun = max(0, best.home - self._wanted)
        self._level(MARGIN[0], overrun, min(bound, overrun), MARGIN[1])
        return best, overrun

    def _fewest_may(self, best: Draft, fewest: int, most: int) -> tuple[Draft, tuple[int, int]]:
        """Return a draft that leaves out as few of the other tasks as it can, and how many of both kinds are out."""
        bound = None
        known = self._choice.left_out_may(best)
        for count in range(known):
            if self._seeker.is_over:
                bound = count if bound is None else bound
                break
            outcome = self._ask(self._choice.goals(fewest, count), most, any_will_do=True, share=SHARE)
            if outcome.draft is not None:
                best, known = outcome.draft, count
                break
            if not outcome.is_proven and bound is None:
                bound = count
        self._level(MAY[0], known, known if bound is None else bound, MAY[1])
        return best, (fewest, known)

    def _nearest_opening(self, best: Draft, goals: Sequence[int] | None) -> Draft:
        """Return a draft as short as the best, with the hatch opened as near to the wish as can be."""
        least, bound = 0, 0
        is_sure = True
        while least < abs(best.hatch):
            near = (least + abs(best.hatch)) // 2
            outcome = self._ask(goals, best.home, within=near, any_will_do=True, share=SHARE)
            if outcome.draft is not None:
                best = outcome.draft
                continue
            least = near + 1
            is_sure &= outcome.is_proven
            bound = least if is_sure else bound
        self._level(OPENING[0], abs(best.hatch), min(bound, abs(best.hatch)), OPENING[1])
        return best

    def _ask(
        self,
        goals: Sequence[int] | None,
        most: int,
        *,
        known: Draft | None = None,
        within: int | None = None,
        any_will_do: bool = False,
        share: float = 1.0,
    ) -> Outcome:
        """Return the shortest draft of any of the goals, home by ``most``; nothing is known where they are too many.

        Where they are many, only the openings nearest to the wish are asked about, and nothing is proven.
        """
        if self._seeker.is_over:
            return Outcome(known, 0)
        if goals is None:
            self._is_exact = False
            return Outcome(known, 0)
        shift = self._situation.shift_min if self._seeker.growth.minds_the_hatch else 0
        shift = shift if within is None else min(shift, within)
        openings = sorted(range(-shift, shift + 1), key=abs)
        asked = openings[: max(1, MOST_AIMS // max(1, len(goals)))]
        aims = [
            Aim(goal, hatch, home_by)
            for goal, home_by in ((goal, self._home_by(goal, most)) for goal in goals)
            for hatch in asked
        ]
        outcome = self._seeker.shortest(aims, known, any_will_do=any_will_do, share=share)
        return outcome if len(asked) == len(openings) else Outcome(outcome.draft, 0)

    def _home_by(self, goal: int, most: int) -> int:
        """Return by when both have to be home, with the heat of their work; the safe side where shares decide that."""
        by_work = home_by_work(self._situation, self._choice.tasks_of(goal))
        if by_work is None:
            return most
        for_the_best, for_the_worst = by_work
        self._is_exact &= for_the_best == for_the_worst or for_the_worst >= most
        return min(most, for_the_worst)

    def _level(self, name: str, value: int, bound: int, unit: str) -> None:
        self._levels.append(LevelProof(name=name, value=value, bound=bound, unit=unit))
