"""Every limit of a timeline as a margin; where a limit is not public, the margin is unknown."""

from collections.abc import Iterator, Sequence

from crossflight.planner.minutes.light import MinutesOfLight
from crossflight.planner.minutes.situation import ROLES, Situation
from crossflight.record import Margin, OutsideStep, Role

__all__ = ["margins_of"]

OWN_SUPPLY = "from hatch open to the start of repressurisation"


def margins_of(situation: Situation, steps: Sequence[OutsideStep], light: MinutesOfLight) -> tuple[Margin, ...]:
    """Return the margins: time, duration, work, emergency return, prebreathe, light, size."""
    return (
        *_time(situation, steps),
        *_work(situation, steps),
        *_returns(situation, steps),
        *_prebreathe(situation, steps),
        *_light(situation, steps, light),
        *_sizes(situation),
    )


def _moment(steps: Sequence[OutsideStep], kind: str) -> int:
    return next(step.start_min for step in steps if step.kind == kind)


def _time(situation: Situation, steps: Sequence[OutsideStep]) -> Iterator[Margin]:
    case, support = situation.case, situation.case.suit.life_support
    assert support is not None, "refused before"
    own, closed = _moment(steps, "repress"), _moment(steps, "close")
    name = case.suit.name
    reserve = f"; a reserve of {support.reserve_min:g} min is not counted" if support.reserve_min else ""
    yield _below("time in the suit", name, support.endurance_min, own, OWN_SUPPLY + reserve)
    if support.worst_sun_min is not None:
        if not situation.light.is_known:
            basis = "the light is not known; this limit holds where there is no night at all"
            yield Margin(
                name="time in worst sun",
                subject=name,
                limit=support.worst_sun_min,
                planned=own,
                margin=support.worst_sun_min - own,
                unit="min",
                state="holds" if own <= support.worst_sun_min else "unknown",
                basis=basis,
            )
        elif situation.is_worst_sun:
            yield _below("time in worst sun", name, support.worst_sun_min, own, "no night on the whole way")
    if case.request.minutes is not None:
        is_russian = case.request.convention == "russian-hatch-to-hatch"
        counted = "hatch open to hatch closed" if is_russian else OWN_SUPPLY
        yield _below("planned duration", case.request.id, case.request.minutes, closed if is_russian else own, counted)


def _below(name: str, subject: str, limit: float, planned: float, basis: str, unit: str = "min") -> Margin:
    state = "holds" if planned <= limit else "short"
    values = {"name": name, "subject": subject, "limit": limit, "planned": planned, "margin": round(limit - planned, 1)}
    return Margin.model_validate({**values, "unit": unit, "state": state, "basis": basis})


def _unknown(name: str, subject: str, planned: float | None, basis: str, unit: str = "min") -> Margin:
    values = {"name": name, "subject": subject, "planned": planned, "unit": unit, "state": "unknown", "basis": basis}
    return Margin.model_validate(values)


def _work(situation: Situation, steps: Sequence[OutsideStep]) -> Iterator[Margin]:
    """Yield the heat of the work of each, at planned rates and where all work is hard."""
    support = situation.case.suit.life_support
    assert support is not None, "refused before"
    budget, own = support.metabolic_budget_kj, _moment(steps, "repress")
    tasks = {task.id: task for task in situation.case.request.tasks}
    for number, who in enumerate(ROLES):
        name = situation.case.pair[number] or who
        for title, usual, is_high in (
            ("work at planned rate", support.planned_rate_w, False),
            ("work at high rate", support.high_rate_w, True),
        ):
            if budget is None or usual is None:
                yield _unknown(title, name, None, "no public figure for this suit", "kJ")
                continue
            joules = usual * own * 60.0
            for step in steps:
                if step.kind == "task" and step.task is not None and step.who in {who, "both"}:
                    rate = tasks[step.task].rate_w
                    rate = usual if rate is None or (is_high and rate < usual) else rate
                    joules += (rate - usual) * (step.end_min - step.start_min) * 60.0
            basis = f"{usual:g} W {OWN_SUPPLY}, tasks at their own rate where they have a higher one"
            basis = basis if is_high else basis.replace(" where they have a higher one", " where they have one")
            yield _below(title, name, budget, round(joules / 1000), basis, "kJ")


