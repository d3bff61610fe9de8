"""Launch days."""

from collections.abc import Iterator

from crossflight.record import Finding
from crossflight.rules.case import Case
from crossflight.rules.witness import witness

__all__: list[str] = []


@witness("launches.allowed-day")
def allowed_day(case: Case) -> Iterator[Finding]:
    """Find launches outside the spans that the sky gives for their pad."""
    tracks = {track.subject: track for track in case.sky.launch}
    for flight in case.plan.flights:
        launch = flight.launch
        if launch is None or not case.start <= launch < case.end:
            continue
        track = tracks.get(flight.site or "")
        if track is None:
            sentence, unknown = (
                f"{flight.id} launches from a pad that was not surveyed",
                "the pad was not surveyed",
            )
        elif any(period.contains(launch) for period in track.periods):
            continue
        else:
            sentence, unknown = (
                f"{flight.id} launches while {flight.site} is closed or the sky does not allow it",
                None,
            )
        yield case.finding(
            "launches.allowed-day", launch, launch, (flight.id,), sentence, unknown=unknown, flights=(flight,)
        )
