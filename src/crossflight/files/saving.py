"""Save a plan or a page: whole or not at all, and always the same bytes for the same plan."""

import contextlib
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from crossflight import instants
from crossflight.errors import FileError
from crossflight.record import Plan, Scenario

__all__ = [
    "certificate_matches",
    "decisions_sha256",
    "save_bytes",
    "save_plan",
    "save_scenario",
    "save_text",
    "scenario_sha256",
    "try_writing",
    "write_plan",
]

_OF_A_FLIGHT = ("id", "vehicle", "launch", "docked", "port", "undocked", "landed", "up", "down")
"""Keys that each flight of a plan file has, known or not."""

_OF_A_PLAN = ("format", "scenario", "flights", "stays", "spacewalks", "trainings", "boosts", "certificate")


def save_plan(plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write the plan to a file; a run that is killed leaves the old file, or none.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    save_text(write_plan(plan), path)


def save_text(text: str, path: str | os.PathLike[str]) -> None:
    """Write a text to a file, in UTF-8; a run that is killed leaves the old file, or none.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    save_bytes(text.encode(), path)


def save_scenario(text: str, path: str | os.PathLike[str]) -> None:
    """Write the TOML of a scenario to a file; a run that is killed leaves the old file, or none.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    save_bytes(text.encode(), path, replaces=".toml")


def save_bytes(content: bytes, path: str | os.PathLike[str], *, replaces: str = "") -> None:
    """Write bytes to a file; a run that is killed leaves the old file, or none.

    Parameters
    ----------
    content
        What the file will hold.
    path
        The file.
    replaces
        An ending that may be written although it is that of scenarios, ``.toml``.

    Raises
    ------
    FileError
        When it cannot be written; the old file stands then.
    """
    target = _target(path, replaces)
    with _refusals(path):
        temporary = _temporary(target)
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def try_writing(path: str | os.PathLike[str], *, replaces: str = "") -> None:
    """Find out whether a file can be written there, before any long work; nothing is left behind.

    Raises
    ------
    FileError
        When it cannot: no such folder, no permission, a folder or device in its place, or a scenario.
    """
    target = _target(path, replaces)
    with _refusals(path):
        temporary = _temporary(target)
        try:
            temporary.open("xb").close()
        finally:
            temporary.unlink(missing_ok=True)


def write_plan(plan: Plan) -> str:
    """Return the text of a plan file: JSON with sorted keys, without most of what has its default value."""
    data = plan.model_dump(exclude_defaults=True)
    data |= {key: getattr(plan, key) for key in _OF_A_PLAN if key not in data}
    flights = zip(data["flights"], plan.flights, strict=True)
    data["flights"] = [entry | {key: getattr(flight, key) for key in _OF_A_FLIGHT} for entry, flight in flights]
    # Defaults may change some day; a plan keeps the numbers and the policy that it was made with.
    data["scenario"] |= {
        "numbers": plan.scenario.numbers.model_dump(),
        "policy": plan.scenario.policy.model_dump(),
    }
    return json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False, default=_written) + "\n"


def scenario_sha256(scenario: Scenario) -> str:
    """Return the fingerprint of a scenario, 64 hexadecimal digits: the same for equal scenarios only."""
    data = scenario.model_dump(exclude_defaults=True)
    data |= {"numbers": scenario.numbers.model_dump(), "policy": scenario.policy.model_dump()}
    return _sha256(data)


def decisions_sha256(plan: Plan) -> str:
    """Return the fingerprint of what was decided: of all that a plan holds besides its scenario and certificate."""
    data = plan.model_dump(exclude_defaults=True, exclude={"scenario", "certificate"})
    return _sha256(data)


def certificate_matches(plan: Plan) -> bool:
    """Say whether the plan's certificate speaks of the scenario that it holds; none does not differ."""
    return plan.certificate is None or plan.certificate.scenario_sha256 == scenario_sha256(plan.scenario)


def _sha256(data: dict[str, Any]) -> str:
    text = json.dumps(
        data, separators=(",", ":"), sort_keys=True, ensure_ascii=False, allow_nan=False, default=_written
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _written(value: Any) -> str:
    """Return an instant as text, to the microsecond where it has any."""
    if not isinstance(value, datetime):
        message = f"{type(value).__name__} cannot be written as JSON"
        raise TypeError(message)
    if value.microsecond % 1000 == 0:
        return instants.write(value)
    return value.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _target(path: str | os.PathLike[str], replaces: str = "") -> Path:
    """Return the file to be replaced, links followed, once nothing speaks against replacing it."""
    name = os.fspath(path)
    if not name:
        raise FileError("the name of the file to write is empty", way_out="give a name such as plan.json")
    if Path(path).suffix.lower() == ".toml" != replaces:
        raise FileError("a scenario would be overwritten", file=name, way_out="end the name in .json")
    with _refusals(path):
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise FileError("it is a folder, not a file", file=name, way_out="name a file in it")
        if not target.parent.is_dir():
            raise FileError(
                f"there is no folder '{target.parent}'", file=name, way_out="make it first, or name another"
            )
        if target.exists() and not target.is_file():
            raise FileError("it is a device or a pipe, not an ordinary file", file=name, way_out="name another file")
        if target.exists() and not os.access(target, os.W_OK):
            raise FileError("it may not be overwritten", file=name, way_out="name another file")
        return target


def _temporary(target: Path) -> Path:
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}.part")


@contextlib.contextmanager
def _refusals(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what the operating system says against a file into an error that names it."""
    name = os.fspath(path)
    try:
        yield
    except FileError:
        raise
    except PermissionError as error:
        raise FileError("no permission to write there", file=name, way_out="name a file in another folder") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(f"it cannot be written: {reason}", file=name, way_out="name another file") from error
    except ValueError as error:
        raise FileError("no file can have this name", file=name, way_out="name another file") from error
