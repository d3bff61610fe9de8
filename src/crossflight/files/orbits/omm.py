"""Read Orbit Mean-Elements Messages: JSON, XML, KVN and CSV hold the same keywords."""

import csv
import math
from collections import Counter
from collections.abc import Iterator

from crossflight.errors import VALUE_LIMIT, FileError, ScenarioError, shorten
from crossflight.files.orbits import kvn, xml
from crossflight.files.orbits.fields import Fields, refuse_too_many_sets
from crossflight.files.parsing import parse_json_objects
from crossflight.files.validating import validate
from crossflight.record import MeanElements
from crossflight.units import SECONDS_IN_A_DAY

__all__ = ["DECAY_REV_PER_DAY", "elements", "from_csv", "from_json", "from_kvn", "from_xml"]

DECAY_REV_PER_DAY = 16.5
"""A circular orbit 140 km high; nothing without an engine stays there for a day."""

SLOWEST_REV_PER_DAY = 0.05
"""Twenty days, two thirds of the way to the Moon, whose pull is no small disturbance there."""

LARGEST_DRAG = 10.0
"""Of the drag term, and of the second derivative of the mean motion; before a decay they reach some tenths."""

LARGEST_RATE_REV_PER_DAY2 = 0.2
"""Of half the first derivative: the station's is below 0.003, and with 0.2 an orbit falls within days."""

EARTH_GM_KM3_PER_S2 = 398_600.8
"""With the radius below that of WGS72, as SGP4 has it."""

EARTH_RADIUS_KM = 6378.135
POLE_RADIUS_KM = 6356.75

_CATALOGUE_LIMIT = 10**9


def from_json(text: str, file: str) -> tuple[MeanElements, ...]:
    """Return the element sets of a JSON list, as CelesTrak and Space-Track give them."""
    refuse_too_many_sets(text.count("{"), file)
    entries = parse_json_objects(text, file)
    for position, entry in enumerate(entries):
        for key, value in entry.items():
            if isinstance(value, dict | tuple):
                problem = f"{key} holds a table or a list; a keyword of an OMM holds one value"
                raise ScenarioError(problem, file=file, path=f"[{position}]", way_out="give an OMM in JSON")
    return tuple(
        elements(Fields({key: _text(value) for key, value in entry.items()}, file, f"[{position}]"))
        for position, entry in enumerate(entries)
    )


def from_csv(text: str, file: str) -> tuple[MeanElements, ...]:
    """Return the element sets of a table with a row of keywords on top."""
    rows = csv.DictReader(text.splitlines(), strict=True)
    sets: list[MeanElements] = []
    try:
        twice = [key for key, count in Counter(rows.fieldnames or ()).items() if count > 1]
        if twice:
            problem = f"{shorten(repr(twice[0]), VALUE_LIMIT)} stands twice among the keywords on top"
            raise ScenarioError(problem, file=file, path="line 1", way_out="take one of the columns out")
        for row in rows:
            if None in row or None in row.values():
                problem = f"the row has other columns than the {len(rows.fieldnames or ())} keywords on top"
                raise ScenarioError(problem, file=file, path=f"line {rows.line_num}", way_out="mend the row")
            refuse_too_many_sets(len(sets) + 1, file)
            sets.append(elements(Fields(row, file, f"line {rows.line_num}")))
    except csv.Error as error:
        place = f"line {rows.line_num + 1}"
        raise FileError(f"it is not CSV: {error}", file=file, path=place, way_out="mend that line") from error
    return tuple(sets)


def from_kvn(text: str, file: str) -> tuple[MeanElements, ...]:
    """Return the element sets of one message after another."""
    refuse_too_many_sets(text.count("CCSDS_OMM_VERS"), file)
    return tuple(elements(fields) for fields in _messages(kvn.lines(text, file), file))


def from_xml(root: xml.Element, file: str) -> tuple[MeanElements, ...]:
    """Return the element sets of all messages in the tree."""
    segments = [segment for message in xml.find_all(root, "omm") for segment in xml.find_all(message, "segment")]
    refuse_too_many_sets(len(segments), file)
    return tuple(
        elements(Fields(xml.texts(segment), file, f"omm {number}")) for number, segment in enumerate(segments, start=1)
    )


