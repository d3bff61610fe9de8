"""The second witness: one function for each theme, one literal for each rule instance."""

from collections.abc import Callable
from types import MappingProxyType

from crossflight.planner.constraints import landings, launches, spacewalk_days, spacewalks, training
from crossflight.planner.constraints.agreements import balance, exchange
from crossflight.planner.constraints.crew import as_announced, commander, composition, direct_handover, fit, one_place
from crossflight.planner.constraints.events import fit_return, leave_by, lost
from crossflight.planner.constraints.operators import any_single_loss, each_segment
from crossflight.planner.constraints.ports import (
    approach_corridor,
    clearance,
    interface,
    one_vehicle_a_port,
    turnaround,
)
from crossflight.planner.constraints.requests import window
from crossflight.planner.constraints.requirements import met
from crossflight.planner.constraints.returns import return_day
from crossflight.planner.constraints.seats import capacity, certified_lifeboat, degraded_vehicle, home_vehicle
from crossflight.planner.constraints.vehicles import life, whole_return
from crossflight.planner.model import PlanModel

__all__ = ["CONSTRAINTS", "FLIGHTS", "OUTSIDE"]

CONSTRAINTS: MappingProxyType[str, Callable[[PlanModel], None]] = MappingProxyType(
    {
        "operators.each-segment": each_segment,
        "operators.any-single-loss": any_single_loss,
        "seats.certified-lifeboat": certified_lifeboat,
        "seats.degraded-vehicle": degraded_vehicle,
        "seats.home-vehicle": home_vehicle,
        "seats.capacity": capacity,
        "vehicles.life": life,
        "vehicles.whole-return": whole_return,
        "vehicles.fit-return": fit_return,
        "vehicles.leave-by": leave_by,
        "crew.one-place": one_place,
        "crew.fit": fit,
        "ports.interface": interface,
        "ports.one-vehicle": one_vehicle_a_port,
        "ports.approach-corridor": approach_corridor,
        "ports.turnaround": turnaround,
        "traffic.clearance": clearance,
        "agreements.exchange": exchange,
        "agreements.balance": balance,
        "crew.commander": commander,
        "crew.return-day": return_day,
        "handover.direct": direct_handover,
        "launches.allowed-day": launches.allowed_day,
        "launches.opportunity": launches.opportunity,
        "landings.daylight": landings.daylight,
        "landings.opportunity": landings.opportunity,
        "flights.window": window,
        "flights.lost": lost,
        "crew.as-announced": as_announced,
        "crew.composition": composition,
        "training.course-passed": training.course_passed,
        "training.backups": training.backups,
        "training.order": training.order,
        "training.lead": training.lead,
        "training.one-place": training.one_place,
        "training.facility": training.facility,
        "training.together": training.together,
        "training.request": training.request,
        "spacewalks.asked": spacewalks.asked,
        "spacewalks.pair": spacewalks.pair,
        "spacewalks.aboard": spacewalks.aboard,
        "spacewalks.suit-airlock": spacewalks.suit_airlock,
        "spacewalks.qualified": spacewalks.qualified,
        "spacewalks.suit-available": spacewalks.suit_available,
        "spacewalks.held": spacewalks.held,
        "spacewalks.inside": spacewalks.inside,
        "spacewalks.lifeboat-access": spacewalk_days.lifeboat_access,
        "spacewalks.quiet-day": spacewalk_days.quiet_day,
        "spacewalks.clearance": spacewalk_days.clearance,
        "spacewalks.spacing": spacewalk_days.spacing,
        "spacewalks.skeleton-crew": spacewalk_days.skeleton_crew,
        "spacewalks.duration": spacewalks.duration,
        "spacewalks.vehicle-trouble": spacewalk_days.vehicle_trouble,
        "requirements.met": met,
    }
)
"""The constraint of each planned rule, by rule id."""

OUTSIDE = MappingProxyType({name: face for name, face in CONSTRAINTS.items() if name.startswith("spacewalks.")})
"""Those of spacewalks: each can be left out, so they clash with nothing, and join once the flights are settled."""

FLIGHTS = MappingProxyType({name: face for name, face in CONSTRAINTS.items() if name not in OUTSIDE})
"""All others."""
