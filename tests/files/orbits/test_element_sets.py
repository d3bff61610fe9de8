"""Element sets: the same from every format, as sgp4 reads them, and refused with a way out."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sgp4 import omm
from sgp4.api import Satrec

from crossflight.errors import InputError
from crossflight.files import load_orbit, parse_orbit, save_orbit
from crossflight.files.orbits import write_omm_json, write_omm_kvn, write_omm_xml
from crossflight.record import Ephemeris, MeanElements

# Object 25544 (https://www.space-track.org/).
LINE_1 = "1 25544U 98067A   20003.52055691  .00000354  00000-0  14414-4 0  9998"
LINE_2 = "2 25544  51.6445  88.2182 0005223  99.7781  25.5891 15.49531671206335"
TWO_LINES = f"{LINE_1}\n{LINE_2}\n"
CREATED = datetime(2022, 9, 21, tzinfo=UTC)

FIELDS = {
    "OBJECT_NAME": "ISS (ZARYA)",
    "OBJECT_ID": "1998-067A",
    "EPOCH": "2020-01-03T12:29:36.117024",
    "MEAN_MOTION": "15.49531671",
    "ECCENTRICITY": ".0005223",
    "INCLINATION": "51.6445",
    "RA_OF_ASC_NODE": "88.2182",
    "ARG_OF_PERICENTER": "99.7781",
    "MEAN_ANOMALY": "25.5891",
    "EPHEMERIS_TYPE": "0",
    "CLASSIFICATION_TYPE": "U",
    "NORAD_CAT_ID": "25544",
    "ELEMENT_SET_NO": "999",
    "REV_AT_EPOCH": "20633",
    "BSTAR": ".14414E-4",
    "MEAN_MOTION_DOT": ".354E-5",
    "MEAN_MOTION_DDOT": "0",
}
"""The same set as an OMM, in the manner of https://celestrak.org/NORAD/elements/."""


def as_csv(*changes: dict[str, str]) -> str:
    rows = [FIELDS | change for change in changes] or [FIELDS]
    return "\n".join([",".join(FIELDS), *(",".join(row.values()) for row in rows)]) + "\n"


def as_kvn(**change: str) -> str:
    meta = {"CCSDS_OMM_VERS": "2.0", "CENTER_NAME": "EARTH", "REF_FRAME": "TEME", "TIME_SYSTEM": "UTC"}
    return "\n".join(f"{key} = {value}" for key, value in (meta | FIELDS | change).items())


def as_json(**change: str) -> str:
    return "[{" + ", ".join(f'"{key}": "{value}"' for key, value in (FIELDS | change).items()) + "}]"


def as_xml() -> str:
    def leaves(*keys: str) -> str:
        return "".join(f"<{key}>{FIELDS[key]}</{key}>" for key in keys)

    names = list(FIELDS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ndm xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<omm id="CCSDS_OMM_VERS" version="2.0"><header/><body><segment>'
        f"<metadata>{leaves(*names[:2])}</metadata><data><meanElements>{leaves(*names[2:9])}</meanElements>"
        f"<tleParameters>{leaves(*names[9:])}</tleParameters></data></segment></body></omm></ndm>"
    )


def only(text: str) -> MeanElements:
    orbit = parse_orbit(text)
    assert not isinstance(orbit, Ephemeris)
    [elements] = orbit
    return elements


def refusal(text: str) -> str:
    with pytest.raises(InputError) as refused:
        parse_orbit(text, "orbit.txt")
    return str(refused.value)


def test_two_lines_are_read_as_sgp4_reads_them() -> None:
    elements = only(TWO_LINES)
    record = Satrec.twoline2rv(LINE_1, LINE_2)

    assert 25544 == elements.catalogue_number
    assert "1998-067A" == elements.international_designator
    assert "2020-01-03T12:29:36.117024+00:00" == elements.epoch.isoformat()
    assert record.ecco == elements.eccentricity
    assert record.bstar == elements.bstar
    assert record.no_kozai == pytest.approx(elements.mean_motion_rev_per_day * 2 * 3.141592653589793 / 1440, rel=1e-14)
    assert 3.54e-6 == elements.mean_motion_dot_rev_per_day2