def elements(fields: Fields) -> MeanElements:
    """Return the element set of one message.

    Raises
    ------
    ScenarioError
        When a keyword is missing, no number, or names an orbit, a frame or a theory that SGP4 does not know.
    """
    fields.refuse_all_but("CENTER_NAME", ("EARTH",), "only orbits about this are known")
    fields.refuse_all_but("REF_FRAME", ("TEME", "TEME OF DATE"), "SGP4 elements are in")
    fields.refuse_all_but("TIME_SYSTEM", ("UTC",), "give epochs in")
    fields.refuse_all_but("MEAN_ELEMENT_THEORY", ("SGP4", "SGP/SGP4"), "give elements of")
    fields.refuse_all_but("EPHEMERIS_TYPE", ("0", "1", "2", "3"), "4 is SGP4-XP, which this is not; give one of")
    motion, eccentricity = _shape(fields)
    inclination_deg = fields.real("INCLINATION")
    if not 0 <= inclination_deg <= 180:  # noqa: PLR2004 - degrees
        problem = f"an inclination of {inclination_deg:g} degrees is none"
        raise fields.error("INCLINATION", problem, "it must be 0 to 180")
    data = {
        "epoch": fields.instant("EPOCH"),
        "mean_motion_rev_per_day": motion,
        "eccentricity": eccentricity,
        "inclination_deg": inclination_deg,
        "node_deg": _turn_deg(fields, "RA_OF_ASC_NODE"),
        "perigee_argument_deg": _turn_deg(fields, "ARG_OF_PERICENTER"),
        "mean_anomaly_deg": _turn_deg(fields, "MEAN_ANOMALY"),
        "bstar": _drag(fields, "BSTAR"),
        "mean_motion_dot_rev_per_day2": _drag(fields, "MEAN_MOTION_DOT", LARGEST_RATE_REV_PER_DAY2),
        "mean_motion_ddot_rev_per_day3": _drag(fields, "MEAN_MOTION_DDOT"),
        "name": fields.known("OBJECT_NAME"),
        "catalogue_number": _catalogue_number(fields),
        "international_designator": fields.known("OBJECT_ID"),
    }
    return validate(MeanElements, data, fields.file)


def _shape(fields: Fields) -> tuple[float, float]:
    """Return mean motion and eccentricity of an orbit that stays over the ground."""
    motion = fields.real("MEAN_MOTION")
    if not SLOWEST_REV_PER_DAY <= motion <= DECAY_REV_PER_DAY:
        raise fields.error(
            "MEAN_MOTION",
            f"a mean motion of {motion:g} revolutions a day is no orbit that lasts",
            f"give an element set from before the decay: {SLOWEST_REV_PER_DAY:g} to {DECAY_REV_PER_DAY:g}",
        )
    eccentricity = fields.real("ECCENTRICITY")
    if not 0 <= eccentricity < 1:
        problem = f"an eccentricity of {eccentricity:g} is no closed orbit"
        raise fields.error("ECCENTRICITY", problem, "it must be 0 or more, and less than 1")
    axis_km = (EARTH_GM_KM3_PER_S2 * (SECONDS_IN_A_DAY / (2 * math.pi * motion)) ** 2) ** (1 / 3)
    perigee_km = axis_km * (1 - eccentricity)
    if perigee_km < POLE_RADIUS_KM:
        problem = (
            f"an eccentricity of {eccentricity:g} at {motion:g} revolutions a day puts the perigee "
            f"{EARTH_RADIUS_KM - perigee_km:,.0f} km below the ground"
        )
        limit = 1 - POLE_RADIUS_KM / axis_km
        raise fields.error("ECCENTRICITY", problem, f"it must be less than {limit:.4g} at this mean motion")
    return motion, eccentricity


def _drag(fields: Fields, key: str, largest: float = LARGEST_DRAG) -> float:
    value = fields.real(key, 0.0)
    if abs(value) > largest:
        problem = f"{key} is {value:g}, a drag that no orbit outlives"
        raise fields.error(key, problem, f"it must be {-largest:g} to {largest:g}")
    return value


def _messages(lines: list[kvn.Line], file: str) -> Iterator[Fields]:
    texts: dict[str, str] = {}
    first = 1
    for line in lines:
        key, value = kvn.pair(line, file)
        if key == "CCSDS_OMM_VERS" and texts:
            yield Fields(texts, file, f"message from line {first}")
            texts, first = {}, line[0]
        if key in texts and not key.startswith("USER_DEFINED"):
            problem = f"{key} stands twice in one message"
            raise ScenarioError(problem, file=file, path=f"line {line[0]}", way_out="take one of them out")
        texts[key] = value
    yield Fields(texts, file, f"message from line {first}")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _turn_deg(fields: Fields, key: str) -> float:
    """Return an angle as 0 to 360 degrees."""
    angle_deg = fields.real(key)
    if abs(angle_deg) > 360:  # noqa: PLR2004 - degrees
        raise fields.error(key, f"{angle_deg:g} degrees are more than a turn", "write 0 to 360")
    return angle_deg % 360 % 360  # what rounds up to a full turn is none


def _catalogue_number(fields: Fields) -> int | None:
    text = fields.text("NORAD_CAT_ID", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:20]) < _CATALOGUE_LIMIT):
        raise fields.error("NORAD_CAT_ID", f"{text[:40]!r} is no catalogue number", "write up to nine digits")
    return int(text)
