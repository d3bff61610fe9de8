"""Make a noun of plain data, or say in one sentence which value in the file is wrong, and what is allowed."""

import difflib
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from crossflight.errors import VALUE_LIMIT, ScenarioError, shorten
from crossflight.files.parsing import join
from crossflight.record import Noun

__all__ = ["nearest", "show", "suggest", "suggest_shipped", "validate"]

AnyNoun = TypeVar("AnyNoun", bound=Noun)
Location = tuple[str | int, ...]
Problems = dict[tuple[Location, bool], list[ErrorDetails]]
"""What is wrong by its place in the file, and whether it is the key that is refused."""

_NO_INSTANT = " is not an instant"

_LIST_LIMIT = 12
"""Names that are listed when none is near."""


def validate(noun: type[AnyNoun], data: Mapping[str, Any], file: str) -> AnyNoun:
    """Return the noun that the data describe.

    Values must have the right type from the start: ``"12"`` is no number, ``1`` is not true. Lists are
    tuples.

    Raises
    ------
    ScenarioError
        Naming the first problem in full, and how many more there are.
    """
    try:
        return noun.model_validate(data, strict=True)
    except ValidationError as error:
        problems: Problems = {}
        for details in error.errors(include_url=False):
            problems.setdefault((_location(details, data), _is_of_key(details)), []).append(details)
        problems = _as_one(problems)
        (location, _), causes = next(iter(problems.items()))
        problem, way_out = _explain(noun, location, causes)
        if len(problems) > 1:
            more = len(problems) - 1
            way_out += f" (and {more:,} more {'problem' if more == 1 else 'problems'})"
        raise ScenarioError(problem, file=file, path=join(location), way_out=way_out) from error


def _as_one(problems: Problems) -> Problems:
    """Return the problems without a missing key that stands there misspelt: its misspelling is told instead."""
    told = dict(problems)
    missing = {location for (location, _), causes in problems.items() if causes[0]["type"] == "missing" and location}
    for (location, _), causes in problems.items():
        if causes[0]["type"] == "extra_forbidden":
            beside = {str(other[-1]) for other in missing if other[:-1] == location[:-1]}
            meant = nearest(str(location[-1]), beside)
            told.pop(((*location[:-1], meant), False), None)
    return told


def show(value: object) -> str:  # noqa: PLR0911 - one kind of value, one way of writing it
    """Return a value as it can be shown in a message: short, and in the words of the file."""
    if value is None:
        return "no value"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, tuple):
        return f"a list of {len(value):,}"
    if isinstance(value, str):
        return f"'{shorten(value, VALUE_LIMIT)}'"
    return shorten(repr(value), VALUE_LIMIT)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is written most like this one, None when none is near."""
    found = difflib.get_close_matches(shorten(name, VALUE_LIMIT), sorted(known), n=1, cutoff=0.66)
    return found[0] if found else None


def suggest(name: str, known: Iterable[str]) -> str:
    """Return the way out for a name that is not known: the nearest one, or those that there are."""
    names = sorted(known)
    near = nearest(name, names)
    if near is not None:
        return f"did you mean '{near}'?"
    if not names:
        return "there is none to choose from; add it, or leave this out"
    shown = ", ".join(names[:_LIST_LIMIT])
    return f"choose one of: {shown}" + (f", and {len(names) - _LIST_LIMIT:,} more" if len(names) > _LIST_LIMIT else "")


def suggest_shipped(name: str, shipped: Iterable[str]) -> str:
    """Return the way out for a name that is not shipped; the message lists those that are."""
    near = nearest(name, sorted(shipped))
    told = "choose one of these, or name a file." if near is None else f"did you mean '{near}'?"
    return f"{told} A file has an ending, .toml or .json"


def _location(details: ErrorDetails, data: Any) -> Location:
    """Return where in the file the problem lies: the part of pydantic's location that the data follow."""
    location: list[str | int] = []
    value: Any = data
    for part in details["loc"]:
        is_there = (
            part in value if isinstance(value, Mapping) else isinstance(value, tuple) and part in range(len(value))
        )
        if is_there or details["type"] == "missing":
            location.append(part)
        if not is_there:
            break
        value = value[part]
    return tuple(location)


def _is_of_key(details: ErrorDetails) -> bool:
    """Say whether it is the key that is refused, not what stands behind it."""
    return details["loc"][-1:] == ("[key]",)


