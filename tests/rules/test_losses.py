"""Single losses: each cell against a plan that is changed by hand and checked, and the flown history as guard."""

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import Phase, given, settings

from crossflight import files
from crossflight.record import Flight, HomeSeat, Horizon, Launcher, Loss, Losses, Plan, Scenario
from crossflight.rules import lose, measure
from rules.judging import haven, ill, lark, moving, swan
from rules.slipping import (
    LAWS,
    calm,
    evacuated,
    found,
    held_back,
    plain,
    short_at,
    slipped,
    uncovered_at,
    useless,
    with_launchers,
    without,
)
from rules.worlds import World, worlds
from scenes import TYPES, day, flight, plan, stays_of

few = settings(max_examples=40, derandomize=True, deadline=None, database=None, phases=(Phase.generate, Phase.shrink))


def lost(setting: Scenario, *flights: Flight, **kept: object) -> Losses:
    return lose(setting, plan(setting, *flights, **kept))  # type: ignore[arg-type]


def cell(losses: Losses, name: str, instant: datetime) -> Loss:
    [found] = [entry for entry in losses.cells if entry.lost == name and entry.start <= instant < entry.end]
    return found


# ------------------------------------------------------------------------------------------------- brute force


def vehicles_docked(world: World, losses: Losses) -> list[Loss]:
    docked = {entry.id: entry.docked for entry in world.flights}
    return [
        entry for entry in losses.cells if entry.kind == "vehicle" and entry.start >= (docked[entry.lost] or entry.end)
    ]


@few
@given(worlds().map(plain))
def test_a_docked_vehicle_lost_empty_leaves_as_many_without_a_seat_as_one_that_is_good_for_nobody(world: World) -> None:
    for entry in vehicles_docked(world, lose(world.setting, world.plan)):
        findings = found(useless(world, entry.lost, entry.start), world.plan)

        assert short_at(findings, entry.start) == entry.nominal_short


@few
@given(worlds().map(plain))
def test_a_docked_vehicle_that_leaves_with_its_people_leaves_those_segments_without_operators(world: World) -> None:
    for entry in vehicles_docked(world, lose(world.setting, world.plan)):
        uncovered = uncovered_at(found(world.setting, evacuated(world, entry, entry.start)), entry.start)

        assert set(entry.segments_uncovered) <= uncovered
        if entry.who:
            assert set(entry.segments_uncovered) == uncovered


@few
@given(worlds())
def test_somebody_lost_leaves_those_segments_without_operators_that_nobody_else_aboard_operates(world: World) -> None:
    for entry in lose(world.setting, world.plan).cells:
        if entry.kind == "person":
            sick = ill(entry.lost, entry.start).model_copy(update={"id": "the-loss"})
            events = tuple(event for event in world.setting.events if event.subject != entry.lost)
            setting = world.setting.model_copy(update={"events": (*events, sick)})

            assert set(entry.segments_uncovered) == uncovered_at(found(setting, world.plan), entry.start)


@few
@given(worlds().map(with_launchers).map(plain))
def test_flights_that_do_not_come_leave_what_a_plan_without_them_has_until_rescue(world: World) -> None:
    setting = world.setting.model_copy(
        update={"launchers": tuple(Launcher(id=f"{kind.id}-rocket", name=kind.name) for kind in TYPES)}
    )
    losses = lose(setting, plan(setting, *world.flights, stays=world.stays))
    docked = vehicles_docked(world, losses)
    for entry in losses.cells:
        if entry.kind == "person" or entry in docked:
            continue
        gone = held_back(world.plan, entry, entry.start)
        findings = found(setting, without(plan(setting, *world.flights, stays=world.stays), gone))
        rescue = losses.end if entry.rescue_days is None else entry.start + timedelta(days=entry.rescue_days)
        last = min(rescue - timedelta(minutes=5), losses.end)  # what is told of rescue is rounded
        begun = {finding.start for finding in findings if entry.start < finding.start < last}
        moments = [entry.start, *begun]

        assert max(short_at(findings, moment) for moment in moments) == entry.nominal_short
        assert {name for moment in moments for name in uncovered_at(findings, moment)} == set(entry.segments_uncovered)


@few
@given(worlds())
def test_the_sweep_says_of_docked_vehicles_what_the_measures_say(world: World) -> None:
    losses = lose(world.setting, world.plan)
    for entry in measure(world.setting, world.plan).after_loss:
        told = cell(losses, entry.lost, entry.start)

        assert (entry.nominal_short, entry.contingency_short) == (told.nominal_short, told.contingency_short)
        assert entry.segments_uncovered == told.segments_uncovered


