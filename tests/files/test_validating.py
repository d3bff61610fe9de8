"""Validating: one sentence for the first problem, in the words of the file, and the number of the others."""

from typing import Any

import pytest

from crossflight.errors import ScenarioError
from crossflight.files.validating import nearest, show, suggest, validate
from crossflight.record import Plan, ScenarioFile
from files.small import SCENARIO, changed, small_scenario


def refusal(old: str, new: str) -> ScenarioError:
    with pytest.raises(ScenarioError) as raised:
        changed(old, new)
    return raised.value


WRONG_VALUES = [
    # identifiers and text
    ('name = "small"', 'name = "Small One"', "name", "'Small One' is not an identifier", "write 'small-one'"),
    ('name = "small"', "name = 5", "name", "5 is not text in quotes", "change it"),
    ('name = "small"', "name = true", "name", "true is not text in quotes", "change it"),
    ('name = "small"', 'name = ""', "name", "'' is not text of 1 or more characters", "change it"),
    ('title = "A small scenario"', "title = 2031-01-01", "title", "2031-01-01 is not text in quotes", "change it"),
    # instants
    ("as_of = 2031-07-10", "as_of = 5", "as_of", "5 is not an instant", "write it as 2022-09-21T13:54:49Z"),
    ("as_of = 2031-07-10", 'as_of = "tomorrow"', "as_of", "'tomorrow' is not an instant", "write it as 2022-"),
    ("as_of = 2031-07-10", 'as_of = "2022-02-30"', "as_of", "'2022-02-30' is not an instant", "write it as 2022-"),
    ("as_of = 2031-07-10", "as_of = 07:32:00", "as_of", "07:32:00 is not an instant", "write it as 2022-"),
    ("as_of = 2031-07-10", "as_of = 2031-07-10T12:00:00", "as_of", "2031-07-10T12:00:00 has no time zone", "write"),
    ("as_of = 2031-07-10", "as_of = [2031-07-10]", "as_of", "a list of 1 is not an instant", "write it as 2022-"),
    ("as_of = 2031-07-10", "as_of = { day = 2031-07-10 }", "as_of", "a table is not an instant", "write it as 2022-"),
    ("launch = 2031-10-05", "launch = 5", "flights[0].launch", "5 is not an instant", "write it as 2022-"),
    # numbers
    ("crew_size = 3", 'crew_size = "3"', "requests[0].crew_size", "'3' is not a whole number", "change it"),
    ("crew_size = 3", "crew_size = 3.0", "requests[0].crew_size", "3.0 is not a whole number", "change it"),
    ("crew_size = 3", "crew_size = true", "requests[0].crew_size", "true is not a whole number", "change it"),
    ("crew_size = 3", "crew_size = -1", "requests[0].crew_size", "-1 is not 0 or more", "change it"),
    ("crew_size = 3", "crew_size = 9999", "requests[0].crew_size", "9999 is not 1000 or less", "change it"),
    ("node_deg = 100", 'node_deg = "100"', "orbit.node_deg", "'100' is not a number", "change it"),
    ("node_deg = 100", "node_deg = true", "orbit.node_deg", "true is not a number", "change it"),
    ("node_deg = 100", "node_deg = 360", "orbit.node_deg", "360 is not less than 360", "change it"),
    ("days = 230.5", "days = [1]", "vehicles[0].lives[0].days", "a list of 1 is not a number", "change it"),
    ("history = true", "history = 1", "history", "1 is not true or false", "change it"),
    ("history = true", 'history = "yes"', "history", "'yes' is not true or false", "change it"),
    # lists and tables
    ('pool = ["hal"]', 'pool = "hal"', "pool", "'hal' is not a list", "change it"),
    ('pool = ["hal"]', "pool = { hal = 1 }", "pool", "a table is not a list", "change it"),
    ('pool = ["hal"]', "pool = [7]", "pool[0]", "7 is not text in quotes", "change it"),
    (
        'ports = ["fore", "aft"]',
        "ports = []",
        "requests[0].ports",
        "the list is empty; it takes at least 1 entry",
        "add",
    ),
    ("as_of = 2031-07-10", "asof = 2031-07-10", "asof", "unknown key 'asof'", "did you mean 'as_of'?"),
    (
        'flight = "kite-1"\n\n[[req',
        'undock = 5\nflight = "kite-1"\n\n[[req',
        "departures[1].undock",
        "5 is not a table",
        "",
    ),
    ("at_least = { east = 1 }", 'at_least = ["east"]', "requests[0].at_least", "a list of 1 is not a table", ""),
    (
        "at_least = { east = 1 }",
        "at_least = { East = 1 }",
        "requests[0].at_least.East",
        "the key 'East' is not an id",
        "",
    ),
    (
        '{ launch = "day", undo',
        '{ lunch = "day", undo',
        "flights[0].precision.lunch",
        "the key 'lunch' is not 'launch'",
        "",
    ),
    # choices
    ('kind = "person-unfit"', 'kind = "person-sick"', "events[0].kind", "'person-sick' is not 'vehicle-degraded'", ""),
    (
        'kind = "person-unfit"',
        'kind = "persn-unfit"',
        "events[0].kind",
        "'persn-unfit' is not",
        "did you mean 'person-unfit'?",
    ),
    ('end = "ferry-4.docked"', 'end = "ferry-4.dcked"', "waivers[0].end", "'ferry-4.dcked' is not an instant such", ""),
    ('end = "ferry-4.docked"', "end = 4", "waivers[0].end", "4 is not an instant such as", ""),
    (
        'kind = "contingency", fitted = "unknown"',
        'fitted = "perhaps"',
        "stays[0].homes[0].fitted",
        "'perhaps' is not",
        "",
    ),
    # order and repetition
    (
        "undocked = 2032-01-01",
        "undocked = 2031-01-01",
        "flights[0]",
        "flight 'barge-2': undocked at 2031-01-01",
        "change",
    ),
    (
        "end = 2031-09-01",
        "end = 2031-07-01",
        "events[0]",
        "event 'hal-unfit': ends at 2031-07-01T00:00:00Z, before",
        "",
    ),
    (
        "latest = 2032-01-31",
        "latest = 2031-01-31",
        "requests[0].launch",
        "latest 2031-01-31T00:00:00Z comes before",
        "",
    ),
]