def _returns(situation: Situation, steps: Sequence[OutsideStep]) -> Iterator[Margin]:
    """Yield the way home from each place that is visited, against the emergency oxygen."""
    case, support = situation.case, situation.case.suit.life_support
    assert support is not None, "refused before"
    lock = case.airlock.id
    seen = dict.fromkeys(
        step.place for step in steps if step.kind in {"task", "way", "broken-off"} and step.place not in {None, lock}
    )
    ingress = case.numbers.spacewalk_emergency_ingress_min
    for place in seen:
        assert place is not None, "left out above"
        needed = situation.ways.minutes(place, lock) + ingress
        basis = f"the way to the lock and {ingress:g} min to pressure, on the emergency oxygen"
        if support.emergency_oxygen_min is None:
            yield _unknown("emergency return", place, needed, basis + "; how long that lasts is not public")
        else:
            yield _below("emergency return", place, support.emergency_oxygen_min, needed, basis)


def _prebreathe(situation: Situation, steps: Sequence[OutsideStep]) -> Iterator[Margin]:
    protocol = situation.case.prebreathe
    spent = sum(step.end_min - step.start_min for step in steps if step.kind == "prebreathe")
    if protocol is None:
        yield _unknown("prebreathe", situation.case.suit.id, None, "no protocol for this suit is known")
        return
    basis = "all steps of the protocol, before the lock is emptied"
    yield Margin(
        name="prebreathe",
        subject=protocol.name,
        limit=protocol.minutes,
        planned=spent,
        margin=round(spent - protocol.minutes, 1),
        unit="min",
        state="holds" if spent >= protocol.minutes else "short",
        basis=basis,
    )


def _light(situation: Situation, steps: Sequence[OutsideStep], light: MinutesOfLight) -> Iterator[Margin]:
    """Yield how far each task that needs day or night stays from the edge of it."""
    tasks = {task.id: task for task in situation.case.request.tasks}
    for step in steps:
        if step.kind != "task" or step.task is None or tasks[step.task].light == "any":
            continue
        wanted = tasks[step.task].light
        if not light.is_known:
            yield _unknown("light", step.task, None, f"needs {wanted}; no orbit is known for that day")
            continue
        spans = light.day if wanted == "day" else light.night
        inside = [
            min(step.start_min - first, last - step.end_min)
            for first, last in spans
            if first < step.end_min and step.start_min < last
        ]
        spare = max(inside, default=-float(step.end_min - step.start_min))
        yield Margin(
            name="light",
            subject=step.task,
            planned=step.end_min - step.start_min,
            margin=round(spare, 1),
            unit="min",
            state="holds" if spare >= 0 else "short",
            basis=f"needs {wanted}; from the nearer edge of it",
        )


def _sizes(situation: Situation) -> Iterator[Margin]:
    """Yield whether the suit's size takes each of the two, where it has one."""
    support = situation.case.suit.life_support
    assert support is not None, "refused before"
    least, most = support.least_height_cm, support.most_height_cm
    if least is None and most is None:
        return
    for number, who in enumerate(ROLES):
        name = situation.case.pair[number] or who
        height = situation.case.heights_cm[number]
        basis = f"the suit takes {_told(least)} to {_told(most)} cm"
        if height is None:
            yield _unknown("size", name, None, basis + "; the height is not public", "cm")
            continue
        spare = min(bound for bound in (_over(height, least), _over(most, height)) if bound is not None)
        yield Margin(
            name="size",
            subject=name,
            planned=height,
            margin=round(spare, 1),
            unit="cm",
            state="holds" if spare >= 0 else "short",
            basis=basis,
        )


def _over(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _told(bound: float | None) -> str:
    return "any" if bound is None else f"{bound:g}"


def misfits(situation: Situation) -> tuple[tuple[Role, Margin], ...]:
    """Return who the suit does not fit."""
    found = _sizes(situation)
    return tuple((who, margin) for who, margin in zip(ROLES, found, strict=False) if margin.state == "short")
