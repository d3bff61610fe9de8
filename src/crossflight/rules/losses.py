"""Every single loss on every day: of a vehicle, a person, a launcher, a pad, a port."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime

from crossflight.instants import days_between
from crossflight.record import Loss, Losses, LossKind, Plan, Scenario, Sky
from crossflight.record.noun import unchecked
from crossflight.rules.case import Case, Visit
from crossflight.rules.loss_summaries import any_loss, summaries, weakest
from crossflight.rules.operators import segments_without
from crossflight.rules.outages import outages
from crossflight.rules.standing import AsPlanned, Standing, without_place
from crossflight.rules.withheld import Arrivals, Shortfall, arrivals_of, shortfalls

__all__ = ["lose"]

Row = tuple[LossKind, str, datetime, datetime, Standing, datetime | None]
"""Kind, lost, start, end, how the crew stands then, next docking."""


def lose(scenario: Scenario, plan: Plan, until: datetime | None = None) -> Losses:
    """Return what each single loss does on each day, up to an instant or the end of the horizon.

    Every crew vehicle at the station or next to come, everybody aboard, every launcher, pad and port of the scenario.
    Cargo vehicles bring nobody home: their loss changes none of what is told. A launcher, pad or port that no crew
    flight of the plan uses changes nothing either, and has the shortages of the plan as it is.
    """
    case = Case(scenario, Sky(), plan, until)
    if not case.situations:
        return Losses(start=case.start, end=case.end)
    rows = _rows(case)
    cells = tuple(_cell(row) for row in _joined(rows))
    held = tuple(outages(case, _by(case, "launcher")))
    station = any_loss(cells, case.starts)
    return Losses(
        start=case.start,
        end=case.end,
        cells=cells,
        outages=held,
        summary=summaries(cells, held),
        station=station,
        weakest=weakest(station),
    )


def _rows(case: Case) -> Iterator[Row]:
    """Yield what each loss does, those of one thing in order of time."""
    planned = AsPlanned(case)
    for visit in case.crewed:
        yield from _of_vehicle(planned, visit)
    for person in sorted(case.presence):
        yield from _of_person(planned, person)
    nothing = tuple(shortfalls(planned, Arrivals((), ()), case.start, case.end))
    kinds: tuple[tuple[LossKind, Iterable[str]], ...] = (
        ("launcher", (launcher.id for launcher in case.scenario.launchers)),
        ("pad", (site.id for site in case.scenario.sites)),
        ("port", case.ports),
    )
    for kind, names in kinds:
        arrivals = _by(case, kind)
        for name in sorted({*names, *arrivals}):
            found: Iterable[Shortfall] = nothing
            if name in arrivals:
                found = shortfalls(planned, arrivals[name], case.start, case.end)
            for entry in found:
                yield kind, name, entry.start, entry.end, entry.standing, entry.rescue


def _by(case: Case, kind: LossKind) -> dict[str, Arrivals]:
    """Return the crew vehicles that each launcher, pad or port brings within the span that is judged."""
    found: dict[str, list[tuple[datetime, Visit]]] = {}
    for visit in case.crewed:
        flight = visit.flight
        name = {"launcher": flight.launcher, "pad": flight.site, "port": flight.port}[kind]
        moment = visit.start if kind == "port" else flight.launch or visit.start
        if name is not None and moment > case.start:
            found.setdefault(name, []).append((moment, visit))
    return {name: arrivals_of(moments) for name, moments in found.items()}


def _of_vehicle(planned: AsPlanned, lost: Visit) -> Iterator[Row]:
    """Yield what the loss of a crew vehicle does: on its way up, from when it is the next to come, and docked."""
    case = planned.case
    flight = lost.flight.id
    place = bisect_left(case.dockings, lost.start)
    since = max(case.start, case.dockings[place - 1] if place else case.start)
    if since < min(lost.start, case.end):
        alone = Arrivals((lost,), (lost.start,))
        for entry in shortfalls(planned, alone, since, min(lost.start, case.end)):
            yield "vehicle", flight, entry.start, entry.end, entry.standing, entry.rescue
    first = max(0, bisect_right(case.starts, lost.start) - 1)
    for index in range(first, bisect_left(case.starts, lost.end)):
        situation = case.situations[index]
        if lost.start <= situation.start:
            following = bisect_left(case.dockings, situation.end)
            rescue = case.dockings[following] if following < len(case.dockings) else None
            yield "vehicle", flight, situation.start, situation.end, _without(case, index, lost), rescue


def _without(case: Case, place: int, lost: Visit) -> Standing:
    """Return how those who stay stand without a vehicle, and which segments nobody operates if they leave in it."""
    situation = case.situations[place]
    flight, people = lost.flight.id, len(situation.people)
    seats = sum(number for name, number in situation.seats.items() if name != flight)
    places = [number for name, number in case.places[place].items() if name != flight]
    own = (
        entry.person.id
        for entry, homes in zip(situation.people, situation.homes, strict=True)
        if len(homes) == 1 and flight in homes
    )
    return Standing(
        max(0, people - seats),
        without_place(people, places),
        segments_without(situation, lost),
        tuple(sorted(own)),
    )


def _of_person(planned: AsPlanned, person: str) -> Iterator[Row]:
    """Yield what it means that somebody aboard can no longer operate anything."""
    case = planned.case
    for place in case.presence[person]:
        situation, base = case.situations[place], planned.standings[place]
        uncovered = tuple(
            segment
            for segment, operators in situation.operators.items()
            if all(situation.people[index].person.id == person for index in operators)
        )
        following = bisect_right(case.dockings, situation.start)
        rescue = case.dockings[following] if following < len(case.dockings) else None
        told = Standing(base.nominal_short, base.contingency_short, uncovered, (person,))
        yield "person", person, situation.start, situation.end, told, rescue


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, those that follow each other and say the same as one."""
    last: Row | None = None
    for row in rows:
        if last is not None and (last[0], last[1], last[3], *last[4:]) == (row[0], row[1], row[2], *row[4:]):
            last = (*row[:2], last[2], *row[3:])
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _cell(row: Row) -> Loss:
    kind, lost, start, end, found, rescue = row
    return unchecked(
        Loss,
        {
            "lost": lost,
            "start": start,
            "end": end,
            "nominal_short": found.nominal_short,
            "contingency_short": found.contingency_short,
            "rescue_days": None if rescue is None else round(days_between(start, rescue), 3),
            "segments_uncovered": found.uncovered,
            "kind": kind,
            "who": found.who,
        },
    )