@pytest.mark.parametrize(("old", "new", "path", "problem", "way_out"), WRONG_VALUES)
def test_a_wrong_value_is_told_with_its_path_and_what_is_allowed(
    old: str, new: str, path: str, problem: str, way_out: str
) -> None:
    error = refusal(old, new)

    assert path == error.path
    assert problem == error.problem[: len(problem)]
    assert error.way_out.startswith(way_out)
    assert error.way_out


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, new, *_ in WRONG_VALUES])
def test_nothing_of_the_validator_shows_in_a_message(old: str, new: str) -> None:
    message = str(refusal(old, new))

    assert message.startswith("small.toml, ")
    for word in ("function", "constrained", "literal[", "[key]", "Input should", "Value error", "pydantic", "instance"):
        assert word not in message


def test_an_event_is_fit_for_a_number_of_people_or_unknown() -> None:
    error = refusal('kind = "person-unfit"', 'kind = "person-unfit"\nfit_for = "unkown"')

    assert "events[0].fit_for" == error.path
    assert "'unkown' is not a whole number or 'unknown'" == error.problem
    assert "did you mean 'unknown'?" == error.way_out


def test_an_unknown_key_comes_with_the_nearest_known_one() -> None:
    error = refusal("launch = 2031-10-05", "lauch = 2031-10-05")

    assert "small.toml, flights[0].lauch: unknown key 'lauch' — did you mean 'launch'?" == str(error)


def test_an_unknown_key_that_is_near_to_nothing_comes_with_the_known_ones() -> None:
    error = refusal('reason = "Until the next ferry is there."', 'reason = "x"\ncolour = "red"')

    assert "waivers[0].colour" == error.path
    assert "choose one of: approver, end, id, known_since, notes, reason, rule, source, start, subject" in error.way_out


def test_including_another_file_is_not_a_thing() -> None:
    error = refusal('name = "small"', 'name = "small"\ninclude = "small.toml"')

    assert ("include", "unknown key 'include'") == (error.path, error.problem)


def test_a_missing_key_is_named() -> None:
    error = refusal('approver = "author"', "")

    assert "small.toml, waivers[0].approver: the key 'approver' is missing — add it" == str(error)


def test_a_missing_side_of_an_agreement_is_named() -> None:
    error = refusal(
        ', { agencies = ["west"], vehicle_types = ["kite"] }]',
        "]",
    )

    assert ("agreements[0].sides[1]", "entry 2 of the list is missing") == (error.path, error.problem)


def test_further_problems_are_counted() -> None:
    text = SCENARIO.replace("crew_size = 3", 'crew_size = "3"')
    with pytest.raises(ScenarioError) as two:
        small_scenario(text.replace('approver = "author"', ""))
    with pytest.raises(ScenarioError) as three:
        small_scenario(text.replace('approver = "author"', "").replace('kind = "arm"', 'kind = "x"'))

    assert str(two.value).endswith("(and 1 more problem)")
    assert str(three.value).endswith("(and 2 more problems)")


def test_one_value_that_fits_neither_of_two_ways_is_one_problem() -> None:
    assert "more problem" not in str(refusal('end = "ferry-4.docked"', "end = 4"))


def test_control_characters_and_endless_text_stay_out_of_messages() -> None:
    endless = refusal('title = "A small scenario"', f'title = "{"x" * 1_000_000}"')
    control = refusal('name = "small"', r'name = "\u001b[31m\u2028\n"')

    assert "is not text of at most 2000 characters" in str(endless)
    assert len(str(endless)) < 300
    assert str(control).isprintable()


def test_a_plan_of_another_format_is_refused() -> None:
    with pytest.raises(ScenarioError, match="'crossflight-plan-2' is not 'crossflight-plan-1'"):
        validate(Plan, {"format": "crossflight-plan-2", "scenario": {}, "flights": ()}, "plan.json")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "no value"),
        (True, "true"),
        ("text", "'text'"),
        (1.5, "1.5"),
        ({}, "a table"),
        ((1, 2), "a list of 2"),
        ("x" * 100, f"'{'x' * 37} ... {'x' * 37}'"),
    ],
)
def test_values_are_shown_in_the_words_of_the_file(value: Any, shown: str) -> None:
    assert shown == show(value)


def test_the_nearest_name_is_suggested_and_else_some_that_there_are() -> None:
    assert "soyuz-ms-22" == nearest("soyuz-ms22", ["crew-5", "soyuz-ms-22"])
    assert "did you mean 'crew-5'?" == suggest("crew5", ["crew-5", "soyuz-ms-22"])
    assert "choose one of: a, b" == suggest("zzzz", ["b", "a"])
    assert suggest("zzzz", [f"a{number:02}" for number in range(20)]).endswith("a11, and 8 more")
    assert "there is none" in suggest("zzzz", [])


def test_names_are_compared_quickly_even_when_they_are_endless() -> None:
    assert nearest("x" * 1_000_000, [f"soyuz-ms-{number}" for number in range(1_000)]) is None


def test_data_without_any_key_name_the_first_that_is_missing() -> None:
    with pytest.raises(ScenarioError, match=r"the key 'name' is missing — add it .and 4 more problems."):
        validate(ScenarioFile, {}, "a.toml")
