"""The spacewalk as a CP-SAT model: two ways round through the tasks, in whole minutes.

Each of the two has a circuit through the tasks that he does, with the ways between them; a task of both hands lies
on both circuits and has one start. Minutes count from the wanted opening of the hatch.
"""

from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from crossflight.planner.minutes.rounds import MOST_PLACES, shortest_rounds
from crossflight.planner.minutes.situation import ROLES, Situation
from crossflight.record import Task

__all__ = ["OutsideModel", "Part", "parts_of"]

Part = tuple[str, ...]
"""A demand that can be left out when a clash is sought: its kind, and whom it concerns."""


def parts_of(situation: Situation) -> list[Part]:
    """Return all demands that can stand in each other's way."""
    tasks = situation.tasks
    parts: list[Part] = [("task", task.id) for task in tasks if task.must]
    open_ones = {task.id for task in tasks}
    parts += [("after", task.id, other) for task in tasks for other in task.after if other in open_ones]
    parts += [("light", task.id) for task in tasks if task.light != "any"]
    parts += [("tool", tool) for tool in sorted(_shared_tools(tasks))]
    parts += [("arm",)] if sum(task.arm for task in tasks) > 1 else []
    return [*parts, ("time",), ("work",)]


def _shared_tools(tasks: tuple[Task, ...]) -> set[str]:
    return {tool for one, other in combinations(tasks, 2) for tool in set(one.tools) & set(other.tools)}


@dataclass
class _Person:
    """The circuit of one of the two."""

    does: list[cp_model.IntVar] = field(default_factory=list)
    """For each task whether he does it."""
    on_the_way: list[cp_model.LinearExpr] = field(default_factory=list)
    """Minutes of each way, where it is taken."""
    arcs: list[tuple[int, int, cp_model.LiteralT]] = field(default_factory=list)
    """From which task to which, 0 standing for both ends of the way."""


