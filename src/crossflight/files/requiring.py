"""Requirements laid over a scenario, in the planner's words."""

from collections.abc import Iterable

from crossflight.errors import VALUE_LIMIT, ScenarioError, shorten
from crossflight.files.referring import WORDS
from crossflight.files.validating import suggest
from crossflight.record import Requirement, Scenario

__all__ = ["check_requirements", "require"]

MOST_REQUIREMENTS = 50


def require(scenario: Scenario, texts: Iterable[str]) -> Scenario:
    """Return the scenario with more required of it, in the planner's words.

    Raises
    ------
    ScenarioError
        When a text is no requirement, or names what the scenario does not hold: where in it, and the way out.
    """
    added = []
    for text in texts:
        try:
            added.append(Requirement.parse(text))
        except ValueError as error:
            problem, _, way_out = str(error).partition("; ")
            raise ScenarioError(problem, path=f"requirement '{_short(text)}'", way_out=way_out) from error
    requirements = tuple(dict.fromkeys((*scenario.requirements, *added)))
    if len(requirements) > MOST_REQUIREMENTS:
        problem = f"{len(requirements):,} requirements; at most {MOST_REQUIREMENTS} are allowed"
        raise ScenarioError(problem, path="requirements", way_out="leave some out")
    required = scenario.model_copy(update={"requirements": requirements})
    check_requirements(required)
    return required


def check_requirements(scenario: Scenario, file: str = "") -> None:
    """Refuse requirements that name what the scenario does not hold.

    Raises
    ------
    ScenarioError
        Naming the first such id, and the nearest that there is.
    """
    flights = {flight.id for flight in scenario.flights} | {request.id for request in scenario.requests}
    known = {
        "flights": flights,
        "people": {person.id for person in scenario.people},
        "ports": {port.id for port in scenario.station.ports},
        "facilities": {facility.id for facility in scenario.facilities},
        "agreements": {agreement.id for agreement in scenario.agreements},
    }
    for requirement in scenario.requirements:
        for table, name in (
            ("flights", requirement.flight),
            ("people", requirement.person),
            ("ports", requirement.port),
            ("facilities", requirement.facility),
            ("agreements", requirement.agreement),
        ):
            if name is not None and name not in known[table]:
                problem = f"unknown {WORDS[table]} '{name}'"
                path = f"requirement '{_short(requirement.text)}'"
                raise ScenarioError(problem, file=file, path=path, way_out=suggest(name, known[table]))


def _short(text: str) -> str:
    return shorten(text, VALUE_LIMIT)