@pytest.mark.parametrize("text", [as_csv(), as_kvn(), as_json(), as_xml(), f"0 ISS (ZARYA)\n{TWO_LINES}"])
def test_every_format_gives_the_same_set(text: str) -> None:
    expected = only(TWO_LINES).model_copy(update={"name": "ISS (ZARYA)"})

    assert expected == only(text)


def test_fields_are_those_that_the_reader_of_sgp4_finds() -> None:
    [from_csv] = omm.parse_csv(io.StringIO(as_csv()))
    [from_xml] = omm.parse_xml(io.BytesIO(as_xml().encode()))
    satellite = Satrec()
    omm.initialize(satellite, from_xml)

    assert FIELDS == from_csv == from_xml
    assert satellite.ecco == only(as_xml()).eccentricity


@pytest.mark.parametrize("number", ["100000", "270123", "339999", "340000", "999999999"])
def test_catalogue_numbers_grow_beyond_five_digits(number: str) -> None:
    for text in (as_csv({"NORAD_CAT_ID": number}), as_kvn(NORAD_CAT_ID=number), as_json(NORAD_CAT_ID=number)):
        assert int(number) == only(text).catalogue_number


def test_a_letter_in_two_lines_stands_for_ten_and_more() -> None:
    # 25544 became B5544, and B counts nothing in the checksum where 2 did count.
    first = LINE_1.replace("25544", "B5544")[:-1] + "6"
    second = LINE_2.replace("25544", "B5544")[:-1] + "3"

    assert 115_544 == only(f"{first}\n{second}\n").catalogue_number


def test_sets_are_put_in_the_order_of_their_epochs_each_once() -> None:
    later = {"EPOCH": "2020-01-04T00:00:00"}
    orbit = parse_orbit(as_csv(later, {}, later))
    assert not isinstance(orbit, Ephemeris)

    assert [3, 4] == [elements.epoch.day for elements in orbit]


def test_one_of_several_objects_is_taken_by_its_number() -> None:
    text = as_csv({}, {"NORAD_CAT_ID": "48274", "OBJECT_NAME": "CSS"})
    orbit = parse_orbit(text, catalogue_number=48274)
    assert not isinstance(orbit, Ephemeris)

    assert ["CSS"] == [elements.name for elements in orbit]
    assert "2 objects, 25544 and 48274 among them" in refusal(text)
    with pytest.raises(InputError, match="no element set of object 5; it holds 25544, 48274"):
        parse_orbit(text, catalogue_number=5)


def test_objects_without_numbers_are_told_apart_by_their_designators() -> None:
    text = as_csv({"NORAD_CAT_ID": ""}, {"NORAD_CAT_ID": "", "OBJECT_ID": "2021-035A"})

    assert "2 objects, 1998-067A and 2021-035A among them" in refusal(text)


