"""A plan on real windows: exact instants, profiles that the phase allows, and boosts that bring a phase about."""

from functools import cache
from pathlib import Path

import pytest

from crossflight import story
from crossflight.files import load_orbit, parse_scenario
from crossflight.record import Answer, Flight, MeanElements, Scenario

SETS = Path(__file__).parents[1] / "dynamics" / "data" / "iss_before_boosts.tle"

TEXT = """
name = "one-soyuz"
title = "Soyuz MS-22 as seen from August 2022"
station = "iss"
as_of = 2022-08-11T00:00:00Z
horizon = { start = 2022-08-11T00:00:00Z, end = 2022-09-24T00:00:00Z }
history = true
phasing = { known_days = %(known_days)s, boosting = %(boosting)s }

[[waivers]]
id = "before-integrated-crews"
rule = "operators.any-single-loss"
start = 2022-08-11T00:00:00Z
reason = "No integrated crew is aboard yet."
approver = "nobody: inherited"

[[vehicles]]
id = "ferry"
name = "Ferry"
type = "soyuz-ms"

[[requests]]
id = "ferry-1"
vehicle = "ferry"
launcher = "soyuz-2-1a"
site = "baikonur-31-6"
zone = "kazakhstan"
ports = ["rassvet"]
profile = "2-orbit"
launch = { earliest = 2022-09-21, latest = 2022-09-21, wanted = 2022-09-21 }
"""


def scenario(known_days: float, *, boosting: bool) -> Scenario:
    """Return the scenario with the last element set of its day."""
    told = parse_scenario(TEXT % {"known_days": known_days, "boosting": str(boosting).lower()})
    sets = load_orbit(SETS)
    assert isinstance(sets, tuple)
    assert all(isinstance(entry, MeanElements) for entry in sets)
    orbit = max((entry for entry in sets if entry.epoch <= told.as_of), key=lambda entry: entry.epoch)
    # Ascents and descents come into a scenario with its orbit.
    whole = parse_scenario(f"{TEXT % {'known_days': known_days, 'boosting': str(boosting).lower()}}\n{_table(orbit)}")
    assert whole.orbit is not None
    return whole


def _table(orbit: MeanElements) -> str:
    fields = orbit.model_dump(mode="json", exclude_none=True, exclude={"source", "unverified", "name", "notes"})
    fields.pop("international_designator", None)
    rows = [f"{key} = {value!r}" for key, value in fields.items() if key != "epoch"]
    return "\n".join(["[orbit]", f"epoch = {fields['epoch']}", *rows])


@cache
def answer(known_days: float, *, boosting: bool) -> Answer:
    """Return the answer of the planner."""
    return story.plan(scenario(known_days, boosting=boosting))


def flight(told: Answer) -> Flight:
    assert told.plan is not None
    [found] = (entry for entry in told.plan.flights if entry.id == "ferry-1")
    return found


def test_far_ahead_any_profile_may_be_flown_and_liftoff_is_exact() -> None:
    found = flight(answer(14, boosting=False))

    assert "2-orbit" == found.profile
    assert found.launch is not None
    # Soyuz MS-22 lifted off at 13:54:49; the plane is six weeks ahead here.
    assert 54 * 60 + 49 == pytest.approx(found.launch.minute * 60 + found.launch.second, abs=60)
    assert 13 == found.launch.hour
    assert "minute" == found.precision["launch"]


def test_a_phase_that_is_taken_as_known_can_forbid_the_profile() -> None:
    told = answer(60, boosting=False)

    assert "infeasible" == told.status
    assert {"flights.window", "launches.opportunity"} == {clash.rule for clash in told.conflict}


def test_boosts_bring_about_the_phase_of_the_plan() -> None:
    told = answer(60, boosting=True)

    assert told.plan is not None
    assert told.plan.boosts
    assert "2-orbit" == flight(told).profile
    whole = told.plan.scenario.model_copy(
        update={
            "boosts": told.plan.boosts,
            "phasing": told.plan.scenario.phasing.model_copy(update={"boosting": False}),
        }
    )
    [chances] = story.survey(whole).launch_chances
    day = flight(told).launch
    assert day is not None

    assert "2-orbit" in {chance.profile for chance in chances.liftoffs if chance.liftoff.date() == day.date()}
    assert () == tuple(entry for entry in story.check(told.plan) if entry.state == "broken")
