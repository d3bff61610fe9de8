"""Replanning at Haven: the past frozen, homes and crews that may move, and the least change that holds again."""

from functools import cache

import pytest

from crossflight.errors import ScenarioError
from crossflight.planner import plan, revise, standing
from crossflight.record import Answer, DateWish, Event, EventFile, Flight, Numbers, Plan, Policy, Stay
from crossflight.rules import check
from planner.tiny import CASES, LIFEBOAT, Case, aboard, coming, going, lives, made_up
from scenes import day, degraded, scenario, sky, stays_of, waiver

NAMES = tuple(name for name, told in CASES.items() if told.expected is not None)

LARK = aboard("lark-1", ("red-ann", "red-bob", "blue-cat"))
SWAN = aboard("swan-1", ("blue-ann", "blue-bob", "red-cat", "blue-hal"))


@pytest.mark.parametrize("name", NAMES)
def test_a_search_from_the_best_plan_ends_with_the_same_levels(name: str) -> None:
    told: Case = CASES[name]
    first = plan(told.setting, told.over)
    assert first.plan is not None
    again = plan(told.setting, told.over, near=first.plan)

    assert [(level.name, level.value, level.bound) for level in first.levels] == [
        (level.name, level.value, level.bound) for level in again.levels
    ]


def leak(on: float, *, known: float | None = None) -> Event:
    """Return the leak of lark-1: no seat in it is fit for a nominal return."""
    event = degraded("lark-1", day(on), nominal_seats=0, fit_for="unknown")
    return event if known is None else event.model_copy(update={"known_since": day(known)})


def told_of(*events: Event, **changes: object) -> EventFile:
    return EventFile.model_validate(
        {"name": "leak", "title": "Lark-1 leaks", "as_of": day(4, 0), "events": events, **changes}
    )


@cache
def published() -> Plan:
    """Return a plan: lark-2 relieves lark-1 on day 14, lark-3 relieves lark-2 on day 30."""
    setting = scenario(
        flights=(LARK, SWAN),
        stays=stays_of(LARK, SWAN),
        departures=(going("lark-1", 15),),
        requests=(
            coming(
                "lark-2",
                13,
                crew_size=3,
                announced=("red-dan", "red-eve", "blue-dan"),
                undock=DateWish(wanted=day(31)),
                ports=("red-2",),
            ),
            coming("lark-3", 29, crew_size=3, announced=("red-fay", "red-new", "blue-new"), ports=("red-1", "red-2")),
        ),
        people=made_up("red-new", "blue-new"),
        vehicles=lives("swan-1", 90),
        numbers=Numbers(port_turnaround_days=0, clearance_days=0, advance_days=5, slip_days=10),
    )
    answer = plan(setting, sky())
    assert answer.plan is not None
    return answer.plan


def replanned(file: EventFile, **changes: object) -> Answer:
    """Return the answer, the breaches that stand as the day begins waived."""
    revised = revise(published(), file).model_copy(update=changes)
    homes = [stay for stay in revised.stays if stay.person in revised.reseat]
    waivers = (
        waiver(LIFEBOAT, "haven", start=revised.horizon.start),
        *(
            waiver("seats.home-vehicle", stay.person, stay.homes[-1].flight, start=revised.horizon.start).model_copy(
                update={"id": f"home-of-{stay.person}"}
            )
            for stay in homes
        ),
    )
    revised = revised.model_copy(update={"waivers": waivers})
    return plan(revised, sky(), near=standing(published(), revised))


def flights_of(answer: Answer) -> dict[str, Flight]:
    assert answer.plan is not None
    return {flight.id: flight for flight in answer.plan.flights}


def stay_of(answer: Answer, person: str) -> Stay:
    assert answer.plan is not None
    [stay] = (stay for stay in answer.plan.stays if stay.person == person)
    return stay


def level(answer: Answer, name: str) -> float:
    return next(entry.value for entry in answer.levels if entry.name == name)


# ---------------------------------------------------------------------------------------------------------- the answer


def test_the_relief_flies_up_empty_and_brings_the_crew_home() -> None:
    answer = replanned(told_of(leak(3, known=3)))
    flights = flights_of(answer)

    assert "optimal" == answer.status
    assert () == flights["lark-2"].up
    assert {"red-ann", "red-bob", "blue-cat"} == set(flights["lark-2"].down)
    assert () == flights["lark-1"].down
    assert ["lark-1", "lark-2"] == [home.flight for home in stay_of(answer, "red-ann").homes]


def test_exposure_lasts_until_the_relief_docks_and_that_is_as_early_as_may_be() -> None:
    answer = replanned(told_of(leak(3, known=3)))
    docked = flights_of(answer)["lark-2"].docked
    assert docked is not None

    assert day(8, 18) == docked
    assert 3 * (docked - day(4, 0)).total_seconds() / 86400 == pytest.approx(level(answer, "exposure"), abs=1e-3)


