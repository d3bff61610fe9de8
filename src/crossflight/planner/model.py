"""The model: variables of every open flight and person, presence at events, and a literal for every rule instance.

Days are the decisions; minutes follow from them by the tables of ``days``. Two operations never share a day, so the
order of days is the order of instants.

::

    dock day ──table──> dock minute, launch minute        chosen[pattern]   who flies up in what
    undock day ─table─> undock minute, landing minute     at[flight, port]  where it stands
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from crossflight.planner.moments import Linear, Moment, moment, reach
from crossflight.planner.moves import Movement, Moves, fixed_moves
from crossflight.planner.problem import Problem
from crossflight.planner.training.timetable import Timetable
from crossflight.record import Scenario, VehicleType, Waiver
from crossflight.units import MINUTES_IN_A_DAY

if TYPE_CHECKING:
    from crossflight.planner.spacewalks import Outing

__all__ = ["Crewed", "Leg", "Linear", "PlanModel"]

Literal = cp_model.BoolVarT
Spans = tuple[tuple[int, int], ...]
"""Half-open spans of minutes."""

WAIVED_BY_SPANS = frozenset(
    {
        *("operators.each-segment", "operators.any-single-loss", "seats.certified-lifeboat"),
        *("seats.degraded-vehicle", "seats.home-vehicle", "crew.commander"),
        *("landings.daylight", "vehicles.fit-return", "vehicles.life"),
    }
)
"""Rules whose constraints see themselves which instants a waiver covers.

Of all others a waiver counts that covers all that is judged.
"""


@dataclass(frozen=True)
class Leg:
    """A part of a stay: a vehicle is somebody's home from one change of seats to the next."""

    pattern: int
    """Index of the pattern."""
    since: str | None
    """The vehicle itself, when the seat is moved to it; None: from the start on."""
    until: str | None
    """The vehicle that the seat is moved to next; None: to the end of the visit."""


@dataclass(frozen=True)
class Crewed:
    """A vehicle that is somebody's home: who can be in it."""

    id: str
    type: VehicleType
    moves: Moves
    fixed: tuple[str, ...] = ()
    """People whose home it surely is."""
    chosen: tuple[int, ...] = ()
    """Indexes of the patterns that could make it somebody's home for as long as it is there."""
    legs: tuple[Leg, ...] = ()
    """Those that could make it somebody's home for a part of the time."""


