"""Judging again after a small change says what a check from the beginning says."""

from datetime import timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crossflight.record import Plan
from crossflight.rules import Checker, check
from rules.worlds import World, waivers, worlds
from scenes import plan

few = settings(max_examples=60, derandomize=True, deadline=None, database=None, phases=(Phase.generate, Phase.shrink))


def changed(world: World, places: list[int], hours: int) -> Plan:
    """Return the plan with the flights at these places moved by so many hours."""
    by = timedelta(hours=hours)
    moments = ("launch", "docked", "undocked", "landed")
    flights = list(world.flights)
    for place in {place % len(flights) for place in places}:
        entry = flights[place]
        moved = {name: told + by for name in moments if (told := entry.moment(name)) is not None}
        flights[place] = entry.model_copy(update={**moved, "relocations": ()})
    return plan(world.setting, *flights, stays=world.stays)


@few
@given(worlds(), waivers(), st.lists(st.integers(0, 4), max_size=2), st.integers(-200, 200))
def test_a_checker_finds_in_a_changed_plan_what_a_check_finds(
    world: World, signed: tuple[object, ...], places: list[int], hours: int
) -> None:
    setting = world.setting.model_copy(update={"waivers": signed})
    checker = Checker(setting, world.over, world.plan)
    other = changed(world, places, hours)

    assert check(setting, world.over, world.plan) == checker.findings
    assert check(setting, world.over, other) == checker.check(other)
    assert checker.findings == checker.check(world.plan)


@few
@given(worlds(), st.integers(0, 4))
def test_a_checker_forgets_a_flight_that_is_no_longer_there(world: World, place: int) -> None:
    checker = Checker(world.setting, world.over, world.plan)
    gone = world.flights[place % len(world.flights)]
    flights = tuple(entry for entry in world.flights if entry is not gone)
    other = plan(world.setting, *flights, stays=tuple(stay for stay in world.stays if stay.up != gone.id))

    assert check(world.setting, world.over, other) == checker.check(other)
