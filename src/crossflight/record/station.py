"""A station: its segments, ports, airlocks and approach corridors."""

from typing import Literal

from crossflight.record.noun import Count, Fact, Instant, Noun, Period, Slug, Text
from crossflight.record.outside import Minutes

__all__ = ["Airlock", "Corridor", "CrewNorm", "Port", "Segment", "Station"]


class Segment(Noun):
    """A part of the station that needs people of certain agencies to run it."""

    id: Slug
    name: Text
    agencies: tuple[Slug, ...]
    """Agencies whose professional crew run this segment."""


class Port(Fact):
    """A place where a vehicle docks or is berthed."""

    id: Slug
    name: Text
    segment: Slug
    module: Text
    interface: Slug
    """The mating standard; a vehicle fits when it has the same one."""
    available: tuple[Period, ...]
    """When the port was there and free of permanent modules."""


class Airlock(Fact):
    """A module from which people go outside."""

    id: Slug
    name: Text
    segment: Slug
    suits: tuple[Slug, ...]
    blocks_ports: tuple[Slug, ...] = ()
    """Ports that cannot be reached from inside while the lock is open to space."""
    urgent_for: tuple[Slug, ...] = ()
    """Vehicle types whose crew, alone aboard, is to be able to go outside from here where it is urgent."""
    available: tuple[Period, ...] = ()
    depress_min: Minutes | None = None
    """From the inner hatch closed to the outer hatch open; None: not public."""
    repress_min: Minutes | None = None
    """From the outer hatch closed to the inner hatch open."""
    egress_min: Minutes | None = None
    """For both to come out and be tethered, and again to come in."""


class Corridor(Fact):
    """A dated pair: a vehicle of one type at one port shuts the approach to another port."""

    port: Slug
    """The port whose approach corridor is shut."""
    shut_by: Slug
    """The vehicle type that stands in the way."""
    at: Slug
    """The port where it stands."""
    since: Instant
    until: Instant | None = None
    shuts_arrivals: bool | Literal["unknown"] = True
    """``unknown``: nothing was published."""
    shuts_departures: bool | Literal["unknown"] = True


class CrewNorm(Fact):
    """The usual number of people aboard in one era; more only in handovers."""

    size: Count
    since: Instant
    until: Instant | None = None


class Station(Fact):
    """A crewed space station."""

    id: Slug
    name: Text
    segments: tuple[Segment, ...]
    ports: tuple[Port, ...]
    airlocks: tuple[Airlock, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    crew_norms: tuple[CrewNorm, ...] = ()
    catalogue_number: int | None = None
    international_designator: Text | None = None
    """Such as 1998-067A; an ephemeris names its object by this alone."""
