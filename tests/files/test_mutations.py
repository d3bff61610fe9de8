"""Law: a file that was spoiled in any way either still loads, or is refused in one line that names it."""

import json
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight.errors import InputError
from crossflight.files import load, parse_catalogue, parse_plan, parse_scenario, save_plan, write_plan
from crossflight.record import Plan, Scenario
from files.small import CATALOGUE, FLIGHTS, SCENARIO, small_catalogue, small_plan

DETERMINISTIC = settings(derandomize=True, deadline=None, database=None, max_examples=250)

PLAN = write_plan(small_plan())

KEYS = [
    "id",
    "name",
    "flight",
    "lauch",
    "up",
    "down",
    "include",
    "",
    "a b",
    "ключ",
    "__class__",
    "\x00",
    "start",
    "[key]",
    "0",
]


def nested(depth: int) -> Any:
    value: Any = "core"
    for level in range(depth):
        value = {"a": value} if level % 2 else [value]
    return value


ODD = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            False,
            0,
            1,
            -1,
            5,
            10**9,
            2**63,
            2**64,
            10**400,
            -(10**20),
            0.5,
            1e308,
            float("inf"),
            float("nan"),
            "",
            "none",
            "unknown",
            "12",
            "tomorrow",
            "2022-02-30",
            "2031-07-10T12:00:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "9999-12-31T23:59:59.999999Z",
            "ferry-4",
            "ferry-4.docked",
            "ghost.launch",
            "x" * 3000,
            "é" * 2000,
            "\u202e\u0000\u001b[31m",
            "🚀",
            "operators.any-single-loss",
            [],
            {},
            [[]],
            [None],
            {"start": "2031-01-01"},
            {"start": "2032-01-01", "end": "2031-01-01"},
            {"a": {"b": {"c": {}}}},
            ["ada", "ada"],
            ["x"] * 20_001,
        ]
    ).map(deepcopy),  # what is put in may be spoiled in turn
    st.sampled_from([30, 80, 2_000]).map(nested),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates().map(date.isoformat),
    st.datetimes().map(lambda instant: instant.isoformat() + "Z"),
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every table or list in the value, with each key or position in it."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield value, key
        yield from places(child)


def spoil(data: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    """Change one thing in the data."""
    every = [place for place in places(data) if len(place[0]) < 5_000]
    if not every:
        return
    holder, key = every[draw(st.integers(0, len(every) - 1))]
    match draw(st.sampled_from(["replace", "delete", "add", "swap", "copy", "wrap", "repeat"])):
        case "replace":
            holder[key] = draw(ODD)
        case "delete":
            del holder[key]
        case "add" if isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS) | st.text(max_size=5))] = draw(ODD)
        case "add":
            holder.insert(key, draw(ODD))
        case "swap":
            other, place = every[draw(st.integers(0, len(every) - 1))]
            holder[key], other[place] = other[place], holder[key]
        case "copy":
            other, place = every[draw(st.integers(0, len(every) - 1))]
            holder[key] = json.loads(json.dumps(other[place], default=str))
        case "wrap":
            holder[key] = draw(st.sampled_from([lambda value: [value], lambda value: {"start": value}]))(holder[key])
        case "repeat" if isinstance(holder, list):
            holder.insert(key, holder[key])