@few
@given(worlds())
def test_the_station_s_strip_is_the_worst_of_all_cells(world: World) -> None:
    losses = lose(world.setting, world.plan)

    assert [losses.start, *(span.end for span in losses.station)] == [*(s.start for s in losses.station), losses.end]
    for span in losses.station:
        there = [entry for entry in losses.cells if entry.start <= span.start < entry.end]
        known = [entry.contingency_short for entry in there if entry.contingency_short is not None]

        assert max((entry.nominal_short for entry in there), default=0) == span.nominal_short
        assert max(known, default=None) == span.contingency_short
        assert {name for entry in there for name in entry.segments_uncovered} == set(span.segments_uncovered)


@few
@given(worlds())
def test_cells_of_one_thing_follow_each_other_and_never_overlap(world: World) -> None:
    losses = lose(world.setting, world.plan)
    for first, second in zip(losses.cells, losses.cells[1:], strict=False):
        assert first.start < first.end
        if first.lost == second.lost:
            assert first.end <= second.start


# ------------------------------------------------------------------------------------------------ single cells


def test_everybody_without_a_free_seat_is_short_when_a_vehicle_is_lost() -> None:
    losses = lost(haven(), lark(), swan())

    assert 3 == cell(losses, "swan-1", day(3)).nominal_short
    assert 2 == cell(losses, "lark-1", day(3)).nominal_short
    assert 1 == cell(losses, "lark-1", day(3)).contingency_short
    assert ("blue-cat", "red-ann", "red-bob") == cell(losses, "lark-1", day(3)).who


def test_places_that_are_not_public_leave_the_answer_open() -> None:
    types = tuple(kind.model_copy(update={"contingency_places": None}) if kind.id == "swan" else kind for kind in TYPES)
    losses = lost(haven(vehicle_types=types), lark(), swan())

    assert cell(losses, "lark-1", day(3)).contingency_short is None
    assert 3 == cell(losses, "swan-1", day(3)).contingency_short
    assert {True} == {span.contingency_unknown for span in losses.station}


def test_a_cargo_vehicle_costs_nobody_a_seat() -> None:
    losses = lost(haven(), lark(), swan(), flight("mule-1", port="red-2"))

    assert "mule-1" not in {entry.lost for entry in losses.cells}


def test_whoever_should_come_home_in_a_vehicle_that_does_not_come_stays() -> None:
    early = lark(undocked=day(4), landed=day(4, 16), down=("red-ann", "red-bob"))
    late = flight("lark-2", (), launch=day(3, 2), docked=day(3, 8), port="red-2", down=("blue-cat",))
    home = HomeSeat(flight="lark-2", since=day(3, 10))
    losses = lost(haven(), early, late, stays=moving(early, late, blue_cat=home))

    assert 1 == cell(losses, "red-pad", day(2)).nominal_short
    assert ("blue-cat",) == cell(losses, "red-pad", day(2)).who
    assert 0 == cell(losses, "red-pad", day(3, 5)).nominal_short


def test_a_span_without_length_has_no_losses() -> None:
    setting = haven(horizon=Horizon(start=day(0), end=day(0)))

    assert () == lost(setting, lark()).cells


# --------------------------------------------------------------------------------------------------- outages


LAUNCHERS = (Launcher(id="lark-rocket", name="Lark"), Launcher(id="swan-rocket", name="Swan"))


def relieved(up: tuple[str, ...], relief: tuple[str, ...]) -> tuple[Flight, Flight]:
    """Return a Swan that leaves two days after its relief has docked on day 5."""
    old = swan(up, launcher="swan-rocket", launch=day(-13, 0), docked=day(-13, 20), undocked=day(7), landed=day(7, 22))
    new = flight(
        "swan-2",
        relief,
        launcher="swan-rocket",
        launch=day(4),
        docked=day(5),
        port="blue-2",
        undocked=None,
    )
    return old, new


def test_a_launcher_can_wait_as_long_as_the_vehicle_that_waits_for_its_relief_lives() -> None:
    old, new = relieved(("blue-ann", "blue-bob"), ("blue-cat", "blue-dan"))
    losses = lost(haven(launchers=LAUNCHERS), lark(launcher="lark-rocket"), old, new)
    [outage] = [entry for entry in losses.outages if entry.launcher == "swan-rocket"]

    # 30 days of life, of which 20 days and 22 h are planned.
    assert (day(4), "swan-2", 9.083) == (outage.end, outage.flight, outage.slip_days)
    assert ("vehicles.life", ("swan-1",)) == (outage.rule, outage.subject)


