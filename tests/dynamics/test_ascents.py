"""The ascents of every vehicle against launches that flew, and what the catalogue must have of them."""

from statistics import median

import pytest

from crossflight.errors import InputError
from crossflight.files import catalogue
from crossflight.instants import DAY
from crossflight.record import ascent_of
from dynamics.station_launches import (
    TO_ISS,
    TO_TIANGONG,
    StationLaunch,
    climb_of,
    error_s,
    flown_of,
    nearest_set,
    window_of,
)

FLOWN = {flown.flight: flown for flown in (*TO_ISS, *TO_TIANGONG)}

AT_THE_END_OF_THE_WINDOW = ("cygnus-ng-16", "cygnus-ng-18")
"""Space.com, 2021-08-10, and WBOC, 2022-11-06, with the window's opening at 5:27: flown at 5:32:42."""

BETWEEN_TWO_COUNTS = "cygnus-ng-21"
"""At the phase of the day one count of revolutions would have to fly above the station, and one more very low."""

SINCE_SHENZHOU_15 = ("shenzhou-15", "shenzhou-16", "shenzhou-17", "shenzhou-19", "shenzhou-20", "shenzhou-21")

WITHOUT_ASCENT = {"nauka": "flew once, took eight days and will not fly again", "prichal": "rode on Progress M-UM"}


def ids(flown: StationLaunch) -> str:
    return flown.flight


# ------------------------------------------------------------------------------------------------------------ truth


@pytest.mark.parametrize("flown", [*TO_ISS, *TO_TIANGONG], ids=ids)
def test_a_flown_launch_lies_on_a_side_that_its_pad_launches_into(flown: StationLaunch) -> None:
    both = climb_of(flown).model_copy(update={"passes": ("northbound", "southbound")})

    assert window_of(flown, both).side in climb_of(flown).passes


def test_soyuz_ms_15_agrees_with_the_lead_of_another_rocket_and_pad() -> None:
    flown = FLOWN["soyuz-ms-15"]
    other = ascent_of(catalogue().ascents, "soyuz-ms", "baikonur-31-6")

    # Nothing of 2019 was used to set the lead of Soyuz-2.1a.
    assert other.plane_lead_s == climb_of(flown).plane_lead_s
    assert 0 == pytest.approx(error_s(flown), abs=5)


def test_cygnus_lifts_off_at_the_opening_of_its_window_or_at_its_end() -> None:
    at_opening = [flown for flown in TO_ISS if flown.launcher == "antares-230-plus"]
    at_end = [FLOWN[flight] for flight in AT_THE_END_OF_THE_WINDOW]
    for flown in at_end:
        at_opening.remove(flown)

    assert 5 == len(at_opening)
    assert [0] * 5 == pytest.approx([error_s(flown) for flown in at_opening], abs=10)
    assert [-300] * 2 == pytest.approx([error_s(flown) for flown in at_end], abs=10)


@pytest.mark.parametrize("flight", ["cygnus-ng-20", "cygnus-ng-23", "cygnus-ng-24", "starliner-oft-2", "starliner-cft"])
def test_a_lead_shared_by_flights_agrees_with_each_of_them(flight: str) -> None:
    assert 0 == pytest.approx(error_s(FLOWN[flight]), abs=10)


@pytest.mark.parametrize("flight", ["progress-m-um", "crs-20", "htv-9", "htv-x1"])
def test_a_lead_that_rests_on_one_flight_gives_it_back(flight: str) -> None:
    # A guard, no truth: the lead was set by this flight.
    assert 0 == pytest.approx(error_s(FLOWN[flight]), abs=3)


@pytest.mark.parametrize("flight", [flown.flight for flown in TO_ISS if flown.flight != "soyuz-ms-15"])
def test_a_count_of_revolutions_docks_near_the_flown_instant(flight: str) -> None:
    option = flown_of(window_of(FLOWN[flight]), FLOWN[flight])

    assert 0 == pytest.approx((option.docking - FLOWN[flight].docked).total_seconds() / 60, abs=47)


