"""Where the station has to be: against the windows of the flown launches, landings that flew, and geometry."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from crossflight.dynamics import outset
from crossflight.dynamics.boosts.passages import landing_passages, launch_passages, passage_after_boosts, plane_passages
from crossflight.dynamics.orbit.secular import phase_ahead_deg
from crossflight.dynamics.time import utc_array
from crossflight.files import catalogue, load_orbit
from crossflight.instants import DAY, parse
from crossflight.record import AimPoint, Boost, Passage, PhaseRange
from dynamics.launches import FRESH_RUSSIAN, Flown, ascent_of, profile_flown, set_before, window_of
from dynamics.places import ZHEZKAZGAN, Spot
from dynamics.station_boosts import DATA, known_on

TEN_HOURS = timedelta(hours=10)


@pytest.mark.parametrize("flown", FRESH_RUSSIAN, ids=lambda flown: flown.flight)
def test_a_passage_has_the_phase_of_its_window(flown: Flown) -> None:
    elements = set_before(flown)
    orbit, inclination_deg, _ = outset((elements,))
    [site] = (entry for entry in catalogue().sites if entry.id == flown.site)
    profiles = [entry for entry in catalogue().profiles if flown.vehicle_type in entry.vehicle_types and entry.phases]
    span = (flown.launch - TEN_HOURS, flown.launch + TEN_HOURS)
    found = launch_passages(orbit, inclination_deg, site, ascent_of(flown), profiles, span)
    [passage] = (entry for entry in found if entry.profile == flown.profile)
    window = window_of(flown)
    argument_deg = phase_ahead_deg(orbit, utc_array([passage.instant]))[0]
    waited_deg = 3.0 if flown.flight == "progress-ms-20" else 0.0  # it left 36 s before the plane's own instant

    assert abs(passage.instant - window.plane_crossing) < timedelta(seconds=2)
    assert profile_flown(window, flown).phase_deg == pytest.approx(
        passage.phase_deg(argument_deg), abs=0.4 + waited_deg
    )


LANDED = (
    ("2020-10-22T02:54:12Z", -15.8),
    ("2021-04-17T04:55:12Z", -28.0),
    ("2021-10-17T04:35:44Z", -31.6),
    ("2021-12-20T03:13:40Z", -10.8),
    ("2022-09-29T10:57:00Z", 10.1),
)
"""Soyuz MS-16, MS-17, MS-18, MS-20 and MS-21 (crossflight/catalogue/iss_flights.toml)."""


@pytest.mark.parametrize(("landed", "phase_deg"), LANDED)
def test_landings_that_flew_lie_in_the_range_of_phases_or_two_degrees_beside_it(landed: str, phase_deg: float) -> None:
    moment = parse(landed)
    sets = load_orbit(DATA / "iss_landing_element_sets.tle")
    assert isinstance(sets, tuple)
    orbit, inclination_deg, _ = outset(sets, moment)
    [descent] = (entry for entry in catalogue().descents if "soyuz-ms" in entry.vehicle_types)
    span = (moment - TEN_HOURS, moment + TEN_HOURS)
    [passage] = landing_passages(orbit, inclination_deg, descent, _middle(), span)
    argument_deg = phase_ahead_deg(orbit, utc_array([passage.instant]))[0]

    assert phase_deg == pytest.approx(passage.phase_deg(argument_deg), abs=1.5)
    assert passage.phase_from_deg - 2 < phase_deg < passage.phase_to_deg
    # Touchdown follows the plane by the time under the parachute and of braking, up to 7 minutes more or less.
    assert timedelta(minutes=12) < moment - passage.instant < timedelta(minutes=26)


def test_boosts_move_a_passage_as_they_turn_the_plane() -> None:
    orbit, inclination_deg, _ = known_on("2022-08-10")
    later = orbit.reference + 60 * DAY
    boosted = replace(orbit, boosts=(*orbit.boosts, Boost(instant=orbit.reference + DAY, delta_v_m_s=-3)))
    [before, *_] = plane_passages(orbit, inclination_deg, ZHEZKAZGAN, (later, later + DAY))
    moved = passage_after_boosts(orbit, boosted, before)
    around = (moved - DAY / 4, moved + DAY / 4)

    assert timedelta(seconds=10) < abs(moved - before) < timedelta(minutes=10)
    assert [moved] == [
        pytest.approx(moment, abs=timedelta(milliseconds=5))
        for moment in plane_passages(boosted, inclination_deg, ZHEZKAZGAN, around)
    ]


def test_a_place_comes_into_the_plane_once_in_24_hours_less_24_minutes_on_each_side() -> None:
    orbit, inclination_deg, _ = known_on("2022-08-10")
    span = (orbit.reference, orbit.reference + 60 * DAY)
    northbound = plane_passages(orbit, inclination_deg, ZHEZKAZGAN, span)
    southbound = plane_passages(orbit, inclination_deg, ZHEZKAZGAN, span, northbound=False)
    hours = np.diff([moment.timestamp() for moment in northbound]) / 3600

    assert 23.6 == pytest.approx(hours.mean(), abs=0.02)
    assert abs(len(northbound) - len(southbound)) <= 1
    assert not set(northbound) & set(southbound)


def test_a_place_beyond_the_inclination_has_no_passage() -> None:
    orbit, inclination_deg, _ = known_on("2022-08-10")

    assert () == plane_passages(orbit, inclination_deg, Spot(62.9, 40.6), (orbit.reference, orbit.reference + DAY))


def test_ranges_that_follow_each_other_are_one() -> None:
    known = known_on("2022-08-10")
    [site] = (entry for entry in catalogue().sites if entry.id == "baikonur-31-6")
    [ascent] = (entry for entry in catalogue().ascents if entry.id == "progress-ms-from-baikonur")
    [profile] = (entry for entry in catalogue().profiles if entry.id == "russian-34-orbit")
    apart = profile.model_copy(
        update={"phases": (PhaseRange(from_deg=100, to_deg=200, revolutions=32.6), profile.phases[1])}
    )
    span = (known.orbit.reference, known.orbit.reference + DAY)
    joined, cut = (
        launch_passages(known.orbit, known.inclination_deg, site, ascent, [entry], span) for entry in (profile, apart)
    )

    assert [(100, 420)] == [(passage.phase_from_deg, passage.phase_to_deg) for passage in joined]
    assert [(100, 200), (300, 420)] == sorted((passage.phase_from_deg, passage.phase_to_deg) for passage in cut)


def test_phase_and_argument_grow_together() -> None:
    passage = Passage(
        instant=parse("2022-09-21"),
        profile="2-orbit",
        phase_from_deg=12,
        phase_to_deg=18,
        argument_from_deg=354,
        argument_to_deg=366,
    )

    assert [12, 15, 18, 20] == [passage.phase_deg(argument) for argument in (354, 0, 366, 370)]


def _middle() -> AimPoint:
    [zone] = (entry for entry in catalogue().zones if entry.id == "kazakhstan")
    return AimPoint(
        id="middle",
        zone=zone.id,
        name="Middle",
        latitude_deg=zone.latitude_deg,
        longitude_deg=zone.longitude_deg,
        radius_km=0,
    )
