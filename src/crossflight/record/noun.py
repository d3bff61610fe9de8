"""What every noun shares: frozen, checked at birth, compared by value."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from crossflight import instants

__all__ = ["Fact", "Instant", "Noun", "Period", "Slug", "Text", "unchecked", "unchecked_all"]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=64)]
"""An identifier: lower-case words and numbers joined by single hyphens."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

Instant = Annotated[
    datetime,
    BeforeValidator(instants.parse),
    PlainSerializer(instants.write, return_type=str, when_used="json"),
]
"""An instant in UTC, read from ISO 8601 text with an offset, or from a date (its midnight)."""


def _tuple(value: Any) -> Any:
    """Let one text stand where several may."""
    return (value,) if isinstance(value, str) else value


Sources = Annotated[tuple[Text, ...], BeforeValidator(_tuple)]


class Noun(BaseModel):
    """A thing of the trade; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,  # descriptions of the schema
    )


Kind = TypeVar("Kind", bound=Noun)

_set = object.__setattr__
"""Nouns are frozen: only this and the three below write to one."""

_set_fields_set, _set_extra, _set_private = (
    vars(BaseModel)[name].__set__ for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
"""What pydantic keeps of each noun beside its fields, written straight to where it lies."""


def unchecked(kind: type[Kind], values: dict[str, Any]) -> Kind:
    """Return a noun of values that need no check: all of its fields, each as a check would leave it.

    For hundreds of thousands of nouns that the project computed itself; three times as fast as checking them, where
    pydantic's own ``model_construct`` is slower.
    """
    [noun] = unchecked_all(kind, (values,))
    return noun


def unchecked_all(kind: type[Kind], rows: Iterable[dict[str, Any]]) -> list[Kind]:
    """Return a noun for each row of values, as :func:`unchecked` does, in two thirds of the time."""
    fields = _all_fields(kind)
    nouns = []
    for values in rows:
        noun = object.__new__(kind)
        _set(noun, "__dict__", values)
        _set_fields_set(noun, fields)
        _set_extra(noun, None)
        _set_private(noun, None)
        nouns.append(noun)
    return nouns


@cache
def _all_fields(kind: type[Noun]) -> set[str]:
    """Return the names of all fields; one set for all nouns of a kind, since none of them changes it."""
    return set(kind.model_fields)


class Fact(Noun):
    """What somebody said in public: who, since when, and how far it can be relied upon."""

    source: Sources = ()
    """Addresses, or keys of the catalogue's table of sources."""
    known_since: Instant | None = None
    """When it became public; nothing is known of it in a scenario of an earlier day."""
    unverified: tuple[Text, ...] = ()
    """Keys of this entry that are known only generally, without a source of their own."""
    notes: Text | None = None


class Period(Noun):
    """A half-open span of time ``[start, end)``; an open end means "still so"."""

    start: Instant
    end: Instant | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> "Period":
        if self.end is not None and self.end < self.start:
            message = f"ends at {instants.write(self.end)}, before it starts at {instants.write(self.start)}"
            raise ValueError(message)
        return self

    def contains(self, instant: datetime) -> bool:
        """Say whether the instant lies in ``[start, end)``."""
        return self.start <= instant and (self.end is None or instant < self.end)


Count = Annotated[int, Field(ge=0, le=1000, strict=True)]
Days = Annotated[float, Field(ge=0, le=10_000)]
