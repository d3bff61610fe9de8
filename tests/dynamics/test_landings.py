"""Return opportunities against landings that flew, and what must hold for any of them."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight.dynamics import landing_opportunities, no_landing_reason, sun_elevation_deg
from crossflight.dynamics.time import utc_array
from crossflight.errors import ScenarioError
from crossflight.files import load_orbit
from crossflight.instants import DAY
from crossflight.record import AimPoint, Landing, MeanElements
from dynamics.places import Spot
from dynamics.returns import (
    DATA,
    DRAGON,
    FITTED,
    SHENZHOU,
    SOYUZ,
    STARLINER,
    Returned,
    aims_in,
    all_sets,
    descent,
    landing_flown,
    landings_around,
    nearest_tiangong_set,
    set_before,
)

TIANGONG = MeanElements(
    epoch="2023-10-26T00:00:00Z",
    mean_motion_rev_per_day=15.60,
    eccentricity=0.0005,
    inclination_deg=41.47,
    node_deg=120.0,
    perigee_argument_deg=10.0,
    mean_anomaly_deg=20.0,
    notes="Height and inclination of Tiangong; node and phase are made up.",
)

ISS = set_before(SOYUZ[-1])


def name(flown: Returned) -> str:
    return flown.flight


def error_s(landing: Landing, flown: Returned) -> float:
    return (landing.landing - flown.landed).total_seconds()


def point(latitude_deg: float, longitude_deg: float, radius_km: float = 0.0) -> AimPoint:
    return AimPoint(
        id="here",
        zone="here",
        name="Here",
        latitude_deg=latitude_deg,
        longitude_deg=longitude_deg,
        radius_km=radius_km,
    )


# ------------------------------------------------------------------------------------------------------------ truth


@pytest.mark.parametrize("flown", SOYUZ, ids=name)
def test_a_flown_soyuz_landing_is_found_within_a_minute_and_in_its_zone(flown: Returned) -> None:
    landing = landing_flown(flown)

    assert 0 == pytest.approx(error_s(landing, flown), abs=60)
    assert landing.distance_km <= 60
    assert landing.is_daylight


@pytest.mark.parametrize("flown", SOYUZ, ids=name)
def test_the_flown_day_is_the_only_one_of_five(flown: Returned) -> None:
    days = {landing.landing.date() for landing in landings_around(flown, 2)}

    assert {flown.landed.date()} == days


@pytest.mark.parametrize("flown", [flown for flown in SOYUZ if flown.flight != "soyuz-ms-19"], ids=name)
def test_soyuz_undocks_when_it_flew_away(flown: Returned) -> None:
    # MS-19 left 43 min earlier than others do; the undocking of MS-20 is the planned one.
    undock = landing_flown(flown).undock

    assert 0 == pytest.approx((undock - flown.undocked).total_seconds(), abs=180)


def test_soyuz_ms_19_left_within_the_hours_that_the_descent_allows() -> None:
    [flown] = (entry for entry in SOYUZ if entry.flight == "soyuz-ms-19")
    landing = landing_flown(flown)

    assert landing.undock_earliest < flown.undocked < landing.undock


@pytest.mark.parametrize("flown", DRAGON, ids=name)
def test_a_flown_splashdown_is_found_within_100_s_at_its_site(flown: Returned) -> None:
    # The sites reach 21 km, and the plane goes by at 0.29 km/s.
    landing = landing_flown(flown)

    assert 0 == pytest.approx(error_s(landing, flown), abs=100)
    assert landing.undock_earliest <= flown.undocked <= landing.undock + timedelta(minutes=5)


def test_numbers_fitted_on_few_flights_hold_for_the_others() -> None:
    others = [abs(error_s(landing_flown(flown), flown)) for flown in (*SOYUZ, *DRAGON) if flown.flight not in FITTED]

    assert 11 == len(others)
    assert max(others) <= 60


def test_starliner_is_found_though_nothing_was_fitted_to_it() -> None:
    [later] = (entry for entry in all_sets() if entry.epoch.date().isoformat() == "2022-05-30")
    landing = landing_flown(STARLINER, elements=later)

    assert 0 == pytest.approx(error_s(landing, STARLINER), abs=30)


@pytest.mark.parametrize("flown", SHENZHOU, ids=name)
def test_shenzhou_is_found_though_nothing_was_fitted_to_it(flown: Returned) -> None:
    landing = landing_flown(flown, elements=nearest_tiangong_set(flown))

    assert 0 == pytest.approx(error_s(landing, flown), abs=120)
    assert 0 == pytest.approx(landing.cross_track_km, abs=10)


def test_soyuz_ms_20_lands_nine_minutes_after_sunrise() -> None:
    # Published: TASS, 2021-12-20. Sunrise is 50 arc minutes below the horizon.
    [flown] = (entry for entry in SOYUZ if entry.flight == "soyuz-ms-20")
    span = (flown.landed - DAY / 2, flown.landed + DAY / 2)
    lit = {
        margin: landing_opportunities(
            (set_before(flown),), aims_in("kazakhstan"), descent("soyuz"), span, daylight_margin_min=margin
        )[0].is_daylight
        for margin in (0, 7, 11)
    }

    assert {0: True, 7: True, 11: False} == lit


# ------------------------------------------------------------------------------------------------------------- laws


@settings(max_examples=25, deadline=None)
@given(latitude=st.floats(-60, 60), longitude=st.floats(-180, 180), radius=st.floats(0, 300))
def test_a_landing_lies_within_reach_and_in_the_span(latitude: float, longitude: float, radius: float) -> None:
    start, end = ISS.epoch, ISS.epoch + 2 * DAY
    both_ways = descent("soyuz").model_copy(update={"passes": ("northbound", "southbound")})
    found = landing_opportunities((ISS,), [point(latitude, longitude, radius)], both_ways, (start, end))

    for landing in found:
        assert start <= landing.landing < end
        assert landing.undock < landing.deorbit < landing.entry < landing.landing
        assert landing.distance_km <= radius + 0.1
        assert abs(landing.cross_track_km) <= radius + both_ways.cross_range_km + 0.1
    assert sorted(landing.landing for landing in found) == [landing.landing for landing in found]


@settings(max_examples=15, deadline=None)
@given(latitude=st.floats(-50, 50), longitude=st.floats(-179, 179))
def test_the_ground_of_a_landing_is_where_it_says(latitude: float, longitude: float) -> None:
    found = landing_opportunities((ISS,), [point(latitude, longitude)], descent("dragon"), (ISS.epoch, ISS.epoch + DAY))

    assert found
    for landing in found:
        assert latitude == pytest.approx(landing.latitude_deg, abs=0.05)
        assert longitude == pytest.approx(landing.longitude_deg, abs=0.05)


def test_a_span_cut_in_two_has_the_same_landings() -> None:
    flown = SOYUZ[-1]
    aims, by = aims_in("florida"), descent("dragon")
    start, end = flown.landed, flown.landed + 2 * DAY
    middle = start + timedelta(hours=17)
    whole = landing_opportunities((ISS,), aims, by, (start, end))
    first = landing_opportunities((ISS,), aims, by, (start, middle))
    second = landing_opportunities((ISS,), aims, by, (middle, end))

    assert whole == (*first, *second)


def test_the_height_of_the_sun_is_that_of_the_place() -> None:
    landing = landing_flown(SOYUZ[-1])
    there = Spot(landing.latitude_deg, landing.longitude_deg)

    assert landing.sun_elevation_deg == pytest.approx(
        sun_elevation_deg(there, utc_array([landing.landing]))[0], abs=0.01
    )


def test_a_second_more_of_turning_moves_a_splashdown_by_a_second() -> None:
    flown = DRAGON[3]
    by = descent("dragon")
    later = by.model_copy(update={"turning_s": by.turning_s + 100})
    moved = landing_flown(flown, later).landing - landing_flown(flown, by).landing

    assert 100 == pytest.approx(moved.total_seconds(), abs=3)


# ------------------------------------------------------------------------------------- the top of the ground track


def test_shenzhou_comes_down_at_the_top_of_the_ground_track_once_a_day() -> None:
    found = landing_opportunities(
        (TIANGONG,), aims_in("dongfeng"), descent("shenzhou"), (TIANGONG.epoch, TIANGONG.epoch + 6 * DAY)
    )
    gaps = [later.landing - earlier.landing for earlier, later in pairwise(found)]

    assert 6 == len(found)
    assert min(gaps) > timedelta(hours=22)
    assert max(gaps) < timedelta(hours=26)


@pytest.mark.parametrize("latitude_deg", [41.2, 41.5, 41.66, 41.7, 41.9])
def test_both_sides_meet_near_the_top_without_doubles(latitude_deg: float) -> None:
    spot = point(latitude_deg, 100.2, 20)
    found = landing_opportunities((TIANGONG,), [spot], descent("shenzhou"), (TIANGONG.epoch, TIANGONG.epoch + 9 * DAY))
    gaps = [later.landing - earlier.landing for earlier, later in pairwise(found)]

    assert found
    assert all(gap > timedelta(minutes=80) for gap in gaps)


def test_a_zone_beyond_the_orbit_is_never_reached_and_the_reason_says_how_far() -> None:
    aims, by = [point(60.0, 30.0, 50)], descent("soyuz")
    span = (ISS.epoch, ISS.epoch + 3 * DAY)

    assert () == landing_opportunities((ISS,), aims, by, span)
    assert "'here' lies at 59.83 degrees of geocentric latitude, beyond the 51.65" in no_landing_reason(
        (ISS,), aims, by, span
    )


def test_a_day_without_a_landing_names_the_nearest_way_down() -> None:
    flown = SOYUZ[-1]
    span = (flown.landed + timedelta(hours=12), flown.landed + timedelta(hours=36))
    reason = no_landing_reason((ISS,), aims_in("kazakhstan"), descent("soyuz"), span)

    assert reason.startswith("no landing, because the nearest northbound way down in these 24.0 hours passes")
    assert "beyond the 110 km of the zone's radius (60) and the cross-range (50)" in reason


# ------------------------------------------------------------------------------------------------- the phase is lost


def test_far_from_the_epoch_a_landing_is_a_span_each_day() -> None:
    start = ISS.epoch + 100 * DAY
    found = landing_opportunities((ISS,), aims_in("kazakhstan"), descent("soyuz"), (start, start + 10 * DAY))

    assert 10 <= len(found) <= 11
    for landing in found:
        assert not landing.phase_known
        assert landing.earliest < landing.landing < landing.latest
        assert timedelta(minutes=25) < landing.latest - landing.earliest < timedelta(minutes=35)


@pytest.mark.parametrize("flown", [SOYUZ[2], SOYUZ[4], SOYUZ[6]], ids=name)
def test_the_span_of_a_flown_day_holds_the_flown_landing_half_a_year_ahead(flown: Returned) -> None:
    ahead = max((one for one in all_sets() if one.epoch < flown.landed - 150 * DAY), key=lambda one: one.epoch)
    around = landings_around(flown, 0.5, elements=ahead)

    assert any(one.earliest <= flown.landed <= one.latest for one in around)


def test_known_and_unknown_days_of_one_span_follow_each_other() -> None:
    found = landing_opportunities(
        (ISS,), aims_in("kazakhstan"), descent("soyuz"), (ISS.epoch, ISS.epoch + 30 * DAY), phase_known_days=10
    )
    known = [landing for landing in found if landing.phase_known]

    assert known
    assert all(landing.landing <= ISS.epoch + 10.1 * DAY for landing in known)
    assert len(found) > len(known) + 15


def test_three_years_have_a_span_on_all_but_each_day() -> None:
    start = ISS.epoch - 250 * DAY
    found = landing_opportunities((ISS,), aims_in("kazakhstan"), descent("soyuz"), (start, start + 1096 * DAY))

    assert 1090 == pytest.approx(len(found), abs=25)


# --------------------------------------------------------------------------------------------------------- refusals


def test_old_elements_are_refused() -> None:
    start = ISS.epoch + 901 * DAY
    with pytest.raises(ScenarioError, match="at most 900 are allowed"):
        landing_opportunities((ISS,), aims_in("kazakhstan"), descent("soyuz"), (start, start + DAY))


def test_a_decayed_orbit_is_refused() -> None:
    falling = ISS.model_copy(update={"mean_motion_rev_per_day": 16.4, "bstar": 0.01})
    start = ISS.epoch + 8 * DAY
    with pytest.raises(ScenarioError, match="SGP4 finds no orbit"):
        landing_opportunities((falling,), aims_in("kazakhstan"), descent("soyuz"), (start, start + 5 * DAY))


def test_a_burn_that_is_too_small_is_refused() -> None:
    weak = descent("soyuz").model_copy(update={"delta_v_m_s": 30.0})
    with pytest.raises(ScenarioError, match="does not bring the vehicle down to"):
        landing_opportunities((ISS,), aims_in("kazakhstan"), weak, (ISS.epoch, ISS.epoch + DAY))


def test_an_ephemeris_gives_landings_within_it() -> None:
    orbit = load_orbit(DATA / "nasa_2021-12-02.oem")
    epochs = orbit.epochs  # type: ignore[union-attr] # the file is an ephemeris
    span = (epochs[0] + timedelta(hours=1), epochs[-1])
    found = landing_opportunities(orbit, aims_in("florida"), descent("dragon"), span)

    assert all(span[0] <= landing.landing < span[1] for landing in found)
    with pytest.raises(ScenarioError, match="leaves the ephemeris"):
        landing_opportunities(orbit, aims_in("florida"), descent("dragon"), (epochs[0], epochs[-1] + DAY))
