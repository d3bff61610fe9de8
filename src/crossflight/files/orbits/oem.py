"""Read CCSDS Orbit Ephemeris Messages, as KVN or XML, into one ephemeris without gaps."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crossflight import instants
from crossflight.errors import VALUE_LIMIT, ScenarioError, shorten
from crossflight.files.orbits import kvn, xml
from crossflight.files.orbits.fields import Fields, instant, real
from crossflight.files.validating import validate
from crossflight.record import Ephemeris, Frame, Vector

__all__ = ["GAP_RAD", "from_kvn", "from_xml"]

GAP_RAD = 0.8
"""Longest way about the Earth from one state to the next: 12 minutes in a low orbit, interpolated to 50 m."""

EARTH_GM_KM3_PER_S2 = 398_600.4418
EARTH_RADIUS_KM = 6356.752
"""The smaller one, at the poles (WGS84)."""

_FRAMES: dict[str, Frame] = {"EME2000": "EME2000", "J2000": "EME2000", "GCRF": "GCRF", "ICRF": "GCRF", "TEME": "TEME"}
_KEYS = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
_LENGTHS = (7, 10)
"""An epoch, position and velocity, and with some the acceleration."""


@dataclass(frozen=True)
class _State:
    place: str
    epoch: datetime
    position_km: Vector
    velocity_km_per_s: Vector


@dataclass
class _Segment:
    fields: Fields
    states: list[_State] = field(default_factory=list)


def from_kvn(text: str, file: str) -> Ephemeris:
    """Return the ephemeris of a message in keyword = value notation.

    Raises
    ------
    ScenarioError
        When it names what is not known, is in disorder, or leaves a gap.
    """
    segments: list[_Segment] = []
    meta: dict[str, str] | None = None
    is_covariance = False
    for line in kvn.lines(text, file):
        number, content = line
        match content:
            case "META_START":
                meta = {}
                segments.append(_Segment(Fields(meta, file, f"segment {len(segments) + 1}")))
            case "META_STOP":
                meta = None
            case "COVARIANCE_START" | "COVARIANCE_STOP":
                is_covariance = content == "COVARIANCE_START"
            case _ if meta is not None:
                key, value = kvn.pair(line, file)
                meta[key] = value
            case _ if segments and not is_covariance and re.match(r"[\d+.-]", content):
                segments[-1].states.append(_state(content.split(), file, f"line {number}"))
            case _ if not is_covariance:
                kvn.pair(line, file)
    return _joined(segments, file)


def from_xml(root: xml.Element, file: str) -> Ephemeris:
    """Return the ephemeris of a message in XML.

    Raises
    ------
    ScenarioError
        When it names what is not known, is in disorder, or leaves a gap.
    """
    messages = xml.find_all(root, "oem")
    if len(messages) > 1:
        problem = f"it holds {len(messages)} ephemeris messages"
        raise ScenarioError(problem, file=file, way_out="give one in a file")
    segments = []
    for number, element in enumerate(xml.find_all(messages[0], "segment"), start=1):
        place = f"segment {number}"
        segment = _Segment(Fields(xml.texts(*xml.children(element, "metadata")), file, place))
        for data in xml.children(element, "data"):
            for row, vector in enumerate(xml.children(data, "stateVector"), start=1):
                texts = Fields(xml.texts(vector), file, f"{place}, stateVector {row}")
                parts = [texts.text("EPOCH"), *(texts.text(key) for key in _KEYS)]
                segment.states.append(_state(parts, file, texts.place))
        segments.append(segment)
    return _joined(segments, file)


def _state(parts: Sequence[str], file: str, place: str) -> _State:
    if len(parts) not in _LENGTHS:
        problem = f"the state has {len(parts)} entries; it needs an epoch, three of position and three of velocity"
        raise ScenarioError(problem, file=file, path=place, way_out="mend the line")
    x, y, z, x_dot, y_dot, z_dot = (real(part, file, place) for part in parts[1:7])
    state = _State(place, instant(parts[0], file, place), (x, y, z), (x_dot, y_dot, z_dot))
    radius_km, speed_km_per_s = math.hypot(x, y, z), math.hypot(x_dot, y_dot, z_dot)
    if radius_km < EARTH_RADIUS_KM:
        problem = f"the position is {radius_km:,.0f} km from the centre of the Earth, inside it"
        raise ScenarioError(problem, file=file, path=place, way_out="give kilometres, of an object in orbit")
    if speed_km_per_s**2 / 2 >= EARTH_GM_KM3_PER_S2 / radius_km:
        problem = f"{speed_km_per_s:,.3f} km/s at {radius_km:,.0f} km is an escape, no orbit"
        raise ScenarioError(problem, file=file, path=place, way_out="give km and km/s, of an object in orbit")
    return state


def _joined(segments: list[_Segment], file: str) -> Ephemeris:
    if not any(segment.states for segment in segments):
        raise ScenarioError("it holds no state", file=file, way_out="give an ephemeris with states")
    frames = {_frame(segment.fields) for segment in segments}
    objects = {segment.fields.text("OBJECT_ID", "?") for segment in segments}
    for found, what in ((frames, "frames"), (objects, "objects")):
        if len(found) > 1:
            problem = f"its segments are of several {what}: {', '.join(sorted(found))}"
            raise ScenarioError(shorten(problem, 300), file=file, way_out="give segments of one object in one frame")
    states = _in_order((state for segment in segments for state in segment.states), file)
    fields = segments[0].fields
    data = {
        "name": fields.known("OBJECT_NAME"),
        "international_designator": fields.known("OBJECT_ID"),
        "frame": frames.pop(),
        "epochs": tuple(state.epoch for state in states),
        "positions_km": tuple(state.position_km for state in states),
        "velocities_km_per_s": tuple(state.velocity_km_per_s for state in states),
    }
    return validate(Ephemeris, data, file)


def _frame(fields: Fields) -> Frame:
    fields.refuse_all_but("CENTER_NAME", ("EARTH",), "only orbits about this are known")
    fields.refuse_all_but("TIME_SYSTEM", ("UTC",), "give epochs in")
    name = fields.text("REF_FRAME").upper()
    if name not in _FRAMES:
        problem = f"the frame {shorten(repr(name), VALUE_LIMIT)} is not known"
        raise fields.error("REF_FRAME", problem, f"turn the states into one of {', '.join(_FRAMES)}")
    return _FRAMES[name]


def _in_order(states: Iterable[_State], file: str) -> list[_State]:
    """Return the states without repetitions; segments may share the instant at which one follows the other."""
    ordered: list[_State] = []
    for state in states:
        if not ordered:
            ordered.append(state)
            continue
        last = ordered[-1]
        step_s = (state.epoch - last.epoch).total_seconds()
        if step_s < 0:
            problem = f"the state of {instants.write(state.epoch)} stands after that of {instants.write(last.epoch)}"
            raise ScenarioError(problem, file=file, path=state.place, way_out="put the states in order")
        way_rad = step_s * math.hypot(*last.velocity_km_per_s) / math.hypot(*last.position_km)
        if way_rad > GAP_RAD:
            problem = (
                f"there is a gap of {step_s / 60:,.1f} min before it, from {instants.write(last.epoch)} "
                f"to {instants.write(state.epoch)}"
            )
            way_out = "give states at most some minutes apart, or cut the file there"
            raise ScenarioError(problem, file=file, path=state.place, way_out=way_out)
        if step_s > 0:
            ordered.append(state)
    return ordered
