"""A profile asked by its name: only that one, or in words why not."""

from datetime import datetime, timedelta

import pytest

from crossflight.dynamics.launches.opportunities import opportunities
from crossflight.errors import CallError, ScenarioError
from crossflight.files import catalogue, load_orbit
from crossflight.instants import DAY, parse
from crossflight.record import Boost, Windows, WindowWish, ascent_of
from dynamics.launches import DATA
from dynamics.station_elements import SEPTEMBER_2022_21


def asked(
    start: str, days: float, wish: WindowWish, kind: str = "soyuz-ms", pad: str = "baikonur-31-6", file: str = ""
) -> Windows:
    whole, begin = catalogue(), parse(start)
    orbit = load_orbit(DATA / file) if file else (SEPTEMBER_2022_21,)
    [station] = (entry for entry in whole.stations if entry.id == "iss")
    [site] = (entry for entry in whole.sites if entry.id == pad)
    profiles = tuple(entry for entry in whole.profiles if kind in entry.vehicle_types)
    span = (begin, begin + days * DAY)
    return opportunities(orbit, station, site, ascent_of(whole.ascents, kind, pad), profiles, span, kind, wish)


def names(found: Windows) -> set[str]:
    return {option.name for window in found.windows for option in window.profiles}


@pytest.mark.parametrize("name", ["2-orbit", "russian-2-orbit"])
def test_only_the_profile_that_is_asked_for_is_told(name: str) -> None:
    found = asked("2022-09-21", 40, WindowWish(profile=name))

    assert {"2-orbit"} == names(found)
    assert all(window.profiles for window in found.windows)
    assert 1 <= len(found.windows) < 40


def test_a_count_of_revolutions_is_asked_for_where_any_phase_will_do() -> None:
    found = asked("2022-09-21", 10, WindowWish(profile="15-orbit"), "crew-dragon", "ksc-39a")
    whole = asked("2022-09-21", 10, WindowWish(profile="dragon"), "crew-dragon", "ksc-39a")

    assert {"15-orbit"} == names(found)
    assert len(names(whole)) > 5


def test_a_profile_out_of_its_phase_is_refused_with_the_way_out() -> None:
    with pytest.raises(ScenarioError) as caught:
        asked("2022-09-21", 1, WindowWish(profile="4-orbit"))
    message = str(caught.value)

    assert "its crossing of 2022-09-21 13:58:01 the station is 13.3 degrees ahead" in message
    assert "it needs 21 to 43: 7.7 degrees too little" in message
    assert "the next crossing that allows it is at 2022-09-" in message
    assert "or take 2-orbit or 34-orbit" in message
    assert "or let the station boost by about -1.2 m/s 7 days before" in message


def test_the_crossing_that_is_told_allows_the_profile() -> None:
    with pytest.raises(ScenarioError) as caught:
        asked("2022-09-21", 1, WindowWish(profile="4-orbit"))
    told = str(caught.value).partition("allows it is at ")[2][:19]
    moment = datetime.fromisoformat(f"{told}+00:00")
    found = asked(f"{moment - timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}", 0.1, WindowWish(profile="4-orbit"))

    assert {"4-orbit"} == names(found)


def test_the_boost_that_is_told_makes_the_profile_possible() -> None:
    # Eight days from the epoch: further away, who tells of a boost also says that there is no other.
    start, name = "2022-09-29", "4-orbit"
    with pytest.raises(ScenarioError) as caught:
        asked(start, 1, WindowWish(profile=name))
    crossing = parse(str(caught.value).partition("its crossing of ")[2][:19].replace(" ", "T") + "Z")
    speed, _, days = str(caught.value).partition("boost by about ")[2].partition(" m/s ")
    boost = Boost(instant=crossing - int(days.split()[0]) * DAY, delta_v_m_s=float(speed))
    wish = WindowWish(profile=name, boosts=(boost,))

    assert {name} == names(asked(start, 1, wish))


def test_a_station_nearly_a_turn_ahead_is_a_little_behind() -> None:
    with pytest.raises(ScenarioError, match=r"is 324.6 degrees ahead.*: 45.3 degrees too little"):
        asked("2022-10-02", 1, WindowWish(profile="2-orbit"))


def test_of_several_crossings_the_nearest_is_told() -> None:
    with pytest.raises(ScenarioError, match=r"the nearest of 2 crossings, 2022-09-2. .*with liftoff up to 40 s off"):
        asked("2022-09-22", 2, WindowWish(profile="2-orbit"))


def test_with_the_phase_open_nothing_is_refused() -> None:
    wish = WindowWish(profile="4-orbit", open_from=parse("2022-09-21"))

    assert {"4-orbit"} == names(asked("2022-09-21", 1, wish))


def test_an_ephemeris_that_ends_says_that_no_more_is_known() -> None:
    with pytest.raises(ScenarioError, match=r"4-orbit profile.*; or take 2-orbit"):
        asked("2021-10-05T08:00:00Z", 2 / 24, WindowWish(profile="4-orbit"), file="nasa_2021-10-01.oem")


def test_a_name_that_no_profile_has_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(CallError, match=r"no profile '3-orbit' of this vehicle — it knows 2-orbit, 4-orbit, 34-orbit"):
        asked("2022-09-21", 1, WindowWish(profile="3-orbit"))


def test_a_count_that_the_hours_do_not_allow_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"no crossing of the span offers the profile 99-orbit — ask for one of"):
        asked("2022-09-21", 1, WindowWish(profile="99-orbit"), "crew-dragon", "ksc-39a")


def test_no_crossing_at_all_stays_an_answer() -> None:
    found = asked("2022-09-21T20:00:00Z", 1 / 24, WindowWish(profile="2-orbit"))

    assert () == found.windows
    assert "does not cross" in str(found.reason)