def test_a_launcher_can_wait_until_the_other_ship_takes_the_last_operator_along() -> None:
    old, new = relieved(("red-bob",), ("blue-cat", "red-cat"))
    other = lark(
        ("red-ann", "blue-bob"),
        launcher="lark-rocket",
        undocked=day(8),
        landed=day(8, 16),
        down=("red-ann", "blue-bob"),
    )
    losses = lost(haven(launchers=LAUNCHERS), other, old, new, stays=stays_of(other, old, new))
    [outage] = [entry for entry in losses.outages if entry.launcher == "swan-rocket"]

    # The Lark leaves 3 days after the docking: from then on the old Swan, which waits, holds the only red operator.
    assert ("operators.any-single-loss", ("red-segment", "swan-1"), 3) == (
        outage.rule,
        outage.subject,
        outage.slip_days,
    )


def test_what_an_outage_says_breaks_is_found_broken_in_the_plan_that_slips() -> None:
    seen = _outages_of_worlds()

    assert {"vehicles.life", "operators.any-single-loss"} <= seen


def _outages_of_worlds() -> set[str]:
    seen: set[str] = set()

    @few
    @given(worlds().map(calm))
    def judge(world: World) -> None:
        setting, told = world.setting, world.plan
        for outage in lose(setting, told).outages:
            first = next(entry for entry in world.flights if entry.id == outage.flight)
            if outage.slip_days is None or outage.rule is None or first.docked is None:
                continue
            seen.add(outage.rule)
            late = slipped(told, outage.launcher, first.docked, timedelta(days=outage.slip_days, hours=0.1))
            broken = [finding for finding in found(setting, late) if finding.rule == outage.rule]

            assert any(set(outage.subject) <= set(finding.names) for finding in broken)

    judge()
    return seen


@few
@given(worlds().map(calm))
def test_a_shorter_slip_of_the_last_crew_flight_breaks_nothing_new(world: World) -> None:
    setting, told = world.setting, world.plan
    before = _breaches(setting, told)
    outages = lose(setting, told).outages
    for outage in {entry.launcher: entry for entry in outages}.values():
        first = next(entry for entry in world.flights if entry.id == outage.flight)
        if outage.slip_days is None or outage.slip_days < 0.1 or first.docked is None:
            continue
        for part in (0.3, 0.7, 0.99):
            late = slipped(told, outage.launcher, first.docked, timedelta(days=outage.slip_days * part))

            assert _breaches(setting, late) <= before


def _breaches(setting: Scenario, told: Plan) -> set[tuple[str, str]]:
    return {
        (finding.rule, "" if finding.rule == "seats.certified-lifeboat" else finding.subject)
        for finding in found(setting, told)
        if finding.rule in LAWS and finding.state == "broken"
    }


# --------------------------------------------------------------------------------------------------- the history


@cache
def flown() -> Losses:
    history = files.load_scenario("iss-history")
    return lose(history, Plan(scenario=history, flights=history.flights, stays=history.stays))


DECEMBER = datetime(2022, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "nominal", "contingency", "segments"),
    [
        # Soyuz MS-22 leaked since 15 December: without Crew-5 nobody had a seat, and for how many MS-22 was fit in an
        # emergency was not public until 11 January 2023.
        ("crew-5", 7, None, ()),
        ("soyuz-ms-22", 3, 0, ()),
        ("falcon-9", 3, None, ()),
        ("francisco-rubio", 3, None, ()),
    ],
)
def test_guard_single_losses_in_december_2022(
    name: str, nominal: int, contingency: int | None, segments: tuple[str, ...]
) -> None:
    found = cell(flown(), name, DECEMBER)

    assert (nominal, contingency, segments) == (found.nominal_short, found.contingency_short, found.segments_uncovered)


def test_guard_crew_5_could_wait_seven_weeks_for_its_relief() -> None:
    [outage] = [entry for entry in flown().outages if entry.flight == "crew-6"]

    assert ("falcon-9", "vehicles.life", ("crew-5",)) == (outage.launcher, outage.rule, outage.subject)
    assert pytest.approx(52.58, abs=0.01) == outage.slip_days


def test_cells_of_the_history_stay_as_they_are_in_any_order_of_its_flights() -> None:
    history = files.load_scenario("iss-history")
    mixed = Plan(scenario=history, flights=history.flights[::-1], stays=history.stays[::-1])

    assert flown().cells == lose(history, mixed).cells
