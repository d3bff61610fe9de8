"""A scenario of Haven whose ships land in light, and the sky of it."""

from crossflight.instants import DAY
from crossflight.record import DateWish, Horizon, LandingChances, Numbers, Period, Scenario, Sky, Touchdown
from planner.tiny import coming
from planner.writing import haven
from scenes import ORBIT, chances, day, departure, sky

__all__ = ["light", "of_light"]


def of_light(margin_min: float) -> Scenario:
    """Return ships that land as far from sunset as is asked, or a minute less."""
    return haven(
        departures=(departure("lark-1"),),
        requests=(coming("lark-2", 2, crew_size=2, announced=("red-dan", "blue-dan"), undock=DateWish(wanted=day(4))),),
        numbers=Numbers(port_turnaround_days=0, clearance_days=0, daylight_margin_min=margin_min),
        horizon=Horizon(start=day(0, 12), end=day(6, 12)),
        orbit=ORBIT,
    )


def light() -> Sky:
    """Return a sky of days with and without light at noon, and landings known for a while."""
    spans = tuple(
        Period(start=day(number, 11), end=day(number, 13 if number % 2 else 12))
        for number in range(-1, 8)
        if number != 3
    )
    track = tuple(entry.model_copy(update={"periods": spans}) for entry in sky().landing)
    half = DAY / 48
    noons = [day(number) for number in (0, 1, 2, 5)]
    touchdowns = tuple(
        Touchdown(undock=noon - DAY / 6, landing=noon, earliest=noon - half, latest=noon + half, phase_open=True)
        for noon in noons
    )
    known = LandingChances(zone="steppe", vehicle_type="lark", touchdowns=touchdowns, until=day(4, 0))
    pads = (chances("lark", "red-pad", 6, day(1), day(2), day(4), known_to_s=60),)
    return sky().model_copy(
        update={"landing": track, "light": track, "landing_chances": (known,), "launch_chances": pads}
    )
