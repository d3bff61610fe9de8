"""What the agencies have done after an event, in reach at Haven: empty seats, a newer ship swapped, long slips."""

from typing import Any

import pytest

from crossflight.instants import DAY
from crossflight.planner import plan, revise, standing
from crossflight.record import Answer, DateWish, Event, EventFile, Flight, Launcher, LifeLimit, Numbers, Plan, Scenario
from crossflight.rules import check, measure
from crossflight.story.inheriting import inherit
from planner.tiny import aboard, coming, going, ordered
from rules.judging import ill
from scenes import VEHICLES, day, degraded, scenario, sky, stays_of

NUMBERS = Numbers(port_turnaround_days=0, clearance_days=0, advance_days=5, slip_days=10, reseat_days=2)
LASTING = tuple(vehicle.model_copy(update={"lives": (LifeLimit(days=90),)}) for vehicle in VEHICLES)
FULL_SWAN = aboard("swan-1", ("blue-ann", "blue-bob", "red-cat", "blue-hal"))


def file_of(*events: Event) -> EventFile:
    return EventFile(name="news", title="The news", as_of=day(4, 0), events=events)


def wanted(*flights: Flight, **changes: Any) -> Plan:
    """Return the best plan of a scenario in which these flights are aboard."""
    plain = {"flights": flights, "stays": stays_of(*flights), "vehicles": LASTING, "numbers": NUMBERS}
    answer = plan(scenario(**(plain | changes)), sky(80))
    assert answer.plan is not None
    return answer.plan


def revised(published: Plan, file: EventFile) -> Scenario:
    """Return what is to be planned anew, what stands broken as the day begins waived."""
    setting = revise(published, file)
    broken = check(setting, sky(80), standing(published, setting))
    return setting.model_copy(update={"waivers": (*setting.waivers, *inherit(setting, file, broken))})


def answered(published: Plan, *events: Event) -> Answer:
    setting = revised(published, file_of(*events))
    return plan(setting, sky(80), near=standing(published, setting))


def flights_of(answer: Answer) -> dict[str, Flight]:
    assert answer.plan is not None, answer.conflict
    return {flight.id: flight for flight in answer.plan.flights}


def homes_of(answer: Answer, person: str) -> list[str]:
    assert answer.plan is not None
    [stay] = (stay for stay in answer.plan.stays if stay.person == person)
    return [home.flight for home in stay.homes]


def level(answer: Answer, name: str) -> float:
    return next(entry.value for entry in answer.levels if entry.name == name)


def breaks_nothing(answer: Answer) -> bool:
    assert answer.plan is not None
    return not [entry for entry in check(answer.plan.scenario, sky(80), answer.plan) if entry.state == "broken"]


# ---------------------------------------------------------------------------------------------------------- free seats


def test_free_seats_of_a_ship_to_come_bring_home_those_whose_ship_leaks() -> None:
    published = wanted(
        aboard("lark-1", ("red-ann", "blue-cat")),
        FULL_SWAN,
        departures=(going("lark-1", 15),),
        requests=(
            coming("lark-2", 12, crew_size=3, announced=("red-dan", "red-eve", "blue-fay")),
            coming("swan-2", 8, crew_size=2, announced=("blue-dan", "blue-eve"), undock=DateWish(wanted=day(30))),
        ),
    )
    answer = answered(published, degraded("lark-1", day(3)))
    swan = flights_of(answer)["swan-2"]

    assert ("blue-dan", "blue-eve") == swan.up
    assert {"blue-dan", "blue-eve", "red-ann", "blue-cat"} == set(swan.down)
    assert breaks_nothing(answer)


def test_who_has_to_wait_takes_a_seat_that_was_free_in_the_next_ship() -> None:
    published = wanted(
        aboard("lark-1", ("red-ann", "red-bob", "blue-cat")),
        FULL_SWAN,
        departures=(going("lark-1", 15),),
        requests=(
            coming("lark-2", 13, crew_size=2, announced=("red-dan", "blue-dan"), undock=DateWish(wanted=day(31))),
            coming("lark-3", 29, crew_size=2, announced=("red-fay", "blue-eve"), ports=("red-1", "red-2")),
        ),
    )
    flights = flights_of(answered(published, degraded("lark-1", day(3))))
    up = set(flights["lark-3"].up)

    assert () == flights["lark-2"].up
    assert {"red-fay", "blue-eve"} < up
    assert 1 == len(up & {"red-dan", "blue-dan"})


def test_a_plan_that_nothing_happens_to_leaves_its_free_seats_empty() -> None:
    published = wanted(
        aboard("lark-1", ("red-ann", "blue-cat")),
        FULL_SWAN,
        departures=(going("lark-1", 15),),
        requests=(coming("lark-2", 13, crew_size=2, announced=("red-dan", "blue-fay")),),
    )
    notice = ordered("notice", "haven", day(3))
    answer = answered(published, notice)

    assert ("red-dan", "blue-fay") == flights_of(answer)["lark-2"].up
    assert [0.0] * len(answer.levels) == [entry.value for entry in answer.levels]


