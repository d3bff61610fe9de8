"""Write orbits: element sets as OMM, an ephemeris as OEM, whole or not at all."""

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from crossflight.errors import CallError
from crossflight.files.orbits.boosts import boost_comments
from crossflight.files.orbits.loading import Orbit
from crossflight.files.saving import save_text
from crossflight.record import Ephemeris, MeanElements

__all__ = [
    "save_orbit",
    "write_oem_kvn",
    "write_oem_xml",
    "write_omm_csv",
    "write_omm_json",
    "write_omm_kvn",
    "write_omm_xml",
]

ORIGINATOR = "CROSSFLIGHT"

_META = (
    "OBJECT_NAME", "OBJECT_ID", "CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "MEAN_ELEMENT_THEORY",
)  # fmt: skip
_STATE = ("EPOCH", "X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
_ELEMENTS = (
    "EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY",
)  # fmt: skip


def save_orbit(orbit: Orbit, path: str | os.PathLike[str], created: datetime) -> None:
    """Write an orbit to a file; a run that is killed leaves the old file, or none.

    Element sets become an OMM, in JSON, XML or CSV when the name ends so and else in KVN; an ephemeris becomes
    an OEM, in XML or else in KVN. ``created`` stands in the file, so that the same call writes the same bytes.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    ending = Path(path).suffix.lower()
    if isinstance(orbit, Ephemeris):
        text = write_oem_xml(orbit, created) if ending == ".xml" else write_oem_kvn(orbit, created)
    else:
        match ending:
            case ".json":
                text = write_omm_json(orbit, created)
            case ".xml":
                text = write_omm_xml(orbit, created)
            case ".csv":
                text = write_omm_csv(orbit)
            case _:
                text = write_omm_kvn(orbit, created)
    save_text(text, path)


def write_omm_json(sets: Sequence[MeanElements], created: datetime) -> str:
    """Return a list of OMM in JSON."""
    entries = [_header("OMM", created) | dict(_keywords(entry)) for entry in sets]
    return json.dumps(entries, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def write_omm_csv(sets: Sequence[MeanElements]) -> str:
    """Return a table with the keywords of an OMM on top; it has no place for a header and its date."""
    rows = [{key: _plain(value) for key, value in _keywords(entry)} for entry in sets]
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO()
    table = csv.DictWriter(text, keys, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def write_omm_kvn(sets: Sequence[MeanElements], created: datetime) -> str:
    """Return one OMM after another in keyword = value notation."""
    messages = [_header("OMM", created) | dict(_keywords(entry)) for entry in sets]
    lines = [f"{key} = {_plain(value)}" for message in messages for key, value in message.items()]
    return "\n".join(lines) + "\n"


def write_omm_xml(sets: Sequence[MeanElements], created: datetime) -> str:
    """Return OMM in XML, gathered in one <ndm>."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<ndm>"]
    for entry in sets:
        fields = dict(_keywords(entry))
        lines += [
            '<omm id="CCSDS_OMM_VERS" version="3.0">',
            f"<header><CREATION_DATE>{_epoch(created)}</CREATION_DATE><ORIGINATOR>{ORIGINATOR}</ORIGINATOR></header>",
            "<body><segment>",
            "<metadata>", *_leaves(fields, _META), "</metadata>",
            "<data>",
            "<meanElements>", *_leaves(fields, _ELEMENTS), "</meanElements>",
            "<tleParameters>",
            *_leaves(fields, tuple(key for key in fields if key not in {*_META, *_ELEMENTS})),
            "</tleParameters>",
            "</data>",
            "</segment></body>",
            "</omm>",
        ]  # fmt: skip
    return "\n".join([*lines, "</ndm>"]) + "\n"


def write_oem_kvn(ephemeris: Ephemeris, created: datetime) -> str:
    """Return an OEM of one segment in keyword = value notation; numbers are read back as they were."""
    lines = [f"{key} = {_plain(value)}" for key, value in _header("OEM", created).items()]
    lines += ["META_START", *(f"{key} = {_plain(value)}" for key, value in _oem_meta(ephemeris).items()), "META_STOP"]
    lines += [f"COMMENT {text}" for text in boost_comments(ephemeris.boosts)]
    lines += [" ".join(state) for state in _states(ephemeris)]
    return "\n".join(lines) + "\n"


