"""The staged plan with spacewalks and courses, all of it made up."""

from datetime import timedelta

import stage
from crossflight.record import Airlock, Centre, Course, Facility, Plan, Spacewalk, Suit, Training
from stage import day

__all__ = ["busy_plan"]


def busy_plan() -> Plan:
    """Return a plan with one spacewalk done, one planned, and three people in two courses."""
    before = stage.plan()
    station = before.scenario.station.model_copy(
        update={"airlocks": (Airlock(id="north-lock", name="North lock", segment="north-segment", suits=("stiff",)),)}
    )
    scenario = before.scenario.model_copy(
        update={
            "station": station,
            "suits": (Suit(id="stiff", name="Stiff suit", kind="spacewalk"),),
            "centres": (Centre(id="city", name="Star <City>"),),
            "facilities": (
                Facility(id="pool", name="Pool", centre="city", places=2),
                Facility(id="class", name="Classroom", centre="city"),
            ),
            "courses": (
                Course(id="swimming", name="Pool runs", facility="pool", days=10),
                Course(id="exam", name="Exam", facility="class", days=1),
            ),
            "spacewalks": (
                Spacewalk(
                    id="walk-1",
                    station="lagrange",
                    designation="Walk 1",
                    day=day(5),
                    convention="russian-hatch-to-hatch",
                    outside=("anna-north", "clara-south"),
                    source=("log",),
                ),
            ),
        }
    )
    walk = Spacewalk(
        id="walk-2",
        station="lagrange",
        day=day(30),
        start=day(30) + timedelta(hours=14),
        minutes=390,
        convention="us-battery-to-repress",
        airlock="north-lock",
        suit="stiff",
        outside=("anna-north", "boris-north"),
        inside=("clara-south",),
        arm="clara-south",
        purpose="Mend the <mast>",
        planned=True,
    )
    trainings = (
        Training(person="dmitri-north", course="swimming", start=day(3), end=day(13), flight="ferry-2"),
        Training(person="emma-south", course="swimming", start=day(3), end=day(13), flight="ferry-2"),
        Training(person="pool-south-1", course="swimming", start=day(8), end=day(18), flight="ferry-2", is_backup=True),
        Training(person="dmitri-north", course="exam", start=day(40), end=day(41), flight="ferry-2"),
    )
    spacewalks = (*scenario.spacewalks, walk)
    return before.model_copy(update={"scenario": scenario, "spacewalks": spacewalks, "trainings": trainings})


def moved_plan() -> Plan:
    """Return the plan after another that had the exam five days earlier."""
    plan = busy_plan()
    earlier = plan.trainings[-1].model_copy(update={"start": day(35), "end": day(36), "movable": True})
    return plan.model_copy(update={"scenario": plan.scenario.model_copy(update={"trainings": (earlier,)})})
