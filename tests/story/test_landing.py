"""Return opportunities of a scenario: light, waivers, zones."""

from datetime import datetime

import pytest

from crossflight import files
from crossflight.errors import InputError
from crossflight.instants import parse
from crossflight.record import Departure, Landing, Scenario, Waiver
from crossflight.story import land

START, END = parse("2022-10-24T00:00:00Z"), parse("2022-10-26T00:00:00Z")


def scenario() -> Scenario:
    loaded = files.load_scenario("iss-2022")
    assert isinstance(loaded, Scenario)
    return loaded


def waiver(start: datetime | str, end: datetime | str | None = None, flight: str = "soyuz-ms-22") -> Waiver:
    return Waiver(
        id="dark",
        rule="landings.daylight",
        subject=(flight,),
        start=start,
        end=end,
        reason="a test",
        approver="nobody",
    )


def dark_landings(given: Scenario) -> tuple[Landing, ...]:
    found = land(given, "soyuz-ms-22", START, END).landings
    assert found
    assert not any(landing.is_daylight for landing in found)
    return found


def test_a_landing_in_the_dark_is_listed_and_not_waived() -> None:
    assert {None} == {landing.waiver for landing in dark_landings(scenario())}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (waiver("2022-10-01T00:00:00Z"), {"dark"}),
        (waiver("soyuz-ms-22.undocked"), {"dark"}),
        (waiver("2022-10-01T00:00:00Z", "2022-10-20T00:00:00Z"), {None}),
        (waiver("2022-10-01T00:00:00Z", flight="crew-5"), {None}),
        (waiver("soyuz-ms-22.landed", "soyuz-ms-22.landed"), {None}),
    ],
    ids=["open", "from-undocking", "over", "other-flight", "empty"],
)
def test_a_waiver_counts_for_its_flight_while_it_lasts(given: Waiver, expected: set[str | None]) -> None:
    waived = scenario().model_copy(update={"waivers": (given,)})

    assert expected == {landing.waiver for landing in dark_landings(waived)}


def test_the_margin_of_the_scenario_takes_daylight_away() -> None:
    start, end = parse("2022-10-19T00:00:00Z"), parse("2022-10-20T00:00:00Z")
    plain = scenario()
    careful = plain.model_copy(update={"numbers": plain.numbers.model_copy(update={"daylight_margin_min": 180.0})})

    assert all(landing.is_daylight for landing in land(plain, "soyuz-ms-22", start, end).landings)
    assert not any(landing.is_daylight for landing in land(careful, "soyuz-ms-22", start, end).landings)


def test_the_zone_of_a_departure_goes_before_that_of_the_flight() -> None:
    plain = scenario()
    elsewhere = plain.model_copy(update={"departures": (Departure(flight="crew-4", zone="california"),)})
    start, end = parse("2022-10-10T00:00:00Z"), parse("2022-10-12T00:00:00Z")

    assert {"florida"} == {landing.zone for landing in land(plain, "crew-4", start, end).landings}
    assert {"california"} == {landing.zone for landing in land(elsewhere, "crew-4", start, end).landings}


def test_a_type_without_a_descent_names_those_that_have_one() -> None:
    history = files.load_scenario("iss-history")
    with pytest.raises(InputError, match="no descent of 'cargo-dragon-1' is known — add one"):
        land(history, "crs-20", START, END, "nowhere.tle")


def test_a_descent_of_the_scenario_goes_before_that_of_the_catalogue() -> None:
    plain = scenario()
    own = plain.descents[0].model_copy(update={"id": "glider", "vehicle_types": ("soyuz-ms",)})
    found = land(plain.model_copy(update={"descents": (own,)}), "soyuz-ms-22", START, END)

    assert "glider" in str(found.basis)
