"""Crews in the programme over days: seats by kinds of people, and operators of each segment through any single loss.

That any vehicle may be lost with its people is told as cleverly as Crossflight tells it: two vehicles that bring home
an operator, on every day. Told loss by loss the programme would be as many times larger as there are vehicles.
"""

from collections.abc import Mapping
from typing import Any

from highs_model import CONSTANT, DayProgramme, Sum, difference, rise, total

__all__ = ["add_crews"]

TWO_SHIPS = 2


def add_crews(programme: DayProgramme) -> Sum:
    """Add seats and cover; return the minutes of the waived gap."""
    data = programme.data
    seats = {crew["flight"]: _seats(programme, crew) for crew in data["crews"]}
    for index, kind in enumerate(data["kinds"]):
        programme.row(0, total(crew[index] for crew in seats.values() if index in crew), kind["count"])
    for balance in data["balances"]:
        first, second = (_given(data, seats, side) for side in balance["sides"])
        programme.row(0, difference(first, second), 0)
    gap = data["gap"]
    for segment in data["segments"]:
        waived = gap if gap is not None and gap["segment"] == segment else None
        _cover(programme, seats, segment, waived)
    if gap is None:
        return {}
    docked = programme.docked[gap["until_docked"]]
    return total(
        {column: minutes * number for column, number in rise(docked, day).items()}
        for day, minutes in gap["minutes"]
        if day in _days(data, gap["until_docked"])
    )


def _days(data: Mapping[str, Any], flight: str) -> set[int]:
    return set(next(entry["dock_days"] for entry in data["flights"] if entry["id"] == flight))


def _seats(programme: DayProgramme, crew: Mapping[str, Any]) -> dict[int, Sum]:
    """Return how many people of each kind fly, as its seats, agencies, agreement and commander ask."""
    kinds = programme.data["kinds"]
    found = {index: programme.column(0, crew["open_seats"]) for index in crew["kinds"]}
    programme.row(crew["open_seats"], total(found.values()), crew["open_seats"])
    agencies = {kinds[index]["agency"] for index in found}
    for agency in sorted(agencies | set(crew["at_least"])):
        of_agency = total(seats for index, seats in found.items() if kinds[index]["agency"] == agency)
        programme.row(crew["at_least"].get(agency, 0), of_agency, crew["at_most"].get(agency, 0))
    if crew["partner"] is not None:
        partner = crew["partner"]["agencies"]
        guests = total(seats for index, seats in found.items() if kinds[index]["agency"] in partner)
        programme.row(crew["partner"]["open_seats"], guests, crew["open_seats"])
    if not crew["has_commander"]:
        able = total(seats for index, seats in found.items() if crew["type"] in kinds[index]["commands"])
        programme.row(1, able, crew["open_seats"])
    return found


def _given(data: Mapping[str, Any], seats: Mapping[str, Mapping[int, Sum]], side: Mapping[str, Any]) -> Sum:
    """Return the seats that one side gives."""
    guests = [
        column
        for flight in side["open"]
        for index, column in seats.get(flight, {}).items()
        if data["kinds"][index]["agency"] in side["agencies"]
    ]
    return total([{CONSTANT: side["given"]}, *guests])


def _cover(
    programme: DayProgramme, seats: Mapping[str, Mapping[int, Sum]], segment: str, gap: Mapping[str, Any] | None
) -> None:
    data = programme.data
    days = range(data["days"])
    ships: list[list[Sum]] = []
    for crew in data["docked_crews"]:
        if segment in crew["operates"]:
            left = programme.left.get(crew["flight"])
            until = data["days"] if crew["until"] is None else crew["until"]
            ships.append(
                [difference({CONSTANT: 1.0}, left[day]) if left else {CONSTANT: float(day < until)} for day in days]
            )
    for crew in data["crews"]:
        docked, left = programme.docked[crew["flight"]], programme.left[crew["flight"]]
        there = [difference(come, gone) for come, gone in zip(docked, left, strict=True)]
        if segment not in crew["operates"]:
            able = [
                column for index, column in seats[crew["flight"]].items() if segment in data["kinds"][index]["segments"]
            ]
            if not able:
                continue
            brings = programme.column(0, 1)
            programme.row(0, difference(total(able), brings), len(data["kinds"]) * crew["open_seats"])
            there = _both(programme, there, brings)
        ships.append(there)
    before: Sum = {}
    for day in days:
        cover = total(ship[day] for ship in ships)
        if gap is not None and day >= gap["from_day"]:
            not_yet = difference({CONSTANT: 1.0}, programme.docked[gap["until_docked"]][day])
            cover = total([cover, not_yet])
        if cover != before:
            programme.row(TWO_SHIPS, cover, len(ships) + 1)
        before = cover


def _both(programme: DayProgramme, there: list[Sum], brings: Sum) -> list[Sum]:
    """Return for each day a column that is 1 only where the vehicle is there and brings home an operator."""
    found: list[Sum] = []
    before: Sum = {}
    column: Sum = {}
    for day in there:
        if day != before:
            column = programme.column(0, 1, is_whole=False) if day else {}
            if day:
                programme.row(0, difference(day, column), 1)
                programme.row(0, difference(brings, column), 1)
        found.append(column)
        before = day
    return found