def _explain(noun: type[Noun], location: Location, causes: list[ErrorDetails]) -> tuple[str, str]:
    """Return what is wrong at one place, and the way out."""
    first = causes[0]
    value = first["input"]
    match first["type"]:
        case "missing":
            return _explain_missing(location)
        case "extra_forbidden":
            known = _noun_at(noun, location[:-1])
            keys = known.model_fields if known else ()
            return f"unknown key {show(str(location[-1]))}", suggest(str(location[-1]), keys)
        case "too_short" if not value:
            return f"the list is empty; it takes at least {_entries(first['ctx']['min_length'])}", "add what is meant"
        case "value_error" if len(causes) == 1:
            sentence, _, way_out = _sentence(first).partition("; ")
            if sentence.endswith(_NO_INSTANT):
                sentence = show(value) + _NO_INSTANT
            return sentence, way_out or "change one of them"
        case _:
            allowed, way_out = _allowed(causes, value)
            return f"{'the key ' if _is_of_key(first) else ''}{show(value)} is not {allowed}", way_out


def _explain_missing(location: Location) -> tuple[str, str]:
    last = location[-1] if location else ""
    if isinstance(last, int):
        return f"entry {last + 1} of the list is missing", "add it"
    return f"the key {show(last)} is missing", "add it"


def _sentence(details: ErrorDetails) -> str:
    return details["msg"].removeprefix("Value error, ")


def _allowed(causes: list[ErrorDetails], value: object) -> tuple[str, str]:
    """Return what the value would have to be, and a way out; several causes are ways that were all tried."""
    allowed = [_PHRASES[cause["type"]](cause.get("ctx", {})) for cause in causes if cause["type"] in _PHRASES]
    if any(cause["type"] == "value_error" for cause in causes):
        allowed.insert(0, "an instant such as 2022-09-21T13:54:49Z")
    options = [option for cause in causes for option in _options(cause)]
    phrase = " or ".join(dict.fromkeys(allowed)) or f"allowed: {_sentence(causes[0]).lower()}"
    near = nearest(value, options) if isinstance(value, str) else None
    if near is not None:
        return phrase, f"did you mean '{near}'?"
    if isinstance(value, str) and any(cause.get("ctx", {}).get("pattern") == _SLUG_PATTERN for cause in causes):
        slug = "-".join(re.findall(r"[a-z0-9]+", value[:VALUE_LIMIT].lower()))
        return phrase, f"write '{slug}'" if slug else "write soyuz-ms-22, for instance"
    return phrase, "change it"


def _options(details: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", details.get("ctx", {}).get("expected", ""))


_SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _pattern(context: Mapping[str, Any]) -> str:
    if context["pattern"] == _SLUG_PATTERN:
        return "an identifier (lower-case words and numbers joined by single hyphens)"
    return "a moment of a flight such as crew-5.docked"


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


_PHRASES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "string_type": lambda _: "text in quotes",
    "int_type": lambda _: "a whole number",
    "float_type": lambda _: "a number",
    "bool_type": lambda _: "true or false",
    "tuple_type": lambda _: "a list",
    "dict_type": lambda _: "a table",
    "model_type": lambda _: "a table",
    "literal_error": lambda context: str(context["expected"]),
    "finite_number": lambda _: "a finite number",
    "greater_than": lambda context: f"more than {context['gt']:g}",
    "greater_than_equal": lambda context: f"{context['ge']:g} or more",
    "less_than": lambda context: f"less than {context['lt']:g}",
    "less_than_equal": lambda context: f"{context['le']:g} or less",
    "string_too_short": lambda context: f"text of {context['min_length']} or more characters",
    "string_too_long": lambda context: f"text of at most {context['max_length']} characters",
    "string_pattern_mismatch": _pattern,
    "too_short": lambda context: f"a list of at least {_entries(context['min_length'])}",
    "too_long": lambda context: f"a list of at most {_entries(context['max_length'])}",
}
"""What a value would have to be, by the name that pydantic gives to the problem."""


def _noun_at(noun: type[Noun], location: Location) -> type[Noun] | None:
    """Return the class of noun that stands at a place of the file."""
    kind: Any = noun
    for part in location:
        kind = _inside(kind, part)
    kind = _bare(kind)
    return kind if isinstance(kind, type) and issubclass(kind, Noun) else None


def _inside(kind: Any, part: str | int) -> Any:
    """Return the type of one field of a noun, one entry of a tuple or one value of a dictionary."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, Noun) and isinstance(part, str):
        field = kind.model_fields.get(part)
        return None if field is None else field.annotation
    entries = typing.get_args(kind)
    if typing.get_origin(kind) is tuple and isinstance(part, int):
        return entries[0] if Ellipsis in entries else entries[min(part, len(entries) - 1)]
    if typing.get_origin(kind) is dict:
        return entries[1]
    return None


def _bare(kind: Any) -> Any:
    """Return a type without what is known about it, and without the None that may stand in its place."""
    while typing.get_origin(kind) is typing.Annotated or isinstance(kind, types.UnionType):
        kind = next(argument for argument in typing.get_args(kind) if argument is not types.NoneType)
    return kind
