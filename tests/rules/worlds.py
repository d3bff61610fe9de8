"""Random plans over Haven, good and bad, for laws that hold for any plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from crossflight.record import (
    Agreement,
    DateWish,
    Event,
    Finding,
    Flight,
    FlightRequest,
    HomeSeat,
    Numbers,
    Period,
    Plan,
    Port,
    Relocation,
    Scenario,
    Sky,
    Stay,
    Waiver,
)
from crossflight.record.noun import Noun
from crossflight.rules import check
from rules.judging import haven, ill
from scenes import EXCHANGE, LONG_AGO, PEOPLE, STATION, day, degraded, flight, plan, request, sky, waiver

FAR_PORT = Port(
    id="far-port",
    name="Far port",
    segment="red-segment",
    module="Boom",
    interface="probe",
    available=(Period(start=LONG_AGO),),
)
PORTS = {"lark": ("red-1", "red-2"), "mule": ("red-2", "red-1"), "swan": ("blue-1", "blue-2"), "ox": ("blue-2",)}
CREWED = ("lark-1", "lark-2", "swan-1", "swan-2", "swan-3")
CARGO = ("mule-1", "ox-1")
MOMENTS = ("docked", "undocked")
NAMES = tuple(person.id for person in PEOPLE)
RULES_WAIVED = (
    "operators.each-segment",
    "operators.any-single-loss",
    "seats.certified-lifeboat",
    "seats.home-vehicle",
    "ports.one-vehicle",
    "vehicles.whole-return",
    "agreements.exchange",
)


@dataclass(frozen=True)
class World:
    """A scenario and a plan for it, not yet put together."""

    setting: Scenario
    flights: tuple[Flight, ...]
    stays: tuple[Stay, ...]
    over: Sky

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Tell hypothesis the flights and events in a few words; all of it would be too long for it."""
        del cycle
        for entry in self.flights:
            printer.text(f"{entry.id} {entry.docked} to {entry.undocked} at {entry.port}: {entry.up} {entry.down}; ")
        for event in self.setting.events:
            printer.text(f"{event.kind} {event.subject} {event.start} to {event.end}; ")

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        return plan(self.setting, *self.flights, stays=self.stays)

    def findings(self) -> tuple[Finding, ...]:
        """Return what the check says."""
        return check(self.setting, self.over, self.plan)


hours = st.integers(-96, 14 * 24)
instants = hours.map(lambda hour: day(0, hour))
crews = st.lists(st.sampled_from(NAMES), max_size=5, unique=True).map(tuple)


@st.composite
def flights(draw: st.DrawFn, name: str) -> Flight:
    """Draw a flight, valid in itself."""
    docked = draw(instants)
    leaves = draw(st.none() | st.integers(6, 400))
    undocked = None if leaves is None else docked + timedelta(hours=leaves)
    up = draw(crews) if name in CREWED else ()
    down = () if undocked is None else draw(st.just(up) | crews) if name in CREWED else ()
    changes: dict[str, Any] = {
        "launch": docked - timedelta(hours=draw(st.integers(3, 30))),
        "docked": docked,
        "port": draw(st.sampled_from(PORTS[name.split("-", maxsplit=1)[0]])),
        "undocked": undocked,
        "landed": None if undocked is None else undocked + timedelta(hours=4),
        "down": down,
        "commander_up": draw(st.sampled_from((None, *up))),
        "unverified": draw(st.sampled_from(((), (), (), ("port",)))),
    }
    if undocked is None and draw(st.booleans()):
        changes["bounds"] = {"undocked": Period(start=docked + timedelta(days=1), end=docked + timedelta(days=4))}
    elif draw(st.integers(0, 3)) == 0:
        changes["precision"] = {draw(st.sampled_from(MOMENTS)): "day"}
    if draw(st.integers(0, 3)) == 0 and (leaves is None or leaves > 5):
        leaving = docked + timedelta(hours=draw(st.integers(1, 4)))
        port = draw(st.sampled_from(PORTS[name.split("-", maxsplit=1)[0]]))
        changes["relocations"] = (Relocation(undocked=leaving, docked=leaving + timedelta(hours=1), port=port),)
    return flight(name, up, **changes)


