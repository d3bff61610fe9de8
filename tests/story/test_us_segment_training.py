"""Training as it was, and what is planned as known on 3 January 2023, against what is public of it."""

from datetime import date
from functools import cache

import pytest

from crossflight import files, story
from crossflight.record import Answer, Finding, Plan

# Course, first day, last day, launch: a day that is not public is None.
#   dragon-basics            Kikina: two weeks, back on Sunday 26 December 2021 (ru-main.ru, 2021-12-28)
#   dragon-suit-fit          Kikina left for it on 25 June 2022 (TASS)
#   us-segment, drills       Soyuz MS-24 and Crew-7, ended on 2 June 2023 (tass.com/science/1627093)
#   soyuz-exams              Soyuz TMA-07M (tass.com/archive/686051) and TMA-09M (russianspacenews.com)
#   baikonur-arrival         Soyuz MS-26 (interfax.com)
#   dragon-quarantine        Crew-11, for the launch then planned (NASA, 2025-07-17)
#   kennedy-arrival          Crew-7, for the launch then planned (spaceexplored.com, 2023-08-20)
FLOWN = [
    ("dragon-basics", date(2021, 12, 13), date(2021, 12, 26), date(2022, 10, 5)),
    ("dragon-suit-fit", date(2022, 6, 26), None, date(2022, 10, 5)),
    ("us-segment", None, date(2023, 6, 2), date(2023, 9, 15)),
    ("joint-emergency-drills", None, date(2023, 6, 2), date(2023, 9, 15)),
    ("joint-emergency-drills", None, date(2023, 6, 2), date(2023, 8, 26)),
    ("soyuz-exams", date(2012, 11, 27), date(2012, 11, 28), date(2012, 12, 19)),
    ("soyuz-exams", date(2013, 5, 6), date(2013, 5, 7), date(2013, 5, 28)),
    ("baikonur-arrival", date(2024, 8, 26), None, date(2024, 9, 11)),
    ("dragon-quarantine", date(2025, 7, 17), None, date(2025, 7, 31)),
    ("kennedy-arrival", date(2023, 8, 20), None, date(2023, 8, 25)),
]


@pytest.mark.parametrize(("name", "first", "last", "launch"), FLOWN)
def test_the_lead_of_each_course_agrees_with_what_was_flown(
    name: str, first: date | None, last: date | None, launch: date
) -> None:
    course = next(course for course in files.catalogue().courses if course.id == name)
    opens = course.starts_before_launch_days
    assert opens is not None

    assert first is None or (launch - first).days <= opens
    assert last is None or (launch - last).days >= course.ends_before_launch_days
    assert first is None or (launch - first).days >= course.ends_before_launch_days + course.days - 1


@cache
def answered(*required: str) -> Answer:
    """Return the answer as known on 3 January 2023."""
    return story.plan(files.require(files.load_scenario("us-segment-spacewalk-2023"), required))


def decided() -> Plan:
    found = answered().plan
    assert found is not None
    return found


@cache
def findings() -> tuple[Finding, ...]:
    return story.check(decided())


def test_two_cosmonauts_of_one_crew_are_trained_for_a_launch_in_2023() -> None:
    found = decided()
    told = {(entry.course, entry.person, entry.flight) for entry in found.trainings if entry.request is not None}
    launch = next(flight.launch for flight in found.flights if flight.id == "soyuz-ms-24")

    assert {
        ("emu-fit", "aleksey-ovchinin", "soyuz-ms-24"),
        ("emu", "aleksey-ovchinin", "soyuz-ms-24"),
        ("arm", "oleg-platonov", "soyuz-ms-24"),
    } == told
    assert launch is not None
    assert 2023 == launch.year


def test_it_disturbs_the_plan_as_little_as_can_be_and_that_is_proven() -> None:
    level = next(level for level in answered().levels if level.name == "training")

    assert ("optimal", 44.0, 44.0) == (answered().status, level.value, level.bound)
    assert [] == [entry.sentence for entry in findings() if entry.state == "broken"]


def test_the_crew_of_soyuz_ms_24_could_make_an_urgent_spacewalk_alone() -> None:
    doubtful = [entry.subject for entry in findings() if entry.rule == "spacewalks.urgent-alone"]

    assert "soyuz-ms-24" not in doubtful


def test_a_closed_pool_makes_it_impossible() -> None:
    closed = "facility nbl closed from 2023-01-04 to 2023-09-01"
    clash = {(entry.rule, entry.subject) for entry in answered(closed).conflict}

    assert {("training.lead", "emu"), ("training.request", "us-segment-suit"), ("requirements.met", closed)} == clash


def test_who_slides_to_soyuz_ms_24_takes_the_training_along() -> None:
    told = story.replan(decided(), story.load_events("ms22-leak"))
    found = told.answer.plan
    assert found is not None
    crew = next(flight.up for flight in found.flights if flight.id == "soyuz-ms-24")
    trained = {entry.person for entry in found.trainings if entry.request is not None}

    assert () == next(flight.up for flight in found.flights if flight.id == "soyuz-ms-23")
    assert trained <= set(crew)
    assert 2 == len(trained)
