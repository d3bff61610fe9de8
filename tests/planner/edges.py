"""Scenarios of Haven in which limits fall on the very instants at which ships launch and land, dock and leave."""

from crossflight.record import DateWish, Scenario, Sky
from planner.edges_of_crews import at_the_start, of_crews, of_empty_ships, of_one_for_both, of_seats
from planner.edges_of_light import light, of_light
from planner.edges_of_seats import (
    of_days_of_return,
    of_moved_seats,
    of_one_who_moves,
    of_people_elsewhere,
    of_seats_to_spare,
)
from planner.edges_of_ships import (
    leaving_at_the_start,
    of_a_late_corridor,
    of_one_moved_on_record,
    of_ports_in_turn,
    of_record,
    of_ships,
    of_what_flies,
)
from planner.edges_of_waivers import (
    of_a_ship_on_record_waived,
    of_a_ship_waived,
    of_all_waived,
    of_one_between,
    of_pairs_waived,
)
from scenes import day, departure, sky

__all__ = ["EDGES"]

EDGES: dict[str, tuple[Scenario, Sky]] = {
    "ships at the edge": (of_ships(), sky()),
    "crews at the edge": (of_crews(), sky()),
    "empty ships": (of_empty_ships(), sky()),
    "seats for those aboard": (of_seats(("red-bob", "blue-cat", "red-eve"), red=1, blue=1), sky()),
    "seats for one": (of_seats(("red-dan",), blue=3), sky()),
    "seats for none announced": (of_seats((), blue=2), sky()),
    "seats for both": (of_seats(("red-dan",), 1, red=3, blue=3), sky()),
    "the very start": (at_the_start(DateWish(wanted=day(4))), sky()),
    "the very start of a stay": (at_the_start(None), sky()),
    "leaving at the very start": (leaving_at_the_start(), sky()),
    "ships on record": (of_record(), sky()),
    "ports in turn": (of_ports_in_turn(), sky()),
    "people elsewhere": (of_people_elsewhere(), sky()),
    "moved seats": (of_moved_seats(), sky()),
    "seats to spare": (of_seats_to_spare(), sky()),
    "days of return": (of_days_of_return(), sky()),
    "one who moves": (of_one_who_moves(), sky()),
    "one who moves and leaves": (of_one_who_moves(departure("lark-1")), sky()),
    "one for both segments": (of_one_for_both(), sky()),
    "a late corridor": (of_a_late_corridor(), sky()),
    "one moved on record": (of_one_moved_on_record(), sky()),
    "pairs waived": (of_pairs_waived(), sky()),
    "a ship waived": (of_a_ship_waived(), sky()),
    "a ship on record waived": (of_a_ship_on_record_waived(), sky()),
    "one between, waived": (of_one_between(), sky()),
    "all waived": (of_all_waived(), sky()),
    "what flies": (of_what_flies(), sky()),
    "light enough by a minute": (of_light(59), light()),
    "a minute too little light": (of_light(61), light()),
    "no margin of light": (of_light(0), light()),
}
"""Scenarios and their skies, by name."""
