"""What is done with a plan of iss-2022 while a planner looks on: milliseconds."""

from environments import OWN
from harness import Answer, Case, Entrant

__all__ = ["case"]


def case() -> Case:
    """Return the case."""
    return Case(
        name="checks",
        title="Check of the plan of iss-2022, one moved flight, every single loss",
        own=Entrant("check, 3.25 years", OWN, "check", {"times": 1}, most_s=0.020),
        peers=(
            *(
                Entrant(
                    f"check, {times} times the years", OWN, "check", {"times": times}, times, "scaled", counts=False
                )
                for times in (2, 5, 10)
            ),
            Entrant("one moved flight checked again", OWN, "recheck", {"flight": "crew-6"}, most_s=0.005),
            Entrant("every single loss on every day", OWN, "sweep", {}, most_s=0.050),
        ),
        compare=_compare,
        clock="processor",
    )


def _compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Tell what was found; the plan itself has nothing broken."""
    told = ", ".join(f"{value:,} {name}" for name, value in other.items())
    return told, f"the plan breaks {own['broken']} rules" if own["broken"] else None
