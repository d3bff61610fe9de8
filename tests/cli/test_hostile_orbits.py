"""Orbit files that are damaged, odd or made to harm: one line each, with the file, the place and the way out."""

import gzip
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from crossflight import instants, story
from crossflight.cli import app, progress
from crossflight.errors import CrossflightError
from crossflight.files import load_orbit
from crossflight.files.orbits import write_omm_csv, write_omm_json, write_omm_kvn, write_omm_xml
from crossflight.record import Ephemeris

DATA = Path(__file__).parents[1] / "dynamics" / "data"
TLE = "\n".join((DATA / "iss_element_sets.tle").read_text(encoding="ascii").splitlines()[:2]) + "\n"
OEM = (Path(__file__).parents[1] / "files" / "orbits" / "iss_2021_265.oem").read_text(encoding="ascii")
LINES = OEM.splitlines()
HEAD, META, STATES = LINES[:4], LINES[4:13], LINES[13:]


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return one element set in each notation."""
    path = tmp_path_factory.mktemp("sets") / "iss.tle"
    path.write_text(TLE)
    orbit = load_orbit(path)
    assert not isinstance(orbit, Ephemeris)
    created = instants.parse("2022-09-21")
    return {
        "tle": TLE,
        "json": write_omm_json(orbit, created),
        "kvn": write_omm_kvn(orbit, created),
        "xml": write_omm_xml(orbit, created),
        "csv": write_omm_csv(orbit),
    }


@pytest.fixture(autouse=True)
def _in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no line about a slow machine come between the lines that are looked at."""
    monkeypatch.setattr(progress, "QUIET_S", 600.0)


def light(path: Path) -> Result:
    span = ("2021-09-22T12:10:00Z", "2021-09-22T13:50:00Z")
    return CliRunner().invoke(app, ["light", "--orbit", str(path), "--from", span[0], "--to", span[1], "--json"])


def told(path: Path) -> str:
    """Return what the door says, having looked that it is one line with file and way out, and no traceback."""
    result = light(path)

    assert 2 == result.exit_code, result.output
    assert 1 == result.stderr.count("\n")
    assert result.stderr.startswith(f"crossflight: {path}")
    assert " — " in result.stderr
    assert "sorry" not in result.stderr
    return result.stderr


def signed(*lines: str) -> str:
    """Return two lines with their checksums mended."""
    sums = [sum(int(mark) if mark.isdigit() else mark == "-" for mark in line[:68]) % 10 for line in lines]
    return "".join(f"{line[:68]}{total}\n" for line, total in zip(lines, sums, strict=True))


FIRST, SECOND = TLE.splitlines()

ELEMENTS = [
    (signed(f"{FIRST[:18]}21366.50000000{FIRST[32:]}", SECOND), "line 1: '21366.50000000' is no epoch"),
    (signed(f"{FIRST[:18]}21000.50000000{FIRST[32:]}", SECOND), "line 1: '21000.50000000' is no epoch"),
    (signed(f"{FIRST[:62]}4{FIRST[63:]}", SECOND), "line 2, EPHEMERIS_TYPE: EPHEMERIS_TYPE is '4' — 4 is SGP4-XP"),
    (signed(FIRST, f"{SECOND[:26]}9999999{SECOND[33:]}"), "km below the ground — it must be less than 0.06"),
    (signed(FIRST, f"{SECOND[:52]}-5.4931000{SECOND[62:]}"), "a mean motion of -5.4931 revolutions a day is no orbit"),
    (
        signed(FIRST.replace("25544", "A0000"), SECOND.replace("25544", "A0000")),
        "there is no element set of object 25544; it holds 100000",
    ),
    (signed(FIRST.replace("25544", "I5544"), SECOND.replace("25544", "I5544")), "'I5544' is no catalogue number"),
]


