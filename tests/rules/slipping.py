"""Plans with something lost or late, made the long way round: by changing the plan, and checking it."""

from dataclasses import replace
from datetime import datetime, timedelta

from crossflight.record import Finding, Flight, Horizon, Loss, Plan, Scenario
from crossflight.rules import WITNESSES
from crossflight.rules.case import Case
from rules.worlds import World
from scenes import LONG_AGO, day, degraded, sky

LAWS = ("vehicles.life", "operators.each-segment", "operators.any-single-loss", "seats.certified-lifeboat")


def with_launchers(world: World) -> World:
    """Return the world with a launcher for each type of vehicle."""
    flights = tuple(
        entry.model_copy(update={"launcher": f"{entry.id.split('-', maxsplit=1)[0]}-rocket"}) for entry in world.flights
    )
    return replace(world, flights=flights)


def plain(world: World) -> World:
    """Return the world with moments that are known, no relocations, and each person up and down once at most."""
    ups: set[str] = set()
    downs: set[str] = set()
    flights = []
    for entry in world.flights:
        up = tuple(person for person in entry.up if person not in ups)
        down = tuple(person for person in entry.down if person not in downs)
        ups |= {*up}
        downs |= {*down}
        changes: dict[str, object] = {
            "up": up,
            "down": down,
            "commander_up": None,
            "bounds": {},
            "precision": {},
            "relocations": (),
        }
        flights.append(entry.model_copy(update=changes))
    aboard = {(person, entry.id) for entry in flights for person in entry.up}
    stays = tuple(stay for stay in world.stays if (stay.person, stay.up) in aboard)
    return replace(world, flights=tuple(flights), stays=stays)


def calm(world: World) -> World:
    """Return a plain world without events and changes of seats, and with time for any slip."""
    quiet = plain(with_launchers(world))
    setting = world.setting.model_copy(update={"horizon": Horizon(start=day(0, 0), end=day(60, 0)), "events": ()})
    stays = tuple(stay.model_copy(update={"homes": stay.homes[:1]}) for stay in quiet.stays)
    return replace(quiet, setting=setting, stays=stays)


def found(setting: Scenario, plan: Plan) -> tuple[Finding, ...]:
    """Return what the laws find that losses and outages are about."""
    case = Case(setting, sky(), plan)
    return tuple(finding for rule in LAWS for finding in WITNESSES[rule](case))


def at(findings: tuple[Finding, ...], rule: str, instant: datetime) -> list[Finding]:
    """Return the findings of a rule that hold at an instant."""
    return [
        finding
        for finding in findings
        if finding.rule == rule and finding.start <= instant and (finding.end is None or instant < finding.end)
    ]


def short_at(findings: tuple[Finding, ...], instant: datetime) -> int:
    return round(sum(finding.amount or 0 for finding in at(findings, "seats.certified-lifeboat", instant)))


def uncovered_at(findings: tuple[Finding, ...], instant: datetime) -> set[str]:
    return {finding.subject for finding in at(findings, "operators.each-segment", instant)}


def useless(world: World, flight: str, instant: datetime) -> Scenario:
    """Return the setting with a vehicle that is good for nobody from an instant on."""
    event = degraded(flight, instant, id="the-loss", fit_for=0)
    kept = (entry for entry in world.setting.events if entry.subject != flight or entry.start < instant)
    return world.setting.model_copy(update={"events": (*kept, event)})


def evacuated(world: World, cell: Loss, instant: datetime) -> Plan:
    """Return the plan in which a vehicle leaves at an instant with those who have their seat in it."""
    plan = world.plan
    flights = tuple(
        entry.model_copy(update={"undocked": instant, "landed": None, "down": cell.who, "relocations": ()})
        if entry.id == cell.lost
        else entry.model_copy(update={"down": tuple(person for person in entry.down if person not in cell.who)})
        for entry in plan.flights
    )
    return plan.model_copy(update={"flights": flights})


def without(plan: Plan, gone: set[str]) -> Plan:
    """Return the plan without some flights: whoever would have left in one stays."""
    flights = tuple(entry for entry in plan.flights if entry.id not in gone)
    stays = tuple(stay for stay in plan.stays if stay.up not in gone)
    return plan.model_copy(update={"flights": flights, "stays": stays})


def held_back(plan: Plan, cell: Loss, instant: datetime) -> set[str]:
    """Return the crew flights that the loss of a launcher, a pad, a port or a vehicle under way keeps away."""
    types = {entry.id: entry for entry in plan.scenario.vehicle_types}
    seats = {vehicle.id: types[vehicle.type].seats for vehicle in plan.scenario.vehicles}

    def needs(entry: Flight) -> bool:
        named = {"launcher": entry.launcher, "pad": entry.site, "port": entry.port, "vehicle": entry.id}[cell.kind]
        moment = entry.launch if cell.kind in {"launcher", "pad"} else entry.docked
        return named == cell.lost and seats[entry.vehicle] > 0 and (moment or LONG_AGO) > instant

    return {entry.id for entry in plan.flights if needs(entry)}


def slipped(plan: Plan, launcher: str, since: datetime, by: timedelta) -> Plan:
    """Return the plan with every docking and undocking of a launcher's crew vehicles later, from an instant on."""

    def late(instant: datetime | None) -> datetime | None:
        return instant + by if instant is not None and instant >= since else instant

    flights = []
    for entry in plan.flights:
        if entry.launcher != launcher:
            flights.append(entry)
            continue
        is_held = entry.docked is not None and entry.docked >= since
        leaves_late = entry.undocked is not None and entry.undocked >= since
        flights.append(
            entry.model_copy(
                update={
                    "launch": entry.launch + by if is_held and entry.launch is not None else entry.launch,
                    "docked": late(entry.docked),
                    "undocked": late(entry.undocked),
                    "landed": entry.landed + by if leaves_late and entry.landed is not None else entry.landed,
                }
            )
        )
    return plan.model_copy(update={"flights": tuple(flights)})
