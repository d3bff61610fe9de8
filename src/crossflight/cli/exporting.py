"""The command ``export``."""

from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossflight.cli.door import DONE, say
from crossflight.cli.options import boost_of, instant_of

if TYPE_CHECKING:
    from crossflight.record import OrbitExport

__all__ = ["Axes", "Format", "export"]

INPUT_ENDINGS = (".toml", ".json")

OF_ORBITS = ("omm", "oem")


class Format(StrEnum):
    """What can be written."""

    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"
    OMM = "omm"
    OEM = "oem"


class Tables(StrEnum):
    """Tables of a planner's workbook."""

    FLIGHTS = "flights"
    PEOPLE = "people"
    WISHES = "wishes"
    DEPARTURES = "departures"
    STAYS = "stays"
    SPACEWALKS = "spacewalks"
    TRAINING = "training"
    FINDINGS = "findings"


class Axes(StrEnum):
    """Frames of an ephemeris."""

    EME2000 = "EME2000"
    GCRF = "GCRF"
    TEME = "TEME"


WRITTEN = {Format.HTML: "page", Format.XLSX: "workbook", Format.CSV: "table", Format.ICS: "calendar"}


def export(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A plan or scenario file, or a shipped name such as iss-history; for omm and oem an orbit file too.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="OUT", help="Write to this file."),
    ],
    to: Annotated[
        Format,
        typer.Option(
            "--to",
            help="html: one page for a browser and for paper; xlsx: a planner's workbook, which `crossflight import` "
            "reads; csv: one table of it; ics: a calendar; omm: mean elements, as JSON, XML, CSV or KVN by the "
            "ending of OUT; oem: states at even steps, as XML or KVN.",
        ),
    ] = Format.HTML,
    table: Annotated[
        Tables | None,
        typer.Option("--table", help="csv: which table; default: flights."),
    ] = None,
    replaces: Annotated[
        str | None,
        typer.Option(
            "--replaces",
            metavar="OLD",
            help="ics: the plan before this one; what it had and this one has not is told as cancelled.",
        ),
    ] = None,
    start: Annotated[
        datetime | None,
        typer.Option("--from", parser=instant_of, metavar="DATE", help="oem: first state; default: the epoch."),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option("--until", parser=instant_of, metavar="DATE", help="oem: last state; default: a day later."),
    ] = None,
    step_min: Annotated[
        float, typer.Option("--step-min", metavar="MIN", min=0.01, max=60, help="oem: minutes between states.")
    ] = 4.0,
    frame: Annotated[Axes, typer.Option("--frame", help="oem: axes of the states.")] = Axes.EME2000,
    boost: Annotated[
        list[str] | None,
        typer.Option(
            "--boost", metavar="INSTANT=M_S", help="oem: a boost of the station in m/s; may be given several times."
        ),
    ] = None,
    catalogue_number: Annotated[
        int | None,
        typer.Option("--object", metavar="NUMBER", min=0, help="omm, oem: which object of a file with several."),
    ] = None,
) -> int:
    """Write a plan, scenario or history to a file for others; or an orbit.

    A scenario or history is shown as it stands. The page has the timeline of ports, people, seats, operators
    and daylight; every finding with its sources; flights, crews and proof; and what is not known. The workbook
    has flights, people, wishes, departures, stays and findings; the calendar liftoffs, dockings, moves,
    undockings, landings, handovers, spacewalks and courses, each with a UID that stays, so that a later plan
    moves its events, and --replaces takes back those that are no more. An orbit comes from an OMM, TLE or OEM
    file, or from a scenario or plan with the boosts planned there: omm from an OEM fits an element set to each
    day and says how well, oem lists the boosts that it holds. Exit code 0: the file is written, whatever it
    tells; 2: the file or the call is wrong.
    """
    from crossflight import story
    from crossflight.cli.progress import waiting
    from crossflight.errors import CallError

    boosts = tuple(boost_of(text) for text in boost or ())
    _refuse_input(output, file, to)
    if table is not None and to is not Format.CSV:
        raise CallError("--table is for --to csv alone — leave it out")
    if replaces is not None and to is not Format.ICS:
        raise CallError("--replaces is for --to ics alone — leave it out")
    if to.value not in OF_ORBITS:
        _refuse_of_orbits(start, end, boosts, catalogue_number)
        story.try_writing(output)
        before = None if replaces is None else story.load(replaces)
        story.export(story.load(file), to.value, output, table=(table or Tables.FLIGHTS).value, replaces=before)
        say(f"{WRITTEN[to]} written to {output}")
        return DONE
    if to is Format.OMM:
        _refuse_of_orbits(start, end, boosts)
    sampling = story.Sampling(start, end, timedelta(minutes=step_min), frame.value)
    story.try_writing(output)
    with waiting("computing the orbit"):
        done = story.export_orbit(story.known_orbit(file, catalogue_number, boosts), to.value, output, sampling)
    say(f"{_told(done)}, written to {output}")
    return DONE


def _told(done: "OrbitExport") -> str:
    span = f"{done.start:%Y-%m-%d %H:%M:%S} to {done.end:%Y-%m-%d %H:%M:%S}"
    if done.kind == "omm":
        sets = "1 element set" if done.count == 1 else f"{done.count:,} element sets"
        told = f"{sets}, epoch {span}" if done.count > 1 else f"{sets}, epoch {done.start:%Y-%m-%d %H:%M:%S}"
        if done.fit_rms_km:
            best, worst = f"{min(done.fit_rms_km):.3f}", f"{max(done.fit_rms_km):.3f}"
            told += f", fitted within {worst if best == worst else f'{best} to {worst}'} km rms"
        return told
    told = f"{done.count:,} states in {done.frame}, {span}"
    if done.interpolation_m is not None:
        told += f", half-way between them within {done.interpolation_m:.3g} m when interpolated"
    return told + (f", {len(done.boosts)} boost{'s' * (len(done.boosts) > 1)} in it" if done.boosts else "")


def _refuse_of_orbits(*values: object) -> None:
    """Refuse options that the format asked for does not know, rather than pass them over."""
    from crossflight.errors import CallError

    if any(value not in (None, ()) for value in values):
        message = "--from, --until and --boost are for --to oem alone, --object for omm and oem — leave them out"
        raise CallError(message)


def _refuse_input(output: Path, file: str, to: Format) -> None:
    """Refuse an output that is the input, or that has the ending of one."""
    from crossflight.errors import InputError

    way_out = f"give -o another name, such as plan.{to.value}"
    if Path(file).exists() and output.exists() and output.samefile(file):
        raise InputError(
            f"the {WRITTEN.get(to, 'page')} would replace the file that it is made from",
            file=str(output),
            way_out=way_out,
        )
    if to.value in OF_ORBITS:
        return
    ending = output.suffix.lower()
    if ending in INPUT_ENDINGS:
        problem = f"the ending {output.suffix} is that of a scenario or plan"
        raise InputError(problem, file=str(output), way_out=way_out)
    if ending != f".{to.value}" and ending in {f".{other.value}" for other in Format}:
        problem = f"the ending {output.suffix} is not that of --to {to.value}"
        raise InputError(problem, file=str(output), way_out=f"give --to {ending[1:]}, or -o another name")
