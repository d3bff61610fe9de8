"""Do the two witnesses of the rules of spacewalks drift apart? Mutants of a plan, judged by both.

A mutant moves a spacewalk or a flight, sends somebody else outside or to the arm, or one person more or fewer. All of
it is fixed in a model with a literal for each rule instance; what it cannot hold is compared with what the check finds.

Some conventions stand beside the rules. Who helps inside is settled when a plan is read, so nobody unfit or absent
helps; where somebody else is absent, the model counts too few. On the day of an operation neither the wish for quiet
days nor the way to a vehicle is compared. And spacing is told by person.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import pytest
from ortools.sat.python import cp_model

from crossflight.planner import CONSTRAINTS, plan
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.reading import flights_and_stays
from crossflight.planner.spacewalks.reading import spacewalks_of
from crossflight.record import (
    RULEBOOK,
    Boost,
    CrewNorm,
    DateWish,
    Event,
    Horizon,
    LifeSupport,
    Numbers,
    Plan,
    Scenario,
    Suit,
)
from crossflight.rules import check, witness
from outside import LARK, SUITS, SWAN, asked, outside, walk
from rules.judging import ill
from scenes import LONG_AGO, ORIGIN, day, degraded, departure, request, sky

Key = tuple[str, ...]
PREFIX = "spacewalks."
RULES = frozenset(rule for rule, entry in RULEBOOK.items() if rule.startswith(PREFIX) and entry.planned)
ON_ITS_DAY = frozenset({"spacewalks.clearance", "spacewalks.lifeboat-access"})
MUTANTS = 400
DAYS = 30


@dataclass(frozen=True)
class Walk:
    """What is decided of one spacewalk; the day None where it is left out."""

    id: str
    day: int | None
    outside: frozenset[str]
    arm: str | None


@dataclass(frozen=True)
class Choices:
    """All that is decided: the days of each flight, its port, its crew, and the spacewalks."""

    flights: tuple[tuple[str, int | None, int | None, str | None], ...]
    walks: tuple[Walk, ...]


@cache
def setting() -> Scenario:
    """Return a scenario in which every rule of spacewalks can be broken."""
    lark = LARK.model_copy(update={"port": "red-2"})
    swan = SWAN.model_copy(update={"up": (*SWAN.up, "blue-fay"), "down": ()})
    bare = Suit(id="bare", name="Bare suit", kind="spacewalk", life_support=LifeSupport(endurance_min=300))
    return outside(
        horizon=Horizon(start=day(0, 0), end=day(DAYS, 0)),
        flights=(lark, swan),
        suits=(*SUITS, bare),
        spacewalks=(walk("blue-0", -1, inside=(), planned=False),),
        departures=(departure("lark-1", undock=DateWish(wanted=day(14))),),
        requests=(
            request(
                "lark-2",
                launch=DateWish(wanted=day(10)),
                undock=None,
                crew_size=3,
                announced=("red-dan", "red-eve", "blue-dan"),
            ),
            request("mule-1", launch=DateWish(wanted=day(5)), undock=DateWish(wanted=day(25))),
        ),
        spacewalk_requests=(
            asked(
                "blue-1", day=DateWish(earliest=day(2), latest=day(12), wanted=day(8)), arm=True, at_least={"blue": 1}
            ),
            asked("blue-2", day=DateWish(wanted=day(4))),
            asked("red-1", day=DateWish(wanted=day(10)), opens="20:00", arm=True),
            asked("red-2", day=DateWish(latest=day(29), wanted=day(21)), must=False, arm=True),
            asked("red-3", day=DateWish(wanted=day(27)), urgent=True),
            asked("blue-3", suit="bare", minutes=300, must=False),
            asked("blue-4", minutes=500, must=False),
        ),
        events=(
            Event(id="wet", kind="suit-restricted", subject="stiff", start=day(9), end=day(11, 8), sentence="wet"),
            Event(id="dust", kind="spacewalks-held", subject="red-lock", start=day(22), end=day(28), sentence="dust"),
            ill("red-ann", day(19), day(20)),
            degraded("swan-1", day(6, 14), nominal_seats=4, fit_for=4),
        ),
        boosts=(Boost(instant=day(16), delta_v_m_s=1),),
        numbers=Numbers(clearance_days=0, port_turnaround_days=0, skeleton_crew=6),
        station=outside().station.model_copy(
            update={"crew_norms": (CrewNorm(size=9, since=LONG_AGO), CrewNorm(size=6, since=day(18)))}
        ),
    )


@cache
def model() -> PlanModel:
    """Return the model with every day open, and a literal for each rule instance to be made true."""
    built = PlanModel(Problem(setting(), sky(), whole=True), blame=True)
    for rule in sorted(RULES):
        CONSTRAINTS[rule](built)
    built.cp.maximize(sum(built.rules.values()))
    return built


@cache
def base() -> Choices:
    """Return what the planner decides."""
    answer = plan(setting(), sky())
    assert answer.plan is not None
    flights = {flight.id: flight for flight in answer.plan.flights}
    made = {entry.id: entry for entry in answer.plan.spacewalks}
    return Choices(
        (
            ("lark-1", None, _day(flights["lark-1"].undocked), None),
            ("lark-2", _day(flights["lark-2"].docked), None, flights["lark-2"].port),
            ("mule-1", _day(flights["mule-1"].docked), _day(flights["mule-1"].undocked), flights["mule-1"].port),
        ),
        tuple(
            Walk(entry.id, _day(made[entry.id].start), frozenset(made[entry.id].outside), made[entry.id].arm)
            if entry.id in made
            else Walk(entry.id, None, frozenset(), None)
            for entry in setting().spacewalk_requests
        ),
    )


def _day(instant: object) -> int | None:
    return None if instant is None else (instant - ORIGIN).days  # type: ignore[operator]


def mutants() -> Iterator[Choices]:
    """Yield the plan and changes of it."""
    random = Random(2022)
    people = sorted(next(iter(model().outings or ())).outside)
    arms = {entry.id: entry.arm for entry in setting().spacewalk_requests}
    yield base()
    for _ in range(MUTANTS):
        changed = base()
        for _ in range(random.choice((1, 1, 2, 3))):
            if random.random() < 1 / 5:
                place = random.randrange(len(changed.flights))
                flight = list(changed.flights[place])
                at = random.choice([number for number in (1, 2) if flight[number] is not None])
                flight[at] = min(max(flight[at] + random.choice((-6, -3, -2, -1, 1, 2, 3, 6)), 0), DAYS - 1)  # type: ignore[operator]
                if flight[0] == "lark-2" and random.random() < 1 / 2:
                    flight[3] = random.choice(("red-1", "red-2"))
                flights = (*changed.flights[:place], tuple(flight), *changed.flights[place + 1 :])
                changed = replace(changed, flights=flights)  # type: ignore[arg-type]
                continue
            place = random.randrange(len(changed.walks))
            made = changed.walks[place]
            made = _changed(random, made, people, has_arm=arms[made.id])
            changed = replace(changed, walks=(*changed.walks[:place], made, *changed.walks[place + 1 :]))
        yield changed


def _changed(random: Random, made: Walk, people: list[str], *, has_arm: bool) -> Walk:
    if made.day is None:
        return Walk(
            made.id, random.randrange(DAYS - 1), frozenset({"blue-ann", "blue-bob"}), "red-ann" if has_arm else None
        )
    kind = random.randrange(7)
    if kind == 0:
        return Walk(made.id, None, frozenset(), None)
    if kind <= 2:
        return replace(made, day=random.randrange(DAYS - 1))
    if kind in {3, 6} and has_arm:
        return replace(made, arm=random.choice([*people, None]))
    if kind == 4 and random.random() < 1 / 2:
        fewer = random.choice((-1, 1))
        crew = sorted(made.outside)
        return replace(made, outside=frozenset(crew[1:] if fewer < 0 else (*crew, random.choice(people))))
    gone = random.choice(sorted(made.outside))
    return replace(made, outside=frozenset({*made.outside - {gone}, random.choice(people)}))


def values_of(choices: Choices) -> tuple[int, ...] | None:
    """Return the value of each variable; None where the model cannot express the choices."""
    built = model()
    decided: list[tuple[cp_model.IntVar, int]] = []
    for name, docks, leaves, port in choices.flights:
        opened, moves = built.problem.open_flights[name], built.moves[name]
        for number, linear, options in (
            (docks, moves.dock_day, opened.arrivals),
            (leaves, moves.undock_day, opened.leavings),
        ):
            if number is not None and number not in options:
                return None
            if number is not None:
                assert isinstance(linear, cp_model.IntVar)
                decided.append((linear, number))
        decided += [(literal, int(at == port)) for (flight, at), literal in built.at.items() if flight == name]
    decided += [(chosen, 1) for chosen in built.chosen]
    for made, outing in zip(choices.walks, built.outings or (), strict=True):
        decided += [
            (outing.done, int(made.day is not None)),
            (outing.day, outing.days[0] if made.day is None else made.day),
        ]
        decided += [(role, int(person in made.outside)) for person, role in outing.outside.items()]
        decided += [(role, int(person == made.arm)) for person, role in outing.arm.items()]
    built.cp.clear_hints()  # type: ignore[no-untyped-call]
    for variable, value in decided:
        built.cp.add_hint(variable, value)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    return tuple(solver.response_proto.solution) if solver.solve(built.cp) == cp_model.OPTIMAL else None


@cache
def judged() -> tuple[tuple[Choices, Plan, frozenset[Key]], ...]:
    """Return the mutants that the model can express, each with its plan and the rule instances that it cannot hold."""
    found = []
    for choices in mutants():
        values = values_of(choices)
        if values is None or _shares_a_day(choices):
            continue
        flights, stays = flights_and_stays(model(), list(values))
        made = Plan(scenario=setting(), flights=flights, stays=stays, spacewalks=spacewalks_of(model(), list(values)))
        broken = {
            _key(rule, tuple(subject.split(" / ")))
            for (rule, subject), literal in model().rules.items()
            if not values[literal.index] and rule in RULES
        }
        found.append((choices, made, _once(broken)))
    return tuple(found)


def _shares_a_day(choices: Choices) -> bool:
    days = [number for _, docks, leaves, _ in choices.flights for number in (docks, leaves) if number is not None]
    return len(set(days)) < len(days)


def by_check(made: Plan) -> frozenset[Key]:
    """Return the keys of what the check finds."""
    found = (finding for finding in check(setting(), sky(), made) if finding.rule in RULES)
    return _once({_key(entry.rule, entry.names) for entry in found if entry.state != "unknown"})


def _key(rule: str, names: tuple[str, ...]) -> Key:
    if rule == "spacewalks.spacing":
        return rule, names[-1]
    return (rule, *sorted(names)) if rule == "spacewalks.quiet-day" else (rule, *names)


def _once(keys: set[Key]) -> frozenset[Key]:
    """Leave out what follows from a breach that is told already."""
    busy = {key[1:] for key in keys if key[0] == "spacewalks.quiet-day"}
    absent = {key[1] for key in keys if key[0] == "spacewalks.aboard"}
    return frozenset(
        key
        for key in keys
        if not (key[0] in ON_ITS_DAY and tuple(sorted(key[1:])) in busy)
        and not (key[0] == "spacewalks.inside" and key[1] in absent)
    )


# -------------------------------------------------------------------------------------------------------------- drift


def test_both_witnesses_say_the_same_of_every_mutant() -> None:
    apart = [
        (sorted(broken ^ by_check(made)), choices) for choices, made, broken in judged() if broken != by_check(made)
    ]

    assert [] == apart


def test_enough_mutants_are_judged() -> None:
    assert 250 <= len(judged())


def test_the_plan_itself_breaks_nothing() -> None:
    _, _, broken = judged()[0]

    assert set() == {key for key in broken if key[1] not in {"blue-3", "blue-4"}}


def test_every_planned_rule_is_broken_by_some_mutant() -> None:
    assert RULES == {key[0] for _, _, broken in judged() for key in broken}


# ------------------------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_check_that_finds_nothing_is_caught(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(witness._register, rule, lambda case: iter(()))
    likely = sorted(judged(), key=lambda entry: not any(key[0] == rule for key in entry[2]))

    assert any(broken != by_check(made) for _, made, broken in likely)


def numbers(**changes: int) -> Callable[[Scenario], Scenario]:
    """Return a change of the scenario's numbers."""
    return lambda told: told.model_copy(update={"numbers": told.numbers.model_copy(update=changes)})


@pytest.mark.parametrize(
    "change",
    [
        numbers(spacewalk_quiet_days=0),
        numbers(spacewalk_quiet_days=2),
        numbers(spacewalk_spacing_days=2),
        numbers(spacewalk_spacing_days=4),
        numbers(skeleton_crew=3),
        numbers(skeleton_crew=7),
    ],
    ids=["fewer quiet", "more quiet", "closer", "wider", "smaller crew", "larger crew"],
)
def test_a_check_with_other_numbers_is_caught(change: Callable[[Scenario], Scenario]) -> None:
    faulty = change(setting())

    assert any(
        broken
        != _once(
            {
                _key(entry.rule, entry.names)
                for entry in check(faulty, sky(), made)
                if entry.rule in RULES and entry.state != "unknown"
            }
        )
        for _, made, broken in judged()
    )
