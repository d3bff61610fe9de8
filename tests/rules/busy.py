"""Random plans over Haven with spacewalks, courses and boosts beside their flights, and what can be changed in them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from crossflight.instants import DAY
from crossflight.record import Absence, Boost, Flight, Grant, Numbers, Plan, Spacewalk, Training
from outside import AIRLOCKS, CREWS, SUITS, asked, walk
from rules.schools import CENTRES, COURSES, FACILITIES, wish
from rules.worlds import NAMES, World, waivers, worlds
from scenes import LONG_AGO, day, plan

__all__ = ["Busy", "busy", "changes"]

UP = ("launch", "docked")
DOWN = ("undocked", "landed")
NUMBERS = Numbers(
    port_turnaround_days=2,
    clearance_days=1,
    daylight_margin_min=30,
    longest_handover_days=5,
    spacewalk_quiet_days=1,
    spacewalk_spacing_days=3,
    skeleton_crew=3,
)
COURSES_OF_SUITS = tuple(
    course.model_copy(update={"grants": (Grant(kind="spacewalk", of="stiff", valid_days=9),)})
    if course.id == "suit"
    else course
    for course in COURSES
)


@dataclass(frozen=True)
class Busy:
    """A world, and what else was decided in it."""

    world: World
    walks: tuple[Spacewalk, ...]
    trainings: tuple[Training, ...]
    boosts: tuple[Boost, ...] = ()

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        flown = plan(self.world.setting, *self.world.flights, stays=self.world.stays)
        more = {"spacewalks": self.walks, "trainings": self.trainings, "boosts": self.boosts}
        return flown.model_copy(update=more)


hours = st.integers(-48, 12 * 24)


@st.composite
def walks(draw: st.DrawFn, name: str) -> Spacewalk:
    """Draw a spacewalk, by anybody at any time."""
    people = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    hour = draw(hours)
    return walk(
        name,
        hour // 24,
        hour % 24,
        outside=tuple(people[:2]),
        inside=tuple(people[2:]),
        arm=draw(st.none() | st.sampled_from(NAMES)),
        planned=draw(st.booleans()),
    )


@st.composite
def trainings(draw: st.DrawFn) -> Training:
    """Draw somebody in a course."""
    course = draw(st.sampled_from(COURSES_OF_SUITS))
    first = day(draw(st.integers(-30, 11)), 0)
    return Training(
        person=draw(st.sampled_from(NAMES[:4])),
        course=course.id,
        start=first,
        end=first + course.days * DAY,
        flight=draw(st.none() | st.sampled_from(("lark-1", "lark-2", "swan-1"))),
    )


@st.composite
def busy(draw: st.DrawFn) -> Busy:
    """Draw a plan with spacewalks and courses, sound or not."""
    world = draw(worlds())
    setting = world.setting.model_copy(
        update={
            "station": world.setting.station.model_copy(update={"airlocks": AIRLOCKS}),
            "people": CREWS,
            "suits": SUITS,
            "numbers": NUMBERS,
            "spacewalk_requests": (asked("blue-1", arm=True), asked("red-2", urgent=True)),
            "centres": CENTRES,
            "facilities": FACILITIES,
            "courses": COURSES_OF_SUITS,
            "plans_courses": draw(st.booleans()),
            "training_requests": (wish("two-suits", "suit", count=2),),
            "absences": (Absence(person="red-ann", start=day(3), end=day(5), reason="at a wedding"),),
            "waivers": draw(waivers()),
        }
    )
    made = draw(st.lists(st.sampled_from(("blue-1", "blue-3", "red-2", "red-4")), max_size=3, unique=True))
    return Busy(
        replace(world, setting=setting),
        tuple([draw(walks(name)) for name in made]),
        tuple(draw(st.lists(trainings(), max_size=6))),
    )


@st.composite
def changes(draw: st.DrawFn, before: Busy) -> Busy:
    """Draw what a plan may become: some flights moved, one left out or with another crew, anything else another."""
    world, flights = before.world, list(before.world.flights)
    kind = draw(st.sampled_from((*("move",) * 4, "crew", "drop", "seat", "walk", "course", "boost", "nothing")))
    place = draw(st.integers(0, len(flights) - 1))
    if kind == "move":
        places = draw(st.lists(st.integers(0, len(flights) - 1), min_size=1, max_size=3, unique=True))
        for each in places:
            moments = draw(st.sampled_from((UP, DOWN, (*UP, *DOWN))))
            by = timedelta(hours=draw(st.integers(-200, 200)))
            flights[each] = flights[each].model_copy(update=_moved(flights[each], moments, by))
    elif kind == "crew":
        people = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True)))
        way = draw(st.sampled_from(("up", "down")))
        flights[place] = flights[place].model_copy(update={way: people, "commander_up": None})
    elif kind == "drop" and len(flights) > 1:
        del flights[place]
    elif kind == "seat" and world.stays:
        stays = list(world.stays)
        index = draw(st.integers(0, len(stays) - 1))
        stays[index] = stays[index].model_copy(update={"homes": ()})
        return replace(before, world=replace(world, stays=tuple(stays)))
    elif kind == "walk":
        return replace(before, walks=(*before.walks[1:], draw(walks("blue-5"))))
    elif kind == "course":
        return replace(before, trainings=(*before.trainings[1:], draw(trainings())))
    elif kind == "boost":
        return replace(before, boosts=(Boost(instant=day(0, draw(hours)), delta_v_m_s=1.0),))
    names = {entry.id for entry in flights}
    stays = [stay for stay in world.stays if stay.up in names]
    return replace(before, world=replace(world, flights=tuple(flights), stays=tuple(stays)))


def _moved(flight: Flight, moments: tuple[str, ...], by: timedelta) -> dict[str, Any]:
    """Return the flight's moments with some of them moved, none of them before an earlier one."""
    moved: dict[str, Any] = {"relocations": ()}
    last = LONG_AGO
    for name in (*UP, *DOWN):
        told = flight.moment(name)
        if told is not None:
            last = moved[name] = max(last, told + by if name in moments else told)
    return moved
