"""Calendars, parsed back by a library that did not write our events."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

import activities
from crossflight.files import load_scenario, write_calendar
from crossflight.record import Flight, Plan
from files.small import small_plan

NOW = datetime(2031, 7, 10, 8, tzinfo=UTC)


def events(plan: Plan, stamp: datetime = NOW) -> dict[str, Any]:
    """Return the events of a plan's calendar by UID."""
    calendar = Calendar.from_ical(write_calendar(plan, stamp))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def shipped(name: str) -> Plan:
    scenario = load_scenario(name)
    return Plan(scenario=scenario, flights=scenario.flights, stays=scenario.stays)


@pytest.fixture(scope="module")
def history() -> dict[str, Any]:
    return events(shipped("iss-history"))


# Times of Soyuz MS-22 as Roscosmos and NASA published them; the catalogue names its sources.
FLOWN = {
    "iss.soyuz-ms-22.launch@crossflight": datetime(2022, 9, 21, 13, 54, 49, tzinfo=UTC),
    "iss.soyuz-ms-22.docked@crossflight": datetime(2022, 9, 21, 17, 6, 33, tzinfo=UTC),
}


@pytest.mark.parametrize("uid", FLOWN)
def test_an_event_stands_at_its_instant_in_utc(uid: str, history: dict[str, Any]) -> None:
    start = history[uid]["DTSTART"].dt

    assert (FLOWN[uid], timedelta()) == (start, start.utcoffset())


def test_a_launch_tells_its_place_and_crew(history: dict[str, Any]) -> None:
    event = history["iss.soyuz-ms-22.launch@crossflight"]

    assert "Baikonur" in event["LOCATION"]
    assert (pytest.approx(45.996, abs=0.01), pytest.approx(63.564, abs=0.01)) == (
        event["GEO"].latitude,
        event["GEO"].longitude,
    )
    assert "Francisco Rubio (nasa)" in event["DESCRIPTION"]
    assert "Sergey Prokopyev (roscosmos, commander)" in event["DESCRIPTION"]


def test_moves_and_handovers_have_a_beginning_and_an_end(history: dict[str, Any]) -> None:
    handover = history["iss.handover.crew-4@crossflight"]
    move = history["iss.soyuz-ms-18.move-1@crossflight"]

    assert "Handover: crew-4 to crew-5" == handover["SUMMARY"]
    assert datetime(2022, 10, 6, 21, tzinfo=UTC) < handover["DTSTART"].dt < handover["DTEND"].dt
    assert timedelta() < move["DTEND"].dt - move["DTSTART"].dt < timedelta(hours=2)


def test_visitors_hand_nothing_over(history: dict[str, Any]) -> None:
    assert "iss.handover.ax-1@crossflight" not in history


def test_an_instant_known_by_its_day_is_an_event_of_the_day() -> None:
    event = events(small_plan())["outpost.barge-2.launch@crossflight"]

    assert (date(2031, 10, 5), "TENTATIVE") == (event["DTSTART"].dt, event["STATUS"])


def test_every_known_instant_has_its_event_and_every_event_its_own_uid() -> None:
    plan = shipped("iss-history")
    moments = ("launch", "docked", "undocked", "landed")
    expected = {
        f"iss.{flight.id}.{moment}@crossflight"
        for flight in plan.flights
        for moment in moments
        if flight.moment(moment) is not None
    }
    text = write_calendar(plan, NOW).decode()

    assert expected <= events(plan).keys()
    assert text.count("BEGIN:VEVENT") == len(events(plan))


def test_a_later_plan_moves_the_event_and_leaves_its_uid() -> None:
    plan = small_plan()
    flights = tuple(_later(flight) if flight.id == "barge-2" else flight for flight in plan.flights)
    later = plan.model_copy(update={"flights": flights})
    first, second = events(plan), events(later, NOW + timedelta(days=1))
    uid = "outpost.barge-2.docked@crossflight"

    assert first.keys() == second.keys()
    assert first[uid]["DTSTART"].dt < second[uid]["DTSTART"].dt
    assert first[uid]["DTSTAMP"].dt < second[uid]["DTSTAMP"].dt


def _later(flight: Flight) -> Flight:
    assert flight.docked is not None
    return flight.model_copy(update={"docked": flight.docked + timedelta(days=3)})


