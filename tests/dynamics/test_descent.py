"""From the burn to the ground."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from crossflight.dynamics.landings.descent import Touchdowns, descend, nominal_descent
from crossflight.dynamics.orbit.plane import EARTH_GM_KM3_PER_S2, EARTH_RADIUS_KM
from crossflight.files import catalogue
from crossflight.record import Descent
from dynamics.returns import descent

IGNITION = np.array(["2019-06-25T01:55:03"], dtype="datetime64[us]")
SOYUZ = descent("soyuz")


def down_from(by: Descent, radius_km: float, argument_deg: float, inclination_deg: float = 51.64) -> Touchdowns:
    """Return the descent from a circle, at an argument of latitude."""
    argument, inclination = math.radians(argument_deg), math.radians(inclination_deg)
    speed = math.sqrt(EARTH_GM_KM3_PER_S2 / radius_km)
    outward = [
        math.cos(argument),
        math.sin(argument) * math.cos(inclination),
        math.sin(argument) * math.sin(inclination),
    ]
    forward = [
        -math.sin(argument),
        math.cos(argument) * math.cos(inclination),
        math.cos(argument) * math.sin(inclination),
    ]
    return descend(by, IGNITION, radius_km * np.array([outward]), speed * np.array([forward]))


def seconds_to(by: Descent, radius_km: float, argument_deg: float = -71.0) -> float:
    entry = down_from(by, radius_km, argument_deg).entry
    return float((entry - IGNITION)[0] / np.timedelta64(1, "s"))


def test_soyuz_ms_11_falls_as_its_timeline_says() -> None:
    # Published for 2019-06-25 (asc-csa.gc.ca): burn at 432.7 km; 139.9 km 27:26 later, 99.7 km 30:17 later. The
    # radius is that height over the ellipsoid at 47 degrees south; the orbit's eccentricity is not known.
    radius_km = 6799.0
    parting_s = seconds_to(SOYUZ.model_copy(update={"entry_height_km": 139.9}), radius_km)
    entry_s = seconds_to(SOYUZ, radius_km)

    assert 171 == pytest.approx(entry_s - parting_s, abs=20)
    assert 1817 == pytest.approx(entry_s, abs=160)


def test_the_burn_of_soyuz_brings_the_perigee_where_it_is_catalogued() -> None:
    # GCAT gives the last orbits of Soyuz MS to MS-09 perigees of -27 to -35 km under apogees of 403 to 408.
    radius_km = EARTH_RADIUS_KM + 406
    speed = math.sqrt(EARTH_GM_KM3_PER_S2 / radius_km) - 0.128
    axis_km = 1 / (2 / radius_km - speed**2 / EARTH_GM_KM3_PER_S2)

    assert -31 == pytest.approx(2 * axis_km - radius_km - EARTH_RADIUS_KM, abs=10)


@settings(max_examples=20, deadline=None)
@given(perigee_km=st.floats(-60, 60), height_km=st.floats(250, 450))
def test_a_burn_to_a_perigee_costs_what_two_apsides_say(perigee_km: float, height_km: float) -> None:
    by = descent("dragon").model_copy(update={"perigee_km": perigee_km})
    radius_km, perigee = EARTH_RADIUS_KM + height_km, EARTH_RADIUS_KM + perigee_km
    circle = math.sqrt(EARTH_GM_KM3_PER_S2 / radius_km)
    expected_m_s = 1000 * circle * (1 - math.sqrt(2 * perigee / (radius_km + perigee)))

    assert expected_m_s == pytest.approx(down_from(by, radius_km, 10.0).delta_v_m_s[0], abs=0.01)


def test_a_larger_burn_comes_down_sooner() -> None:
    times_s = [
        seconds_to(SOYUZ.model_copy(update={"delta_v_m_s": size}), EARTH_RADIUS_KM + 420) for size in (110, 128, 150)
    ]

    assert sorted(times_s, reverse=True) == times_s


def test_a_shorter_step_changes_the_entry_by_less_than_a_tenth_of_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = seconds_to(SOYUZ, EARTH_RADIUS_KM + 420)
    monkeypatch.setattr("crossflight.dynamics.landings.descent.STEP_S", 5.0)

    assert whole == pytest.approx(seconds_to(SOYUZ, EARTH_RADIUS_KM + 420), abs=0.1)


def test_the_nominal_descent_is_a_first_guess_for_any_place() -> None:
    seconds, arc_deg, _ = nominal_descent(SOYUZ, EARTH_RADIUS_KM + 420)
    down = down_from(SOYUZ, EARTH_RADIUS_KM + 420, 0.0)
    argument = math.atan2(down.direction_teme[0, 2] / math.sin(math.radians(51.64)), down.direction_teme[0, 0])

    assert seconds == pytest.approx(float((down.landing - IGNITION)[0] / np.timedelta64(1, "s")), abs=120)
    assert arc_deg == pytest.approx(math.degrees(argument) % 360, abs=8)


def test_the_catalogue_holds_what_descents_and_aim_points_name() -> None:
    known = catalogue()
    named = {kind for entry in known.descents for kind in entry.vehicle_types}
    zones = {point.zone for point in known.aim_points}
    sources = {key for entry in (*known.descents, *known.aim_points) for key in entry.source if ":" not in key}

    assert named <= {kind.id for kind in known.vehicle_types}
    assert zones <= {zone.id for zone in known.zones}
    assert sources <= {source.id for source in known.sources}
    for entry in known.descents:
        assert set(entry.unverified) <= set(Descent.model_fields)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"delta_v_m_s": None}, "either delta_v_m_s or perigee_km"),
        ({"perigee_km": 10.0}, "either delta_v_m_s or perigee_km"),
        ({"hours_most": 1.0}, "is less than hours_least"),
        ({"turning_s": 5000.0}, "longer than entry_s and parachute_s together"),
        ({"lowered": {"below_least_km": 20, "below_most_km": 10}}, "below_most_km is less than"),
        ({"vehicle_types": ()}, "at least 1 item"),
    ],
)
def test_a_descent_that_cannot_be_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Descent.model_validate(SOYUZ.model_dump() | change)
