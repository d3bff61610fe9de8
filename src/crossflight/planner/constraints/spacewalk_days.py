"""The days of spacewalks: what else happens at the station, who was outside before, what stands beyond the lock."""

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from crossflight.planner.model import Literal, PlanModel
from crossflight.planner.spacewalks import (
    Operation,
    Outing,
    airlock_asked,
    beyond,
    docked_at,
    is_after,
    keep_to,
    operations,
    people_aboard,
    spacewalk_days,
)
from crossflight.record import Event, Spacewalk

__all__ = ["clearance", "lifeboat_access", "quiet_day", "skeleton_crew", "spacing", "vehicle_trouble"]


def quiet_day(model: PlanModel) -> None:
    """Keep spacewalks off the days of dockings, undockings and relocations, and off one another's."""
    outings = spacewalk_days(model)
    quiet = model.problem.scenario.numbers.spacewalk_quiet_days
    for outing in outings:
        # Where the wish for quiet days is held, this is held with it.
        for operation in operations(model, outing, 0) if model.blame or not quiet else ():
            name = f"{outing.id} / {operation.flight}"
            literal = model.rule(
                "spacewalks.quiet-day", name, f"{operation.flight} neither comes nor goes in {outing.id}"
            )
            _keep_apart(model, outing, operation, 1, literal)
        for walk in model.problem.scenario.spacewalks:
            literal = model.rule(
                "spacewalks.quiet-day", f"{walk.id} / {outing.id}", f"{outing.id} has a day of its own"
            )
            first, after = _days_of(model, walk)
            free = [day for day in outing.days if day + outing.extra < first or day >= after]
            keep_to(model, outing, free, literal)
    for first_one, second in combinations(outings, 2):
        if _may_meet(first_one, second, 1):
            literal = model.rule(
                "spacewalks.quiet-day", f"{first_one.id} / {second.id}", f"{second.id} has a day of its own"
            )
            order = _order(model, first_one, second)
            both = [first_one.done, second.done, literal]
            model.cp.add(first_one.day + first_one.extra + 1 <= second.day).only_enforce_if([*both, order])
            model.cp.add(second.day + second.extra + 1 <= first_one.day).only_enforce_if([*both, ~order])


def clearance(model: PlanModel) -> None:
    """Keep quiet days between spacewalks and dockings, undockings, relocations and boosts that are told."""
    quiet = model.problem.scenario.numbers.spacewalk_quiet_days
    calendar = model.problem.calendar
    for outing in spacewalk_days(model):
        for operation in operations(model, outing, quiet):
            name = f"{outing.id} / {operation.flight}"
            literal = model.rule("spacewalks.clearance", name, f"{quiet} quiet days lie around {outing.id}")
            _keep_apart(model, outing, operation, quiet + 1, literal)
        station = model.problem.scenario.station.id
        for boost in model.problem.scenario.boosts if quiet else ():
            day = calendar.day(boost.instant)
            literal = model.rule("spacewalks.clearance", f"{outing.id} / {station}", f"no boost is near {outing.id}")
            _keep_apart(model, outing, Operation(station, f"boost on {day}", day, day, day), quiet + 1, literal)


def _keep_apart(model: PlanModel, outing: Outing, operation: Operation, days: int, literal: Literal) -> None:
    """Keep an operation at least so many days from those of a spacewalk; 1 is the day before or after."""
    if isinstance(operation.day, int):
        day_of = operation.day
        free = [day for day in outing.days if day >= day_of + days or day + outing.extra + days <= day_of]
        keep_to(model, outing, free, literal)
        return
    after = is_after(model, outing, operation)
    later = [outing.done, literal, *([] if isinstance(after, bool) else [after])]
    earlier = [outing.done, literal, *([] if isinstance(after, bool) else [~after])]
    if after is not False:
        model.cp.add(outing.day >= operation.day + days).only_enforce_if(later)
    if after is not True:
        model.cp.add(outing.day + outing.extra + days <= operation.day).only_enforce_if(earlier)


def spacing(model: PlanModel) -> None:
    """Let days pass from one spacewalk of a person to the next."""
    days = model.problem.scenario.numbers.spacewalk_spacing_days
    outings = spacewalk_days(model)
    for outing in outings:
        for walk in model.problem.scenario.spacewalks:
            first, _ = _days_of(model, walk)
            free = [day for day in outing.days if abs(day - first) >= days]
            for person in walk.outside:
                if person in outing.outside and len(free) < len(outing.days):
                    keep_to(model, outing, free, outing.outside[person], _spaced(model, person))
    for first_one, second in combinations(outings, 2):
        people = [person for person in first_one.outside if person in second.outside]
        if not people or not _may_meet(first_one, second, days):
            continue
        again = model.cp.new_bool_var(f"somebody of {first_one.id} in {second.id}")
        for person in people:
            twice = [~first_one.outside[person], ~second.outside[person]]
            model.cp.add_bool_or([*twice, again, ~_spaced(model, person)])
        order = _order(model, first_one, second)
        model.cp.add(first_one.day + days <= second.day).only_enforce_if([again, order])
        model.cp.add(second.day + days <= first_one.day).only_enforce_if([again, ~order])


def _spaced(model: PlanModel, person: str) -> Literal:
    name = model.problem.people[person].name
    return model.rule("spacewalks.spacing", person, f"days pass between the spacewalks of {name}")


def _may_meet(first: Outing, second: Outing, days: int) -> bool:
    return first.first - days < second.last + 1 and second.first - days < first.last + 1


