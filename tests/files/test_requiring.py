"""Requirements in the planner's words: what is understood, and how the rest is refused."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.errors import ScenarioError
from crossflight.files import parse_plan, require, write_plan
from crossflight.record import Requirement
from scenes import plan, request, scenario

LAUNCH = datetime(2023, 2, 15, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("crew-6.launch <= 2023-02-15", None, LAUNCH + DAY),
        ("crew-6.launch < 2023-02-15", None, LAUNCH),
        ("crew-6.launch >= 2023-02-15", LAUNCH, None),
        ("crew-6.launch > 2023-02-15", LAUNCH + DAY, None),
        ("crew-6.launch == 2023-02-15", LAUNCH, LAUNCH + DAY),
        ("  crew-6.launch<2023-02-15T06:00Z ", None, LAUNCH + timedelta(hours=6)),
        ("crew-6.launch < 2023-02-15T06:00:00+03:00", None, LAUNCH + timedelta(hours=3)),
    ],
)
def test_a_day_is_meant_as_a_whole_day(text: str, start: datetime | None, end: datetime | None) -> None:
    found = Requirement.parse(text)

    assert ("crew-6", "launch", start, end) == (found.flight, found.moment, found.start, found.end)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("crew-6.landed == 2023-02-15", "crew-6 lands on 2023-02-15, as required"),
        ("anna-kikina on crew-6", "anna-kikina goes up in crew-6, as required"),
        ("anna-kikina not on crew-6", "anna-kikina does not go up in crew-6, as required"),
        ("crew-6 at harmony-zenith", "crew-6 docks at harmony-zenith, as required"),
        ("crew-6 not at harmony-zenith", "crew-6 does not dock at harmony-zenith, as required"),
        ("crew-6 dropped", "crew-6 does not fly, as required"),
        ("crew-6 not dropped", "crew-6 flies, as required"),
        ("port harmony-zenith closed", "no flight to come stands at harmony-zenith, as required"),
        (
            "port a closed from 2023-01-01 to 2023-02-01",
            "no flight to come stands at a from 2023-01-01 to 2023-02-01, as required",
        ),
        ("no exchange", "no flight to come carries the partner under any agreement, as required"),
        (
            "no exchange under exchange-2022",
            "no flight to come carries the partner under exchange-2022, as required",
        ),
        ("uncovered <= 7.5", "uncovered comes to 7.5 days at most, as required"),
        ("exposure<=0", "exposure comes to 0 days at most, as required"),
    ],
)
def test_a_requirement_is_told_as_a_sentence(text: str, sentence: str) -> None:
    assert sentence == Requirement.parse(text).sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "ends where a flight, a person"),
        ("crew-6.lunch <= 2023-02-15", "character 1: 'lunch' stands where launch, docked, undocked or landed"),
        ("crew-6.launch = 2023-02-15", "character 15: '=' stands where <=, >=, <, > or == is expected"),
        ("crew-6.launch <=", "ends where a day such as 2023-02-15 is expected"),
        ("crew-6.launch <= 2023-02-30", "character 18: '2023-02-30' stands where a day or an instant"),
        ("crew-6.launch <= 2023-02-15T06:00", "character 18"),
        ("crew-6.launch <= 9999-12-31", "character 18"),
        ("crew-6.launch <= 2023-02-15 please", "character 29: 'please' stands where the end is expected"),
        ("Crew-6.launch <= 2023-02-15", "'Crew-6' stands where a flight is expected"),
        ("crew-6 off crew-7", "character 8: 'off' stands where on, at, dropped or not is expected"),
        ("crew-6", "ends where on, at, dropped or not is expected"),
        ("crew-6 dropped twice", "character 16: 'twice' stands where the end is expected"),
        ("port a shut", "character 8: 'shut' stands where 'closed' is expected"),
        ("port a closed to 2023-01-01", "'to' stands where 'from' is expected"),
        ("port a closed from 2023-02-01 to 2023-01-01", "a later day"),
        ("no trade", "'trade' stands where 'exchange' is expected"),
        ("uncovered <= many", "'many' stands where a number of days is expected"),
        ("uncovered >= 3", "'>=' stands where '<=' is expected"),
        ("x" * 201, "201 characters, at most 200"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        require(scenario(requests=(request("lark-2"),)), [text])

    assert told in str(refusal.value)
    assert " — " in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lark-3.launch <= 2030-01-05", "unknown flight 'lark-3' — did you mean 'lark-2'?"),
        ("red-anne on lark-2", "unknown person 'red-anne' — did you mean 'red-ann'?"),
        ("lark-2 at red-9", "unknown port 'red-9' — did you mean"),
        ("no exchange under barter", "unknown agreement 'barter'"),
    ],
)
def test_what_nobody_knows_is_refused_with_the_nearest(text: str, told: str) -> None:
    with pytest.raises(ScenarioError, match=r"^requirement '") as refusal:
        require(scenario(requests=(request("lark-2"),)), [text])

    assert told in str(refusal.value)


def refusal_of(text: str) -> str | None:
    """Return why a text is refused, None where it is understood."""
    try:
        require(scenario(requests=(request("lark-2"),)), [text])
    except ScenarioError as error:
        return str(error)
    return None


@given(st.text(max_size=400))
def test_no_text_gets_anything_but_a_requirement_or_a_short_refusal(text: str) -> None:
    told = refusal_of(text)

    assert told is None or len(told) < 600


@given(st.from_regex(r"[a-z-]{0,9}[. ](launch|at|on|not|closed|port)? ?(<=|==|>)? ?[0-9TZ:-]{0,22}", fullmatch=True))
def test_nearly_right_texts_are_refused_or_read_as_they_are_written(text: str) -> None:
    told = refusal_of(text)

    assert told is not None or Requirement.parse(text) == Requirement.parse(Requirement.parse(text).text)


def test_too_many_requirements_are_refused() -> None:
    texts = [f"lark-2.launch <= 2030-01-05T00:{number:02d}Z" for number in range(51)]

    with pytest.raises(ScenarioError, match="at most 50"):
        require(scenario(requests=(request("lark-2"),)), texts)


def test_a_plan_file_carries_the_words() -> None:
    asked = require(scenario(requests=(request("lark-2"),)), ["lark-2.launch <= 2030-01-05", "lark-2 at red-1"])
    made = plan(asked)
    text = write_plan(made)

    assert made == parse_plan(text)
    assert ["lark-2.launch <= 2030-01-05", "lark-2 at red-1"] == json.loads(text)["scenario"]["requirements"]


def test_what_is_required_twice_is_required_once() -> None:
    asked = require(scenario(requests=(request("lark-2"),)), ["lark-2 at red-1", " lark-2  at red-1"])

    assert ["lark-2 at red-1"] == [entry.text for entry in asked.requirements]
