"""Haven with a way outside: two airlocks, a suit for each side, and people trained for it.

::

    blue-lock   stiff suit, a helper inside              blocks no port
    red-lock    soft suit, put on alone                  blocks red-2

Of both sides ann, bob, dan and eve are trained for the suit of their side, and ann and dan run the arm. Of the others
nothing is public; fay is made up, and so known to be trained for nothing.
"""

from typing import Any

from crossflight.record import (
    Airlock,
    CrewNorm,
    LifeSupport,
    Period,
    Person,
    Qualification,
    Scenario,
    Spacewalk,
    SpacewalkRequest,
    Suit,
)
from scenes import LONG_AGO, PEOPLE, STATION, day, flight, scenario, stays_of

ALWAYS = (Period(start=LONG_AGO),)
AIRLOCKS = (
    Airlock(
        id="blue-lock",
        name="Blue lock",
        segment="blue-segment",
        suits=("stiff",),
        urgent_for=("lark",),
        available=ALWAYS,
    ),
    Airlock(
        id="red-lock",
        name="Red lock",
        segment="red-segment",
        suits=("soft",),
        blocks_ports=("red-2",),
        available=ALWAYS,
    ),
)
SUITS = (
    Suit(id="stiff", name="Stiff suit", kind="spacewalk", life_support=LifeSupport(endurance_min=420)),
    Suit(
        id="soft", name="Soft suit", kind="spacewalk", life_support=LifeSupport(endurance_min=420, is_self_donned=True)
    ),
)


def trained(person: Person, kind: str, of: str | None = None, **changes: Any) -> Person:
    """Return a person with one more qualification."""
    more = Qualification.model_validate({"kind": kind, "of": of, "since": LONG_AGO, **changes})
    return person.model_copy(update={"qualifications": (*person.qualifications, more)})


def _person(person: Person) -> Person:
    side, name = person.id.split("-")
    if name in {"ann", "bob", "dan", "eve"}:
        person = trained(person, "spacewalk", "stiff" if side == "blue" else "soft")
    if name in {"ann", "dan"}:
        person = trained(person, "arm")
    return person.model_copy(update={"synthetic": name == "fay"})


CREWS = tuple(_person(person) for person in PEOPLE)
LARK = flight(
    "lark-1", ("red-ann", "red-bob", "blue-cat"), launch=day(-5), docked=day(-5, 20), undocked=None, port="red-1"
)
SWAN = flight("swan-1", ("blue-ann", "blue-bob", "red-cat"), launch=day(-3), docked=day(-2), undocked=None)


def outside(**changes: Any) -> Scenario:
    """Return the scenario: a Lark and a Swan with three people each, here all the time."""
    flights = changes.pop("flights", (LARK, SWAN))
    plain: dict[str, Any] = {
        "station": STATION.model_copy(update={"airlocks": AIRLOCKS, "crew_norms": (CrewNorm(size=9, since=LONG_AGO),)}),
        "people": CREWS,
        "suits": SUITS,
        "flights": flights,
        "stays": stays_of(*flights),
    }
    return scenario(**(plain | changes))


def asked(name: str, **changes: Any) -> SpacewalkRequest:
    """Return a request for a spacewalk of the side that its name begins with."""
    blue = name.startswith("blue")
    plain: dict[str, Any] = {
        "id": name,
        "airlock": "blue-lock" if blue else "red-lock",
        "suit": "stiff" if blue else "soft",
        "minutes": 390,
        "convention": "us-battery-to-repress" if blue else "russian-hatch-to-hatch",
    }
    return SpacewalkRequest(**(plain | changes))


def walk(name: str, number: float, hour: float = 12, **changes: Any) -> Spacewalk:
    """Return a planned spacewalk of the side that its name begins with, on a day."""
    blue = name.startswith("blue")
    start = day(number, hour)
    plain: dict[str, Any] = {
        "id": name,
        "station": "haven",
        "day": day(number, 0),
        "start": start,
        "minutes": 390,
        "convention": "us-battery-to-repress" if blue else "russian-hatch-to-hatch",
        "airlock": "blue-lock" if blue else "red-lock",
        "suit": "stiff" if blue else "soft",
        "outside": ("blue-ann", "blue-bob") if blue else ("red-ann", "red-bob"),
        "inside": ("blue-cat",) if blue else (),
        "planned": True,
    }
    return Spacewalk(**(plain | changes))
