"""Light aboard over a span: what each day has of it, and where there is no eclipse at all."""

from datetime import timedelta

import pytest

from crossflight import files, instants
from crossflight.dynamics import eclipses, light_aboard
from crossflight.errors import ScenarioError
from crossflight.files import load_orbit
from crossflight.instants import DAY
from crossflight.record import Ephemeris, Light, MeanElements, Station
from dynamics import station_elements as sets
from dynamics.station_states import EPHEMERIS

START = instants.parse("2022-09-21")
ORBIT = (sets.SEPTEMBER_2022_21,)


def station() -> Station:
    return next(entry for entry in files.catalogue().stations if entry.id == "iss")


def found(start: str, end: str, orbit: tuple[MeanElements, ...] = ORBIT) -> Light:
    return light_aboard(orbit, station(), instants.parse(start), instants.parse(end))


def test_the_days_add_up_to_the_eclipses() -> None:
    light = found("2022-09-21T06:00:00Z", "2022-09-25T18:00:00Z")
    umbra_min = sum(
        (eclipse.umbra.end - eclipse.umbra.start).total_seconds() / 60
        for eclipse in light.eclipses
        if eclipse.umbra and eclipse.umbra.end
    )

    assert [18, 24, 24, 24, 18] == [day.hours for day in light.days]
    assert len(light.eclipses) == sum(day.eclipses for day in light.days)
    assert umbra_min == pytest.approx(sum(day.umbra_min for day in light.days), abs=0.01)
    assert all(
        100 - day.umbra_min / day.hours / 0.6 == pytest.approx(day.sunlit_percent, abs=0.01) for day in light.days
    )


def test_an_eclipse_over_midnight_counts_where_it_begins_and_darkens_both_days() -> None:
    light = found("2022-09-21", "2022-11-05")
    over = next(
        umbra
        for eclipse in light.eclipses
        if (umbra := eclipse.umbra) and umbra.end and umbra.start.date() < umbra.end.date() < light.end.date()
    )
    [evening] = [day for day in light.days if day.day == over.start.date()]
    alone = found(instants.write(instants.midnight(over.start)), instants.write(instants.midnight(over.start) + DAY))

    assert alone.days[0].eclipses == evening.eclipses
    assert alone.days[0].umbra_min == pytest.approx(evening.umbra_min, abs=0.001)
    assert evening.eclipses == sum(entry.penumbra.start.date() == evening.day for entry in light.eclipses)


def test_a_season_of_full_sun_is_named_with_its_bounds() -> None:
    # The orbit of September 2022 turned until the Sun stands 72 degrees out of its plane on the longest day.
    light = found("2022-11-10", "2022-12-31")
    [season] = light.full_sun

    assert not season.begins_before
    assert not season.ends_after
    assert season.start.day in {day.day.day for day in light.days if abs(day.beta_deg) > 65}
    assert 68 < max(abs(day.beta_deg) for day in light.days)
    assert () == eclipses(ORBIT, season.start, season.end)


def test_no_eclipse_at_all_has_its_reason() -> None:
    [season] = found("2022-11-10", "2022-12-31").full_sun
    inside = light_aboard(ORBIT, station(), season.start + timedelta(hours=3), season.end - timedelta(hours=3))
    [whole] = inside.full_sun

    assert () == inside.eclipses
    assert inside.reason
    assert "no eclipse, because beta is high" in inside.reason
    assert whole.begins_before
    assert whole.ends_after
    assert all(day.sunlit_percent == 100 and day.longest_umbra_min is None for day in inside.days)


def test_a_span_shorter_than_a_revolution_promises_no_season() -> None:
    eclipse = next(entry for entry in found("2022-09-21", "2022-09-22").eclipses)
    assert eclipse.penumbra.end
    start = eclipse.penumbra.end + timedelta(minutes=1)
    light = light_aboard(ORBIT, station(), start, start + timedelta(minutes=20))

    assert light.reason
    assert "less than a revolution" in light.reason
    assert () == light.full_sun


def test_an_ephemeris_is_told_where_it_ends() -> None:
    nasa = load_orbit(EPHEMERIS)
    assert isinstance(nasa, Ephemeris)
    light = light_aboard(nasa, station(), nasa.epochs[0], nasa.epochs[-1])

    assert 0 == light.orbit_age_days
    assert "Ephemeris from 2021-09-22T12:00:00Z" in light.basis
    with pytest.raises(ScenarioError, match="leaves the ephemeris, which goes from 2021-09-22T12:00:00Z"):
        light_aboard(nasa, station(), nasa.epochs[0], nasa.epochs[-1] + timedelta(seconds=1))


def test_an_ephemeris_that_dips_into_the_ground_between_its_states_is_refused() -> None:
    # Two states 100 km over the ground, 12 minutes apart, falling and rising at 0.6 km/s.
    orbit = Ephemeris(
        frame="TEME",
        epochs=(START, START + timedelta(minutes=12)),
        positions_km=((6480, 0, 0), (4000, 5098, 0)),
        velocities_km_per_s=((-0.6, 7.8, 0), (-5.7, 5.1, 0)),
    )

    with pytest.raises(ScenarioError, match="km below the ground, near 2022-09-21"):
        light_aboard(orbit, station(), START, START + timedelta(minutes=12))


def test_old_elements_are_refused() -> None:
    with pytest.raises(ScenarioError, match="at most 365 are allowed"):
        found("2024-09-21", "2024-09-22")
