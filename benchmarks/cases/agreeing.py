"""How answers of engines are compared: the status and the optimum of every level."""

from harness import Answer, Entrant

__all__ = ["compare"]


def compare(peer: Entrant, own: Answer, other: Answer) -> tuple[str, str | None]:
    """Hold a peer's proof against ours; one that had no time to prove anything may still find nothing better."""
    if own.get("status") != "optimal":
        return "", f"ours is {own.get('status')}"
    if other.get("is_cut_short"):
        told = f"not proven in {peer.problem['time_limit_s']:g} s: {other['told']}"
        better = [name for name, value in other["levels"].items() if value < own["levels"][name]]
        return told, f"it finds less than our optimum, {told}" if better else None
    same = other["status"] == "optimal" and other["levels"] == {name: own["levels"][name] for name in other["levels"]}
    if set(other["levels"]) != set(own["levels"]) or not same:
        return "", f"it finds {other['status']}, {other['levels']} where we find {own['levels']}"
    return ", ".join(f"{name} {value:g}" for name, value in other["levels"].items()), None
