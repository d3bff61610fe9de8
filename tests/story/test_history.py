from datetime import datetime

import pytest

import stage
from crossflight import files, story
from crossflight.errors import InputError
from crossflight.story import FlightFilter, PersonFilter


@pytest.fixture(autouse=True)
def history(monkeypatch: pytest.MonkeyPatch) -> None:
    def load_scenario(name: str) -> object:
        assert "lagrange-history" == name

        return stage.scenario()

    monkeypatch.setattr(files, "load_scenario", load_scenario)


@pytest.mark.parametrize(
    ("wanted", "flights"),
    [
        (FlightFilter(), ["ferry-1", "freighter-41", "freighter-42", "ferry-2"]),
        (FlightFilter(vehicle="ferry"), ["ferry-1", "ferry-2"]),
        (FlightFilter(vehicle="ferry-capsule"), ["ferry-2"]),
        (FlightFilter(vehicle="ferry-2"), ["ferry-2"]),
        (FlightFilter(since=stage.day(8)), ["freighter-41", "freighter-42", "ferry-2"]),
        (FlightFilter(until=stage.day(8)), ["ferry-1"]),
        (FlightFilter(port="north-aft"), ["ferry-1", "freighter-42"]),
        (FlightFilter(person="emma-south"), ["ferry-2"]),
        (FlightFilter(crewed=True, until=stage.day(0)), ["ferry-1"]),
        (FlightFilter(crewed=True, port="north-nadir"), []),
    ],
)
def test_flights_are_those_for_which_all_holds(wanted: FlightFilter, flights: list[str]) -> None:
    assert flights == [row["flight"] for row in story.history_flights(wanted, "lagrange")]


def test_a_row_of_a_flight_holds_instants_and_crews_as_text() -> None:
    [row] = story.history_flights(FlightFilter(vehicle="ferry-1"), "lagrange")

    assert "2029-09-23T03:00:00Z" == row["docked"]
    assert ["anna-north", "boris-north", "clara-south"] == row["up"]
    assert "ferry" == row["vehicle_type"]
    assert 160.167 == row["days"]


@pytest.mark.parametrize(
    ("wanted", "people"),
    [
        (PersonFilter(aboard_on=stage.day(0)), ["anna-north", "boris-north", "clara-south"]),
        (PersonFilter(aboard_on=stage.day(60)), ["dmitri-north", "emma-south", "pool-south-1"]),
        (PersonFilter(agency="southern"), ["clara-south", "emma-south", "pool-south-1"]),
        (PersonFilter(flight="ferry-2"), ["dmitri-north", "emma-south", "pool-south-1"]),
        (PersonFilter(flight="ferry-2", agency="northern", aboard_on=stage.day(0)), []),
    ],
)
def test_people_are_those_for_whom_all_holds(wanted: PersonFilter, people: list[str]) -> None:
    assert people == [row["person"] for row in story.history_people(wanted, "lagrange")]


@pytest.mark.parametrize(
    ("instant", "home", "options"),
    [
        (stage.day(51), "ferry-1", ["ferry-1"]),
        (stage.day(52), "unknown", ["ferry-1", "ferry-2"]),
        (stage.day(54.9), "unknown", ["ferry-1", "ferry-2"]),
        (stage.day(55), "ferry-2", ["ferry-2"]),
    ],
)
def test_a_home_vehicle_is_unknown_between_the_bounds_of_its_change(
    instant: datetime, home: str, options: list[str]
) -> None:
    rows = story.history_people(PersonFilter(aboard_on=instant, flight="ferry-1"), "lagrange")
    [clara] = [row for row in rows if row["person"] == "clara-south"]

    assert (home, options) == (clara["home"], clara["home_options"])


def test_days_aboard_run_to_the_day_asked_for() -> None:
    rows = story.history_people(PersonFilter(aboard_on=stage.day(0), agency="southern"), "lagrange")

    assert [99.875] == [row["days"] for row in rows]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (FlightFilter(vehicle="fery-1"), "knows no vehicle 'fery-1' — did you mean ferry-1"),
        (FlightFilter(port="zenith"), "knows no port 'zenith' — "),
        (FlightFilter(person="emma"), "knows no person 'emma' — did you mean emma-south"),
    ],
)
def test_a_stranger_among_the_flights_is_refused_with_its_neighbours(wanted: FlightFilter, message: str) -> None:
    with pytest.raises(InputError, match=message):
        story.history_flights(wanted, "lagrange")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (PersonFilter(agency="nothern"), "did you mean northern"),
        (PersonFilter(flight="ferry-3"), "did you mean ferry-"),
        (PersonFilter(aboard_on=stage.day(181)), "lies outside the history, 2030-01-01 to 2030-06-30"),
    ],
)
def test_a_stranger_among_the_people_is_refused_with_its_neighbours(wanted: PersonFilter, message: str) -> None:
    with pytest.raises(InputError, match=message):
        story.history_people(wanted, "lagrange")
