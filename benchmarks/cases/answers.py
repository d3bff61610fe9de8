"""What a planner waits for: why it cannot be, and what to do after a leak."""

from environments import OWN
from harness import Answer, Case, Entrant

__all__ = ["case"]

PORT = "port harmony-zenith closed"
EARLY = "soyuz-ms-23.launch <= 2023-02-10"


def case() -> Case:
    """Return the case."""

    def clash(required: str, *, only_first: bool) -> Entrant:
        says = "the first clash, certified" if only_first else "all clashes and mends"
        name, problem = f"{required}: {says}", {"required": required, "only_first": only_first}
        return Entrant(name, OWN, "clash", problem, most_s=2.0 if only_first else None)

    leak = Entrant("the plan after the leak", OWN, "replan", {"scenario": "iss-2022"}, most_s=3.0)
    return Case(
        name="answers",
        title="Why not, and Soyuz MS-22 replanned",
        own=clash(PORT, only_first=True),
        peers=(clash(EARLY, only_first=True), clash(PORT, only_first=False), clash(EARLY, only_first=False), leak),
        compare=_compare,
        clock="processor",
    )


def _compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Hold each to what it promises: the first clash is certified, and the replanned plan proven.

    Of several clashes some can be left uncertified when the time is up, which the answer says.
    """
    if peer.task == "replan":
        told = f"{other['status']}, {other['changes']} changes"
        return told, None if other["status"] == "optimal" else told
    told = ", ".join(f"{other[name]} {name}" for name in ("clashes", "rules in the first", "mends"))
    is_certified = own["is_certified"] and (other["is_certified"] or not peer.problem["only_first"])
    return told, None if is_certified else f"not certified: {told}"
