"""What moved from one plan to another."""

from collections.abc import Iterator

from crossflight import files
from crossflight.record import Compared, Difference, LevelProof, Plan, Scenario
from crossflight.story.corridor import baseline

__all__ = ["diff"]


def diff(before: Scenario | Plan, after: Scenario | Plan, *, exact: bool = False) -> Difference:
    """Return what two plans say differently; a scenario or a history is taken as it stands.

    Plans of other stations or scenarios are compared all the same, and the difference says so; of other horizons,
    over the span that both cover.

    Parameters
    ----------
    before, after
        From `load`, `plan` or `baseline`.
    exact
        True tells of every instant that moved; otherwise only of those that move to another day (UTC).
    """
    from crossflight import rules  # noqa: PLC0415 - who only reads a record does not wait for them

    first, second = _compared(before), _compared(after)
    plans = [subject if isinstance(subject, Plan) else baseline(subject) for subject in (before, after)]
    one, other = (plan.scenario for plan in plans)
    notes = (*_apart(one, other, (first, second)), *_levels(first.levels, second.levels))
    since = until = None
    if one.horizon != other.horizon:
        since, until = max(one.horizon.start, other.horizon.start), min(one.horizon.end, other.horizon.end)
        notes = (*notes, f"compared from {since:%Y-%m-%d} to {until:%Y-%m-%d}, which both cover")
    changes = rules.differ(plans[0], plans[1], since, until, exact=exact)
    return Difference(before=first, after=second, notes=notes, changes=changes)


def _compared(subject: Scenario | Plan) -> Compared:
    scenario = subject.scenario if isinstance(subject, Plan) else subject
    certificate = subject.certificate if isinstance(subject, Plan) else None
    return Compared(
        scenario=scenario.name,
        station=scenario.station.id,
        scenario_sha256=files.scenario_sha256(scenario),
        is_plan=isinstance(subject, Plan),
        status=None if certificate is None else certificate.status,
        levels=() if certificate is None else certificate.levels,
    )


def _apart(first: Scenario, second: Scenario, both: tuple[Compared, Compared]) -> Iterator[str]:
    """Yield how what the two plans answer is not the same."""
    one, other = both
    if one.station != other.station:
        yield f"for different stations: {one.station} and {other.station}"
    if one.scenario_sha256 != other.scenario_sha256:
        named = one.scenario if one.scenario == other.scenario else f"{one.scenario} and {other.scenario}"
        parts = [
            part.replace("_", " ") for part in Scenario.model_fields if getattr(first, part) != getattr(second, part)
        ]
        yield f"for different scenarios ({named}), which differ in {', '.join(parts)}"
    for compared in both:
        if not compared.is_plan:
            yield f"{compared.scenario} is no plan: its flights and stays are taken as they stand"
    if one.status and other.status and one.status != other.status:
        yield f"the first is {one.status}, the second {other.status}"


def _levels(before: tuple[LevelProof, ...], after: tuple[LevelProof, ...]) -> Iterator[str]:
    """Yield the levels of the policy that the two plans reach differently."""
    told = {level.name: level for level in before}
    for level in after:
        old = told.get(level.name)
        if old is not None and old.value != level.value:
            yield f"{level.name}: {level.value:g} {level.unit} instead of {old.value:g}"
