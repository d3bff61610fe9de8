"""Umbra and penumbra of an oblate Earth: a year, and ten for the growth."""

import numpy as np
from cases import problems
from environments import OWN
from harness import Answer, Case, Entrant

__all__ = ["case"]

DAYS, DAYS_OF_SKYFIELD = 365, 15
TOLERANCE_S = 0.1
"""The worst are the shortest eclipses, which the least change of the model moves most."""


def case() -> Case:
    """Return the case."""
    whole = {**problems.orbit(), "days": DAYS, "tolerance_s": 1e-3}

    def orekit(check_s: float) -> Entrant:
        name = f"orekit, EclipseDetector all in Java, step {check_s:.0f} s"
        return Entrant(name, "orekit", "eclipses", {**whole, "check_s": check_s})

    def skyfield(check_s: float) -> Entrant:
        problem = {**whole, "days": DAYS_OF_SKYFIELD, "check_s": check_s}
        name, says = f"skyfield, the same shadow, step {check_s:.0f} s", f"{DAYS_OF_SKYFIELD} days, scaled"
        return Entrant(name, "skyfield", "eclipses", problem, DAYS_OF_SKYFIELD / DAYS, says)

    return Case(
        name="eclipses",
        title="Eclipses, umbra and penumbra of the ellipsoid, 1 year",
        own=Entrant("crossflight", OWN, "eclipses", whole),
        other_span=Entrant("crossflight, 10 years", OWN, "eclipses", {**whole, "days": 10 * DAYS}, 10, "scaled"),
        peers=(orekit(100.0), orekit(300.0), skyfield(840.0)),
        compare=_compare,
        least_ratio={"orekit": 10, "skyfield": 100},
    )


def _compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Hold each entry and exit against the same one of ours."""
    last_s = peer.problem["days"] * 86_400
    count, worst_s = 0, 0.0
    for kind in ("umbra", "penumbra"):
        ours = np.array([second for second in own[kind] if second < last_s])
        theirs = np.array(other[kind])
        if len(ours) != len(theirs):
            return "", f"it finds {len(theirs)} events of the {kind} where we find {len(ours)}"
        worst_s = max(worst_s, float(np.abs(ours - theirs).max()))
        count += len(theirs)
    agrees = f"{count} events, at most {worst_s:.3f} s apart"
    return agrees, None if worst_s <= TOLERANCE_S else f"the answers differ: {agrees}; allowed are {TOLERANCE_S} s"
