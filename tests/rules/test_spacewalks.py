"""Spacewalks in the check: each rule with a plan that breaks it, and a near twin that does not."""

from typing import Any

import pytest

from crossflight.record import (
    Boost,
    CrewNorm,
    DateWish,
    Event,
    Finding,
    Flight,
    LifeSupport,
    Numbers,
    Period,
    Relocation,
    Scenario,
    Spacewalk,
    Suit,
)
from crossflight.record import Plan as Planned
from crossflight.rules import check, measure
from outside import AIRLOCKS, CREWS, LARK, SUITS, SWAN, asked, outside, trained, walk
from rules.judging import ill
from scenes import LONG_AGO, STATION, day, degraded, flight, sky, stays_of

MULE = flight("mule-1", docked=day(10, 4), undocked=day(15, 6), port="red-2")


def findings(
    rule: str, setting: Scenario, *walks: Spacewalk, flights: tuple[Flight, ...] = (LARK, SWAN)
) -> list[Finding]:
    """Return what one rule of spacewalks finds in a plan of these."""
    plan = Planned(scenario=setting, flights=flights, stays=stays_of(*flights), spacewalks=walks)
    return [finding for finding in check(setting, sky(), plan) if finding.rule == f"spacewalks.{rule}"]


def told(
    rule: str, setting: Scenario, *walks: Spacewalk, flights: tuple[Flight, ...] = (LARK, SWAN)
) -> list[tuple[str, str]]:
    """Return state and subject of what one rule finds."""
    return [(finding.state, finding.subject) for finding in findings(rule, setting, *walks, flights=flights)]


def event(kind: Any, subject: str, start: Any, end: Any = None) -> Event:
    """Return an event about a suit, a lock or the station."""
    return Event(id=f"{subject}-{kind}", kind=kind, subject=subject, start=start, end=end, sentence="it is so")


def flown(name: str, number: float, **changes: Any) -> Spacewalk:
    """Return a spacewalk that was made: the record names nobody inside."""
    told: dict[str, Any] = {"planned": False, "inside": (), **changes}
    return walk(name, number, **told)


def test_a_sound_spacewalk_breaks_nothing() -> None:
    setting = outside(spacewalk_requests=(asked("blue-1", day=DateWish(wanted=day(5))),))
    plan = Planned(scenario=setting, flights=(LARK, SWAN), stays=stays_of(LARK, SWAN), spacewalks=(walk("blue-1", 5),))
    found = [entry for entry in check(setting, sky(), plan) if entry.rule.startswith("spacewalks.")]

    assert ["spacewalks.urgent-alone"] == [entry.rule for entry in found]


# ---------------------------------------------------------------------------------------------------------------- asked


@pytest.mark.parametrize(
    ("number", "expected"), [(2, [("unmet", "blue-1")]), (3, []), (6, []), (7, [("unmet", "blue-1")])]
)
def test_a_spacewalk_keeps_to_the_days_asked_for(number: int, expected: list[tuple[str, str]]) -> None:
    setting = outside(spacewalk_requests=(asked("blue-1", day=DateWish(earliest=day(3), latest=day(6))),))

    assert expected == told("asked", setting, walk("blue-1", number))


@pytest.mark.parametrize(("must", "expected"), [(True, [("unmet", "blue-1")]), (False, [])])
def test_only_a_spacewalk_that_must_be_made_is_missed(must: bool, expected: list[tuple[str, str]]) -> None:
    assert expected == told("asked", outside(spacewalk_requests=(asked("blue-1", must=must),)))


# ----------------------------------------------------------------------------------------------------- who, in what