class OutsideModel:
    """The model, and the levels that are minimised one after the other."""

    def __init__(self, situation: Situation, parts: set[Part] | None = None) -> None:
        self.situation = situation
        self.cp = cp_model.CpModel()
        self._parts = parts
        self.tasks = situation.tasks
        self.minutes = [situation.minutes_of(task) for task in self.tasks]
        shift = situation.shift_min
        self.last = self._latest()
        self.hatch = self.cp.new_int_var(-shift, shift, "hatch") if shift else self.cp.new_constant(0)
        first = min(outset.minute for outset in situation.outsets) - shift
        self.starts = [self.cp.new_int_var(first, self.last, f"start {task.id}") for task in self.tasks]
        self.done = [self.cp.new_bool_var(f"done {task.id}") for task in self.tasks]
        self.home = self.cp.new_int_var(first, self.last, "home")
        self.people = [self._person(number) for number in range(2)]
        self._share_tasks()
        self._order()
        self._shine()
        self._keep_tools_apart()
        self._last()
        self._work()

    def wants(self, *part: str) -> bool:
        """Say whether a demand is made; all are, unless a clash is sought."""
        return self._parts is None or part in self._parts

    @property
    def own_minutes(self) -> cp_model.LinearExpr:
        """Return the minutes on the suit's own supply: from the hatch open to the start of repressurisation."""
        return self.home + self.situation.egress_min + self.situation.close_min - self.hatch

    @property
    def left_out_must(self) -> cp_model.LinearExpr | int:
        """Return how many tasks that must be done are not."""
        return sum(1 - self.done[place] for place, task in enumerate(self.tasks) if task.must)

    @property
    def left_out_may(self) -> cp_model.LinearExpr | int:
        """Return how many of the other tasks are not done."""
        return sum(1 - self.done[place] for place, task in enumerate(self.tasks) if not task.must)

    def overrun(self) -> cp_model.IntVar:
        """Return the minutes beyond what is wanted: of the suit's margin, or of the planned duration."""
        case = self.situation.case
        wanted = self.situation.endurance_min - int(case.numbers.spacewalk_margin_min)
        over = self.cp.new_int_var(0, self.last, "overrun")
        self.cp.add(over >= self.own_minutes - wanted)
        if case.request.minutes is not None:
            is_russian = case.request.convention == "russian-hatch-to-hatch"
            close = self.situation.close_min if is_russian else 0
            self.cp.add(over >= self.own_minutes - close - int(case.request.minutes))
        return over

    def far_from_wanted(self) -> cp_model.IntVar:
        """Return how far the hatch opens from when it was wanted open."""
        away = self.cp.new_int_var(0, max(self.situation.shift_min, 0), "away")
        self.cp.add_abs_equality(away, self.hatch)
        return away

    def _latest(self) -> int:
        """Return a minute beyond which nobody goes home; far enough for every task where time is no limit."""
        situation = self.situation
        if self.wants("time"):
            return situation.endurance_min + situation.shift_min
        places = {outset.place for outset in situation.outsets} | {task.worksite for task in self.tasks}
        longest = max(situation.ways.minutes(place, situation.case.airlock.id) for place in places)
        waiting = 2 * 1440 if any(task.light != "any" for task in self.tasks) else 0
        outset = max(outset.minute for outset in situation.outsets)
        return situation.shift_min + outset + sum(self.minutes) + 2 * longest * (len(self.tasks) + 1) + waiting

    def _person(self, number: int) -> _Person:
        """Lay the circuit of one of the two: from where he is, through his tasks, to the hatch."""
        situation, cp = self.situation, self.cp
        ways, lock, outset = situation.ways, situation.case.airlock.id, situation.outsets[number]
        free = outset.minute + self.hatch
        person = _Person()
        arcs = person.arcs
        stays = cp.new_bool_var(f"{ROLES[number]} does nothing more")
        back = ways.minutes(outset.place, lock)
        arcs.append((0, 0, stays))
        cp.add(self.home >= free + back).only_enforce_if(stays)
        person.on_the_way.append(stays * back)
        for place, task in enumerate(self.tasks):
            does = cp.new_bool_var(f"{ROLES[number]} does {task.id}")
            person.does.append(does)
            arcs.append((place + 1, place + 1, does.negated()))
            out, home = cp.new_bool_var(""), cp.new_bool_var("")
            to, back = ways.minutes(outset.place, task.worksite), ways.minutes(task.worksite, lock)
            arcs += [(0, place + 1, out), (place + 1, 0, home)]
            cp.add(self.starts[place] >= free + to).only_enforce_if(out)
            cp.add(self.home >= self.starts[place] + self.minutes[place] + back).only_enforce_if(home)
            person.on_the_way += [out * to, home * back]
            for later, other in enumerate(self.tasks):
                if later != place and place not in self._must_follow(later):
                    way = cp.new_bool_var("")
                    minutes = ways.minutes(task.worksite, other.worksite)
                    arcs.append((place + 1, later + 1, way))
                    there = self.starts[place] + self.minutes[place] + minutes
                    cp.add(self.starts[later] >= there).only_enforce_if(way)
                    person.on_the_way.append(way * minutes)
        cp.add_circuit(arcs)
        # What the circuit says already, as one sum: without it a bound on the time is found by trying orders.
        worked = sum(minutes * does for minutes, does in zip(self.minutes, person.does, strict=True))
        cp.add(self.home >= free + worked + sum(person.on_the_way))
        self._go_round(number, person, free + worked)
        return person

    def _go_round(self, number: int, person: _Person, without_ways: cp_model.LinearExpr) -> None:
        """Say what the shortest round through each set of places costs; it follows, and is found slowly otherwise."""
        situation = self.situation
        places = sorted({task.worksite for task in self.tasks})
        if not places or len(places) > MOST_PLACES:
            return
        rounds = shortest_rounds(situation.ways, situation.outsets[number].place, situation.case.airlock.id, places)
        visits = [self.cp.new_bool_var(f"{ROLES[number]} visits {place}") for place in places]
        for task, does in zip(self.tasks, person.does, strict=True):
            self.cp.add_implication(does, visits[places.index(task.worksite)])
        on_the_way = self.cp.new_int_var(0, max(rounds.values(), default=0), "")
        for mask, minutes in rounds.items():
            seen = [visit for place, visit in enumerate(visits) if mask >> place & 1]
            self.cp.add(on_the_way >= minutes).only_enforce_if(seen)
        self.cp.add(self.home >= without_ways + on_the_way)

    def _must_follow(self, place: int) -> set[int]:
        """Return the tasks that come after this one by the order asked for, so that no way leads back from them."""
        task = self.tasks[place]
        return {
            later
            for later, other in enumerate(self.tasks)
            if task.id in other.after and self.wants("after", other.id, task.id)
        }

    def _share_tasks(self) -> None:
        """Give each task to as many people as it takes, and to the one it is meant for."""
        first, second = self.people
        needed = {task.id for task in self.situation.with_what_they_need(task for task in self.tasks if task.must)}
        for place, task in enumerate(self.tasks):
            done, one, other = self.done[place], first.does[place], second.does[place]
            if task.hands > 1:
                self.cp.add(one == done)
                self.cp.add(other == done)
            else:
                self.cp.add(one + other == done)
                if task.who is not None:
                    self.cp.add((other if task.who == "first" else one) == 0)
            if self._parts is not None and self.wants("task", task.id):
                self.cp.add(done == 1)
            if self._parts is not None and not task.must and task.id not in needed:
                self.cp.add(done == 0)
        alike = self.situation.outsets[0] == self.situation.outsets[1] and not self.situation.steps
        either = [place for place, task in enumerate(self.tasks) if task.hands == 1]
        if alike and either and all(self.tasks[place].who is None for place in either):
            # The two can be exchanged: the first of the tasks that is done by one is not the second's.
            self.cp.add(second.does[either[0]] == 0)

    def _order(self) -> None:
        """Do nothing before what must be done first, and nothing without it."""
        places = {task.id: place for place, task in enumerate(self.tasks)}
        ends = {step.task: step.end_min for step in self.situation.steps if step.kind == "task"}
        for place, task in enumerate(self.tasks):
            for before in task.after:
                if before in places and self.wants("after", task.id, before):
                    earlier = places[before]
                    self.cp.add_implication(self.done[place], self.done[earlier])
                    self.cp.add(self.starts[place] >= self.starts[earlier] + self.minutes[earlier]).only_enforce_if(
                        self.done[place]
                    )
                elif before in ends:
                    self.cp.add(self.starts[place] >= ends[before]).only_enforce_if(self.done[place])

    def _shine(self) -> None:
        """Put what needs day or night into it, where the light is known."""
        light = self.situation.light
        for place, task in enumerate(self.tasks):
            if task.light != "any" and light.is_known and self.wants("light", task.id):
                spans = light.starts(task.light, self.minutes[place])
                domain = cp_model.Domain.from_intervals([list(span) for span in spans])
                self.cp.add_linear_expression_in_domain(self.starts[place], domain).only_enforce_if(self.done[place])

    def _keep_tools_apart(self) -> None:
        """Use a tool, and the arm, for one task at a time."""
        intervals = [
            self.cp.new_optional_fixed_size_interval_var(start, minutes, done, "")
            for start, minutes, done in zip(self.starts, self.minutes, self.done, strict=True)
        ]
        for tool in sorted({tool for task in self.tasks for tool in task.tools}):
            users = [place for place, task in enumerate(self.tasks) if tool in task.tools]
            if self.wants("tool", tool) and len(users) > 1:
                self.cp.add_no_overlap([intervals[place] for place in users])
            for place in users:
                free = self.situation.tool_free.get(tool)
                if free is not None:
                    self.cp.add(self.starts[place] >= free).only_enforce_if(self.done[place])
        arms = [place for place, task in enumerate(self.tasks) if task.arm]
        if self.wants("arm") and len(arms) > 1:
            self.cp.add_no_overlap([intervals[place] for place in arms])
        for place in arms:
            if "" in self.situation.tool_free:
                self.cp.add(self.starts[place] >= self.situation.tool_free[""]).only_enforce_if(self.done[place])

    def _last(self) -> None:
        """Be back, with the hatch shut, before the suit is at its end."""
        if self.wants("time"):
            self.cp.add(self.own_minutes <= self.situation.endurance_min)

    def _work(self) -> None:
        """Keep the heat of the work within what the suit takes up, where both are known."""
        support = self.situation.case.suit.life_support
        if not self.wants("work") or support is None:
            return
        budget, usual = support.metabolic_budget_kj, support.planned_rate_w
        if budget is None or usual is None:
            return
        rates = {task.id: usual if task.rate_w is None else task.rate_w for task in self.situation.case.request.tasks}
        for number, person in enumerate(self.people):
            past = sum(
                round((rates[step.task] - usual) * (step.end_min - step.start_min))
                for step in self.situation.steps
                if step.kind == "task" and step.task is not None and step.who in {ROLES[number], "both"}
            )
            more = sum(
                round((rates[task.id] - usual) * minutes) * does
                for task, minutes, does in zip(self.tasks, self.minutes, person.does, strict=True)
            )
            self.cp.add(self.own_minutes * round(usual) + past + more <= int(budget * 1000 / 60))
