"""Load what happened to a plan: by the bare name of an event that comes with the package, or from a file."""

import os
from pathlib import Path
from typing import Any

from crossflight.errors import FileError, ScenarioError
from crossflight.files import cataloguing
from crossflight.files.cataloguing import check_ids
from crossflight.files.parsing import parse_json, parse_toml
from crossflight.files.reading import is_file, read_text
from crossflight.files.referring import RULES_AND_NUMBERS, check_references
from crossflight.files.validating import suggest_shipped, validate
from crossflight.instants import write
from crossflight.record import Event, EventFile

__all__ = ["load_events", "parse_events"]


def load_events(name_or_path: str | os.PathLike[str]) -> EventFile:
    """Return the event file of that name.

    Parameters
    ----------
    name_or_path
        The bare name of a shipped event, such as ``ms22-leak``, or the path of a TOML or JSON file.

    Raises
    ------
    InputError
        When there is no such name or file, or what it says cannot be used.
    """
    path, name = Path(name_or_path), os.fspath(name_or_path)
    shipped = cataloguing.shipped_events()
    if cataloguing.is_bare(name, shipped) and not is_file(path):
        if name not in shipped:
            problem = f"no event of this name comes with the package ({', '.join(shipped) or 'there is none'})"
            raise FileError(problem, file=name, way_out=suggest_shipped(name, shipped))
        return parse_events(shipped[name].read_text(encoding="utf-8"), f"{name}{cataloguing.EVENT}.toml")
    return parse_events(read_text(path), name)


def parse_events(text: str, file: str = "event") -> EventFile:
    """Return the event file that a TOML or JSON text describes.

    Whether a plan holds what its events are about is found out when it is changed.

    Raises
    ------
    InputError
        When it cannot be read, or what it says cannot be: where in it, and the way out.
    """
    is_json = text.lstrip()[:1] == "{" or file.lower().endswith(".json")
    data = parse_json(text, file) if is_json else parse_toml(text, file)
    _refuse_others(data, file)
    found = validate(EventFile, data, file)
    if not found.events:
        raise ScenarioError("it tells no event", file=file, path="events", way_out="add what happened")
    check_ids(found, file, ("sources", "waivers"))
    _check_states(found.events, file)
    known = {**RULES_AND_NUMBERS, "flights": _Anything()}
    for position, waiver in enumerate(found.waivers):
        check_references(waiver, known, file, "waivers", position, only_needed=True)
    if found.as_of < found.first_known:
        problem = f"on {write(found.as_of)} nothing of it was known"
        raise ScenarioError(problem, file=file, path="as_of", way_out=f"give {write(found.first_known)} or later")
    return found


class _Anything(frozenset[str]):
    """Holds every id: which flights there are is known once there is a plan."""

    def __contains__(self, name: object) -> bool:
        return True


def _refuse_others(data: dict[str, Any], file: str) -> None:
    if not {"format", "scenario"}.isdisjoint(data):
        raise FileError("it is a plan, not an event", file=file, way_out="give it first, and the event to --event")
    if "events" not in data and not data.keys().isdisjoint({"station", "horizon"}):
        raise FileError("it is a scenario, not an event", file=file, way_out="give it in place of the plan")


def _check_states(events: tuple[Event, ...], file: str) -> None:
    """Refuse events of the same id that are not the same thing, known on different days."""
    seen: dict[str, tuple[int, Event]] = {}
    days: set[tuple[str, object]] = set()
    for position, event in enumerate(events):
        first, other = seen.setdefault(event.id, (position, event))
        if (event.kind, event.subject) != (other.kind, other.subject):
            problem = f"'{event.id}' is the id of events[{first}] already, of another kind or subject"
            raise ScenarioError(problem, file=file, path=f"events[{position}].id", way_out="give it another id")
        since = event.known_since or event.start
        if (event.id, since) in days:
            problem = f"'{event.id}' is told twice as known since {write(since)}"
            path = f"events[{position}].known_since"
            raise ScenarioError(problem, file=file, path=path, way_out="give the later day, or take one of them out")
        days.add((event.id, since))
