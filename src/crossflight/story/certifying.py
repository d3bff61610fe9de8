"""Certificates: sealing what was decided, and verifying what a plan file says of itself.

What is verified needs no solver: that the certificate speaks of this scenario and of these decisions, that its levels
are what the plan comes to, and that no bound lies above its value. That a bound is one, only planning again can show.
"""

# ruff: noqa: PLC0415

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from crossflight import files
from crossflight.record import (
    Answer,
    Certificate,
    Fingerprint,
    LevelProof,
    LevelVerified,
    Plan,
    Proof,
    Recount,
    VersionVerified,
)

__all__ = ["sealed", "verify"]

NOT_HASHED = "not hashed"
ROUNDING = 1e-6
STATED = {
    "optimal": "proven optimal",
    "feasible": "not proven to be the best",
    "infeasible": "said to be infeasible",
    "unknown": "without proof",
}


def sealed(answer: Answer) -> Answer:
    """Return the answer whose plan's certificate carries the fingerprint of what was decided."""
    plan = answer.plan
    if plan is None or plan.certificate is None:
        return answer
    certificate = plan.certificate.model_copy(update={"decisions_sha256": files.decisions_sha256(plan)})
    return answer.model_copy(update={"plan": plan.model_copy(update={"certificate": certificate})})


def verify(plan: Plan) -> Proof:
    """Return what can be seen of a plan's certificate: fingerprints, versions, and each level counted anew."""
    from crossflight import rules

    certificate = plan.certificate
    if certificate is None:
        return Proof(state="none", sentence="none: nobody claims that this is the best plan")
    scenario = _compared(certificate.scenario_sha256, files.scenario_sha256(plan.scenario))
    decisions = _compared(certificate.decisions_sha256, files.decisions_sha256(plan))
    counts = rules.recount(plan)
    levels = tuple(_level(level, counts.get(level.name), certificate) for level in certificate.levels)
    versions = tuple(_version(name, made_with) for name, made_with in sorted(certificate.versions.items()))
    troubles = (*_troubles(scenario, decisions, levels), *_excuses((scenario, decisions), versions))
    return Proof(
        state="unproven" if troubles else "verified",
        scenario=scenario,
        decisions=decisions,
        levels=levels,
        versions=versions,
        sentence="; ".join(("unproven: its certificate does not fit this plan", *troubles))
        if troubles
        else "; ".join(_good(certificate, scenario, decisions, levels, versions)),
    )


def _compared(told: str | None, found: str) -> Fingerprint:
    if told in {None, NOT_HASHED}:
        return "not told"
    return "same" if told == found else "differs"


def _level(level: LevelProof, recounted: Recount | None, certificate: Certificate) -> LevelVerified:
    return LevelVerified(
        name=level.name,
        told=level.value,
        bound=level.bound,
        unit=level.unit,
        recounted=recounted,
        trouble=_trouble(level, recounted, certificate),
    )


def _trouble(level: LevelProof, recounted: Recount | None, certificate: Certificate) -> str | None:
    if level.bound > level.value + ROUNDING:
        return f"{level.name} has the bound {level.bound:g} above its value {level.value:g}"
    if certificate.status == "optimal" and level.bound < level.value - ROUNDING:
        return f"{level.name} is called proven with the bound {level.bound:g} below its value {level.value:g}"
    if recounted is None:
        return None
    slack = recounted.slack + ROUNDING
    if recounted.least - slack <= level.value <= recounted.most + slack:
        return None
    counted = f"{recounted.least:.6g}"
    if recounted.most > recounted.least + ROUNDING:
        counted += f" to {recounted.most:.6g}"
    return f"{level.name} is told as {level.value:.6g}, and the plan comes to {counted}"


def _troubles(scenario: Fingerprint, decisions: Fingerprint, levels: tuple[LevelVerified, ...]) -> Iterator[str]:
    if scenario == "differs":
        yield "it was made for another scenario than the file holds"
    if decisions == "differs":
        yield "what was decided was changed since"
    yield from (level.trouble for level in levels if level.trouble is not None)


def _excuses(prints: tuple[Fingerprint, ...], versions: tuple[VersionVerified, ...]) -> Iterator[str]:
    """Yield what may be behind a fingerprint that differs: another version can take it in another way."""
    own = next((entry for entry in versions if entry.name == "crossflight" and entry.state == "different"), None)
    if "differs" in prints and own is not None:
        yield f"or crossflight {own.made_with} took fingerprints otherwise than {own.here} does"


def _version(name: str, made_with: str) -> VersionVerified:
    try:
        here = version(name)
    except PackageNotFoundError:
        here = "unknown"
    state = "unknown" if "unknown" in {made_with, here} else "same" if made_with == here else "different"
    return VersionVerified.model_validate({"name": name, "made_with": made_with, "here": here, "state": state})


def _good(
    certificate: Certificate,
    scenario: Fingerprint,
    decisions: Fingerprint,
    levels: tuple[LevelVerified, ...],
    versions: tuple[VersionVerified, ...],
) -> Iterator[str]:
    """Yield what was verified, and what could not be."""
    yield f"verified, {STATED[certificate.status]}"
    same = [what for what, state in (("scenario", scenario), ("decisions", decisions)) if state == "same"]
    untold = [what for what, state in (("scenario", scenario), ("decisions", decisions)) if state == "not told"]
    if same:
        yield f"{' and '.join(same)} as it was made for"
    if untold:
        yield f"no fingerprint of {' and '.join(untold)}"
    counted = [level.name for level in levels if level.recounted is not None]
    if levels:
        yield f"{len(counted)} of {len(levels)} levels counted anew and equal"
    told = [
        f"{entry.name} {entry.made_with}" + ("" if entry.state == "same" else f" ({entry.here} here)")
        for entry in versions
    ]
    if told:
        yield f"made with {', '.join(told)}, seed {certificate.seed}"
