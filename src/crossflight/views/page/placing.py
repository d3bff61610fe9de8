"""Which lane a finding is marked on: that of the segment, person, port or chart that it is about."""

from collections.abc import Sequence
from datetime import datetime

from crossflight.record import Finding
from crossflight.views.page.crew import presences
from crossflight.views.page.lanes import Key
from crossflight.views.page.naming import Names
from crossflight.views.page.numbering import Numbered
from crossflight.views.page.ports import berths, port_of
from crossflight.views.page.presence import Presence
from crossflight.views.page.sky import Skyline
from crossflight.views.page.spacewalks import airlock_lane, spacewalks_of
from crossflight.views.page.training import trainings_of

__all__ = ["OTHER", "placed"]

OTHER: Key = ("other", "")


def placed(entries: Sequence[Numbered], names: Names, line: Skyline) -> dict[Key, list[Numbered]]:
    """Return the findings by lane; one that has none of its own goes to `OTHER`."""
    places = _Places(names, line)
    lanes: dict[Key, list[Numbered]] = {}
    for entry in entries:
        lanes.setdefault(places.of(entry.finding), []).append(entry)
    return lanes


class _Places:
    def __init__(self, names: Names, line: Skyline) -> None:
        self.names = names
        scenario = names.plan.scenario
        self.stays: dict[str, list[Presence]] = {}
        for entry in presences(names.plan):
            self.stays.setdefault(entry.stay.person, []).append(entry)
        self.berthed = {
            berth.port
            for flight in names.plan.flights
            for berth in berths(flight)
            if berth.earliest < scenario.horizon.end and (berth.latest is None or berth.latest > scenario.horizon.start)
        }
        agreements = (
            agreement.id
            for agreement in scenario.agreements
            if agreement.start < scenario.horizon.end
            and (agreement.end is None or agreement.end > scenario.horizon.start)
        )
        self.lanes: dict[str, Key] = {agreement: ("agreement", agreement) for agreement in agreements}
        self.lanes |= {zone: ("zone", zone) for zone in line.landings}
        self.lanes |= {site: ("site", site) for site in line.closures}
        self.lanes |= {entry.id: airlock_lane(entry) for entry in spacewalks_of(names.plan)}
        self.lanes |= {entry.person: ("trainee", entry.person) for entry in trainings_of(names.plan)}

    def of(self, finding: Finding) -> Key:
        """Return the lane of the first one named that has a lane."""
        if finding.names[0] == self.names.plan.scenario.station.id:
            return ("station", "")
        for name in finding.names:
            key = self._lane(name, finding.start)
            if key is not None:
                return key
        return OTHER

    def _lane(self, name: str, instant: datetime) -> Key | None:
        if name in self.names.segments:
            return ("segment", name)
        if name in self.stays:
            stays = self.stays[name]
            there = [entry for entry in stays if entry.end is None or instant <= entry.end] or stays
            return ("stay", there[0].anchor)
        flight = self.names.flights.get(name)
        port = name if flight is None else port_of(flight, instant)
        if port in self.berthed:
            return ("port", port)
        return self.lanes.get(name)
