"""What Orekit is asked: plane crossings and eclipses, everything in Java but where a task's name says otherwise."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from answering import Answer, Problem, Task, answer_questions, argument_deg
from jpype import JImplements, JOverride
from orekit_model import date_of, ground_point, load_data, sgp4
from org.hipparchus.geometry.euclidean.threed import Rotation, RotationConvention, Vector3D
from org.orekit.bodies import CelestialBodyFactory, OneAxisEllipsoid
from org.orekit.frames import Frame, FramesFactory, InterpolatingTransformProvider, Transform
from org.orekit.orbits import KeplerianOrbit, PositionAngleType
from org.orekit.propagation.analytical import KeplerianPropagator
from org.orekit.propagation.events import BetaAngleDetector, EclipseDetector, EventsLogger, FunctionalDetector
from org.orekit.propagation.events.handlers import ContinueOnEvent
from org.orekit.utils import AngularDerivativesFilter, CartesianDerivativesFilter, Constants

SECONDS_IN_A_DAY = 86_400.0
AXIS_M = 6_790_000.0
"""Any circle does: only its plane is asked for."""

SUN_RADIUS_M = 695_700_000.0
LIGHT_TIME_S = 499.004784
"""From the Sun over one astronomical unit."""


def crossings_in_java(problem: Problem) -> Callable[[], Answer]:
    """Find where a place has no angle to an orbit plane: the detector for beta, with the place as its Sun.

    The orbit is a circle that stands still in a frame that turns with the node; Python is asked for that frame
    once a day of the span, and Java turns it in between.
    """
    with_node = Frame(FramesFactory.getTEME(), _turning(problem), "with the node", True)
    grounds = (ground_point(site, with_tides=False) for site in problem["sites"])
    return _crossings(problem, with_node, (BetaAngleDetector(0.0, ground, with_node) for ground in grounds))


def crossings_through_python(problem: Problem) -> Callable[[], Answer]:
    """Find them with a function of our own, which Java calls through Python."""
    teme = FramesFactory.getTEME()
    start = date_of(problem["start"])
    inclination = math.radians(problem["inclination_deg"])

    def detectors() -> Iterator[Any]:
        for site in problem["sites"]:
            ground = ground_point(site, with_tides=False)

            def height(state: Any, ground: Any = ground) -> float:
                here = ground.getPosition(state.getDate(), teme)
                days = state.getDate().durationFrom(start) / SECONDS_IN_A_DAY
                node = math.radians(problem["node_deg"] + problem["node_rate_deg_per_day"] * days)
                across = here.getX() * math.sin(node) - here.getY() * math.cos(node)
                return float(across * math.sin(inclination) + here.getZ() * math.cos(inclination))

            yield FunctionalDetector().withFunction(height)

    return _crossings(problem, teme, detectors())


def _crossings(problem: Problem, frame: Any, detectors: Iterator[Any]) -> Callable[[], Answer]:
    """Search for all sites along a circle in one propagation; then take the phase at each crossing."""
    start = date_of(problem["start"])
    inclination, node = math.radians(problem["inclination_deg"]), math.radians(problem["node_deg"])
    kind, gravity = PositionAngleType.TRUE, Constants.WGS84_EARTH_MU
    propagator = KeplerianPropagator(
        KeplerianOrbit(AXIS_M, 0.0, inclination, 0.0, node, 0.0, kind, frame, start, gravity)
    )
    loggers = [_watched(propagator, detector, problem) for detector in detectors]
    propagator.propagate(start, start.shiftedBy(problem["days"] * SECONDS_IN_A_DAY))
    found = []
    for logger in loggers:
        seconds = [event.getState().getDate().durationFrom(start) for event in logger.getLoggedEvents()]
        found.append({"seconds": seconds, "argument_deg": [argument_deg(problem, second) for second in seconds]})
    return lambda: {"sites": found}


def _turning(problem: Problem) -> Any:
    """Return how the node's frame turns in TEME."""
    start = date_of(problem["start"])
    rate = math.radians(problem["node_rate_deg_per_day"]) / SECONDS_IN_A_DAY

    @JImplements("org.orekit.frames.TransformProvider")
    class Turn:
        @JOverride  # type: ignore[untyped-decorator,unused-ignore]
        def getTransform(self, date: Any) -> Any:  # noqa: N802 - Java's name
            angle = rate * date.durationFrom(start)
            turn = Rotation(Vector3D.PLUS_K, angle, RotationConvention.FRAME_TRANSFORM)
            return Transform(date, turn, Vector3D(0.0, 0.0, rate))

    day, slots = SECONDS_IN_A_DAY, 10
    return InterpolatingTransformProvider(
        Turn(), CartesianDerivativesFilter.USE_P, AngularDerivativesFilter.USE_RR, 2, day, slots, 4000 * day, 30 * day
    )


def eclipses(problem: Problem) -> Callable[[], Answer]:
    """Find entry and exit of umbra and penumbra in one propagation.

    The Sun is to be seen at its apparent place, and Orekit takes the geometric one: so the orbit is moved earlier by
    the light time, and the answers later. The mean light time is 1.6 % or 8 s off at most, 1 ms of the answer.
    """
    earth = OneAxisEllipsoid(
        Constants.WGS84_EARTH_EQUATORIAL_RADIUS, Constants.WGS84_EARTH_FLATTENING, FramesFactory.getTEME()
    )
    detector = EclipseDetector(CelestialBodyFactory.getSun(), SUN_RADIUS_M, earth)
    propagator = sgp4(problem["elements"], -LIGHT_TIME_S)
    loggers = {
        "umbra": _watched(propagator, detector.withUmbra(), problem),
        "penumbra": _watched(propagator, detector.withPenumbra(), problem),
    }
    start = date_of(problem["start"], -LIGHT_TIME_S)
    propagator.propagate(start, start.shiftedBy(problem["days"] * SECONDS_IN_A_DAY))
    found = {
        kind: [event.getState().getDate().durationFrom(start) for event in logger.getLoggedEvents()]
        for kind, logger in loggers.items()
    }
    return lambda: found


def _watched(propagator: Any, detector: Any, problem: Problem) -> Any:
    """Let the propagator log the detector's events."""
    logger = EventsLogger()
    detector = detector.withMaxCheck(float(problem["check_s"])).withThreshold(float(problem["tolerance_s"]))
    propagator.addEventDetector(logger.monitorDetector(detector.withHandler(ContinueOnEvent())))
    return logger


TASKS: Mapping[str, Task] = {
    "crossings-in-java": crossings_in_java,
    "crossings-through-python": crossings_through_python,
    "eclipses": eclipses,
}

if __name__ == "__main__":
    load_data()
    answer_questions(TASKS)
