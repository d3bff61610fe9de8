"""Make the section of docs/validation.md on Orekit: eclipses and plane crossings against its answers.

    .venv/bin/python docs/validate_orekit.py

Reads the reference files of the tests; prints the section and puts it in its place on the page.
"""

import sys
from pathlib import Path

import numpy as np

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "tests")]

from sections import renew  # noqa: E402 - neither folder is a package

from dynamics.orekit import PLACES, SHADOWS, crossings_of, shadow_of  # noqa: E402

NAMES = {
    "baikonur": "Baikonur, station at 51.6°",
    "kennedy": "Kennedy, 51.6°",
    "mahia": "Mahia, New Zealand, 51.6°",
    "wenchang": "Wenchang, 41.5°",
    "jiuquan": "Jiuquan, 41.5°",
    "grazing": "grazing, made up, 51.6°",
    "grazing-unmoved-pole": "grazing, against Orekit without polar motion",
}


def section() -> str:
    """Return the section as Markdown."""
    parts = [
        "## Against Orekit",
        "This section is made by `docs/validate_orekit.py` from what Orekit 13.1 found with its own SGP4, its own "
        "frames (IERS 2010, with UT1, polar motion and tides) and DE440; how it was asked stands in "
        "`tests/dynamics/reference/make_*.py`.",
        "### Eclipses of a year",
        "One element set of September 2022, ellipsoid WGS84, apparent Sun of 695,700 km. *Short*: eclipses below ten "
        "minutes, at both ends of each season of full Sun.",
        _eclipses(),
        "### Plane crossings of half a year",
        "The same mean plane on both sides: SGP4's path with the sway of J2 taken off, by formulas written twice. "
        "*Below the top*: how much further the plane reaches than the place's geocentric latitude.",
        _crossings(),
        "Polar motion is in it, as a rotation of first order; beyond the table of IERS, a year ahead, it is taken as "
        "none. The height of the pad is left out: that is what Jiuquan shows, 1 km high and near the top. Most is left "
        "right below the top of the plane: 0.02 degrees below it, a degree of latitude is 54 degrees of the node. The "
        "last row shows what polar motion is worth there, against an Orekit without it. None is missed there either.",
    ]
    return "\n\n".join(parts) + "\n"


def _eclipses() -> str:
    rows = [
        "| shadow | entries and exits | found | median, s | worst, s | short ones | shortest, s | worst of them, s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in SHADOWS:
        shadow = shadow_of(kind)
        off_s = np.abs(shadow.found_s - shadow.expected_s)
        ends, lasting_s = shadow.grazing
        rows.append(
            f"| {kind} | {len(shadow.expected_s):,} | {len(shadow.found_s):,} | {np.median(off_s):.3f} | "
            f"{off_s.max():.3f} | {len(lasting_s)} | {lasting_s.min():.0f} | {off_s[ends].max():.3f} |"
        )
    return "\n".join(rows)


def _crossings() -> str:
    rows = [
        "| place | below the top, deg | crossings | found | median, s | worst, s | phase, worst, deg |",
        "|---|---|---|---|---|---|---|",
    ]
    for place_id in PLACES:
        one = crossings_of(place_id)
        off_s = np.abs(one.found_s - one.expected_s)
        rows.append(
            f"| {NAMES[place_id]} | {one.below_top_deg:.2f} | {len(one.expected_s)} | {len(one.found_s)} | "
            f"{np.median(off_s):.2f} | {off_s.max():.2f} | {one.phase_apart_deg.max():.2f} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    renew("orekit", section())
