"""What is not known, and what was assumed instead."""

from collections.abc import Iterator, Sequence

from crossflight.record import Moment, Sky
from crossflight.views.page.markup import Markup, element
from crossflight.views.page.naming import Names
from crossflight.views.page.numbering import Numbered
from crossflight.views.page.tables import within_horizon
from crossflight.views.wording import many, number

__all__ = ["gaps"]

SHOWN_FLIGHTS = 20
"""Flights that are named; of more only their number is told."""

MOMENTS: tuple[Moment, ...] = ("launch", "docked", "undocked", "landed")


def gaps(entries: Sequence[Numbered], names: Names, sky: Sky | None) -> Markup:
    """Return a list of what the page cannot say, and why."""
    items = [*_unknown(entries), *_instants(names), *_seats(names), *_assumed(names), *_sky(sky)]
    return element(
        "dl",
        [element("div", element("dt", term), element("dd", told)) for term, told in items],
        class_="gaps",
    )


def _unknown(entries: Sequence[Numbered]) -> Iterator[tuple[str, Markup | str]]:
    reasons: dict[str, list[Numbered]] = {}
    for entry in entries:
        if entry.finding.state == "unknown":
            reasons.setdefault(entry.finding.reason or "no reason is given", []).append(entry)
    if not reasons:
        yield "Rules that could not be judged", "none"
        return
    told = []
    for place, (reason, found) in enumerate(reasons.items()):
        links = [element("a", str(entry.number), href=f"#{entry.anchor}") for entry in found]
        told.append(element("span", "; " if place else "", f"{reason} ", element("span", links, class_="cites")))
    yield "Rules that could not be judged", element("span", told)


def _instants(names: Names) -> Iterator[tuple[str, str]]:
    flights = within_horizon(names.plan)
    planned = {flight.id: [name for name in MOMENTS if name in flight.planned] for flight in flights}
    by_day = {
        flight.id: [name for name in MOMENTS if flight.precision.get(name) == "day" and flight.moment(name)]
        for flight in flights
    }
    bounded = {
        flight.id: [name for name in MOMENTS if name in flight.bounds and flight.moment(name) is None]
        for flight in flights
    }
    general = {flight.id: list(flight.unverified) for flight in flights}
    for term, found in (
        ("Instants only as they were planned", planned),
        ("Instants known to the day", by_day),
        ("Instants known between bounds", bounded),
        ("Known only generally, without a source of their own", general),
    ):
        told = [f"{names.flight(flight)} ({', '.join(what)})" for flight, what in found.items() if what]
        if len(told) > SHOWN_FLIGHTS and found is not general:
            yield term, f"of {len(told)} flights, marked in the table of flights"
        elif told:
            yield term, ", ".join(told)


def _seats(names: Names) -> Iterator[tuple[str, str]]:
    doubtful = [
        names.person(stay.person)
        for stay in names.plan.stays
        if any(home.latest is not None or home.fitted == "unknown" for home in stay.homes)
    ]
    if doubtful:
        yield "Changes of home seats whose day or fit is not public", ", ".join(dict.fromkeys(doubtful))
    flown = {names.type_of(flight.vehicle) for flight in names.plan.flights}
    places = sorted(
        f"{entry.name} {'not public' if entry.contingency_places is None else f'{entry.contingency_places}, assumed'}"
        for entry in flown
        if entry is not None and entry.seats and (entry.contingency_places is None or entry.contingency_assumed)
    )
    if places:
        yield "Places in an emergency", ", ".join(places)


def _assumed(names: Names) -> Iterator[tuple[str, str]]:
    scenario = names.plan.scenario
    values = scenario.numbers.model_dump()
    told = [f"{name.replace('_', ' ')} {number(values[name])}" for name in scenario.numbers.assumed if name in values]
    if told:
        yield "Numbers assumed", ", ".join(told)
    aboard = {stay.person for stay in names.plan.stays}
    synthetic = sum(names.is_synthetic(person) for person in aboard)
    if synthetic:
        yield "People", f"{many(synthetic, 'person is', 'people are')} synthetic: nobody was announced for the seat"
    if scenario.notes:
        yield "Notes of the scenario", scenario.notes


def _sky(sky: Sky | None) -> Iterator[tuple[str, str]]:
    yield "Sky", "not surveyed for this page" if sky is None else sky.basis