@pytest.mark.parametrize(("text", "message"), ELEMENTS, ids=range(len(ELEMENTS)))
def test_two_lines_that_are_no_orbit_of_the_station(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "orbit.tle"
    path.write_text(text)

    assert message in told(path)


KEYWORDS = [
    ("EPOCH", "1956-12-31T00:00:00", "EPOCH: the year of '1956-12-31T00:00:00' is not one of 1957 to 2098"),
    ("EPOCH", "2100-01-01T00:00:00", "is not one of 1957 to 2098 — give an orbit of these years"),
    ("EPOCH", "0001-01-01T00:00:00", "is not one of 1957 to 2098"),
    ("EPOCH", "1957-10-04T19:28:34", "days away from the span"),
    ("EPOCH", "9999-12-31T23:59:59.9999999", "is not an instant"),
    ("MEAN_MOTION", "-15.5", "a mean motion of -15.5 revolutions a day is no orbit that lasts"),
    ("MEAN_MOTION", "1e-300", "a mean motion of 1e-300 revolutions a day is no orbit that lasts"),
    ("MEAN_MOTION", "1e999", "'1e999' is not a number"),
    ("MEAN_MOTION", "\uff11\uff15.5", "is not a number"),
    ("ECCENTRICITY", "1.0", "an eccentricity of 1 is no closed orbit"),
    ("ECCENTRICITY", "0.5", "puts the perigee"),
    ("INCLINATION", "-1", "an inclination of -1 degrees is none"),
    ("BSTAR", "1e308", "BSTAR is 1e+308, a drag that no orbit outlives — it must be -10 to 10"),
    ("BSTAR", "-inf", "'-inf' is not a number"),
    ("MEAN_MOTION_DOT", "1e300", "MEAN_MOTION_DOT is 1e+300, a drag"),
    ("NORAD_CAT_ID", "48274", "there is no element set of object 25544; it holds 48274"),
    ("NORAD_CAT_ID", "9" * 30, "is no catalogue number"),
    ("EPHEMERIS_TYPE", "4", "EPHEMERIS_TYPE is '4'"),
]


@pytest.mark.parametrize(("key", "value", "message"), KEYWORDS, ids=range(len(KEYWORDS)))
def test_a_keyword_out_of_bounds(key: str, value: str, message: str, sets: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "orbit.kvn"
    lines = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in sets["kvn"].splitlines()]
    path.write_text("\n".join(lines), encoding="utf-8")

    assert message in told(path)


def test_an_orbit_that_decays_in_the_span_says_when(sets: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "orbit.kvn"
    text = (
        sets["kvn"].replace("EPOCH = 2020-04-04", "EPOCH = 2021-09-20").replace("MEAN_MOTION = 15", "MEAN_MOTION = 16")
    )
    lines = ["BSTAR = 0.05" if line.startswith("BSTAR") else line for line in text.splitlines()]
    path.write_text("\n".join(lines))

    assert "SGP4 finds no orbit at 2021-09-22T12:" in told(path)


def oem(*states: str) -> str:
    return "\n".join([*HEAD, *META, *states])


def at(row: int, of: int) -> str:
    """Return the state of one row with the epoch of another."""
    return f"{STATES[row].split()[0]} {STATES[of].split(' ', 1)[1]}"


EPHEMERIDES = [
    (OEM.replace("= EME2000", "= RTN"), "segment 1, REF_FRAME: the frame 'RTN' is not known — turn the states into"),
    (OEM.replace("= EARTH", "= VULCAN"), "CENTER_NAME is 'VULCAN' — only orbits about this are known: EARTH"),
    (OEM.replace("META_STOP\n", ""), "line 13: '2021-265T12:00:00.000"),
    (OEM.replace("META_START\n", ""), "is no KEYWORD = value"),
    (OEM.replace("1998-067-A", "2021-035-A"), "OBJECT_ID: it is the orbit of 2021-035-A (ISS), not of 1998-067A"),
    (OEM.replace("START_TIME = 2021-265", "START_TIME = 2022-265"), "line 14: the state of 2021-09-22T12:00:00Z lies"),
    (oem(*STATES, "COVARIANCE_START", "1 2 3"), "its end: COVARIANCE_STOP is missing before it"),
    (oem(*STATES, "COVARIANCE_START", *META, *STATES), "COVARIANCE_STOP is missing before it"),
    (oem(*STATES[:3], at(2, 9), *STATES[3:]), "line 17: the state of 2021-09-22T12:08:00Z does not follow from the"),
    (oem(*STATES[:5], at(5, 15), *STATES[6:]), "line 19: the state of 2021-09-22T12:20:00Z does not follow from"),
    (oem(*STATES[::-1]), "put the states in order"),
    (oem(*STATES[:20], *META, *STATES[10:]), "put the states in order"),
    (oem(*STATES[:5], *STATES[12:]), "line 19: there is a gap of 32.0 min before it"),
    (oem(*(f"{state.split()[0]} 1e300 1e300 0 0 0 0" for state in STATES)), "km from the centre of the Earth; at most"),
    (oem(*(f"{' '.join(state.split()[:4])} 0 0 0" for state in STATES)), "falls to the ground: the perigee lies"),
    (oem(*(" ".join(state.split()[:4]) for state in STATES)), "the state has 4 entries"),
    ("CCSDS_OEM_VERS = 2.0\n" + "META_START\nMETA_STOP\n" * 10_001, "it has more than 10,000 segments"),
]


@pytest.mark.parametrize(("text", "message"), EPHEMERIDES, ids=range(len(EPHEMERIDES)))
def test_an_ephemeris_that_contradicts_itself(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "orbit.oem"
    path.write_text(text)

    assert message in told(path)


def test_a_state_told_twice_is_one_state(tmp_path: Path) -> None:
    path = tmp_path / "orbit.oem"
    path.write_text(oem(*(state for state in STATES for _ in range(2))))
    orbit = load_orbit(path)
    assert isinstance(orbit, Ephemeris)

    assert 0 == light(path).exit_code
    assert len(STATES) == len(orbit.epochs)


FILES: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty", lambda: b"", "it is empty — give an OMM"),
    ("blank", lambda: b" \n \n", "it is empty — give an OMM"),
    ("zeros", lambda: bytes(5000), "it is not a text file: byte 0 is 0"),
    ("picture", lambda: b"\x89PNG\r\n\x1a\n", "it is not UTF-8 text: line 1 holds the byte 0x89"),
    ("wide", lambda: TLE.encode("utf-16"), "it is not a text file"),
    ("large", lambda: b"1" * 20_000_001, "its 20,000,001 bytes are more than 20,000,000"),
    ("bomb.gz", lambda: gzip.compress(b"0" * 30_000_000), "it unpacks to more than 20,000,000 bytes"),
    ("packed twice", lambda: gzip.compress(gzip.compress(TLE.encode())), "it is not a text file"),
    ("two packed", lambda: gzip.compress(TLE.encode()) * 2, "it holds more after the end of what gzip packed"),
    ("bomb.xml", lambda: b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><ndm>&d;</ndm>', "it has a document type"),
    ("out.xml", lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><ndm>&b;</ndm>', "a document type"),
    ("deep.xml", lambda: b"<a>" * 1_100_000 + b"</a>" * 1_100_000, "it has more than 2,000,000 tags"),
    ("deep.json", lambda: b"[" * 100_000, "nested more than 64 deep"),
    ("deeper.json", lambda: b'[{"EPOCH":' + b"[" * 70 + b"]" * 70 + b"}]", "nested more than 64 deep"),
    ("many.json", lambda: b"[" + b"{}," * 20_001 + b"{}]", "it holds more than 20,000 element sets"),
    ("many.tle", lambda: TLE.encode() * 20_001, "it holds more than 20,000 element sets"),
    ("digits.json", lambda: b'[{"MEAN_MOTION": 1' + b"0" * 5000 + b"}]", "is too large"),
    ("nan.json", lambda: b'[{"MEAN_MOTION": NaN}]', "[0].MEAN_MOTION: nan is not a number"),
    ("missing.csv", lambda: b"OBJECT_NAME,EPOCH\nISS,2021-09-22T00:00:00\n", "line 2: there is no MEAN_MOTION"),
    ("twice.csv", lambda: b"EPOCH,EPOCH\n1,2\n", "line 1: 'EPOCH' stands twice among the keywords on top"),
    ("page.html", lambda: b"<html><body>404</body></html>", "its root <html> holds neither <omm> nor <oem>"),
    ("opm", lambda: b"CCSDS_OPM_VERS = 2.0\nX = 1\n", "it holds no orbit — give an OMM"),
]


@pytest.mark.parametrize(("name", "content", "message"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_that_is_no_orbit(name: str, content: Callable[[], bytes], message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content())

    assert message in told(path)


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert "it is a folder, not a file" in told(tmp_path)
    assert "it is a device or a pipe" in told(tmp_path / "pipe")
    assert "there is no such file" in told(tmp_path / "nowhere")


WHERE = (st.sampled_from(["tle", "json", "kvn", "xml", "csv", "oem"]), st.integers(0, 3000))


@given(
    *WHERE, st.text(max_size=12) | st.sampled_from(["1e999", "-", "9" * 40, "nan", "\n", "<", "0"]), st.integers(0, 9)
)
@example("kvn", 150, "-", 0)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_damaged_file_is_answered_or_refused_and_never_a_crash(
    sets: dict[str, str], tmp_path: Path, kind: str, place: int, noise: str, cut: int
) -> None:
    text = (sets | {"oem": OEM})[kind]
    place %= len(text)
    path = tmp_path / "damaged"
    path.write_text(text[:place] + noise + text[place + cut :], encoding="utf-8", errors="replace")
    start = instants.parse("2021-09-22T12:10:00Z" if kind == "oem" else "2020-04-05")
    end = start + timedelta(minutes=100)
    for ask in (
        lambda: story.windows("iss", path, "baikonur-31-6", "soyuz-ms", start, end),
        lambda: story.light("iss", path, start, end),
        lambda: story.export_orbit(story.known_orbit(path), "oem", tmp_path / "made.oem"),
    ):
        try:
            ask()
        except CrossflightError as error:
            assert " — " in str(error)  # noqa: PT017 - any refusal will do, but no other exception
