"""When those who are aboard go home, against the days on which they were to."""

from collections.abc import Iterator

from crossflight.planner.model import Linear, Literal, PlanModel

__all__ = ["return_day"]


def return_day(model: PlanModel) -> None:
    """Count the days that people stay aboard beyond those on which they were to leave."""
    last = model.problem.calendar.day(model.problem.end)
    for wish in model.problem.scenario.returns:
        wanted = model.problem.calendar.day(wish.wanted)
        ways = list(_ways_home(model, wish.person))
        if wanted >= last or not ways:
            continue
        over = model.cp.new_int_var(0, last - min(wanted, 0), f"{wish.person} stays beyond the day wanted")
        for leaves, chosen in ways:
            beyond = model.cp.add(over >= (min(leaves, last) if isinstance(leaves, int) else leaves) - wanted)
            if chosen is not None:
                beyond.only_enforce_if(chosen)
        met = model.cp.new_bool_var(f"{wish.person} leaves by the day wanted")
        model.cp.add(over == 0).only_enforce_if(met)
        model.wishes["crew.return-day", wish.person] = met
        model.levels.setdefault("stays", []).append(over)


def _ways_home(model: PlanModel, person: str) -> Iterator[tuple[Linear, Literal | None]]:
    """Yield the days on which somebody aboard can leave, with the choice that it takes; None: there is no other."""
    for flight, crew in model.problem.fixed_crews.items():
        if person in crew:
            yield model.moves[flight].undock_day, None
    for index, pattern in enumerate(model.problem.patterns):
        if pattern.person.id == person and pattern.up is None:
            yield model.moves[pattern.down].undock_day, model.chosen[index]