@dataclass
class PlanModel:
    """One CP-SAT model of a problem.

    With ``blame`` every rule instance hangs on a literal of its own that can be assumed; without, all are simply true.
    """

    problem: Problem
    blame: bool = False
    promises: bool = True
    """Courses that nobody asks for may be added for spacewalks."""
    day_literals: bool = False
    """Days are told by a literal each, which helps a search from a published plan; else minutes by tables."""
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)

    def __post_init__(self) -> None:
        self.rules: dict[tuple[str, str], Literal] = {}
        self.sentences: dict[tuple[str, str], str] = {}
        self.wishes: dict[tuple[str, str], Literal] = {}
        """For each wish that a level counts: true when it is met. Nobody assumes it."""
        self.levels: dict[str, list[Linear]] = {}
        self.wanted_days: dict[int, int] = {}
        """By the index of a day's variable: the day that is wanted, whether it is allowed or not."""
        self.grants: dict[tuple[str, str, str | None], list[tuple[str, Literal]]] = {}
        """By person, kind of qualification, of what: the flight before which a course of the plan gives it, if it does.
        """
        self.timetable: Timetable | None = None
        """The courses of training, once a constraint has asked for them."""
        self.outings: tuple[Outing, ...] | None = None
        """The spacewalks; None: not in the model yet, or never to be."""
        self._waived = _waived_throughout(self.problem.scenario)
        self._operators: dict[tuple[str, str], Literal | bool] = {}
        self._passing: dict[tuple[str, str], tuple[tuple[Literal | bool, Spans], ...]] = {}
        self._both: dict[tuple[int, int], Literal] = {}
        self._present: dict[tuple[str, str], Literal] = {}
        self._lasting: dict[tuple[str | None, str | None, str], Literal | bool] = {}
        self._crewed: tuple[Crewed, ...] = ()
        opened = self.problem.open_flights
        movement = self._movement()
        self.moves = {flight_id: movement.open_moves(flight) for flight_id, flight in opened.items()}
        for fixed in self.problem.fixed_flights:
            if fixed.id not in self.moves:
                self.moves[fixed.id] = fixed_moves(self.problem, fixed)
        self.chosen = [
            self.cp.new_bool_var(f"{pattern.person.id} up in {pattern.up}, home {' then '.join(pattern.homes)}")
            for pattern in self.problem.patterns
        ]
        self.at = {
            (request.id, port): self.cp.new_bool_var(f"{request.id} at {port}")
            for request in self.problem.scenario.requests
            for port in request.ports
        }
        for request in self.problem.scenario.requests:
            self.cp.add_exactly_one(self.at[request.id, port] for port in request.ports)

    def _movement(self) -> Movement:
        return Movement(self.cp, self.problem, self.day_literals)

    # ---------------------------------------------------------------------------------------------------- rules

    def rule(self, rule_id: str, subject: str, sentence: str) -> Literal:
        """Return the literal of a rule instance: true when the rule is held for that subject.

        One that is waived throughout is not held: its literal is false, and nobody is asked about it.
        """
        key = (rule_id, subject)
        if any(waived <= {*subject.split(" / ")} for waived in self.waived_throughout(rule_id)):
            return self.cp.new_constant(0)
        if key not in self.rules:
            self.rules[key] = self.cp.new_bool_var(f"{rule_id} {subject}") if self.blame else self.cp.new_constant(1)
            self.sentences[key] = sentence
        return self.rules[key]

    def waived_throughout(self, rule_id: str) -> Sequence[frozenset[str]]:
        """Return the subjects of the waivers of a rule that cover all that is judged."""
        return self._waived.get(rule_id, ())

    def allow_days(self, day: Linear, allowed: Iterable[int], literal: Literal) -> None:
        """Keep a day within the allowed ones while the literal holds."""
        domain = cp_model.Domain.from_values(sorted(allowed))
        self.cp.add_linear_expression_in_domain(day, domain).only_enforce_if(literal)

    # ----------------------------------------------------------------------------------------------- presence

    def later(self, name: str, first: Linear, second: Linear) -> Literal:
        """Return a literal that says ``first < second``, of two days that are never equal."""
        literal = self.cp.new_bool_var(name)
        self.cp.add(first < second).only_enforce_if(literal)
        self.cp.add(first >= second).only_enforce_if(~literal)
        return literal

    def present(self, flight_id: str, event: str) -> Literal | bool:
        """Return whether a vehicle is docked just after another one has left; a constant where the days decide."""
        key = (flight_id, event)
        if key in self._present:
            return self._present[key]
        mine, theirs = self.moves[flight_id], self.moves[event]
        first, last = theirs.undock_range
        if all(isinstance(minute, int) for minute in (mine.dock_minute, theirs.undock_minute, mine.undock_minute)):
            leaves = theirs.undock_minute  # what is fixed can share a day
            return bool(mine.dock_minute <= leaves) and bool(leaves < mine.undock_minute)
        if mine.dock_range[0] >= last or mine.undock_range[1] <= first:
            return False
        parts: list[Literal] = []
        if mine.dock_range[1] >= first:
            parts.append(self.later(f"{flight_id} docks before {event} leaves", mine.dock_day, theirs.undock_day))
        if mine.undock_range[0] <= last:
            parts.append(self.later(f"{event} leaves before {flight_id}", theirs.undock_day, mine.undock_day))
        if not parts:
            return True
        if len(parts) == 1:
            literal = parts[0]
        else:
            literal = self.cp.new_bool_var(f"{flight_id} present as {event} leaves")
            self.cp.add_bool_and(parts).only_enforce_if(literal)
            self.cp.add_bool_or([*(~part for part in parts), literal])
        self._present[key] = literal
        return literal

    def present_at(self, flight_id: str, name: str, at: Moment) -> Literal | bool:
        """Return whether a vehicle is docked at a moment of that name: from its docking to before its undocking."""
        key = (flight_id, f"at {name}")
        if key in self._present:
            return self._present[key]
        moves = self.moves[flight_id]
        docks, leaves = moment(moves.dock_minute, *reach(moves.dock_range)), moves.undock_minute
        gone = moment(leaves, *reach(moves.undock_range))
        if docks.first > at.last or gone.last <= at.first:
            return False
        has_docked = True if docks.last <= at.first else self.before(docks.minute, at.minute + 1)
        stays = True if gone.first > at.last else self.before(at.minute, leaves)
        present = self.both(has_docked, stays)
        if not isinstance(present, bool):
            self._present[key] = present
        return present

    def before(self, first: Linear, second: Linear) -> Literal | bool:
        """Return whether one minute lies before another."""
        if isinstance(first, int) and isinstance(second, int):
            return first < second
        return self.later("", first, second)

    def crewed(self) -> tuple[Crewed, ...]:
        """Return every vehicle that is, or could become, somebody's home."""
        if not self._crewed:
            self._crewed = tuple(self._find_crewed())
        return self._crewed

    def _find_crewed(self) -> Iterator[Crewed]:
        problem = self.problem
        chosen: dict[str, list[int]] = {}
        legs: dict[str, list[Leg]] = {}
        for index, pattern in enumerate(problem.patterns):
            if len(pattern.homes) == 1:
                chosen.setdefault(pattern.down, []).append(index)
                continue
            for place, home in enumerate(pattern.homes):
                following = pattern.homes[place + 1] if place + 1 < len(pattern.homes) else None
                legs.setdefault(home, []).append(Leg(index, home if place else None, following))
        flights = [(flight.id, flight.vehicle) for flight in problem.fixed_flights]
        flights += [(request.id, request.vehicle) for request in problem.scenario.requests]
        for name, vehicle in flights:
            crew = problem.fixed_crews.get(name, ())
            if crew or name in chosen or name in legs:
                yield Crewed(
                    name,
                    problem.types[vehicle],
                    self.moves[name],
                    crew,
                    tuple(chosen.get(name, ())),
                    tuple(legs.get(name, ())),
                )

    def reseated(self, boat: str) -> Moment:
        """Return when a home seat is moved to a vehicle: as it docks, or once the liner is in one that is docked."""
        if boat in self.problem.boats_docked:
            minute = self.problem.reseated_minute
            return Moment(minute, minute, minute)
        moves = self.moves[boat]
        return moment(moves.dock_minute, *reach(moves.dock_range))

    def lasts(self, leg: Leg, name: str, at: Moment) -> Literal | bool:
        """Return whether a moment of that name lies within a part of a stay, as far as changes of seats go."""
        key = (leg.since, leg.until, name)
        if key not in self._lasting:
            begun = True if leg.since is None else self._not_after(self.reseated(leg.since), at)
            ended = False if leg.until is None else self._not_after(self.reseated(leg.until), at)
            self._lasting[key] = self.both(begun, (not ended) if isinstance(ended, bool) else ~ended)
        return self._lasting[key]

    def _not_after(self, first: Moment, second: Moment) -> Literal | bool:
        """Return whether the first moment is the second or comes before it."""
        if first.last <= second.first:
            return True
        return False if first.first > second.last else self.before(first.minute, second.minute + 1)

    def brings_operator(self, vehicle: Crewed, segment_id: str) -> Literal | bool:
        """Return whether anybody whose home is the vehicle can operate the segment."""
        key = (vehicle.id, segment_id)
        if key not in self._operators:
            self._operators[key] = self._any_operator(vehicle, segment_id)
        return self._operators[key]

    def _any_operator(self, vehicle: Crewed, segment_id: str) -> Literal | bool:
        able = self._able(vehicle, segment_id)
        return self.either(chosen for chosen, spans in able if self._is_steady(vehicle, spans))

    def passing_operators(self, vehicle: Crewed, segment_id: str) -> tuple[tuple[Literal | bool, Spans], ...]:
        """Return those who can operate the segment for a part of the time only: whether aboard, and when they can."""
        key = (vehicle.id, segment_id)
        if key not in self._passing:
            able = self._able(vehicle, segment_id)
            self._passing[key] = tuple(
                (chosen, spans) for chosen, spans in able if spans and not self._is_steady(vehicle, spans)
            )
        return self._passing[key]

    def _able(self, vehicle: Crewed, segment_id: str) -> Iterator[tuple[Literal | bool, Spans]]:
        for person in vehicle.fixed:
            yield True, self.problem.able(person, segment_id)
        for index in vehicle.chosen:
            yield self.chosen[index], self.problem.able(self.problem.patterns[index].person.id, segment_id)

    def _is_steady(self, vehicle: Crewed, spans: Spans) -> bool:
        """Say whether one span reaches from before the vehicle docks to the end of the horizon."""
        start, end = self.problem.whole_span
        first = max(vehicle.moves.dock_range[0] * MINUTES_IN_A_DAY, start)
        return bool(spans) and spans[-1][0] <= first and spans[-1][1] >= end

    def within(self, minute: Linear, spans: Spans) -> Literal | bool:
        """Return a literal that says that the minute lies in one of the spans."""
        if isinstance(minute, int):
            return any(start <= minute < end for start, end in spans)
        if not spans or spans == (self.problem.whole_span,):
            return bool(spans)
        domain = cp_model.Domain.from_intervals([[start, end - 1] for start, end in spans])
        literal = self.cp.new_bool_var("")
        self.cp.add_linear_expression_in_domain(minute, domain).only_enforce_if(literal)
        self.cp.add_linear_expression_in_domain(minute, domain.complement()).only_enforce_if(~literal)
        return literal

    def either(self, options: Iterable[Literal | bool]) -> Literal | bool:
        """Return a literal that says that one of them holds at least."""
        told = list(options)
        open_ones = [option for option in told if not isinstance(option, bool)]
        if any(option is True for option in told) or not open_ones:
            return any(option is True for option in told)
        if len(open_ones) == 1:
            return open_ones[0]
        literal = self.cp.new_bool_var("")
        self.cp.add_bool_or(open_ones).only_enforce_if(literal)
        self.cp.add_bool_and([~option for option in open_ones]).only_enforce_if(~literal)
        return literal

    def both(self, first: Literal | bool, second: Literal | bool) -> Literal | bool:
        """Return a literal that says that both hold."""
        if isinstance(first, bool):
            return second if first else False
        if isinstance(second, bool):
            return first if second else False
        key = (first.index, second.index)
        if key not in self._both:
            literal = self.cp.new_bool_var("")
            self.cp.add_bool_and([first, second]).only_enforce_if(literal)
            self.cp.add_bool_or([~first, ~second, literal])
            self._both[key] = literal
        return self._both[key]

    def instant(self, minute: int) -> datetime:
        """Return the instant of a minute of the calendar."""
        return self.problem.calendar.origin + timedelta(minutes=minute)


def _waived_throughout(scenario: Scenario) -> dict[str, list[frozenset[str]]]:
    """Return by rule the subjects of the waivers that cover all that is judged."""
    found: dict[str, list[frozenset[str]]] = {}
    for waiver in scenario.waivers:
        start, end = _judged(scenario, waiver)
        has_begun = isinstance(waiver.start, datetime) and waiver.start <= start
        lasts = waiver.end is None or (isinstance(waiver.end, datetime) and end is not None and waiver.end >= end)
        if has_begun and lasts and waiver.rule not in WAIVED_BY_SPANS:
            found.setdefault(waiver.rule, []).append(frozenset(waiver.subject))
    return found


def _judged(scenario: Scenario, waiver: Waiver) -> tuple[datetime, datetime | None]:
    """Return the span that breaches of a waiver's rule can have: the horizon, or the dates of agreements."""
    found = scenario.agreements if waiver.rule.startswith("agreements.") else ()
    found = tuple(entry for entry in found if entry.id in waiver.subject) or found
    if not found:
        return scenario.horizon.start, scenario.horizon.end
    ends = [entry.end for entry in found if entry.end is not None]
    return min(entry.start for entry in found), max(ends) if len(ends) == len(found) else None
