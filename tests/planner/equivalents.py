"""Faults that change nothing that a plan of the planner could show, each with the reason; read one by one.

They are left out of the score, where nothing catches them: no test that compares the two witnesses on the flights of a
plan can. Where other tests hold the line, the reason says which.
"""

import re
from types import MappingProxyType

from planner.faults import Fault

__all__ = ["REASONS", "reason_of"]

END = "nothing is decided for the very end of a horizon: what docks, leaves or is launched does so before it"
START = "nothing docks or lands at the very start of a horizon: it would have been launched, or have left, before"
NO_MOMENT = "no two operations share an instant: the planner keeps them on different days"
ONE_STORY = "a plan of the planner tells one story in crew lists and stays; the rule's own tests hold this"
NAMED = "the planner names a qualified commander aboard, or none where nobody is qualified"
WIDER = "where to look for what is nearest: a wider or another look finds the same"
TOLD = "it is told and not compared: an amount, a name, or when the next crew comes"
LIGHT = "the planner keeps a landing a whole minute inside its light, and its computed touchdowns exact"
UNKNOWN = "it tells the unknown from the broken: what is decided is known"
RECORD = "moves between ports and bounds of instants stand in the record alone, and are not decided"
MIDNIGHT = "no ship of Haven moves at midnight; the rule's own tests hold this"
DROPPED = "a flight that is dropped is no longer asked for here; tests/planner/test_clashing.py holds this"
SEATS = "each plan here tells one story of the home seats that move; the tests of replanning hold this"
SPARED = "it only spares the model what cannot matter, or bounds a variable more widely"
KNOWN = "all limits of a life are known before the first launch that is decided"
SMALLER = "a number that is never the larger of the two"
LEVEL = "it counts a level, or bounds one: levels are compared by recounting them and by brute force"