def replaced(plan: Plan, before: Plan) -> dict[str, Any]:
    calendar = Calendar.from_ical(write_calendar(plan, NOW, before))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_what_a_later_plan_has_no_more_is_cancelled_under_its_uid() -> None:
    plan = small_plan()
    later = plan.model_copy(update={"flights": tuple(flight for flight in plan.flights if flight.id != "barge-2")})
    first, second = events(plan), replaced(later, plan)
    gone = {uid for uid in first if ".barge-2." in uid}

    assert gone
    assert first.keys() == second.keys()
    assert gone == {uid for uid, event in second.items() if event["STATUS"] == "CANCELLED"}
    assert all(second[uid]["SEQUENCE"] > first[uid]["SEQUENCE"] for uid in gone)
    assert "Cancelled: Launch: barge-2" in second["outpost.barge-2.launch@crossflight"]["SUMMARY"]
    assert gone.isdisjoint(events(later))


def instants_of(told: dict[str, Any]) -> list[datetime]:
    """Return the first instants of events, in order; those of whole days left out."""
    return sorted(event["DTSTART"].dt for event in told.values() if isinstance(event["DTSTART"].dt, datetime))


def test_a_shorter_plan_cancels_nothing_behind_its_end_and_nothing_that_was_over_before_it() -> None:
    plan = small_plan()
    starts = instants_of(events(plan))
    first, after = starts[1], starts[-1]
    horizon = plan.scenario.horizon.model_copy(update={"start": first, "end": after})
    short = plan.scenario.model_copy(update={"horizon": horizon, "as_of": first})
    later = plan.model_copy(update={"scenario": short, "flights": (), "stays": ()})

    assert [start for start in starts if first <= start < after] == instants_of(replaced(later, plan))
    assert starts[0] < first < after


def test_a_plan_that_knows_more_has_a_higher_sequence() -> None:
    plan = small_plan()
    told = plan.scenario.model_copy(update={"as_of": plan.scenario.as_of + timedelta(days=1)})
    later = plan.model_copy(update={"scenario": told})
    first, second = events(plan), events(later)

    assert {24 * 60} == {int(second[uid]["SEQUENCE"]) - int(first[uid]["SEQUENCE"]) for uid in first}


def test_lines_are_folded_and_text_cannot_break_out() -> None:
    plan = small_plan()
    title = "A title, with; marks\\ and a line\r\nEND:VEVENT\0 " + "long " * 30
    changed = plan.model_copy(update={"scenario": plan.scenario.model_copy(update={"title": title})})
    written = write_calendar(changed, NOW)

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert all("a line END:VEVENT long" in event["DESCRIPTION"] for event in events(changed).values())
    assert events(plan).keys() == events(changed).keys()


def test_a_spacewalk_tells_who_is_outside_and_inside_and_for_how_long() -> None:
    event = events(activities.busy_plan())["lagrange.walk-2.spacewalk@crossflight"]

    assert datetime(2030, 1, 31, 14, tzinfo=UTC) == event["DTSTART"].dt
    assert datetime(2030, 1, 31, 20, 30, tzinfo=UTC) == event["DTEND"].dt
    assert "390 minutes from battery power to repressurisation" in event["DESCRIPTION"]
    assert "Inside: Clara South (southern)" in event["DESCRIPTION"]
    assert "North lock" in event["LOCATION"]
    assert "TENTATIVE" == event["STATUS"]


def test_a_spacewalk_without_an_instant_takes_its_day() -> None:
    event = events(activities.busy_plan())["lagrange.walk-1.spacewalk@crossflight"]

    assert date(2030, 1, 6) == event["DTSTART"].dt


def test_those_who_pass_a_course_at_the_same_time_share_an_event_of_whole_days() -> None:
    found = [event for event in events(activities.busy_plan()).values() if "Pool runs" in event["SUMMARY"]]

    assert [(date(2030, 1, 4), date(2030, 1, 14)), (date(2030, 1, 9), date(2030, 1, 19))] == [
        (event["DTSTART"].dt, event["DTEND"].dt) for event in found
    ]
    assert "Crew: Dmitri North (northern), Emma South (southern)" in found[0]["DESCRIPTION"]
    assert "Backups: Pool South 1 (southern)" in found[1]["DESCRIPTION"]


def test_a_course_that_a_later_plan_moved_is_told_once() -> None:
    found = [event for event in events(activities.moved_plan()).values() if "Exam" in event["SUMMARY"]]

    assert [date(2030, 2, 10)] == [event["DTSTART"].dt for event in found]
