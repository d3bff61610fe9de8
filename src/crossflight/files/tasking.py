"""Refuse tasks outside that cannot be: in a circle, without a way to them, longer than the suit lasts."""

from collections.abc import Mapping
from typing import Any

from crossflight.errors import ScenarioError
from crossflight.files.validating import suggest
from crossflight.record import Airlock, ScenarioFile, SpacewalkRequest, Station, Suit, Task, Worksite

__all__ = ["check_tasks"]


def check_tasks(file: ScenarioFile, tables: Mapping[str, Mapping[str, Any]], station: Station, file_name: str) -> None:
    """Refuse requests for spacewalks whose lock, suit, protocol or tasks do not fit together.

    Raises
    ------
    ScenarioError
        Naming the first, where it stands, and the way out.
    """
    locks = {airlock.id: airlock for airlock in station.airlocks}
    for place, request in enumerate(file.spacewalk_requests):
        path = f"spacewalk_requests[{place}]"
        suit = tables["suits"][request.suit]
        _check_suit(request, suit, locks[request.airlock], file_name, path)
        if request.prebreathe is not None and request.suit not in tables["prebreathes"][request.prebreathe].suits:
            problem = f"the protocol '{request.prebreathe}' is not for '{request.suit}'"
            fitting = [entry.id for entry in tables["prebreathes"].values() if request.suit in entry.suits]
            way_out = f"take {' or '.join(fitting)}" if fitting else "leave it out"
            raise ScenarioError(problem, file=file_name, path=f"{path}.prebreathe", way_out=way_out)
        _check_order(request.tasks, file_name, path)
        sites = {site.id: site for site in tables["worksites"].values() if site.station == station.id}
        reached = _reached_from(request.airlock, sites)
        for number, task in enumerate(request.tasks):
            _check_task(task, suit, sites, reached, request.airlock, file_name, f"{path}.tasks[{number}]")


def _check_suit(request: SpacewalkRequest, suit: Suit, lock: Airlock, file_name: str, path: str) -> None:
    if request.suit not in lock.suits:
        problem = f"'{request.suit}' does not go out from '{lock.id}', which takes {', '.join(lock.suits) or 'none'}"
        raise ScenarioError(
            problem, file=file_name, path=f"{path}.suit", way_out="both wear one kind of suit, and it fits the lock"
        )
    if request.tasks and suit.life_support is None:
        problem = f"how long '{suit.id}' lasts is not known, and the request has tasks"
        raise ScenarioError(problem, file=file_name, path=f"{path}.suit", way_out="give the suit its life_support")


def _check_order(tasks: tuple[Task, ...], file_name: str, path: str) -> None:
    """Refuse an order that names no task of the request, or goes in a circle."""
    after = {task.id: task.after for task in tasks}
    for number, task in enumerate(tasks):
        for position, before in enumerate(task.after):
            if before not in after:
                problem = f"'{task.id}' comes after '{before}', which is no task of this spacewalk"
                where = f"{path}.tasks[{number}].after[{position}]"
                raise ScenarioError(problem, file=file_name, path=where, way_out=suggest(before, after))
    circle = _circle(after)
    if circle:
        told = " after ".join(f"'{name}'" for name in circle)
        number = next(place for place, task in enumerate(tasks) if task.id == circle[0])
        raise ScenarioError(
            f"the order of the tasks goes in a circle: {told}",
            file=file_name,
            path=f"{path}.tasks[{number}].after",
            way_out="take one of them out of after",
        )


def _circle(after: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the tasks of a circle, the first of them again at its end; none where there is none."""
    settled: set[str] = set()
    for start in after:
        path = [start]
        choices = [list(after[start])]
        while path:
            if not choices[-1]:
                settled.add(path.pop())
                choices.pop()
                continue
            step = choices[-1].pop(0)
            if step in path:
                return [*path[path.index(step) :], step]
            if step not in settled:
                path.append(step)
                choices.append(list(after[step]))
    return []


def _reached_from(lock: str, sites: Mapping[str, Worksite]) -> set[str]:
    """Return the places to which a way leads, over however many others."""
    reached, waiting = {lock}, [lock]
    while waiting:
        here = waiting.pop()
        near = {site.id for site in sites.values() if here in site.minutes_from}
        near |= set(sites[here].minutes_from) if here in sites else set()
        waiting += near - reached
        reached |= near
    return reached


def _check_task(
    task: Task,
    suit: Suit,
    sites: Mapping[str, Worksite],
    reached: set[str],
    lock: str,
    file_name: str,
    path: str,
) -> None:
    if task.worksite not in sites:
        problem = f"the worksite '{task.worksite}' is on another station"
        raise ScenarioError(problem, file=file_name, path=f"{path}.worksite", way_out="name one of this station")
    if task.worksite not in reached:
        problem = f"no way is known from '{lock}' to the worksite '{task.worksite}'"
        way_out = "add minutes_from to the worksite, or name another lock"
        raise ScenarioError(problem, file=file_name, path=f"{path}.worksite", way_out=way_out)
    support = suit.life_support
    if support is not None and task.minutes > support.endurance_min:
        problem = (
            f"'{task.id}' takes {task.minutes:g} min; '{suit.id}' lasts {support.endurance_min:g} min, "
            f"and its reserve is for emergencies"
        )
        raise ScenarioError(problem, file=file_name, path=f"{path}.minutes", way_out="split the task")
