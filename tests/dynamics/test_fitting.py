"""Element sets fitted to ephemerides."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from crossflight import instants
from crossflight.dynamics.orbit.fitting import daily_elements, fit_elements
from crossflight.dynamics.orbit.propagation import motion_teme, position_teme_km
from crossflight.dynamics.time import utc_array
from crossflight.errors import ScenarioError
from crossflight.files import load_orbit
from crossflight.record import Ephemeris, MeanElements
from dynamics import station_elements as sets
from dynamics.station_states import EPHEMERIS

START = instants.parse("2022-09-21")


def flown_by(elements: MeanElements, hours: int) -> Ephemeris:
    """Return the ephemeris that SGP4 makes of an element set, every 4 minutes."""
    epochs: list[datetime] = [START + timedelta(minutes=4 * step) for step in range(hours * 15 + 1)]
    position_km, velocity_km_per_s = motion_teme((elements,))(utc_array(epochs))
    return Ephemeris(
        frame="TEME",
        epochs=tuple(epochs),
        positions_km=tuple(tuple(row) for row in position_km.tolist()),
        velocities_km_per_s=tuple(tuple(row) for row in velocity_km_per_s.tolist()),
    )


@pytest.mark.parametrize("inclination_deg", [5.0, 41.5, 51.6, 98.0, 170.0])
def test_an_orbit_of_sgp4_is_found_again(inclination_deg: float) -> None:
    wanted = sets.SEPTEMBER_2022_21.model_copy(update={"bstar": 2e-4, "inclination_deg": inclination_deg})
    ephemeris = flown_by(wanted, 48)
    first, second = daily_elements(ephemeris)
    utc = utc_array(ephemeris.epochs)

    assert START + timedelta(hours=12) == first.epoch
    assert START + timedelta(hours=36) == second.epoch
    assert wanted.bstar == pytest.approx(first.bstar, rel=0.01)
    assert 0.01 > np.abs(position_teme_km((first,), utc) - ephemeris.positions_km).max()


def test_an_ephemeris_of_nasa_is_met_within_a_kilometre() -> None:
    nasa = load_orbit(EPHEMERIS)
    assert isinstance(nasa, Ephemeris)
    [elements] = daily_elements(nasa)
    utc = utc_array(nasa.epochs)
    off_km = np.linalg.norm(position_teme_km((elements,), utc) - position_teme_km(nasa, utc), axis=1)

    assert ("ISS", "1998-067-A") == (elements.name, elements.international_designator)
    assert 51.64 == pytest.approx(elements.inclination_deg, abs=0.02)
    assert 1.0 > off_km.max()


def test_less_than_a_revolution_tells_no_orbit() -> None:
    ephemeris = flown_by(sets.SEPTEMBER_2022_21, 2)

    with pytest.raises(ScenarioError, match="shorter than a revolution"):
        fit_elements(ephemeris, START, START + timedelta(hours=1))