@pytest.mark.parametrize("flight", ["shenzhou-15", "shenzhou-21", "tianzhou-2", "tianzhou-8"])
def test_a_launch_to_tiangong_agrees_where_the_element_set_is_days_old(flight: str) -> None:
    flown = FLOWN[flight]

    assert 5 > abs(flown.launch - nearest_set(flown).epoch) / DAY
    assert 0 == pytest.approx(error_s(flown), abs=30 if "tianzhou" in flight else 15)


@pytest.mark.parametrize(("flight", "profile"), [("shenzhou-15", "4-orbit"), ("shenzhou-21", "2-orbit")])
def test_the_flown_profile_of_shenzhou_is_offered_and_docks_when_it_did(flight: str, profile: str) -> None:
    option = flown_of(window_of(FLOWN[flight]), FLOWN[flight])

    assert profile == option.name
    assert 0 == pytest.approx((option.docking - FLOWN[flight].docked).total_seconds() / 60, abs=5)


def test_launches_to_tiangong_agree_from_old_element_sets_within_two_minutes() -> None:
    since = [FLOWN[flight] for flight in SINCE_SHENZHOU_15]
    tianzhou = [flown for flown in TO_TIANGONG if flown.vehicle_type == "tianzhou"]

    assert 120 > max(abs(error_s(flown)) for flown in (*since, *tianzhou))
    assert 60 > median(abs(error_s(flown)) for flown in since)
    assert 30 > median(abs(error_s(flown)) for flown in tianzhou)


# -------------------------------------------------------------------------------------------------------- catalogue


def test_every_launcher_and_pad_that_a_vehicle_flew_from_has_an_ascent() -> None:
    whole = catalogue()
    kinds = {entry.id: entry for entry in whole.vehicle_types}
    of = {vehicle.id: kinds[vehicle.type] for vehicle in whole.vehicles}
    flown = {(of[flight.vehicle].id, flight.launcher, flight.site) for flight in whole.flights}
    known = {(climb.vehicle_type, climb.launcher, site) for climb in whole.ascents for site in climb.sites}
    without = {kind for kind, *_ in flown - known}

    assert set(WITHOUT_ASCENT) == without
    assert {"module"} == {kinds[kind].kind for kind in without}


def test_every_vehicle_with_an_ascent_has_a_profile() -> None:
    whole = catalogue()

    assert {climb.vehicle_type for climb in whole.ascents} == {
        kind for profile in whole.profiles for kind in profile.vehicle_types
    }


def test_an_ascent_belongs_to_a_launcher_that_the_type_and_the_pad_name() -> None:
    whole = catalogue()
    kinds = {entry.id: entry for entry in whole.vehicle_types}
    pads = {entry.id: entry for entry in whole.sites}
    for climb in whole.ascents:
        assert climb.launcher in kinds[climb.vehicle_type].launchers
        assert all(climb.launcher in pads[site].launchers for site in climb.sites)


def test_two_launchers_of_one_pad_are_told_apart() -> None:
    ascents = catalogue().ascents

    assert "progress-ms-from-baikonur" == ascent_of(ascents, "progress-ms", "baikonur-31-6").id
    assert "progress-on-soyuz-2-1b" == ascent_of(ascents, "progress-ms", "baikonur-31-6", "soyuz-2-1b").id
    assert "cygnus-from-wallops" == ascent_of(ascents, "cygnus", "wallops-0a").id
    assert "cygnus-from-florida" == ascent_of(ascents, "cygnus", "ccsfs-40").id


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("cygnus", "baikonur-31-6"), "'cygnus' from 'baikonur-31-6' — it is known from ccsfs-40 on falcon-9, wallops"),
        (("cygnus", "wallops-0a", "falcon-9"), "from 'wallops-0a' on 'falcon-9' — it is known from"),
        (("nauka", "baikonur-200-39"), "no ascent of 'nauka' .* add one to the catalogue's table 'ascents'"),
    ],
)
def test_an_ascent_that_nobody_knows_is_refused_with_a_way_out(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        ascent_of(catalogue().ascents, *words)
