"""Errors: one line each, short enough, with the place and the way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.errors import (
    MESSAGE_LIMIT,
    CallError,
    CrossflightError,
    FileError,
    InputError,
    ScenarioError,
    shorten,
)


def test_a_message_names_file_path_problem_and_way_out_in_this_order() -> None:
    error = ScenarioError("5 is no instant", file="a.toml", path="flights[3].launch", way_out="write it out")

    assert "a.toml, flights[3].launch: 5 is no instant — write it out" == str(error)
    assert ("a.toml", "flights[3].launch", "5 is no instant", "write it out") == (
        error.file,
        error.path,
        error.problem,
        error.way_out,
    )


def test_a_message_has_no_empty_parts() -> None:
    assert "no such thing" == str(InputError("no such thing"))
    assert "a.toml: no such thing" == str(FileError("no such thing", file="a.toml"))


@given(problem=st.text(), file=st.text(), path=st.text(), way_out=st.text())
def test_a_message_is_one_printable_line(problem: str, file: str, path: str, way_out: str) -> None:
    assert str(InputError(problem, file=file, path=path, way_out=way_out)).isprintable()


def test_a_message_is_never_longer_than_the_limit_and_keeps_all_its_parts() -> None:
    endless = "x" * 100_000
    message = str(InputError(f"p{endless}", file=f"f{endless}", path=f"a{endless}", way_out=f"w{endless}"))

    assert MESSAGE_LIMIT >= len(message)
    assert [True] * 4 == [part in message for part in ("fxx", ", axx", ": pxx", "— wxx")]


@given(st.text(), st.integers(min_value=10, max_value=100))
def test_a_shortened_text_keeps_its_ends(text: str, limit: int) -> None:
    short = shorten(text, limit)

    assert len(short) <= limit
    assert short == text or (text.startswith(short[:2]) and text.endswith(short[-2:]) and " ... " in short)


@pytest.mark.parametrize("kind", [InputError, FileError, ScenarioError, CallError])
def test_every_error_is_ours_and_a_value_error(kind: type[Exception]) -> None:
    assert issubclass(kind, CrossflightError)
    assert issubclass(kind, ValueError)
