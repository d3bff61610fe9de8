"""What is judged, whatever the plan: a scenario, its sky, the span that is looked at, and how a finding is made."""

from collections.abc import Iterable
from datetime import datetime

from crossflight.record import Event, Fact, Finding, Flight, Person, Port, Scenario, Sky, State, VehicleType, rule
from crossflight.rules.port_uses import FAR
from crossflight.rules.setting import Setting
from crossflight.rules.timeline import Visit

__all__ = ["Frame"]


class Frame:
    """A scenario and its sky over a span: what follows from them alone, and is the same for every plan."""

    def __init__(self, setting: Setting, until: datetime | None) -> None:
        """Take what the scenario and its sky say; judged is up to an instant, or to the end of the horizon."""
        horizon = setting.scenario.horizon
        self.setting = setting
        self.scenario: Scenario = setting.scenario
        self.sky: Sky = setting.sky
        self.start = horizon.start
        self.end = horizon.end if until is None else max(self.start, min(until, horizon.end))

    # ------------------------------------------------------------------------------------------------ look-ups

    @property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return self.setting.people

    @property
    def ports(self) -> dict[str, Port]:
        """Ports by id."""
        return self.setting.ports

    def type_of(self, flight: Flight) -> VehicleType:
        """Return the vehicle type of a flight."""
        return self.setting.types[flight.vehicle]

    def name_of(self, person_id: str) -> str:
        """Return a person's name, or the id of one that the scenario does not know."""
        person = self.people.get(person_id)
        return person.name if person is not None else person_id

    def is_judged(self, instant: datetime) -> bool:
        """Say whether an instant lies in the span that is judged."""
        return self.start <= instant < self.end

    # --------------------------------------------------------------------------------------------------- health

    def ailment(self, subject: str, instant: datetime) -> Event | None:
        """Return the event that degrades a flight's vehicle or a person at the instant, if any."""
        current = None
        for event in self.setting.health.get(subject, ()):
            if event.start <= instant and (event.end is None or instant < event.end):
                current = None if event.kind == "vehicle-restored" else event
        return current

    def nominal_seats(self, visit: Visit, instant: datetime) -> int:
        """Return the nominal seats of a docked vehicle at the instant."""
        ailment = self.ailment(visit.flight.id, instant)
        if ailment is None:
            return visit.type.seats
        return visit.type.seats if ailment.nominal_seats is None else ailment.nominal_seats

    def contingency_places(self, visit: Visit, instant: datetime) -> int | None:
        """Return the places of a docked vehicle for people in an emergency; None where that is not public."""
        ailment = self.ailment(visit.flight.id, instant)
        if ailment is None or ailment.fit_for is None:
            return visit.type.contingency_places
        return None if ailment.fit_for == "unknown" else ailment.fit_for

    def events_about(self, subjects: Iterable[str], start: datetime, end: datetime) -> tuple[Event, ...]:
        """Return the degradations of these subjects that begin before the end and are not over at the start."""
        return tuple(
            event
            for subject in subjects
            for event in self.setting.health.get(subject, ())
            if event.start < end and (event.end is None or event.end > start)
        )

    def segments_of(self, person_id: str, instant: datetime) -> frozenset[str]:
        """Return the segments that a person can operate at the instant, none while unfit."""
        steady = self.setting.steady.get(person_id)
        if steady is not None and self.start <= instant <= self.end:
            return steady
        held = self.setting.operators.get(person_id, ())
        segments = frozenset(of for of, since, until in held if since <= instant and (until is None or instant < until))
        return segments if segments and self.ailment(person_id, instant) is None else frozenset()

    # -------------------------------------------------------------------------------------------------- finding

    def open_end(self, end: datetime) -> datetime | None:
        """Return the end of a span, None when it runs out of what is judged: it is still open then."""
        return None if end >= self.end else end

    def finding(  # noqa: PLR0913 - a finding has that many sides, nearly all by keyword
        self,
        rule_id: str,
        start: datetime,
        end: datetime | None,
        names: tuple[str, ...],
        sentence: str,
        *,
        unknown: str | None = None,
        amount: float | None = None,
        limit: float | None = None,
        unit: str | None = None,
        flights: tuple[Flight, ...] = (),
        facts: tuple[Fact, ...] = (),
    ) -> Finding:
        """Return a finding of one rule; ``unknown`` gives the reason why it cannot be judged.

        Flights and other facts that it rests on lend it their sources; what is known only generally of a flight is said
        in its sentence. The span is cut to what is judged; an agreement's finding keeps the agreement's dates.
        """
        entry = rule(rule_id)
        if entry.kind != "agreement":
            start, end = max(start, self.start), None if end is None else self.open_end(end)
        state: State = "unknown" if unknown is not None else "unmet" if entry.kind == "wish" else "broken"
        judged = _JUDGED_AT_PORTS if rule_id.startswith(("ports.", "traffic.")) else _JUDGED
        shaky = [f"{name} of {flight.id}" for flight in flights for name in flight.unverified if name in judged]
        if shaky:
            sentence += f" (rests on facts known only generally: {', '.join(shaky)})"
        sources = tuple(dict.fromkeys(source for fact in (*facts, *flights) for source in fact.source))
        return Finding(
            rule=rule_id,
            kind=entry.kind,
            state=state,
            start=start,
            end=None if end is None or end >= FAR else end,
            subject=" / ".join(names),
            sentence=sentence,
            amount=None if amount is None else round(amount, 3),
            limit=limit,
            unit=unit,
            reason=unknown,
            source=sources or (entry.source,),
        )


_JUDGED = frozenset({"launch", "docked", "undocked", "landed", "vehicle", "up", "down"})
_JUDGED_AT_PORTS = frozenset({"docked", "undocked", "port"})
