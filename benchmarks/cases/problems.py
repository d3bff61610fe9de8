"""What the cases ask about: one orbit, six pads that launch to it."""

from typing import Any

from crossflight.files import catalogue

__all__ = ["ASCENTS", "orbit", "sites"]

ASCENTS = {
    "baikonur-31-6": "soyuz-ms-from-baikonur",
    "ksc-39a": "crew-dragon-from-florida",
    "ccsfs-40": "cargo-dragon-from-florida",
    "ccsfs-41": "starliner-from-florida",
    "wallops-0a": "cygnus-from-wallops",
    "tanegashima": "htv-x-from-tanegashima",
}
"""By pad; both of the catalogue."""


def orbit() -> dict[str, Any]:
    """Return the orbit of the International Space Station in September 2022, and the start of the span.

    Set 22264.34024677 of object 25544 (https://www.space-track.org/), without its drag: nobody knows that of the ten
    years, and without it the station stays up.
    """
    elements = {
        "epoch": "2022-09-21T08:09:57.320928Z",
        "mean_motion_rev_per_day": 15.50209155,
        "eccentricity": 0.0002499,
        "inclination_deg": 51.6428,
        "node_deg": 220.2201,
        "perigee_argument_deg": 280.2153,
        "mean_anomaly_deg": 244.2840,
    }
    return {"elements": elements, "start": "2022-09-21T12:00:00Z"}


def sites() -> list[dict[str, float]]:
    """Return the places of six pads of the catalogue, at sea level."""
    known = {site.id: site for site in catalogue().sites}
    return [{"latitude_deg": known[pad].latitude_deg, "longitude_deg": known[pad].longitude_deg} for pad in ASCENTS]