def to_toml(value: Any) -> str:
    """Return a value as TOML; None, which TOML has no word for, becomes a text."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {to_toml(entry)}" for key, entry in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(to_toml(entry) for entry in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return json.dumps(str(value), ensure_ascii=False) if isinstance(value, str) or value is None else repr(value)


def spoiled_data(text: str, draw: Callable[[st.SearchStrategy[Any]], Any], *, is_toml: bool) -> Any:
    data = tomllib.loads(text) if is_toml else json.loads(text)
    for _ in range(draw(st.integers(1, 3))):
        try:
            spoil(data, draw)
        except (ValueError, RecursionError):
            # The change before made a loop, or a depth that Python itself cannot write out.
            break
    return data


def holds(read: Callable[[], object], file: str) -> None:
    """Assert that the reading gives a noun or a refusal of one line, and nothing else."""
    try:
        noun = read()
    except InputError as refusal:
        message = str(refusal)

        assert file in message
        assert message.isprintable()
        assert len(message) <= 3_000
        for word in ("function-", "Input should", "Value error", "pydantic", "constrained-"):
            assert word not in message
    else:
        assert isinstance(noun, Scenario | Plan)


@DETERMINISTIC
@given(st.data())
def test_a_spoiled_scenario_in_toml_loads_or_is_refused_in_one_line(data: st.DataObject) -> None:
    spoiled = spoiled_data(SCENARIO, data.draw, is_toml=True)
    try:
        text = "\n".join(f"{json.dumps(key)} = {to_toml(value)}" for key, value in spoiled.items())
    except (RecursionError, ValueError):
        return

    holds(lambda: parse_scenario(text, file="odd.toml", catalogue=small_catalogue()), "odd.toml")


@DETERMINISTIC
@given(st.data())
def test_a_spoiled_scenario_in_json_loads_or_is_refused_in_one_line(data: st.DataObject) -> None:
    text = written(spoiled_data(json.dumps(tomllib.loads(SCENARIO), default=str), data.draw, is_toml=False))

    holds(lambda: parse_scenario(text, file="odd.json", catalogue=small_catalogue()), "odd.json")


@DETERMINISTIC
@given(st.data())
def test_a_spoiled_plan_loads_or_is_refused_in_one_line_and_what_loads_is_saved(data: st.DataObject) -> None:
    text = written(spoiled_data(PLAN, data.draw, is_toml=False))

    def read() -> Plan:
        plan = parse_plan(text, file="odd.json")
        assert plan == parse_plan(write_plan(plan))
        return plan

    holds(read, "odd.json")


def written(data: Any) -> str:
    try:
        return json.dumps(data, default=str)
    except (RecursionError, ValueError):
        return "{"


@settings(DETERMINISTIC, max_examples=100)
@given(st.data())
def test_a_spoiled_catalogue_is_refused_in_one_line(data: st.DataObject) -> None:
    spoiled = spoiled_data(CATALOGUE + FLIGHTS, data.draw, is_toml=True)
    try:
        text = "\n".join(f"{json.dumps(key)} = {to_toml(value)}" for key, value in spoiled.items())
    except (RecursionError, ValueError):
        return

    def read() -> Scenario:
        return parse_scenario(SCENARIO, file="odd.toml", catalogue=parse_catalogue(text, file="odd.toml"))

    holds(read, "odd.toml")


@settings(DETERMINISTIC, max_examples=200)
@given(
    st.sampled_from([("odd.toml", SCENARIO), ("odd.json", PLAN), ("odd.txt", PLAN)]),
    st.lists(
        st.tuples(
            st.floats(0, 1), st.integers(0, 200), st.binary(max_size=8) | st.sampled_from([b"[", b"{", b'"', b"\n"])
        ),
        max_size=3,
    ),
    st.none() | st.floats(0, 1),
)
def test_bytes_that_are_put_in_taken_out_or_cut_off_are_no_exception(
    file: tuple[str, str], changes: list[tuple[float, int, bytes]], cut: float | None
) -> None:
    name, text = file
    content = text.encode()
    for place, length, put_in in changes:
        start = int(place * len(content))
        content = content[:start] + put_in + content[start + length :]
    if cut is not None:
        content = content[: int(cut * len(content))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)

        holds(lambda: load(path, small_catalogue()), name)


def test_the_files_that_are_spoiled_load_when_they_are_not() -> None:
    text = "\n".join(f"{json.dumps(key)} = {to_toml(value)}" for key, value in tomllib.loads(SCENARIO).items())

    assert parse_scenario(SCENARIO, catalogue=small_catalogue()) == parse_scenario(text, catalogue=small_catalogue())
    assert small_plan() == parse_plan(PLAN)
    with tempfile.TemporaryDirectory() as folder:
        save_plan(small_plan(), Path(folder, "plan.json"))

        assert PLAN == Path(folder, "plan.json").read_text()
