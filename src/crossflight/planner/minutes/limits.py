"""By when both have to be home: for the suit, for what is wanted, and for the work that the suit takes up."""

from collections.abc import Iterable

from crossflight.planner.minutes.situation import ROLES, Situation
from crossflight.record import Task

__all__ = ["home_as_wanted", "home_at_the_latest", "home_by_work"]


def home_at_the_latest(situation: Situation) -> int:
    """Return the minute from the opening at which the suits are at their end, less what the lock takes."""
    return situation.endurance_min - situation.egress_min - situation.close_min


def home_as_wanted(situation: Situation) -> int:
    """Return the minute from the opening with the wanted margin, and within the planned duration."""
    case = situation.case
    wanted = situation.endurance_min - int(case.numbers.spacewalk_margin_min)
    if case.request.minutes is not None:
        is_russian = case.request.convention == "russian-hatch-to-hatch"
        close = situation.close_min if is_russian else 0
        wanted = min(wanted, int(case.request.minutes) + close)
    return wanted - situation.egress_min - situation.close_min


def home_by_work(situation: Situation, tasks: Iterable[Task]) -> tuple[int, int] | None:
    """Return by when they have to be home for the heat of their work: if shared for the best, and for the worst.

    The two differ where a task of unusual heat may be done by either. None where no limit is known.
    """
    support = situation.case.suit.life_support
    if support is None or support.metabolic_budget_kj is None or support.planned_rate_w is None:
        return None
    usual, budget = support.planned_rate_w, int(support.metabolic_budget_kj * 1000 / 60)
    more = [0, 0]
    least, most = 0, 0
    for task in tasks:
        extra = round(((usual if task.rate_w is None else task.rate_w) - usual) * situation.minutes_of(task))
        if task.hands == 1 and task.who is None:
            least, most = least + min(extra, 0), most + max(extra, 0)
            continue
        for number, who in enumerate(ROLES):
            if task.hands > 1 or task.who == who:
                more[number] += extra
    both = max(more[number] + _past(situation, number, usual) for number in range(2))
    lock = situation.egress_min + situation.close_min
    return (budget - both - least) // max(round(usual), 1) - lock, (budget - both - most) // max(round(usual), 1) - lock


def _past(situation: Situation, number: int, usual: float) -> int:
    """Return the watt minutes beyond the usual that one of the two has worked already."""
    rates = {task.id: usual if task.rate_w is None else task.rate_w for task in situation.case.request.tasks}
    return sum(
        round((rates[step.task] - usual) * (step.end_min - step.start_min))
        for step in situation.steps
        if step.kind == "task" and step.task is not None and step.who in {ROLES[number], "both"}
    )