def _order(model: PlanModel, first: Outing, second: Outing) -> Literal:
    """Return whether the first of two spacewalks comes first."""
    key = (second.id, "is made")
    if key not in first.orders:
        literal = model.cp.new_bool_var(f"{first.id} before {second.id}")
        model.cp.add(first.day <= second.day).only_enforce_if(literal)
        model.cp.add(second.day <= first.day).only_enforce_if(~literal)
        first.orders[key] = literal
    order = first.orders[key]
    assert not isinstance(order, bool)
    return order


def _days_of(model: PlanModel, walk: Spacewalk) -> tuple[int, int]:
    """Return the first day of a spacewalk that is fixed, and the day after it."""
    calendar = model.problem.calendar
    start = walk.start or walk.day
    last = (
        calendar.day(walk.last) if walk.last > calendar.start(calendar.day(walk.last)) else calendar.day(walk.last) - 1
    )
    return calendar.day(start), max(last, calendar.day(start)) + 1


def skeleton_crew(model: PlanModel) -> None:
    """Go outside for other than urgent work only with more people aboard than a skeleton crew, or all of the norm."""
    most = model.problem.scenario.numbers.skeleton_crew
    for outing in spacewalk_days(model):
        literal = model.rule(
            "spacewalks.skeleton-crew", outing.id, f"no skeleton crew of {most} or fewer is aboard in {outing.id}"
        )
        if outing.request.urgent:
            continue
        present = people_aboard(model, outing, fit=False)
        days_of: dict[int, list[int]] = {}
        for day in outing.days:
            norm = _norm_at(model, outing.start(model, day))
            days_of.setdefault(most + 1 if norm is None else min(most + 1, norm), []).append(day)
        for least, days in days_of.items():
            held = [outing.done, literal]
            if len(days_of) > 1:
                is_then = model.cp.new_bool_var(f"{outing.id} on a day that asks for {least} people")
                others = [day for day in outing.days if day not in set(days)]
                keep_to(model, outing, others, ~is_then)
                held.append(is_then)
            model.cp.add(present >= least).only_enforce_if(held)


def _norm_at(model: PlanModel, instant: datetime) -> int | None:
    """Return how many people are the norm of that time; None where no norm is known."""
    for norm in sorted(model.problem.scenario.station.crew_norms, key=lambda norm: norm.since, reverse=True):
        if norm.since <= instant:
            return norm.size if norm.until is None or instant < norm.until else None
    return None


def lifeboat_access(model: PlanModel) -> None:
    """Keep whoever runs the arm from a vehicle beyond the lock that is opened; its other people wait in it."""
    for outing in spacewalk_days(model):
        airlock = airlock_asked(model, outing.request)
        if not outing.arm:
            continue
        for flight_id, stands in beyond(model, outing, () if airlock is None else airlock.blocks_ports):
            literal = model.rule(
                "spacewalks.lifeboat-access",
                f"{outing.id} / {flight_id}",
                f"nobody whose home is {flight_id}, beyond the lock, is needed inside in {outing.id}",
            )
            for person, role in outing.arm.items():
                free = [outing.outside[person]] if person in outing.outside else []
                for home in _homes(model, person, flight_id):
                    away = [] if home is True else [~home]
                    model.cp.add_bool_or([~literal, ~stands, ~role, *free, *away])


def _homes(model: PlanModel, person: str, flight_id: str) -> Iterator[Literal | bool]:
    """Yield what says that a vehicle is, or becomes, somebody's home."""
    problem = model.problem
    if person in problem.fixed_crews.get(flight_id, ()):
        yield True
    for pattern, chosen in zip(problem.patterns, model.chosen, strict=True):
        if pattern.person.id == person and flight_id in pattern.homes:
            yield chosen


def vehicle_trouble(model: PlanModel) -> None:
    """Keep spacewalks that are not urgent off the day on which a docked crew vehicle is found degraded."""
    problem = model.problem
    kinds = {flight.id: problem.types[flight.vehicle] for flight in problem.scenario.flights}
    kinds |= {request.id: problem.types[request.vehicle] for request in problem.scenario.requests}
    for event in problem.scenario.events:
        kind = kinds.get(event.subject)
        is_found = event.kind == "vehicle-degraded" and event.subject in model.moves and not _is_known(model, event)
        if not is_found or kind is None or not kind.seats:
            continue
        for outing in spacewalk_days(model):
            troubled = {day for day in outing.days if _is_hit(model, outing, event, day)}
            if outing.request.urgent or not troubled:
                continue
            is_docked = docked_at(model, event.subject, event.id, event.start)
            if is_docked is False:
                continue
            literal = model.rule(
                "spacewalks.vehicle-trouble",
                f"{outing.id} / {event.subject}",
                f"{outing.id} is not on the day on which {event.subject} is found degraded",
            )
            held = [literal, *([] if is_docked is True else [is_docked])]
            keep_to(model, outing, [day for day in outing.days if day not in troubled], *held)


def _is_known(model: PlanModel, event: Event) -> bool:
    """Say whether the vehicle was degraded already when an event came."""
    before = [
        other
        for other in model.problem.scenario.events
        if other.subject == event.subject
        and other.kind in {"vehicle-degraded", "vehicle-restored"}
        and other.start < event.start
    ]
    on = [other for other in before if other.end is None or other.end >= event.start]
    return bool(on) and max(on, key=lambda other: other.start).kind == "vehicle-degraded"


def _is_hit(model: PlanModel, outing: Outing, event: Event, day: int) -> bool:
    found = model.problem.calendar.day(event.start)
    return day <= found <= day + outing.extra and event.start < outing.end(model, day)
