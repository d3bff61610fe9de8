"""Do the two witnesses of training drift apart? Courses of a plan are moved, dropped and given away, and both judge."""

import random
from collections.abc import Iterator
from functools import cache

import pytest
from ortools.sat.python import cp_model

from crossflight.planner import plan
from crossflight.planner.constraints import CONSTRAINTS
from crossflight.planner.constraints.training import timetable_of
from crossflight.planner.model import PlanModel
from crossflight.planner.problem import Problem
from crossflight.planner.training import holding, wishing
from crossflight.planner.training.syllabus import Syllabus
from crossflight.planner.training.timetable import Timetable
from crossflight.record import Course, Period, Plan, Scenario, Training
from crossflight.rules import check
from rules.schools import COURSES, FACILITIES, coming, school, sits, wish
from scenes import day, sky

Key = tuple[str, str]
MUTANTS = 240
SEED = 2023
THEME = "training."


@cache
def setting() -> Scenario:
    """Return a school with backups, two wishes, a booked pool and a simulator that is closed for two days.

    Before the suit comes a dip in the pool that no seat asks for.
    """
    dip = Course(id="dip", name="dip", facility="pool", days=1)
    courses = tuple(
        course.model_copy(update={"after": (*course.after, "dip")}) if course.id == "suit" else course
        for course in COURSES
    )
    shut = Period(start=day(44), end=day(46))
    facilities = tuple(
        place.model_copy(update={"closed": (shut,)}) if place.id == "simulator" else place for place in FACILITIES
    )
    return school(
        requests=(coming(backups=("red-eve", "blue-eve")),),
        training_requests=(wish("go", "suit"), wish("arm", "arm", apart_from=("go",), same_flight_as="go")),
        trainings=(sits("red-fay", "suit", 40, flight=None), sits("red-dan", "arm", 33, flight=None)),
        facilities=facilities,
        courses=(*courses, dip),
    )


@cache
def solved() -> Plan:
    """Return its plan."""
    found = plan(setting(), sky(90)).plan
    assert found is not None
    return found


def mutants() -> Iterator[tuple[Training, ...]]:
    """Yield the courses of the plan, then those with one to three of them moved or left out."""
    rng = random.Random(SEED)
    yield solved().trainings
    for _ in range(MUTANTS):
        entries = list(solved().trainings)
        for _ in range(rng.randint(1, 3)):
            place = rng.randrange(len(entries))
            if rng.random() < 0.2:
                del entries[place]
                continue
            if entries[place].request is not None and rng.random() < 0.5:
                other = "blue-dan" if entries[place].person == "red-dan" else "red-dan"
                entries[place] = entries[place].model_copy(update={"person": other})
                continue
            moved = rng.choice((-30, -9, -4, -2, -1, 1, 2, 4, 9)) * (day(1) - day(0))
            entry = entries[place]
            if entry.start + moved >= day(0, 0) and entry.end + moved <= day(64, 0):
                entries[place] = entry.model_copy(update={"start": entry.start + moved, "end": entry.end + moved})
        yield tuple(entries)


@cache
def told() -> tuple[tuple[tuple[Training, ...], frozenset[Key]], ...]:
    """Return each mutant with what the check finds of it."""
    return tuple((trainings, by_check(trainings)) for trainings in mutants())


def by_check(trainings: tuple[Training, ...]) -> frozenset[Key]:
    """Return what the check finds, with the subjects of the model: courses without the person."""
    found = check(setting(), sky(90), solved().model_copy(update={"trainings": trainings}))
    return frozenset(
        (entry.rule, entry.names[0] if entry.rule in {holding.ORDER, holding.LEAD} else entry.subject)
        for entry in found
        if entry.rule.startswith(THEME) and entry.state in {"broken", "unmet"}
    )


