"""Scenarios made larger hold together, and are files like any other."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from crossflight.files import load_scenario, parse_scenario
from crossflight.record import Scenario

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from scaling import THREE_YEARS_DAYS, more_stations, more_years, write


@pytest.fixture(scope="module")
def base() -> Scenario:
    return load_scenario("iss-2022")


def test_twice_the_years_are_a_scenario_file(base: Scenario) -> None:
    twice = more_years(base, 2)

    assert twice == parse_scenario(write(twice))
    assert 2 * (base.horizon.end - base.horizon.start) == twice.horizon.end - twice.horizon.start


def test_flights_come_again_a_whole_number_of_days_later_with_made_up_people(base: Scenario) -> None:
    twice = more_years(base, 2)
    asked = {request.id: request for request in twice.requests}
    people = {person.id: person for person in twice.people}
    first, again = asked["crew-6"], asked["crew-6-x2"]
    assert first.launch.wanted is not None

    assert first.launch.wanted + timedelta(days=THREE_YEARS_DAYS) == again.launch.wanted
    assert "stephen-bowen-x2" == again.announced[0]
    assert people["stephen-bowen-x2"].synthetic
    assert len(asked) == len(twice.requests)


def test_a_twin_is_trained_for_what_somebody_unknown_may_be_sent_to_do(base: Scenario) -> None:
    """A made-up person has no secrets: without this nobody could make the spacewalks that are asked for again."""
    twins = {person.id: person for person in more_years(base, 2).people}

    def held(person: str) -> set[tuple[str, str | None]]:
        return {(one.kind, one.of) for one in twins[person].qualifications if one.kind in {"spacewalk", "arm"}}

    assert {("spacewalk", "emu"), ("arm", None)} == held("nicole-mann-x2")
    assert {("spacewalk", "orlan-mks")} == held("nikolai-chub-x2")
    assert set() == held("andreas-mogensen-x2")


def test_whoever_stays_to_the_end_of_a_copy_leaves_as_the_ship_at_its_start(base: Scenario) -> None:
    asked = {request.id: request for request in more_years(base, 2).requests}
    leaves = next(entry.undock.wanted for entry in base.departures if entry.flight == "soyuz-ms-22")
    undock = asked["soyuz-ms-28"].undock
    assert leaves is not None
    assert undock is not None

    assert leaves + timedelta(days=THREE_YEARS_DAYS) == undock.wanted


def test_stations_have_their_own_crews_and_share_a_smaller_pool(base: Scenario) -> None:
    first, second = more_stations(base, 2, pool_share=0.5)

    assert base.requests == first.requests
    assert first.pool == second.pool == base.pool
    assert not {stay.person for stay in first.stays} & {stay.person for stay in second.stays}
    assert second == parse_scenario(write(second))