# -------------------------------------------------------------------------------------------------------- swapped ships


def swapped() -> Answer:
    """Return an answer as in November 2025 at Tiangong: debris hit Shenzhou-20 as its crew was about to go home.

    They came home in Shenzhou-21, which had just brought their relief; the relief stayed with a ship that was not fit
    until Shenzhou-22 came up empty (CMSA, 14 and 25 November 2025). Here lark-1 is the old ship, lark-2 the newer one:
    it has to leave soon, and those of lark-1 can no longer run their segment.
    """
    published = wanted(
        aboard("lark-1", ("red-ann", "blue-cat")),
        aboard("lark-2", ("red-dan", "blue-fay"), launch=day(1), docked=day(1, 18), port="red-2"),
        FULL_SWAN,
        departures=(going("lark-1", 10), going("lark-2", 25)),
        requests=(coming("lark-3", 20, crew_size=2, announced=("red-fay", "blue-guy"), ports=("red-1", "red-2")),),
    )
    return answered(
        published,
        degraded("lark-1", day(3)),
        ill("red-ann", day(3)),
        ill("blue-cat", day(3)),
        Event(id="leave", kind="leave-by", subject="lark-2", start=day(3), end=day(12, 0), sentence="It leaves."),
    )


def test_the_crew_of_a_ship_that_is_not_fit_goes_home_in_the_newer_one() -> None:
    answer = swapped()
    flights = flights_of(answer)

    assert {"red-ann", "blue-cat"} == set(flights["lark-2"].down)
    assert ["lark-1", "lark-2"] == homes_of(answer, "red-ann")
    assert ["lark-2", "lark-1", "lark-3"] == homes_of(answer, "red-dan")
    assert () == flights["lark-1"].down
    assert breaks_nothing(answer)


def test_those_who_gave_their_ship_away_count_as_exposed_until_the_next_comes() -> None:
    answer = swapped()
    assert answer.plan is not None
    flights = flights_of(answer)
    left, docked = flights["lark-2"].undocked, flights["lark-3"].docked
    assert left is not None
    assert docked is not None
    together_days, alone_days = ((left - day(4, 0)) / DAY, (docked - left) / DAY)

    # Eight people and seven seats while both crews are there; then six people and four seats.
    assert together_days + 2 * alone_days == pytest.approx(level(answer, "exposure"), abs=1e-3)
    assert together_days + 2 * alone_days == pytest.approx(
        measure(answer.plan.scenario, answer.plan).exposure_person_days, abs=1e-2
    )


# --------------------------------------------------------------------------------------------------------- long slips


def grounded(until: float | None, subject: str = "kite", kind: str = "launcher-grounded") -> Event:
    end = None if until is None else day(until, 0)
    return Event.model_validate(
        {"id": "g", "kind": kind, "subject": subject, "start": day(3), "end": end, "sentence": "Grounded."}
    )


def with_cargo() -> Plan:
    return wanted(
        aboard("lark-1", ("red-ann", "blue-cat")),
        FULL_SWAN,
        requests=(
            coming("mule-1", 8, launcher="kite", undock=DateWish(wanted=day(14))),
            coming("ox-1", 12, launcher="roc", undock=DateWish(wanted=day(20))),
        ),
        launchers=(Launcher(id="kite", name="Kite"), Launcher(id="roc", name="Roc")),
    )


def test_a_cargo_ship_whose_launcher_is_grounded_for_long_slips_for_as_long() -> None:
    answer = answered(with_cargo(), grounded(33))
    mule = flights_of(answer)["mule-1"]

    assert "optimal" == answer.status
    assert day(33, 12) == mule.launch  # 25 days late, where ships otherwise make way by 21
    assert day(12, 12) == flights_of(answer)["ox-1"].launch


def test_groundings_that_follow_each_other_are_waited_for() -> None:
    held = grounded(36, "mule-1", "launch-held").model_copy(update={"id": "h", "start": day(30)})
    mule = flights_of(answered(with_cargo(), grounded(33), held))["mule-1"]

    assert day(36, 12) == mule.launch


def test_a_flight_far_ahead_moves_when_its_launcher_is_grounded_then() -> None:
    file = file_of(grounded(33))
    setting = revise(with_cargo(), file, dates_open_days=2, crews_open_days=3)
    requests = {request.id: request for request in setting.requests}

    assert {"mule-1"} == set(requests)
    assert day(54, 0) == requests["mule-1"].launch.latest


def test_an_end_that_nobody_knows_tells_no_day_to_slip_to() -> None:
    answer = answered(with_cargo(), grounded(None))

    assert "infeasible" == answer.status
    assert "launches.allowed-day" in {clash.rule for clash in answer.conflict}