@pytest.mark.parametrize(("third", "expected"), [((), []), (("blue-cat",), [("broken", "blue-1")])])
def test_two_people_go_outside(third: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    outing = walk("blue-1", 5, outside=("blue-ann", "blue-bob", *third), inside=("red-cat",))

    assert expected == told("pair", outside(), outing)


@pytest.mark.parametrize(("agency", "expected"), [("blue", []), ("red", [("broken", "blue-1")])])
def test_the_pair_is_of_the_agencies_asked_for(agency: str, expected: list[tuple[str, str]]) -> None:
    setting = outside(spacewalk_requests=(asked("blue-1", at_least={agency: 1}),))

    assert expected == told("pair", setting, walk("blue-1", 5))


@pytest.mark.parametrize(
    ("comes", "expected"),
    [(day(5, 4), [("broken", "blue-1 / blue-dan")]), (day(4, 23), []), (None, [("broken", "blue-1 / blue-dan")])],
)
def test_whoever_goes_outside_came_the_day_before(comes: Any, expected: list[tuple[str, str]]) -> None:
    more = () if comes is None else (flight("swan-2", ("blue-dan",), launch=day(3), docked=comes, port="blue-2"),)
    outing = walk("blue-1", 5, outside=("blue-ann", "blue-dan"))

    assert expected == told("aboard", outside(), outing, flights=(LARK, SWAN, *more))


@pytest.mark.parametrize(("leaves", "expected"), [(day(5, 22), 3), (day(6, 1), 0)])
def test_whoever_is_needed_stays_to_the_day_after(leaves: Any, expected: int) -> None:
    swan = SWAN.model_copy(update={"undocked": leaves, "landed": leaves, "down": SWAN.up})
    outing = walk("blue-1", 5, inside=("red-cat",))

    assert expected == len(told("aboard", outside(flights=(LARK, swan)), outing, flights=(LARK, swan)))


@pytest.mark.parametrize(("until", "expected"), [(day(5, 1), [("broken", "blue-1 / blue-cat")]), (day(5, 0), [])])
def test_helpers_are_well(until: Any, expected: list[tuple[str, str]]) -> None:
    setting = outside(events=(ill("blue-cat", day(3), until),))

    assert expected == told("aboard", setting, walk("blue-1", 5))


@pytest.mark.parametrize(("suit", "expected"), [("stiff", []), ("soft", [("broken", "blue-1 / soft")])])
def test_a_suit_goes_out_through_its_own_airlock(suit: str, expected: list[tuple[str, str]]) -> None:
    assert expected == told("suit-airlock", outside(), walk("blue-1", 5, suit=suit))


@pytest.mark.parametrize(("end", "expected"), [(day(5, 12), [("broken", "blue-1 / stiff")]), (day(5, 13), [])])
def test_an_airlock_serves_only_while_it_is_there(end: Any, expected: list[tuple[str, str]]) -> None:
    lock = AIRLOCKS[0].model_copy(update={"available": (Period(start=LONG_AGO, end=end),)})
    setting = outside(station=STATION.model_copy(update={"airlocks": (lock, AIRLOCKS[1])}))

    assert expected == told("suit-airlock", setting, walk("blue-1", 5))


@pytest.mark.parametrize(
    ("changes", "state"),
    [({"inferred": ("suit",), "suit": "soft"}, "unknown"), ({"suit": None}, "unknown"), ({"suit": "soft"}, "broken")],
)
def test_an_inferred_suit_that_does_not_match_is_unknown(changes: dict[str, Any], state: str) -> None:
    assert [state] == [finding.state for finding in findings("suit-airlock", outside(), flown("blue-1", 5, **changes))]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("blue-bob", []),
        ("blue-cat", [("unknown", "blue-1 / blue-cat")]),
        ("blue-fay", [("broken", "blue-1 / blue-fay")]),
    ],
)
def test_nobody_goes_outside_untrained(person: str, expected: list[tuple[str, str]]) -> None:
    assert expected == told(
        "qualified", outside(), walk("blue-1", 5, outside=("blue-ann", person), inside=("red-cat",))
    )


def test_an_announcement_is_the_source_of_a_training() -> None:
    setting = outside(spacewalk_requests=(asked("blue-1", announced=("blue-cat",)),))

    assert [] == told("qualified", setting, walk("blue-1", 5, outside=("blue-ann", "blue-cat"), inside=("red-cat",)))


@pytest.mark.parametrize(("until", "expected"), [(day(5, 0), [("broken", "blue-1 / blue-cat")]), (day(5, 1), [])])
def test_a_training_ends(until: Any, expected: list[tuple[str, str]]) -> None:
    people = tuple(
        trained(person, "spacewalk", "stiff", until=until) if person.id == "blue-cat" else person for person in CREWS
    )
    outing = walk("blue-1", 5, outside=("blue-ann", "blue-cat"), inside=("red-cat",))

    assert expected == told("qualified", outside(people=people), outing)


