"""The command ``export`` for orbits: what is written is read back as the same orbit."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from crossflight import instants
from crossflight.cli import app
from crossflight.dynamics.orbit.propagation import position_teme_km
from crossflight.dynamics.time import utc_array
from crossflight.files import load_orbit
from crossflight.record import Ephemeris, MeanElements

DATA = Path(__file__).parents[1] / "dynamics" / "data"
SETS = DATA / "iss_2021_days.tle"


def run(file: str | Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["export", str(file), *words])


def elements_of(path: Path) -> tuple[MeanElements, ...]:
    orbit = load_orbit(path)
    assert not isinstance(orbit, Ephemeris)
    return orbit


def ephemeris_of(path: Path) -> Ephemeris:
    orbit = load_orbit(path)
    assert isinstance(orbit, Ephemeris)
    return orbit


@pytest.mark.parametrize("name", ["iss.json", "iss.xml", "iss.csv", "iss.kvn", "iss.omm"])
def test_element_sets_are_written_in_the_notation_of_the_ending(name: str, tmp_path: Path) -> None:
    result = run(SETS, "--to", "omm", "-o", str(tmp_path / name))

    assert 0 == result.exit_code
    assert "25 element sets, epoch 2021-09-24" in result.stderr
    assert elements_of(SETS) == elements_of(tmp_path / name)


@pytest.mark.parametrize("frame", ["EME2000", "GCRF", "TEME"])
@pytest.mark.parametrize("name", ["iss.oem", "iss.xml"])
def test_an_ephemeris_gives_the_positions_that_it_was_made_from(name: str, frame: str, tmp_path: Path) -> None:
    """A millimetre at the states; half-way between them metres, as the command says."""
    result = run(SETS, "--to", "oem", "-o", str(tmp_path / name), "--frame", frame, "--from", "2021-12-24T18:00:00Z")
    made = ephemeris_of(tmp_path / name)
    utc = utc_array(made.epochs)
    source = min(elements_of(SETS), key=lambda entry: abs(entry.epoch - made.epochs[0]))
    off_km = np.abs(position_teme_km(made, utc) - position_teme_km((source,), utc))

    assert 0 == result.exit_code
    assert (361, frame, "2021-12-25T18:00:00Z") == (len(made.epochs), made.frame, instants.write(made.epochs[-1]))
    assert 1e-6 > off_km.max()
    assert "half-way between them within 1.5" in result.stderr


def test_a_scenario_gives_its_orbit_and_the_boosts_that_are_told(tmp_path: Path) -> None:
    result = run(
        "iss-2022", "--to", "oem", "-o", str(tmp_path / "iss.oem"), "--until", "2022-10-03",
        "--boost", "2022-10-02T10:00:00Z=0.7", "--boost", "2022-10-01T10:00:00Z=-0.25",
    )  # fmt: skip
    made = ephemeris_of(tmp_path / "iss.oem")
    comments = [line for line in (tmp_path / "iss.oem").read_text().splitlines() if line.startswith("COMMENT  ")]

    assert 0 == result.exit_code
    assert "2 boosts in it" in result.stderr
    assert [
        "COMMENT  Deboost              274:10:00:00.000   -0.2500",
        "COMMENT  Reboost              275:10:00:00.000   +0.7000",
    ] == comments
    assert [("2022-10-01T10:00:00Z", -0.25), ("2022-10-02T10:00:00Z", 0.7)] == [
        (instants.write(boost.instant), boost.delta_v_m_s) for boost in made.boosts
    ]
    assert "International Space Station" == made.name


def test_mean_elements_are_fitted_to_an_ephemeris_and_the_fit_is_told(tmp_path: Path) -> None:
    result = run(DATA / "nasa_2021-10-02.oem", "--to", "omm", "-o", str(tmp_path / "iss.json"))
    [entry] = json.loads((tmp_path / "iss.json").read_text())

    assert 0 == result.exit_code
    assert "1 element set, epoch 2021-10-03 01:" in result.stderr
    assert "fitted within 0.4" in result.stderr
    assert 15.489 == pytest.approx(entry["MEAN_MOTION"], abs=0.001)


def test_an_ephemeris_is_thinned_and_turned(tmp_path: Path) -> None:
    source = DATA / "nasa_2021-10-01.oem"
    result = run(source, "--to", "oem", "-o", str(tmp_path / "thin.xml"), "--step-min", "8", "--frame", "GCRF")
    made = ephemeris_of(tmp_path / "thin.xml")
    utc = utc_array(made.epochs)
    off_km = np.abs(position_teme_km(made, utc) - position_teme_km(ephemeris_of(source), utc))

    assert 0 == result.exit_code
    assert ("GCRF", ephemeris_of(source).epochs[-1]) == (made.frame, made.epochs[-1])
    assert 1e-6 > off_km.max()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--to", "oem", "-o", "a.html"), "a.html: the ending '.html' tells no notation of an OEM"),
        (("--to", "omm", "-o", "a.oem"), "tells no notation of an OMM — end the name in .json, .xml"),
        (("--to", "omm", "-o", "a"), "the ending '' tells no notation"),
        (("--to", "oem", "-o", "a.oem", "--step-min", "15"), "a step of 15 min is too long to interpolate this orbit"),
        (("--to", "oem", "-o", "a.oem", "--step-min", "0"), "greater than or equal to 0.01"),
        (("--to", "oem", "-o", "a.oem", "--step-min", "nan"), "step"),
        (("--to", "oem", "-o", "a.oem", "--frame", "ITRF"), "'ITRF' is not one of"),
        (("--to", "oem", "-o", "a.oem", "--until", "2021-01-01"), "give a later end"),
        (("--to", "oem", "-o", "a.oem", "--until", "2031-01-01"), "at most 50,000 are written"),
        (("--to", "oem", "-o", "a.oem", "--boost", "soon=1"), "'soon=1' is no boost"),
        (("--to", "oem", "-o", "a.oem", "--boost", "2021-12-26=inf"), "'2021-12-26=inf' is no boost"),
        (("--to", "omm", "-o", "a.kvn", "--boost", "2021-12-26=1"), "--boost are for --to oem alone"),
        (("--to", "html", "-o", "a.html", "--object", "5"), "--object for omm and oem"),
        (("--to", "omm", "-o", "a.kvn", "--object", "5"), "there is no element set of object 5; it holds 25544"),
    ],
)
def test_a_wrong_call_says_the_way_out(
    words: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(SETS, *words)

    assert 2 == result.exit_code
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert [] == list(tmp_path.iterdir())


def test_a_history_without_an_orbit_says_so(tmp_path: Path) -> None:
    result = run("iss-history", "--to", "oem", "-o", str(tmp_path / "iss.oem"))

    assert 2 == result.exit_code
    assert "gives no orbit — add [orbit] to it, or give an orbit file" in result.stderr


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    copy = tmp_path / "iss.txt"
    copy.write_text(SETS.read_text())
    result = run(copy, "--to", "omm", "-o", str(copy))

    assert 2 == result.exit_code
    assert SETS.read_text() == copy.read_text()
