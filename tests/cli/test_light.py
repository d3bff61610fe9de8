"""The command ``light``."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossflight.cli import app

SETS = Path(__file__).parents[1] / "dynamics" / "data" / "iss_element_sets.tle"


def run(*words: str, **options: str) -> Result:
    given = {"orbit": str(SETS), "from": "2022-09-21", "to": "2022-09-23"} | options
    return CliRunner().invoke(
        app, ["light", *(word for key, value in given.items() for word in (f"--{key}", value)), *words]
    )


def test_a_page_has_a_line_for_each_day() -> None:
    result = run()
    [first, second] = [row.split() for row in result.stdout.splitlines() if row.startswith("2022-09-2")]

    assert 0 == result.exit_code
    assert ["2022-09-21", "+31.3°", "16"] == first[:3]
    assert "2022-09-22" == second[0]
    assert "No span of full Sun" in result.stdout


def test_every_eclipse_is_listed_on_demand() -> None:
    short, long = run().stdout, run("--events").stdout

    assert 31 == len(long.splitlines()) - len(short.splitlines()) - 1


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = json.loads(run("--json").stdout)
    kinds = [entry["kind"] for entry in document["eclipses"]]

    assert {"eclipses", "days", "noons", "full_sun", "basis", "reason"} <= document.keys()
    assert ["penumbra", "umbra"] == kinds[:2]
    assert {"day", "beta_deg", "eclipses", "umbra_min", "sunlit_percent"} <= document["days"][0].keys()
    assert document["reason"] is None
    assert all(entry["start"] < entry["end"] for entry in document["eclipses"])
    assert all(left < right for left, right in pairwise(document["noons"]))


def test_full_sun_is_said_with_its_bounds() -> None:
    result = run(**{"from": "2022-12-01", "to": "2022-12-31"})

    assert "Full sun, no eclipse: 2022-12-" in result.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"station": "is"}, "did you mean 'iss'?"),
        ({"station": "tiangong"}, "there is no element set of object 48274; it holds 25544"),
        ({"to": "2022-09-21"}, "give a later end"),
        ({"to": "2023-09-30"}, "the span lasts 374 days; at most 366"),
        ({"from": "2032-09-20", "to": "2032-09-21"}, "at most 365 are allowed"),
        ({"from": "tomorrow"}, "is not an instant"),
        ({"orbit": "nowhere.tle"}, "there is no such file"),
    ],
)
def test_a_wrong_call_says_the_way_out(options: dict[str, str], message: str) -> None:
    result = run(**options)

    assert 2 == result.exit_code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