class Judge:
    """A model of the flights of the plan with all of its courses, each rule instance on a literal."""

    def __init__(self) -> None:
        self.model = PlanModel(Problem(setting(), sky(90), timetabled=True), blame=True)
        for rule, constrain in CONSTRAINTS.items():
            if rule.startswith(THEME):
                constrain(self.model)
        self.table: Timetable = timetable_of(self.model)
        launched = next(flight for flight in solved().flights if flight.id == "lark-2")
        assert launched.launch is not None
        self.launch = self.model.problem.calendar.minute(launched.launch)

    def broken(self, trainings: tuple[Training, ...]) -> frozenset[Key]:
        """Return the instances that cannot hold with these courses."""
        cp = self.model.cp.clone()

        def copy(variable: cp_model.BoolVarT) -> cp_model.IntVar:
            assert isinstance(variable, cp_model.IntVar)
            return cp.get_int_var_from_proto_index(variable.index)

        minute = self.model.moves["lark-2"].launch_minute
        assert isinstance(minute, cp_model.LinearExpr)
        cp.add(minute == self.launch)
        for pattern, chosen in zip(self.model.problem.patterns, self.model.chosen, strict=True):
            cp.add(copy(chosen) == int(pattern.person.id in {"red-dan", "blue-dan"}))
        placed = {(entry.person, entry.course): entry for entry in trainings}
        for sitting in self.table.sittings:
            if sitting.is_booked:
                continue
            entry = placed.get((sitting.person.id, sitting.course.id))
            assert isinstance(sitting.is_held, cp_model.IntVar)
            assert isinstance(sitting.first, cp_model.IntVar)
            cp.add(copy(sitting.is_held) == int(entry is not None))
            if entry is not None:
                cp.add(copy(sitting.first) == self.model.problem.calendar.day(entry.start))
        rules = {key: copy(literal) for key, literal in self.model.rules.items()}
        # Where either could go, a wish is met and its backups are too few, as the check has it.
        cp.maximize(sum(literal * (1 + (rule == wishing.REQUEST)) for (rule, _), literal in rules.items()))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert cp_model.OPTIMAL == solver.solve(cp)
        return frozenset(key for key, literal in rules.items() if not solver.value(literal))


def test_both_witnesses_say_the_same_of_every_mutant() -> None:
    judge = Judge()
    apart = [
        (sorted(found ^ said), [(entry.person, entry.course, f"{entry.start:%m-%d}") for entry in trainings])
        for trainings, found in told()
        if found != (said := judge.broken(trainings))
    ]

    assert [] == apart[:3]


def test_the_plan_itself_breaks_nothing() -> None:
    assert frozenset() == told()[0][1]


def test_every_planned_rule_of_training_is_broken_by_some_mutant() -> None:
    broken = {rule for _, found in told() for rule, _ in found}

    assert {rule for rule in CONSTRAINTS if rule.startswith(THEME)} == broken


def _forget(table: Timetable) -> None:
    """Hold nothing."""
    del table


FAULTS: dict[str, tuple[object, str, object]] = {
    "no lead": (holding, "lead", _forget),
    "no order": (holding, "order", _forget),
    "no one place": (holding, "one_place", _forget),
    "no facility": (holding, "facility", _forget),
    "nothing together": (holding, "together", _forget),
    "no travel": (Syllabus, "travel_days", lambda *_: 0),
    "a place more": (holding, "_keep_places", lambda *_: None),
    "never closed": (holding, "_keep_open", lambda *_: None),
    "everything is passed": (Syllabus, "passed", lambda *_: ((0, 10**8),)),
    "nobody is apart": (wishing, "_hold_apart", lambda *_: None),
    "nobody stands by for a wish": (wishing, "_stand_by", lambda *_: iter(())),
    "prerequisites do not come along": (
        Syllabus,
        "wished",
        lambda self, request: tuple(self.courses[course] for course in request.courses),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_model_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = told()
    where, what, instead = FAULTS[name]
    monkeypatch.setattr(where, what, instead)
    judge = Judge()

    assert any(found != judge.broken(trainings) for trainings, found in sound)