BAD = [
    (TWO_LINES.replace("51.6445", "51.6446"), "orbit.txt, line 2: the checksum is '5', but the line adds up to 6"),
    (TWO_LINES[:-2] + "\n", "line 2: it has 68 characters; an element set has 69"),
    (LINE_1 + "\n", "line 1: line 2 of the element set is missing after it"),
    (LINE_2 + "\n" + TWO_LINES, "line 1: line 1 of the element set is missing before it"),
    (TWO_LINES + "something\n", "line 3: it is neither line 1 nor line 2"),
    (as_kvn(MEAN_MOTION="16.9"), "message from line 1, MEAN_MOTION: a mean motion of 16.9 revolutions a day is no"),
    (as_kvn(MEAN_MOTION="0"), "before the decay: 0.05 to 16.5"),
    (as_kvn(MEAN_MOTION="nan"), "'nan' is not a number"),
    (as_kvn(BSTAR="inf"), "'inf' is not a number"),
    (as_kvn(BSTAR="1e999"), "'1e999' is not a number"),
    (as_kvn(ECCENTRICITY="1.2"), "an eccentricity of 1.2 is no closed orbit"),
    (as_kvn(INCLINATION="181"), "an inclination of 181 degrees is none"),
    (as_kvn(RA_OF_ASC_NODE="1234"), "1234 degrees are more than a turn"),
    (as_kvn(REF_FRAME="ICRF"), "REF_FRAME is 'ICRF'"),
    (as_kvn(TIME_SYSTEM="TAI"), "TIME_SYSTEM is 'TAI'"),
    (as_kvn(CENTER_NAME="MARS"), "CENTER_NAME is 'MARS'"),
    (as_kvn(MEAN_ELEMENT_THEORY="SGP4-XP"), "MEAN_ELEMENT_THEORY is 'SGP4-XP'"),
    (as_kvn(NORAD_CAT_ID="12x"), "'12x' is no catalogue number"),
    (as_kvn(EPOCH="yesterday"), "'yesterday' is not an instant"),
    (as_kvn(EPOCH="2020-02-30T00:00:00"), "is not an instant"),
    (as_kvn(EPOCH="2021-366T00:00:00"), "is not an instant"),
    (as_kvn(MEAN_MOTION=""), "message from line 1: there is no MEAN_MOTION"),
    (as_kvn() + "\nEPOCH = 2020-01-01T00:00:00", "EPOCH stands twice"),
    (as_kvn() + "\nno pair", "line 22: 'no pair' is no KEYWORD = value"),
    ("CCSDS_OMM_VERS = 2.0\nX = " + "9" * 5000, "line 2: the line has 5,004 characters"),
    ("[]", "it holds no element set"),
    ("[3]", "[0]: it is no JSON object"),
    ('[{"EPOCH": [1]}]', "[0]: EPOCH holds a table or a list"),
    ("[{", "it is not JSON"),
    (as_csv() + "1,2\n", "line 3: the row has other columns than the 17 keywords on top"),
    (as_csv() + '"', "it is not CSV"),
    ("<ndm><omm>", "it is not XML there"),
    ("<ndm/>", "its root <ndm> holds neither <omm> nor <oem>"),
    ('<!DOCTYPE ndm [<!ENTITY a "b">]><ndm/>', "it has a document type"),
    ("<ndm><omm/></ndm>", "it holds no element set"),
    ("hello", "orbit.txt: it holds no orbit — give an OMM"),
    ("", "it is empty"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=range(len(BAD)))
def test_what_is_no_orbit_is_refused_with_its_place_and_a_way_out(text: str, message: str) -> None:
    shown = refusal(text)

    assert message in shown
    assert " — " in shown
    assert "\n" not in shown


@given(st.text(), st.sampled_from([TWO_LINES, as_csv(), as_kvn(), as_json(), as_xml()]), st.integers(0, 900))
def test_a_damaged_text_is_an_orbit_or_an_error_and_never_a_crash(noise: str, text: str, place: int) -> None:
    try:
        parse_orbit(text[:place] + noise + text[place + len(noise) :])
    except InputError as error:
        assert str(error)  # noqa: PT017 - any refusal will do, but no other exception


numbers = st.builds(
    MeanElements,
    epoch=st.datetimes(datetime(1957, 1, 1), datetime(2056, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    mean_motion_rev_per_day=st.floats(0.5, 15),
    eccentricity=st.floats(0, 0.08),
    inclination_deg=st.floats(0, 180),
    node_deg=st.floats(0, 359.999),
    perigee_argument_deg=st.floats(0, 359.999),
    mean_anomaly_deg=st.floats(0, 359.999),
    bstar=st.floats(-1, 1),
    mean_motion_dot_rev_per_day2=st.floats(-0.2, 0.2),
    mean_motion_ddot_rev_per_day3=st.floats(-1, 1),
    name=st.sampled_from([None, "CSS (TIANHE) & <more>", "天宫"]),
    catalogue_number=st.just(400_001),
    international_designator=st.just("2021-035A"),
)


@given(st.lists(numbers, min_size=1, max_size=3, unique_by=lambda elements: elements.epoch))
def test_what_is_written_is_read_back_as_it_was(sets: list[MeanElements]) -> None:
    expected = tuple(sorted(sets, key=lambda elements: elements.epoch))
    texts = [write(sets, CREATED) for write in (write_omm_json, write_omm_kvn, write_omm_xml)]

    assert [expected] * 3 == [parse_orbit(text) for text in texts]


@pytest.mark.parametrize("name", ["set.json", "set.xml", "set.omm", "set"])
def test_a_saved_orbit_is_loaded_as_it_was(name: str, tmp_path: Path) -> None:
    orbit = (only(TWO_LINES),)
    save_orbit(orbit, tmp_path / name, CREATED)

    assert orbit == load_orbit(tmp_path / name)
    assert [name] == [path.name for path in tmp_path.iterdir()]