REASONS: MappingProxyType[str, str] = MappingProxyType(
    {
        r"^rules/.*boundary moved: .*(<=|>) (case|frame)\.end$": END,
        r"^rules/.*boundary moved: agreement\.end > case\.end": END,
        r"^planner/.*boundary moved: .*problem\.end": END,
        r"^rules/landings\.py .*boundary moved: case\.start": START,
        r"^rules/events\.py lost: boundary moved: flight\.docked >= case\.start": START,
        r"^rules/vehicles\.py life: boundary moved: end < case\.start": START,
        r"^rules/ports\.py interface: boundary moved: end <= case\.start": START,
        r"^rules/crew\.py _gaps: boundary moved: other\.start <": NO_MOMENT,
        r"^rules/ports\.py (_soon_again: boundary moved: 0 <= gap|_soon_again: limit)": NO_MOMENT,
        r"^rules/ports\.py (_near: boundary|_overlap)": NO_MOMENT,
        r"^planner/constraints/(crew\.py one_place: boundary moved: launch|ports\.py _keep_clear: boundary)": NO_MOMENT,
        r"^rules/crew\.py (one_place: .*(stay|elsewhere)|_judge_person)": ONE_STORY,
        r"^rules/crew\.py _commander_trouble: .*named is": NAMED,
        r"^rules/(landings|launches)\.py (_near|_minutes_into_light): limit": WIDER,
        r"^rules/agreements\.py balance: limit off by one: 0 -> -1 \(3\)": TOLD,
        r"^planner/constraints/crew\.py _told": TOLD,
        r"^rules/crew\.py _gaps: .*(other\.start >= visit\.end|for other in others)": TOLD,
        r"^rules/launches\.py opportunity: (limit|.*nearest\.liftoff)": TOLD,
        r"^rules/requirements\.py _(seat|port|dropped): comparison flipped: flight is None": TOLD,
        r"^rules/seats\.py (without_own_seat|_changes|_fit_for)": TOLD,
        r"^rules/landings\.py daylight: boundary moved: minutes_into_light": LIGHT,
        r"^rules/landings\.py opportunity: boundary moved: off <= KNOWN_TO": LIGHT,
        r"^rules/seats\.py (degraded_vehicle|_overfull): (step left out|comparison flipped: ailment\.fit_for)": UNKNOWN,
        r"^rules/seats\.py _overfull: boundary moved: (perhaps|surely)": UNKNOWN,
        r"^rules/seats\.py (degraded_vehicle|_overfull): limit": UNKNOWN,
        r"^rules/seats\.py _judge_homes": UNKNOWN,
        r"^rules/vehicles\.py (life: boundary moved: end <= case\.scenario\.as_of|_in_force)": UNKNOWN,
        r"^rules/ports\.py (_near: subject|_unverified)": RECORD,
        r"^rules/ports\.py _closer_than: (limit off by one: 1 -> 0|boundary)": WIDER,
        r"^rules/seats\.py _loads: (subject skipped: .*move|step left out: .*move)": RECORD,
        r"^rules/landings\.py opportunity: boundary moved: landed >= offered\.until": MIDNIGHT,
        r"^rules/requests\.py window: boundary moved: instant": MIDNIGHT,
        r"^rules/agreements\.py _dropped": DROPPED,
        r"^rules/requests\.py _composition_troubles: limit off by one: 0 -> -1( \((2|7)\))?$": SMALLER,
        r"^planner/constraints/crew\.py commander: (boundary|comparison flipped: flight\.request\.crew_size)": SPARED,
        r"^planner/constraints/vehicles\.py life: subject skipped: for entry in flight\.arrivals": KNOWN,
        r"^planner/constraints/ports\.py _stretches: boundary": SPARED,
        r"^planner/constraints/crew\.py one_place: step left out: model\.cp\.add_exactly_one": SEATS,
        r"^planner/constraints/operators\.py _changes: .*(leg\.since|vehicle\.legs\)\[1::2\] \(2\)$)": SEATS,
        r"^planner/constraints/seats\.py _reseated: boundary": SPARED,
        r"^planner/constraints/crew\.py commander: limit": SPARED,
        r"^planner/.*(dock_range|docks\.|leaves\.|len\(intervals\)|calendar\.origin|start < limit < end)": SPARED,
        r"^planner/constraints/operators\.py _changes: boundary moved: start < minute": SPARED,
        r"^planner/constraints/ports\.py (_uses: (limit|comparison)|turnaround: (limit|boundary))": SPARED,
        r"^planner/constraints/ports\.py (approach_corridor: (limit|boundary)|one_vehicle_a_port: limit)": SPARED,
        r"^planner/constraints/(crew\.py direct_handover|events\.py fit_return|seats\.py \w+): limit": SPARED,
        r"^planner/constraints/crew\.py direct_handover: boundary": SPARED,
        r"^planner/constraints/ports\.py _fixed_operation_days: (boundary|limit)": SPARED,
        r"^planner/constraints/crew\.py composition: .*(aboard ->|request\.crew_size ==|off by one: 0 -> )": SPARED,
        r"^planner/.*(_level:|_seats_left_empty|model\.levels|count_|with_dockings)": LEVEL,
        r"^planner/.*(model\.blame|crew_least is not None)": LEVEL,
        r"^planner/constraints/(crew\.py as_announced: condition|seats\.py (_ships|_looks): )": LEVEL,
        r"^planner/constraints/operators\.py _changes: step left out: yield Change\(f'\{vehicle\.id\} docked": LEVEL,
        r"^rules/requirements\.py _level": LEVEL,
        r"^planner/constraints/crew\.py composition: boundary moved: told <= limit": SPARED,
        r"^planner/constraints/crew\.py _keep_away: boundary moved: (absence\.end|downs)": SPARED,
        r"^planner/constraints/crew\.py _keep_away: comparison flipped: ups? ": SPARED,
        r"^planner/constraints/returns\.py return_day: (boundary moved: wanted|limit.* 0 -> (-1$|-?1 \(2\)$))": SPARED,
        r"^rules/returns\.py days_beyond: limit": LEVEL,
        r"^rules/returns\.py _end: boundary moved: entry\.start": START,
        r"^planner/constraints/agreements\.py balance: subject skipped": UNKNOWN,
    }
)
"""The reason of each, by a pattern for its name; a fault that is caught needs none."""


def reason_of(fault: Fault) -> str | None:
    """Return why a fault changes nothing; None where it does."""
    return next((reason for pattern, reason in REASONS.items() if re.search(pattern, fault.name)), None)
