"""Load an orbit: the format is told by what the file holds, whatever it is called."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

from crossflight.errors import VALUE_LIMIT, FileError, ScenarioError, shorten
from crossflight.files.orbits import oem, omm, xml
from crossflight.files.orbits.tle import from_tle, is_tle
from crossflight.files.reading import FILE_LIMIT_BYTES, read_bytes, text_of
from crossflight.record import Ephemeris, MeanElements

__all__ = ["Orbit", "load_orbit", "parse_orbit"]

Orbit = tuple[MeanElements, ...] | Ephemeris
"""Element sets of one object in the order of their epochs, at least one; or an ephemeris."""

FORMATS = "an OMM (JSON, XML, KVN or CSV), element sets in two lines, or an OEM (KVN or XML)"

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
"""How zlib is told to expect gzip's own header."""


def load_orbit(
    path: str | os.PathLike[str], catalogue_number: int | None = None, designator: str | None = None
) -> Orbit:
    """Return the orbit that a file holds; it may be packed with gzip.

    Parameters
    ----------
    path
        The file.
    catalogue_number
        Which object's element sets to take; None: the file holds one object.
    designator
        The international designator that the object must have where the file tells one without a number.

    Raises
    ------
    InputError
        When it cannot be read, or what it says is no orbit, or that of another object: where in it, and the way out.
    """
    name = os.fspath(path)
    content = read_bytes(Path(path), give=FORMATS)
    if content.startswith(_GZIP):
        content = _unpacked(content, name)
    orbit = parse_orbit(text_of(content, name), name, catalogue_number)
    if designator is not None:
        _refuse_other_object(orbit, name, designator)
    return orbit


def _refuse_other_object(orbit: Orbit, file: str, designator: str) -> None:
    """Refuse what names another object; what has a number was chosen by it, and what has no name passes."""
    told = orbit if isinstance(orbit, Ephemeris) else orbit[0]
    if isinstance(told, MeanElements) and told.catalogue_number is not None:
        return
    found = told.international_designator
    if found is not None and _letters(found) != _letters(designator):
        name = f" ({told.name})" if told.name else ""
        problem = f"it is the orbit of {shorten(found + name, VALUE_LIMIT)}, not of {designator}"
        raise ScenarioError(problem, file=file, path="OBJECT_ID", way_out="give the file of this object")


def _letters(designator: str) -> str:
    """Return 1998067A for 1998-067A as for NASA's 1998-067-A."""
    return designator.replace("-", "").replace(" ", "").upper()


def parse_orbit(text: str, file: str = "orbit", catalogue_number: int | None = None) -> Orbit:
    """Return the orbit that a text describes.

    Raises
    ------
    InputError
        When it cannot be read, or what it says is no orbit: where in it, and the way out.
    """
    start = text.lstrip()[:200]
    if start.startswith("<"):
        return _of_xml(text, file, catalogue_number)
    if start.startswith("CCSDS_OEM_VERS"):
        return oem.from_kvn(text, file)
    return _of_one_object(_reader(text, start)(text, file), file, catalogue_number)


def _reader(text: str, start: str) -> Callable[[str, str], tuple[MeanElements, ...]]:
    first_line = start.partition("\n")[0]
    if start.startswith(("{", "[")):
        return omm.from_json
    if start.startswith("CCSDS_OMM_VERS"):
        return omm.from_kvn
    if "," in first_line and "EPOCH" in first_line:
        return omm.from_csv
    return from_tle if is_tle(text) else _refuse


def _refuse(text: str, file: str) -> tuple[MeanElements, ...]:
    problem = "it holds no orbit" if text.strip() else "it is empty"
    raise FileError(problem, file=file, way_out=f"give {FORMATS}")


def _of_xml(text: str, file: str, catalogue_number: int | None) -> Orbit:
    root = xml.parse_xml(text, file)
    if xml.find_all(root, "oem"):
        return oem.from_xml(root, file)
    if xml.find_all(root, "omm"):
        return _of_one_object(omm.from_xml(root, file), file, catalogue_number)
    problem = f"its root <{xml.tag(root)[:80]}> holds neither <omm> nor <oem>"
    raise FileError(problem, file=file, way_out=f"give {FORMATS}")


def _of_one_object(sets: tuple[MeanElements, ...], file: str, catalogue_number: int | None) -> tuple[MeanElements, ...]:
    """Return the sets of the object in the order of their epochs, each once."""
    if not sets:
        raise ScenarioError("it holds no element set", file=file, way_out="give at least one")
    numbers = sorted({entry.catalogue_number for entry in sets if entry.catalogue_number is not None})
    if catalogue_number is not None and numbers:
        sets = tuple(entry for entry in sets if entry.catalogue_number == catalogue_number)
        if not sets:
            shown = shorten(", ".join(str(number) for number in numbers), VALUE_LIMIT)
            problem = f"there is no element set of object {catalogue_number}; it holds {shown}"
            raise ScenarioError(problem, file=file, way_out="give the file of this object")
    first, *others = dict.fromkeys(_object(entry) for entry in sets)
    if others:
        problem = f"it holds {len(others) + 1} objects, {first} and {others[0]} among them"
        raise ScenarioError(problem, file=file, way_out="give the element sets of one, or its catalogue number")
    return tuple(sorted(dict.fromkeys(sets), key=lambda entry: entry.epoch))


def _object(entry: MeanElements) -> str:
    """Return what tells an object from others: its number, or else its designator or name."""
    number = entry.catalogue_number
    return str(number) if number is not None else entry.international_designator or entry.name or "one without a name"


def _unpacked(content: bytes, name: str) -> bytes:
    """Return what gzip packed, as long as it is not more than may be read."""
    unpacking = zlib.decompressobj(_GZIP_WINDOW)
    try:
        text = unpacking.decompress(content, FILE_LIMIT_BYTES + 1)
    except zlib.error as error:
        raise FileError("it is not whole: gzip cannot unpack it", file=name, way_out="copy it anew") from error
    if len(text) > FILE_LIMIT_BYTES:
        problem = f"it unpacks to more than {FILE_LIMIT_BYTES:,} bytes, the most that is read"
        raise FileError(problem, file=name, way_out="split it")
    if unpacking.unused_data.strip(b"\0"):
        raise FileError("it holds more after the end of what gzip packed", file=name, way_out="unpack it first")
    if not unpacking.eof:
        raise FileError("it is not whole: its end is missing", file=name, way_out="copy it anew")
    return text
