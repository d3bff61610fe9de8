"""The survey of small scenarios."""

import warnings
from datetime import datetime, timedelta
from typing import Any

import pytest

from crossflight import instants
from crossflight.dynamics import daylight, northbound_passes, survey
from crossflight.errors import ScenarioError
from crossflight.record import (
    Event,
    Horizon,
    LandingZone,
    LaunchSite,
    Scenario,
    Sky,
    Station,
    Track,
    VehicleType,
)
from dynamics import station_elements as sets

STEPPE = LandingZone(id="steppe", name="Steppe", kind="land", latitude_deg=47.4, longitude_deg=69.6)
GULF = LandingZone(id="gulf", name="Gulf", kind="sea", latitude_deg=29.5, longitude_deg=-84)
FJORD = LandingZone(id="fjord", name="Fjord", kind="land", latitude_deg=69.65, longitude_deg=18.96)
PAD = LaunchSite(id="pad", name="Pad", latitude_deg=45.996, longitude_deg=63.564)
CAPE = LaunchSite(id="cape", name="Cape", latitude_deg=28.608, longitude_deg=-80.604)
START, END = instants.parse("2022-09-01"), instants.parse("2022-12-01")


def scenario(**changes: Any) -> Scenario:
    return Scenario(
        **{
            "name": "autumn",
            "title": "An autumn",
            "as_of": "2022-09-01",
            "horizon": Horizon(start=START, end=END),
            "station": Station(id="station", name="Station", segments=(), ports=()),
            "sites": (PAD, CAPE),
            "zones": (STEPPE, GULF),
            **changes,
        }
    )


def closure(**changes: Any) -> Event:
    return Event(**{"id": "closure", "kind": "site-closed", "subject": "pad", "sentence": "Closed.", **changes})


def track(tracks: tuple[Track, ...], subject: str) -> tuple[tuple[datetime, datetime | None], ...]:
    [periods] = [track.periods for track in tracks if track.subject == subject]
    return tuple((period.start, period.end) for period in periods)


def test_an_open_pad_is_open_over_the_horizon() -> None:
    assert ((START, END),) == track(survey(scenario()).launch, "pad")


def test_a_closure_shuts_its_own_pad_only() -> None:
    event = closure(start="2022-09-10", end="2022-09-20")
    sky = survey(scenario(events=(event,)))

    assert ((START, event.start), (event.end, END)) == track(sky.launch, "pad")
    assert ((START, END),) == track(sky.launch, "cape")


def test_a_closure_without_an_end_shuts_the_pad_for_good() -> None:
    event = closure(start="2022-09-10")

    assert ((START, event.start),) == track(survey(scenario(events=(event,))).launch, "pad")


def test_closures_beyond_the_horizon_shut_nothing() -> None:
    events = (
        closure(id="before", start="2022-08-01", end="2022-09-01"),
        closure(id="after", start="2022-12-01"),
    )

    assert ((START, END),) == track(survey(scenario(events=events)).launch, "pad")


def test_a_closure_over_the_whole_horizon_leaves_an_empty_track() -> None:
    event = closure(start="2022-01-01", end="2023-01-01")

    assert () == track(survey(scenario(events=(event,))).launch, "pad")


def test_other_events_shut_no_pad() -> None:
    event = closure(kind="notice", start="2022-09-10")

    assert ((START, END),) == track(survey(scenario(events=(event,))).launch, "pad")


def test_a_pad_is_open_only_while_it_is_in_use() -> None:
    since, until = instants.parse("2022-09-05"), instants.parse("2022-11-05")
    pad = PAD.model_copy(update={"since": since, "until": until})

    assert ((since, until),) == track(survey(scenario(sites=(pad,))).launch, "pad")


def test_light_is_surveyed_for_land_and_two_days_beyond_the_horizon() -> None:
    sky = survey(scenario())
    start, end = START - timedelta(days=2), END + timedelta(days=2)

    assert ["steppe"] == [track.subject for track in sky.light]
    assert daylight(STEPPE, start, end) == sky.light[0].periods


def test_light_is_surveyed_at_sea_for_a_type_that_lands_in_daylight() -> None:
    kind = VehicleType(
        id="boat",
        name="Boat",
        agency="agency",
        kind="crew",
        interface="ids",
        zones=("gulf",),
        lands_in_daylight=True,
    )
    night_kind = kind.model_copy(update={"lands_in_daylight": False})

    assert ["steppe", "gulf"] == [track.subject for track in survey(scenario(vehicle_types=(kind,))).light]
    assert ["steppe"] == [track.subject for track in survey(scenario(vehicle_types=(night_kind,))).light]