def test_the_crew_that_waits_slides_to_the_next_ship() -> None:
    flights = flights_of(replanned(told_of(leak(3, known=3))))

    # Red-fay was announced as well: she keeps her seat, and one of the others stays at home.
    assert "red-fay" in flights["lark-3"].up
    assert 2 == len({"red-dan", "red-eve", "blue-dan"} & set(flights["lark-3"].up))


def test_policy_can_leave_the_crew_that_waits_at_home() -> None:
    policy = Policy(crews="drop")
    flights = flights_of(replanned(told_of(leak(3, known=3), policy=policy)))

    assert {"red-fay", "red-new", "blue-new"} == set(flights["lark-3"].up)


def test_policy_can_put_dates_before_exposure() -> None:
    policy = Policy(levels=("uncovered", "dates", "exposure", "handovers", "people", "order"), crews="slide")
    answer = replanned(told_of(leak(3, known=3), policy=policy))

    assert 0 == level(answer, "dates")
    assert day(13, 12) == flights_of(answer)["lark-2"].launch


def test_a_held_launch_waits() -> None:
    held = Event(id="held", kind="launch-held", subject="lark-2", start=day(3), end=day(11, 0), sentence="Not ready.")
    answer = replanned(told_of(leak(3, known=3), held))

    assert day(11, 12) == flights_of(answer)["lark-2"].launch


def test_a_grounded_launcher_waits() -> None:
    grounded = Event(
        id="grounded", kind="launcher-grounded", subject="kite", start=day(3), end=day(12, 0), sentence="Grounded."
    )
    revised = revise(published(), told_of(leak(3, known=3)))
    requests = tuple(request.model_copy(update={"launcher": "kite"}) for request in revised.requests)
    answer = replanned(told_of(leak(3, known=3)), requests=requests, events=(*revised.events, grounded))

    assert day(12, 12) == flights_of(answer)["lark-2"].launch


def test_the_answer_breaks_nothing_that_is_not_waived() -> None:
    answer = replanned(told_of(leak(3, known=3)))
    assert answer.plan is not None

    assert [] == [finding for finding in check(answer.plan.scenario, sky(), answer.plan) if finding.state == "broken"]


# ---------------------------------------------------------------------------------------------------------- the past


def test_what_flew_stays_and_the_rest_is_open() -> None:
    revised = revise(published(), told_of(leak(3, known=3)))

    assert ["lark-1", "swan-1"] == sorted(flight.id for flight in revised.flights)
    assert ["lark-2", "lark-3"] == [request.id for request in revised.requests]
    assert ["lark-1"] == [departure.flight for departure in revised.departures]
    assert ("red-ann", "red-bob", "blue-cat") == revised.reseat


def test_flights_far_ahead_keep_their_dates_or_all() -> None:
    file = told_of(leak(3, known=3))
    dated = {request.id: request for request in revise(published(), file, dates_open_days=10).requests}
    fixed = revise(published(), file, dates_open_days=10, crews_open_days=20)

    assert dated["lark-3"].launch.earliest == dated["lark-3"].launch.latest
    assert "lark-3" in {flight.id for flight in fixed.flights}


def test_the_answer_is_a_plan_file_like_any_other() -> None:
    told = published()
    over = waiver("operators.any-single-loss", start="lark-1.launch", end="lark-1.docked")
    begun = waiver("crew.commander", start="lark-1.docked").model_copy(update={"id": "begun"})
    plan_before = told.model_copy(update={"scenario": told.scenario.model_copy(update={"waivers": (over, begun)})})
    revised = revise(plan_before, told_of(leak(3, known=3)))

    assert [("begun", LARK.docked)] == [(entry.id, entry.start) for entry in revised.waivers]


def test_only_what_was_known_counts() -> None:
    later = degraded("lark-1", day(5), id="worse", nominal_seats=0, fit_for=2).model_copy(
        update={"known_since": day(6)}
    )
    early = revise(published(), told_of(leak(3, known=3), later))
    late = revise(published(), told_of(leak(3, known=3), later), day(7))

    assert 1 == len(early.events)
    assert 2 == len(late.events)


def test_a_day_before_the_event_was_known_is_refused() -> None:
    with pytest.raises(ScenarioError, match="nothing of it was known"):
        revise(published(), told_of(leak(3, known=3)), day(2))


def test_a_day_beyond_the_horizon_is_refused() -> None:
    with pytest.raises(ScenarioError, match="outside the horizon"):
        revise(published(), told_of(leak(3, known=3)), day(400))


def test_an_event_about_nothing_in_the_plan_is_refused() -> None:
    unknown = leak(3, known=3).model_copy(update={"subject": "lark-77"})
    with pytest.raises(ScenarioError, match="lark-77"):
        revise(published(), told_of(unknown))
