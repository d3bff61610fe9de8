"""Ten times the years, planned by eras, beside one solve of the whole with the same time."""

from environments import OWN
from harness import Answer, Case, Entrant

__all__ = ["LIMIT_S", "case", "problem"]

LIMIT_S = 300.0
"""Of the wall clock, for the eras together and for the one solve."""


def problem(years: int, *, by_eras: bool, limit_s: float = LIMIT_S) -> dict[str, object]:
    """Return what is asked of the worker: iss-2022 so many times the years."""
    return {"years": years, "by_eras": by_eras, "limit_s": limit_s}


def case() -> Case:
    """Return the case; `--rounds 1` is enough, each round takes ten minutes."""
    by_eras = [
        Entrant(f"by eras, {years} times the years", OWN, "scale", problem(years, by_eras=True)) for years in (10, 5, 2)
    ]
    at_once = [
        Entrant(f"one solve, {years} times the years", OWN, "scale", problem(years, by_eras=False), counts=False)
        for years in (10, 5, 2)
    ]
    return Case(
        name="scale",
        title=f"iss-2022 many times over, {LIMIT_S:.0f} s",
        own=by_eras[0],
        peers=(*by_eras[1:], *at_once),
        compare=_compare,
        most_s=LIMIT_S,
        clock="processor",
    )


def _compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Tell what came out; there is no ratio where there is no plan."""
    if not own["has_plan"] or own["broken"]:
        return "", "our own plan by eras does not hold"
    if not other["has_plan"]:
        return "", f"no plan within {peer.problem['limit_s']:g} s"
    told = ", ".join(f"{name} {value:g}" for name, value in other["measured"].items())
    return f"{other['broken']} rules broken, {told}; {other['cpu_s']:.0f} s of processor", None
