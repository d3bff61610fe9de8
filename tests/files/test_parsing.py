"""Parsing: TOML and JSON become bounded plain data, or an error that names the place."""

import json
import sys
import time
from datetime import date
from typing import Any

import pytest

from crossflight.errors import FileError, InputError, ScenarioError
from crossflight.files.parsing import DEPTH_LIMIT, ENTRY_LIMIT, VALUE_COUNT_LIMIT, join, parse_json, parse_toml


def test_lists_come_out_as_tuples_at_every_depth() -> None:
    assert {"a": ({"b": (1, (2,))},)} == parse_toml("a = [{ b = [1, [2]] }]", "a.toml")
    assert {"a": ({"b": (1, (2,))},)} == parse_json('{"a": [{"b": [1, [2]]}]}', "a.json")


def test_days_stay_days() -> None:
    assert {"a": date(2022, 9, 21)} == parse_toml("a = 2022-09-21", "a.toml")


@pytest.mark.parametrize(
    ("text", "path", "problem"),
    [
        ("a = 1\nb = ", "end of document", "it is not TOML: Invalid value"),
        ("a = [1, 2", "end of document", "it is not TOML: Unclosed array"),
        ("a = 1\na = 2", "end of document", "it is not TOML: Cannot overwrite a value"),
        ("[a]\n[a]", "line 2, column 3", "it is not TOML: Cannot declare ('a',) twice"),
        ("launch = 2022-02-30", "line 1, column 10", "'2022-02-30' is no day of the calendar"),
        ("a = { wanted = 2025-21-12 }", "line 1, column 20", "'2025-21-12' is no day of the calendar"),
        ("a = 2025-1-2", "line 1, column 9", "'2025-1-2' is no day of the calendar"),
        (
            "a = '2025-21-12' b",
            "line 1, column 18",
            "it is not TOML: Expected newline or end of document after a statement",
        ),
        ("a = 'b\x07c'", "line 1, column 7", "it is not TOML: Found invalid character '\\x07'"),
        ("what is this", "line 1, column 6", "it is not TOML: Expected '=' after a key in a key/value pair"),
    ],
)
def test_a_mistake_in_toml_is_told_with_its_place(text: str, path: str, problem: str) -> None:
    with pytest.raises(FileError) as refusal:
        parse_toml(text, "a.toml")

    assert (path, problem) == (refusal.value.path, refusal.value.problem)


@pytest.mark.parametrize(
    ("text", "path", "problem"),
    [
        ('{"a": 1,\n "b" 2}', "line 2, column 6", "it is not JSON: Expecting ':' delimiter"),
        ('{"a": tru', "line 1, column 7", "it is not JSON: Expecting value"),
        ("", "line 1, column 1", "it is not JSON: Expecting value"),
        ("[1]", "", "it does not hold one JSON object { … }"),
        ('{"a": {"b": 1, "c": 2, "b": 3}}', "", "the key 'b' stands twice in one object"),
        ('{"a": NaN}', "a", "nan is not a number to plan with"),
        ('{"a": [{"b": -Infinity}]}', "a[0].b", "-inf is not a number to plan with"),
        ('{"a": 1e999}', "a", "inf is not a number to plan with"),
        ('{"a": "\\ud800"}', "a", "'\\ud800' holds half a character"),
        ('{"b": {"\\ud800": 1}}', "b", "'\\ud800' holds half a character"),
    ],
)
def test_a_mistake_in_json_is_told_with_its_place(text: str, path: str, problem: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_json(text, "a.json")

    assert (path, problem) == (refusal.value.path, refusal.value.problem)


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999"])
def test_toml_numbers_that_nobody_can_plan_with(number: str) -> None:
    with pytest.raises(ScenarioError, match="is not a number to plan with") as refusal:
        parse_toml(f"[numbers]\ndaylight_margin_min = {number}", "a.toml")

    assert "numbers.daylight_margin_min" == refusal.value.path


@pytest.mark.parametrize("digits", [20, 10_000])
def test_whole_numbers_have_a_largest_size(digits: int) -> None:
    for text, parse in ((f"a = {'9' * digits}", parse_toml), (f'{{"a": {"9" * digits}}}', parse_json)):
        with pytest.raises(ScenarioError, match="is too large; at most 9,223,372,036,854,775,807 is allowed"):
            parse(text, "a")


def test_a_hexadecimal_number_of_any_length_is_refused() -> None:
    with pytest.raises(ScenarioError, match="is too large"):
        parse_toml(f"a = 0x{'f' * 100_000}", "a.toml")


def nested(depth: int) -> list[Any]:
    return [] if depth == 1 else [nested(depth - 1)]


@pytest.mark.parametrize("depth", [DEPTH_LIMIT, sys.getrecursionlimit() * 3, 100_000])
@pytest.mark.parametrize(("opening", "middle", "closing"), [("[", "1", "]"), ("{a=", "1", "}"), ('{"a":', "1", "}")])
def test_what_is_nested_deeply_is_refused(depth: int, opening: str, middle: str, closing: str) -> None:
    value = opening * depth + middle + closing * depth
    text, parse = (f"a = {value}", parse_toml) if "=" in opening or opening == "[" else (value + "}", parse_json)
    if parse is parse_json:
        text = '{"a":' + text

    with pytest.raises(FileError, match="nested more than 64 deep"):
        parse(text, "deep")


def test_what_is_nested_as_deep_as_allowed_is_read() -> None:
    text = json.dumps({"a": nested(DEPTH_LIMIT - 1)})

    assert ["a"] == list(parse_json(text, "a.json"))


@pytest.mark.parametrize("part", ["a", '"a"', "'a'", '"\\"."'])
def test_a_key_of_endless_parts_is_refused_at_once(part: str) -> None:
    start = time.perf_counter()
    with pytest.raises(FileError, match="nested more than 64 deep"):
        parse_toml(".".join([part] * 500_000) + " = 1", "a.toml")

    assert 5 > time.perf_counter() - start


def test_sentences_and_addresses_are_no_endless_keys() -> None:
    text = "\n".join(f'a{number} = "https://a.b.c.d/e.f ... One. Two."' for number in range(100))

    assert 100 == len(parse_toml(text, "a.toml"))


def test_a_list_has_a_largest_length() -> None:
    with pytest.raises(ScenarioError, match="it has 20,001 entries; at most 20,000 are allowed") as refusal:
        parse_toml("[[flights]]\n" * (ENTRY_LIMIT + 1), "a.toml")

    assert "flights" == refusal.value.path


def test_a_file_has_a_largest_number_of_values() -> None:
    text = json.dumps({"a": [[0] * 20_000] * (VALUE_COUNT_LIMIT // 20_000)})

    with pytest.raises(FileError, match="it holds more than 1,000,000 values"):
        parse_json(text, "a.json")


def test_paths_are_written_as_in_the_file() -> None:
    assert "flights[3].launch" == join(("flights", 3, "launch"))
    assert "at_least.'a b'" == join(("at_least", "a b"))
    assert "" == join(())
