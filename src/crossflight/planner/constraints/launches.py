"""Launch days that the sky and the pad allow."""

from crossflight.planner.model import PlanModel

__all__ = ["allowed_day"]


def allowed_day(model: PlanModel) -> None:
    """Keep dockings to days whose launch is allowed."""
    for flight in model.problem.open_flights.values():
        if flight.arrives:
            allowed = [day for day, arrival in flight.arrivals.items() if arrival.is_allowed]
            literal = model.rule(
                "launches.allowed-day",
                flight.id,
                f"{flight.id} launches on a day that the sky and the pad allow",
            )
            model.allow_days(model.moves[flight.id].dock_day, allowed, literal)
