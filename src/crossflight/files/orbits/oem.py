"""Read CCSDS Orbit Ephemeris Messages, as KVN or XML, into one ephemeris without gaps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from crossflight import instants
from crossflight.errors import VALUE_LIMIT, FileError, ScenarioError, shorten
from crossflight.files.orbits import kvn, xml
from crossflight.files.orbits.boosts import boosts_of
from crossflight.files.orbits.fields import Fields
from crossflight.files.orbits.states import State, in_order, state_of
from crossflight.files.validating import validate
from crossflight.record import Ephemeris, Frame

__all__ = ["from_kvn", "from_xml"]

SLACK = timedelta(minutes=1)
"""By which a state may lie beyond the span that its segment states; some round it."""

SEGMENT_LIMIT = 10_000

_FRAMES: dict[str, Frame] = {"EME2000": "EME2000", "J2000": "EME2000", "GCRF": "GCRF", "ICRF": "GCRF", "TEME": "TEME"}
_KEYS = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")


@dataclass
class _Segment:
    fields: Fields
    states: list[State] = field(default_factory=list)


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
                _refuse_open_covariance(is_covariance, file, f"line {number}")
                _refuse_too_many_segments(len(segments) + 1, file)
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
                segments[-1].states.append(state_of(content.split(), file, f"line {number}"))
            case _ if not is_covariance:
                kvn.pair(line, file)
    _refuse_open_covariance(is_covariance, file, "its end")
    comments = (line.strip().removeprefix("COMMENT") for line in text.splitlines() if line.startswith("COMMENT"))
    return _joined(segments, file, comments)


def _refuse_too_many_segments(count: int, file: str) -> None:
    if count > SEGMENT_LIMIT:
        problem = f"it has more than {SEGMENT_LIMIT:,} segments"
        raise FileError(problem, file=file, way_out="split it")


def _refuse_open_covariance(is_open: bool, file: str, place: str) -> None:
    if is_open:
        problem = "COVARIANCE_STOP is missing before it"
        raise ScenarioError(problem, file=file, path=place, way_out="write it, or take the covariances out")


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
    elements = xml.find_all(messages[0], "segment")
    _refuse_too_many_segments(len(elements), file)
    for number, element in enumerate(elements, start=1):
        place = f"segment {number}"
        segment = _Segment(Fields(xml.texts(*xml.children(element, "metadata")), file, place))
        for data in xml.children(element, "data"):
            for row, vector in enumerate(xml.children(data, "stateVector"), start=1):
                texts = Fields(xml.texts(vector), file, f"{place}, stateVector {row}")
                parts = [texts.text("EPOCH"), *(texts.text(key) for key in _KEYS)]
                segment.states.append(state_of(parts, file, texts.place))
        segments.append(segment)
    return _joined(segments, file, (element.text or "" for element in xml.find_all(messages[0], "COMMENT")))


def _joined(segments: list[_Segment], file: str, comments: Iterable[str]) -> Ephemeris:
    if not any(segment.states for segment in segments):
        raise ScenarioError("it holds no state", file=file, way_out="give an ephemeris with states")
    frames = {_frame(segment.fields) for segment in segments}
    objects = {segment.fields.text("OBJECT_ID", "?") for segment in segments}
    for found, what in ((frames, "frames"), (objects, "objects")):
        if len(found) > 1:
            problem = f"its segments are of several {what}: {', '.join(sorted(found))}"
            raise ScenarioError(shorten(problem, 300), file=file, way_out="give segments of one object in one frame")
    for segment in segments:
        _refuse_outside(segment, file)
    states = in_order((state for segment in segments for state in segment.states), file)
    fields = segments[0].fields
    data = {
        "name": fields.known("OBJECT_NAME"),
        "international_designator": fields.known("OBJECT_ID"),
        "frame": frames.pop(),
        "epochs": tuple(state.epoch for state in states),
        "positions_km": tuple(state.position_km for state in states),
        "velocities_km_per_s": tuple(state.velocity_km_per_s for state in states),
        "boosts": boosts_of(comments, states[0].epoch, states[-1].epoch),
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


def _refuse_outside(segment: _Segment, file: str) -> None:
    """Refuse states beyond the span that the segment states: one of both is wrong."""
    first, last = (
        segment.fields.instant(key) if segment.fields.known(key) else None for key in ("START_TIME", "STOP_TIME")
    )
    for state in segment.states:
        if (first and state.epoch < first - SLACK) or (last and state.epoch > last + SLACK):
            problem = f"the state of {instants.write(state.epoch)} lies outside START_TIME and STOP_TIME of its segment"
            raise ScenarioError(problem, file=file, path=state.place, way_out="mend the epoch, or these times")
