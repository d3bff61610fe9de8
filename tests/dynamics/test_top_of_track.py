"""A pad near the top of the ground track: its two crossings, and how they merge and end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossflight.dynamics.frames import teme_to_pef_km
from crossflight.dynamics.launches.crossings import crossings, reach_deg
from crossflight.dynamics.launches.opportunities import opportunities
from crossflight.dynamics.orbit.station import StationOrbit
from crossflight.dynamics.time import Array, Utc, utc_array
from crossflight.files import catalogue
from crossflight.instants import DAY, parse
from crossflight.record import LaunchSite, MeanElements, ascent_of
from dynamics.places import place_pef_km
from dynamics.station_launches import TO_TIANGONG, nearest_set

[JIUQUAN] = (entry for entry in catalogue().sites if entry.id == "jiuquan-91")
TIANGONG = nearest_set(TO_TIANGONG[-1])
BOTH = ("northbound", "southbound")


def tilted(inclination_deg: float) -> MeanElements:
    return TIANGONG.model_copy(update={"inclination_deg": inclination_deg})


def height_deg(pad: LaunchSite, orbit: StationOrbit, utc: Utc) -> Array:
    """Return how far the pad stands from the mean plane, positive on the side of its north."""
    plane = orbit.mean_plane(utc)
    node, inclination = np.radians(plane.node_deg), np.radians(plane.inclination_deg)
    normal = np.stack(
        (np.sin(node) * np.sin(inclination), -np.cos(node) * np.sin(inclination), np.cos(inclination)), axis=-1
    )
    pad_km = place_pef_km(pad, utc)
    unit = pad_km / np.linalg.norm(pad_km, axis=-1, keepdims=True)
    return np.asarray(np.degrees(np.arcsin(np.sum(teme_to_pef_km(normal, utc) * unit, axis=-1))))


@given(inclination_deg=st.floats(reach_deg(JIUQUAN) + 0.001, 60), days=st.floats(0, 20))
@settings(max_examples=40, deadline=None)
def test_every_crossing_of_jiuquan_is_found_and_lies_in_the_plane(inclination_deg: float, days: float) -> None:
    elements = tilted(inclination_deg)
    start = elements.epoch + days * DAY
    orbit = StationOrbit((elements,), start, start + DAY)
    found = crossings(JIUQUAN, orbit, start, start + DAY)
    minutes = utc_array([start])[0] + np.arange(0, 86400, 20) * np.timedelta64(1, "s")
    height = height_deg(JIUQUAN, orbit, minutes)
    turned = np.flatnonzero(np.sign(height[1:]) != np.sign(height[:-1]))

    assert 0 == pytest.approx(height_deg(JIUQUAN, orbit, found.utc), abs=1e-6)
    inside = [at for at in turned if 60 < (minutes[at] - minutes[0]) / np.timedelta64(1, "s") < 86340]
    for at in inside:
        gap_s = np.min(np.abs((found.utc - minutes[at]) / np.timedelta64(1, "s")))
        assert gap_s <= 20


@given(inclination_deg=st.floats(1, reach_deg(JIUQUAN) - 0.001))
@settings(max_examples=20, deadline=None)
def test_a_plane_that_stays_south_of_jiuquan_gives_no_window_and_says_why(inclination_deg: float) -> None:
    start = TIANGONG.epoch
    [tiangong] = (entry for entry in catalogue().stations if entry.id == "tiangong")
    climb = ascent_of(catalogue().ascents, "shenzhou", "jiuquan-91")
    answer = opportunities((tilted(inclination_deg),), tiangong, JIUQUAN, climb, (), (start, start + DAY), "shenzhou")

    assert () == answer.windows
    assert answer.reason is not None
    assert answer.reason.startswith("no window, because 'jiuquan-91' lies at 40.77 degrees")


def test_the_two_crossings_draw_together_as_the_inclination_falls() -> None:
    start = TIANGONG.epoch
    gaps = []
    for above_deg in (5.0, 0.7, 0.1, 0.01):
        orbit = StationOrbit((tilted(reach_deg(JIUQUAN) + above_deg),), start, start + 2 * DAY)
        found = crossings(JIUQUAN, orbit, start, start + 2 * DAY)
        north = int(np.flatnonzero(found.is_northbound)[0])
        gaps.append((found.utc[north + 1] - found.utc[north]) / np.timedelta64(60, "s"))

    assert sorted(gaps, reverse=True) == gaps
    # At 41.47 degrees the pad stands 12.6 degrees of right ascension to either side of the top: 100 minutes.
    assert 100 == pytest.approx(gaps[1], abs=3)
    assert 20 > gaps[-1]


def test_both_sides_lift_off_their_own_crossing() -> None:
    start = parse("2025-07-14")
    [tiangong] = (entry for entry in catalogue().stations if entry.id == "tiangong")
    climb = ascent_of(catalogue().ascents, "shenzhou", "jiuquan-91").model_copy(update={"passes": BOTH})
    profiles = tuple(entry for entry in catalogue().profiles if "shenzhou" in entry.vehicle_types)
    answer = opportunities((TIANGONG,), tiangong, JIUQUAN, climb, profiles, (start, start + 5 * DAY), "shenzhou")
    orbit = StationOrbit((TIANGONG,), start, start + 5 * DAY)
    moments = utc_array([window.plane_crossing for window in answer.windows])

    assert list(BOTH) * 5 == [window.side for window in answer.windows]
    assert 0 == pytest.approx(height_deg(JIUQUAN, orbit, moments), abs=1e-6)
    for window in answer.windows:
        for option in window.profiles:
            # The lead of -390 s, and up to 30 s for the drift of the node.
            assert 390 == pytest.approx((option.liftoff - window.plane_crossing).total_seconds(), abs=30)
