"""The commands ``history flights``, ``history people`` and ``history spacewalks``."""

from datetime import datetime
from typing import Annotated

import typer

from crossflight.cli.door import DONE, say
from crossflight.cli.options import AsJson, StationName, instant_of
from crossflight.cli.output import write_json

__all__ = ["flights", "people", "spacewalks"]


def flights(
    station: StationName = "iss",
    vehicle: Annotated[
        str | None,
        typer.Option(metavar="TYPE|SERIAL", help="A vehicle type such as soyuz-ms, or one vehicle."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(parser=instant_of, metavar="DATE", help="Launched on this day or later."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(parser=instant_of, metavar="DATE", help="Launched before this day.")
    ] = None,
    port: Annotated[
        str | None, typer.Option(metavar="PORT", help="Stood at this port, also after a relocation.")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="PERSON", help="Carried this person up or down.")] = None,
    crewed: Annotated[bool, typer.Option("--crewed", help="Carried somebody up or down.")] = False,
    as_json: AsJson = False,
) -> int:
    """List flights that flew to a station.

    A row has its instants, ports and crews; all options that are given must hold.
    """
    from crossflight import story, views

    wanted = story.FlightFilter(vehicle=vehicle, since=since, until=until, port=port, person=person, crewed=crewed)
    if as_json:
        write_json({"rows": story.history_flights(wanted, station)})
        return DONE
    history = story.station_history(station)
    chosen = story.flown(history, wanted)
    if chosen:
        views.paper().put(views.flights_table(chosen, history))
    else:
        say("no flight is like that; ask for less")
    return DONE


def people(
    station: StationName = "iss",
    aboard_on: Annotated[
        datetime | None,
        typer.Option(parser=instant_of, metavar="DATE", help="Aboard at 00:00 UTC of this day, or at an instant."),
    ] = None,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", help="Of this agency, such as nasa.")] = None,
    flight: Annotated[str | None, typer.Option(metavar="FLIGHT", help="Came up or went down on this flight.")] = None,
    as_json: AsJson = False,
) -> int:
    """List who was aboard a station.

    A row has the flights up and down, or with --aboard-on the home vehicle on that day; "unknown" stands
    between the bounds of a change whose day is not public.
    """
    from crossflight import story, views

    wanted = story.PersonFilter(aboard_on=aboard_on, agency=agency, flight=flight)
    rows = story.history_people(wanted, station)
    if as_json:
        write_json({"rows": rows})
    elif rows:
        views.paper().put(views.people_table(rows))
    else:
        say("nobody is like that; ask for less")
    return DONE


def spacewalks(
    station: Annotated[str, typer.Option(metavar="STATION", help="Whose spacewalks.")] = "iss",
    joint: Annotated[
        bool, typer.Option("--joint", help="Made by people of agencies that run different segments.")
    ] = False,
    agencies: Annotated[
        str | None,
        typer.Option(metavar="AGENCY,…", help="With somebody of each of these, such as roscosmos,esa."),
    ] = None,
    airlock: Annotated[str | None, typer.Option(metavar="AIRLOCK", help="From this lock, such as quest.")] = None,
    suit: Annotated[
        str | None, typer.Option(metavar="SUIT", help="In this suit, emu or orlan; orlan takes all its generations.")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="PERSON", help="This person was outside.")] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="FROM TO", help="Begun on the first of two days or later, and before the second."),
    ] = None,
    programme: Annotated[
        str | None, typer.Option(metavar="PROGRAMME", help="Run by this side, such as us or russian.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """List the spacewalks made at a station.

    A row has its instants, duration, airlock, suit and people, and the days since the one before it in the list;
    marks tell what is inferred or known only generally. All options that are given must hold.
    """
    from crossflight import story, views

    wanted = story.SpacewalkFilter(
        joint=joint,
        agencies=() if agencies is None else tuple(name.strip() for name in agencies.split(",")),
        airlock=airlock,
        suit=suit,
        person=person,
        between=None if between is None else (instant_of(between[0]), instant_of(between[1])),
        programme=programme,
    )
    record = story.spacewalk_record(station)
    chosen = story.spacewalks_done(record, wanted)
    rows, spread = story.spacewalk_rows(record, chosen), story.durations(chosen)
    if as_json:
        write_json({"rows": rows, "durations": views.durations_document(spread)})
    elif rows:
        views.paper().put(views.spacewalks_page(rows, spread))
    else:
        say("no spacewalk is like that; ask for less")
    return DONE
