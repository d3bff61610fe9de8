"""Haven with schools: a pool and a simulator in the valley, a classroom on the coast, two days of travel between them.

::

    day     0         10        20        30        40        50        60
    dan     |  basics · · suit · · · · drill · · quarantine ▲ lark-2
    course  days  after     ends before launch  starts before launch   whose
    basics     5  -                         20                    60   everybody in a Lark
    drill      3  basics                     5                    20   together
    rest       4  drill                      1                     6
    suit       6  basics                    10                     -   of wishes; gives spacewalk in the stiff suit
    arm        2  -                         10                     -   of wishes, on the coast; gives arm
"""

from datetime import datetime, timedelta
from typing import Any

from crossflight.record import (
    Centre,
    Course,
    CourseNeed,
    DateWish,
    Facility,
    Flight,
    FlightRequest,
    Grant,
    Horizon,
    LifeLimit,
    Scenario,
    Suit,
    Training,
    TrainingRequest,
)
from scenes import TYPES, day, flight, request, scenario, stays_of

CENTRES = (
    Centre(id="valley", name="Valley", travel_days={"coast": 2}),
    Centre(id="coast", name="Coast"),
)
FACILITIES = (
    Facility(id="pool", name="Pool", centre="valley", places=1),
    Facility(id="simulator", name="Simulator", centre="valley"),
    Facility(id="classroom", name="Classroom", centre="coast"),
)
LARKS = (CourseNeed(vehicle_types=("lark",)),)
COURSES = (
    Course(
        id="basics",
        name="basics",
        facility="simulator",
        days=5,
        ends_before_launch_days=20,
        starts_before_launch_days=60,
        needed_by=LARKS,
    ),
    Course(
        id="drill",
        name="drill",
        facility="simulator",
        days=3,
        after=("basics",),
        ends_before_launch_days=5,
        starts_before_launch_days=20,
        together=True,
        needed_by=LARKS,
    ),
    Course(
        id="rest",
        name="rest",
        facility="simulator",
        days=4,
        after=("drill",),
        ends_before_launch_days=1,
        starts_before_launch_days=6,
        needed_by=LARKS,
    ),
    Course(
        id="suit",
        name="suit",
        facility="pool",
        days=6,
        after=("basics",),
        ends_before_launch_days=10,
        grants=(Grant(kind="spacewalk", of="stiff-suit"),),
    ),
    Course(
        id="arm",
        name="arm",
        facility="classroom",
        days=2,
        ends_before_launch_days=10,
        grants=(Grant(kind="arm"),),
    ),
)
ABOARD = (
    flight("lark-1", ("red-ann", "blue-ann"), launch=day(-20), docked=day(-20, 18), undocked=None),
    flight("swan-1", ("blue-bob", "red-cat"), launch=day(-21), docked=day(-20), undocked=None),
)
TYPES_THAT_LAST = tuple(kind.model_copy(update={"lives": (LifeLimit(days=400),)}) for kind in TYPES)
LAUNCH = 64


def coming(name: str = "lark-2", wanted: float = LAUNCH, **changes: Any) -> FlightRequest:
    """Return a request for a Lark that stays to the end of the horizon."""
    plain: dict[str, Any] = {
        "launch": DateWish(wanted=day(wanted), earliest=day(wanted - 4), latest=day(wanted + 4)),
        "undock": None,
        "ports": ("red-2",),
        "crew_size": 2,
        "announced": ("red-dan", "blue-dan"),
    }
    return request(name, **(plain | changes))


def school(**changes: Any) -> Scenario:
    """Return Haven with its schools, two ships docked and lark-2 to come, its courses to be planned."""
    plain: dict[str, Any] = {
        "horizon": Horizon(start=day(0, 0), end=day(90, 0)),
        "vehicle_types": TYPES_THAT_LAST,
        "flights": ABOARD,
        "stays": stays_of(*ABOARD),
        "requests": (coming(),),
        "centres": CENTRES,
        "facilities": FACILITIES,
        "courses": COURSES,
        "plans_courses": True,
        "suits": (Suit(id="stiff-suit", name="Stiff suit", kind="spacewalk"),),
    }
    return scenario(**(plain | changes))


def lark_2(*up: str, launch: float = LAUNCH) -> Flight:
    """Return lark-2 as launched on a day, docked to the end."""
    crew = up or ("red-dan", "blue-dan")
    return flight("lark-2", crew, launch=day(launch), docked=day(launch, 18), undocked=None, port="red-2")


def sits(person: str, course: str, first: float, **changes: Any) -> Training:
    """Return somebody in a course for lark-2 from a day on, as long as the course takes."""
    days = next(entry.days for entry in COURSES if entry.id == course)
    start: datetime = day(first, 0)
    plain = {
        "person": person,
        "course": course,
        "start": start,
        "end": start + timedelta(days=days),
        "flight": "lark-2",
    }
    return Training.model_validate(plain | changes)


def taught(*people: str, basics: float = 10, drill: float = 50, rest: float = 59, **changes: Any) -> list[Training]:
    """Return the three courses of a Lark for some people."""
    return [
        sits(person, course, first, **changes)
        for person in people
        for course, first in (("basics", basics), ("drill", drill), ("rest", rest))
    ]


def wish(name: str, *courses: str, **changes: Any) -> TrainingRequest:
    """Return a wish for training."""
    return TrainingRequest.model_validate({"id": name, "courses": courses, **changes})
