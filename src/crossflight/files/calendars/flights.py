"""Events of one flight: liftoff, docking, moves, undocking, landing."""

from collections.abc import Iterator

from crossflight.files.calendars.entries import Entry, crew_line, is_decided, said
from crossflight.record import Flight, LandingZone, LaunchSite, Plan, Precision

__all__ = ["of_flight"]

KINDS = {"launch": "launch", "docked": "docking", "undocked": "undocking", "landed": "landing"}
"""What an event at an instant of a flight is called."""


def of_flight(flight: Flight, plan: Plan) -> Iterator[Entry]:
    """Yield the events of one flight, as far as their instants are known."""
    scenario = plan.scenario
    named = {vehicle.id: vehicle.name for vehicle in scenario.vehicles}
    sites = {site.id: site for site in scenario.sites}
    zones = {zone.id: zone for zone in scenario.zones}
    ports = {port.id: port.name for port in scenario.station.ports}
    tentative = is_decided(flight, plan)
    ship = f"{flight.id} ({named.get(flight.vehicle, flight.vehicle)})"
    up, down = (
        crew_line("Up", flight.up, flight.commander_up, plan),
        crew_line("Down", flight.down, flight.commander_down, plan),
    )
    launcher = (f"Launcher: {flight.launcher}",) if flight.launcher else ()
    profile = (f"Profile: {flight.profile}",) if flight.profile else ()
    station = scenario.station.name

    def entry(
        moment: str, title: str, lines: tuple[str, ...], place: LaunchSite | LandingZone | None = None, where: str = ""
    ) -> Iterator[Entry]:
        instant = flight.moment(moment)
        if instant is None:
            return
        precision: Precision = {str(name): value for name, value in flight.precision.items()}.get(moment, "second")
        is_open = tentative or moment in flight.planned
        uid = f"{flight.id}.{moment}"
        told = (said(title, instant, precision), *lines)
        yield Entry(uid, KINDS[moment], title, instant, precision, told, None, place, where, is_open)

    site = sites.get(flight.site or "")
    at = ports.get(flight.port or "", flight.port or "")
    yield from entry("launch", f"Launch: {ship}", (*launcher, *profile, *up), site)
    yield from entry("docked", f"Docking: {ship} at {at or station}", (*profile, *up), where=f"{station}, {at}")
    for count, move in enumerate(flight.relocations, start=1):
        title = f"Move: {ship} to {ports.get(move.port, move.port)}"
        yield Entry(
            f"{flight.id}.move-{count}",
            "move",
            title,
            move.undocked,
            move.precision,
            (said(title, move.undocked, move.precision),),
            None if move.precision == "day" or move.docked == move.undocked else move.docked,
            where=f"{station}, {ports.get(move.port, move.port)}",
            is_tentative=tentative,
        )
    yield from entry("undocked", f"Undocking: {ship}", down, where=station)
    yield from entry("landed", f"Landing: {ship}" if down else f"End: {ship}", down, zones.get(flight.zone or ""))