def test_of_flown_spacewalks_the_assignment_says_who_was_trained() -> None:
    assert [] == told("qualified", outside(), flown("blue-1", 5, outside=("blue-ann", "blue-cat")))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (day(5, 18), None, [("broken", "blue-1 / stiff")]),
        (day(5, 18.5), None, []),
        (day(1), day(5, 12), []),
        (day(1), day(5, 13), [("broken", "blue-1 / stiff")]),
    ],
)
def test_a_restricted_suit_stays_inside(start: Any, end: Any, expected: list[tuple[str, str]]) -> None:
    setting = outside(events=(event("suit-restricted", "stiff", start, end),))

    assert expected == told("suit-available", setting, walk("blue-1", 5))


@pytest.mark.parametrize("rule", ["suit-available", "held"])
def test_urgent_work_is_done_all_the_same(rule: str) -> None:
    setting = outside(
        events=(event("suit-restricted", "stiff", day(1)), event("spacewalks-held", "haven", day(1))),
        spacewalk_requests=(asked("blue-1", urgent=True),),
    )

    assert [] == told(rule, setting, walk("blue-1", 5))


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("haven", [("broken", "blue-1")]), ("blue-lock", [("broken", "blue-1")]), ("red-lock", [])],
)
def test_spacewalks_are_held(subject: str, expected: list[tuple[str, str]]) -> None:
    setting = outside(events=(event("spacewalks-held", subject, day(1)),))

    assert expected == told("held", setting, walk("blue-1", 5))


# --------------------------------------------------------------------------------------------------------------- inside