def test_without_an_orbit_daylight_alone_limits_landings() -> None:
    sky = survey(scenario())

    assert sky.light == sky.landing
    assert () == sky.launch_passes
    assert () == sky.landing_passes
    assert "No orbit is given" in sky.basis


def test_with_an_orbit_landings_lie_in_the_light_near_a_pass() -> None:
    sky = survey(scenario(orbit=sets.SEPTEMBER_2022_21))
    [passes] = [passes.instants for passes in sky.landing_passes if passes.subject == "steppe"]
    light = track(sky.light, "steppe")
    moment = START
    landing = sky.landing[0].periods
    while moment < END:
        is_near = any(abs(moment - each) < timedelta(minutes=45) for each in passes)
        is_light = any(rise <= moment < setting for rise, setting in light if setting)
        allowed = any(period.contains(moment) for period in landing)

        assert (is_near and is_light) == allowed
        moment += timedelta(minutes=17)


def test_soyuz_ms_21_lands_where_the_sky_allows_it() -> None:
    # Touchdown 2022-09-29T10:57Z (http://www.spacefacts.de/), from an element set of eight days before.
    sky = survey(scenario(orbit=sets.SEPTEMBER_2022_21))
    touchdown = instants.parse("2022-09-29T10:57Z")

    assert any(period.contains(touchdown) for period in sky.landing[0].periods)


def test_passes_of_pads_keep_to_the_horizon() -> None:
    sky = survey(scenario(orbit=sets.SEPTEMBER_2022_21))
    [pad, cape] = sky.launch_passes

    assert ("pad", "cape") == (pad.subject, cape.subject)
    assert northbound_passes(PAD, sets.SEPTEMBER_2022_21, START, END) == pad.instants
    # 91 days with a pass in 23 h 36 min
    assert 92 <= len(cape.instants) <= 94


def test_a_zone_beyond_the_inclination_keeps_its_daylight_and_the_basis_says_so() -> None:
    sky = survey(scenario(zones=(STEPPE, FJORD), orbit=sets.SEPTEMBER_2022_21))

    assert track(sky.light, "fjord") == track(sky.landing, "fjord")
    assert track(sky.light, "steppe") != track(sky.landing, "steppe")
    assert "never reaches fjord" in sky.basis


def test_a_plane_years_old_limits_no_landing() -> None:
    old = sets.SEPTEMBER_2022_21.model_copy(update={"epoch": instants.parse("2020-04-15")})
    sky = survey(scenario(orbit=old))
    trusted = old.epoch + timedelta(days=900)
    late_light = [period for period in sky.light[0].periods if period.start > trusted]
    late_landing = [period for period in sky.landing[0].periods if period.start > trusted]

    assert START < trusted < END
    assert late_light == late_landing
    assert len(sky.light[0].periods) > len(sky.landing[0].periods)


@pytest.mark.parametrize("epoch", ["0001-01-01", "9999-12-31"])
def test_a_plane_of_another_age_limits_no_landing(epoch: str) -> None:
    other = sets.SEPTEMBER_2022_21.model_copy(update={"epoch": instants.parse(epoch)})
    sky = survey(scenario(orbit=other))

    assert sky.light == sky.landing


def test_the_basis_names_epoch_source_and_age_of_the_orbit() -> None:
    basis = survey(scenario(orbit=sets.SEPTEMBER_2022_21)).basis

    assert "2022-09-21T08:09:57.320Z (https://www.space-track.org/), 71 days before the horizon ends" in basis


def test_a_sky_survives_json_and_two_surveys_are_equal() -> None:
    sky = survey(scenario(orbit=sets.SEPTEMBER_2022_21))

    assert sky == Sky.model_validate_json(sky.model_dump_json())
    assert sky == survey(scenario(orbit=sets.SEPTEMBER_2022_21))


@pytest.mark.parametrize(("start", "end"), [("1900-06-01", "2022-01-01"), ("2022-01-01", "2099-01-01")])
def test_a_horizon_beyond_the_years_of_the_sun_is_refused(start: str, end: str) -> None:
    horizon = Horizon(start=start, end=end)

    with pytest.raises(ScenarioError, match="leaves the years 1901 to 2098"):
        survey(scenario(horizon=horizon))


@pytest.mark.parametrize(("start", "end"), [("1901-01-01", "1901-02-01"), ("2098-12-01", "2098-12-31")])
def test_the_first_and_the_last_years_give_no_warning(start: str, end: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sky = survey(scenario(horizon=Horizon(start=start, end=end), orbit=sets.SEPTEMBER_2022_21))

    assert all(track.periods for track in sky.light)
