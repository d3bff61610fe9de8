"""Plans of boosts: decisions that flew, what a boost costs, and what limits do."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight.dynamics import Outset, plan_boosts
from crossflight.dynamics.boosts.phase_error import FROM_SETS
from crossflight.dynamics.orbit.secular import SecularOrbit, phase_ahead_deg
from crossflight.dynamics.time import utc_array
from crossflight.errors import CallError
from crossflight.instants import DAY, parse
from crossflight.record import BoostLimits, BoostPlan, BoostTarget, Passage, Period, TargetOutcome
from dynamics.station_boosts import known_on, landing_on, launch_on

START = parse("2022-09-01")
ORBIT = SecularOrbit(
    reference=START,
    phase_deg=10.0,
    motion_deg_per_day=5580.0,
    motion_change_deg_per_day2=0.03,
    node_deg=220.0,
    node_rate_deg_per_day=-4.95,
    axis_km=6795.0,
)

DEGREES_A_DAY = 2.186 * (1 - 7 / 3 * 4.95 / 365.94)
"""Of 1 m/s: 3 n/v, and what the turning plane takes off at the passage of a place."""


def limits(days: float = 60, **others: object) -> BoostLimits:
    given = {"start": START, "end": START + days * DAY, "error": FROM_SETS} | others
    return BoostLimits(**given)


def target(name: str, day: float, off_deg: float, half_width_deg: float = 3.0) -> BoostTarget:
    """Return a target whose range lies so far ahead of where the station will be anyway."""
    return BoostTarget(
        id=name, kind="launch", vehicle="soyuz-ms", place="pad", passages=(passage(day, off_deg, half_width_deg),)
    )


def passage(day: float, off_deg: float, half_width_deg: float) -> Passage:
    instant = START + day * DAY
    middle = (float(phase_ahead_deg(ORBIT, utc_array([instant]))[0]) + off_deg) % 360
    return Passage(
        instant=instant,
        profile="2-orbit",
        phase_from_deg=15 - half_width_deg,
        phase_to_deg=15 + half_width_deg,
        argument_from_deg=middle - half_width_deg,
        argument_to_deg=middle + half_width_deg,
    )


def only(plan: BoostPlan) -> TargetOutcome:
    [outcome] = plan.targets
    return outcome


def ours(known: Outset, day: str, launch: str, landing: str) -> BoostPlan:
    targets = [launch_on(known, "soyuz-ms", launch, "2-orbit"), landing_on(known, landing)]
    quiet = (Period(start=parse(launch) - 2 * DAY, end=parse(launch) + 3 * DAY),)
    bounds = BoostLimits(start=parse(day), end=parse(landing), error=known.error, quiet=quiet)
    return plan_boosts(known.orbit, targets, bounds)


def test_the_boost_of_christmas_2021_lowered_the_station_for_a_launch_and_a_landing() -> None:
    """Flown: -1.07 m/s on 24 December for the launch of Soyuz MS-21 and the landing of MS-19 (RIA Novosti)."""
    plan = ours(known_on("2021-12-20"), "2021-12-20", "2022-03-18", "2022-03-30")
    [boost] = plan.boosts

    assert plan.all_met
    assert ("launch 2022-03-18", "landing 2022-03-30") == boost.purposes
    assert -1.07 < boost.delta_v_m_s < -0.5
    assert 1.77 * boost.delta_v_m_s == pytest.approx(boost.height_after_km - boost.height_before_km, abs=0.02)


def test_the_boost_of_august_2022_raised_it_for_a_launch_and_a_landing() -> None:
    """Flown: +0.32 m/s on 10 August, 0.68 on 25 August and 0.21 on 15 September for MS-22 and MS-21 (AiF, Orbiter)."""
    plan = ours(known_on("2022-08-10"), "2022-08-10", "2022-09-21", "2022-09-29")
    [boost] = plan.boosts

    assert plan.all_met
    assert ("launch 2022-09-21", "landing 2022-09-29") == boost.purposes
    assert 0.32 < boost.delta_v_m_s < 0.32 + 0.68 + 0.21


@pytest.mark.parametrize(("day", "phase_deg", "landing_deg"), [("2022-08-10", 13.1, 10.1), ("2022-09-14", 13.1, 10.1)])
def test_with_the_boosts_that_flew_the_flown_phase_is_foretold_within_the_error(
    day: str, phase_deg: float, landing_deg: float
) -> None:
    plan = ours(known_on(day, until="2022-09-21"), day, "2022-09-21", "2022-09-29")
    launch, landing = plan.targets

    assert phase_deg == pytest.approx(launch.phase_before_deg, abs=launch.error_deg)
    assert landing_deg == pytest.approx(landing.phase_before_deg, abs=landing.error_deg)


def test_one_boost_costs_three_times_its_share_of_the_motion_for_each_day_left() -> None:
    plan = plan_boosts(ORBIT, [target("far", 50, -90)], limits(smallest_m_s=0))
    [boost] = plan.boosts
    days = (START + 50 * DAY - boost.instant) / DAY

    assert START + timedelta(hours=12) == boost.instant
    # It comes as near to the middle as 2 % more speed takes it.
    assert (90 - 3) / (DEGREES_A_DAY * days) == pytest.approx(only(plan).alone_m_s, abs=0.001)
    assert 1 <= boost.delta_v_m_s / (only(plan).alone_m_s or 0) <= 1.05
    assert 15 == pytest.approx(only(plan).phase_after_deg, abs=3)


@pytest.mark.parametrize("off_deg", [-150, -60, 60, 150])
def test_the_nearer_side_is_taken_up_or_down(off_deg: float) -> None:
    plan = plan_boosts(ORBIT, [target("far", 50, off_deg)], limits())
    [boost] = plan.boosts

    assert (off_deg < 0) == (boost.delta_v_m_s > 0)
    assert plan.all_met


def test_a_phase_that_suits_needs_no_boost() -> None:
    plan = plan_boosts(ORBIT, [target("near", 8, 0.0)], limits())

    assert () == plan.boosts
    assert 0 == plan.total_m_s
    assert 0.95 < only(plan).chance


def test_a_target_that_can_be_promised_keeps_its_distance_from_the_edge() -> None:
    plan = plan_boosts(ORBIT, [target("near", 8, 2.9)], limits())

    assert plan.boosts
    assert 0.1 == pytest.approx(3 - 2.9)
    assert 0.95 <= only(plan).chance


def test_whole_turns_are_cheaper_when_an_early_boost_goes_on() -> None:
    # The first target asks for half a turn; what is gained by the second is one turn and more, and stays.
    plan = plan_boosts(
        ORBIT, [target("first", 20, -170), target("second", 50, -170 * 49.5 / 19.5 % 360 - 360)], limits()
    )

    assert plan.all_met
    assert 1 == len(plan.boosts)
    assert ("first", "second") == plan.boosts[0].purposes


def test_a_budget_misses_what_it_cannot_pay_and_tells_what_all_would_take() -> None:
    targets = [target("cheap", 50, -60), target("dear", 10, 150)]
    plan = plan_boosts(ORBIT, targets, limits(budget_m_s=1.0, largest_m_s=12))
    free = plan_boosts(ORBIT, targets, limits(largest_m_s=12))
    cheap, dear = plan.targets

    assert cheap.is_met
    assert not dear.is_met
    assert plan.total_m_s <= 1.0
    assert dear.margin_deg < 0
    # Without a distance from the edges; the free plan keeps one.
    assert 0.9 * free.total_m_s < (plan.needed_m_s or 0) <= free.total_m_s
    assert f"'dear' is missed by {-dear.margin_deg:.1f} degrees" in plan.reasons[0]
    assert "the budget is 1" in plan.reasons[0]


def test_the_height_stays_within_its_limits() -> None:
    high = plan_boosts(ORBIT, [target("far", 50, -170)], limits(highest_km=417.5))
    base_km = 6795.0 - 6378.135

    assert base_km + 1.774 * 1.5 > 417.5  # what the nearer side would take
    assert high.all_met
    assert high.highest_km <= 417.51
    assert high.boosts[0].delta_v_m_s < 0


def test_a_station_that_sinks_is_held_up() -> None:
    plan = plan_boosts(ORBIT, [], limits(lowest_km=416.5, highest_km=420))

    assert plan.all_met
    assert plan.boosts
    assert {("height",)} == {boost.purposes for boost in plan.boosts}
    assert plan.lowest_km >= 416.49


def test_a_height_that_no_budget_holds_is_told() -> None:
    plan = plan_boosts(ORBIT, [], limits(lowest_km=416.5, budget_m_s=0.0))

    assert not plan.all_met
    assert "416.5 to any km is allowed" in plan.reasons[0]


def test_no_boost_lies_in_quiet_days_and_boosts_keep_apart() -> None:
    quiet = (Period(start=START, end=START + 5 * DAY), Period(start=START + 20 * DAY, end=START + 30 * DAY))
    targets = [target("first", 18, 100), target("second", 33, 170), target("third", 50, -70)]
    plan = plan_boosts(ORBIT, targets, limits(quiet=quiet, spacing_days=7))
    moments = [boost.instant for boost in plan.boosts]

    assert plan.all_met
    assert not [moment for moment in moments if any(span.contains(moment) for span in quiet)]
    assert all(later - earlier >= 6.9 * DAY for earlier, later in pairwise(moments))


def test_days_all_quiet_leave_nothing_to_do() -> None:
    plan = plan_boosts(ORBIT, [target("far", 50, 90)], limits(quiet=(Period(start=START),)))

    assert () == plan.boosts
    assert None is only(plan).alone_m_s
    assert "no boost lies before it" in plan.reasons[0]


def test_of_several_days_the_cheapest_is_taken() -> None:
    several = BoostTarget(
        id="any",
        kind="launch",
        vehicle="soyuz-ms",
        place="pad",
        passages=(passage(48, 140, 3), passage(49, 40, 3), passage(50, -120, 3)),
    )
    plan = plan_boosts(ORBIT, [several], limits())

    assert START + 49 * DAY == pytest.approx(only(plan).instant, abs=timedelta(minutes=5))


def test_the_reserve_is_what_a_trim_boost_takes() -> None:
    late, early = (only(plan_boosts(ORBIT, [target("far", 50, 0.0)], limits(trim_days=days))) for days in (5, 10))

    assert 2 * early.trim_m_s == pytest.approx(late.trim_m_s, abs=0.02)
    assert late.trim_chance > early.trim_chance > late.chance
    assert 0.95 == pytest.approx(only(plan_boosts(ORBIT, [target("far", 50, 0.0)], limits())).trim_chance, abs=0.005)


def test_boosts_are_made_where_in_the_orbit_it_is_asked() -> None:
    plan = plan_boosts(ORBIT, [target("far", 50, 90)], limits(argument_deg=200))
    moments = [boost.instant for boost in plan.boosts]

    assert [200] == pytest.approx(phase_ahead_deg(ORBIT, utc_array(moments)), abs=0.1)


def test_ten_targets_of_half_a_year_are_met() -> None:
    offs = [(20, 40, 3), (30, 60, 25), (45, 10, 155), (60, 120, 155), (75, -100, 155)]
    offs += [(110, 90, 3), (120, 30, 25), (130, 170, 155), (150, -20, 155), (170, 60, 155)]
    targets = [target(f"target {day}", day, off, half) for day, off, half in offs]
    plan = plan_boosts(ORBIT, targets, limits(180))

    assert plan.all_met
    assert 5 <= len({outcome.target for outcome in plan.targets if outcome.margin_deg > 10})
    assert plan == plan_boosts(ORBIT, targets, limits(180))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(6, 55), st.floats(-180, 180)), min_size=1, max_size=3, unique_by=lambda pair: pair[0]
    )
)
def test_what_a_plan_says_of_its_phases_is_what_the_orbit_does(pairs: Sequence[tuple[int, float]]) -> None:
    targets = [target(f"target {day}", day, off, 20) for day, off in pairs]
    plan = plan_boosts(ORBIT, targets, limits())
    boosted = SecularOrbit(**{**vars(ORBIT), "boosts": tuple(boost.as_boost() for boost in plan.boosts)})
    by_id = {entry.id: entry.passages[0] for entry in targets}

    for outcome in plan.targets:
        argument_deg = float(phase_ahead_deg(boosted, utc_array([outcome.instant]))[0])
        # The instant is told to the second: 0.06 degrees.
        assert by_id[outcome.target].phase_deg(argument_deg) == pytest.approx(outcome.phase_after_deg, abs=0.1)
        assert outcome.is_met == (outcome.margin_deg >= 0)
    assert plan.total_m_s == pytest.approx(np.sum([abs(boost.delta_v_m_s) for boost in plan.boosts]), abs=0.001)


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ([target("past", -2, 0.0)], "before the first day of boosts"),
        ([target("one", 9, 0.0), target("one", 10, 0.0)], "give each its own name"),
        ([target(f"n{index}", 9, 0.0) for index in range(61)], "shorten the span"),
    ],
)
def test_targets_that_make_no_sense_are_refused(targets: list[BoostTarget], message: str) -> None:
    with pytest.raises(CallError, match=message):
        plan_boosts(ORBIT, targets, limits())


def test_limits_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="not after its start"):
        limits(-1)
    with pytest.raises(ValueError, match="does not lie over the lowest"):
        limits(lowest_km=420, highest_km=410)