@pytest.mark.parametrize(
    ("name", "inside", "expected"),
    [
        ("blue-1", ("red-cat",), []),
        ("blue-1", (), [("broken", "blue-1")]),
        ("blue-1", ("blue-ann",), [("broken", "blue-1")]),
        ("red-1", (), []),
    ],
)
def test_somebody_inside_helps(name: str, inside: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert expected == told("inside", outside(), walk(name, 5, inside=inside))


@pytest.mark.parametrize(
    ("arm", "expected"),
    [
        ("red-ann", []),
        (None, [("broken", "blue-1")]),
        ("red-cat", [("unknown", "blue-1")]),
        ("blue-cat", [("broken", "blue-1")]),
    ],
)
def test_somebody_who_can_runs_the_arm(arm: str | None, expected: list[tuple[str, str]]) -> None:
    setting = outside(spacewalk_requests=(asked("blue-1", arm=True),))

    assert expected == told("inside", setting, walk("blue-1", 5, arm=arm))


@pytest.mark.parametrize(("crew", "expected"), [(("blue-ann", "blue-bob"), [("broken", "blue-1")]), (SWAN.up, [])])
def test_of_flown_spacewalks_those_left_inside_are_counted(
    crew: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    swan = SWAN.model_copy(update={"up": crew})

    assert expected == told("inside", outside(flights=(swan,)), flown("blue-1", 5), flights=(swan,))


@pytest.mark.parametrize(("minutes", "expected"), [(420, []), (421, [("broken", "blue-1 / stiff")])])
def test_nothing_is_planned_longer_than_the_suit_lasts(minutes: float, expected: list[tuple[str, str]]) -> None:
    assert expected == told("duration", outside(), walk("blue-1", 5, minutes=minutes))


def test_a_suit_without_a_published_endurance_is_unknown() -> None:
    bare = SUITS[0].model_copy(update={"life_support": None})

    assert [("unknown", "blue-1 / stiff")] == told("duration", outside(suits=(bare, SUITS[1])), walk("blue-1", 5))


def test_what_was_flown_may_have_lasted_longer_than_planned() -> None:
    assert [] == told("duration", outside(), flown("blue-1", 5, minutes=450))


# ----------------------------------------------------------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("number", "expected"),
    [(9, []), (10, [("broken", "blue-1 / mule-1")]), (11, []), (15, [("broken", "blue-1 / mule-1")]), (16, [])],
)
def test_no_vehicle_comes_or_goes_on_the_day(number: int, expected: list[tuple[str, str]]) -> None:
    assert expected == told("quiet-day", outside(), walk("blue-1", number), flights=(LARK, SWAN, MULE))


def test_a_spacewalk_past_midnight_takes_two_days() -> None:
    outing = walk("red-1", 9, 20)

    assert [("broken", "red-1 / mule-1")] == told("quiet-day", outside(), outing, flights=(LARK, SWAN, MULE))


def test_a_relocation_is_no_day_for_it() -> None:
    move = Relocation(undocked=day(5, 6), docked=day(5, 7), port="red-2")
    lark = LARK.model_copy(update={"relocations": (move,)})
    found = told("quiet-day", outside(), walk("blue-1", 5), flights=(lark, SWAN))

    assert [("broken", "blue-1 / lark-1")] == found


def test_a_departure_between_bounds_is_unknown() -> None:
    bounds = {"undocked": Period(start=day(3), end=day(8))}
    mule = MULE.model_copy(
        update={"docked": day(1), "launch": day(1, 1), "undocked": None, "landed": None, "bounds": bounds}
    )

    assert [("unknown", "blue-1 / mule-1")] == told(
        "quiet-day", outside(), walk("blue-1", 5), flights=(LARK, SWAN, mule)
    )


@pytest.mark.parametrize(("number", "expected"), [(5, [("broken", "blue-1 / red-1")]), (6, [])])
def test_two_pairs_never_go_out_on_one_day(number: int, expected: list[tuple[str, str]]) -> None:
    assert expected == told("quiet-day", outside(), walk("blue-1", 5, 8), walk("red-1", number, 16))


@pytest.mark.parametrize(
    ("number", "expected"), [(7, []), (8, [1.0]), (9, [0.0]), (10, []), (11, [0.0]), (12, [1.0]), (13, [1.0])]
)
def test_quiet_days_lie_around_a_docking(number: int, expected: list[float]) -> None:
    setting = outside(numbers=Numbers(spacewalk_quiet_days=2))
    found = findings("clearance", setting, walk("blue-1", number), flights=(LARK, SWAN, MULE))

    assert expected == [finding.amount for finding in found]


@pytest.mark.parametrize(("number", "expected"), [(5, ["blue-1 / haven"]), (6, ["blue-1 / haven"]), (7, [])])
def test_quiet_days_lie_around_a_boost(number: int, expected: list[str]) -> None:
    setting = outside(boosts=(Boost(instant=day(5), delta_v_m_s=1),))

    assert expected == [finding.subject for finding in findings("clearance", setting, walk("blue-1", number))]


@pytest.mark.parametrize(("number", "expected"), [(7, ["blue-2 / blue-ann", "blue-2 / blue-bob"]), (8, [])])
def test_days_pass_from_one_spacewalk_of_a_person_to_the_next(number: int, expected: list[str]) -> None:
    found = findings("spacing", outside(), walk("blue-1", 5), walk("blue-2", number))

    assert expected == [finding.subject for finding in found]


@pytest.mark.parametrize(("size", "expected"), [(6, ["blue-1"]), (5, [])])
def test_a_skeleton_crew_makes_urgent_spacewalks_only(size: int, expected: list[str]) -> None:
    setting = outside(numbers=Numbers(skeleton_crew=size))

    assert expected == [finding.subject for finding in findings("skeleton-crew", setting, walk("blue-1", 5))]


@pytest.mark.parametrize(("norm", "expected"), [(7, ["blue-1"]), (6, [])])
def test_a_crew_of_the_norm_of_its_time_is_no_skeleton(norm: int, expected: list[str]) -> None:
    setting = outside(numbers=Numbers(skeleton_crew=6))
    norms = (CrewNorm(size=9, since=LONG_AGO), CrewNorm(size=norm, since=day(4)))
    station = setting.station.model_copy(update={"crew_norms": norms})
    setting = setting.model_copy(update={"station": station})

    assert expected == [finding.subject for finding in findings("skeleton-crew", setting, walk("blue-1", 5))]


def test_with_a_skeleton_crew_an_urgent_spacewalk_is_made() -> None:
    setting = outside(numbers=Numbers(skeleton_crew=6), spacewalk_requests=(asked("blue-1", urgent=True),))

    assert [] == told("skeleton-crew", setting, walk("blue-1", 5))


LARK_BEYOND = LARK.model_copy(update={"port": "red-2"})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"in_ship": ("blue-cat",)}, []),
        ({"in_ship": ()}, [("broken", "red-1 / lark-1")]),
        ({"in_ship": ("blue-cat",), "arm": "blue-cat"}, [("broken", "red-1 / lark-1")]),
        ({"planned": False}, [("unknown", "red-1 / lark-1")]),
    ],
)
def test_people_of_a_ship_beyond_the_lock_are_outside_or_in_it(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    outing = walk("red-1", 5, **changes)

    assert expected == told("lifeboat-access", outside(), outing, flights=(LARK_BEYOND, SWAN))


def test_a_cargo_ship_may_stand_beyond_the_lock() -> None:
    assert [] == told("lifeboat-access", outside(), walk("red-1", 12), flights=(LARK, SWAN, MULE))


@pytest.mark.parametrize(
    ("start", "urgent", "expected"),
    [
        (day(5, 1), False, [("broken", "blue-1 / lark-1")]),
        (day(5, 18), False, [("broken", "blue-1 / lark-1")]),
        (day(5, 18.5), False, []),
        (day(4, 23), False, []),
        (day(5, 1), True, []),
    ],
)
def test_trouble_with_a_crew_vehicle_ends_the_day(start: Any, urgent: bool, expected: list[tuple[str, str]]) -> None:
    setting = outside(events=(degraded("lark-1", start),), spacewalk_requests=(asked("blue-1", urgent=urgent),))

    assert expected == told("vehicle-trouble", setting, walk("blue-1", 5))


def test_trouble_that_is_known_already_ends_no_other_day() -> None:
    events = (degraded("lark-1", day(3)), degraded("lark-1", day(5, 1), id="worse-leak"))

    assert [] == told("vehicle-trouble", outside(events=events), walk("blue-1", 5))


# --------------------------------------------------------------------------------------------------------- urgent alone


def crew(*trained_for_stiff: str, arm: tuple[str, ...] = ()) -> Scenario:
    """Return the scenario with some people trained for the stiff suit, and for the arm."""
    people = CREWS
    for name in trained_for_stiff:
        people = tuple(trained(person, "spacewalk", "stiff") if person.id == name else person for person in people)
    for name in arm:
        people = tuple(trained(person, "arm") if person.id == name else person for person in people)
    return outside(people=people)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (crew("red-bob", "blue-cat"), []),
        (crew("red-bob"), [("unknown", "lark-1")]),
    ],
)
def test_the_crew_of_one_vehicle_can_make_an_urgent_spacewalk(
    setting: Scenario, expected: list[tuple[str, str]]
) -> None:
    assert expected == told("urgent-alone", setting)


