"""Ephemerides: CCSDS OEM in both notations, read whole or refused."""

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossflight.errors import InputError
from crossflight.files import load_orbit, parse_orbit, save_orbit
from crossflight.files.reading import FILE_LIMIT_BYTES
from crossflight.record import Ephemeris

NASA = Path(__file__).with_name("iss_2021_265.oem")
TEXT = NASA.read_text(encoding="ascii")
LINES = TEXT.splitlines()
META, STATES = LINES[4:13], LINES[13:]
CREATED = datetime(2022, 9, 21, tzinfo=UTC)


def ephemeris(text: str = TEXT) -> Ephemeris:
    orbit = parse_orbit(text, "orbit.oem")
    assert isinstance(orbit, Ephemeris)
    return orbit


def as_xml() -> str:
    keys = ("EPOCH", "X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
    vectors = "".join(
        "<stateVector>"
        + "".join(f"<{key}>{part}</{key}>" for key, part in zip(keys, state.split(), strict=True))
        + "</stateVector>"
        for state in STATES
    )
    pairs = [line.split(" = ") for line in META[1:-1]]
    meta = "".join(f"<{key}>{value}</{key}>" for key, value in pairs)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><ndm><oem id="CCSDS_OEM_VERS" version="2.0"><header/>'
        f"<body><segment><metadata>{meta}</metadata><data><COMMENT>MASS=461622.00</COMMENT>{vectors}</data>"
        "</segment></body></oem></ndm>"
    )


def test_an_ephemeris_of_nasa_is_read() -> None:
    orbit = ephemeris()

    assert ("ISS", "1998-067-A", "EME2000", 30) == (
        orbit.name,
        orbit.international_designator,
        orbit.frame,
        len(orbit.epochs),
    )
    assert "2021-09-22T12:00:00+00:00" == orbit.epochs[0].isoformat()
    assert (-682.666456, 4624.818170, -4946.579275) == orbit.positions_km[0]
    assert (-6.504149811, -3.346159637, -2.230272163) == orbit.velocities_km_per_s[0]


def test_xml_gives_the_same_ephemeris() -> None:
    assert ephemeris() == ephemeris(as_xml())


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "packed").write_bytes(gzip.compress(TEXT.encode()))

    assert ephemeris() == load_orbit(tmp_path / "packed")


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b" " * (FILE_LIMIT_BYTES + 1)))
    (tmp_path / "half.gz").write_bytes(gzip.compress(TEXT.encode())[:-20])
    (tmp_path / "none.gz").write_bytes(b"\x1f\x8b" + b"rubbish")

    with pytest.raises(InputError, match="unpacks to more than 20,000,000 bytes"):
        load_orbit(tmp_path / "bomb.gz")
    with pytest.raises(InputError, match="its end is missing"):
        load_orbit(tmp_path / "half.gz")
    with pytest.raises(InputError, match="gzip cannot unpack it"):
        load_orbit(tmp_path / "none.gz")


def test_segments_that_share_an_instant_become_one_row() -> None:
    head, tail = STATES[:15], STATES[14:]

    assert ephemeris() == ephemeris("\n".join([*LINES[:4], *META, *head, *META, *tail]))


def test_covariances_accelerations_and_comments_are_passed_over() -> None:
    longer = [f"{state} 0.001 0.001 0.001" for state in STATES]
    covariance = ["COVARIANCE_START", "EPOCH = 2021-265T12:00:00.000", "3.3e-04", "4.6e-04 6.7e-04", "COVARIANCE_STOP"]

    assert ephemeris() == ephemeris("\n".join([*LINES[:4], *META, "COMMENT a = b", *longer, *covariance]))


def replaced(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new)


def with_states(*states: str) -> str:
    return "\n".join([*LINES[:13], *states])


BAD = [
    (replaced("= EME2000", "= ITRF-97"), "segment 1, REF_FRAME: the frame 'ITRF-97' is not known"),
    (replaced("= EARTH", "= MOON"), "CENTER_NAME is 'MOON'"),
    (replaced("= UTC", "= TDB"), "TIME_SYSTEM is 'TDB'"),
    (with_states(), "it holds no state"),
    (LINES[0], "it holds no state"),
    (with_states(STATES[0]), "at least 2"),
    (with_states(*STATES[:5], *STATES[9:]), "line 19: there is a gap of 20.0 min before it, from 2021-09-22T12:16:00Z"),
    (with_states(STATES[1], STATES[0]), "line 15: the state of 2021-09-22T12:00:00Z stands after that of"),
    (with_states(STATES[0].replace("4624.818170", "NaN"), STATES[1]), "line 14: 'NaN' is not a number"),
    (with_states(STATES[0] + " 1", STATES[1]), "line 14: the state has 8 entries"),
    (with_states(STATES[0].replace("265T", "400T"), STATES[1]), "line 14: '2021-400T12:00:00.000' is not an instant"),
    (with_states("2021-265T12:00:00 1 2 3 4 5 6", STATES[1]), "4 km from the centre of the Earth, inside it"),
    (with_states("2021-265T12:00:00 7000 0 0 0 12 0", STATES[1]), "12.000 km/s at 7,000 km is an escape"),
    ("\n".join([*LINES, *META, STATES[-1]]).replace("1998-067-A", "1998-067-B", 1), "of several objects: 1998-067-A"),
    ("\n".join([*LINES, *META, STATES[-1]]).replace("EME2000", "TEME", 1), "of several frames: EME2000, TEME"),
    (
        as_xml().replace("<Z_DOT>", "<W>", 1).replace("</Z_DOT>", "</W>", 1),
        "segment 1, stateVector 1: there is no Z_DOT",
    ),
    (as_xml().replace("</ndm>", '<oem id="x" version="2.0"/></ndm>'), "it holds 2 ephemeris messages"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=range(len(BAD)))
def test_what_is_no_ephemeris_is_refused_with_its_place_and_a_way_out(text: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_orbit(text, "orbit.oem")
    shown = str(refused.value)

    assert message in shown
    assert " — " in shown
    assert shown.startswith("orbit.oem")


@given(st.text(max_size=30), st.sampled_from([TEXT, as_xml()]), st.integers(0, 2000))
def test_a_damaged_ephemeris_is_one_or_an_error_and_never_a_crash(noise: str, text: str, place: int) -> None:
    try:
        parse_orbit(text[:place] + noise + text[place + len(noise) :])
    except InputError as error:
        assert str(error)  # noqa: PT017 - any refusal will do, but no other exception


def test_a_saved_ephemeris_is_loaded_as_it_was(tmp_path: Path) -> None:
    late = tuple(epoch + timedelta(microseconds=123_456) for epoch in ephemeris().epochs)
    orbit = ephemeris().model_copy(update={"epochs": late})
    save_orbit(orbit, tmp_path / "saved.oem", CREATED)

    assert orbit == load_orbit(tmp_path / "saved.oem")
