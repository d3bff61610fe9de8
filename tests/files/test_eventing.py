"""Event files: found by bare name, refused with the way out, and told as they were known on a day."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crossflight.errors import InputError
from crossflight.files import load, load_events, load_scenario, parse_events, shipped_events, shipped_scenarios
from crossflight.record import Plan

CASES = {
    "contingency/soyuz-ms-10-2018": "ms10-abort",
    "contingency/soyuz-ms-22-2022": "ms22-leak",
    "contingency/starliner-2024": "starliner-thrusters",
    "contingency/crew-11-2026": "crew-11-medical",
    "contingency/shenzhou-20-2025": "shenzhou-20-window",
}

EVENT = """
name = "leak"
title = "The ferry leaks"
as_of = 2031-07-12

[[events]]
id = "leak"
kind = "notice"
subject = "ferry-1"
start = 2031-07-11
known_since = 2031-07-12
sentence = "It leaks."

[[events]]
id = "leak"
kind = "notice"
subject = "ferry-1"
start = 2031-07-11
known_since = 2031-07-14
sentence = "It is dry."
"""


def refusal(text: str) -> InputError:
    with pytest.raises(InputError) as raised:
        parse_events(text, "event.toml")
    return raised.value


def test_every_contingency_comes_with_its_event() -> None:
    assert set(CASES) <= set(shipped_scenarios())
    assert set(CASES.values()) == set(shipped_events())


def test_an_event_file_is_no_scenario_among_the_shipped_ones() -> None:
    assert not [name for name in shipped_scenarios() if "event" in name]


@pytest.mark.parametrize("event", shipped_events())
def test_shipped_events_load_and_are_called_as_their_file(event: str) -> None:
    assert event == load_events(event).name


@pytest.mark.parametrize(("name", "event"), CASES.items())
def test_a_contingency_holds_what_its_event_is_about(name: str, event: str) -> None:
    scenario = load_scenario(name)
    told = load_events(event)
    known = {flight.id for flight in scenario.flights} | {request.id for request in scenario.requests}
    known |= {launcher.id for launcher in scenario.launchers}

    assert {entry.subject for entry in told.events} <= known
    assert scenario.horizon.start <= told.as_of < scenario.horizon.end
    assert scenario.as_of < told.first_known or name == "contingency/crew-11-2026"


@pytest.mark.parametrize("name", CASES)
def test_every_fact_that_a_contingency_adds_has_its_source(name: str) -> None:
    scenario = load_scenario(name)
    facts = (*scenario.requests, *scenario.departures, *scenario.waivers, *scenario.flights, *scenario.people)

    assert [fact for fact in facts if not fact.source] == []


@pytest.mark.parametrize("event", shipped_events())
def test_every_event_has_its_source_and_the_day_of_its_knowledge(event: str) -> None:
    assert [entry.id for entry in load_events(event).events if not entry.source or entry.known_since is None] == []


def test_what_is_known_last_of_the_same_thing_counts() -> None:
    told = parse_events(EVENT)

    assert [] == [event.sentence for event in told.known(datetime(2031, 7, 11, tzinfo=UTC))]
    assert ["It leaks."] == [event.sentence for event in told.known(datetime(2031, 7, 13, tzinfo=UTC))]
    assert ["It is dry."] == [event.sentence for event in told.known(datetime(2031, 7, 14, tzinfo=UTC))]


def test_soyuz_ms_23_was_to_be_ready_on_another_day_each_time() -> None:
    told = load_events("ms22-leak")
    days = {
        asked: [event.end for event in told.known(datetime.fromisoformat(f"{asked}T00:00+00:00")) if event.end]
        for asked in ("2022-12-16", "2023-01-11", "2023-02-13", "2023-02-19")
    }

    assert {
        "2022-12-16": [],
        "2023-01-11": [datetime(2023, 2, 20, tzinfo=UTC)],
        "2023-02-13": [datetime(2023, 3, 1, tzinfo=UTC)],
        "2023-02-19": [datetime(2023, 2, 24, tzinfo=UTC)],
    } == days


def test_an_unknown_event_comes_with_the_nearest_and_all_that_there_are() -> None:
    with pytest.raises(InputError) as raised:
        load_events("ms22-leek")

    assert "crew-11-medical, ms10-abort, ms22-leak, shenzhou-20-window, starliner-thrusters" in str(raised.value)
    assert "did you mean 'ms22-leak'?" in str(raised.value)


def test_an_unknown_contingency_comes_with_the_nearest() -> None:
    with pytest.raises(InputError) as raised:
        load("contingency/soyuz-ms-22")

    assert "did you mean 'contingency/soyuz-ms-22-2022'?" in str(raised.value)


def test_a_scenario_is_no_event_and_an_event_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "event.toml").write_text(EVENT)
    with pytest.raises(InputError) as raised:
        load(tmp_path / "event.toml")

    assert "give it to crossflight replan PLAN --event" in str(raised.value)
    assert "it is a scenario, not an event" == refusal('station = "iss"').problem
    assert "it is a plan, not an event" == refusal('format = "crossflight-plan"').problem


@pytest.mark.parametrize(
    ("before", "after", "path", "problem"),
    [
        ("as_of = 2031-07-12", "as_of = 2031-07-10", "as_of", "nothing of it was known"),
        ('"notice"', '"explosion"', "events[0].kind", "'explosion' is not"),
        ("known_since = 2031-07-14", "known_since = 2031-07-12", "events[1].known_since", "told twice"),
        ('"notice"', '"vehicle-restored"', "events[1].id", "of another kind or subject"),
        ('"notice"', '"leave-by"', "events[0]", "says to leave and not by when"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_where_it_stands(before: str, after: str, path: str, problem: str) -> None:
    assert before in EVENT
    error = refusal(EVENT.replace(before, after, 1))

    assert path in str(error)
    assert problem in str(error)


def test_an_event_file_tells_an_event() -> None:
    assert "it tells no event" == refusal('name = "a"\ntitle = "A"\nas_of = 2031-07-12\nevents = []').problem


def test_a_waiver_of_an_event_names_a_rule() -> None:
    waiver = '\n[[waivers]]\nid = "w"\nrule = "seats.none"\nstart = "ferry-1.docked"\nreason = "r"\napprover = "a"\n'

    assert "unknown rule 'seats.none'" == refusal(EVENT + waiver).problem


def test_load_gives_a_scenario_for_a_contingency() -> None:
    assert not isinstance(load("contingency/starliner-2024"), Plan)