def test_two_people_alone_cannot() -> None:
    lark = LARK.model_copy(update={"up": ("red-ann", "red-bob")})

    assert [("unmet", "lark-1")] == told("urgent-alone", crew("red-ann", "red-bob"), flights=(lark, SWAN))


def test_made_up_people_are_known_to_be_trained_for_nothing_else() -> None:
    lark = LARK.model_copy(update={"up": ("red-ann", "red-fay", "blue-fay")})

    assert [("unmet", "lark-1")] == told("urgent-alone", outside(), flights=(lark, SWAN))


# ------------------------------------------------------------------------------------------------------------- measures


def test_the_work_around_spacewalks_is_charged_by_the_week() -> None:
    setting = outside()
    walks = (walk("blue-1", 5), walk("red-1", 6), walk("blue-2", 14))  # 2030-01-06 is a Sunday
    plan = Planned(scenario=setting, flights=(LARK, SWAN), stays=stays_of(LARK, SWAN), spacewalks=walks)
    weeks = measure(setting, plan).spacewalk_weeks

    assert [(day(-1, 0), 1, 100.0, 6), (day(6, 0), 1, 100.0, 6), (day(13, 0), 1, 100.0, 6)] == [
        (week.start, week.spacewalks, week.crew_hours, week.people) for week in weeks
    ]


def test_a_suit_may_be_put_on_alone() -> None:
    support = LifeSupport(endurance_min=420, is_self_donned=True)
    suits = (Suit(id="stiff", name="Stiff suit", kind="spacewalk", life_support=support), SUITS[1])

    assert [] == told("inside", outside(suits=suits), walk("blue-1", 5, inside=()))
