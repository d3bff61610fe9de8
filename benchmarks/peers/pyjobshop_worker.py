"""What PyJobShop is asked: the traffic of a plan, as jobs on machines.

How it is told, with all the words that PyJobShop has for it:

- a port is a machine; where a flight stands is one task with a mode for each port, which holds its machine from the
  docking to the undocking (a task that may idle);
- each docking and each undocking is a job of one task of one day, whose due day is the wanted one: earliness and
  tardiness together are the days off it;
- the days that are not allowed are breaks of a machine that the event has to itself;
- clearance is a machine for all: each event holds it for that many days more, by a task that starts with it;
- the life of a vehicle is a task that starts with the docking and ends no earlier than the undocking starts. Where it
  depends on the docking day, the docking has a mode for each length, with days of its own, and chooses that of the
  life.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from answering import Answer, Problem, Task, answer_questions
from pyjobshop import Machine, Model, SolveStatus
from pyjobshop import Task as Work

STATUS = {SolveStatus.OPTIMAL: "optimal", SolveStatus.FEASIBLE: "feasible", SolveStatus.INFEASIBLE: "infeasible"}


def traffic(problem: Problem) -> Callable[[], Answer]:
    """Find the least days off the wanted ones, with proof."""
    instances = problem["instances"]
    model = _model(instances[problem["seed"] % len(instances)])
    found = model.solve(
        solver="ortools",
        time_limit=problem["time_limit_s"],
        num_workers=problem["workers"],
        display=False,
        random_seed=problem["seed"],
    )
    status = STATUS.get(found.status, "unknown")
    return lambda: {
        "status": status,
        "levels": {"dates": found.objective},
        "is_cut_short": status not in {"optimal", "infeasible"},
        "told": f"{found.objective:g} days off found, {found.lower_bound:g} proven",
    }


def _model(data: Mapping[str, Any]) -> Model:
    model = Model()
    model.set_objective(weight_total_earliness=1, weight_total_tardiness=1)
    names = {stand["port"] for stand in data["stands"]} | {port for one in data["flights"] for port in one["ports"]}
    ports = {name: model.add_machine(name=name) for name in sorted(names)}
    clearing = model.add_machine(name="clearance")
    opened = {flight["id"] for flight in data["flights"]}
    stands = {}
    for stand in data["stands"]:
        until = data["days"] + 1 if stand["until"] is None else stand["until"]
        if until == stand["from"]:
            continue
        is_open = stand["until"] is None and stand["flight"] in opened
        work = _stay(model, stand["from"], stand["from"], 0 if is_open else until, until)
        model.add_mode(work, [ports[stand["port"]]], 1)
        if is_open:
            stands[stand["flight"]] = work
    for flight in data["flights"]:
        _flight(model, data, flight, {"ports": ports, "clearing": clearing, "stand": stands.get(flight["id"])})
    for day in data["fixed_operation_days"]:
        _clear(model, clearing, data, None, day)
    return model


def _flight(model: Model, data: Mapping[str, Any], flight: Mapping[str, Any], there: Mapping[str, Any]) -> None:
    stand, docking, lives = there["stand"], None, {}
    if flight["dock_days"]:
        lives = _lives(flight)
        docking, modes = _event(model, data, flight["wanted_dock"], _classes(flight["dock_days"], lives))
        _clear(model, there["clearing"], data, docking)
        until = 0 if flight["leave_days"] else data["days"] + 1
        stand = _stay(model, 0, data["days"], until, data["days"] + 1)
        for port in flight["ports"]:
            model.add_mode(stand, [there["ports"][port]], 1)
        model.add_start_at_start(stand, docking)
    if flight["leave_days"]:
        leaving, _ = _event(model, data, flight["wanted_leave"], {0: flight["leave_days"]})
        _clear(model, there["clearing"], data, leaving)
        model.add_end_at_start(stand, leaving)
        if docking is not None and lives:
            life = model.add_task()
            spans = {length: model.add_mode(life, [], length) for length in modes}
            model.add_start_at_start(life, docking)
            model.add_start_before_end(leaving, life)
            for length, mode in modes.items():
                model.add_mode_dependency(mode, [spans[length]])


def _event(
    model: Model, data: Mapping[str, Any], wanted: int | None, classes: Mapping[int, list[int]]
) -> tuple[Work, dict[int, Any]]:
    """Return a task of one day on one of the days of its classes, and its mode for each class."""
    assert wanted is None or wanted >= 0, "a day wanted before the first has no due day"
    job = model.add_job(due_date=None if wanted is None else wanted + 1)
    days = [day for allowed in classes.values() for day in allowed]
    work = model.add_task(job=job, earliest_start=min(days), latest_start=max(days))
    modes = {}
    for length, allowed in classes.items():
        own = model.add_machine(breaks=list(_holes(allowed, data["days"] + 1)))
        modes[length] = model.add_mode(work, [own], 1)
    return work, modes


def _stay(model: Model, first: int, last: int, first_end: int, last_end: int) -> Work:
    return model.add_task(
        earliest_start=first, latest_start=last, earliest_end=first_end, latest_end=last_end, allow_idle=True
    )


def _clear(model: Model, machine: Machine, data: Mapping[str, Any], event: Work | None, day: int = 0) -> None:
    """Hold the machine of clearance from an event on, or from a day."""
    last = data["days"] if event is not None else day
    held = model.add_task(earliest_start=day, latest_start=last)
    model.add_mode(held, [machine], data["clearance_days"] + 1)
    if event is not None:
        model.add_start_at_start(held, event)


def _holes(allowed: Iterable[int], end: int) -> Iterable[tuple[int, int]]:
    first = 0
    for day in sorted(allowed):
        if day > first:
            yield first, day
        first = day + 1
    if first < end:
        yield first, end


def _lives(flight: Mapping[str, Any]) -> dict[int, int]:
    """Return a length of life for each docking day that it binds, as few different ones as there can be."""
    leaves = flight["leave_days"]
    spans = {}
    for day, latest in flight["latest_leave"]:
        later = [leave for leave in leaves if leave > latest]
        if later:
            spans[day] = (latest - day, min(later) - day - 1)
    lives: dict[int, int] = {}
    for day in sorted(spans, key=lambda day: spans[day][1]):
        least, most = spans[day]
        known = [length for length in lives.values() if least <= length <= most]
        lives[day] = known[-1] if known else most
    return lives


def _classes(days: list[int], lives: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the docking days of each length of life; a day that none binds has one beyond all."""
    found: dict[int, list[int]] = {}
    for day in days:
        found.setdefault(lives.get(day, 10_000), []).append(day)
    return found


TASKS: Mapping[str, Task] = {"traffic": traffic}

if __name__ == "__main__":
    answer_questions(TASKS)