def write_oem_xml(ephemeris: Ephemeris, created: datetime) -> str:
    """Return an OEM of one segment in XML, with the same digits."""
    header = "".join(
        f"<{key}>{escape(_plain(value))}</{key}>" for key, value in list(_header("OEM", created).items())[1:]
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<ndm>",
        '<oem id="CCSDS_OEM_VERS" version="2.0">',
        f"<header>{header}</header>",
        "<body><segment>",
        "<metadata>",
        *(f"<{key}>{escape(_plain(value))}</{key}>" for key, value in _oem_meta(ephemeris).items()),
        "</metadata>",
        "<data>",
        *(f"<COMMENT>{escape(text)}</COMMENT>" for text in boost_comments(ephemeris.boosts)),
    ]
    for state in _states(ephemeris):
        leaves = (f"<{key}>{part}</{key}>" for key, part in zip(_STATE, state, strict=True))
        lines.append(f"<stateVector>{''.join(leaves)}</stateVector>")
    return "\n".join([*lines, "</data>", "</segment></body>", "</oem>", "</ndm>"]) + "\n"


def _oem_meta(ephemeris: Ephemeris) -> dict[str, str]:
    return {
        "OBJECT_NAME": ephemeris.name or "UNKNOWN",
        "OBJECT_ID": ephemeris.international_designator or "UNKNOWN",
        "CENTER_NAME": "EARTH",
        "REF_FRAME": ephemeris.frame,
        "TIME_SYSTEM": "UTC",
        "START_TIME": _epoch(ephemeris.epochs[0]),
        "STOP_TIME": _epoch(ephemeris.epochs[-1]),
    }


def _states(ephemeris: Ephemeris) -> Iterator[tuple[str, ...]]:
    """Yield epoch, position and velocity as texts; the shortest digits that are read back as they were."""
    states = zip(ephemeris.epochs, ephemeris.positions_km, ephemeris.velocities_km_per_s, strict=True)
    for epoch, position_km, velocity_km_per_s in states:
        yield (_epoch(epoch), *(repr(part) for part in (*position_km, *velocity_km_per_s)))


def _header(message: str, created: datetime) -> dict[str, str | float]:
    return {
        f"CCSDS_{message}_VERS": "3.0" if message == "OMM" else "2.0",
        "CREATION_DATE": _epoch(created),
        "ORIGINATOR": ORIGINATOR,
    }


def _keywords(entry: MeanElements) -> Iterator[tuple[str, str | float]]:
    """Yield the keywords of an OMM in the order of the standard; what is not known is left out."""
    yield "OBJECT_NAME", entry.name or "UNKNOWN"
    yield "OBJECT_ID", entry.international_designator or "UNKNOWN"
    yield "CENTER_NAME", "EARTH"
    yield "REF_FRAME", "TEME"
    yield "TIME_SYSTEM", "UTC"
    yield "MEAN_ELEMENT_THEORY", "SGP4"
    yield "EPOCH", _epoch(entry.epoch)
    yield "MEAN_MOTION", entry.mean_motion_rev_per_day
    yield "ECCENTRICITY", entry.eccentricity
    yield "INCLINATION", entry.inclination_deg
    yield "RA_OF_ASC_NODE", entry.node_deg
    yield "ARG_OF_PERICENTER", entry.perigee_argument_deg
    yield "MEAN_ANOMALY", entry.mean_anomaly_deg
    yield "EPHEMERIS_TYPE", 0
    yield "CLASSIFICATION_TYPE", "U"
    if entry.catalogue_number is not None:
        yield "NORAD_CAT_ID", entry.catalogue_number
    yield "ELEMENT_SET_NO", 999
    yield "REV_AT_EPOCH", 0
    yield "BSTAR", entry.bstar
    yield "MEAN_MOTION_DOT", entry.mean_motion_dot_rev_per_day2
    yield "MEAN_MOTION_DDOT", entry.mean_motion_ddot_rev_per_day3


def _leaves(fields: Mapping[str, str | float], keys: tuple[str, ...]) -> Iterator[str]:
    return (f"<{key}>{escape(_plain(fields[key]))}</{key}>" for key in keys)


def _plain(value: str | float) -> str:
    """Return a value on one line."""
    text = value if isinstance(value, str) else repr(value)
    if not text.isprintable():
        message = f"{text!r} cannot be written in an orbit message; give it without line breaks"
        raise CallError(message)
    return text


def _epoch(instant: datetime) -> str:
    """Return an instant in UTC to the microsecond; the standard writes no zone."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%f")