@st.composite
def homes(draw: st.DrawFn, stay: Stay, names: tuple[str, ...]) -> Stay:
    """Draw a change of home seat for a stay, or none."""
    if draw(st.integers(0, 2)) or stay.start is None:
        return stay
    since = stay.start + timedelta(hours=draw(st.integers(1, 96)))
    moved = HomeSeat(
        flight=draw(st.sampled_from(names)),
        since=since,
        latest=draw(st.none() | st.integers(1, 48).map(lambda hour: since + timedelta(hours=hour))),
        kind=draw(st.sampled_from(("nominal", "contingency"))),
        fitted=draw(st.sampled_from((True, True, False, "unknown"))),
    )
    return stay.model_copy(update={"homes": (*stay.homes, moved)})


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, ...]:
    """Draw events, no two that begin together."""
    starts = draw(st.lists(instants, max_size=4, unique=True))
    found = []
    for index, start in enumerate(starts):
        hours = draw(st.none() | st.integers(1, 100))
        end = None if hours is None else start + timedelta(hours=hours)
        if draw(st.booleans()):
            found.append(ill(draw(st.sampled_from(NAMES)), start, end).model_copy(update={"id": f"event-{index}"}))
            continue
        seats = draw(st.integers(0, 2))
        event = degraded(
            draw(st.sampled_from(CREWED)),
            start,
            id=f"event-{index}",
            end=end,
            nominal_seats=seats,
            fit_for=draw(st.sampled_from((None, "unknown", 2))),
        )
        kind = draw(st.sampled_from(("vehicle-degraded", "vehicle-degraded", "vehicle-restored")))
        found.append(event.model_copy(update={"kind": kind}))
    return tuple(found)


requests = st.sampled_from(CREWED).flatmap(
    lambda name: st.builds(
        lambda launch, size, people, most: request(
            name, launch=launch, crew_size=size, announced=people, at_most={"red": most, "blue": 2}
        ),
        st.sampled_from((DateWish(), DateWish(earliest=day(2)), DateWish(latest=day(3)))),
        st.integers(0, 4),
        crews,
        st.integers(0, 3),
    )
)

agreements = st.sampled_from(
    (
        EXCHANGE,
        EXCHANGE.model_copy(update={"end": day(9)}),
        EXCHANGE.model_copy(update={"start": day(1), "end": day(9), "flights": ("lark-1", "swan-1", "swan-2")}),
        EXCHANGE.model_copy(update={"is_in_force": False}),
    )
)

marks = instants | st.builds(
    lambda name, moment: f"{name}.{moment}",
    st.sampled_from((*CREWED, *CARGO)),
    st.sampled_from(("launch", "docked", "undocked", "landed")),
)


@st.composite
def waivers(draw: st.DrawFn) -> tuple[Waiver, ...]:
    """Draw up to three waivers."""
    found = []
    for index in range(draw(st.integers(0, 3))):
        subject = draw(st.sampled_from(((), ("red-segment",), ("lark-1",), ("swan-1",), ("haven",))))
        signed = waiver(draw(st.sampled_from(RULES_WAIVED)), *subject, start=draw(marks), end=draw(st.none() | marks))
        found.append(signed.model_copy(update={"id": f"waiver-{index}"}))
    return tuple(found)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a scenario and a plan, sound or not."""
    names = draw(st.lists(st.sampled_from((*CREWED, *CARGO)), min_size=1, max_size=5, unique=True))
    drawn: tuple[Flight, ...] = tuple(draw(flights(name)) for name in names)
    stays = tuple(
        draw(homes(Stay(person=person, up=entry.id, start=entry.docked, homes=(_home(entry),)), tuple(names)))
        for entry in drawn
        for person in entry.up
    )
    asked: tuple[FlightRequest, ...] = tuple(draw(st.lists(requests, max_size=2, unique_by=lambda entry: entry.id)))
    exchange: Agreement = draw(agreements)
    setting = haven(
        station=STATION.model_copy(update={"ports": (*STATION.ports, FAR_PORT)}),
        events=draw(events()),
        requests=asked,
        agreements=(exchange,),
        numbers=Numbers(port_turnaround_days=2, clearance_days=1, daylight_margin_min=30, longest_handover_days=5),
    )
    return World(setting, drawn, stays, sky())


def _home(entry: Flight) -> HomeSeat:
    return HomeSeat(flight=entry.id, since=entry.docked)


def shifted(value: Any, by: timedelta) -> Any:
    """Return a noun, or a tuple or table of nouns, with all its instants moved."""
    if isinstance(value, datetime):
        return value + by
    if isinstance(value, Noun):
        return value.model_copy(update={name: shifted(getattr(value, name), by) for name in type(value).model_fields})
    if isinstance(value, tuple):
        return tuple(shifted(entry, by) for entry in value)
    if isinstance(value, dict):
        return {key: shifted(entry, by) for key, entry in value.items()}
    return value
