"""What somebody requires of a plan, in the planner's words: ``crew-6.launch <= 2023-02-15``.

::

    FLIGHT.launch|docked|undocked|landed   <= >= < > ==   DAY or INSTANT
    PERSON [not] on FLIGHT                 goes up in it
    FLIGHT [not] at PORT                   docks there
    FLIGHT [not] dropped                   does not fly, and its people stay at home
    port PORT closed [from DAY [to DAY]]   no flight still to come stands there
    facility NAME closed [from DAY [to DAY]]  nobody is trained there
    no exchange [under AGREEMENT]          no covered flight still to come carries the partner
    uncovered|exposure <= DAYS             the level of that name ends no higher
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from crossflight import instants
from crossflight.errors import shorten
from crossflight.record.flights import Moment
from crossflight.record.noun import Instant, Noun, Slug, Text

__all__ = ["Required", "Requirement"]

TEXT_LIMIT = 200
"""Characters of one requirement."""

SLUG_LIMIT = 64

_TOKEN = re.compile(r"<=|>=|==|<|>|[^\s<>=]+|\S")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,6})?")
_MOMENTS: tuple[Moment, ...] = ("launch", "docked", "undocked", "landed")
_RELATIONS = ("<=", ">=", "<", ">", "==")
_HAPPENS = {"launch": "launches", "docked": "docks", "undocked": "leaves", "landed": "lands"}
_WHEN = {"<=": "on {} at the latest", ">=": "on {} at the earliest", "<": "before {}", ">": "after {}", "==": "on {}"}
_LEAST = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)
_LATEST_DAY = datetime.max.replace(tzinfo=UTC) - instants.DAY


class Requirement(Noun):
    """One requirement: the words, and what they say. A file holds the words alone."""

    text: Annotated[Text, Field(max_length=TEXT_LIMIT)]
    kind: Literal["moment", "seat", "port", "dropped", "closed", "facility-closed", "no-exchange", "level"]
    flight: Slug | None = None
    moment: Moment | None = None
    person: Slug | None = None
    port: Slug | None = None
    facility: Slug | None = None
    agreement: Slug | None = None
    """None: all agreements."""
    level: Literal["uncovered", "exposure"] | None = None
    most_days: float | None = None
    is_not: bool = False
    start: Instant | None = None
    """The moment lies at this instant or after it; the port or facility is closed from it on."""
    end: Instant | None = None
    """The moment lies before this instant; the port or facility is closed until then."""

    @classmethod
    def parse(cls, text: str) -> "Requirement":
        """Return the requirement that a text states.

        Raises
        ------
        ValueError
            When it states none: at which character, what was expected there, and the way out.
        """
        return _Reader(text).requirement()

    @property
    def sentence(self) -> str:
        """Return the requirement as a sentence, by ids."""
        return f"{self._told()}, as required"

    def _told(self) -> str:
        match self.kind:
            case "moment":
                _, relation, limit = self.text.split(" ")
                told = f"{self.flight} {_HAPPENS[self.moment or 'launch']} {_WHEN[relation].format(limit)}"
            case "seat":
                told = f"{self.person} {'does not go' if self.is_not else 'goes'} up in {self.flight}"
            case "port":
                told = f"{self.flight} {'does not dock' if self.is_not else 'docks'} at {self.port}"
            case "dropped":
                told = f"{self.flight} {'flies' if self.is_not else 'does not fly'}"
            case "closed":
                _, _, _, *dates = self.text.split(" ")
                told = " ".join(("no flight to come stands at", self.port or "", *dates))
            case "facility-closed":
                _, _, _, *dates = self.text.split(" ")
                told = " ".join(("nobody is trained at", self.facility or "", *dates))
            case "no-exchange":
                told = f"no flight to come carries the partner under {self.agreement or 'any agreement'}"
            case "level":
                told = f"{self.level} comes to {self.most_days:g} days at most"
        return told


class _Reader:
    """Reads one requirement, word after word."""

    def __init__(self, text: str) -> None:
        if len(text) > TEXT_LIMIT:
            message = f"it has {len(text):,} characters, at most {TEXT_LIMIT} are allowed; ask for one thing at a time"
            raise ValueError(message)
        self._text = text
        self._tokens = [(found.group(), found.start() + 1) for found in _TOKEN.finditer(text)]
        self._place = 0

    def requirement(self) -> Requirement:
        """Return what the whole text states."""
        first = self._next("a flight, a person, 'port', 'facility', 'no', 'uncovered' or 'exposure'")
        match first:
            case "port":
                found = {"kind": "closed", "port": self._slug("a port"), **self._closed()}
            case "facility":
                found = {"kind": "facility-closed", "facility": self._slug("a facility"), **self._closed()}
            case "no":
                found = self._no_exchange()
            case "uncovered" | "exposure":
                self._word("<=")
                found = {"kind": "level", "level": first, "most_days": self._number()}
            case _ if "." in first:
                found = self._moment(first)
            case _:
                found = self._seat_or_port(self._slug_of(first, "a flight or a person"))
        if self._place < len(self._tokens):
            raise self._refusal(self._next(""), "the end", "ask for one thing at a time")
        return Requirement(text=" ".join(token for token, _ in self._tokens), **found)

    # -------------------------------------------------------------------------------------------- what can be asked

    def _moment(self, first: str) -> dict[str, Any]:
        name, _, moment = first.partition(".")
        flight = self._slug_of(name, "a flight")
        if moment not in _MOMENTS:
            raise self._refusal(moment, "launch, docked, undocked or landed", f"write {flight}.launch <= 2023-02-15")
        relation = self._next("<=, >=, <, > or ==")
        if relation not in _RELATIONS:
            raise self._refusal(relation, "<=, >=, <, > or ==", f"write {first} <= 2023-02-15")
        limit, after = self._day_or_instant()
        start = {">=": limit, ">": after, "==": limit}.get(relation)
        end = {"<=": after, "<": limit, "==": max(after, limit + _MINUTE)}.get(relation)
        return {"kind": "moment", "flight": flight, "moment": moment, "start": start, "end": end}

    def _seat_or_port(self, name: str) -> dict[str, Any]:
        word = self._next("on, at, dropped or not")
        is_not = word == "not"
        if is_not:
            word = self._next("on, at or dropped")
        match word:
            case "dropped":
                return {"kind": "dropped", "flight": name, "is_not": is_not}
            case "on":
                return {"kind": "seat", "person": name, "flight": self._slug("a flight"), "is_not": is_not}
            case "at":
                return {"kind": "port", "flight": name, "port": self._slug("a port"), "is_not": is_not}
        way_out = f"write '{name} on FLIGHT', '{name} at PORT', '{name} dropped' or '{name}.launch <= DAY'"
        raise self._refusal(word, "on, at, dropped or not", way_out)

    def _closed(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self._word("closed")
        if self._place < len(self._tokens):
            self._word("from")
            found["start"] = self._day_or_instant()[0]
        if self._place < len(self._tokens):
            self._word("to")
            found["end"] = self._day_or_instant()[0]
            if found["end"] <= found["start"]:
                raise self._refusal(self._tokens[-1][0], "a later day than that after 'from'", "exchange the two")
        return found

    def _no_exchange(self) -> dict[str, Any]:
        self._word("exchange")
        if self._place == len(self._tokens):
            return {"kind": "no-exchange"}
        self._word("under")
        return {"kind": "no-exchange", "agreement": self._slug("an agreement")}

    # ------------------------------------------------------------------------------------------------------- words

    def _next(self, expected: str) -> str:
        if self._place == len(self._tokens):
            message = f"{shorten(repr(self._text), 80)} ends where {expected} is expected; write what is missing"
            raise ValueError(message)
        self._place += 1
        return self._tokens[self._place - 1][0]

    def _word(self, expected: str) -> None:
        found = self._next(f"'{expected}'")
        if found != expected:
            raise self._refusal(found, f"'{expected}'", f"write '{expected}' there")

    def _slug(self, expected: str) -> str:
        return self._slug_of(self._next(expected), expected)

    def _slug_of(self, found: str, expected: str) -> str:
        if not _SLUG.fullmatch(found) or len(found) > SLUG_LIMIT:
            raise self._refusal(found, expected, "an id has small letters, digits and single hyphens")
        return found

    def _number(self) -> float:
        found = self._next("a number of days")
        if not _NUMBER.fullmatch(found):
            raise self._refusal(found, "a number of days", "write it as 7 or 7.5")
        return float(found)

    def _day_or_instant(self) -> tuple[datetime, datetime]:
        """Return a day or an instant as where it begins and where it is over."""
        found = self._next("a day such as 2023-02-15")
        try:
            begin = instants.parse(found)
        except ValueError:
            begin = _LATEST_DAY
        if begin >= _LATEST_DAY:
            raise self._refusal(found, "a day or an instant", "write it as 2023-02-15 or 2023-02-15T06:00Z")
        return begin, begin + (instants.DAY if _DAY.fullmatch(found) else _LEAST)

    def _refusal(self, found: str, expected: str, way_out: str) -> ValueError:
        place = self._tokens[self._place - 1][1]
        message = f"character {place}: {shorten(repr(found), 60)} stands where {expected} is expected; {way_out}"
        return ValueError(message)


def _read(value: Any) -> Any:
    return Requirement.parse(value) if isinstance(value, str) else value


Required = Annotated[
    Requirement,
    BeforeValidator(_read),
    PlainSerializer(lambda requirement: requirement.text, return_type=str),
    WithJsonSchema({"type": "string", "maxLength": TEXT_LIMIT}),
]
"""A requirement, written and read as its words."""
