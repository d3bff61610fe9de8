"""Orbit files: element sets as OMM or TLE, ephemerides as CCSDS OEM, read with care and written whole.

OMM and OEM are standards of CCSDS (Orbit Data Messages, 502.0-B-3). They are read here and not by a library: the
reader of ``sgp4`` belongs to dynamics and says nothing of what is wrong, and the package ``oem`` brings astropy.
"""

from crossflight.files.orbits.loading import Orbit, load_orbit, parse_orbit
from crossflight.files.orbits.writing import (
    save_orbit,
    write_oem_kvn,
    write_oem_xml,
    write_omm_csv,
    write_omm_json,
    write_omm_kvn,
    write_omm_xml,
)

__all__ = [
    "Orbit",
    "load_orbit",
    "parse_orbit",
    "save_orbit",
    "write_oem_kvn",
    "write_oem_xml",
    "write_omm_csv",
    "write_omm_json",
    "write_omm_kvn",
    "write_omm_xml",
]
