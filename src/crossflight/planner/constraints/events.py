"""What events order: vehicles that are not fit to bring people home or have to leave, and flights that are lost."""

from crossflight.planner.ailments import ailments
from crossflight.planner.model import PlanModel
from crossflight.planner.waived import inside, spans

__all__ = ["fit_return", "leave_by", "lost"]


def fit_return(model: PlanModel) -> None:
    """Keep those coming home in a degraded vehicle within its nominal seats."""
    problem = model.problem
    for vehicle in model.crewed():
        if vehicle.moves.undock_range[0] >= problem.calendar.days:
            continue
        people = len(problem.fixed_crews.get(vehicle.id, ()))
        crew = people + sum(model.chosen[index] for index, _ in problem.patterns_down(vehicle.id))
        for ailment in ailments(model, vehicle):
            seats = ailment.event.nominal_seats
            if seats is None:
                continue
            says = f"{vehicle.id} brings home no more than {seats} people, being degraded"
            literal = model.rule("vehicles.fit-return", vehicle.id, says)
            leaves = model.within(vehicle.moves.undock_minute, ((ailment.start, ailment.end),))
            held = [literal, *([] if leaves is True else [leaves])]
            waivers = spans(model, "vehicles.fit-return", (vehicle.id,))
            held += [~inside(model, waiver, vehicle.moves.undock_minute) for waiver in waivers]
            if leaves is not False:
                model.cp.add(crew <= seats).only_enforce_if(held)


def leave_by(model: PlanModel) -> None:
    """Let a vehicle leave on no later day than an event allows."""
    problem = model.problem
    fixed = {flight.id: flight for flight in problem.fixed_flights}
    for event in problem.scenario.events:
        if event.kind != "leave-by" or event.end is None or event.subject not in model.moves:
            continue
        if not problem.scenario.horizon.start <= event.end < problem.end:
            continue
        says = f"{event.subject} leaves by {event.end:%Y-%m-%d}"
        literal = model.rule("vehicles.leave-by", event.subject, says)
        opened = problem.open_flights.get(event.subject)
        if opened is None:
            leaves = fixed[event.subject].undocked
            if leaves is None or leaves > event.end:
                model.cp.add_bool_or([]).only_enforce_if(literal)
            continue
        days = [day for day, entry in opened.leavings.items() if entry.undocked <= event.end]
        model.allow_days(model.moves[opened.id].undock_day, days, literal)


def lost(model: PlanModel) -> None:
    """Let a flight that an event has ended dock on no day after that."""
    for event in model.problem.scenario.events:
        if event.kind != "flight-lost":
            continue
        opened = model.problem.open_flights.get(event.subject)
        literal = model.rule("flights.lost", event.subject, f"{event.subject} was lost on {event.start:%Y-%m-%d}")
        if opened is not None and opened.arrives:
            days = [day for day, entry in opened.arrivals.items() if entry.docked <= event.start]
            model.allow_days(model.moves[opened.id].dock_day, days, literal)
            continue
        fixed = next((flight for flight in model.problem.fixed_flights if flight.id == event.subject), None)
        if fixed is not None and fixed.docked is not None and event.start < fixed.docked < model.problem.end:
            model.cp.add_bool_or([]).only_enforce_if(literal)
